"""The buttons of a report: each belongs to the draft that it was made for."""

from bot.telegram import keyboards
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from handlers.report_draft import ReportDraft, ReportStep


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


def only_asked(turn: Turn, draft: ReportDraft) -> list[Button]:
    """Return the way to say that the last words were a question, where they may have been."""
    return [step(turn, "btn-consult-only", draft, "only-asked")] if draft.asked else []
