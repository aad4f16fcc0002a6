"""Every worker answers with what any of them was taught: two bases on one database."""

import asyncio
from datetime import timedelta
from pathlib import Path

from structlog.typing import EventDict

from bot.clock import MovableClock
from bot.taking_over import TakeOver
from domain.desk import Desk
from knowledge_base.knowledge import KnowledgeBase
from services.knowledge import Taught
from services.teaching import AddPhrasing, Teaching, UndoEdit
from storage.crypto import Keyring
from storage.desk_database import create_runner
from tests.contract.test_learning_contract import seed_clerk
from tests.dialogs.conftest import MORNING, fresh, knowledge
from tests.dialogs.desk import DeskOnTrial
from tests.storage.backends import doing

ODD = "楼下那个铁皮柜咋个弄开"


def answer(base: KnowledgeBase) -> str:
    reply = base.ask(ODD, "zh-Hans")
    return reply.matches[0].entry_id if reply.decision == "answer" else reply.decision


async def test_an_edit_in_one_worker_is_answered_by_the_other(
    tmp_path: Path, desk_file: Desk
) -> None:
    keyring, address = Keyring.generate(), f"sqlite:///{tmp_path / 'desk.db'}"
    runners = [create_runner(address, keyring) for _ in range(2)]
    bases = [fresh(knowledge()) for _ in range(2)]
    clock = MovableClock(MORNING)
    teaching = Teaching(desk_file, clock)
    workers = [
        TakeOver(runner, teaching, base.search, clock)
        for runner, base in zip(runners, bases, strict=True)
    ]
    for runner in runners:
        await runner.start()
    clerk = await doing(runners[0])(seed_clerk)
    command = AddPhrasing(
        key="a",
        by=clerk,
        community="sunshine",
        entry_id="property-fee-rate",
        texts=(ODD,),
    )
    done = await runners[0].run(teaching.add_phrasing, command)
    assert [await worker.catch_up() for worker in workers] == [1, 1]
    assert [answer(base) for base in bases] == ["property-fee-rate"] * 2
    assert [await worker.catch_up() for worker in workers] == [0, 0]
    undo = UndoEdit(key="b", by=clerk, edit_id=done.edit.id)
    await runners[1].run(teaching.undo, undo)
    await asyncio.gather(*(worker.catch_up() for worker in workers))
    assert "property-fee-rate" not in [answer(base) for base in bases]
    for runner in runners:
        await runner.close()


async def test_one_tick_takes_over_what_is_in_the_log(desk: DeskOnTrial) -> None:
    runner, teaching = desk.app.runner, desk.app.services["teaching"]
    clerk = await doing(runner)(seed_clerk)
    command = AddPhrasing(
        key="a", by=clerk, community="sunshine", entry_id="property-fee-rate", texts=(ODD,)
    )
    wang = await desk.owner("王女士", home="3-2-501")
    await runner.run(teaching.add_phrasing, command)  # as another process would
    await desk.app.jobs.tick()
    assert await desk.app.take_over.catch_up() == 0
    await wang.says(ODD)
    assert "2.8 元" in wang.last.text


async def test_a_desk_that_starts_knows_what_was_taught_before(
    tmp_path: Path, desk_file: Desk
) -> None:
    runner = create_runner(f"sqlite:///{tmp_path / 'desk.db'}", Keyring.generate())
    await runner.start()
    clock = MovableClock(MORNING)
    teaching = Teaching(desk_file, clock)
    clerk = await doing(runner)(seed_clerk)
    base = fresh(knowledge())
    for number, text in enumerate((ODD, "铁皮柜打不开")):
        command = AddPhrasing(
            key=f"k{number}",
            by=clerk,
            community="sunshine",
            entry_id="property-fee-rate",
            texts=(text,),
        )
        await runner.run(teaching.add_phrasing, command)
    assert await TakeOver(runner, teaching, base.search, clock).catch_up() == 2
    assert answer(base) == "property-fee-rate"
    await runner.close()


async def test_what_another_desk_taught_the_same_base_is_gone(
    tmp_path: Path, desk_file: Desk
) -> None:
    runner = create_runner(f"sqlite:///{tmp_path / 'desk.db'}", Keyring.generate())
    await runner.start()
    clock = MovableClock(MORNING)
    teaching = Teaching(desk_file, clock)
    base = fresh(knowledge())
    base.search.teach(Taught(version=7, phrasings={"property-fee-rate": (ODD,)}))
    assert answer(base) == "property-fee-rate"
    assert await TakeOver(runner, teaching, base.search, clock).catch_up() == 0
    assert answer(base) != "property-fee-rate"
    await runner.close()


class SlowToLearn:
    """Fails at the first lesson."""

    def __init__(self) -> None:
        self.lessons: list[int] = []

    def teach(self, taught: Taught) -> None:
        self.lessons.append(taught.version)
        if len(self.lessons) == 1:
            raise OSError


async def test_a_lesson_that_fails_holds_up_nothing(
    tmp_path: Path, desk_file: Desk, logged_errors: list[EventDict]
) -> None:
    runner = create_runner(f"sqlite:///{tmp_path / 'desk.db'}", Keyring.generate())
    await runner.start()
    clock, pupil = MovableClock(MORNING), SlowToLearn()
    teaching = Teaching(desk_file, clock)
    worker = TakeOver(runner, teaching, pupil, clock)
    await worker.catch_up()
    assert await worker.catch_up() == 0
    assert [error["event"] for error in logged_errors] == ["knowledge base was not taught"]
    logged_errors.clear()
    clerk = await doing(runner)(seed_clerk)
    command = AddPhrasing(
        key="a", by=clerk, community="sunshine", entry_id="property-fee-rate", texts=(ODD,)
    )
    await runner.run(teaching.add_phrasing, command)
    assert await worker.catch_up() == 1
    assert pupil.lessons == [0, 1]
    await runner.close()


async def test_a_lesson_that_fails_is_tried_again_each_minute(
    tmp_path: Path, desk_file: Desk, logged_errors: list[EventDict]
) -> None:
    runner = create_runner(f"sqlite:///{tmp_path / 'desk.db'}", Keyring.generate())
    await runner.start()
    clock, pupil = MovableClock(MORNING), SlowToLearn()
    worker = TakeOver(runner, Teaching(desk_file, clock), pupil, clock)
    lessons = []
    for seconds in (0, 59, 1, 60):
        clock.forward(timedelta(seconds=seconds))
        await worker.catch_up()
        lessons.append(len(pupil.lessons))
    assert lessons == [1, 1, 2, 2]
    assert len(logged_errors) == 1
    logged_errors.clear()
    await runner.close()
