"""Reads a report back before it is sent: what it says, and the way to change each part (S-009)."""

from bot.telegram import keyboards
from bot.telegram.keyboards import Keyboard
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.intake import Question
from handlers.report_buttons import only_asked, step
from handlers.report_draft import Report, ReportDraft

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


def show_card(turn: Turn, desk: Desk, lead: str = "", *, fresh: bool = False) -> None:
    """Read the report back, with everything on it to be changed or sent (S-009)."""
    draft = ReportDraft(turn.dialogue)
    turn.dialogue.go(Report.card, changing="")
    text = "\n".join(_card_lines(turn, desk, draft))
    show = turn.say if fresh else turn.edit
    show(f"{lead}\n\n{text}" if lead else text, _card_keyboard(turn, draft))


def _place_of(words: Words, draft: ReportDraft) -> str:
    """Return where it is, in words."""
    house = draft.house
    return words.at(draft.community, words.home(house) if house else draft.spot)


def _card_lines(turn: Turn, desk: Desk, draft: ReportDraft) -> list[str]:
    words, intake = words_for(turn, desk), draft.intake
    titled = Question.CATEGORY in intake.changeable
    kind = words.kind(draft.kind)
    title = words.subject(draft.kind, draft.category) if titled else kind
    lines = [turn.t("report-card-title", title=title)]
    if Question.PLACE in intake.changeable:
        mine = "yes" if draft.own else "no"
        lines.append(turn.t("report-card-place", place=_place_of(words, draft), mine=mine))
    elif len(desk.communities) > 1:
        where = words.community(draft.community)
        lines.append(turn.t("report-card-place", place=where, mine="no"))
    if not draft.verified:
        lines.append(turn.t("report-card-unverified"))
    text = shortened(draft.text, SHOWN)
    if text:
        lines.append(turn.t("report-card-text", text=text))
    elif draft.files:
        lines.append(turn.t("report-card-no-text"))
    lines.append(turn.t("report-card-files", count=len(draft.files)))
    if intake.has_time:
        wish = draft.wish or turn.t("report-visit-any")
        lines.append(turn.t("report-card-visit", kind=draft.kind.value, wish=wish))
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
        only_asked(turn, draft),
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
