"""First contact: greeting, language, privacy notice, home; and the way back to the main menu."""

from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Keyboard
from bot.telegram.links import invite_token
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import InviteInvalid
from domain.language import Language
from handlers.aside import go_on, step_back
from handlers.command_menu import show_own_commands
from handlers.consent import ask_consent, consent_given
from handlers.expiry import offer_to_go_on
from handlers.filters import PrivateChat
from handlers.home_questions import ask_where, in_walk
from handlers.joining import join
from handlers.main_menu import main_menu
from services.identity import ChooseLanguage, Identity
from services.ports import Runner
from services.staffing import Staffing
from services.team_chats import TeamChats

router = Router(name="start")

NAMES = {Language.ZH_HANS: "简体中文", Language.ZH_HANT: "繁體中文", Language.EN: "English"}
"""Each language by its own name: whoever cannot read this one finds theirs."""


_NOTHING_TO_KEEP = ("HomeWalk:", "Consult:")
"""Dialogues that hold nothing but their question: begun anew, nothing is lost."""


class LanguagePress(Press, prefix="la"):
    """A choice of language: ``choose`` with its tag."""

    language: Language


@router.message(Command("start"), PrivateChat())
async def start(
    message: Message,
    command: CommandObject,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    staffing: Staffing,
    team_chats: TeamChats,
    bot: Bot,
) -> None:
    """Greet, and go on with whatever is still missing; an invite link makes somebody staff.

    What was under way is kept, until the person says whether it should go on.
    """
    if (turn.dialogue.state or "").startswith(_NOTHING_TO_KEEP):
        step_back(turn.dialogue)
    token = invite_token(command.args)
    if token is not None:
        try:
            await join(token, turn, desk, runner, identity, staffing, team_chats, bot)
        except InviteInvalid:
            turn.say(turn.t("start-invite-invalid"), main_menu(turn))
    elif turn.dialogue.state is None:
        await _welcome(turn, desk, runner, identity)
    else:
        chosen = turn.person.language_chosen
        turn.say(_greeting(turn, desk), main_menu(turn) if chosen else language_keyboard())
    if turn.dialogue.state is not None and not in_walk(turn):
        offer_to_go_on(turn)


@router.message(Command("menu"), PrivateChat())
async def menu(message: Message, turn: Turn) -> None:
    """Show the main menu, and leave what was under way where it is."""
    turn.say(turn.t("start-menu"), main_menu(turn))


@router.message(Command("cancel"), PrivateChat())
async def cancel(message: Message, turn: Turn, **data: Any) -> None:  # noqa: ANN401 - by name
    """Leave whatever was under way; what waits behind it goes on."""
    name = "expiry-restarted" if turn.dialogue.state is not None else "start-nothing-to-cancel"
    turn.say(turn.t(name), main_menu(turn))
    await go_on(turn, data)


@router.callback_query(LanguagePress.of("choose"))
async def choose_language(
    query: CallbackQuery,
    callback_data: LanguagePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Keep the language; at first contact the privacy notice follows."""
    language = callback_data.language
    first = not turn.person.language_chosen
    command = ChooseLanguage(by=turn.person.id, language=language)
    await runner.run(identity.choose_language, command)
    turn.speak(language)
    show_own_commands(turn, await runner.read(identity.actor, turn.person.id))
    if first:
        turn.edit(_greeting(turn, desk))
        if not consent_given(turn, desk):
            ask_consent(turn, desk)
            return
    else:
        turn.edit(turn.t("start-language-kept", language=NAMES[language]))
    turn.say(turn.t("start-menu"), main_menu(turn))


def language_keyboard() -> Keyboard:
    """Return the three languages, each by its own name."""
    return keyboards.inline(
        [
            keyboards.button(name, LanguagePress(action="choose", language=language))
            for language, name in NAMES.items()
        ]
    )


async def _welcome(turn: Turn, desk: Desk, runner: Runner, identity: Identity) -> None:
    if not turn.person.language_chosen:
        turn.say(_greeting(turn, desk), language_keyboard())
        return
    if not consent_given(turn, desk):
        turn.say(_greeting(turn, desk), main_menu(turn))
        ask_consent(turn, desk)
        return
    turn.say(_greeting(turn, desk), main_menu(turn))
    actor = await runner.read(identity.actor, turn.person.id)
    if not actor.residences and not actor.is_staff:
        ask_where(turn, desk)


def _greeting(turn: Turn, desk: Desk) -> str:
    one = len(desk.communities) == 1
    name = desk.communities[0].name if one else desk.company
    return turn.t("start-greeting", place=name.text(turn.language))
