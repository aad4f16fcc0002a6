"""The Bot API's sending methods: text, files, albums, places, contacts, copies and forwards."""

from typing import Any, Final

from playground.calls import Call, method, not_simulated
from playground.chats import Chat, Message, Topic
from playground.errors import bad_request
from playground.keyboards import checked, show
from playground.limits import ALBUM, CONTACT_NAME, TYPING_SECONDS
from playground.parameters import Upload
from playground.world import Event

Wire = dict[str, Any]

FILE_KINDS: Final = (
    "photo",
    "voice",
    "video",
    "document",
    "audio",
    "animation",
    "video_note",
    "sticker",
)
_ALBUM_KINDS: Final = {"photo", "video", "document", "audio"}
_ACTIONS: Final = frozenset(
    [
        "typing",
        "upload_photo",
        "record_video",
        "upload_video",
        "record_voice",
        "upload_voice",
        "upload_document",
        "choose_sticker",
        "find_location",
        "record_video_note",
        "upload_video_note",
    ]
)
# What travels along when a message is copied or forwarded.
_CONTENT: Final = (
    "text",
    "entities",
    "caption",
    "caption_entities",
    "link_preview_options",
    "contact",
    "location",
    "venue",
    "dice",
    *FILE_KINDS,
)


def deliver(call: Call, kind: str, content: Wire, *, markup: object = None) -> Message:
    """Send a message to the call's chat with its topic, reply, keyboard and flags."""
    if call.get("ephemeral_message_parameters") is not None:
        raise not_simulated("ephemeral messages")
    if call.get("business_connection_id") is not None:
        raise bad_request("business connection not found")
    chat = call.writable_chat()
    return _post(call, chat, kind, content, markup)


def _post(call: Call, chat: Chat, kind: str, content: Wire, markup: object) -> Message:
    topic = call.topic(chat)
    replied = call.replied(chat)
    keyboard = checked(markup, chat)
    inline = keyboard is not None and "inline_keyboard" in keyboard
    if inline:
        content["reply_markup"] = keyboard
    if call.flag("protect_content"):
        content["has_protected_content"] = True
    quote = (call.get("reply_parameters") or {}).get("quote") if replied else None
    if quote:
        content["quote"] = {"text": quote, "position": 0, "is_manual": True}
    message = call.world.post(
        chat,
        call.bot.user,
        kind,
        content,
        topic=topic or _topic_of(replied),
        reply_to=replied,
        silent=call.flag("disable_notification"),
    )
    if keyboard is not None and not inline:
        message.markup = keyboard
        for user_id in show(message, keyboard):
            # As the chat keeps it: a forced reply knows its message, a removal is nothing.
            data = {"keyboard": chat.keyboards.get(user_id)}
            call.world.emit(Event(kind="keyboard", chat=chat, user_id=user_id, data=data))
    return message


def _topic_of(replied: Message | None) -> Topic | None:
    # A reply without a topic goes to the topic of the message it answers.
    if replied is None or replied.topic_id is None:
        return None
    return replied.chat.topics.get(replied.topic_id)


@method("sendMessage")
def send_message(call: Call) -> Wire:
    """Answer sendMessage."""
    content = call.text_content()
    return deliver(call, "text", content, markup=call.get("reply_markup")).wire


def media_object(call: Call, kind: str, value: object, details: Wire) -> Any:  # noqa: ANN401
    """Return the stored media of a file part, an attach:// address or a known file id."""
    upload = _upload(call, kind, value)
    files = call.world.files
    if upload is not None:
        if not upload.data:
            raise bad_request("file must be non-empty")
        if kind == "photo":
            return files.photo(upload.data, strict=True)
        size = None
        if details.get("width") and details.get("height"):
            size = (int(details["width"]), int(details["height"]))
        extra = {k: details[k] for k in ("performer", "title") if details.get(k)}
        return files.media(
            kind,
            upload.data,
            name=upload.name,
            duration=int(details.get("duration") or 0),
            size=size,
            extra=extra,
        )
    if value is None:
        raise bad_request(f"there is no {kind} in the request")
    text = str(value)
    if text.startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    known = files.content_of(text)
    if known is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if known[0] != kind:
        raise bad_request(f"can't use file of type {known[0].capitalize()} as {kind.capitalize()}")
    return known[1]


def _upload(call: Call, field: str, value: object) -> Upload | None:
    files = call.parameters.files
    if isinstance(value, str) and value.startswith("attach://"):
        upload = files.get(value.removeprefix("attach://"))
        if upload is None:
            raise bad_request("wrong file identifier/HTTP URL specified")
        return upload
    return files.get(field) if value is None else None


def _send_file(call: Call, kind: str) -> Wire:
    content: Wire = {kind: media_object(call, kind, call.get(kind), call.parameters.values)}
    if kind == "animation":
        content["document"] = {
            k: v
            for k, v in content[kind].items()
            if k in {"file_id", "file_unique_id", "file_size", "file_name", "mime_type"}
        }
    if kind not in {"sticker", "video_note"}:
        content |= call.caption_content()
    if call.flag("has_spoiler") and kind in {"photo", "video", "animation"}:
        content["has_media_spoiler"] = True
    return deliver(call, kind, content, markup=call.get("reply_markup")).wire


@method("sendPhoto")
def send_photo(call: Call) -> Wire:
    """Answer sendPhoto."""
    return _send_file(call, "photo")


@method("sendVoice")
def send_voice(call: Call) -> Wire:
    """Answer sendVoice."""
    return _send_file(call, "voice")


@method("sendVideo")
def send_video(call: Call) -> Wire:
    """Answer sendVideo."""
    return _send_file(call, "video")


@method("sendDocument")
def send_document(call: Call) -> Wire:
    """Answer sendDocument."""
    return _send_file(call, "document")


@method("sendAudio")
def send_audio(call: Call) -> Wire:
    """Answer sendAudio."""
    return _send_file(call, "audio")


@method("sendAnimation")
def send_animation(call: Call) -> Wire:
    """Answer sendAnimation."""
    return _send_file(call, "animation")


@method("sendVideoNote")
def send_video_note(call: Call) -> Wire:
    """Answer sendVideoNote."""
    return _send_file(call, "video_note")


@method("sendSticker")
def send_sticker(call: Call) -> Wire:
    """Answer sendSticker."""
    return _send_file(call, "sticker")


@method("sendMediaGroup")
def send_media_group(call: Call) -> list[Wire]:
    """Answer sendMediaGroup: nothing is sent unless every item is right."""
    items = call.get("media")
    if not isinstance(items, list) or not all(isinstance(item, dict) for item in items):
        raise bad_request("can't parse media JSON object")
    if not ALBUM[0] <= len(items) <= ALBUM[1]:
        raise bad_request("group send failed: an album has 2 to 10 items")
    kinds = {str(item.get("type")) for item in items}
    if not kinds <= _ALBUM_KINDS or (len(kinds) > 1 and kinds & {"document", "audio"}):
        raise bad_request("documents and audios can't be mixed with other media types")
    call.writable_chat()
    contents = []
    album = call.world.serial("139")
    for item in items:
        kind = str(item["type"])
        content: Wire = {kind: media_object(call, kind, item.get("media"), item)}
        content |= input_caption(call, item)
        content["media_group_id"] = album
        contents.append((kind, content))
    return [deliver(call, kind, content).wire for kind, content in contents]


def input_caption(call: Call, item: Wire) -> Wire:
    """Return the caption of one InputMedia object."""
    inner = Call(
        world=call.world,
        bot=call.bot,
        method=call.method,
        parameters=type(call.parameters)(values=item, files={}),
    )
    return inner.caption_content()


@method("sendLocation")
def send_location(call: Call) -> Wire:
    """Answer sendLocation."""
    content = {"location": _place(call)}
    return deliver(call, "location", content, markup=call.get("reply_markup")).wire


@method("sendVenue")
def send_venue(call: Call) -> Wire:
    """Answer sendVenue."""
    place = _place(call)
    venue = {"location": place, "title": call.get("title"), "address": call.get("address")}
    content: Wire = {"venue": venue, "location": place}
    return deliver(call, "venue", content, markup=call.get("reply_markup")).wire


def _place(call: Call) -> Wire:
    latitude, longitude = call.get("latitude"), call.get("longitude")
    if not isinstance(latitude, (int, float)) or not -90 <= latitude <= 90:
        raise bad_request("wrong latitude specified")
    if not isinstance(longitude, (int, float)) or not -180 <= longitude <= 180:
        raise bad_request("wrong longitude specified")
    return {"latitude": latitude, "longitude": longitude}


@method("sendContact")
def send_contact(call: Call) -> Wire:
    """Answer sendContact."""
    phone, name = call.get("phone_number"), call.get("first_name")
    if not phone:
        raise bad_request("phone number is empty")
    if not name or len(str(name)) > CONTACT_NAME:
        raise bad_request("first name is empty or too long")
    contact = {"phone_number": phone, "first_name": name}
    for optional in ("last_name", "vcard"):
        if call.get(optional):
            contact[optional] = call.get(optional)
    content = {"contact": contact}
    return deliver(call, "contact", content, markup=call.get("reply_markup")).wire


@method("sendChatAction")
def send_chat_action(call: Call) -> bool:
    """Answer sendChatAction: phones show it for five seconds or until a message comes."""
    action = call.get("action")
    if action not in _ACTIONS:
        raise bad_request("wrong parameter action in request")
    chat = call.writable_chat()
    data = {"action": action, "seconds": TYPING_SECONDS}
    call.world.emit(Event(kind="typing", chat=chat, data=data))
    return True


def carried(message: Message) -> Wire:
    """Return what of a message travels along in a copy or a forward."""
    return {name: message.wire[name] for name in _CONTENT if name in message.wire}


def _source(call: Call, what: str, number: object = None) -> Message:
    chat = call.chat("from_chat_id")
    number = call.get("message_id") if number is None else number
    message = chat.messages.get(number) if isinstance(number, int) else None
    if message is None:
        raise bad_request(f"message to {what} not found")
    if message.is_service or message.poll is not None:
        raise bad_request(f"message can't be {'copied' if what == 'copy' else 'forwarded'}")
    if message.wire.get("has_protected_content") and what == "forward":
        raise bad_request("message can't be forwarded: it is protected")
    return message


def _copy(call: Call, source: Message) -> Message:
    content = carried(source)
    if call.get("caption") is not None and source.kind in FILE_KINDS:
        content.pop("caption", None)
        content.pop("caption_entities", None)
        content |= call.caption_content()
    markup = call.get("reply_markup")
    return deliver(call, source.kind, content, markup=markup)


@method("copyMessage")
def copy_message(call: Call) -> Wire:
    """Answer copyMessage."""
    return {"message_id": _copy(call, _source(call, "copy")).id}


@method("copyMessages")
def copy_messages(call: Call) -> list[Wire]:
    """Answer copyMessages: what cannot be found is left out, as Telegram does."""
    return [{"message_id": _copy(call, source).id} for source in _sources(call, "copy")]


def _sources(call: Call, what: str) -> list[Message]:
    chat = call.chat("from_chat_id")
    numbers = call.get("message_ids") or []
    found = [_source(call, what, number) for number in numbers if number in chat.messages]
    if not found:
        raise bad_request(f"messages to {what} not found")
    return found


def forward_origin(message: Message) -> Wire:
    """Return where a forwarded message came from; a forward of a forward keeps its origin."""
    if "forward_origin" in message.wire:
        return dict(message.wire["forward_origin"])
    return {
        "type": "user",
        "date": message.wire["date"],
        "sender_user": message.sender.wire(),
    }


def _forward(call: Call, source: Message) -> Message:
    content = {**carried(source), "forward_origin": forward_origin(source)}
    return deliver(call, source.kind, content)


@method("forwardMessage")
def forward_message(call: Call) -> Wire:
    """Answer forwardMessage."""
    return _forward(call, _source(call, "forward")).wire


@method("forwardMessages")
def forward_messages(call: Call) -> list[Wire]:
    """Answer forwardMessages."""
    return [{"message_id": _forward(call, m).id} for m in _sources(call, "forward")]
