"""Asks the questions of a report, each with its buttons; the last step is the read-back card."""

from bot.telegram import keyboards
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.intake import MAX_FILES, Question
from domain.language import Language
from domain.people import HouseId
from handlers.expiry import asks_again
from handlers.report_draft import STATES, Report, ReportDraft, ReportStep
from handlers.visit_times import visit_times

SPOTS = ("lobby", "corridor", "lift", "garage", "road", "garden", "playground", "gate")
"""Common places, named in the texts as ``report-spot-…``."""

SPOTS_INSIDE = frozenset({"lobby", "corridor", "lift"})
"""Those of a building: somebody at home in one means their own."""

SHOWN = 1200
"""How many characters of a description the card shows; the ticket keeps all of it."""


KEPT_SHOWN = 120
"""How many characters are repeated, so that one sees that what was said is not lost."""


def said_already(turn: Turn, draft: ReportDraft) -> str:
    """Repeat what a report knows before its first question; "" where it knows nothing."""
    lines = []
    if draft.text:
        lines.append(turn.t("report-kept-words", text=shortened(draft.text, KEPT_SHOWN)))
    if draft.files:
        lines.append(turn.t("report-kept-files", count=len(draft.files)))
    return "\n".join(lines)


def shortened(text: str, limit: int) -> str:
    """Return a text with its end cut off where it is too long to be shown."""
    return text if len(text) <= limit else f"{text[:limit]}…"


def words_for(turn: Turn, desk: Desk) -> Words:
    """Return the words of this turn's language and moment."""
    return Words(turn.texts, desk, turn.language, turn.now)


def ask_next(turn: Turn, desk: Desk, lead: str = "", *, fresh: bool = False) -> None:
    """Ask what the draft needs next, or read it back; ``lead`` stands above."""
    question = ReportDraft(turn.dialogue).intake.next_question
    if question is None:
        show_card(turn, desk, lead, fresh=fresh)
    else:
        ask(turn, desk, question, lead, fresh=fresh)


@asks_again(Report)
async def ask_again(turn: Turn, desk: Desk) -> None:
    """Repeat the question that the report stands at, in a message of its own."""
    repeat(turn, desk, fresh=True)


def repeat(turn: Turn, desk: Desk, lead: str = "", *, fresh: bool = False) -> None:
    """Repeat the question that the report stands at; ``lead`` says what happened before."""
    state = turn.dialogue.state
    question = next((q for q, known in STATES.items() if known.state == state), None)
    if question is None:
        show_card(turn, desk, lead, fresh=fresh)
    else:
        ask(turn, desk, question, lead, fresh=fresh)


def ask(
    turn: Turn, desk: Desk, question: Question, lead: str = "", *, fresh: bool = False
) -> None:
    """Ask one question and wait for its answer.

    It takes the place of the message whose button was pressed, unless it is to be ``fresh``.
    """
    draft = ReportDraft(turn.dialogue)
    turn.dialogue.go(STATES[question])
    text, rows = _QUESTIONS[question](turn, desk, draft)
    show = turn.say if fresh else turn.edit
    show(
        f"{lead}\n{text}" if lead else text,
        keyboards.inline(*rows, _only_asked(turn, draft), _way_out(turn, draft)),
    )


def step(
    turn: Turn,
    text: str,
    draft: ReportDraft,
    action: str,
    value: str = "",
    style: keyboards.Style | None = None,
) -> Button:
    """Return a button of this draft; ``text`` is the name of its words."""
    return labelled(turn.t(text), draft, action, value, style)


def labelled(
    label: str,
    draft: ReportDraft,
    action: str,
    value: str = "",
    style: keyboards.Style | None = None,
) -> Button:
    """Return a button of this draft with words that are at hand already."""
    return keyboards.button(label, ReportStep(action=action, draft=draft.id, value=value), style)


def _only_asked(turn: Turn, draft: ReportDraft) -> list[Button]:
    """Return the way to say that the last words were a question, where they may have been."""
    return [step(turn, "btn-consult-only", draft, "only-asked")] if draft.asked else []


def _way_out(turn: Turn, draft: ReportDraft) -> list[Button]:
    row = []
    if turn.dialogue.texts("trail") or turn.dialogue.get("changing"):
        row.append(step(turn, "btn-back", draft, "back"))
    return [*row, step(turn, "btn-cancel", draft, "cancel")]


# ---- the questions ------------------------------------------------------------------------

Asked = tuple[str, list[list[Button]]]


def _category(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    buttons = [
        labelled(found.name.text(turn.language), draft, "category", found.code)
        for found in desk.categories_for(draft.kind)
    ]
    text = turn.t("report-ask-category", kind=draft.kind.value)
    return text, keyboards.grid(buttons, 3)


def _community(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    buttons = [
        labelled(found.name.text(turn.language), draft, "community", found.code)
        for found in desk.communities
    ]
    return turn.t("report-ask-community"), keyboards.grid(buttons, 2)


def _place(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    words = words_for(turn, desk)
    homes = [
        labelled(_home_name(words, home, len(desk.communities)), draft, "home", home[0])
        for home in draft.homes
    ]
    # English names of places are too long for four in a row.
    per_row = 3 if turn.language is Language.EN else 4
    spots = keyboards.grid(
        [step(turn, f"report-spot-{spot}", draft, "spot", spot) for spot in SPOTS], per_row
    )
    category = desk.category(draft.category)
    if category is not None and category.public:
        return turn.t("report-ask-place"), [*spots, *keyboards.grid(homes, 1)]
    name = "report-ask-place" if homes else "report-ask-place-typed"
    return turn.t(name), [*keyboards.grid(homes, 1), *spots]


def _home_name(words: Words, home: list[str], communities: int) -> str:
    name = words.home_parts(home[2], home[3], home[4])
    return f"{words.community(home[1])} {name}" if communities > 1 else name


def _description(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    rows: list[list[Button]] = []
    if draft.files:
        rows.append([step(turn, "btn-report-wordless", draft, "wordless")])
        text = turn.t("report-ask-words", count=len(draft.files))
    else:
        text = turn.t("report-ask-description", kind=draft.kind.value)
    house = draft.house
    if house is not None and Question.PLACE in draft.intake.changeable:
        home = words_for(turn, desk).home(house)
        text += "\n" + turn.t("report-place-home", home=home)
        rows.append([step(turn, "btn-report-elsewhere", draft, "change", "place")])
    return text, rows


def _files(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    count = len(draft.files)
    text = turn.t("report-ask-files", count=count, left=MAX_FILES - count, limit=MAX_FILES)
    rows = [[step(turn, "btn-report-done" if count else "btn-skip", draft, "done")]]
    if count:
        rows.append([step(turn, "btn-report-no-files", draft, "no-files")])
    return text, rows


def _visit(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    words = words_for(turn, desk)
    zone = desk.community(draft.community).timezone
    buttons = [
        labelled(found.label, draft, "visit", found.code) for found in visit_times(words, zone)
    ]
    return turn.t("report-ask-visit"), keyboards.grid(buttons, 2)


_QUESTIONS = {
    Question.CATEGORY: _category,
    Question.COMMUNITY: _community,
    Question.PLACE: _place,
    Question.DESCRIPTION: _description,
    Question.FILES: _files,
    Question.VISIT: _visit,
}


# ---- the card -----------------------------------------------------------------------------


def show_card(turn: Turn, desk: Desk, lead: str = "", *, fresh: bool = False) -> None:
    """Read the report back, with everything on it to be changed or sent (S-009)."""
    draft = ReportDraft(turn.dialogue)
    turn.dialogue.go(Report.card, changing="")
    text = "\n".join(_card_lines(turn, desk, draft))
    show = turn.say if fresh else turn.edit
    show(f"{lead}\n\n{text}" if lead else text, _card_keyboard(turn, draft))


def place_of(words: Words, draft: ReportDraft) -> str:
    """Return where it is, in words."""
    house = draft.house
    if house is None:
        return draft.spot
    return words.home(house)


def _card_lines(turn: Turn, desk: Desk, draft: ReportDraft) -> list[str]:
    words, intake = words_for(turn, desk), draft.intake
    titled = Question.CATEGORY in intake.changeable
    kind = words.kind(draft.kind)
    title = words.subject(draft.kind, draft.category) if titled else kind
    lines = [turn.t("report-card-title", title=title)]
    if Question.PLACE in intake.changeable:
        mine = "yes" if draft.own else "no"
        lines.append(turn.t("report-card-place", place=place_of(words, draft), mine=mine))
    if not draft.verified:
        lines.append(turn.t("report-card-unverified"))
    text = shortened(draft.text, SHOWN)
    lines.append(turn.t("report-card-text", text=text) if text else turn.t("report-card-no-text"))
    lines.append(turn.t("report-card-files", count=len(draft.files)))
    if intake.visits_home:
        wish = draft.wish or turn.t("report-visit-any")
        lines.append(turn.t("report-card-visit", wish=wish))
    return lines


def _card_keyboard(turn: Turn, draft: ReportDraft) -> Keyboard:
    changeable = draft.intake.changeable
    quick = [
        step(turn, f"btn-report-{question.value}", draft, "change", question.value)
        for question in (Question.PLACE, Question.VISIT, Question.FILES)
        if question in changeable
    ]
    return keyboards.inline(
        [step(turn, "btn-send", draft, "send", style="primary")],
        _only_asked(turn, draft),
        quick,
        [
            step(turn, "btn-report-change", draft, "fields"),
            step(turn, "btn-cancel", draft, "cancel"),
        ],
    )


def ask_which_field(turn: Turn) -> None:
    """Ask what on the card is to be changed."""
    draft = ReportDraft(turn.dialogue)
    fields = [
        step(turn, f"btn-field-{question.value}", draft, "change", question.value)
        for question in draft.intake.changeable
    ]
    turn.edit(
        turn.t("report-ask-field"),
        keyboards.inline(*keyboards.grid(fields, 3), [step(turn, "btn-back", draft, "card")]),
    )


def spot_name(turn: Turn, desk: Desk, draft: ReportDraft, spot: str) -> str:
    """Return a common place in words; one in a building with the person's own, and its unit."""
    name = turn.t(f"report-spot-{spot}")
    stairs = {(home[2], home[3]) for home in draft.homes if home[1] == draft.community}
    buildings = {building for building, _ in stairs}
    if spot not in SPOTS_INSIDE or len(buildings) != 1:
        return name
    unit = stairs.pop()[1] if len(stairs) == 1 else ""
    building = words_for(turn, desk).home_parts(buildings.pop(), unit, "")
    return turn.t("report-spot-inside", building=building, spot=name)


def home_of(draft: ReportDraft, house_id: HouseId) -> list[str] | None:
    """Return one of the person's own homes as the draft keeps it."""
    return next((home for home in draft.homes if home[0] == str(house_id)), None)
