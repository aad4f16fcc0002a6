"""Which answers nobody has looked at for long (核对): listed at any time, and told each month."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Final

from domain.clock import Clock
from domain.desk import Community, Desk
from domain.people import PersonId
from services.authority import centre_post
from services.intents import Lane, Notice
from services.knowledge import EntryNote
from services.ports import UnitOfWork
from services.taught import fold
from services.voice import say_to_centre

JOB: Final = "knowledge-review"
TOLD_FROM: Final = 9
"""The hour of a day, local time, from which the service centre may be told."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskStale:
    """Asks which of a community's entries should be looked at."""

    by: PersonId
    community: str
    notes: tuple[EntryNote, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class TellStale:
    """Has the service centre told how many of its community's entries should be looked at."""

    community: str
    notes: tuple[EntryNote, ...]


class KnowledgeReview:
    """Knows when an answer has to be looked at again."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def month(self, community: Community, now: datetime) -> str | None:
        """Return the month whose review may be told now; ``None`` at night.

        Any day will do: a desk that is down on the first tells it when it is up again.
        """
        local = now.astimezone(community.timezone)
        return f"{local:%Y-%m}" if local.hour >= TOLD_FROM else None

    def stale(self, uow: UnitOfWork, command: AskStale) -> list[EntryNote]:
        """Return the entries that nobody has looked at for long, those never looked at first.

        Raises:
            NotAllowed: Only the service centre and managers of the community may ask.
        """
        centre_post(uow.people.actor(command.by), command.community)
        return self._stale(uow, command.community, command.notes)

    def tell(self, uow: UnitOfWork, command: TellStale) -> bool:
        """Tell the service centre, once a month whoever tries; false where it is not the time."""
        now = self._clock.now()
        month = self.month(self._desk.community(command.community), now)
        if month is None or not uow.cron_runs.begin(JOB, f"{command.community}:{month}", now):
            return False
        count = len(self._stale(uow, command.community, command.notes))
        if count:
            notice = Notice(name=JOB, args={"community": command.community, "count": count})
            key = f"{JOB}:{command.community}:{month}"
            say_to_centre(uow, command.community, notice, key, Lane.BROADCAST)
        return True

    def _stale(
        self, uow: UnitOfWork, community: str, notes: Sequence[EntryNote]
    ) -> list[EntryNote]:
        taught = fold(uow.knowledge_edits.all(), self._desk)
        zone = self._desk.community(community).timezone
        before = (self._clock.now() - self._desk.knowledge.review_after).astimezone(zone).date()
        known = [_newest(one, taught.reviewed) for one in notes]
        old = [one for one in known if one.reviewed is None or one.reviewed < before]
        return sorted(old, key=lambda one: one.reviewed or date.min)


def _newest(note: EntryNote, reviewed: Mapping[str, date]) -> EntryNote:
    """Return an entry with the last day on which somebody looked at it, here or in its file."""
    days = [day for day in (note.reviewed, reviewed.get(note.entry_id)) if day is not None]
    return replace(note, reviewed=max(days, default=None))
