"""Callback queries: a tap becomes an update, and the bot's one answer reaches the phone."""

from typing import Any

from playground.calls import Call, method
from playground.chats import Bot, CallbackAnswer, CallbackQuery, Message, User
from playground.errors import bad_request
from playground.limits import CALLBACK_ANSWER, CALLBACK_LIFETIME_SECONDS, units
from playground.world import Event, World

Wire = dict[str, Any]

_TOO_OLD = "query is too old and response timeout expired or query ID is invalid"
_KEPT = 10_000


def ask(world: World, bot: Bot, user: User, message: Message, data: str) -> CallbackQuery:
    """Queue the update of a tap and keep the query until it is answered."""
    query = CallbackQuery(
        id=world.serial("38"), user=user, message=message, data=data, asked_at=world.now()
    )
    bot.callbacks[query.id] = query
    if len(bot.callbacks) > _KEPT:
        del bot.callbacks[next(iter(bot.callbacks))]
    shown = message.wire
    if message.deleted:
        shown = {"message_id": message.id, "chat": shown["chat"], "date": 0}
    query.update_id = bot.updates.push(
        "callback_query",
        {
            "id": query.id,
            "from": user.wire(),
            "message": shown,
            "chat_instance": message.chat.instance,
            "data": data,
        },
    )
    world.wake()
    return query


@method("answerCallbackQuery")
def answer_callback_query(call: Call) -> bool:
    """Answer answerCallbackQuery: one answer for each query, and not too late."""
    query = call.bot.callbacks.get(str(call.get("callback_query_id")))
    if query is None or query.answer is not None:
        raise bad_request(_TOO_OLD)
    age = (call.world.now() - query.asked_at).total_seconds()
    if age > CALLBACK_LIFETIME_SECONDS:
        del call.bot.callbacks[query.id]
        raise bad_request(_TOO_OLD)
    text = str(call.get("text") or "")
    if units(text) > CALLBACK_ANSWER:
        raise bad_request("MESSAGE_TOO_LONG")
    url = call.get("url")
    if url is not None and not str(url).startswith(("tg://", "https://t.me/", "t.me/")):
        raise bad_request("URL_INVALID")
    query.answer = CallbackAnswer(text=text, show_alert=call.flag("show_alert"), url=url)
    data = {
        "query_id": query.id,
        "text": text,
        "show_alert": query.answer.show_alert,
        "url": url,
    }
    call.world.emit(
        Event(kind="callback_answer", chat=query.message.chat, user_id=query.user.id, data=data)
    )
    return True
