"""The draft of a report, kept in the dialogue until it is sent."""

import secrets
from collections.abc import Iterable, Mapping, Sequence

from aiogram.fsm.state import State, StatesGroup

from bot.telegram.callbacks import Press
from bot.telegram.dialogue import Dialogue
from domain.desk import Category, Desk
from domain.intake import MAX_FILES, Intake, Question
from domain.people import Actor, House, HouseId, Relation, Residence, ResidenceStatus
from domain.ticket import TicketKind
from handlers.attachments import SPEAKS, unpack
from handlers.communities import communities_of
from handlers.question_text import put_together
from services.filing import MAX_DESCRIPTION, Draft
from services.intents import Json


class Report(StatesGroup):
    """Where a report stands; all but the card are named after their question."""

    category = State()
    community = State()
    place = State()
    description = State()
    files = State()
    visit = State()
    card = State()


STATES: Mapping[Question, State] = {
    Question.CATEGORY: Report.category,
    Question.COMMUNITY: Report.community,
    Question.PLACE: Report.place,
    Question.DESCRIPTION: Report.description,
    Question.FILES: Report.files,
    Question.VISIT: Report.visit,
}


class ReportStep(Press, prefix="r"):
    """A step in the draft that the button was made for."""

    draft: str
    value: str = ""


class ReportBegin(Press, prefix="rb"):
    """Begins a report of the kind ``action``; ``drops`` is the draft that is given up for it."""

    drops: str = ""


class ReportDraft:
    """Reads and writes the draft of a dialogue."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    @classmethod
    def begin(
        cls,
        dialogue: Dialogue,
        desk: Desk,
        actor: Actor,
        kind: TicketKind,
        prefilled: Mapping[str, Json],
    ) -> "ReportDraft":
        """Put a new draft into the dialogue, with what is known already."""
        homes = [_packed(tie) for tie in own_homes(actor)]
        kept: list[Json] = [[*home] for home in homes]
        dialogue.replace({"draft": secrets.token_hex(8), "kind": kind.value, "homes": kept})
        draft = cls(dialogue)
        around = {home[1] for home in homes} or {one.code for one in communities_of(desk, actor)}
        if len(around) == 1:
            dialogue.put(community=around.pop())
        dialogue.put(**prefilled)
        categories = desk.categories_for(kind)
        only = categories[0] if len(categories) == 1 else None
        named = desk.category_named(kind, draft.text)
        category = desk.category(draft.category) or only or named
        if category is not None:
            draft.categorize(category)
        return draft

    # ---- what is known --------------------------------------------------------------------

    @property
    def id(self) -> str:
        """The draft's own id; empty where there is no draft."""
        return self._dialogue.text("draft")

    @property
    def kind(self) -> TicketKind:
        """What is being reported."""
        return TicketKind(self._dialogue.text("kind"))

    @property
    def category(self) -> str:
        """The category's code."""
        return self._dialogue.text("category")

    @property
    def community(self) -> str:
        """The community's code."""
        return self._dialogue.text("community")

    @property
    def homes(self) -> list[list[str]]:
        """The person's homes: id, community, building, unit, room, and 1 where it is verified."""
        return self._packed_homes("homes")

    @property
    def near(self) -> list[list[str]]:
        """Homes on offer in place of one that does not exist: id, community, building…"""
        return self._packed_homes("near")

    def _packed_homes(self, name: str) -> list[list[str]]:
        found = self._dialogue.get(name)
        if not isinstance(found, list):
            return []
        return [[str(part) for part in home] for home in found if isinstance(home, list)]

    @property
    def house(self) -> House | None:
        """The home it is about."""
        packed = self._dialogue.texts("house")
        if len(packed) < 5:
            return None
        return House(
            id=HouseId(int(packed[0])),
            community=packed[1],
            building=packed[2],
            unit=packed[3],
            room=packed[4],
        )

    @property
    def own(self) -> bool:
        """Whether the home is one of the person's own."""
        house = self.house
        return house is not None and any(home[0] == str(house.id) for home in self.homes)

    @property
    def verified(self) -> bool:
        """Whether the desk knows that the person belongs where they report."""
        house = self.house
        return any(
            home[5] == "1" and (house is None or home[0] == str(house.id)) for home in self.homes
        )

    @property
    def spot(self) -> str:
        """The public place, in the person's words."""
        return self._dialogue.text("spot")

    @property
    def text(self) -> str:
        """What happened."""
        return self._dialogue.text("text")

    @property
    def said_before(self) -> str:
        """What was said before a question: it is filed below it and never read back."""
        return self._dialogue.text("said_before")

    @property
    def asked(self) -> str:
        """The last words, while they may have been only a question; else empty."""
        asked = self._dialogue.text("asked")
        return asked if self.text.endswith(asked) else ""

    @property
    def files(self) -> list[str]:
        """The files, packed."""
        return self._dialogue.texts("files")

    @property
    def wish(self) -> str:
        """When somebody may come; empty for any time."""
        return self._dialogue.text("wish")

    @property
    def intake(self) -> Intake:
        """What the draft knows, for asking what it needs."""
        house = self.house
        spoken = any(file.partition(":")[0] in SPEAKS for file in self.files)
        return Intake(
            kind=self.kind,
            category=self.category,
            community=self.community,
            house_id=house.id if house else None,
            spot=self.spot,
            description=self.text,
            files=len(self.files),
            spoken=spoken or bool(self._dialogue.get("wordless")),
            settled=frozenset(Question(step) for step in self._dialogue.texts("trail")),
        )

    @property
    def touched(self) -> bool:
        """Whether the person has already said or chosen something that would be lost."""
        chosen = self._dialogue.texts("trail")
        return bool(chosen or self.text or self.files or self.spot)

    def ready(self) -> Draft:
        """Return the draft as it is filed."""
        house = self.house
        return Draft(
            draft_key=self.id,
            kind=self.kind,
            community=self.community,
            category=self.category,
            description=put_together(self.text, self.said_before),
            house_id=house.id if house else None,
            spot="" if house else self.spot,
            visit_wish=self.wish if self.intake.has_time else "",
            attachments=unpack(self.files),
        )

    # ---- what is said ---------------------------------------------------------------------

    def categorize(self, category: Category) -> None:
        """Let it be about this, and at one's only home, unless that is never at a home.

        Whoever has named a place keeps it.
        """
        self._dialogue.put(category=category.code)
        homes = [home for home in self.homes if self.community in {"", home[1]}]
        if category.public and self._dialogue.get("assumed"):
            self._dialogue.put(house=[], assumed=False)
        elif not category.public and not self.house and not self.spot and len(homes) == 1:
            self.live_at(homes[0])
            self._dialogue.put(assumed=True)

    def live_at(self, home: Sequence[str]) -> None:
        """Let it be about a home: id, community, building, unit, room."""
        self._dialogue.put(house=list(home[:5]), spot="", community=home[1], assumed=False)

    def happen_in(self, community: str, desk: Desk) -> None:
        """Let it be in a community, and at one's only home there, as `categorize` has it."""
        self._dialogue.put(community=community, house=[], spot="", assumed=False)
        category = desk.category(self.category)
        if category is not None:
            self.categorize(category)

    def happen_at(self, spot: str) -> None:
        """Let it be about a public place; nobody needs to be let in there."""
        self._dialogue.put(house=[], spot=spot, wish="")

    def describe(self, text: str) -> bool:
        """Add words to what happened; false when they were too many and the end was cut off."""
        whole = f"{self.text}\n{text}".strip() if self.text else text
        self._dialogue.put(text=whole[:MAX_DESCRIPTION])
        return len(whole) <= MAX_DESCRIPTION

    def take_back(self, text: str) -> None:
        """Let the words that were said last not have been said; what they replaced is back."""
        left = self.text.removesuffix(text).rstrip()
        self._dialogue.put(text=left or self._dialogue.text("before"), asked="")

    def add_files(self, packed: Iterable[str]) -> int:
        """Add files as far as there is room; return how many found none."""
        files, over = self.files, 0
        for file in packed:
            if file in files:
                continue
            if len(files) < MAX_FILES:
                files.append(file)
            else:
                over += 1
        self._dialogue.put(files=[*files])
        return over

    # ---- the way back ---------------------------------------------------------------------

    def answered(self, question: Question) -> None:
        """Remember which question was answered, so that one can go back to it."""
        trail = [step for step in self._dialogue.texts("trail") if step != question.value]
        self._dialogue.put(trail=[*trail, question.value])

    def last_answered(self) -> Question | None:
        """Take back the last answer and return its question; ``None`` at the beginning."""
        trail = self._dialogue.texts("trail")
        if not trail:
            return None
        question = Question(trail.pop())
        self._dialogue.put(trail=[*trail])
        cleared: Mapping[Question, dict[str, Json]] = {
            Question.CATEGORY: {"category": ""},
            Question.COMMUNITY: {"community": "", "house": [], "spot": ""},
            Question.PLACE: {"house": [], "spot": ""},
            Question.DESCRIPTION: {"text": "", "before": "", "wordless": False},
            Question.VISIT: {"wish": ""},
        }
        self._dialogue.put(**cleared.get(question, {}))
        return question


def own_homes(actor: Actor) -> list[Residence]:
    """Return the homes that somebody may report for as their own, verified ones first.

    A visitor's is none of them (S-015).
    """
    standing = {ResidenceStatus.VERIFIED, ResidenceStatus.PENDING}
    ties = [
        tie
        for tie in actor.residences
        if tie.status in standing and tie.relation is not Relation.VISITOR
    ]
    return sorted(ties, key=lambda tie: not tie.verified)


def pack_house(house: House) -> list[str]:
    """Return a home as the draft keeps it."""
    return [str(house.id), house.community, house.building, house.unit, house.room]


def _packed(tie: Residence) -> list[str]:
    return [*pack_house(tie.house), "1" if tie.verified else ""]
