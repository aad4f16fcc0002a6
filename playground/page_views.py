"""What a phone shows, as the JSON that docs/playground.md promises to the page."""

from collections import Counter
from typing import Any, Final

from playground.chats import Chat, Message, User
from playground.keyboards import request_of
from playground.sending import FILE_KINDS
from playground.world import ShownPhone, World

Wire = dict[str, Any]

# The fields of a Bot API message that are no service notice.
_ORDINARY: Final = frozenset(
    {
        "message_id",
        "message_thread_id",
        "is_topic_message",
        "from",
        "chat",
        "date",
        "edit_date",
        "reply_to_message",
        "reply_markup",
        "has_protected_content",
    }
)
_BUTTON_KINDS: Final = {
    "callback_data": "callback",
    "url": "url",
    "copy_text": "copy",
    "web_app": "web_app",
    "disabled": "disabled",
}
_QUOTED: Final = 120


def user_view(user: User) -> Wire:
    """Return a person for the page."""
    view: Wire = {"id": user.id, "name": user.name, "first_name": user.first_name}
    for name in ("last_name", "username", "language_code", "phone"):
        value = getattr(user, name)
        if value:
            view[name] = value
    return view


def phone_view(world: World, phone: ShownPhone) -> Wire:
    """Return a phone with its chats."""
    return {
        "user": user_view(phone.user),
        "label": phone.label,
        "color": phone.color,
        "chats": [chat_view(world, chat, phone.user) for chat in phone.chats],
    }


def chat_view(world: World, chat: Chat, viewer: User) -> Wire:
    """Return a chat as one of its people sees it."""
    title = chat.bot.first_name if chat.bot is not None else chat.title
    last = next(reversed(chat.messages.values()), None)
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    topics = [chat.general, *chat.topics.values()] if chat.is_forum else []
    return {
        "id": chat.id,
        "type": chat.type,
        "title": title,
        "is_forum": chat.is_forum,
        "started": chat.started or not chat.is_private,
        "present": chat.is_private or chat.has(viewer.id),
        "blocked": chat.blocked,
        "members": len(chat.present),
        "topics": [
            {"id": topic.id, "name": topic.name, "closed": topic.closed} for topic in topics
        ],
        "pinned": list(chat.pinned),
        "pinned_message": message_view(world, pinned, viewer) if pinned is not None else None,
        "last": message_view(world, last, viewer) if last is not None else None,
    }


def message_view(world: World, message: Message, viewer: User) -> Wire:
    """Return a message with everything the page draws."""
    wire = message.wire
    chat = message.chat
    topic = message.topic_id or (1 if chat.is_forum else None)
    return {
        "id": message.id,
        "chat_id": chat.id,
        "topic_id": topic,
        "date": wire["date"],
        "edit_date": wire.get("edit_date"),
        "sender": {
            "id": message.sender.id,
            "name": message.sender.name,
            "is_bot": message.sender.is_bot,
        },
        "out": message.sender.id == viewer.id,
        "kind": message.kind,
        "text": message.text,
        "entities": message.entities,
        "media": _media(world, message),
        "album": wire.get("media_group_id"),
        "contact": wire.get("contact"),
        "location": _location(wire),
        "poll": _poll(message, viewer),
        "service": _service(message),
        "buttons": [[_button(button) for button in row] for row in message.buttons],
        "reply_to": _reply(message),
        "forward": _forward(wire),
        "reactions": _reactions(message, viewer),
        "silent": message.silent,
        "protected": bool(wire.get("has_protected_content")),
    }


def keyboard_view(markup: Wire | None) -> Wire | None:
    """Return a reply keyboard or a forced reply for the page."""
    if markup is None or markup.get("remove_keyboard"):
        return None
    placeholder = markup.get("input_field_placeholder")
    if "keyboard" not in markup:
        return {"force_reply": markup.get("message_id"), "placeholder": placeholder}
    rows = []
    for row in markup["keyboard"]:
        buttons = []
        for button in row:
            view: Wire = {"text": button["text"], "request": request_of(button)}
            if "style" in button:
                view["style"] = button["style"]
            buttons.append(view)
        rows.append(buttons)
    return {
        "rows": rows,
        "resize": bool(markup.get("resize_keyboard")),
        "one_time": bool(markup.get("one_time_keyboard")),
        "placeholder": placeholder,
    }


def _media(world: World, message: Message) -> Wire | None:
    if message.kind not in FILE_KINDS:
        return None
    media: Wire | list[Wire] = message.wire[message.kind]
    sizes = media if isinstance(media, list) else [media]
    main = sizes[-1]
    view: Wire = {"url": _address(world, main), "size": main.get("file_size", 0)}
    if len(sizes) > 1:
        view["thumb_url"] = _address(world, sizes[0])
    if main.get("file_name"):
        view["name"] = main["file_name"]
    for name in ("mime_type", "width", "height", "duration"):
        if name in main:
            view[name] = main[name]
    return view


def _address(world: World, media: Wire) -> str | None:
    file = world.files.find(media["file_id"])
    if file is None:
        return None
    return f"/files/{file.secret}/{file.path.rpartition('/')[2]}"


def _location(wire: Wire) -> Wire | None:
    venue = wire.get("venue")
    if venue is not None:
        return {**venue["location"], "title": venue["title"], "address": venue["address"]}
    location: Wire | None = wire.get("location")
    return location


def _poll(message: Message, viewer: User) -> Wire | None:
    wire = message.wire.get("poll")
    if wire is None:
        return None
    mine = message.poll.votes.get(viewer.id, ()) if message.poll is not None else ()
    known = bool(mine) or wire["is_closed"]
    return {
        "id": wire["id"],
        "question": wire["question"],
        "options": [
            {"text": option["text"], "votes": option["voter_count"], "mine": number in mine}
            for number, option in enumerate(wire["options"])
        ],
        "total": wire["total_voter_count"],
        "closed": wire["is_closed"],
        "anonymous": wire["is_anonymous"],
        "multiple": wire["allows_multiple_answers"],
        "revoting": wire["allows_revoting"],
        "quiz": wire["type"] == "quiz",
        "correct": wire.get("correct_option_ids") if known else None,
        "explanation": wire.get("explanation") if known else None,
    }


def _service(message: Message) -> Wire | None:
    if not message.is_service:
        return None
    for name, value in message.wire.items():
        if name not in _ORDINARY:
            return {"type": name, "data": value}
    return None


def _button(button: Wire) -> Wire:
    kind = next((kind for field, kind in _BUTTON_KINDS.items() if field in button), "other")
    view: Wire = {"text": button["text"], "kind": kind}
    if kind == "url":
        view["url"] = button["url"]
    if kind == "copy":
        view["copy_text"] = button["copy_text"]["text"]
    if "style" in button:
        view["style"] = button["style"]
    return view


def _reply(message: Message) -> Wire | None:
    quoted = message.wire.get("reply_to_message")
    # A message of a topic is formally a reply to the notice that opened it: not worth drawing.
    if quoted is None or "forum_topic_created" in quoted:
        return None
    author = quoted.get("from", {})
    name = " ".join(filter(None, (author.get("first_name"), author.get("last_name"))))
    text = str(quoted.get("text") or quoted.get("caption") or "")
    return {"id": quoted["message_id"], "name": name, "text": text[:_QUOTED]}


def _forward(wire: Wire) -> Wire | None:
    origin = wire.get("forward_origin")
    if origin is None:
        return None
    author = origin.get("sender_user", {})
    name = " ".join(filter(None, (author.get("first_name"), author.get("last_name"))))
    return {"name": origin.get("sender_user_name") or name}


def _reactions(message: Message, viewer: User) -> list[Wire]:
    counted: Counter[str] = Counter()
    for reactions in message.reactions.values():
        counted.update(str(reaction.get("emoji", "★")) for reaction in reactions)
    mine = {str(reaction.get("emoji")) for reaction in message.reactions.get(viewer.id, [])}
    return [
        {"emoji": emoji, "count": count, "mine": emoji in mine} for emoji, count in counted.items()
    ]
