"""Asks the questions of a report, each with its buttons, and at their end reads it back."""

from bot.telegram import keyboards
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.intake import MAX_FILES, Question
from domain.language import Language
from domain.ticket import TicketKind
from handlers.expiry import asks_again
from handlers.report_buttons import labelled, only_asked, step
from handlers.report_draft import STATES, Report, ReportDraft
from handlers.report_read_back import show_card, words_for
from handlers.visit_times import visit_times

SPOTS = ("lobby", "corridor", "lift", "garage", "road", "garden", "playground", "gate")
"""Common places, named in the texts as ``report-spot-…``."""


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
        keyboards.inline(*rows, only_asked(turn, draft), _way_out(turn, draft)),
    )


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
    moves = bool(turn.dialogue.get("changing"))
    homes = [
        labelled(words.at(home[1], words.home_parts(*home[2:5])), draft, "home", home[0])
        for home in draft.homes
        if moves or home[1] == draft.community
    ]
    if draft.kind is TicketKind.REQUEST:
        return turn.t("report-ask-home"), keyboards.grid(homes, 1)
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


def _description(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    rows: list[list[Button]] = []
    if draft.files:
        rows.append([step(turn, "btn-report-wordless", draft, "wordless")])
        text = turn.t("report-ask-words", count=len(draft.files))
    else:
        text = turn.t("report-ask-description", kind=draft.kind.value)
    if draft.kind is TicketKind.REQUEST:
        skip = step(turn, "btn-skip", draft, "skip", Question.DESCRIPTION.value)
        return text, [[skip]]
    home, elsewhere = _home_line(turn, desk, draft)
    return text + home, [*rows, *elsewhere]


def _home_line(turn: Turn, desk: Desk, draft: ReportDraft) -> tuple[str, list[list[Button]]]:
    """Return what says which home is meant, and the way to another; nothing where none is."""
    house = draft.house
    if house is None or Question.PLACE not in draft.intake.changeable:
        return "", []
    words = words_for(turn, desk)
    home = words.at(house.community, words.home(house))
    other = step(turn, "btn-report-elsewhere", draft, "change", "place")
    return "\n" + turn.t("report-place-home", home=home), [[other]]


def _files(turn: Turn, desk: Desk, draft: ReportDraft) -> Asked:
    count = len(draft.files)
    text = turn.t(
        "report-ask-files",
        kind=draft.kind.value,
        count=count,
        left=MAX_FILES - count,
        limit=MAX_FILES,
    )
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
    text = turn.t("report-ask-visit", kind=draft.kind.value)
    rows = keyboards.grid(buttons, 2)
    if draft.kind is not TicketKind.REQUEST or turn.dialogue.get("changing"):
        return text, rows
    home, elsewhere = _home_line(turn, desk, draft)
    return text + home, [*rows, *elsewhere]


_QUESTIONS = {
    Question.CATEGORY: _category,
    Question.COMMUNITY: _community,
    Question.PLACE: _place,
    Question.DESCRIPTION: _description,
    Question.FILES: _files,
    Question.VISIT: _visit,
}
