"""Writing entries in the service centre's group, and teaching a colleague's own words."""

import pytest

from tests.dialogs.centre import ANSWER, SPHERE, Centre, centre_of
from tests.dialogs.desk import DeskOnTrial


@pytest.fixture
async def centre(desk: DeskOnTrial) -> Centre:
    return await centre_of(desk)


# ---- writing ------------------------------------------------------------------------------


async def test_ask_wrong_person_answer_taught_asked_again_right(centre: Centre) -> None:
    await centre.owner.says(SPHERE[0])
    await centre.owner.taps("找人工")
    await centre.lin.taps("接单", in_=centre.group)
    await centre.lin.taps("留言", in_=centre.group)
    await centre.lin.says(ANSWER, in_=centre.group, reply_to=centre.last)
    assert ANSWER in "".join(centre.owner.texts)
    await centre.opened()
    assert f"林先生答复过：{ANSWER}" in centre.last.text
    await centre.chen.taps("写新答案", in_=centre.group)
    assert f"标题就用「{SPHERE[0]}」" in centre.last.text
    await centre.chen.taps("用这个", in_=centre.group)
    assert ANSWER in centre.last.text
    await centre.chen.taps("用这个", in_=centre.group)
    assert f"业主会看到：\n{SPHERE[0]}\n{ANSWER}" in centre.last.text
    await centre.chen.taps("发布", in_=centre.group)
    assert f"陈小姐写了新答案「{SPHERE[0]}」" in centre.last.text
    neighbour = await centre.desk.owner("李先生", home="3-2-502")
    await neighbour.says(f"请问{SPHERE[0]}")
    assert ANSWER in neighbour.last.text
    await centre.desk.assert_nothing_lost()


async def test_an_entry_is_written_in_two_replies_and_put_under_a_topic(centre: Centre) -> None:
    await centre.opened(SPHERE[0])
    await centre.chen.taps("写新答案", in_=centre.group)
    await centre.chen.says("会转的球怎么玩？", in_=centre.group, reply_to=centre.last)
    await centre.lin.says("谁去开一下东门", in_=centre.group)
    assert "该怎么答" in centre.last.text
    assert "取消" in centre.last.labels
    await centre.chen.says(ANSWER, in_=centre.group)  # simply the next that she says
    preview = centre.last
    assert f"会转的球怎么玩？\n{ANSWER}" in preview.text
    await centre.chen.taps("换主题", in_=centre.group)
    await centre.chen.taps("返回", in_=centre.group)
    assert preview.labels == ["发布", "重写", "取消", "换主题"]
    await centre.chen.taps("换主题", in_=centre.group)
    topic = preview.labels[-2].removeprefix("• ")
    await centre.chen.taps(preview.labels[-2], in_=centre.group)
    assert f"主题：{topic}" in preview.text
    await centre.chen.taps("发布", in_=centre.group)
    await centre.owner.says("咨询")
    await centre.owner.taps(topic)
    await centre.owner.taps("会转的球怎么玩？")
    assert ANSWER in centre.owner.last.text


async def test_what_was_written_is_published_though_a_colleague_settled_the_questions(
    centre: Centre,
) -> None:
    await centre.opened(SPHERE[0])
    await centre.chen.taps("写新答案", in_=centre.group)
    await centre.chen.taps("用这个", in_=centre.group)
    await centre.chen.says(ANSWER, in_=centre.group)
    preview = centre.last
    await centre.lin.says("/faq", in_=centre.group)
    await centre.lin.taps("1", in_=centre.group)
    await centre.lin.taps("不用管", in_=centre.group)
    await centre.chen.taps("发布", in_=centre.group, on=preview)
    assert preview.text.splitlines() == [f"✓ 陈小姐写了新答案「{SPHERE[0]}」。", "版本 2"]
    await centre.owner.says(SPHERE[0])
    assert ANSWER in centre.owner.last.text


async def test_publishing_twice_is_one_entry(centre: Centre) -> None:
    await centre.chen.says(f"/faq {SPHERE[0]}", in_=centre.group)
    await centre.chen.taps("写新答案", in_=centre.group)
    await centre.chen.taps("用这个", in_=centre.group)
    await centre.chen.says(ANSWER, in_=centre.group)
    preview = centre.last
    centre.chen.phone.tap(preview, "发布")
    centre.chen.phone.tap(preview, "发布")
    await centre.desk.settle()
    await centre.chen.says("/faq 记录", in_=centre.group)
    assert centre.last.text.count("写了新答案") == 1


async def test_only_the_writer_presses_the_buttons_of_a_draft(centre: Centre) -> None:
    await centre.opened(SPHERE[0])
    await centre.chen.taps("写新答案", in_=centre.group)
    answer = await centre.lin.taps("用这个", in_=centre.group)
    assert "另一位同事" in (answer.text or "")
    await centre.chen.taps("取消", in_=centre.group)
    assert "没有发布" in centre.last.text
    count = len(centre.group.messages)
    await centre.chen.says("那我先去吃饭", in_=centre.group)
    assert len(centre.group.messages) == count


async def test_bad_words_are_refused_and_asked_again(centre: Centre) -> None:
    await centre.opened(SPHERE[0])
    await centre.chen.taps("写新答案", in_=centre.group)
    await centre.chen.says("👍👍", in_=centre.group)
    assert "没有能用的字" in centre.last.text
    await centre.chen.says("很" * 101, in_=centre.group, reply_to=centre.last)
    assert "太长了：101 个字，最多 100 个" in centre.last.text
    await centre.chen.says("会转的球怎么玩", in_=centre.group)
    await centre.chen.says("{时间}见通知", in_=centre.group)
    assert "花括号" in centre.last.text
    await centre.chen.says("很" * 3501, in_=centre.group, reply_to=centre.last)
    assert "最多 3500 个" in centre.last.text
    await centre.chen.says(ANSWER, in_=centre.group)
    await centre.chen.taps("重写", in_=centre.group)
    assert "标题就用「会转的球怎么玩」" in centre.last.text


async def test_what_is_said_later_is_chatter(centre: Centre) -> None:
    await centre.opened(SPHERE[0])
    await centre.chen.taps("写新答案", in_=centre.group)
    asked = centre.last
    await centre.desk.forward(minutes=11)
    count = len(centre.group.messages)
    await centre.chen.says("下午谁值班", in_=centre.group)
    await centre.chen.says("好的", in_=centre.group, reply_to=centre.group.messages[0])
    assert len(centre.group.messages) == count
    await centre.chen.says("会转的球怎么玩", in_=centre.group, reply_to=asked)
    assert "「会转的球怎么玩」该怎么答" in centre.last.text


# ---- words --------------------------------------------------------------------------------


async def test_the_log_names_what_was_written_though_it_is_gone(centre: Centre) -> None:
    await centre.chen.says(f"/faq {SPHERE[0]}", in_=centre.group)
    await centre.chen.taps("写新答案", in_=centre.group)
    await centre.chen.taps("用这个", in_=centre.group)
    await centre.chen.says(ANSWER, in_=centre.group)
    await centre.chen.taps("发布", in_=centre.group)
    await centre.chen.says(f"/faq {SPHERE[1]}", in_=centre.group)
    await centre.chen.taps(f"加进：{SPHERE[0]}", in_=centre.group)
    await centre.lin.says("/faq 记录", in_=centre.group)
    await centre.lin.taps("撤销 1", in_=centre.group)
    lines = centre.last.text.splitlines()[1:]
    assert [line.partition(" 今天 10:00 ")[::2] for line in lines] == [
        ("3.", f"林先生撤销了版本 1「{SPHERE[0]}」，和没改过一样。"),
        ("2.", f"陈小姐教我多认了 1 种问法：都答「{SPHERE[0]}」。"),
        ("1.", f"陈小姐写了新答案「{SPHERE[0]}」。"),
    ]
    assert centre.last.labels == ["撤销 2", "返回列表"]


async def test_words_of_ones_own_are_added_or_answered(centre: Centre) -> None:
    await centre.chen.says("/faq 物业费", in_=centre.group)
    assert centre.last.text.startswith("「物业费」最接近这些：")
    assert "种问法）" in centre.last.text
    words = "楼下那个铁皮柜咋个弄开"
    await centre.chen.says(f"/faq {words}", in_=centre.group)
    chosen = centre.last.labels[0]
    await centre.chen.taps(chosen, in_=centre.group)
    assert "陈小姐教我多认了 1 种问法" in centre.last.text
    await centre.owner.says(words)
    assert centre.owner.last.text.startswith(chosen.removeprefix("加进："))
    await centre.chen.says("/faq 😀", in_=centre.group)
    assert "没有能用的字" in centre.last.text


async def test_words_become_an_entry(centre: Centre) -> None:
    await centre.chen.says(f"/faq {SPHERE[0]}", in_=centre.group)
    await centre.chen.taps("写新答案", in_=centre.group)
    await centre.chen.taps("用这个", in_=centre.group)
    await centre.chen.says(ANSWER, in_=centre.group)
    await centre.chen.taps("发布", in_=centre.group)
    await centre.owner.says(SPHERE[0])
    assert ANSWER in centre.owner.last.text
