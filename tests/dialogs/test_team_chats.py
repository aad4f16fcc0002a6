"""A team's group begins, moves, refuses, ends: its tickets stay before somebody's eyes."""

from domain.lifecycle import Status
from domain.people import StaffRole
from services.rows import TeamChat
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.homes import actor_of, agreed, build
from tests.dialogs.tickets import cards, filed_a_leak, told_a_leak
from tests.dialogs.work_done import Scene, scene


async def binds(chief: Somebody, team: str, found: Group) -> None:
    """Bind a team to the group, in the group."""
    await chief.says("/bind", in_=found)
    await chief.taps(team, in_=found)


async def bound(desk: DeskOnTrial, team: str) -> TeamChat | None:
    return await desk.ask(lambda uow: uow.chats.of_team(desk.community, team))


async def test_a_new_group_gets_the_cards_with_their_pictures(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    await told_a_leak(play.owner, "厨房滴水")
    await play.owner.sends_photo()
    await play.owner.taps("提交")
    taken = await play.file("卫生间滴水")
    await play.accept(taken.id)
    new = desk.group("维修新群", chief, play.worker)
    await binds(chief, "维修组", new)

    [waiting], [busy] = cards(new, "R-1001"), cards(new, "R-1002")
    assert waiting.labels == ["接单", "退回", "转派", "更多"]
    assert busy.labels == ["到场", "挂起", "完成", "留言", "电话", "更多"]
    assert (waiting.silent, busy.silent) == (False, True)
    [picture] = [m for m in new.messages if m.kind == "photo"]
    assert picture.wire["reply_to_message"]["message_id"] == waiting.id
    # The former group keeps what was said there, and nothing to press.
    for code in ("R-1001", "R-1002"):
        [old] = cards(play.repair, code)
        assert old.labels == []
        assert "这个群不再接单" in old.text

    said = len(play.repair.messages)
    await play.worker.taps("接单", in_=new, on=waiting)
    assert "张师傅" in waiting.text
    assert len(play.repair.messages) == said
    await desk.assert_nothing_lost()


async def test_the_same_group_once_more_changes_nothing(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    await play.file()
    chief.phone.join(play.repair.chat)
    await binds(chief, "维修组", play.repair)
    assert len(cards(play.repair, "R-1001")) == 1
    await desk.assert_nothing_lost()


async def test_back_in_its_first_group_a_team_finds_the_cards_as_they_are_now(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    await play.file("厨房滴水")
    busy = await play.file("卫生间滴水", "d2")
    chief.phone.join(play.repair.chat)
    new = desk.group("维修新群", chief, play.worker)
    await binds(chief, "维修组", new)
    await play.accept(busy.id)
    await binds(chief, "维修组", play.repair)
    # What waits for somebody comes once more to the end of the chat, the rest is put right.
    first, again = cards(play.repair, "R-1001")
    assert (first.labels, again.labels) == ([], ["接单", "退回", "转派", "更多"])
    [card] = cards(play.repair, "R-1002")
    assert card.labels[0] == "到场"
    assert "张师傅" in card.text
    assert all(card.labels == [] for code in ("R-1001", "R-1002") for card in cards(new, code))
    await desk.assert_nothing_lost()


async def test_the_centre_finds_everything_in_its_new_group(desk: DeskOnTrial) -> None:
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    worker = await desk.staff("张师傅", "repair")
    owner = await desk.owner("王女士", home="3-2-501")
    await filed_a_leak(desk, owner)  # no team has a group: it waits at the centre
    found = desk.group("客服群", chief)
    await binds(chief, "客服中心", found)
    [card] = cards(found, "R-1001")
    assert card.labels == ["派单", "指派"]
    assert not card.silent
    repair = await desk.team("repair", worker)
    await chief.taps("派单", in_=found)
    await chief.taps("维修组", in_=found)
    assert repair.last_card.labels[0] == "接单"

    new = desk.group("客服新群", chief)
    await binds(chief, "客服中心", new)
    [copy] = cards(new, "R-1001")
    assert copy.labels == ["转派", "指派", "留言"]
    assert copy.silent
    assert card.labels == []
    assert len(cards(repair, "R-1001")) == 1
    await desk.assert_nothing_lost()


async def test_a_centre_with_a_group_is_asked_about_homes_again(desk: DeskOnTrial) -> None:
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    await build(desk, "3-2-501", "3-2-502", "3-2-503")
    wang, li, zhao = await agreed(desk), await agreed(desk, "李先生"), await agreed(desk, "赵")
    for who, home, relation in (
        (wang, "3-2-501", "业主"), (li, "3-2-502", "业主"), (zhao, "3-2-503", "访客"),
    ):  # fmt: skip
        await who.says(home)
        await who.taps(relation)
    await wang.taps("发送手机号")
    found = desk.group("客服群", chief)
    await binds(chief, "客服中心", found)
    # Who has not shown a phone yet is asked for it first, and visitors are not checked at all.
    [question] = [m for m in found.messages if "核实房屋" in m.text]
    assert question.labels == ["通过", "不通过", "看资料"]
    await chief.taps("通过", in_=found, on=question)
    assert "已核实" in wang.last.text
    assert (await actor_of(desk, wang)).residences[0].verified
    await desk.assert_nothing_lost()


async def lost_at(play: Scene, description: str) -> None:
    """Let the repair team's group refuse whatever is sent there, without a word before."""
    kind = "bad_request" if "rights" in description else "forbidden"
    play.desk.world.faults.add(
        kind,  # type: ignore[arg-type]  # one of the two
        chat_id=play.repair.chat.id,
        times=None,
        description=description,
    )


def lost_letters(desk: DeskOnTrial) -> None:
    """Forget the refusals, which are what the test is about."""
    desk.world.faults.clear()


async def test_a_group_that_threw_the_bot_out_is_found_out_by_the_first_message(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    boss = await desk.staff("陈经理", role=StaffRole.MANAGER)
    before = await play.file("厨房滴水", "d0")
    await lost_at(play, "bot was kicked from the supergroup chat")
    during = await play.file("卫生间滴水", "d1")
    assert await bound(desk, "repair") is None
    for manager in (chief, boss):
        [lost] = [text for text in manager.texts if "我被移出了" in text]
        assert "维修组" in lost
    # Whoever reads along in the centre is told of what nobody will take in the lost group.
    for view in (before, during):
        [told] = [
            m for m in play.centre.messages if "没有派出去" in m.text and view.code in m.text
        ]
        assert told.labels == ["转派", "指派", "留言"]
    after = await play.file("阳台滴水", "d2")
    assert after.status is Status.FILED
    card = cards(play.centre, after.code)[-1]
    assert card.labels == ["派单", "指派"]
    assert len([text for text in chief.texts if "我被移出了" in text]) == 1
    await play.clerk.taps("指派", in_=play.centre, on=card)
    await play.clerk.taps("维修组", in_=play.centre, on=card)
    await play.clerk.taps("张师傅", in_=play.centre, on=card)
    assert "张师傅" in card.text


async def test_a_group_that_lets_the_bot_not_speak_is_reported_once_for_each_ticket(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    await lost_at(play, "not enough rights to send text messages to the chat")
    view = await play.emergency()
    [told] = [text for text in chief.texts if "收不到消息" in text]
    assert view.code in told
    assert await bound(desk, "repair") is not None
    # The emergency was heard all the same: by the centre, and by everybody of the team.
    assert any("🔴 紧急" in text for text in play.centre.texts)
    assert any("🔴 紧急" in text for text in play.worker.texts)
    other = await play.file()
    assert len([text for text in chief.texts if "收不到消息" in text]) == 2
    assert other.code in chief.last.text
    # And the centre knows that its copy is the only one.
    assert [m for m in play.centre.messages if other.code in m.text and "没有送到" in m.text]


async def test_a_team_that_moves_to_another_topic_leaves_no_stale_card(
    desk: DeskOnTrial,
) -> None:
    chief = await desk.staff("何经理", role=StaffRole.ADMIN)
    worker = await desk.staff("张师傅", "repair")
    owner = await desk.owner("王女士", home="3-2-501")
    forum = desk.group("阳光花园", chief, worker, forum=True)
    for name in ("维修", "维修二"):
        topic = chief.phone.create_topic(forum.chat, name)
        chief.phone.send_text("/bind", forum.chat, topic=topic)
        await desk.settle()
        await chief.taps("维修组", in_=forum)
        if name == "维修":
            await filed_a_leak(desk, owner)
    old, new = cards(forum, "R-1001")
    assert old.topic_id != new.topic_id
    for card in (old, new):
        assert card.labels == ["接单", "退回", "转派", "更多"]
    await worker.taps("接单", in_=forum, on=new)
    for card in (old, new):
        assert "张师傅" in card.text
        assert card.labels[0] == "到场"
    await desk.assert_nothing_lost()
