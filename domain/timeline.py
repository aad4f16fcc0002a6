"""A ticket's timeline: what happened to it, who did it, in lines that are only ever added."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from domain.lifecycle import Action, Status
from domain.people import PersonId, StaffId


@dataclass(frozen=True, slots=True, kw_only=True)
class TicketEvent:
    """One line of a ticket's timeline, and what reactions are made from.

    Exactly one of ``person_id`` (an owner acted) and ``staff_id`` (a colleague acted) is set, or
    neither, when the desk itself acted. ``detail`` holds what the kind of event needs beside
    ``text``: an outcome, a team, a score, an until, the code of a reason.
    """

    kind: Action
    at: datetime
    person_id: PersonId | None = None
    staff_id: StaffId | None = None
    before: Status | None = None
    after: Status | None = None
    text: str = ""
    detail: Mapping[str, str | int] = field(default_factory=dict)

    @property
    def files(self) -> tuple[int, ...]:
        """The ids of the pictures and recordings that belong to it."""
        return tuple(int(one) for one in str(self.detail.get(_FILES, "")).split())


_FILES = "files"


def files_detail(files: Sequence[int]) -> dict[str, str | int]:
    """Return the detail by which an event names its pictures and recordings, if it has any."""
    return {_FILES: " ".join(map(str, files))} if files else {}


@dataclass(frozen=True, slots=True, kw_only=True)
class By:
    """Who moves a ticket: an owner, a colleague, or (neither set) the desk itself."""

    person_id: PersonId | None = None
    staff_id: StaffId | None = None


DESK = By()
"""The desk itself, when a timer fires."""
