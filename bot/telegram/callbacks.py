"""What buttons carry: a typed, short, opaque word. It never carries authority."""

from typing import Annotated

from aiogram import F
from aiogram.filters.callback_data import CallbackData, CallbackQueryFilter
from pydantic import Field


class PressFilter(CallbackQueryFilter):
    """The filter for some actions of a kind of button; the switchboard reads them."""

    __slots__ = ("actions",)

    def __init__(self, callback_data: type["Press"], actions: frozenset[str]) -> None:
        super().__init__(callback_data=callback_data, rule=F.action.in_(actions))
        self.actions = actions


class Press(CallbackData, prefix="press"):
    """Callback data with an ``action``; conversations derive theirs with a prefix of their own."""

    action: str

    @classmethod
    def of(cls, *actions: str) -> PressFilter:
        """Return the filter for one or several actions."""
        return PressFilter(cls, frozenset(actions))


class TicketAction(Press, prefix="t"):
    """Something to be done with a ticket; ``arg`` is whatever the action needs beside it."""

    ticket_id: int
    arg: str = ""


class OpenPress(Press, prefix="op"):
    """What is open: ``list`` says it anew, ``page`` in the same message.

    ``team`` narrows it; ``overdue`` keeps only what is late.
    """

    community: str
    team: str = ""
    overdue: bool = False
    offset: int = 0


class ExpiryAction(Press, prefix="idle"):
    """The answer to 继续 or 重新来: ``continue`` or ``restart``."""


class FollowUpPress(Press, prefix="fu"):
    """An owner's answer after the work: ``yes``, ``no``, ``rate`` and ``why`` with a value."""

    ticket_id: int
    cycle: int
    value: str = ""


class CallTaskPress(Press, prefix="ct"):
    """A call task: ``take``, then ``solved``, ``unsolved`` or ``nobody``."""

    ticket_id: int
    cycle: int


class HomeDecision(Press, prefix="hd"):
    """The service centre's decision about a home: ``approve``, ``refuse``; ``who`` asks whose."""

    residence_id: int


Number = Annotated[int, Field(ge=0, lt=2**63)]
"""What a database could hold; a button that says more was made up, and is nobody's."""


class FaqPress(Press, prefix="fq"):
    """A button about questions that need a better answer.

    A cluster is named by the oldest question in it (``at``), the newest question that was there
    when it was shown (``upto``), and how many it had (``n``): what came later is not in it.
    ``value`` is a community for lists, else an entry. Of an edit, ``at`` is its number.
    """

    at: Number = 0
    upto: Number = 0
    n: Number = 0
    value: str = ""
