"""Forum topics: making, renaming, closing, reopening and deleting them."""

from typing import Any, Final

from playground.calls import Call, method
from playground.chats import Chat, Topic, User
from playground.editing import remove
from playground.errors import bad_request
from playground.limits import TOPIC_NAME, units
from playground.world import Event, World

Wire = dict[str, Any]

_COLORS: Final = (7322096, 16766590, 13338331, 9367192, 16749490, 16478047)
_NO_RIGHT: Final = "not enough rights to create a topic"


def create(world: World, chat: Chat, author: User, name: str, color: int | None = None) -> Topic:
    """Open a topic: the notice of it is its first message and gives it its id."""
    content: Wire = {"name": name, "icon_color": color or _COLORS[0]}
    message = world.post(
        chat,
        author,
        "service",
        {
            "message_thread_id": chat.next_id,
            "is_topic_message": True,
            "forum_topic_created": content,
        },
    )
    message.topic_id = message.id
    topic = Topic(id=message.id, name=name, icon_color=content["icon_color"])
    chat.topics[topic.id] = topic
    world.emit(Event(kind="chat", chat=chat))
    return topic


def _forum(call: Call) -> Chat:
    chat = call.chat()
    if not chat.is_forum:
        raise bad_request("the chat is not a forum")
    call.require_right(chat, "can_manage_topics", _NO_RIGHT)
    return chat


def _name(call: Call) -> str:
    name = str(call.get("name") or "").strip()
    if not name:
        raise bad_request("topic name must be non-empty")
    if units(name) > TOPIC_NAME:
        raise bad_request("topic name is too long")
    return name


@method("createForumTopic")
def create_forum_topic(call: Call) -> Wire:
    """Answer createForumTopic."""
    chat = _forum(call)
    color = call.get("icon_color")
    if color is not None and color not in _COLORS:
        raise bad_request("invalid topic icon color specified")
    topic = create(call.world, chat, call.bot.user, _name(call), color)
    return {
        "message_thread_id": topic.id,
        "name": topic.name,
        "icon_color": topic.icon_color,
    }


def _topic(call: Call) -> tuple[Chat, Topic]:
    chat = _forum(call)
    topic = chat.topics.get(call.get("message_thread_id") or 0)
    if topic is None:
        raise bad_request("message thread not found")
    return chat, topic


def _notice(call: Call, chat: Chat, topic: Topic, content: Wire) -> bool:
    call.world.post(chat, call.bot.user, "service", content, topic=topic)
    call.world.emit(Event(kind="chat", chat=chat))
    return True


@method("editForumTopic")
def edit_forum_topic(call: Call) -> bool:
    """Answer editForumTopic."""
    chat, topic = _topic(call)
    edited: Wire = {}
    if call.get("name"):
        topic.name = edited["name"] = _name(call)
    icon = call.get("icon_custom_emoji_id")
    if icon is not None:
        edited["icon_custom_emoji_id"] = icon
        topic.icon_custom_emoji_id = icon or None
    if not edited:
        raise bad_request("TOPIC_NOT_MODIFIED")
    return _notice(call, chat, topic, {"forum_topic_edited": edited})


@method("closeForumTopic")
def close_forum_topic(call: Call) -> bool:
    """Answer closeForumTopic."""
    chat, topic = _topic(call)
    return _set_closed(call, chat, topic, closed=True)


@method("reopenForumTopic")
def reopen_forum_topic(call: Call) -> bool:
    """Answer reopenForumTopic."""
    chat, topic = _topic(call)
    return _set_closed(call, chat, topic, closed=False)


def _set_closed(call: Call, chat: Chat, topic: Topic, *, closed: bool) -> bool:
    if topic.closed is closed:
        raise bad_request("TOPIC_NOT_MODIFIED")
    topic.closed = closed
    field = "forum_topic_closed" if closed else "forum_topic_reopened"
    return _notice(call, chat, topic, {field: {}})


@method("deleteForumTopic")
def delete_forum_topic(call: Call) -> bool:
    """Answer deleteForumTopic: its messages go with it."""
    chat, topic = _topic(call)
    call.require_right(chat, "can_delete_messages", "not enough rights to delete a topic")
    del chat.topics[topic.id]
    remove(call.world, chat, [m for m in chat.shown if m.topic_id == topic.id])
    call.world.emit(Event(kind="chat", chat=chat))
    return True


@method("unpinAllForumTopicMessages")
def unpin_all_forum_topic_messages(call: Call) -> bool:
    """Answer unpinAllForumTopicMessages."""
    chat, topic = _topic(call)
    chat.pinned = [
        number
        for number in chat.pinned
        if number not in chat.messages or chat.messages[number].topic_id != topic.id
    ]
    call.world.emit(Event(kind="chat", chat=chat))
    return True


@method("editGeneralForumTopic")
def edit_general_forum_topic(call: Call) -> bool:
    """Answer editGeneralForumTopic."""
    chat = _forum(call)
    chat.general.name = _name(call)
    return _notice(call, chat, chat.general, {"forum_topic_edited": {"name": chat.general.name}})


@method("closeGeneralForumTopic")
def close_general_forum_topic(call: Call) -> bool:
    """Answer closeGeneralForumTopic."""
    chat = _forum(call)
    return _set_closed(call, chat, chat.general, closed=True)


@method("reopenGeneralForumTopic")
def reopen_general_forum_topic(call: Call) -> bool:
    """Answer reopenGeneralForumTopic."""
    chat = _forum(call)
    return _set_closed(call, chat, chat.general, closed=False)


@method("hideGeneralForumTopic")
def hide_general_forum_topic(call: Call) -> bool:
    """Answer hideGeneralForumTopic."""
    chat = _forum(call)
    chat.general.hidden = chat.general.closed = True
    return _notice(call, chat, chat.general, {"general_forum_topic_hidden": {}})


@method("unhideGeneralForumTopic")
def unhide_general_forum_topic(call: Call) -> bool:
    """Answer unhideGeneralForumTopic."""
    chat = _forum(call)
    chat.general.hidden = False
    return _notice(call, chat, chat.general, {"general_forum_topic_unhidden": {}})
