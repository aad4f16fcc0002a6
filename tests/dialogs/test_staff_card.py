"""The card of a ticket in its team's group: taking, moving, holding, ending it."""

import asyncio
import json

import pytest

from domain.language import Language
from domain.lifecycle import Outcome, Status
from domain.people import StaffRole
from domain.ticket import Severity, Ticket, TicketKind
from services.filing import Draft, FileTicket, Filing
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import TeamChat
from services.views import TicketView
from tests.dialogs.desk import DeskOnTrial, Somebody, picture
from tests.dialogs.numbers import number_of
from tests.dialogs.tickets import filed_a_leak
from tests.dialogs.work_done import Scene, scene


async def ticket(play: Scene, view: TicketView) -> Ticket:
    return await play.desk.ask(lambda uow: uow.tickets.get_required(view.id))


async def file_leak(desk: DeskOnTrial, owner: Somebody) -> TicketView:
    house = await desk.house("3-2-501")
    draft = Draft(
        draft_key="leak",
        kind=TicketKind.REPAIR,
        community=desk.community,
        category="leak",
        description="水管漏水",
        house_id=house.id,
    )
    assert owner.person_id is not None
    filing = Filing(desk.app.desk, desk.clock, Reactions(desk.app.desk))
    command = FileTicket(key="file:leak", by=owner.person_id, draft=draft)
    view = await desk.app.runner.run(filing.file, command)
    await desk.settle()
    return view


async def test_the_card_says_what_is_needed_and_masks_who_reported(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file("厨房水槽<b>下面</b>一直滴水 & 地板泡了")
    card = play.repair.last_card
    assert "🟡 较急" in card.text
    assert view.code in card.text
    assert "漏水" in card.text
    assert "3栋2单元501" in card.text
    assert "厨房水槽<b>下面</b>一直滴水 & 地板泡了" in card.text
    assert "王**" in card.text
    assert "王女士" not in card.text
    assert number_of(play.owner)[3:] not in card.text
    assert "最晚接单" in card.text
    assert card.labels == ["接单", "退回", "转派", "更多"]
    await desk.assert_nothing_lost()


async def test_a_ticket_goes_from_taken_to_done_on_one_card(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    card = play.repair.last_card
    said = await play.worker.taps("接单", in_=play.repair)
    assert view.code in said.text
    assert "张师傅" in card.text
    assert "接单" in card.text
    assert card.labels == ["到场", "挂起", "完成", "留言", "电话", "更多"]
    # The phone comes in private only.
    assert number_of(play.owner) in play.worker.last.text
    await play.worker.taps("到场", in_=play.repair)
    assert "到场" in card.text
    assert card.labels == ["挂起", "完成", "留言", "电话", "更多"]
    await play.worker.taps("完成", in_=play.repair)
    assert card.labels == [
        "已修好", "先发照片", "修不了", "不归我们管", "业主不在家", "业主不需要了", "返回",
    ]  # fmt: skip
    await play.worker.taps("已修好", in_=play.repair)
    assert card.labels == ["撤销"]
    assert "完成：已修好" in card.text
    assert (await ticket(play, view)).status is Status.DONE
    # One ticket is one message of the desk in the group.
    assert len([text for text in play.repair.texts if view.code in text]) == 1
    await desk.assert_nothing_lost()


async def test_of_two_who_tap_at_once_one_wins_and_the_other_is_told(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    rival = await desk.staff("李师傅", "repair")
    rival.phone.join(play.repair.chat)
    view = await play.file()
    card = play.repair.last_card
    taps = [person.phone.tap(card, "接单") for person in (play.worker, rival)]
    await desk.settle()
    answers = await asyncio.gather(*(tap.answered() for tap in taps))
    alerts = [answer for answer in answers if answer.show_alert]
    assert len(alerts) == 1
    winner = (await ticket(play, view)).assignee
    assert winner in {play.worker.staff_id, rival.staff_id}
    name = "张师傅" if winner == play.worker.staff_id else "李师傅"
    assert name in alerts[0].text
    assert "10:00 接单" in alerts[0].text
    events = await desk.ask(lambda uow: uow.tickets.events(view.id))
    assert [event.kind.value for event in events].count("accept") == 1
    assert len([text for text in play.worker.texts + rival.texts if "号码只给" in text]) == 1
    await desk.assert_nothing_lost()


async def test_the_same_update_twice_changes_nothing(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    play.worker.phone.tap(play.repair.last_card, "接单")
    again = json.loads(desk.world.bot.updates.waiting[-1].body)
    await desk.settle()
    before = await ticket(play, view)
    messages = len(play.worker.messages)
    await desk.app.reception.accept([again])
    await desk.settle()
    after = await ticket(play, view)
    assert len(play.worker.messages) == messages
    assert (after.version, after.status) == (before.version, Status.ACCEPTED)


@pytest.mark.parametrize(
    "data",
    [
        "t:accept:{id}:", "t:decline:{id}:other", "t:transfer:{id}:cleaning", "t:give:{id}:1",
        "t:arrive:{id}:", "t:hold:{id}:parts.days", "t:finish:{id}:fixed", "t:call:{id}:",
        "t:message:{id}:", "t:more:{id}:", "t:relay:{id}:0", "t:closing:{id}:0", "t:open:{id}:",
    ],
)  # fmt: skip
async def test_whoever_is_not_of_the_team_gains_nothing(desk: DeskOnTrial, data: str) -> None:
    play = await scene(desk)
    cleaner = await desk.staff("周阿姨", "cleaning")
    stranger = desk.stranger("路人")
    view = await play.file()
    before = await ticket(play, view)
    card = play.repair.last_card
    labels = card.labels
    for outsider in (cleaner, stranger):
        desk.world.private_chat(outsider.user).started = True
        answer = await outsider.forges(data.format(id=view.id), on=card)
        assert answer.show_alert
        assert answer.text
        assert number_of(play.owner) not in "".join(outsider.texts)
    after = await ticket(play, view)
    assert (after.version, after.status) == (before.version, Status.DISPATCHED)
    assert card.labels == labels
    await desk.assert_nothing_lost()


@pytest.mark.parametrize(
    "data",
    [
        "t:accept:99999999999999999999999:", "t:give:{id}:99999999999999999999", "t:give:{id}:x",
        "t:hold:{id}:parts.never", "t:finish:{id}:miracle", "t:decline:{id}:<b>",
        "t:relay:{id}:-5", "t:transfer:{id}:nowhere", "t:closing:{id}:²", "t:nonsense:{id}:",
        "t:accept:x:", "t:accept",
    ],
)  # fmt: skip
async def test_made_up_buttons_break_nothing(desk: DeskOnTrial, data: str) -> None:
    play = await scene(desk)
    leader = await desk.staff("陈工", "repair", StaffRole.LEADER)
    view = await play.file()
    await leader.forges(data.format(id=view.id), on=play.repair.last_card)
    assert (await ticket(play, view)).status is Status.DISPATCHED
    await desk.assert_nothing_lost()


async def test_an_old_button_tells_the_present_state_and_mends_the_card(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.file()
    card = play.repair.last_card
    await play.worker.taps("接单", in_=play.repair)
    answer = await play.worker.forges(f"t:decline:{view.id}:parts", on=card)
    assert not answer.show_alert
    await play.accept(view.id, "again")
    answer = await play.worker.forges(f"t:resume:{view.id}:", on=card)
    assert answer.show_alert
    assert "张师傅" in answer.text
    assert card.labels == ["到场", "挂起", "完成", "留言", "电话", "更多"]


async def test_a_deleted_ticket_is_said_to_be_gone(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    await play.file()
    card = play.repair.last_card
    answer = await play.worker.forges("t:accept:4711:", on=card)
    assert answer.show_alert
    assert "不在" in answer.text


async def test_given_back_it_waits_at_the_centre_which_dispatches_it_by_hand(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    security = await desk.team("security", await desk.staff("刘队", "security"))
    view = await play.file()
    await play.worker.taps("退回", in_=play.repair)
    card = play.repair.last_card
    assert card.labels == ["不归我组", "缺材料", "人手不够", "其他原因", "返回"]
    await play.worker.taps("返回", in_=play.repair)
    assert card.labels == ["接单", "退回", "转派", "更多"]
    await play.worker.taps("退回", in_=play.repair)
    await play.worker.taps("不归我组", in_=play.repair)
    assert card.labels == []
    assert (await ticket(play, view)).status is Status.FILED
    assert "不归我组" in "".join(play.centre.texts)
    centre_card = next(m for m in play.centre.messages if "派单" in m.labels)
    assert centre_card.labels == ["派单", "指派"]
    await play.clerk.taps("派单", in_=play.centre, on=centre_card)
    assert {"维修组", "安管组", "返回"} <= set(centre_card.labels)
    await play.clerk.taps("安管组", in_=play.centre, on=centre_card)
    moved = await ticket(play, view)
    assert (moved.status, moved.team) == (Status.DISPATCHED, "security")
    assert "接单" in security.last_card.labels
    assert centre_card.labels == ["转派", "指派", "留言"]
    await desk.assert_nothing_lost()


async def test_a_transfer_takes_the_buttons_off_the_old_teams_card(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    cleaning = await desk.team("cleaning", await desk.staff("周阿姨", "cleaning"))
    view = await play.file()
    old = play.repair.last_card
    await play.worker.taps("转派", in_=play.repair)
    assert "维修组" not in old.labels
    await play.worker.taps("保洁组", in_=play.repair)
    assert old.labels == []
    assert "保洁组" in old.text
    assert "接单" in cleaning.last_card.labels
    answer = await play.worker.forges(f"t:accept:{view.id}:", on=old)
    assert answer.show_alert


async def test_a_team_without_a_group_gets_nothing_and_the_ticket_stays(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.file()
    before = await ticket(play, view)
    for who, group in ((play.worker, play.repair), (play.clerk, play.centre)):
        card = next(m for m in group.messages if view.code in m.text and m.labels)
        await who.taps("转派", in_=group, on=card)
        answer = await who.taps("保洁组", in_=group, on=card)
        assert answer.show_alert
        assert "还没有绑定群" in answer.text
        await who.taps("返回", in_=group, on=card)
    after = await ticket(play, view)
    assert (after.version, after.team) == (before.version, "repair")
    await play.worker.taps("接单", in_=play.repair)
    assert "转给" not in "".join(play.owner.texts)
    await desk.assert_nothing_lost()


async def test_leaders_and_the_centre_give_it_to_somebody(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    leader = await desk.staff("陈工", "repair", StaffRole.LEADER)
    leader.phone.join(play.repair.chat)
    view = await play.file()
    card = play.repair.last_card
    await play.worker.taps("更多", in_=play.repair)
    refused = await play.worker.taps("指派", in_=play.repair)
    assert refused.show_alert
    assert card.labels == ["退回", "转派", "指派", "留言", "返回"]
    await leader.taps("指派", in_=play.repair)
    assert card.labels == ["陈工", "张师傅", "返回"]
    await leader.taps("张师傅", in_=play.repair)
    assert "陈工" in card.text
    assert "指派给张师傅" in card.text
    assert (await ticket(play, view)).assignee == play.worker.staff_id
    assert number_of(play.owner) in play.worker.last.text


async def test_a_ticket_rests_and_goes_on(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    card = play.repair.last_card
    await play.worker.taps("挂起", in_=play.repair)
    assert card.labels == ["等材料", "家里没人", "等第三方", "约了时间", "返回"]
    await play.worker.taps("等材料", in_=play.repair)
    assert card.labels == ["今晚 20:00", "明早 08:30", "3 天后", "其他时间", "返回"]
    await play.worker.taps("明早", in_=play.repair)
    assert "挂起：等材料，到 明天 08:30" in card.text
    assert card.labels == ["继续", "完成", "留言", "电话", "更多"]
    await play.worker.taps("继续", in_=play.repair)
    assert (await ticket(play, view)).status is Status.ACCEPTED
    await desk.assert_nothing_lost()


async def test_the_end_of_a_hold_can_be_typed(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    for label in ("接单", "挂起", "约了时间", "其他时间"):
        await play.worker.taps(label, in_=play.repair)
    question = play.repair.last
    assert view.code in question.text
    await play.worker.says("改天吧", in_=play.repair)  # chatter, not an answer
    assert play.repair.last is question
    await play.worker.says("改天吧", in_=play.repair, reply_to=question)
    assert "没看懂" in play.repair.last.text
    await play.worker.says("上周三", in_=play.repair, reply_to=play.repair.last)
    assert (await ticket(play, view)).status is Status.ACCEPTED
    await play.worker.says("后天下午3点", in_=play.repair, reply_to=question)
    held = await ticket(play, view)
    assert held.status is Status.HELD
    assert held.hold_until is not None
    assert held.hold_until.isoformat() == "2026-03-04T07:00:00+00:00"
    await desk.assert_nothing_lost()


async def test_what_could_not_be_fixed_is_explained_with_words_and_pictures(
    desk: DeskOnTrial,
) -> None:
    play = await scene(desk)
    view = await play.file()
    for label in ("接单", "完成", "修不了", "先写说明"):
        await play.worker.taps(label, in_=play.repair)
    question = play.repair.last
    reply = play.worker.phone.send_photo(
        picture(), play.repair.chat, caption="阀门锈死，要换整段管", reply_to=question
    )
    await desk.settle()
    assert reply
    done = await ticket(play, view)
    assert (done.status, done.outcome) == (Status.DONE, Outcome.CANNOT_FIX)
    files = await desk.ask(lambda uow: uow.tickets.attachments(view.id))
    assert [(file.kind, file.by_staff) for file in files] == [("photo", True)]
    card = next(m for m in play.repair.messages if "完成：修不了" in m.text)
    assert "说明：阀门锈死，要换整段管" in card.text
    await desk.assert_nothing_lost()


async def test_what_could_not_be_fixed_can_also_end_at_once(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    for label in ("接单", "完成", "业主不在", "直接完成"):
        await play.worker.taps(label, in_=play.repair)
    assert (await ticket(play, view)).outcome is Outcome.NOT_HOME


async def test_the_number_comes_once_more_to_the_one_who_works_on_it(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    other = await desk.staff("李师傅", "repair")
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    card = play.repair.last_card
    refused = await other.forges(f"t:call:{view.id}:", on=card)
    assert refused.show_alert
    assert not [text for text in other.texts if number_of(play.owner) in text]
    count = len(play.worker.messages)
    await play.worker.taps("电话", in_=play.repair)
    assert len(play.worker.messages) == count + 1
    assert number_of(play.owner) in play.worker.last.text
    assert play.worker.last.wire.get("has_protected_content")
    assert number_of(play.owner) not in "".join(play.repair.texts)


async def test_an_emergency_is_taken_by_whoever_comes(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.emergency()
    assert view.severity is Severity.RED
    card = next(m for m in play.repair.messages if "🔴 紧急" in m.text and "转派" in m.labels)
    assert card.labels[0] == "我来"
    alarm = next(m for m in play.worker.messages if m.labels == ["我来"])
    answer = await play.worker.taps("我来", on=alarm)
    assert view.code in answer.text
    assert alarm.labels == []
    assert play.worker.last.labels[:3] == ["到场", "挂起", "完成"]
    assert "张师傅" in card.text
    assert "正在赶过来" in play.owner.sees("张师傅接单了").text
    await desk.assert_nothing_lost()


async def test_the_centre_hears_of_a_category_without_a_team_and_gives_it_away(
    desk: DeskOnTrial,
) -> None:
    clerk = await desk.staff("小陈", "centre", StaffRole.CLERK)
    centre = await desk.team("centre", clerk)
    worker = await desk.staff("张师傅", "repair")
    owner = await desk.owner("王女士", home="3-2-501")
    view = await file_leak(desk, owner)
    assert view.status is Status.FILED
    card = next(m for m in centre.messages if "派单" in m.labels)
    await clerk.taps("指派", in_=centre, on=card)
    await clerk.taps("维修组", in_=centre, on=card)
    await clerk.taps("张师傅", in_=centre, on=card)
    taken = await desk.ask(lambda uow: uow.tickets.get_required(view.id))
    assert (taken.status, taken.assignee) == (Status.ACCEPTED, worker.staff_id)
    await desk.assert_nothing_lost()


async def test_a_card_works_in_a_forum_topic(desk: DeskOnTrial) -> None:
    worker = await desk.staff("张师傅", "repair")
    owner = await desk.owner("王女士", home="3-2-501")
    group = desk.group("物业", worker, forum=True)
    topic = worker.phone.create_topic(group.chat, "维修")
    chat = TeamChat(
        community=desk.community,
        team="repair",
        chat_id=group.chat.id,
        thread_id=topic.id,
        title="物业",
        language=Language.ZH_HANS,
    )
    await desk.app.runner.run(lambda uow, bound: uow.chats.bind(bound), chat)
    await file_leak(desk, owner)
    card = group.last_card
    assert card.wire.get("message_thread_id") == topic.id
    for label in ("接单", "留言"):
        await worker.taps(label, in_=group)
    assert group.last.wire.get("message_thread_id") == topic.id
    assert "张师傅" in card.text
    await desk.assert_nothing_lost()


async def test_in_private_an_album_ends_the_work(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.taps("接单", in_=play.repair)
    await play.worker.says(f"/find {view.code}")
    await play.worker.taps(view.code)
    opened = play.worker.last
    for label in ("完成", "不归我们管", "先写说明"):
        await play.worker.taps(label, on=opened)
    await play.worker.sends_sticker()
    assert "请用文字" in play.worker.last.text
    await play.worker.sends_album(3, caption="开发商保修范围")
    done = await ticket(play, view)
    assert (done.status, done.outcome) == (Status.DONE, Outcome.NOT_OURS)
    files = await desk.ask(lambda uow: uow.tickets.attachments(view.id))
    assert len(files) == 3
    assert "说明：开发商保修范围" in play.repair.texts[0]
    assert len([text for text in play.worker.texts if "已完成" in text]) == 1
    await desk.assert_nothing_lost()


async def test_a_message_in_between_leaves_what_was_under_way(desk: DeskOnTrial) -> None:
    play = await scene(desk)
    view = await play.file()
    await play.worker.says(f"/find {view.code}")
    await play.worker.taps(view.code)
    opened = play.worker.last
    await play.worker.says("/log")
    await play.worker.taps("电话")
    await play.worker.taps("更多", on=opened)
    await play.worker.taps("留言", on=opened)
    await play.worker.says("半小时后到")
    assert "半小时后到" in play.owner.last.text
    assert "哪一家" in play.worker.last.text
    await desk.assert_nothing_lost()


async def test_one_forum_serves_a_team_and_the_centre_in_topics(desk: DeskOnTrial) -> None:
    worker = await desk.staff("张师傅", "repair")
    clerk = await desk.staff("小陈", "centre", StaffRole.CLERK)
    forum = desk.group("阳光花园", worker, clerk, forum=True)
    topics = {
        team: worker.phone.create_topic(forum.chat, team).id for team in ("repair", "centre")
    }

    def bind(uow: UnitOfWork) -> None:
        for team, topic in topics.items():
            uow.chats.bind(
                TeamChat(
                    community=desk.community,
                    team=team,
                    chat_id=forum.chat.id,
                    thread_id=topic,
                    title="阳光花园",
                    language=Language.ZH_HANS,
                )
            )

    await desk.ask(bind)
    owner = await desk.owner("王女士", home="3-2-501")
    await filed_a_leak(desk, owner)
    cards = {m.topic_id: m for m in forum.messages if "R-1001" in m.text and m.labels}
    assert set(cards) == set(topics.values())
    await worker.taps("接单", in_=forum, on=cards[topics["repair"]])
    cards = {m.topic_id: m for m in forum.messages if "R-1001" in m.text and m.labels}
    assert all("张师傅" in card.text for card in cards.values())
