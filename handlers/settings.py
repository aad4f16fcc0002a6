"""Help, settings and privacy: what the desk does, what it keeps, and how to take consent back."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.filters import Command, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Keyboard
from bot.telegram.turn import Turn
from domain.desk import Community, Desk
from domain.people import Actor
from handlers.communities import centre_phones, communities_of
from handlers.consent import ConsentPress, consent_given
from handlers.cues import AsksForLanguage
from handlers.filters import PrivateChat
from handlers.main_menu import main_menu
from handlers.my_home import MyHomePress
from handlers.start import NAMES, language_keyboard
from services.identity import GiveConsent, Identity
from services.ports import Runner

router = Router(name="settings")


class SettingsPress(Press, prefix="se"):
    """A page of the settings: ``show``, ``language``, ``privacy``, ``withdraw``, ``withdrawn``."""


@router.message(Command("help"), PrivateChat())
async def show_help(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Say what the desk can do for this person."""
    actor = await runner.read(identity.actor, turn.person.id)
    text = turn.t("settings-help", phone=centre_phones(turn.language, communities_of(desk, actor)))
    if actor.is_staff:
        text += "\n\n" + turn.t("settings-help-staff")
        text += _several(turn, desk, actor)
    if actor.manages:
        text += "\n" + turn.t("settings-help-manager")
    turn.say(text, main_menu(turn))


def _several(turn: Turn, desk: Desk, actor: Actor) -> str:
    """Say, to whoever works in several communities, that a command may name one."""
    own = [one for one in desk.communities if one.code in actor.works_in]
    if len(own) < 2:
        return ""
    name = own[-1].name.text(turn.language)
    return "\n" + turn.t("settings-help-several", community=name)


@router.message(Command("settings"), PrivateChat())
async def show_settings(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Show the settings."""
    actor = await runner.read(identity.actor, turn.person.id)
    turn.say(_settings_text(turn, desk, actor), _settings_keyboard(turn))


@router.callback_query(SettingsPress.of("show"))
async def back_to_settings(
    query: CallbackQuery, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Show the settings in the same message."""
    actor = await runner.read(identity.actor, turn.person.id)
    turn.edit(_settings_text(turn, desk, actor), _settings_keyboard(turn))


@router.message(Command("language"), PrivateChat())
@router.message(StateFilter(None), PrivateChat(), AsksForLanguage())
async def language_by_word(message: Message, turn: Turn) -> None:
    """Offer the languages."""
    turn.say(turn.t("language-ask"), language_keyboard())


@router.callback_query(SettingsPress.of("language"))
async def language_by_button(query: CallbackQuery, turn: Turn) -> None:
    """Offer the languages in the same message."""
    turn.edit(turn.t("language-ask"), language_keyboard())


@router.message(Command("privacy"), PrivateChat())
async def privacy_by_command(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Say what is kept, who sees it, and how it goes away."""
    actor = await runner.read(identity.actor, turn.person.id)
    turn.say(_privacy_text(turn, desk, actor), _privacy_keyboard(turn, desk))


@router.callback_query(SettingsPress.of("privacy"))
async def privacy_by_button(
    query: CallbackQuery, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Say the same in the same message."""
    actor = await runner.read(identity.actor, turn.person.id)
    turn.edit(_privacy_text(turn, desk, actor), _privacy_keyboard(turn, desk))


@router.callback_query(SettingsPress.of("withdraw"))
async def ask_to_withdraw(query: CallbackQuery, turn: Turn) -> None:
    """Say what follows before consent is taken back."""
    turn.edit(
        turn.t("settings-withdraw-ask"),
        keyboards.inline(
            [
                keyboards.button(
                    turn.t("btn-withdraw"), SettingsPress(action="withdrawn"), style="danger"
                ),
                keyboards.button(turn.t("btn-back"), SettingsPress(action="privacy")),
            ]
        ),
    )


@router.callback_query(SettingsPress.of("withdrawn"))
async def withdraw(
    query: CallbackQuery, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Take consent back: from now on nothing new is kept, except in an emergency."""
    await runner.run(identity.consent, GiveConsent(by=turn.person.id, given=False))
    turn.dialogue.end()
    actor = await runner.read(identity.actor, turn.person.id)
    phone = centre_phones(turn.language, communities_of(desk, actor))
    turn.edit(turn.t("settings-withdrawn", phone=phone), keyboards.inline([_agree(turn)]))


def _settings_text(turn: Turn, desk: Desk, actor: Actor) -> str:
    return turn.t(
        "settings-page",
        language=NAMES[turn.language],
        homes=len(actor.residences),
        quiet=_quiet_hours(turn, communities_of(desk, actor)),
    )


def _quiet_hours(turn: Turn, communities: Sequence[Community]) -> str:
    """Return when nobody is disturbed; each with its community where they differ."""
    hours = {
        one.name.text(turn.language): f"{one.quiet_hours.start:%H:%M}–{one.quiet_hours.end:%H:%M}"
        for one in communities
    }
    if len(set(hours.values())) == 1:
        return next(iter(hours.values()))
    return " / ".join(f"{name} {span}" for name, span in hours.items())


def _settings_keyboard(turn: Turn) -> Keyboard:
    return keyboards.inline(
        [
            keyboards.button(turn.t("btn-language"), SettingsPress(action="language")),
            keyboards.button(turn.t("menu-my-home"), MyHomePress(action="list")),
            keyboards.button(turn.t("btn-privacy"), SettingsPress(action="privacy")),
        ]
    )


def _privacy_text(turn: Turn, desk: Desk, actor: Actor) -> str:
    communities = communities_of(desk, actor)
    text = turn.t(
        "settings-privacy",
        company=desk.company.text(turn.language),
        phone=centre_phones(turn.language, communities),
        days=desk.keep.consultations.days,
    )
    person = actor.person
    if len(communities) == 1:
        turn.in_community(communities[0].code)
    if person.consent_at is None or not consent_given(turn, desk):
        return text + "\n\n" + turn.t("settings-not-agreed")
    return text + "\n\n" + turn.t("settings-agreed", at=person.consent_at)


def _privacy_keyboard(turn: Turn, desk: Desk) -> Keyboard:
    if not consent_given(turn, desk):
        return keyboards.inline([_agree(turn)])
    withdraw_button = keyboards.button(turn.t("btn-withdraw"), SettingsPress(action="withdraw"))
    back = keyboards.button(turn.t("btn-back"), SettingsPress(action="show"))
    return keyboards.inline([withdraw_button, back])


def _agree(turn: Turn) -> keyboards.Button:
    press = ConsentPress(action="agree")
    return keyboards.button(turn.t("btn-agree"), press, style="success")
