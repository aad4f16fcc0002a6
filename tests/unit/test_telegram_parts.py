"""The parts under the conversations: lanes, dialogues, refusals, and what a log may say."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from enum import StrEnum

import pytest

from bot.observability import describe_error, redact, redact_event
from bot.telegram.dialogue import Dialogue
from bot.telegram.lanes import Lanes
from bot.telegram.letters import read_letter, read_migration
from bot.telegram.refusals import outcome_of
from bot.telegram.wire import ApiError, WireDown
from services.delivery import pause_before_next
from services.intents import Lane
from services.rows import DialogueState, Migrated, Refused, RetryLater, Unreachable

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)

# ---- lanes ----------------------------------------------------------------------------------


def _never(error: Exception) -> None:
    raise AssertionError(error)


async def _run(lanes: "Lanes[str]") -> None:
    lanes.start()
    await lanes.wait_idle()
    await lanes.stop()


async def test_a_lane_is_serial_and_lanes_are_not() -> None:
    begun: list[str] = []
    both = asyncio.Event()

    async def handle(item: str, following: str | None) -> None:
        begun.append(item)
        if {"a1", "b1"} <= set(begun):
            both.set()
        await both.wait()  # only passes when a and b are handled side by side

    lanes: Lanes[str] = Lanes(handle, workers=2, on_error=_never)
    for item in ("a1", "a2", "b1", "b2"):
        lanes.put(item[0], item)
    await _run(lanes)
    assert begun.index("a1") < begun.index("a2")
    assert begun.index("b1") < begun.index("b2")


async def test_an_item_can_ask_to_come_again_and_its_lane_waits() -> None:
    done: list[str] = []
    tries = 0

    async def handle(item: str, following: str | None) -> float | None:
        nonlocal tries
        if item == "first" and (tries := tries + 1) < 3:
            return 0.001
        done.append(item)
        return None

    lanes: Lanes[str] = Lanes(handle, workers=1, on_error=_never)
    lanes.put("a", "first")
    lanes.put("a", "second")
    lanes.put("b", "other")
    await _run(lanes)
    assert done == ["other", "first", "second"]


async def test_the_urgent_goes_first_and_an_error_stops_nobody() -> None:
    done: list[str] = []
    errors: list[Exception] = []

    async def handle(item: str, following: str | None) -> None:
        done.append(item)
        if item == "bad":
            raise RuntimeError

    lanes: Lanes[str] = Lanes(
        handle, workers=1, on_error=errors.append, rank=lambda item: item != "urgent"
    )
    for item in ("bad", "calm", "urgent"):
        lanes.put("a", item)
    await _run(lanes)
    assert done == ["urgent", "bad", "calm"]
    assert len(errors) == 1


async def test_the_urgent_takes_its_waiting_lane_before_the_others() -> None:
    done: list[str] = []

    async def handle(item: str, following: str | None) -> None:
        done.append(item)

    lanes: Lanes[str] = Lanes(handle, workers=1, on_error=_never, rank=lambda item: int(item[-1]))
    for lane, item in ("a", "reply1"), ("team", "card2"), ("b", "reply1"), ("team", "alarm0"):
        lanes.put(lane, item)
    await _run(lanes)
    assert done == ["alarm0", "reply1", "reply1", "card2"]


# ---- dialogues ------------------------------------------------------------------------------


class Shade(StrEnum):
    DARK = "dark"


def test_a_dialogue_keeps_only_what_json_keeps() -> None:
    dialogue = Dialogue("1:1", None)
    values = {"a": "x", "b": 1, "c": True, "d": ["x", [1]], "e": {"f": None}}
    dialogue.put(**values)  # type: ignore[arg-type]
    stored = dialogue.changed(NOW)
    assert stored is not None
    assert json.loads(json.dumps(stored.data)) == values
    for wrong in (NOW, Shade.DARK, (1,), {1: 2}, b"x", 1.5):
        with pytest.raises(TypeError, match="g is a"):
            dialogue.put(g=wrong)  # type: ignore[arg-type]


def test_a_dialogue_is_rolled_back_and_unchanged_ones_are_not_stored() -> None:
    stored = DialogueState(key="1:1", state="A:b", data={"x": 1}, changed_at=NOW)
    dialogue = Dialogue("1:1", stored)
    assert dialogue.changed(NOW) is None
    dialogue.end()
    dialogue.roll_back()
    assert (dialogue.state, dialogue.data) == ("A:b", {"x": 1})
    assert dialogue.changed(NOW) is None


def test_a_dialogue_is_idle_after_two_hours() -> None:
    dialogue = Dialogue("1:1", DialogueState(key="1:1", state="A:b", data={}, changed_at=NOW))
    assert not dialogue.idle(NOW + timedelta(hours=1, minutes=59))
    assert dialogue.idle(NOW + timedelta(hours=2))
    nowhere = DialogueState(key="1:1", state=None, data={"x": 1}, changed_at=NOW)
    assert not Dialogue("1:1", nowhere).idle(NOW + timedelta(days=1))


# ---- what Telegram says ---------------------------------------------------------------------


def test_refusals_are_told_apart() -> None:
    waiting = outcome_of(ApiError(429, "Too Many Requests: retry after 7", 7))
    assert waiting == RetryLater(
        seconds=7.0, error="429 " + "Too Many Requests: retry after 7", counts=False
    )
    assert outcome_of(ApiError(400, "upgraded", None, -100)) == Migrated(new_chat_id=-100)
    assert isinstance(outcome_of(ApiError(502, "Bad Gateway")), RetryLater)
    blocked = ApiError(403, "Forbidden: bot was blocked by the user")
    assert isinstance(outcome_of(blocked), Unreachable)
    assert isinstance(outcome_of(ApiError(400, "Bad Request: chat not found")), Unreachable)
    assert isinstance(outcome_of(ApiError(400, "Bad Request: wrong file id")), Refused)


def test_an_outage_is_not_the_messages_fault() -> None:
    surely_not_sent = outcome_of(WireDown("refused", perhaps_done=False))
    perhaps_sent = outcome_of(WireDown("timeout", perhaps_done=True))
    assert isinstance(surely_not_sent, RetryLater)
    assert isinstance(perhaps_sent, RetryLater)
    assert (surely_not_sent.counts, perhaps_sent.counts) == (False, True)


def test_pauses_grow_and_emergencies_wait_half_a_minute_at_most() -> None:
    pauses = [pause_before_next(tries, Lane.REPLY) for tries in range(4)]
    assert pauses == [timedelta(seconds=seconds) for seconds in (2, 4, 8, 16)]
    assert pause_before_next(99, Lane.REPLY) == timedelta(hours=4)
    assert pause_before_next(99, Lane.EMERGENCY) == timedelta(seconds=30)


def test_letters_are_for_people_only() -> None:
    chat = {"id": -5, "type": "supergroup", "title": "x"}
    robot = {"id": 1, "is_bot": True, "first_name": "GroupAnonymousBot"}
    message = {"message_id": 1, "date": 1, "chat": chat}
    assert read_letter(7, {"update_id": 1, "message": {**message, "from": robot}}) is None
    assert read_letter(7, {"update_id": 1, "message": message}) is None
    assert read_letter(7, {"update_id": 1, "poll": {"id": "1"}}) is None
    moved = {**message, "from": robot, "migrate_from_chat_id": -4}
    assert read_migration({"update_id": 1, "message": moved}) == (-4, -5)


# ---- logs -----------------------------------------------------------------------------------


def test_logs_hold_no_token_and_no_phone() -> None:
    line = redact(
        "POST /bot7000000001:AAExample_token-123456789/sendMessage for +86 138 0000 0001"
    )
    assert "AAExample" not in line
    assert "138" not in line
    assert redact("2026-03-02 took 0.25 s, port 8008") == "2026-03-02 took 0.25 s, port 8008"


def test_private_fields_and_the_words_of_errors_are_left_out() -> None:
    event = redact_event(None, "error", {"event": "x", "phone": "1", "text": "y", "turn": "u:1:2"})
    assert event == {"event": "x", "phone": "[hidden]", "text": "[hidden]", "turn": "u:1:2"}
    try:
        raise ValueError("王女士 13800000001")
    except ValueError as error:
        described = describe_error(None, "error", {"event": "x", "exc_info": error})
    assert described["error"] == "ValueError"
    assert "13800000001" not in str(described)
