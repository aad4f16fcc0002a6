"""An update whose end was lost in a crash is handled again, and says what it said before."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from domain.lifecycle import Status
from domain.people import StaffRole
from services import updates
from services.ports import Runner
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.homes import actor_of
from tests.dialogs.tickets import cards
from tests.dialogs.work_done import scene


class Crashing:
    """A runner that dies once between what an update did and the end of the update."""

    def __init__(self, runner: Runner) -> None:
        self._runner = runner
        self.crashes = 1
        self.read = runner.read

    def run(self, use_case: Callable[..., Any], command: object) -> Awaitable[Any]:
        if use_case is updates.finish and self.crashes:
            self.crashes -= 1
            raise ConnectionAbortedError
        return self._runner.run(use_case, command)


@pytest.fixture
def crash(desk: DeskOnTrial, monkeypatch: pytest.MonkeyPatch) -> Callable[[], None]:
    """Arms the crash that comes with the next update."""
    monkeypatch.setattr("bot.handling.LONGEST_PAUSE", 0.0)

    def arm() -> None:
        runner = Crashing(desk.app.runner)
        monkeypatch.setattr(desk.app.reception._handling, "_runner", runner)

    return arm


def crashed_once(desk: DeskOnTrial) -> bool:
    """Whether the desk complained of one crash, which it may."""
    complaints = [error["event"] for error in desk.errors]
    desk.errors.clear()
    return complaints == ["update not finished"]


@pytest.mark.parametrize(
    ("before", "last", "said", "status"),
    [
        (["转派"], "保洁组", "R-1001 已转给保洁组。", Status.DISPATCHED),
        (["退回"], "人手不够", "R-1001 已退回。", Status.FILED),
        (["接单", "更多", "退回"], "人手不够", "R-1001 已退回。", Status.DISPATCHED),
        (["接单", "更多", "转派"], "保洁组", "R-1001 已转给保洁组。", Status.DISPATCHED),
        ([], "接单", "R-1001 您接单了，业主的电话私聊发给您。", Status.ACCEPTED),
        (["接单"], "到场", "R-1001 已记到场，业主已收到通知。", Status.WORKING),
        (
            ["接单", "挂起", "等材料"],
            "明早",
            "R-1001 已挂起到明天 08:30，到时会提醒。",
            Status.HELD,
        ),
        (["接单", "完成"], "已修好", "R-1001 已完成。可以回复卡片补充说明或照片。", Status.DONE),
    ],
)
async def test_a_tap_on_a_card_is_answered_as_if_nothing_had_happened(
    desk: DeskOnTrial,
    crash: Callable[[], None],
    before: list[str],
    last: str,
    said: str,
    status: Status,
) -> None:
    play = await scene(desk)
    await desk.team("cleaning", await desk.staff("周阿姨", "cleaning"))
    view = await play.file()
    card = play.repair.last_card
    for label in before:
        await play.worker.taps(label, in_=play.repair, on=card)
    crash()
    answer = await play.worker.taps(last, in_=play.repair, on=card)
    assert (answer.text, answer.show_alert) == (said, False)
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert ticket.status is status
    assert crashed_once(desk)
    await desk.assert_nothing_lost()


async def test_a_typed_end_of_a_rest_is_answered_as_if_nothing_had_happened(
    desk: DeskOnTrial, crash: Callable[[], None]
) -> None:
    play = await scene(desk)
    await play.file()
    for label in ("接单", "挂起", "约了时间", "其他时间"):
        await play.worker.taps(label, in_=play.repair)
    crash()
    await play.worker.says("后天下午3点", in_=play.repair, reply_to=play.repair.last)
    assert "R-1001 已挂起到后天 15:00" in play.repair.last.text
    assert crashed_once(desk)
    await desk.assert_nothing_lost()


async def test_an_invite_a_binding_and_the_end_of_a_post_happen_once(
    desk: DeskOnTrial, crash: Callable[[], None]
) -> None:
    play = await scene(desk)
    boss = await desk.staff("何经理", role=StaffRole.ADMIN)
    view = await play.file()
    await play.accept(view.id)

    new = desk.group("维修新群", boss, play.worker)
    await boss.says("/bind", in_=new)
    crash()
    await boss.taps("维修组", in_=new)
    assert "维修组的群" in new.messages[0].text
    assert len([text for text in new.texts if "测试卡" in text]) == 1
    assert len(cards(new, view.code)) == 1
    assert crashed_once(desk)

    await boss.says("/staff")
    for label in ("维修组", "移除 张师傅"):
        await boss.taps(label)
    crash()
    await boss.taps("移除")
    assert "张师傅已移除" in boss.last.text
    assert len([text for text in new.texts if "张师傅退回了" in text]) == 1
    assert crashed_once(desk)

    for label in ("/invite", "维修组", "组员"):
        await (boss.says(label) if label.startswith("/") else boss.taps(label))
    link = boss.last.text.partition("?start=")[2].split()[0]
    crash()
    await play.worker.opens(link)
    assert "您现在是" in play.worker.sees("您现在是").text
    assert len((await actor_of(desk, play.worker)).posts) == 1
    assert crashed_once(desk)
    await desk.assert_nothing_lost()
