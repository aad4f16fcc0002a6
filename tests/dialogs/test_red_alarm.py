"""Wherever an emergency moves, those who are to come hear it: a new message, never silent."""

from dataclasses import dataclass

from domain.lifecycle import Status
from domain.people import StaffRole
from services.rows import TeamChat
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.work_done import scene

ALARM = "🔴 紧急 电梯困人"


@dataclass
class Ear:
    """Hears what a group, or a colleague in private, is called to from now on."""

    where: Group | Somebody
    known: int = 0

    def __post_init__(self) -> None:
        self.known = len(self.where.messages)

    @property
    def alarms(self) -> list[str]:
        """The alarms since then that ring; a card, however red, is none."""
        new = self.where.messages[self.known :]
        self.known += len(new)
        called = [m for m in new if m.text.startswith(ALARM) and "R-" not in m.text]
        return [m.text for m in called if not m.silent]


async def test_a_transfer_alarms_the_other_team(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    guard = await desk.staff("刘队", "security")
    security = await desk.team("security", guard)
    view = await play.emergency()
    group, private, former = Ear(security), Ear(guard), Ear(play.repair)
    await play.worker.taps("转派", in_=play.repair)
    await play.worker.taps("安管组", in_=play.repair)
    assert len(group.alarms) == len(private.alarms) == 1
    assert former.alarms == []
    answer = await guard.taps("我来")
    assert view.code in answer.text
    card = next(m for m in security.messages if view.code in m.text)
    assert "刘队" in card.text
    await desk.assert_nothing_lost()


async def test_a_reopened_one_alarms_the_team_again(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.emergency()
    await play.accept(view.id)
    await play.finish(view.id)
    await desk.forward(hours=1)
    rival = await desk.staff("李师傅", "repair")
    group, first, second = Ear(play.repair), Ear(play.worker), Ear(rival)
    await play.owner.taps("还没好")
    assert len(group.alarms) == len(first.alarms) == len(second.alarms) == 1
    await rival.taps("我来")
    ticket = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert (ticket.status, ticket.assignee) == (Status.ACCEPTED, rival.staff_id)
    await desk.assert_nothing_lost()


async def test_one_given_back_alarms_those_who_are_left(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    rival = await desk.staff("李师傅", "repair")
    view = await play.emergency()
    await play.accept(view.id)
    group, private = Ear(play.repair), Ear(rival)
    for label in ("更多", "退回", "其他原因"):
        await play.worker.taps(label, in_=play.repair)
    assert len(group.alarms) == len(private.alarms) == 1
    assert (await rival.taps("我来")).text
    await desk.assert_nothing_lost()


async def test_one_that_no_team_could_take_alarms_the_centre_and_then_the_team(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    await desk.ask(lambda uow: uow.chats.unbind(play.repair.chat.id))
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    centre, clerk, worker = Ear(play.centre), Ear(play.clerk), Ear(play.worker)
    view = await play.emergency()
    assert view.status is Status.FILED
    assert len(centre.alarms) == len(clerk.alarms) == 1
    assert worker.alarms == []
    # Nobody can take it yet, so the centre is not offered to: it is led to the card.
    assert play.clerk.buttons == ["打开卡片"]
    await play.clerk.taps("打开卡片")
    assert play.clerk.buttons[:2] == ["派单", "指派"]

    found = desk.group("维修群", chief, play.worker)
    await chief.says("/bind", in_=found)
    group = Ear(found)
    await chief.taps("维修组", in_=found)
    assert len(group.alarms) == len(worker.alarms) == 1
    assert len([m for m in found.messages if view.code in m.text and "我来" in m.labels]) == 1
    await play.worker.taps("我来")
    assert "张师傅" in play.owner.sees("接单了").text
    await desk.assert_nothing_lost()


async def test_a_new_chat_hears_what_nobody_has_taken_yet(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    await play.emergency()
    for title, alarms in (("维修新群", 1), ("维修三群", 0)):
        found = desk.group(title, chief, play.worker)
        await chief.says("/bind", in_=found)
        group = Ear(found)
        await chief.taps("维修组", in_=found)
        assert len(group.alarms) == alarms
        if alarms:
            await play.worker.taps("我来", in_=found)
    await desk.assert_nothing_lost()


async def test_the_binding_of_a_team_is_one_call_however_often_it_is_handled(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    await play.emergency()
    bound = await desk.ask(lambda uow: uow.chats.of_team(desk.community, "repair"))
    assert isinstance(bound, TeamChat)
    group = Ear(play.repair)
    play.repair.chat.members[chief.user.id] = play.centre.chat.members[play.clerk.user.id]
    await chief.says("/bind", in_=play.repair)
    await chief.taps("维修组", in_=play.repair)
    assert group.alarms == []
    await desk.assert_nothing_lost()
