"""The command lists behind the menu button: by place, by language, by what somebody is."""

from aiogram import Bot
from aiogram.types import (
    BotCommand,
    BotCommandScopeAllGroupChats,
    BotCommandScopeAllPrivateChats,
    BotCommandScopeDefault,
)

from bot.telegram.texts import Texts
from bot.telegram.turn import Turn
from domain.language import Language
from domain.people import Actor, StaffRole
from services.intents import Json

OWNERS = (
    "menu",
    "repair",
    "complain",
    "suggest",
    "guide",
    "tickets",
    "emergency",
    "home",
    "settings",
)
EVERYBODY = ("language", "privacy", "help")
STAFF = ("find", "log", "open")
LEADERS = ("stats",)
MANAGERS = ("ticket", "invite", "staff", "setup")
GROUPS = ("find", "log", "open", "faq", "bind")
"""Commands by who is shown them; each has a text ``command-<name>`` and a handler."""

_BY_TAG = (("", Language.EN), ("zh", Language.ZH_HANS), ("en", Language.EN))
"""Telegram knows two letters of a language and no scripts; readers of traditional characters
get a list for their own chat once they have chosen."""


async def publish(bot: Bot, texts: Texts) -> None:
    """Set the lists that everybody sees. Whoever has a role or a choice gets one of their own.

    Raises:
        TelegramAPIError: Telegram refused, or could not be reached.
    """
    private = (*OWNERS, *EVERYBODY)
    for tag, language in _BY_TAG:
        code = tag or None
        owners = _commands(texts, language, private)
        groups = _commands(texts, language, GROUPS)
        await bot.set_my_commands(owners, BotCommandScopeDefault(), code)
        await bot.set_my_commands(owners, BotCommandScopeAllPrivateChats(), code)
        await bot.set_my_commands(groups, BotCommandScopeAllGroupChats(), code)


def show_own_commands(turn: Turn, actor: Actor) -> None:
    """Give the person's private chat a list in the language they chose, with their role's."""
    language = actor.person.language
    commands: Json = [
        {"command": name, "description": turn.texts.get(language, f"command-{name}")}
        for name in command_names(actor)
    ]
    scope: Json = {"type": "chat", "chat_id": actor.person.telegram_id}
    turn.send("setMyCommands", commands=commands, scope=scope)


def command_names(actor: Actor) -> tuple[str, ...]:
    """Return the commands for a person's private chat, those of their work first."""
    roles = {post.role for post in actor.posts if post.active}
    names: tuple[str, ...] = STAFF if roles else ()
    if roles - {StaffRole.WORKER, StaffRole.CLERK}:
        names += LEADERS
    if roles & {StaffRole.MANAGER, StaffRole.ADMIN}:
        names += MANAGERS
    return (*names, *OWNERS, *EVERYBODY)


def _commands(texts: Texts, language: Language, names: tuple[str, ...]) -> list[BotCommand]:
    return [
        BotCommand(command=name, description=texts.get(language, f"command-{name}"))
        for name in names
    ]
