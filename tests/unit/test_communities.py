"""Which communities somebody may mean, and what they are answered where they may mean several."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest

from bot.desk_file import load_desk
from domain.desk import Community, Desk
from domain.language import Language, Localized
from domain.people import (
    Actor,
    House,
    HouseId,
    Person,
    PersonId,
    Relation,
    Residence,
    ResidenceStatus,
    StaffId,
    StaffMember,
    StaffRole,
)
from handlers.communities import communities_of, take_name
from handlers.consult_answers import SeveralBases
from knowledge_base.knowledge import KnowledgeBase
from services.knowledge import Taught, TaughtEntry

EXAMPLE = Path(__file__).parents[2] / "deploy" / "desk.example.yaml"


@pytest.fixture(scope="module")
def desk() -> Desk:
    """Three communities; the name of one begins with that of another."""
    one = load_desk(EXAMPLE)
    sun = one.communities[0]
    second = replace(sun, code="sun_2", name=_name("阳光花园二期", "Sunshine Garden Two"))
    moon = replace(sun, code="moon", name=_name("月亮湾", "Moon Bay"))
    return replace(one, communities=(sun, second, moon))


def _name(zh: str, en: str) -> Localized:
    return Localized({Language.ZH_HANS: zh, Language.ZH_HANT: zh, Language.EN: en})


ME = Person(
    id=PersonId(1),
    telegram_id=1,
    name="王女士",
    phone=None,
    language=Language.ZH_HANS,
    language_chosen=True,
    consent_version=None,
    consent_at=None,
    reachable=True,
)


def home(
    community: str,
    relation: Relation = Relation.OWNER,
    status: ResidenceStatus = ResidenceStatus.VERIFIED,
) -> Residence:
    house = House(id=HouseId(1), community=community, building="3", unit="2", room="501")
    return Residence(id=1, person_id=ME.id, house=house, relation=relation, status=status)


def post(community: str, *, active: bool = True) -> StaffMember:
    return StaffMember(
        id=StaffId(1),
        community=community,
        team="repair",
        role=StaffRole.WORKER,
        name="王女士",
        phone=None,
        person_id=ME.id,
        telegram_id=1,
        active=active,
    )


@pytest.mark.parametrize(
    ("residences", "posts", "codes"),
    [
        ((), (), ["sunshine", "sun_2", "moon"]),
        ((home("moon"),), (), ["moon"]),
        ((home("moon"), home("sunshine")), (), ["sunshine", "moon"]),
        ((home("moon"), home("sunshine", Relation.VISITOR)), (), ["moon"]),
        ((home("moon", Relation.VISITOR),), (), ["moon"]),
        ((home("moon"), home("sun_2", status=ResidenceStatus.REFUSED)), (), ["moon"]),
        ((home("sun_2", status=ResidenceStatus.REFUSED),), (), ["sun_2"]),
        ((), (post("moon"),), ["moon"]),
        ((home("sunshine"),), (post("moon"),), ["sunshine", "moon"]),
        ((), (post("moon", active=False),), ["sunshine", "sun_2", "moon"]),
        ((home("gone"),), (), ["sunshine", "sun_2", "moon"]),
    ],
)
def test_where_somebody_belongs(
    desk: Desk,
    residences: tuple[Residence, ...],
    posts: tuple[StaffMember, ...],
    codes: list[str],
) -> None:
    actor = Actor(person=ME, residences=residences, posts=posts)
    assert [one.code for one in communities_of(desk, actor)] == codes


@pytest.mark.parametrize(
    ("text", "code", "rest"),
    [
        ("月亮湾", "moon", ""),
        ("本月 月亮湾 维修组", "moon", "本月 维修组"),
        ("月亮湾3栋2单元501", "moon", "3栋2单元501"),
        ("moon bay  3-2-501", "moon", "3-2-501"),
        ("moon", "moon", ""),
        ("moonlight", None, "moonlight"),
        ("阳光花园二期南门", "sun_2", "南门"),
        ("阳光花园南门", "sunshine", "南门"),
        ("Sunshine Garden Two", "sun_2", ""),
        ("火星", None, "火星"),
        ("", None, ""),
    ],
)
def test_a_community_is_named_in_a_text(
    desk: Desk, text: str, code: str | None, rest: str
) -> None:
    found, left = take_name(text, desk)
    assert (found.code if found else None, left) == (code, rest)


def test_where_there_is_one_community_nothing_is_taken_out_of_a_text(desk: Desk) -> None:
    alone = replace(desk, communities=desk.communities[:1])
    assert take_name("阳光花园 南门", alone) == (None, "阳光花园 南门")


# ---- answers ------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def base(desk: Desk) -> KnowledgeBase:
    return KnowledgeBase.from_content(desk.facts)


def several(desk: Desk, base: KnowledgeBase, facts: Mapping[str, str]) -> SeveralBases:
    sun, _, moon = desk.communities
    there = {key: value for key, value in {**desk.facts, **facts}.items() if value}
    pairs: list[tuple[Community, KnowledgeBase]] = [(sun, base), (moon, base.elsewhere(there))]
    return SeveralBases(pairs)


def test_what_both_say_is_said_once(desk: Desk, base: KnowledgeBase) -> None:
    reply = several(desk, base, {}).ask("物业费多少钱", "zh-Hans")
    assert reply == base.ask("物业费多少钱", "zh-Hans")


def test_what_differs_stands_below_each_name(desk: Desk, base: KnowledgeBase) -> None:
    there = several(desk, base, {"property_fee": "3 GBP"})
    for language, names in (("zh-Hans", ("阳光花园", "月亮湾")), ("en", ("Sunshine", "Moon"))):
        reply = there.ask("物业费多少钱", language)
        answer = reply.matches[0].answer
        assert reply.decision == "answer"
        assert answer.index(names[0]) < answer.index("2.8") < answer.index(names[1])
        assert answer.index(names[1]) < answer.index("3 GBP")


def test_what_one_cannot_answer_is_left_to_a_person(desk: Desk, base: KnowledgeBase) -> None:
    there = several(desk, base, {"property_fee": ""})
    assert there.ask("物业费多少钱", "zh-Hans").decision == "abstain"
    known = base.ask("物业费多少钱", "zh-Hans").matches[0]
    assert there.entry(known.entry_id, "zh-Hans") is None
    listed = {match.entry_id for match in there.in_topic(known.category, "zh-Hans")}
    assert known.entry_id not in listed
    assert listed
    assert there.topics("en") == base.topics("en")
    assert there.entry("no-such-entry", "en") is None
    near = {match.entry_id for match in there.nearest("物业费多少钱", "zh-Hans", 5)}
    assert near
    assert known.entry_id not in near


def test_what_was_taught_in_one_is_not_said_to_all(desk: Desk) -> None:
    here = KnowledgeBase.from_content(desk.facts, community="sun")
    both = SeveralBases([(desk.communities[0], here), (desk.communities[1], here.elsewhere(None))])
    own = TaughtEntry(
        entry_id="t-1",
        community="sun",
        category="facilities",
        language=Language.ZH_HANS,
        question="萤火虫观赏夜什么时候办",
        answer="每年七月。",
    )
    here.search.teach(Taught(version=1, entries=(own,)))
    assert here.ask(own.question, "zh-Hans").decision == "answer"
    assert both.ask(own.question, "zh-Hans").decision == "abstain"
    assert both.clusters([own.question, own.question, "物业费"]) == [[0, 1], [2]]
