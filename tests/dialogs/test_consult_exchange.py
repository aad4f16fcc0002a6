"""没用 shows the next best, and a person reads the whole exchange."""

import pytest

from domain.language import Language
from domain.ticket import Ticket
from services.knowledge import KnowledgeReply, Refusal
from services.knowledge_rows import Consultation, Verdict
from tests.dialogs.desk import DeskOnTrial, Somebody
from tests.dialogs.tickets import files_of, tickets

NONSENSE = "恐龙怎么灭绝的"


async def the_ticket(desk: DeskOnTrial) -> Ticket:
    (ticket,) = await tickets(desk)
    return ticket


# ---- the next best ------------------------------------------------------------------------


async def test_of_no_use_shows_the_next_best_twice_and_then_a_person(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    shown = [wang.last.text]
    for _ in range(2):
        await wang.taps("没用")
        assert wang.last.text.startswith("那是不是问这个：")
        assert wang.last.labels[:3] == ["有用", "没用", "找人工"]
        shown.append(wang.last.text)
    assert len(set(shown)) == 3
    await wang.taps("没用")
    assert "抱歉" in wang.last.text
    assert wang.buttons[0] == "找人工"
    await desk.assert_nothing_lost()


async def test_two_taps_show_one_next_best(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    answer = wang.last
    wang.phone.tap(answer, "没用")
    wang.phone.tap(answer, "没用")
    await desk.settle()
    assert sum("那是不是问这个" in text for text in wang.texts) == 1
    assert answer.labels == []


async def test_an_old_answer_of_no_use_leads_to_a_person_only(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    old = wang.last
    await wang.says("停车怎么收费")
    await wang.taps("没用", on=old)
    assert "抱歉" in wang.last.text


# ---- the exchange -------------------------------------------------------------------------


async def test_a_person_reads_the_question_first_and_what_was_said_before(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    centre = await desk.team("centre")
    await wang.says("停车怎么收费")
    await wang.taps("没用")
    await wang.says(NONSENSE)
    await wang.says("那我亲戚来住一个月呢")
    await wang.taps("都不是，找人工")
    question, _, before = (await the_ticket(desk)).description.partition("\n\n")
    assert question == "那我亲戚来住一个月呢"
    lines = before.split("\n")
    assert lines[:2] == ["之前的对话：", "业主：停车怎么收费"]
    assert lines[2].startswith("机器人：")
    assert "业主：没用" in lines
    at = lines.index(f"业主：{NONSENSE}")
    assert lines[at + 1 : at + 3] == ["机器人：没有把握，没有答", "业主：那我亲戚来住一个月呢"]
    assert lines[at + 3].startswith("机器人问是不是：")
    assert "之前的对话" in centre.last_card.text
    await desk.assert_nothing_lost()


async def test_the_card_shows_what_was_said_last_after_many_questions(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    centre = await desk.team("centre")
    for question in ("停车怎么收费", "能不能养狗", "快递放哪", "几点下班", "门禁卡多少钱"):
        await wang.says(question)
    await wang.says("物业费多少钱")
    said = wang.last.text.partition("\n")[0]
    await wang.taps("没用")
    await wang.taps("找人工")
    card = centre.last_card.text
    assert "业主：门禁卡多少钱" in card
    assert "业主：停车怎么收费" not in card  # older ones are left out
    assert f"业主：物业费多少钱\n机器人：{said}" in card
    assert "业主：没用" in card


async def test_a_question_that_was_not_answered_is_all_there_is_to_say(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(NONSENSE)
    await wang.taps("找人工")
    assert (await the_ticket(desk)).description == NONSENSE


async def test_half_an_hour_of_silence_begins_another_conversation(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("停车怎么收费")
    await desk.forward(minutes=31)
    await wang.says(NONSENSE)
    await wang.taps("找人工")
    assert (await the_ticket(desk)).description == NONSENSE


async def test_after_half_an_hour_the_word_for_a_person_asks_for_a_sentence(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("停车怎么收费")
    await desk.forward(minutes=31)
    await wang.says("人工")
    assert await tickets(desk) == []
    assert "想问什么" in wang.last.text


async def test_what_was_handed_over_is_not_handed_over_again(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("停车怎么收费")
    await wang.taps("找人工")
    await wang.says(NONSENSE)
    await wang.taps("找人工")
    assert [ticket.description for ticket in await tickets(desk)][1] == NONSENSE


async def test_the_card_of_a_long_exchange_fills_one_screen_and_shows_its_end(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    centre = await desk.team("centre")
    for number in range(14):
        await wang.says(f"第{number}次问停车怎么收费{'啊' * 150}")
    await wang.says("物业费多少钱")
    heading, beginning = wang.last.text.split("\n")[:2]
    for _ in range(3):
        await wang.taps("没用")
    await wang.taps("找人工")
    description = (await the_ticket(desk)).description
    assert description.startswith("物业费多少钱\n\n")
    assert "第12次问" in description
    assert "第11次问" not in description
    lines = description.splitlines()
    assert f"机器人：{heading}" in lines  # the answer itself is left out
    assert beginning not in description
    assert max(map(len, lines)) <= 170
    assert len(centre.last_card.text.splitlines()) <= 20
    assert description.splitlines()[-1] == "业主：没用"
    assert description in centre.last_card.text


async def test_of_the_last_answer_the_card_shows_the_beginning(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    heading, answer = wang.last.text.split("\n")[:2]
    await wang.taps("找人工")
    (line,) = (await the_ticket(desk)).description.splitlines()[3:]
    assert line.startswith(f"机器人：{heading} {answer[:20]}")
    assert len(line) <= 130


async def test_beside_a_long_question_the_end_of_the_exchange_stays(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    await wang.says("停车怎么收费")
    await wang.taps("没用")
    await wang.says(f"停车怎么收费{'啊' * 1990}")
    await wang.says("人工")
    description = (await the_ticket(desk)).description
    assert len(description) <= 2000
    assert description.startswith("停车怎么收费啊")


async def test_a_photo_that_was_shown_before_comes_along(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.sends_photo()
    await wang.says("这张单子上的费用是怎么算的？")
    await wang.says("人工")
    ticket = await the_ticket(desk)
    assert ticket.description.startswith("这张单子上的费用是怎么算的？")
    assert len(await files_of(desk, ticket)) == 1


async def test_without_consent_yet_nothing_of_it_is_lost(desk: DeskOnTrial) -> None:
    somebody = await desk.owner("路人", consent=False)
    await somebody.sends_photo()
    await somebody.says("这个费用怎么算？")
    await somebody.says("人工")
    await somebody.taps("同意")
    await somebody.taps("提交")
    assert len(await files_of(desk, await the_ticket(desk))) == 1


async def test_words_while_consent_is_asked_for_belong_to_the_question(desk: DeskOnTrial) -> None:
    somebody = await desk.owner("路人", consent=False)
    await somebody.says("停车怎么收费")
    await somebody.says(NONSENSE)
    await somebody.taps("找人工")
    await somebody.says("我想装修")
    assert somebody.buttons == ["同意并继续", "先随便问问"]
    assert "之前的对话" not in somebody.last.text
    assert "情况" not in somebody.last.text
    await somebody.taps("同意")
    assert f"情况：{NONSENSE}\n我想装修" in somebody.last.text
    assert "之前的对话" not in somebody.last.text
    await somebody.taps("提交")
    description = (await the_ticket(desk)).description
    assert description.startswith(f"{NONSENSE}\n我想装修\n\n之前的对话：\n业主：停车怎么收费\n")
    await desk.assert_nothing_lost()


async def test_who_puts_consent_off_asks_anew(desk: DeskOnTrial) -> None:
    somebody = await desk.owner("路人", consent=False)
    await somebody.says(NONSENSE)
    await somebody.taps("找人工")
    await somebody.taps("先随便问问")
    await somebody.says("物业费多少钱")
    assert "2.8" in somebody.last.text
    assert await tickets(desk) == []


async def test_an_owner_sees_only_the_question_in_their_own_ticket(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("停车怎么收费")
    await wang.says(NONSENSE)
    await wang.taps("找人工")
    assert "之前的对话" in (await the_ticket(desk)).description
    await wang.taps("查看进度")
    assert NONSENSE in wang.last.text
    assert "之前的对话" not in wang.last.text
    assert "停车" not in wang.last.text


# ---- the asker's language -----------------------------------------------------------------


async def asks(desk: DeskOnTrial, language: Language, text: str) -> Somebody:
    wang = await desk.owner("王女士", home="3-2-501", language=language)
    await wang.says(text)
    return wang


async def test_an_english_question_of_a_chinese_reader_is_answered_in_english(
    desk: DeskOnTrial,
) -> None:
    wang = await asks(desk, Language.ZH_HANS, "How much is the property fee?")
    assert "2.8" in wang.last.text
    assert "property" in wang.last.text.lower()
    assert wang.buttons == ["Helpful", "Not helpful", "Talk to a person"]
    await wang.taps("Not helpful")
    assert wang.buttons == ["Helpful", "Not helpful", "Talk to a person"]
    await wang.says("我的工单")
    assert "您还没有报过事" in wang.last.text


async def test_traditional_characters_are_answered_in_traditional_ones(desk: DeskOnTrial) -> None:
    wang = await asks(desk, Language.ZH_HANS, "物業費多少錢")
    assert wang.buttons == ["有用", "沒用", "找人工"]
    assert "物業費" in wang.last.text


async def test_simplified_characters_are_answered_in_simplified_ones(desk: DeskOnTrial) -> None:
    wang = await asks(desk, Language.EN, "物业费多少钱")
    assert wang.buttons == ["有用", "没用", "找人工"]


async def test_a_name_in_latin_letters_changes_no_language(desk: DeskOnTrial) -> None:
    wang = await asks(desk, Language.ZH_HANS, "ETC")
    assert "找人工" in wang.buttons[-1]


async def test_the_stored_language_stays(desk: DeskOnTrial) -> None:
    wang = await asks(desk, Language.ZH_HANS, "How much is the property fee?")
    person = await desk.ask(lambda uow: uow.people.by_telegram(wang.user.id))
    assert person is not None
    assert person.language is Language.ZH_HANS


# ---- what is kept of it -------------------------------------------------------------------


async def kept(desk: DeskOnTrial, number: int) -> Consultation:
    found = await desk.ask(lambda uow: uow.consultations.get(number))
    assert found is not None
    return found


async def test_every_question_is_kept_with_how_its_answer_was_received(
    desk: DeskOnTrial,
) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("物业费多少钱")
    assert ((await kept(desk, 1)).decision, (await kept(desk, 1)).verdict) == ("answer", None)
    await wang.taps("没用")
    assert (await kept(desk, 1)).verdict is Verdict.USELESS
    await wang.taps("有用")
    found = await kept(desk, 1)
    assert (found.text, found.verdict) == ("物业费多少钱", Verdict.USEFUL)
    assert found.received_entry_id not in {None, found.entry_id}
    await wang.says("那我亲戚来住一个月呢")
    await wang.taps(wang.buttons[0])
    assert (await kept(desk, 2)).verdict is Verdict.PICKED
    await wang.says(NONSENSE)
    await wang.taps("找人工")
    found, ticket = await kept(desk, 3), await the_ticket(desk)
    assert (found.decision, found.verdict) == ("abstain", Verdict.PERSON)
    assert found.ticket_id == ticket.id
    await desk.assert_nothing_lost()


# ---- what is refused ----------------------------------------------------------------------


class Refuses:
    """A knowledge base whose rules refuse everything."""

    def __init__(self, refusal: Refusal) -> None:
        self.refusal = refusal

    def ask(self, text: str, language: str) -> KnowledgeReply:
        return KnowledgeReply(decision="abstain", matches=(), refusal=self.refusal)


@pytest.mark.parametrize(
    ("refusal", "said"),
    [
        (Refusal.OTHERS, "/privacy"),
        (Refusal.ORDERS, "我只办物业的事"),
        (Refusal.ILLEGAL, "这个帮不了"),
    ],
)
async def test_what_is_refused_is_said_calmly_and_leads_to_a_person(
    desk: DeskOnTrial, monkeypatch: pytest.MonkeyPatch, refusal: Refusal, said: str
) -> None:
    bases = dict.fromkeys((one.code for one in desk.app.desk.communities), Refuses(refusal))
    monkeypatch.setattr(desk.app.services["answers"], "_bases", bases)
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("把楼上业主的电话给我")
    assert said in wang.last.text
    assert wang.last.labels == ["找人工"]
    found = await kept(desk, 1)
    assert (found.decision, found.text) == ("refused", None)
    await wang.taps("找人工")
    assert (await the_ticket(desk)).description.endswith("机器人：按规定没有答")
    await desk.assert_nothing_lost()
