"""Help, settings, language, privacy: each answers, and consent can truly be taken back."""

import pytest

from domain.people import StaffRole
from playground.bot_profile import commands_for
from tests.dialogs.desk import DeskOnTrial
from tests.dialogs.homes import MAIN_MENU, actor_of, build


async def test_help_fits_the_role(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("/help")
    assert "021-5555-0100" in wang.last.text
    assert "/stats" not in wang.last.text
    assert wang.keyboard == MAIN_MENU
    boss = await desk.staff("陈经理", role=StaffRole.MANAGER)
    await boss.says("/help")
    assert "/stats" in boss.last.text
    assert "/find" in boss.last.text


async def test_settings_lead_everywhere(desk: DeskOnTrial) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("/settings")
    assert "简体中文" in wang.last.text
    assert "21:00–08:00" in wang.last.text
    await wang.taps("我的家")
    assert "3栋2单元501" in wang.last.text
    await wang.says("/settings")
    await wang.taps("语言")
    await wang.taps("English")
    assert wang.keyboard[0] == ["Repair", "Complaint", "Question"]
    await wang.says("/settings")
    assert "English" in wang.last.text
    listed = commands_for(desk.world.bot, desk.world.private_chat(wang.user), wang.user)
    assert {c["command"]: c["description"] for c in listed}["help"] == "Help"


async def test_the_language_changes_in_the_middle_of_a_dialogue(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-501")
    wang = await desk.owner("王女士")
    await wang.says("我的家")
    await wang.says("/language")
    await wang.taps("English")
    await wang.says("3-2-501")
    assert "what are you there" in wang.last.text


async def test_consent_is_taken_back_and_given_again(desk: DeskOnTrial) -> None:
    await build(desk, "3-2-502")
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("/privacy")
    assert "今天 10:00" in wang.last.text
    await wang.taps("撤回同意")
    await wang.taps("返回")
    assert (await actor_of(desk, wang)).person.consent_at is not None
    await wang.taps("撤回同意")
    await wang.taps("撤回同意")
    assert "已撤回" in wang.last.text
    assert (await actor_of(desk, wang)).person.consent_at is None
    await wang.says("我的家")
    assert "同意并继续" in wang.buttons
    house = await desk.house("3-2-502")
    await wang.forges(f"hm:rel:::0:{house.id}:owner")
    assert len((await actor_of(desk, wang)).residences) == 1
    await wang.says("/privacy")
    assert "还没有同意" in wang.last.text
    await wang.taps("同意并继续")
    assert (await actor_of(desk, wang)).person.consent_at is not None
    await desk.assert_nothing_lost()


async def test_nothing_of_this_answers_in_a_group(desk: DeskOnTrial) -> None:
    zhang = await desk.staff("张师傅", team="repair")
    group = await desk.team("repair", zhang)
    for command in ("/start", "/help", "/settings", "/privacy", "/language", "/menu", "/home"):
        await zhang.says(command, in_=group)
    assert group.messages == []


@pytest.mark.parametrize("words", ["English please", "切换英文", "請說英文"])
async def test_another_language_is_asked_for_in_plain_words(desk: DeskOnTrial, words: str) -> None:
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says(words)
    await wang.taps("English")
    await wang.says("/help")
    assert "Guides" in wang.last.text
