"""Native polls: sending, voting, counting and stopping them."""

from datetime import UTC, datetime, timedelta
from typing import Any

from playground.calls import Call, method
from playground.chats import Message, Poll, User
from playground.editing import editable
from playground.entities import parse
from playground.errors import PhoneError, bad_request
from playground.keyboards import checked_inline
from playground.limits import (
    POLL_EXPLANATION,
    POLL_OPEN_SECONDS,
    POLL_OPTION,
    POLL_OPTIONS,
    POLL_QUESTION,
    units,
)
from playground.sending import deliver
from playground.world import Event, World

Wire = dict[str, Any]


@method("sendPoll")
def send_poll(call: Call) -> Wire:
    """Answer sendPoll."""
    question, entities = _text(call, "question", "poll question", POLL_QUESTION)
    options = call.get("options")
    if not isinstance(options, list) or not POLL_OPTIONS[0] <= len(options) <= POLL_OPTIONS[1]:
        raise bad_request("poll must have from 1 to 12 options")
    kind = str(call.get("type") or "regular")
    if kind not in {"regular", "quiz"}:
        raise bad_request("unsupported poll type specified")
    wire: Wire = {
        "id": call.world.serial("51"),
        "question": question,
        "options": [_option(call, number, option) for number, option in enumerate(options)],
        "total_voter_count": 0,
        "is_closed": call.flag("is_closed"),
        "is_anonymous": call.get("is_anonymous") is not False,
        "type": kind,
        "allows_multiple_answers": call.flag("allows_multiple_answers"),
        "allows_revoting": call.get("allows_revoting") is not False and kind != "quiz",
        "members_only": call.flag("members_only"),
    }
    if entities:
        wire["question_entities"] = entities
    if kind == "quiz":
        _add_quiz(call, wire, len(options))
    poll = Poll(id=wire["id"], wire=wire)
    _add_end(call, poll)
    markup = call.get("reply_markup")
    message = deliver(call, "poll", {"poll": poll.wire}, markup=markup)
    message.poll = poll
    return message.wire


def _text(call: Call, name: str, what: str, limit: int) -> tuple[str, list[Wire]]:
    mode, given = call.get(f"{name}_parse_mode"), call.get(f"{name}_entities")
    text, entities = parse(str(call.get(name) or ""), mode, given)
    if not text:
        raise bad_request(f"{what} must be non-empty")
    if units(text) > limit:
        raise bad_request(f"{what} length must not exceed {limit}")
    return text, entities


def _option(call: Call, number: int, option: object) -> Wire:
    given: Wire = {"text": option} if isinstance(option, str) else dict(option)  # type: ignore[call-overload]  # strict calls were checked by aiogram's model
    text, entities = parse(
        str(given.get("text") or ""), given.get("text_parse_mode"), given.get("text_entities")
    )
    if not text:
        raise bad_request("poll options must be non-empty")
    if units(text) > POLL_OPTION:
        raise bad_request(f"poll options length must not exceed {POLL_OPTION}")
    wire: Wire = {"persistent_id": f"option{number}", "text": text, "voter_count": 0}
    if entities:
        wire["text_entities"] = call.named(entities)
    return wire


def _add_quiz(call: Call, wire: Wire, count: int) -> None:
    correct = call.get("correct_option_ids")
    if correct is None and call.get("correct_option_id") is not None:
        correct = [call.get("correct_option_id")]
    if not correct or not all(0 <= number < count for number in correct):
        raise bad_request("wrong correct option ID specified")
    wire["correct_option_ids"] = correct
    if call.get("explanation"):
        text, entities = _text(call, "explanation", "explanation", POLL_EXPLANATION)
        wire["explanation"] = text
        if entities:
            wire["explanation_entities"] = entities


def _add_end(call: Call, poll: Poll) -> None:
    period, date = call.get("open_period"), call.get("close_date")
    shortest, longest = POLL_OPEN_SECONDS
    if period is not None and date is not None:
        raise bad_request("OPEN_PERIOD_INVALID")
    now = call.world.now()
    if period is not None:
        poll.wire["open_period"] = period
        poll.closes_at = now + timedelta(seconds=period)
    elif date is not None:
        poll.wire["close_date"] = date
        poll.closes_at = datetime.fromtimestamp(date, UTC)
        period = (poll.closes_at - now).total_seconds()
    if period is not None and not shortest <= period <= longest:
        raise bad_request("OPEN_PERIOD_INVALID")


@method("stopPoll")
def stop_poll(call: Call) -> Wire:
    """Answer stopPoll."""
    message = editable(call)
    if message.poll is None:
        raise bad_request("message with poll to stop not found")
    if message.poll.is_closed:
        raise bad_request("poll has already been closed")
    markup = checked_inline(call.get("reply_markup"))
    wire = {k: v for k, v in message.wire.items() if k != "reply_markup"}
    message.wire = wire if markup is None else {**wire, "reply_markup": markup}
    _publish(call.world, message, message.poll, closed=True)
    return message.poll.wire


def vote(world: World, message: Message, user: User, options: tuple[int, ...]) -> None:
    """Count somebody's vote, or take it back when there are no options.

    Raises PhoneError where a phone would not let them.
    """
    poll = message.poll
    if poll is None:
        raise PhoneError("this message is not a poll")
    if poll.closes_at is not None and world.now() >= poll.closes_at and not poll.is_closed:
        _publish(world, message, poll, closed=True)
    if poll.is_closed:
        raise PhoneError("the poll is closed")
    if len(options) > 1 and not poll.wire["allows_multiple_answers"]:
        raise PhoneError("one answer only")
    if not all(0 <= number < len(poll.wire["options"]) for number in options):
        raise PhoneError("no such option")
    if user.id in poll.votes and not poll.wire["allows_revoting"]:
        raise PhoneError("a vote in this poll is final")
    if options:
        poll.votes[user.id] = tuple(sorted(set(options)))
    else:
        poll.votes.pop(user.id, None)
    _publish(world, message, poll, closed=False)
    if poll.wire["is_anonymous"]:
        return
    chosen = poll.votes.get(user.id, ())
    names = [poll.wire["options"][number]["persistent_id"] for number in chosen]
    answer = {
        "poll_id": poll.id,
        "user": user.wire(),
        "option_ids": list(chosen),
        "option_persistent_ids": names,
    }
    for bot in world.bots_in(message.chat):
        if bot.id == message.sender.id:
            bot.updates.push("poll_answer", answer)


def _publish(world: World, message: Message, poll: Poll, *, closed: bool) -> None:
    options = [
        {**option, "voter_count": sum(number in chosen for chosen in poll.votes.values())}
        for number, option in enumerate(poll.wire["options"])
    ]
    poll.wire = {
        **poll.wire,
        "options": options,
        "total_voter_count": len(poll.votes),
        "is_closed": closed or poll.is_closed,
    }
    message.wire = {**message.wire, "poll": poll.wire}
    for bot in world.bots_in(message.chat):
        if bot.id == message.sender.id:
            bot.updates.push("poll", poll.wire)
    world.emit(Event(kind="edit", chat=message.chat, message=message))
