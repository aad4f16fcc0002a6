"""The buttons of guides, and the ways to them from elsewhere."""

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from services.ports import Knowledge


class GuidePress(Press, prefix="gd"):
    """A button of a guide: ``list``, ``open``, ``step``, ``papers``, ``start``.

    ``at`` is the step that is shown, or that one comes from: 0 before the first. ``language`` is
    the one that the guide is read in, where somebody asked in another than their own.
    """

    guide: str = ""
    at: int = 0
    language: str = ""


def guides_row(turn: Turn, knowledge: Knowledge) -> list[Button]:
    """Return the way to the guides; nothing where the base has none."""
    if not knowledge.guides(turn.language.value):
        return []
    return [keyboards.button(turn.t("menu-guides"), GuidePress(action="list"))]


def guide_row(turn: Turn, knowledge: Knowledge, entry_id: str) -> list[Button]:
    """Return the way from an answer to its guide, in a message of its own; nothing without one."""
    guide_id = knowledge.guide_of(entry_id)
    if guide_id is None:
        return []
    press = GuidePress(action="open", guide=guide_id, language=turn.language.value)
    return [keyboards.button(turn.t("btn-guide"), press)]
