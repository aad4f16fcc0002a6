"""The inbox, dialogues, and follow-ups."""

from dataclasses import replace
from datetime import timedelta

from domain.people import StaffId
from services.intents import Json
from services.ports import UnitOfWork
from services.rows import DialogueState, FollowUp, InboxUpdate
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import NOW, seed_ticket


def update(number: int, *, bot: int = 1) -> InboxUpdate:
    return InboxUpdate(
        bot_id=bot, update_id=number, lane_key="5:6", payload=f'{{"update_id":{number}}}'.encode()
    )


async def test_an_update_is_new_once(runner: DatabaseRunner) -> None:
    do = doing(runner)
    first = [update(3), update(1), update(2)]
    assert await do(lambda uow: uow.inbox.store(first, NOW)) == first
    more = [update(2), update(4), update(4), update(2, bot=9)]
    assert await do(lambda uow: uow.inbox.store(more, NOW)) == [update(4), update(2, bot=9)]
    assert await do(lambda uow: uow.inbox.store([], NOW)) == []


async def test_a_full_batch(runner: DatabaseRunner) -> None:
    batch = [update(number) for number in range(100)]
    assert await doing(runner)(lambda uow: uow.inbox.store(batch, NOW)) == batch


async def test_pending_until_finished_oldest_first(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> list[InboxUpdate]:
        uow.inbox.store([update(7), update(8)], NOW)
        uow.inbox.store([update(1)], NOW + timedelta(seconds=1))
        uow.inbox.finish(1, 7, NOW)
        uow.inbox.finish(1, 99, NOW)
        return uow.inbox.pending()

    do = doing(runner)
    assert await do(walk) == [update(8), update(1)]
    assert await do(lambda uow: uow.inbox.store([update(7)], NOW)) == []


async def test_a_dialogue_is_kept_and_forgotten(runner: DatabaseRunner) -> None:
    data: dict[str, Json] = {
        "text": "厨房 \0 \ud83d 😀",
        "steps": [1, 2.5, None, True, {"deep": []}],
        "long": "水" * 4096,
    }
    asked = DialogueState(key="1:5:5", state="report:what", data=data, changed_at=NOW)
    stateless = DialogueState(key="1:6:6", state=None, data={"a": 1}, changed_at=NOW)
    do = doing(runner)

    async def saved(dialogue: DialogueState) -> DialogueState | None:
        await do(lambda uow: uow.dialogues.save(dialogue))
        return await do(lambda uow: uow.dialogues.get(dialogue.key))

    assert await do(lambda uow: uow.dialogues.get("1:5:5")) is None
    assert await saved(asked) == asked
    assert await saved(stateless) == stateless
    moved = DialogueState(key="1:5:5", state="x", data={}, changed_at=NOW + timedelta(hours=1))
    assert await saved(moved) == moved
    ended = DialogueState(key="1:5:5", state=None, data={}, changed_at=NOW)
    assert await saved(ended) is None
    assert await saved(ended) is None


async def test_a_follow_up_is_kept_for_each_cycle(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        ticket = seed_ticket(uow).id
        assert uow.follow_ups.get(ticket, 1) is None
        asked = FollowUp(ticket_id=ticket, cycle=1, asked_at=NOW)
        uow.follow_ups.save(asked)
        assert uow.follow_ups.get(ticket, 1) == replace(asked, version=1)
        full = FollowUp(
            ticket_id=ticket,
            cycle=1,
            version=1,
            asked_at=NOW,
            reminded_at=NOW + timedelta(days=1),
            solved=False,
            reason="还在漏",
            answered_at=NOW + timedelta(days=2),
            call_task_at=NOW + timedelta(days=3),
            called_by=StaffId(4),
            called_at=NOW + timedelta(days=4),
            call_result="没人接",
        )
        uow.follow_ups.save(full)
        uow.follow_ups.save(FollowUp(ticket_id=ticket, cycle=2, solved=True))
        assert uow.follow_ups.get(ticket, 1) == replace(full, version=2)
        second = uow.follow_ups.get(ticket, 2)
        assert second is not None
        assert second.solved is True

    await doing(runner)(walk)
