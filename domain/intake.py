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


_HAS_PLACE = frozenset({TicketKind.REPAIR, TicketKind.COMPLAINT})
_HAS_FILES = frozenset(
    {TicketKind.REPAIR, TicketKind.COMPLAINT, TicketKind.SUGGESTION, TicketKind.PRAISE}
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Intake:
    """What is known of a report so far; empty means: not yet.

    ``spoken`` says that a voice message or a video tells what happened, or that the person wants
    the pictures to speak for themselves: then words are not needed.
    """

    kind: TicketKind
    category: str = ""
    community: str = ""
    house_id: HouseId | None = None
    spot: str = ""
    description: str = ""
    files: int = 0
    spoken: bool = False

    @property
    def missing(self) -> tuple[Question, ...]:
        """What has to be asked before the report can be sent, most important first."""
        needs = {
            Question.CATEGORY: not self.category,
            Question.COMMUNITY: not self.community,
            Question.PLACE: self.kind in _HAS_PLACE and self.house_id is None and not self.spot,
            Question.DESCRIPTION: not self.description and not (self.spoken and self.files),
        }
        return tuple(question for question, needed in needs.items() if needed)

    @property
    def next_question(self) -> Question | None:
        """The question to ask now; ``None`` when the report can be read back."""
        return next(iter(self.missing), None)

    @property
    def changeable(self) -> tuple[Question, ...]:
        """What can be changed when the report is read back; time only where somebody comes."""
        fits = {
            Question.CATEGORY: self.kind in _HAS_PLACE,
            Question.PLACE: self.kind in _HAS_PLACE,
            Question.DESCRIPTION: True,
            Question.FILES: self.kind in _HAS_FILES,
            Question.VISIT: self.visits_home,
        }
        return tuple(question for question, possible in fits.items() if possible)

    @property
    def visits_home(self) -> bool:
        """Whether somebody has to be let in, so that a time is worth asking for."""
        return self.kind is TicketKind.REPAIR and self.house_id is not None
