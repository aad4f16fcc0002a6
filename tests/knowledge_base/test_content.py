"""The shipped content: complete, consistent, and free of what must not be said to owners."""

import re
from collections import Counter

import pytest
import yaml

from knowledge_base.encoders import MODES
from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import CONTENT, LANGUAGES, read_content, read_facts, topic_files
from knowledge_base.normalize import normalize, to_simplified
from knowledge_base.placeholders import FactValue
from knowledge_base.schema import TopicFile, read_file

TOPIC_FILES = topic_files()
FILES = [read_file(path, TopicFile) for path in TOPIC_FILES]
ITEMS = [item for file in FILES for item in file.entries]
# requirements (c), each with entries that speak of it
TOPICS_ASKED_FOR = {
    "fees": {"property-fee-due", "property-fee-composition", "property-fee-increase"},
    "payment and arrears": {"property-fee-payment", "property-fee-arrears"},
    "apportionment": {"shared-utilities"},
    "parking": {"parking-fixed-fee", "parking-temporary-fee", "parking-apply"},
    "lifts": {"lift-numbers", "lift-use", "lift-trapped"},
    "air-conditioning": {"air-conditioning-hours", "air-conditioning-overtime"},
    "supply": {"power-capacity"},
    "facilities": {"public-facilities", "sports-facilities"},
    "moving": {"move-in-procedure", "move-in-deposit", "move-out-procedure"},
    "renovation": {"renovation-procedure", "renovation-deposit", "renovation-forbidden"},
    "keys": {"keys-lost", "keys-collect"},
    "rules": {"owners-covenant", "noise-neighbour", "leak-from-upstairs"},
    "reporting": {"repair-how-to", "repair-response-time", "complaint-time", "request-progress"},
    "services": {"household-services", "special-services", "service-standards"},
    "outages": {"power-outage", "water-outage", "planned-outage-notice"},
    "safety": {"emergency-contacts", "fire-what-to-do", "water-quality"},
    "community": {"community-activities", "open-day", "satisfaction-survey"},
    "owners": {"owners-assembly", "owners-committee", "property-contract", "owners-rights"},
    "privacy": {"privacy-what-stored", "privacy-who-sees", "privacy-delete"},
    "proofs": {"residence-letter", "clearance-letter"},
    "away and lost": {"away-from-home", "lost-found", "missing-person"},
    "access": {"barrier-free", "green-certification", "smart-devices", "visitor-reception"},
}


def test_there_are_enough_entries_on_every_topic() -> None:
    ids = {item.id for item in ITEMS}
    assert len(ids) >= 150
    missing = {topic: wanted - ids for topic, wanted in TOPICS_ASKED_FOR.items() if wanted - ids}
    assert missing == {}


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: item.id)
def test_an_entry_is_said_in_many_ways(item: object) -> None:
    entry = next(known for known in ITEMS if known is item)
    for wording in (entry.zh, entry.en):
        said = [normalize(line) for line in wording.phrasings]
        assert len(set(said)) >= 5, f"{entry.id}: says the same thing twice"
        assert all(said), f"{entry.id}: a phrasing holds no words"


def test_no_phrasing_belongs_to_two_entries() -> None:
    owners: dict[str, set[str]] = {}
    for item in ITEMS:
        for wording in (item.zh, item.en):
            for line in (wording.question, *wording.phrasings):
                owners.setdefault(normalize(line), set()).add(item.id)
    assert {line: ids for line, ids in owners.items() if len(ids) > 1} == {}


def test_no_phrasing_stands_in_the_background() -> None:
    content = read_content({})
    phrasings = {normalize(line) for entry in content.entries for line in entry.phrasings}
    assert phrasings & {normalize(line) for line in content.background} == set()


def test_every_described_fact_is_used_and_every_used_one_described() -> None:
    used = {
        key
        for item in ITEMS
        for wording in (item.zh, item.en)
        for key in re.findall(r"\{facts\.(\w+)\}", wording.answer)
    }
    assert used == {fact.key for fact in read_facts()}


def test_facts_have_a_meaning_and_a_believable_example() -> None:
    for fact in read_facts():
        assert fact.meaning["zh"]
        assert fact.meaning["en"]
        example = fact.example if isinstance(fact.example, str) else fact.example["zh"]
        assert example != fact.meaning["zh"]


def test_three_languages_are_complete(base: KnowledgeBase) -> None:
    for item in ITEMS:
        for language in LANGUAGES:
            match = base.entry(item.id, language)
            assert match is not None, f"{item.id} lacks a described fact"
            assert match.question
            assert 20 <= len(match.answer) <= 900, item.id
            assert "{" not in match.answer
            assert "facts." not in match.answer
    assert [name for _, name in base.topics("zh-Hant")] != [
        name for _, name in base.topics("zh-Hans")
    ]


def test_traditional_is_the_same_text_in_other_characters(base: KnowledgeBase) -> None:
    for item in ITEMS:
        plain, traditional = base.entry(item.id, "zh-Hans"), base.entry(item.id, "zh-Hant")
        assert plain is not None
        assert traditional is not None
        assert to_simplified(traditional.answer) == to_simplified(plain.answer)
    answer = base.entry("lift-trapped", "zh-Hant")
    assert answer is not None
    assert "電梯" in answer.question
    assert "轿" not in answer.answer


def test_english_answers_are_english(base: KnowledgeBase) -> None:
    for item in ITEMS:
        match = base.entry(item.id, "en")
        assert match is not None
        assert not re.search(r"[\u3400-\u9fff]", match.question + match.answer), item.id


@pytest.mark.parametrize(
    "forbidden",
    [
        "GB/T",
        "GB／T",
        "DB11",
        "合同法",
        "Contract Law",
        "294",
        "ISO9",
        "ISO 9",
        "85.7",
        "32%",
        "28%",
        "45%",
    ],
)
def test_nothing_unverified_is_quoted(forbidden: str) -> None:
    for path in TOPIC_FILES:
        assert forbidden.lower() not in path.read_text(encoding="utf-8").lower(), path.name


def test_the_ambulance_number_comes_only_from_a_fact() -> None:
    for item in ITEMS:
        for wording in (item.zh, item.en):
            assert not re.search(r"(?<!\d)120(?!\d)", wording.answer), item.id


def test_no_exclamation_marks() -> None:
    for item in ITEMS:
        assert not re.search("[!！]", item.zh.answer + item.en.answer), item.id


def test_phrasings_name_no_number_of_a_community() -> None:
    digits = re.compile(r"\d{3}-?\d{4}")
    for item in ITEMS:
        for line in (*item.zh.phrasings, *item.en.phrasings, item.zh.answer, item.en.answer):
            assert not digits.search(line), item.id


def test_keys_in_the_content_files_are_not_repeated() -> None:
    for name in ("facts.yaml", "concepts.yaml"):
        lines = (CONTENT / name).read_text(encoding="utf-8").splitlines()
        keys = Counter(line.split(":")[0] for line in lines if re.match(r"[a-z]", line))
        assert [key for key, times in keys.items() if times > 1] == []


def test_an_entry_without_its_fact_is_not_offered(example_facts: dict[str, FactValue]) -> None:
    facts = {key: value for key, value in example_facts.items() if key != "parking_fixed_fee"}
    base = KnowledgeBase.from_content(facts)
    assert base.entry("parking-fixed-fee", "zh-Hans") is None
    assert "parking-fixed-fee" not in {m.entry_id for m in base.in_topic("parking", "en")}
    reply = base.ask("停车月卡价格", "zh-Hans")
    assert reply.decision != "answer"
    assert "parking-fixed-fee" not in {match.entry_id for match in reply.matches}


def test_without_any_fact_the_general_entries_remain() -> None:
    base = KnowledgeBase.from_content({})
    assert base.entry("renovation-forbidden", "en") is not None
    assert base.entry("property-fee-rate", "en") is None
    assert base.ask("装修哪些不能动，可以敲墙吗", "zh-Hans").decision == "answer"
    assert all(base.in_topic(category, "en") for category, _ in base.topics("en"))


def test_the_weights_file_is_what_calibration_writes() -> None:
    raw = yaml.safe_load((CONTENT / "weights.yaml").read_text(encoding="utf-8"))
    assert tuple(raw) == MODES
    for learnt in raw.values():
        assert set(learnt) == {"rank", "trust", "answer_from", "suggest_from"}
