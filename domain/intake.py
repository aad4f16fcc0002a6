"""What a report still needs before it can be read back, most important first (S-008, S-009)."""

from dataclasses import dataclass
from enum import StrEnum

from domain.people import HouseId
from domain.ticket import TicketKind

MAX_FILES = 10
"""How many pictures and recordings a report takes."""


class Question(StrEnum):
    """Something a report may have to be asked for, named after what it asks."""

    CATEGORY = "category"
    COMMUNITY = "community"
    PLACE = "place"
    DESCRIPTION = "description"
    FILES = "files"
    VISIT = "visit"


_HAS_PLACE = frozenset({TicketKind.REPAIR, TicketKind.COMPLAINT, TicketKind.REQUEST})
_HAS_FILES = frozenset(
    {
        TicketKind.REPAIR,
        TicketKind.COMPLAINT,
        TicketKind.SUGGESTION,
        TicketKind.PRAISE,
        TicketKind.REQUEST,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is known of a report so far; empty means: not yet.

    ``spoken`` says that a voice message or a video tells what happened, or that the person wants
    the pictures to speak for themselves: then words are not needed. ``settled`` are the questions
    that were answered or passed over. A request (办理) says what it is by its category; a time,
    words and pictures are asked for once each, and may be passed over.
    """

    kind: TicketKind
    category: str = ""
    community: str = ""
    house_id: HouseId | None = None
    spot: str = ""
    description: str = ""
    files: int = 0
    spoken: bool = False
    settled: frozenset[Question] = frozenset()

    @property
    def missing(self) -> tuple[Question, ...]:
        """What has to be asked before the report can be sent, most important first."""
        requests = self.kind is TicketKind.REQUEST
        told = bool(self.description or (self.spoken and self.files))
        needs = {
            Question.CATEGORY: not self.category,
            Question.COMMUNITY: not self.community,
            Question.PLACE: self.kind in _HAS_PLACE and self.house_id is None and not self.spot,
            Question.VISIT: requests and Question.VISIT not in self.settled,
            Question.DESCRIPTION: not told
            and not (requests and Question.DESCRIPTION in self.settled),
            Question.FILES: requests and Question.FILES not in self.settled,
        }
        return tuple(question for question, needed in needs.items() if needed)

    @property
    def next_question(self) -> Question | None:
        """The question to ask now; ``None`` when the report can be read back."""
        return next(iter(self.missing), None)

    @property
    def changeable(self) -> tuple[Question, ...]:
        """What can be changed when the report is read back; time only where it matters."""
        fits = {
            Question.CATEGORY: self.kind in _HAS_PLACE,
            Question.PLACE: self.kind in _HAS_PLACE,
            Question.DESCRIPTION: True,
            Question.FILES: self.kind in _HAS_FILES,
            Question.VISIT: self.has_time,
        }
        return tuple(question for question, possible in fits.items() if possible)

    @property
    def has_time(self) -> bool:
        """Whether a time is worth asking for: somebody is let in, or expected."""
        if self.kind is TicketKind.REQUEST:
            return True
        return self.kind is TicketKind.REPAIR and self.house_id is not None
