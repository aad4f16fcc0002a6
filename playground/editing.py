"""The Bot API's methods that change or remove what was sent: edits, deletions, reactions, pins."""

from typing import Any

from playground.calls import Call, method, not_simulated
from playground.chats import Chat, Message
from playground.errors import bad_request
from playground.keyboards import checked_inline
from playground.limits import DELETE_AT_ONCE, DELETE_WITHIN_SECONDS, REACTIONS
from playground.sending import FILE_KINDS, input_caption, media_object
from playground.world import Event, World

Wire = dict[str, Any]

_NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the "
    "same as a current content and reply markup of the message"
)
_CAPTION_FIELDS = ("caption", "caption_entities", "show_caption_above_media")


def editable(call: Call) -> Message:
    """Return the message an edit names; only the bot's own without reply keyboard may change."""
    if call.get("inline_message_id") is not None:
        raise not_simulated("inline messages")
    chat = call.chat()
    message = call.message("edit", chat)
    if message.sender.id != call.bot.id or message.markup is not None or message.is_service:
        raise bad_request("message can't be edited")
    if "forward_origin" in message.wire:
        raise bad_request("message can't be edited")
    return message


def replace(call: Call, message: Message, removed: tuple[str, ...], content: Wire) -> Wire:
    """Give a message new content and keyboard; raises 400 when nothing would change."""
    markup = checked_inline(call.get("reply_markup"))
    before = message.wire
    after = {k: v for k, v in before.items() if k not in removed and k != "reply_markup"}
    after |= content
    if markup is not None:
        after["reply_markup"] = markup
    if after == before:
        raise bad_request(_NOT_MODIFIED)
    message.wire = {**after, "edit_date": call.world.timestamp()}
    # A keyboard alone does not mark a message as edited.
    if not content and not removed:
        message.wire = {k: v for k, v in message.wire.items() if k != "edit_date"}
        if "edit_date" in before:
            message.wire["edit_date"] = before["edit_date"]
    call.world.emit(Event(kind="edit", chat=message.chat, message=message))
    return message.wire


@method("editMessageText")
def edit_message_text(call: Call) -> Wire:
    """Answer editMessageText."""
    if call.get("rich_message") is not None:
        raise not_simulated("rich messages")
    content = call.text_content()
    message = editable(call)
    if "text" not in message.wire:
        raise bad_request("there is no text in the message to edit")
    return replace(call, message, ("text", "entities", "link_preview_options"), content)


@method("editMessageCaption")
def edit_message_caption(call: Call) -> Wire:
    """Answer editMessageCaption."""
    content = call.caption_content()
    message = editable(call)
    if message.kind not in FILE_KINDS:
        raise bad_request("there is no caption in the message to edit")
    return replace(call, message, _CAPTION_FIELDS, content)


@method("editMessageMedia")
def edit_message_media(call: Call) -> Wire:
    """Answer editMessageMedia."""
    item = call.get("media")
    if not isinstance(item, dict):
        raise bad_request("can't parse media JSON object")
    message = editable(call)
    kind = str(item.get("type"))
    if kind not in FILE_KINDS:
        raise not_simulated(f"media of type {kind}")
    content: Wire = {kind: media_object(call, kind, item.get("media"), item)}
    content |= input_caption(call, item)
    removed = (*FILE_KINDS, *_CAPTION_FIELDS, "text", "entities", "link_preview_options")
    result = replace(call, message, removed, content)
    message.kind = kind
    return result


@method("editMessageReplyMarkup")
def edit_message_reply_markup(call: Call) -> Wire:
    """Answer editMessageReplyMarkup."""
    return replace(call, editable(call), (), {})


def remove(world: World, chat: Chat, messages: list[Message]) -> None:
    """Take messages out of a chat, for everybody."""
    for message in messages:
        message.deleted = True
        chat.messages.pop(message.id, None)
        if message.id in chat.pinned:
            chat.pinned.remove(message.id)
    numbers = [message.id for message in messages]
    world.emit(Event(kind="delete", chat=chat, data={"message_ids": numbers}))


def _deletable(call: Call, chat: Chat, message: Message) -> bool:
    member = chat.member(call.bot.id)
    if member is not None and member.may("can_delete_messages"):
        return True
    age = call.world.timestamp() - int(message.wire["date"])
    own = message.sender.id == call.bot.id
    return age < DELETE_WITHIN_SECONDS and (own or chat.is_private)


@method("deleteMessage")
def delete_message(call: Call) -> bool:
    """Answer deleteMessage."""
    chat = call.chat()
    message = call.message("delete", chat)
    if not _deletable(call, chat, message):
        raise bad_request("message can't be deleted for everyone")
    remove(call.world, chat, [message])
    return True


@method("deleteMessages")
def delete_messages(call: Call) -> bool:
    """Answer deleteMessages: what is gone already is skipped."""
    chat = call.chat()
    numbers = call.get("message_ids") or []
    if not 1 <= len(numbers) <= DELETE_AT_ONCE:
        raise bad_request("wrong number of message identifiers: 1 to 100 expected")
    messages = [chat.messages[n] for n in numbers if n in chat.messages]
    if not all(_deletable(call, chat, message) for message in messages):
        raise bad_request("message can't be deleted for everyone")
    remove(call.world, chat, messages)
    return True


@method("setMessageReaction")
def set_message_reaction(call: Call) -> bool:
    """Answer setMessageReaction: a bot may set one of the common reactions."""
    chat = call.chat()
    message = call.message("react", chat)
    reactions = call.get("reaction") or []
    if len(reactions) > 1:
        raise bad_request("REACTIONS_TOO_MANY")
    for reaction in reactions:
        if reaction.get("type") != "emoji" or reaction.get("emoji") not in REACTIONS:
            raise bad_request("REACTION_INVALID")
    react(call.world, message, call.bot.id, reactions)
    return True


def react(world: World, message: Message, user_id: int, reactions: list[Wire]) -> None:
    """Replace somebody's reactions to a message."""
    if reactions:
        message.reactions[user_id] = reactions
    else:
        message.reactions.pop(user_id, None)
    world.emit(Event(kind="edit", chat=message.chat, message=message))


@method("pinChatMessage")
def pin_chat_message(call: Call) -> bool:
    """Answer pinChatMessage."""
    chat = call.chat()
    message = call.message("pin", chat)
    if not chat.is_private:
        call.require_right(
            chat, "can_pin_messages", "not enough rights to manage pinned messages in the chat"
        )
    if message.id in chat.pinned:
        return True
    chat.pinned.append(message.id)
    pinned = {k: v for k, v in message.wire.items() if k != "reply_to_message"}
    call.world.post(
        chat,
        call.bot.user,
        "service",
        {"pinned_message": pinned},
        topic=chat.topics.get(message.topic_id or 0),
        silent=call.flag("disable_notification"),
    )
    call.world.emit(Event(kind="chat", chat=chat))
    return True


@method("unpinChatMessage")
def unpin_chat_message(call: Call) -> bool:
    """Answer unpinChatMessage; without a message the newest pin goes."""
    chat = call.chat()
    number = call.get("message_id") or (chat.pinned[-1] if chat.pinned else None)
    if number not in chat.pinned:
        raise bad_request("message to unpin not found")
    chat.pinned.remove(number)
    call.world.emit(Event(kind="chat", chat=chat))
    return True


@method("unpinAllChatMessages")
def unpin_all_chat_messages(call: Call) -> bool:
    """Answer unpinAllChatMessages."""
    chat = call.chat()
    chat.pinned.clear()
    call.world.emit(Event(kind="chat", chat=chat))
    return True


def announce(world: World, message: Message) -> None:
    """Tell phones that a message looks different now."""
    world.emit(Event(kind="edit", chat=message.chat, message=message))


def announce_keyboard(world: World, chat: Chat, user_id: int, keyboard: Wire | None) -> None:
    """Tell somebody's phone that its reply keyboard changed."""
    data = {"keyboard": keyboard}
    world.emit(Event(kind="keyboard", chat=chat, user_id=user_id, data=data))
