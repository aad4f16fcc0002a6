"""The list of homes, and the service centre's decision about those that no list settles."""

from domain.language import Language
from domain.people import Relation, ResidenceStatus, StaffRole
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.homes import actor_of, agreed, build


async def waiting_owner(
    desk: DeskOnTrial, name: str = "王女士"
) -> tuple[Somebody, Somebody, Somebody, Group]:
    """An owner whose home the centre has to decide on, two clerks, and their group."""
    chen, lin = await desk.staff("小陈"), await desk.staff("小林")
    group = await desk.team("centre", chen, lin)
    await build(desk, "3-2-501")
    wang = await agreed(desk, name)
    await wang.says("3-2-501")
    await wang.taps("业主")
    await wang.taps("发送手机号")
    return wang, chen, lin, group


async def test_the_centre_approves(desk: DeskOnTrial) -> None:
    wang, chen, lin, group = await waiting_owner(desk, "<b>王</b> 😀")
    assert "<b>王</b> 😀" not in group.last_card.text
    await chen.taps("看资料", in_=group)
    assert "<b>王</b> 😀" in chen.last.text
    assert "3栋2单元501" in group.last_card.text
    await chen.taps("通过", in_=group)
    assert "✓ 小陈已通过" in group.last.text
    assert group.last.labels == []
    assert "已核实" in wang.last.text
    [tie] = (await actor_of(desk, wang)).residences
    assert tie.status is ResidenceStatus.VERIFIED
    await desk.assert_nothing_lost()


async def test_the_second_clerk_is_told_that_it_is_decided(desk: DeskOnTrial) -> None:
    wang, chen, lin, group = await waiting_owner(desk)
    card = group.last_card
    stale = str(
        next(b for row in card.buttons for b in row if b["text"] == "不通过")["callback_data"]
    )
    await chen.taps("通过", in_=group)
    late = await lin.forges(stale, on=card)
    assert "小陈已通过" in (late.text or "")
    late = await lin.forges(stale.replace("refuse", "approve"), on=card)
    assert "小陈已通过" in (late.text or "")
    assert sum("已核实" in text for text in wang.texts) == 1
    [tie] = (await actor_of(desk, wang)).residences
    assert tie.verified


async def test_a_refusal_with_a_reason_reaches_the_person_in_their_language(
    desk: DeskOnTrial,
) -> None:
    chen = await desk.staff("小陈")
    group = await desk.team("centre", chen)
    await build(desk, "3-2-501")
    sam = await desk.owner("Sam", language=Language.EN)
    await sam.says("/home")
    await sam.says("3-2-501")
    await sam.taps("Tenant")
    await chen.taps("不通过", in_=group)
    assert group.last_card.labels == ["房号不对", "查无此人", "先来登记", "写原因", "返回"]
    await chen.taps("返回", in_=group)
    assert group.last_card.labels == ["通过", "不通过", "看资料"]
    await chen.taps("不通过", in_=group)
    await chen.taps("先来登记", in_=group)
    assert "小陈没有通过" in group.last.text
    assert "register tenants" in sam.last.text
    await sam.says("/home")
    assert "register tenants" in sam.last.text
    await sam.taps("Submit again")
    await sam.taps("Tenant")
    assert group.last_card.labels == ["通过", "不通过", "看资料"]
    await desk.assert_nothing_lost()


async def test_a_reason_can_be_typed(desk: DeskOnTrial) -> None:
    wang, chen, lin, group = await waiting_owner(desk)
    card = group.last_card
    await chen.taps("不通过", in_=group)
    await chen.taps("写原因", in_=group)
    assert "写一句不通过的原因" in group.last.text
    await lin.says("这不是原因", in_=group)
    await chen.says("中午吃什么", in_=group)
    assert wang.last.text.find("中午吃什么") < 0
    asked = group.last
    await chen.says("<b>合同</b>到期了 😀", in_=group, reply_to=asked)
    assert "<b>合同</b>到期了 😀" in wang.last.text
    shown = chen.screen(group).find("核实房屋")
    assert shown.id == card.id
    assert "小陈没有通过" in shown.text
    assert "138" not in shown.text
    await desk.assert_nothing_lost()


async def test_whoever_is_not_of_the_centre_is_refused(desk: DeskOnTrial) -> None:
    wang, chen, lin, group = await waiting_owner(desk)
    fixer = await desk.staff("张师傅", team="repair")
    for who in (fixer, wang):
        for button in ("通过", "不通过"):
            card = group.last_card
            data = next(b for row in card.buttons for b in row if b["text"] == button)
            said = await who.forges(str(data["callback_data"]), on=card)
            assert "您不能做这一步" in (said.text or "")
    [tie] = (await actor_of(desk, wang)).residences
    assert tie.status is ResidenceStatus.PENDING
    assert group.last_card.labels == ["通过", "不通过", "看资料"]


async def test_without_a_group_the_managers_decide_in_private(desk: DeskOnTrial) -> None:
    boss = await desk.staff("陈经理", role=StaffRole.MANAGER)
    await build(desk, "3-2-501")
    wang = await agreed(desk)
    await wang.says("3-2-501")
    await wang.taps("业主")
    await wang.taps("发送手机号")
    await boss.taps("通过")
    assert "已核实" in wang.last.text


async def test_a_removed_home_can_no_longer_be_decided(desk: DeskOnTrial) -> None:
    wang, chen, lin, group = await waiting_owner(desk)
    await wang.says("我的家")
    assert "服务中心正在核实" in wang.last.text
    await wang.taps("移除 3栋2单元501")
    await wang.taps("返回")
    await wang.taps("移除 3栋2单元501")
    await wang.taps("移除")
    assert "还没有绑定房屋" in wang.last.text
    assert "住户自己移除了" in ((await chen.taps("通过", in_=group)).text or "")
    assert (await actor_of(desk, wang)).residences == ()


async def test_the_centre_is_asked_once(desk: DeskOnTrial) -> None:
    wang, chen, lin, group = await waiting_owner(desk)
    await wang.sends_contact()
    await wang.says("我的家")
    await wang.taps("添加房屋")
    await wang.says("3-2-501")
    await wang.taps("业主")
    assert sum("核实房屋" in text for text in group.texts) == 1


async def test_several_homes(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-502")
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("我的家")
    assert "3栋2单元501" in wang.last.text
    await wang.taps("添加房屋")
    await wang.says("3-2-502")
    await wang.taps("家属")
    await wang.says("/home")
    assert "<" not in wang.last.text
    assert wang.last.text.count("3栋2单元50") == 2
    assert "✓ 已核实" in wang.last.text
    relations = [tie.relation for tie in (await actor_of(desk, wang)).residences]
    assert relations == [Relation.OWNER, Relation.FAMILY]


async def test_a_verified_home_is_not_asked_about_again(desk: DeskOnTrial) -> None:
    group = await desk.team("centre", await desk.staff("小陈"))
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("我的家")
    await wang.taps("添加房屋")
    await wang.says("3-2-501")
    await wang.taps("租户")
    assert "已核实" in wang.last.text
    assert group.messages == []


async def test_nobody_removes_somebody_elses_home(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    li = await desk.owner("李先生", home="3-2-502")
    await li.says("我的家")
    [tie] = (await actor_of(desk, wang)).residences
    said = await li.forges(f"mh:left:{tie.id}")
    assert "没有找到" in (said.text or "")
    assert len((await actor_of(desk, wang)).residences) == 1


async def test_family_is_explained_with_the_link(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("我的家")
    await wang.taps("家人租客")
    assert f"https://t.me/{desk.world.bot.user.username}" in wang.last.text
    await wang.taps("返回")
    assert "您的家" in wang.last.text


async def test_a_report_waits_while_a_home_is_added(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501", "3-2-502")
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    asked = wang.last.text
    await wang.says("我的家")
    await wang.taps("添加房屋")
    await wang.taps("3栋")
    await wang.taps("502")
    await wang.taps("家属")
    assert wang.last.text == asked
    await wang.says("我的家")
    await wang.taps("添加房屋")
    await wang.taps("以后再说")
    assert wang.last.text == asked
    await desk.assert_nothing_lost()


async def test_agreeing_in_the_middle_of_a_report_goes_on_with_it(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501", consent=False)
    await wang.says("报修")
    assert "同意并继续" in wang.buttons
    await wang.taps("同意并继续")
    assert "漏水" in wang.buttons
    await desk.assert_nothing_lost()


async def test_a_word_of_leaving_is_no_reason(desk: DeskOnTrial) -> None:
    wang, chen, _, group = await waiting_owner(desk)
    heard = len(wang.messages)
    await chen.taps("不通过", in_=group)
    await chen.taps("写原因", in_=group)
    await chen.says("取消", in_=group, reply_to=group.last)
    assert "还没有决定" in group.last.text
    assert len(wang.messages) == heard
    [tie] = (await actor_of(desk, wang)).residences
    assert tie.status is ResidenceStatus.PENDING
    await desk.assert_nothing_lost()
