"""The big words below the input field: the main menu that is always there."""

from bot.telegram import keyboards
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.turn import Turn


def main_menu(turn: Turn) -> Keyboard:
    """Return the main menu in the person's language. Its words are answered in every language."""
    emergency: Button = {"text": turn.t("menu-emergency"), "style": "danger"}
    return keyboards.reply(
        [turn.t("menu-repair"), turn.t("menu-complaint"), turn.t("menu-ask")],
        [turn.t("menu-my-tickets"), emergency],
        [turn.t("menu-my-home"), turn.t("menu-suggest")],
        placeholder=turn.t("menu-placeholder"),
        persistent=True,
    )
