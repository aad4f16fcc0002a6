"""What bots tell Telegram about themselves: name, texts, commands by scope and language, menu."""

from typing import Any, Final

from playground.calls import Call, method
from playground.chats import Bot, Chat, User
from playground.errors import TelegramError, bad_request
from playground.limits import (
    BOT_DESCRIPTION,
    BOT_NAME,
    BOT_SHORT_DESCRIPTION,
    COMMAND,
    COMMAND_DESCRIPTION,
    COMMANDS,
    units,
)
from playground.world import Event

Wire = dict[str, Any]
Scope = tuple[str, int, int]

_BROAD: Final = frozenset(
    {"default", "all_private_chats", "all_group_chats", "all_chat_administrators"}
)
_TEXTS: Final = {
    "name": BOT_NAME,
    "description": BOT_DESCRIPTION,
    "short_description": BOT_SHORT_DESCRIPTION,
}


@method("getMe")
def get_me(call: Call) -> Wire:
    """Answer getMe."""
    return call.bot.wire()


@method("logOut", "close")
def leave_server(call: Call) -> bool:
    """Refuse to move a bot between servers: there is only this one."""
    raise TelegramError(400, f"Bad Request: the playground has no {call.method}")


def _scope(call: Call) -> Scope:
    given = call.get("scope") or {"type": "default"}
    kind = str(given.get("type"))
    if kind in _BROAD:
        return kind, 0, 0
    inner = Call(
        world=call.world,
        bot=call.bot,
        method=call.method,
        parameters=type(call.parameters)(values=given, files={}),
    )
    chat = inner.chat()
    if kind == "chat":
        return kind, chat.id, 0
    if chat.is_private:
        raise bad_request("chat administrators can't be specified for private chats")
    if kind == "chat_administrators":
        return kind, chat.id, 0
    if kind == "chat_member":
        return kind, chat.id, inner.person().id
    raise bad_request("unsupported bot command scope")


def _language(call: Call) -> str:
    code = str(call.get("language_code") or "")
    if code and (len(code) != 2 or not code.isalpha()):
        raise bad_request("invalid language code specified")
    return code


@method("setMyCommands")
def set_my_commands(call: Call) -> bool:
    """Answer setMyCommands."""
    commands = call.get("commands")
    if not isinstance(commands, list) or len(commands) > COMMANDS:
        raise bad_request("BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        name = str(command.get("command", "")).removeprefix("/")
        if not COMMAND.fullmatch(name):
            raise bad_request("BOT_COMMAND_INVALID")
        if not 1 <= units(str(command.get("description", ""))) <= COMMAND_DESCRIPTION:
            raise bad_request("BOT_COMMAND_DESCRIPTION_INVALID")
    key = (*_scope(call), _language(call))
    if commands:
        call.bot.commands[key] = commands
    else:
        call.bot.commands.pop(key, None)
    call.world.emit(Event(kind="commands"))
    return True


@method("deleteMyCommands")
def delete_my_commands(call: Call) -> bool:
    """Answer deleteMyCommands."""
    call.bot.commands.pop((*_scope(call), _language(call)), None)
    call.world.emit(Event(kind="commands"))
    return True


@method("getMyCommands")
def get_my_commands(call: Call) -> list[Wire]:
    """Answer getMyCommands: exactly this scope and language."""
    return call.bot.commands.get((*_scope(call), _language(call)), [])


def commands_for(bot: Bot, chat: Chat, user: User) -> list[Wire]:
    """Return the commands a person sees in a chat: the narrowest scope, their language first."""
    language = (user.language_code or "")[:2].lower()
    member = chat.member(user.id)
    admin = member is not None and member.is_admin
    scopes: list[Scope]
    if chat.is_private:
        scopes = [("chat", chat.id, 0), ("all_private_chats", 0, 0)]
    else:
        scopes = [("chat_member", chat.id, user.id)]
        scopes += [("chat_administrators", chat.id, 0)] if admin else []
        scopes += [("chat", chat.id, 0)]
        scopes += [("all_chat_administrators", 0, 0)] if admin else []
        scopes += [("all_group_chats", 0, 0)]
    for scope in [*scopes, ("default", 0, 0)]:
        for code in (language, ""):
            commands = bot.commands.get((*scope, code))
            if commands:
                return commands
    return []


def _set_text(call: Call, field: str) -> bool:
    text = str(call.get(field) or "")
    if units(text) > _TEXTS[field]:
        raise bad_request(f"bot {field.replace('_', ' ')} is too long")
    call.bot.profile[field, _language(call)] = text
    return True


def _get_text(call: Call, field: str) -> Wire:
    profile = call.bot.profile
    text = profile.get((field, _language(call))) or profile.get((field, ""), "")
    return {field: text or (call.bot.user.first_name if field == "name" else "")}


@method("setMyName")
def set_my_name(call: Call) -> bool:
    """Answer setMyName; the name without a language is the one that chats show."""
    done = _set_text(call, "name")
    if not _language(call) and call.get("name"):
        call.bot.user.first_name = str(call.get("name"))
    return done


@method("getMyName")
def get_my_name(call: Call) -> Wire:
    """Answer getMyName."""
    return _get_text(call, "name")


@method("setMyDescription")
def set_my_description(call: Call) -> bool:
    """Answer setMyDescription."""
    return _set_text(call, "description")


@method("getMyDescription")
def get_my_description(call: Call) -> Wire:
    """Answer getMyDescription."""
    return _get_text(call, "description")


@method("setMyShortDescription")
def set_my_short_description(call: Call) -> bool:
    """Answer setMyShortDescription."""
    return _set_text(call, "short_description")


@method("getMyShortDescription")
def get_my_short_description(call: Call) -> Wire:
    """Answer getMyShortDescription."""
    return _get_text(call, "short_description")


@method("setChatMenuButton")
def set_chat_menu_button(call: Call) -> bool:
    """Answer setChatMenuButton; without a chat it is the default for all."""
    chat_id = call.chat().id if call.get("chat_id") is not None else 0
    call.bot.menu_buttons[chat_id] = call.get("menu_button") or {"type": "default"}
    return True


@method("getChatMenuButton")
def get_chat_menu_button(call: Call) -> Wire:
    """Answer getChatMenuButton."""
    buttons = call.bot.menu_buttons
    fallback: Wire = buttons.get(0, {"type": "commands"})
    return buttons.get(call.get("chat_id") or 0, fallback)


@method("setMyDefaultAdministratorRights")
def set_my_default_administrator_rights(call: Call) -> bool:
    """Answer setMyDefaultAdministratorRights."""
    call.bot.default_rights[call.flag("for_channels")] = call.get("rights") or {}
    return True


@method("getMyDefaultAdministratorRights")
def get_my_default_administrator_rights(call: Call) -> Wire:
    """Answer getMyDefaultAdministratorRights."""
    rights = call.bot.default_rights.get(call.flag("for_channels"), {})
    names = (
        "is_anonymous can_manage_chat can_delete_messages can_manage_video_chats "
        "can_restrict_members can_promote_members can_change_info can_invite_users "
        "can_post_stories can_edit_stories can_delete_stories can_send_welcome_messages"
    )
    return {name: bool(rights.get(name)) for name in names.split()} | rights
