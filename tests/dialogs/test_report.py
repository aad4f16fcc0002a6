"""The guided report: few taps for somebody we know, nothing mixed, nothing lost."""

import pytest

from domain.language import Language
from domain.people import HouseId, Relation, ResidenceStatus
from domain.ticket import TicketKind
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.homes import build
from tests.dialogs.tickets import files_of, tickets, told_a_leak

# ---- few taps -----------------------------------------------------------------------------


async def test_a_known_owner_reports_in_four_actions(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    group = await desk.team("repair")
    await wang.says("报修")
    assert "漏水" in wang.buttons
    await wang.taps("漏水")
    assert "3栋2单元501（您家）" in wang.last.text
    await wang.says("厨房水槽下面一直滴水，地板都泡了")
    card = wang.last
    assert "请核对：报修 · 漏水" in card.text
    assert "3栋2单元501（您家）" in card.text
    assert "厨房水槽下面一直滴水，地板都泡了" in card.text
    assert "上门时间：都行" in card.text
    assert "未核实" not in card.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert wang.last.id == card.id
    assert f"已登记 {ticket.code}" in wang.last.text
    assert "维修组负责，最晚今天 10:30前接单" in wang.last.text
    assert "明天 10:00前处理完" in wang.last.text
    assert "关漏水处的角阀" in wang.last.text
    assert wang.buttons == ["查看进度", "补充", "取消"]
    assert (ticket.kind, ticket.category, ticket.verified) == (TicketKind.REPAIR, "leak", True)
    assert ticket.team == "repair"
    assert ticket.code in group.last_card.text
    await desk.assert_nothing_lost()


async def test_somebody_without_a_home_types_it_and_is_marked(desk: DeskOnTrial) -> None:
    lee = await desk.owner("李先生")
    house = await desk.house("5-1-302")
    await lee.says("/repair")
    await lee.taps("漏水")
    assert "打房号" in lee.last.text
    await lee.says("5栋1单元302")
    await lee.says("天花板渗水")
    assert "5栋1单元302" in lee.last.text
    assert "未核实" in lee.last.text
    await lee.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.place.house_id, ticket.verified) == (house.id, False)
    assert "客服中心负责" in lee.last.text


async def test_a_pending_home_is_offered_and_marked(desk: DeskOnTrial) -> None:
    lee = await desk.owner("李先生", home="5-1-302", status=ResidenceStatus.PENDING)
    await told_a_leak(lee)
    assert "5栋1单元302（您家）" in lee.last.text
    assert "未核实" in lee.last.text


async def test_a_visitor_names_the_place(desk: DeskOnTrial) -> None:
    guest = await desk.owner("客人", home="5-1-302", relation=Relation.VISITOR)
    await guest.says("报修")
    await guest.taps("漏水")
    assert "打房号" in guest.last.text


async def test_somebody_with_two_homes_picks_one(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    other = await desk.house("7-1-101")
    person = wang.person_id
    assert person is not None
    await desk.ask(
        lambda uow: uow.people.add_residence(
            person, HouseId(other.id), Relation.OWNER, ResidenceStatus.VERIFIED
        )
    )
    await wang.says("报修")
    await wang.taps("漏水")
    assert {"3栋2单元501", "7栋1单元101"} <= set(wang.buttons)
    await wang.taps("7栋1单元101")
    await wang.says("水龙头漏水")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.place.house_id == other.id


async def test_a_photo_with_a_caption_is_enough(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.sends_photo("水管接头漏水")
    assert "请核对" in wang.last.text
    assert "附件：1 个" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == "水管接头漏水"
    assert [file.kind for file in await files_of(desk, ticket)] == ["photo"]


async def test_a_photo_without_words_is_asked_about_and_kept(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.sends_photo()
    assert "再用一句话" in wang.last.text
    await wang.taps("看附件")
    assert "情况：看附件" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == ""
    assert len(await files_of(desk, ticket)) == 1


async def test_a_voice_message_says_what_happened(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.sends_voice()
    assert "请核对" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert [file.kind for file in await files_of(desk, ticket)] == ["voice"]


# ---- the card -----------------------------------------------------------------------------


async def test_place_and_time_change_with_one_tap_each(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("改时间")
    assert wang.buttons == ["今天", "明天上午", "明天下午", "周末", "都行", "返回", "取消"]
    await wang.taps("明天下午")
    assert "上门时间：3月3日 14:00–18:00" in wang.last.text
    await wang.taps("换地点")
    await wang.taps("电梯")
    assert "地点：3栋2单元电梯" in wang.last.text
    assert "上门时间" not in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.place.house_id, ticket.place.spot) == (None, "3栋2单元电梯")
    assert ticket.visit_wish == ""


async def test_a_time_can_be_typed(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("改时间")
    await wang.says("周" * 61)
    assert "写短一点" in wang.last.text
    await wang.says("周三晚上七点后")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.visit_wish == "周三晚上七点后"


@pytest.mark.parametrize(
    ("hours", "offered"), [(0, True), (9.5, False)], ids=["morning", "evening"]
)
async def test_today_is_only_offered_while_somebody_can_come(
    desk: DeskOnTrial, hours: float, offered: bool
) -> None:
    await desk.forward(hours=hours)
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("改时间")
    assert ("今天" in wang.buttons) is offered


async def test_words_and_category_can_be_changed(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang, "写错了")
    await wang.taps("改一改")
    assert wang.buttons == ["类别", "地点", "情况", "附件", "时间", "返回"]
    await wang.taps("情况")
    await wang.says("马桶后面渗水")
    assert "写错了" not in wang.last.text
    await wang.taps("改一改")
    await wang.taps("类别")
    await wang.taps("下水道")
    assert "报修 · 下水道" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.category, ticket.description) == ("drain", "马桶后面渗水")


async def test_an_album_on_the_card_is_added_and_answered_once(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    before = len(wang.messages)
    await wang.sends_album(3)
    assert len(wang.messages) == before + 1
    assert "已加 3 个附件，一共 3 个" in wang.last.text
    await wang.says("客厅也有一点")
    assert "已补充进去" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert len(await files_of(desk, ticket)) == 3
    assert ticket.description == "厨房水槽下面一直滴水\n客厅也有一点"


async def test_more_than_ten_files_keep_the_first_ten(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("加照片")
    assert "最多 10 个" in wang.last.text
    await wang.sends_album(8)
    await wang.sends_album(4)
    assert "已加 2 个附件，一共 10 个" in wang.last.text
    assert "附件最多 10 个" in wang.last.text
    await wang.taps("完成")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert len(await files_of(desk, ticket)) == 10


async def test_files_can_be_taken_away_again(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("加照片")
    await wang.sends_photo()
    await wang.taps("全部去掉")
    assert "附件：没有" in wang.last.text


# ---- other kinds --------------------------------------------------------------------------


async def test_a_complaint_asks_for_no_visit(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await desk.team("security")
    await wang.says("投诉")
    await wang.taps("噪音")
    await wang.says("楼上每天夜里十二点拖椅子")
    assert "上门时间" not in wang.last.text
    assert "改时间" not in wang.buttons
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.kind is TicketKind.COMPLAINT
    assert "安管组负责" in wang.last.text
    assert "处理结果" in wang.last.text


@pytest.mark.parametrize(
    ("tap", "kind"), [("建议", TicketKind.SUGGESTION), ("表扬", TicketKind.PRAISE)]
)
async def test_suggestion_and_praise_have_a_short_form(
    desk: DeskOnTrial, tap: str, kind: TicketKind
) -> None:
    wang = await desk.owner("王女士")
    await wang.says("建议表扬")
    await wang.taps(tap)
    await wang.says("张师傅修得又快又好")
    assert "地点" not in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.kind, ticket.category) == (kind, "general")


# ---- words instead of taps ----------------------------------------------------------------


async def test_a_category_in_words_is_taken_with_the_words(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.says("厨房漏水了")
    assert "请核对：报修 · 漏水" in wang.last.text
    assert "情况：厨房漏水了" in wang.last.text


async def test_words_at_the_category_are_kept_and_it_is_asked_again(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.says("厨房有一股怪味")
    assert "哪方面坏了" in wang.last.text
    await wang.taps("下水道")
    assert "情况：厨房有一股怪味" in wang.last.text


@pytest.mark.parametrize(
    ("language", "begin", "words", "title"),
    [
        (Language.ZH_HANS, "报修", "马桶堵了", "报修 · 下水道"),
        (Language.ZH_HANS, "报修", "楼上在往下滴", "报修 · 漏水"),
        (Language.ZH_HANT, "報修", "馬桶堵了", "報修 · 下水道"),
        (Language.EN, "Repair", "the toilet is clogged", "Repair · Drain"),
    ],
)
async def test_a_category_is_known_by_what_people_call_it(
    desk: DeskOnTrial, language: Language, begin: str, words: str, title: str
) -> None:
    wang = await desk.owner("王女士", home="3-2-501", language=language)
    await wang.says(begin)
    await wang.says(words)
    assert title in wang.last.text
    assert words in wang.last.text


async def test_a_bare_word_for_the_category_is_no_description(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.says("马桶")
    assert "说说怎么回事" in wang.last.text
    assert "地点：3栋2单元501（您家）" in wang.last.text


async def test_words_that_fit_two_categories_are_asked_about(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.says("电梯漏水")
    assert "哪方面坏了" in wang.last.text


async def test_a_public_place_can_be_typed(desk: DeskOnTrial) -> None:
    lee = await desk.owner("李先生")
    await lee.says("报修")
    await lee.taps("公共照明")
    await lee.says("东门外 <b>第二根</b> 灯杆 🏮")
    await lee.says("灯不亮")
    await lee.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.place.spot == "东门外 <b>第二根</b> 灯杆 🏮"


async def test_what_is_public_by_nature_is_not_at_home(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("公共照明")
    assert "在哪里" in wang.last.text
    assert wang.buttons.index("楼道") < wang.buttons.index("3栋2单元501")
    await wang.taps("楼道")
    await wang.says("灯不亮")
    assert "地点：3栋2单元楼道" in wang.last.text
    assert "您家" not in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.place.house_id, ticket.place.spot) == (None, "3栋2单元楼道")
    assert ticket.verified


async def test_the_place_follows_a_changed_category(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    assert "3栋2单元501（您家）" in wang.last.text
    await wang.taps("改一改")
    await wang.taps("类别")
    await wang.taps("公共设施")
    assert "在哪里" in wang.last.text
    await wang.taps("儿童乐园")
    assert "地点：儿童乐园" in wang.last.text
    await wang.taps("改一改")
    await wang.taps("类别")
    await wang.taps("漏水")
    assert "地点：儿童乐园" in wang.last.text


async def test_back_from_a_public_category_the_home_goes_without_saying_again(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("电梯")
    await wang.taps("返回")
    await wang.taps("漏水")
    assert "地点：3栋2单元501（您家）" in wang.last.text


@pytest.mark.parametrize(
    ("typed", "near", "taken"),
    [
        ("3-2-5011", ["3栋2单元501"], "3栋2单元501"),
        ("3栋9单元501", ["3栋1单元501", "3栋2单元501"], "3栋1单元501"),
        ("3-2-510", ["3栋2单元501"], "3栋2单元501"),
        ("13-2-502", ["3栋2单元502"], "3栋2单元502"),
        ("3-501", ["3栋1单元501", "3栋2单元501"], "3栋2单元501"),
    ],
)
async def test_a_slip_in_a_home_leads_to_those_nearby(
    desk: DeskOnTrial, typed: str, near: list[str], taken: str
) -> None:
    await build(desk, "3-1-501", "3-2-501", "3-2-502", "3-2-1203", "5-1-302")
    lee = await desk.owner("李先生")
    await lee.says("报修")
    await lee.taps("漏水")
    await lee.says(typed)
    assert lee.buttons == [*near, "照此登记", "返回", "取消"]
    await lee.taps(taken)
    await lee.says("漏水了")
    assert f"地点：{taken}" in lee.last.text
    await lee.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.place.house_id is not None


async def test_forged_homes_nearby_change_nothing(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501")
    lee = await desk.owner("李先生")
    await lee.says("报修")
    await lee.taps("漏水")
    key = f"{lee.user.id}:{lee.user.id}"
    state = await desk.ask(lambda uow: uow.dialogues.get(key))
    assert state is not None
    for value in ("0", "7", "-1", "x", "9" * 30):
        await lee.forges(f"r:near:{state.data['draft']}:{value}")
        assert "在哪里" in lee.last.text
    await desk.assert_nothing_lost()


async def test_a_home_that_does_not_exist_is_asked_about(desk: DeskOnTrial) -> None:
    lee = await desk.owner("李先生")
    await lee.says("报修")
    await lee.taps("漏水")
    await lee.says("99-1-101")
    assert "没有 99栋1单元101 这个房号" in lee.last.text
    await lee.taps("照此登记")
    await lee.says("漏水")
    assert "99栋1单元101" in lee.last.text
    await lee.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.place.house_id, ticket.place.spot) == (None, "99栋1单元101")


# ---- back, out, unexpected ----------------------------------------------------------------


@pytest.mark.parametrize("word", ["取消", "算了", "算了 重新来", "重新来", "/cancel", "cancel"])
async def test_words_lead_out_and_nothing_is_left(desk: DeskOnTrial, word: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.says(word)
    assert "什么都没留下" in wang.last.text
    assert await tickets(desk) == []
    key = f"{wang.user.id}:{wang.user.id}"
    assert await desk.ask(lambda uow: uow.dialogues.get(key)) is None


async def test_back_goes_question_by_question(desk: DeskOnTrial) -> None:
    lee = await desk.owner("李先生")
    await lee.says("报修")
    await lee.taps("漏水")
    await lee.says("3栋大堂")
    assert "说说怎么回事" in lee.last.text
    await lee.taps("返回")
    assert "在哪里" in lee.last.text
    await lee.says("返回")
    assert "哪方面坏了" in lee.last.text
    assert "返回" not in lee.buttons
    await lee.says("返回")
    assert "什么都没留下" in lee.last.text


async def test_back_from_a_change_leads_to_the_card(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("换地点")
    await wang.taps("返回")
    assert "请核对" in wang.last.text
    assert "3栋2单元501" in wang.last.text


@pytest.mark.parametrize("step", ["category", "description", "card", "visit"])
async def test_what_cannot_be_read_repeats_the_question(desk: DeskOnTrial, step: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    expected = "哪方面坏了"
    if step != "category":
        await wang.taps("漏水")
        expected = "说说怎么回事"
    if step in {"card", "visit"}:
        await wang.says("滴水")
        expected = "请核对"
    if step == "visit":
        await wang.taps("改时间")
        expected = "什么时候上门方便"
    await wang.sends_sticker()
    assert "看不懂" in wang.last.text
    assert expected in wang.last.text
    await wang.sends_contact()
    assert expected in wang.last.text
    await desk.assert_nothing_lost()


async def test_a_text_of_4096_characters_is_kept_up_to_2000_and_says_so(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang, "水" * 4096)
    assert "只留下前 2000 个字" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == "水" * 2000


async def test_an_idle_report_asks_and_goes_on(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await desk.forward(hours=3)
    await wang.says("滴水")
    assert "要继续吗" in wang.last.text
    await wang.taps("继续")
    assert "说说怎么回事" in wang.last.text
    await wang.says("滴水")
    assert "请核对" in wang.last.text


async def test_a_person_can_be_had_and_the_report_is_kept(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.says("人工")
    await wang.taps("找人工")
    assert "已登记" in wang.texts[-2]
    assert "请核对" in wang.last.text
    await wang.taps("提交")
    kinds = [ticket.kind for ticket in await tickets(desk)]
    assert kinds == [TicketKind.QUESTION, TicketKind.REPAIR]


# ---- a question in between ----------------------------------------------------------------


async def test_a_question_instead_of_a_place_is_answered_and_the_place_asked_again(
    desk: DeskOnTrial,
) -> None:
    lee = await desk.owner("李先生")
    await lee.says("报修")
    await lee.taps("漏水")
    await lee.says("物业费什么时候交？")
    assert "按季度交" in lee.last.text
    assert "在哪里" in lee.last.text
    await lee.taps("大堂")
    await lee.says("天花板滴水")
    assert "地点：大堂" in lee.last.text
    assert "物业费" not in lee.last.text


async def test_a_question_instead_of_a_time_is_answered_and_the_time_asked_again(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("改时间")
    await wang.says("上门维修要收费吗")
    assert "前台价目牌" in wang.last.text
    assert "什么时候上门方便" in wang.last.text
    await wang.says("周末几点都行")
    assert "上门时间：周末几点都行" in wang.last.text


async def test_a_question_instead_of_what_happened_is_one_tap_from_its_answer(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("物业费什么时候交？")
    assert "要是在问我，点「只是问问」" in wang.last.text
    assert "情况：物业费什么时候交？" in wang.last.text
    await wang.taps("只是问问")
    assert "按季度交" in wang.last.text
    assert "说说怎么回事" in wang.last.text
    assert "只是问问" not in wang.buttons
    kept = await desk.ask(lambda uow: uow.consultations.get(1))
    assert kept is not None
    assert (kept.text, kept.decision) == ("物业费什么时候交？", "answer")
    await wang.says("水槽滴水")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == "水槽滴水"


async def test_a_question_with_a_likely_answer_can_be_taken_back_as_well(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("师傅来要多少钱？")
    assert "要是在问我，点「只是问问」" in wang.last.text
    await wang.taps("只是问问")
    assert "那是不是问这个" in wang.last.text
    assert "说说怎么回事" in wang.last.text


async def test_a_question_at_the_category_and_one_on_the_card_can_be_taken_back(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.says("维修要收费吗")
    assert "哪方面坏了" in wang.last.text
    await wang.taps("只是问问")
    assert "前台价目牌" in wang.last.text
    assert "哪方面坏了" in wang.last.text
    await wang.taps("漏水")
    await wang.says("水槽滴水")
    await wang.says("你们前台几点下班")
    assert "情况：水槽滴水\n你们前台几点下班" in wang.last.text
    await wang.taps("只是问问")
    assert "8:30–18:00" in wang.last.text
    assert "情况：水槽滴水\n附件" in wang.last.text


async def test_what_may_only_be_a_question_is_not_kept_as_one(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("师傅来要多少钱？")
    await wang.taps("提交")
    assert await desk.ask(lambda uow: uow.consultations.get(1)) is None


async def test_a_description_in_the_form_of_a_question_is_kept(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("厨房怎么一直漏水？")
    assert "情况：厨房怎么一直漏水？" in wang.last.text
    assert "只是问问" not in wang.buttons
    await wang.says("投诉")
    await wang.taps("另报一件")
    await wang.taps("停车")
    await wang.taps("地下车库")
    await wang.says("我的车位为什么被别人占了？")
    assert "情况：我的车位为什么被别人占了？" in wang.last.text
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert ticket.description == "我的车位为什么被别人占了？"


async def test_a_question_while_the_words_are_rewritten_brings_the_old_ones_back(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    await wang.taps("改一改")
    await wang.taps("情况")
    await wang.says("物业费什么时候交？")
    await wang.taps("只是问问")
    assert "按季度交" in wang.last.text
    assert "情况：厨房水槽下面一直滴水" in wang.last.text


async def test_a_question_in_english(desk: DeskOnTrial) -> None:
    anna = await desk.owner("Anna", home="3-2-501", language=Language.EN)
    await anna.says("Repair")
    await anna.taps("Leak")
    await anna.says("When is the property fee due?")
    await anna.taps("Just asking")
    assert "quarterly" in anna.last.text
    assert "what happened" in anna.last.text.lower()


# ---- nothing mixed, nothing twice ---------------------------------------------------------


async def test_two_taps_are_one_ticket(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    card = wang.last
    wang.phone.tap(card, "提交")
    wang.phone.tap(card, "提交")
    await desk.settle()
    (ticket,) = await tickets(desk)
    assert f"已登记 {ticket.code}" in wang.last.text
    await desk.assert_nothing_lost()


async def test_a_second_report_never_mixes_with_the_first(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await told_a_leak(wang)
    first = wang.last
    await wang.says("投诉")
    assert "还有一份报修没有提交" in wang.last.text
    await wang.taps("继续填")
    assert "请核对：报修 · 漏水" in wang.last.text
    await wang.says("投诉")
    await wang.taps("另报一件")
    await wang.taps("噪音")
    await wang.says("广场舞太吵")
    assert "滴水" not in wang.last.text
    answer = await wang.taps("提交", on=first)
    assert answer.show_alert
    assert "以前那份" in (answer.text or "")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.kind, ticket.description) == (TicketKind.COMPLAINT, "广场舞太吵")


async def test_an_empty_draft_gives_way_without_a_question(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.says("投诉")
    assert "要投诉哪方面" in wang.last.text


async def test_the_same_word_again_does_not_drop_what_was_chosen(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    await wang.says("报修")
    assert "还有一份报修没有提交" in wang.last.text
    await wang.taps("继续填")
    assert "说说怎么回事" in wang.last.text
    await wang.says("滴水")
    assert "请核对：报修 · 漏水" in wang.last.text


async def test_a_button_of_a_sent_report_shows_what_became_of_it(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("报修")
    await wang.taps("漏水")
    question = wang.last
    await wang.says("滴水")
    await wang.taps("提交")
    (ticket,) = await tickets(desk)
    answer = await wang.taps("换个地方", on=question)
    assert ticket.code in (answer.text or "")
    assert len(await tickets(desk)) == 1


async def test_a_forged_draft_of_somebody_else_tells_nothing(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    eve = await desk.owner("Eve")
    await told_a_leak(wang)
    key = f"{wang.user.id}:{wang.user.id}"
    state = await desk.ask(lambda uow: uow.dialogues.get(key))
    assert state is not None
    data = f"r:send:{state.data['draft']}:"
    await wang.taps("提交")
    await eve.says("你好")
    answer = await eve.forges(data)
    assert "以前那份" in (answer.text or "")
    assert "R-" not in (answer.text or "")


# ---- consent, language --------------------------------------------------------------------


async def test_consent_is_asked_first_and_the_report_goes_on(desk: DeskOnTrial) -> None:
    lee = await desk.owner("李先生", home="5-1-302", consent=False)
    await lee.says("报修")
    assert "同意" in "".join(lee.buttons)
    await lee.taps("同意")
    assert "哪方面坏了" in lee.last.text
    await lee.taps("漏水")
    await lee.says("滴水")
    await lee.taps("提交")
    assert len(await tickets(desk)) == 1


async def test_consent_put_off_is_asked_again_before_sending(desk: DeskOnTrial) -> None:
    lee = await desk.owner("李先生", home="5-1-302", consent=False)
    await lee.says("报修")
    await lee.taps("先随便问问")
    await lee.says("厨房漏水了")
    assert "请核对" in lee.last.text
    await lee.taps("提交")
    assert await tickets(desk) == []
    await lee.taps("同意")
    assert "请核对" in lee.last.text
    await lee.taps("提交")
    assert len(await tickets(desk)) == 1


async def test_the_whole_way_in_english(desk: DeskOnTrial) -> None:
    anna = await desk.owner("Anna", home="3-2-501", language=Language.EN)
    await anna.says("Repair")
    await anna.taps("Leak")
    await anna.says("The sink drips & drips <slowly>")
    assert "3-2-501 (your home)" in anna.last.text
    assert "The sink drips & drips <slowly>" in anna.last.text
    await anna.taps("Time")
    await anna.taps("Tomorrow morning")
    assert "3 Mar 8:00–12:00" in anna.last.text
    await anna.taps("Send")
    assert "is registered" in anna.last.text


async def test_somebody_new_reports_in_eight_actions(desk: DeskOnTrial) -> None:
    lee = desk.stranger("李先生")
    await lee.says("/start")
    await lee.taps("简体中文")
    await lee.taps("同意")
    await lee.says("报修")
    await lee.taps("漏水")
    await lee.says("3栋大堂")
    await lee.says("天花板滴水")
    await lee.taps("提交")
    (ticket,) = await tickets(desk)
    assert (ticket.place.spot, ticket.verified) == ("3栋大堂", False)
    await desk.assert_nothing_lost()
