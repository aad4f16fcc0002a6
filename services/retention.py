"""Forgets what is over: once a night, by one process, in bites that hold up nobody.

Only what was handled, sent, fired or cancelled goes, drafts that nobody has gone on with, and the
words and askers of old questions, of which the figures stay.
What waits, was given up, is in doubt or could not be read stays until a person has seen to it.
"""

from dataclasses import astuple, dataclass
from datetime import datetime, timedelta

from domain.desk import Desk
from services.ports import UnitOfWork

BITE = 200
"""Rows of a kind that are deleted in one transaction: a few milliseconds."""

NIGHT_BEGINS = timedelta(hours=3)
"""After midnight, local time of the first community."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """How many rows of each kind one bite took, or blanked."""

    updates: int
    messages: int
    timers: int
    dialogues: int
    consultations: int

    @property
    def more(self) -> bool:
        """Whether there may be more of some kind."""
        return BITE in astuple(self)


class Retention:
    """Knows when a night's forgetting is due, and what may be forgotten."""

    def __init__(self, desk: Desk) -> None:
        self._keep = desk.keep
        self._zone = desk.communities[0].timezone

    def night(self, now: datetime) -> str:
        """Return the night that a moment belongs to, by its date; it ends when the next begins."""
        return (now.astimezone(self._zone) - NIGHT_BEGINS).date().isoformat()

    def begin(self, uow: UnitOfWork, now: datetime) -> bool:
        """Claim this night's work; false when a process has done so already."""
        return uow.cron_runs.begin("retention", self.night(now), now)

    def forget(self, uow: UnitOfWork, now: datetime) -> Forgotten:
        """Take one bite of each kind."""
        before = now - self._keep.records
        uow.cron_runs.forget(before)
        return Forgotten(
            updates=uow.inbox.forget(before, BITE),
            messages=uow.outbox.forget(before, BITE),
            timers=uow.due.forget(before, BITE),
            dialogues=uow.dialogues.forget(now - self._keep.drafts, BITE),
            consultations=uow.consultations.forget(now - self._keep.consultations, BITE),
        )
