"""Teaching where a desk has two communities: phrasings are everybody's, entries one's own."""

from dataclasses import replace

import pytest

from domain.desk import Desk
from domain.language import Language
from domain.people import CENTRE, StaffRole
from services.consultations import RecordConsultation
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.two_communities import MOON, SUN, two_communities

SPHERE = "那个会转的球咋个用"
ANSWER = "早上六点到晚上九点，推一下就转。"


@pytest.fixture(scope="module")
def desk_file() -> Desk:
    return two_communities()


async def asked(desk: DeskOnTrial, owner: Somebody, community: str) -> None:
    assert owner.person_id is not None
    command = RecordConsultation(
        key=f"q:{community}",
        by=owner.person_id,
        community=community,
        language=Language.ZH_HANS,
        text=SPHERE,
        decision="abstain",
    )
    await desk.app.runner.run(desk.app.services["consultations"].record, command)


async def written(clerk: Somebody, group: Group) -> None:
    """Write an entry for the first question."""
    await clerk.says("/faq", in_=group)
    await clerk.taps("1", in_=group)
    await clerk.taps("写新答案", in_=group)
    await clerk.taps("用这个", in_=group)
    await clerk.says(ANSWER, in_=group)
    await clerk.taps("发布", in_=group)


async def test_an_entry_is_answered_in_its_own_community_only(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈小姐", communities=(SUN,))
    group = await desk.team(CENTRE, chen, community=SUN)
    sunny = await desk.owner("王女士", home="3-2-501", community=SUN)
    moony = await desk.owner("李先生", home="1-1-101", community=MOON)
    await asked(desk, sunny, SUN)
    await written(chen, group)
    await sunny.says(SPHERE)
    assert ANSWER in sunny.last.text
    await moony.says(SPHERE)
    assert ANSWER not in "".join(moony.texts)


async def test_a_phrasing_is_understood_everywhere(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈小姐", communities=(SUN,))
    group = await desk.team(CENTRE, chen, community=SUN)
    moony = await desk.owner("李先生", home="1-1-101", community=MOON)
    await asked(desk, moony, SUN)
    await chen.says("/faq", in_=group)
    await chen.taps("1", in_=group)
    chosen = next(label for label in group.last.labels if label.startswith("是这个："))
    await chen.taps(chosen, in_=group)
    await moony.says(SPHERE)
    assert chosen.removeprefix("是这个：") in moony.last.text


async def test_each_sees_and_undoes_what_is_their_own(desk: DeskOnTrial) -> None:
    chen = await desk.staff("陈小姐", communities=(SUN,))
    luo = await desk.staff("罗先生", communities=(MOON,))
    sun = await desk.team(CENTRE, chen, luo, community=SUN)
    moon = await desk.team(CENTRE, luo, community=MOON)
    owner = await desk.owner("王女士", home="3-2-501", community=SUN)
    await asked(desk, owner, SUN)
    await chen.says("/faq", in_=sun)
    await chen.taps("1", in_=sun)
    await chen.taps("不用管", in_=sun)
    refused = await luo.taps("撤销", in_=sun)
    assert "您不能做这一步" in (refused.text or "")
    await luo.says("/faq", in_=moon)
    assert "都答上了" in moon.last.text
    await luo.says("/faq 记录", in_=moon)
    assert "还没有人改过" in moon.last.text
    count = len(sun.messages)
    await luo.says("/faq", in_=sun)
    assert SPHERE not in "".join(sun.texts[count:])


async def test_a_group_for_both_asks_which(desk: DeskOnTrial) -> None:
    he = await desk.staff("何经理", role=StaffRole.MANAGER, communities=(SUN, MOON))
    group = await desk.team(CENTRE, he, community=SUN)
    both = await desk.ask(lambda uow: uow.chats.of_team(SUN, CENTRE))
    assert both is not None
    await desk.ask(lambda uow: uow.chats.bind(replace(both, community=MOON)))
    owner = await desk.owner("李先生", home="1-1-101", community=MOON)
    await asked(desk, owner, MOON)
    await he.says("/faq", in_=group)
    assert "哪个小区" in group.last.text
    await he.taps("月亮湾", in_=group)
    assert SPHERE in group.last.text
    await he.says("/faq 阳光花园", in_=group)
    assert "都答上了" in group.last.text
    await he.says("/faq 月亮湾 物业费", in_=group)
    await he.taps("加进：", in_=group)
    await he.says("/faq 记录", in_=group)
    assert "何经理教我" in group.last.text
