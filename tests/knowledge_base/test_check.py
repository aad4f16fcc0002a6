"""What a check of the knowledge base finds, and that it finds nothing where all is well."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from domain.language import Language
from knowledge_base.check import check_file, check_shipped
from knowledge_base.check_truth import Surroundings
from knowledge_base.findings import Finding, Group
from knowledge_base.knowledge import Search
from knowledge_base.loader import CONTENT, Content, read_content

FACTS = """\
desk_phone: {zh: 电话, en: phone, example: "021-5555-0100"}
fee: {zh: 费用, en: fee, example: {zh: 三元, en: CNY 3}}
"""
BACKGROUND = """\
words: {zh: [火星], en: [mars]}
reports: {any: [水管爆了]}
outside: {any: [明天天气怎么样]}
unknown: {any: [附近哪个菜场便宜]}
"""
ENTRY = """\
  - id: {id}
    zh:
      question: {zh[0]}
      answer: {answer}
      phrasings: [{zhs}]
    en:
      question: {en[0]}
      answer: {answer}
      phrasings: [{ens}]
"""
POOL = (
    ["泳池几点开门", "泳池开放时间", "游泳池今天开吗", "什么时候能去泳池游泳",
     "泳池营业到几点", "泳池几点关门"],
    ["When is the pool open", "pool hours", "is the pool open", "pool open on Sunday",
     "opening time of the pool", "when does the pool close"],
)  # fmt: skip
CARD = (
    ["门禁卡丢了怎么办", "门禁卡不见了", "补办门禁卡", "挂失门禁卡",
     "门禁卡丢了找谁补", "重新办一张门禁卡"],
    ["I lost my access card", "lost access card", "replace the access card", "new access card",
     "access card is gone", "where do I get another access card"],
)  # fmt: skip
GUIDE = """\
id: swim
reviewed: 2026-11-01
request: swim
entries: [pool]
name: {zh: 游泳卡, en: Swim card}
intro: {zh: 很快, en: Quick}
documents: [{zh: 证件, en: ID}]
steps:
  - {title: {zh: 来, en: Come}, text: {zh: 来前台, en: Come to the desk}}
  - {title: {zh: 交费, en: Pay}, text: {zh: "交{facts.fee}", en: "Pay {facts.fee}"}}
"""
AROUND = Surroundings(
    facts={"阳光花园": {"desk_phone": "021-5555-0100", "fee": {"zh": "三元", "en": "CNY 3"}}},
    requests=frozenset({"swim"}),
    today=date(2026, 11, 22),
)


def entry(entry_id: str, lines: tuple[list[str], list[str]], answer: str = "'{facts.fee}'") -> str:
    zh, en = lines
    return ENTRY.format(
        id=entry_id, zh=zh, en=en, zhs=", ".join(zh[1:]), ens=", ".join(en[1:]), answer=answer
    )


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small base without a flaw."""
    for name in ("concepts.yaml", "weights.yaml", "refusals.yaml"):
        shutil.copy(CONTENT / name, tmp_path / name)
    (tmp_path / "facts.yaml").write_text(FACTS, encoding="utf-8")
    (tmp_path / "background.yaml").write_text(BACKGROUND, encoding="utf-8")
    (tmp_path / "guides").mkdir()
    (tmp_path / "guides" / "swim.yaml").write_text(GUIDE, encoding="utf-8")
    write(tmp_path, entry("pool", POOL), entry("card", CARD))
    return tmp_path


def write(folder: Path, *entries: str, reviewed: str = "2026-11-01") -> None:
    head = f"category: club\nname: {{zh: 会所, en: Club}}\nreviewed: {reviewed}\nentries:\n"
    (folder / "club.yaml").write_text(head + "".join(entries), encoding="utf-8")


def checked(folder: Path, around: Surroundings = AROUND) -> list[Finding]:
    return check_shipped(folder, around, Search, lambda done, total: None)


def said(found: list[Finding], group: Group) -> list[str]:
    return [f"{one.place} {one.what.text(Language.EN)}" for one in found if one.group is group]


def groups(found: list[Finding]) -> set[Group]:
    return {one.group for one in found}


def test_a_good_base_has_no_findings(folder: Path) -> None:
    ticks: list[tuple[int, int]] = []
    assert check_shipped(folder, AROUND, Search, lambda *at: ticks.append(at)) == []
    assert ticks[-1] == (24, 24)


def test_the_same_line_in_two_entries_is_an_error(folder: Path) -> None:
    again = ([*CARD[0], "请问，泳池开放时间？"], CARD[1])
    write(folder, entry("pool", POOL), entry("card", again))
    found = checked(folder)
    (line,) = said(found, Group.DUPLICATE)
    assert line == "club.yaml: pool “泳池开放时间” stands in another entry too: club.yaml: card."
    assert any(one.is_error for one in found)


def test_nearly_the_same_line_is_a_warning(folder: Path) -> None:
    nearly = (CARD[0], [*CARD[1], "when does the pool closes"])
    write(folder, entry("pool", POOL), entry("card", nearly))
    found = checked(folder)
    (line,) = said(found, Group.ALIKE)
    assert "when does the pool close" in line
    assert not any(one.is_error for one in found)


def test_a_phrasing_in_the_background_is_an_error(folder: Path) -> None:
    weather = ([*POOL[0], "明天天气怎么样？"], POOL[1])
    write(folder, entry("pool", weather), entry("card", CARD))
    (line,) = said(checked(folder), Group.BACKGROUND)
    assert line.startswith("club.yaml: pool “明天天气怎么样？”")


def test_entries_in_each_others_way_are_named_with_scores(folder: Path) -> None:
    hidden = (
        ["什么时候开", "泳池周末几点开门", "泳池节假日几点开门", "泳池晚上几点关门",
         "泳池早上几点开门", "泳池中午开门吗"],
        ["weekend hours", "pool hours at weekends", "pool open at weekends",
         "is the pool open late", "pool close at night", "pool open on holidays"],
    )  # fmt: skip
    write(folder, entry("pool", POOL), entry("card", CARD), entry("weekend", hidden))
    found = checked(folder)
    assert {Group.CROSSED, Group.UNREACHABLE} & groups(found)
    (crossed,) = said(found, Group.CROSSED)
    assert "club.yaml: pool" in crossed
    assert "club.yaml: weekend" in crossed
    assert not any(one.is_error for one in found)


def test_an_entry_that_its_own_lines_do_not_find_is_named(folder: Path) -> None:
    odd = (
        ["泳池几点开门呀", "门禁卡不见了吗", "一二三", "花开花落", "东南西北", "甲乙丙丁"],
        ["pool hour", "access card lost", "alpha", "beta", "gamma", "delta"],
    )
    others = [entry(f"card{n}", CARD_LIKE(n)) for n in range(3)]
    write(folder, entry("pool", POOL), entry("card", CARD), *others, entry("odd", odd))
    lines = said(checked(folder), Group.UNREACHABLE)
    assert any(line.startswith("club.yaml: odd") and "do not find it" in line for line in lines)


def CARD_LIKE(number: int) -> tuple[list[str], list[str]]:
    thing = ["车位", "快递", "宽带"][number], ["parking", "parcel", "broadband"][number]
    return (
        [f"{thing[0]}怎么{deed}" for deed in ("办", "退", "续", "查", "换", "问")],
        [f"how to {deed} {thing[1]}" for deed in ("get", "end", "renew", "see", "change", "ask")],
    )


@pytest.mark.parametrize(
    ("answer", "group", "words"),
    [
        ("看 http://sunshine", Group.LINKS, "http://sunshine"),
        ("看 https:/sun.example.cn", Group.LINKS, "https:/sun.example.cn"),
        ("看 www..cn", Group.LINKS, "www..cn"),
        ("'看 {facts.fee'", Group.BROKEN, "brace"),
        ("'看 {facts.fees}'", Group.BROKEN, "unknown fact 'fees'"),
        ("字" * 4097, Group.BROKEN, "4096"),
    ],
)
def test_answers_that_cannot_be_said(folder: Path, answer: str, group: Group, words: str) -> None:
    write(folder, entry("pool", POOL, answer), entry("card", CARD))
    found = checked(folder)
    (line,) = said(found, group)
    assert words in line
    assert "pool" in line
    assert any(one.is_error for one in found)


def test_good_addresses_are_no_findings(folder: Path) -> None:
    answer = "看 https://sun.example.cn/pool?a=1，或 www.example.com。"
    write(folder, entry("pool", POOL, answer), entry("card", CARD))
    assert checked(folder) == []


def test_all_broken_entries_are_named_at_once(folder: Path) -> None:
    write(folder, entry("pool", POOL, "'{x}'"), entry("card", CARD, "'{facts.no}'"))
    assert [line.split(" ")[0] for line in said(checked(folder), Group.BROKEN)] == [
        "club.yaml",
        "club.yaml",
    ]


def test_an_answer_that_is_too_long_with_one_communitys_facts(folder: Path) -> None:
    long = {"月亮湾": {"desk_phone": "1", "fee": "长" * 5000}}
    found = checked(folder, replace(AROUND, facts={**AROUND.facts, **long}))
    assert any("over 4,096" in line for line in said(found, Group.BROKEN))


def test_facts_that_are_not_set_and_facts_that_nobody_uses(folder: Path) -> None:
    facts = {"阳光花园": AROUND.facts["阳光花园"], "月亮湾": {"desk_phone": "1", "fees": "三元"}}
    found = checked(folder, replace(AROUND, facts=facts))
    lines = said(found, Group.FACTS)
    assert "club.yaml: pool 月亮湾: not offered, for fee is not set." in lines
    assert any(line.startswith("facts.fees no answer uses it") for line in lines)
    assert "guides: swim fee not set: the steps that name it are left out." in lines
    assert not any(one.is_error for one in found)


def test_guides_that_lead_nowhere(folder: Path) -> None:
    path = folder / "guides" / "swim.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("[pool]", "[pool, gone]"), encoding="utf-8")
    found = checked(folder, replace(AROUND, requests=frozenset()))
    assert said(found, Group.LINKS) == ["guides: swim there is no entry gone."]
    (no_request,) = said(found, Group.FACTS)
    assert "takes no requests of the category swim" in no_request


@pytest.mark.parametrize(("after", "stale"), [(180, 2), (365, 0), (30, 3)])
def test_what_nobody_has_reviewed_for_long(folder: Path, after: int, stale: int) -> None:
    write(folder, entry("pool", POOL), entry("card", CARD), reviewed="2026-05-01")
    path = folder / "guides" / "swim.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("2026-11-01", "2026-10-01"), encoding="utf-8")
    found = checked(folder, replace(AROUND, review_after=timedelta(days=after)))
    assert len(said(found, Group.STALE)) == stale


def test_too_few_phrasings_and_one_without_words(folder: Path) -> None:
    few = ([*POOL[0][:5], "'？！'"], POOL[1])
    write(folder, entry("pool", few), entry("card", CARD))
    found = checked(folder)
    assert said(found, Group.FEW) == ["club.yaml: pool phrasings in Chinese: 4; 5 are better."]
    (wordless,) = said(found, Group.BROKEN)
    assert "holds no words" in wordless


# ---- a base in one file -------------------------------------------------------------------


@pytest.fixture
def shipped(folder: Path) -> Content:
    return read_content({}, folder)


def lines_of(*rows: object) -> str:
    return "\n".join(row if isinstance(row, str) else json.dumps(row) for row in rows)


ROW = {"id": "pool", "question": POOL[0][0], "answer": "七点。", "phrasings": POOL[0][1:]}
OTHER = {"id": "card", "question": CARD[0][0], "answer": "挂失。", "phrasings": CARD[0][1:]}


@pytest.fixture
def file_check(tmp_path: Path, shipped: Content) -> Callable[..., list[Finding]]:
    def check(*rows: object) -> list[Finding]:
        path = tmp_path / "base.jsonl"
        path.write_text(lines_of(*rows), encoding="utf-8")
        return check_file(path, shipped, AROUND, Search, lambda done, total: None)

    return check


def test_a_good_file_has_no_findings(file_check: Callable[..., list[Finding]]) -> None:
    assert file_check(ROW, OTHER) == []


def test_bad_lines_and_good_ones_are_checked_at_once(
    file_check: Callable[..., list[Finding]],
) -> None:
    found = file_check(
        ROW,
        {**OTHER, "phrasings": [POOL[0][1]]},
        {**ROW, "question": ""},
        {**ROW, "id": "c", "answer": "字" * 4097},
        "{",
        {**ROW, "id": "d", "answer": "{facts.fee}"},
    )
    assert said(found, Group.BROKEN) == [
        "base.jsonl:3 the id 'pool' is taken by line 1.",
        "base.jsonl:3 question is empty.",
        "base.jsonl:4 answer is over 4,096 characters.",
        "base.jsonl:5 it is no JSON: Expecting property name enclosed in double quotes.",
        "base.jsonl:6 there is a placeholder or half a brace; "
        "a base in one file has no facts to put into it.",
    ]
    (duplicate,) = said(found, Group.DUPLICATE)
    assert duplicate.startswith("base.jsonl:1 pool ")
    assert said(found, Group.FEW) == ["base.jsonl:2 card phrasings in Chinese: 1; 5 are better."]


def test_a_file_of_bad_lines_only(file_check: Callable[..., list[Finding]]) -> None:
    found = file_check("{", "[]")
    assert [one.place for one in found] == ["base.jsonl:1", "base.jsonl:2"]
    (empty,) = file_check("")
    assert "holds no entries" in empty.what.text(Language.EN)
