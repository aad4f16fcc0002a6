"""The whole desk on PostgreSQL, where things truly happen at the same moment."""

from collections.abc import AsyncIterator
from pathlib import Path
from uuid import uuid4

import pytest
from structlog.typing import EventDict

from bot.clock import MovableClock
from domain.desk import Desk
from playground.server import serve
from playground.world import World
from tests.dialogs.conftest import MORNING, build_app
from tests.dialogs.desk import DeskOnTrial
from tests.storage.backends import address_on_server, create_database, drop_database

pytestmark = pytest.mark.postgres


@pytest.fixture
async def pg_desk(
    tmp_path: Path, desk_file: Desk, logged_errors: list[EventDict]
) -> AsyncIterator[DeskOnTrial]:
    clock = MovableClock(MORNING)
    world = World(now=clock.now)
    bot = world.add_bot()
    name = f"ownerdesk_desk_{uuid4().hex[:12]}"
    create_database(name)
    try:
        async with serve(world) as server:
            app = build_app(
                server.base_url, bot.token, tmp_path, desk_file, clock, address_on_server(name)
            )
            await app.start()
            try:
                yield DeskOnTrial(app, world, clock, logged_errors)
            finally:
                await app.stop()
    finally:
        drop_database(name)


async def test_of_workers_who_press_at_once_one_has_it_and_the_others_are_told_who(
    pg_desk: DeskOnTrial,
) -> None:
    desk = pg_desk
    workers = [await desk.staff(f"{name}师傅", "repair") for name in "张李赵孙"]
    group = await desk.team("repair", *workers)
    wang = await desk.owner("王女士", home="3-2-501")
    for number in range(1, 4):
        await wang.says("报修")
        await wang.taps("漏水")
        await wang.says(f"厨房水槽下面一直滴水，第 {number} 处")
        await wang.taps("提交")
        card = group.last_card
        taps = [worker.phone.tap(card, "接单") for worker in workers]
        await desk.settle()
        told = [(await tap.answered()).text or "" for tap in taps]
        assert len([text for text in told if "您接单了" in text]) == 1
        assert len([text for text in told if "师傅 今天 10:00 接单" in text]) == 3
        assert len([text for text in wang.texts if "师傅接单了" in text]) == number
    await desk.assert_nothing_lost()


async def test_a_town_that_reports_at_once_gets_a_ticket_each(pg_desk: DeskOnTrial) -> None:
    desk = pg_desk
    group = await desk.team("repair", await desk.staff("张师傅", "repair"))
    owners = [await desk.owner(f"业主{number}", home=f"3-2-{500 + number}") for number in range(8)]
    for words in ("报修", "漏水", "厨房水槽下面一直滴水"):
        for owner in owners:
            if words == "漏水":
                owner.phone.tap(owner.screen().with_button("漏水"), "漏水")
            else:
                owner.phone.send_text(words)
        await desk.settle()
    for owner in owners:
        owner.phone.tap(owner.screen().with_button("提交"), "提交")
    await desk.settle()
    receipts = {owner.sees("已登记").text.partition("R-")[2][:4] for owner in owners}
    assert receipts == {str(1001 + number) for number in range(8)}
    assert len([text for text in group.texts if "R-10" in text]) == 8
    await desk.assert_nothing_lost()
