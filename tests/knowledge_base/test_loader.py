"""Bad content and bad facts: clear errors that name the file and the entry."""

import shutil
from datetime import date
from pathlib import Path

import pytest

from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import CONTENT, read_content
from knowledge_base.placeholders import FactValue
from knowledge_base.schema import ContentError

GOOD = """\
category: tests
name: {zh: 测试, en: Tests}
reviewed: 2026-11-22
entries:
  - id: first-entry
    zh:
      question: 第一个问题
      answer: 电话是 {facts.service_phone}。
      phrasings: [问题一]
    en:
      question: The first question
      answer: The phone is {facts.service_phone}.
      phrasings: [question one]
"""
PHONE = {"service_phone": "021-5555-0100"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "facts.yaml",
        "background.yaml",
        "concepts.yaml",
        "weights.yaml",
        "refusals.yaml",
    ):
        shutil.copy(CONTENT / name, tmp_path / name)
    (tmp_path / "tests.yaml").write_text(GOOD, encoding="utf-8")
    return tmp_path


def write(folder: Path, before: str, after: str) -> None:
    assert before in GOOD
    (folder / "tests.yaml").write_text(GOOD.replace(before, after), encoding="utf-8")


def test_good_content_loads_with_its_facts(folder: Path) -> None:
    base = KnowledgeBase.from_content(PHONE, folder)
    match = base.entry("first-entry", "zh-Hant")
    assert match is not None
    assert match.answer == "電話是 021-5555-0100。"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("first-entry", "First Entry", "entries"),
        ("第一个问题", '""', "first-entry"),
        ("第一个问题", '"   "', "question"),
        ("[问题一]", "[]", "phrasings"),
        ("[问题一]", "[yes]", "phrasings"),
        ("电话是 {facts.service_phone}。", "电话是 {facts.servce_phone}。", "servce_phone"),
        ("电话是 {facts.service_phone}。", "电话是 {phone}。", "placeholder"),
        ("电话是 {facts.service_phone}。", '"电话是 {facts.service_phone。"', "brace"),
        ("电话是 {facts.service_phone}。", "没有电话。", "same facts"),
        ("电话是 {facts.service_phone}。", "字" * 4097, "4096"),
        ("[问题一]", '["{facts.service_phone}"]', "only answers"),
        ("      question: The first question\n", "", "question"),
        ("category: tests", "category: tests\ncolour: red", "colour"),
        ("reviewed: 2026-11-22\n", "", "reviewed"),
        ("reviewed: 2026-11-22", "reviewed: last week", "reviewed"),
        ("  - id: first-entry", "  - id: first-entry\n    reviewed: soon", "reviewed"),
    ],
)
def test_mistakes_are_named_with_file_and_entry(
    folder: Path, before: str, after: str, said: str
) -> None:
    write(folder, before, after)
    with pytest.raises(ContentError) as caught:
        read_content(PHONE, folder)
    assert str(caught.value).startswith("tests.yaml: ")
    assert said in str(caught.value)
    if "First Entry" not in after and "colour" not in after and "reviewed" not in before:
        assert "entry 'first-entry'" in str(caught.value)


def test_an_entry_is_as_old_as_its_file_or_as_it_says(folder: Path) -> None:
    again = GOOD.replace("tests", "others").replace(
        "first-entry", "second-entry\n    reviewed: 2027-01-05"
    )
    (folder / "second.yaml").write_text(again, encoding="utf-8")
    entries = read_content(PHONE, folder).entries
    assert {entry.entry_id: entry.reviewed for entry in entries} == {
        "first-entry": date(2026, 11, 22),
        "second-entry": date(2027, 1, 5),
    }


def test_two_entries_of_one_id_are_refused(folder: Path) -> None:
    again = GOOD.replace("category: tests", "category: others")
    (folder / "second.yaml").write_text(again, encoding="utf-8")
    with pytest.raises(ContentError, match=r"tests\.yaml: entry 'first-entry': .*taken.*others"):
        read_content(PHONE, folder)


def test_two_files_of_one_category_are_refused(folder: Path) -> None:
    again = GOOD.replace("first-entry", "second-entry")
    (folder / "a.yaml").write_text(again, encoding="utf-8")
    with pytest.raises(ContentError, match="category 'tests' is in another file"):
        read_content(PHONE, folder)


def test_a_file_that_is_no_yaml_is_named(folder: Path) -> None:
    (folder / "tests.yaml").write_text("category: [", encoding="utf-8")
    with pytest.raises(ContentError, match=r"tests\.yaml: cannot be read"):
        read_content(PHONE, folder)


def test_an_empty_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ContentError, match=r"facts\.yaml"):
        read_content({}, tmp_path)


@pytest.mark.parametrize("value", [{"zh": "一"}, {"en": "one"}, {"zh": "一", "fr": "un"}, {}])
def test_a_fact_in_half_of_the_languages_is_refused(value: FactValue) -> None:
    with pytest.raises(ContentError, match="fact 'service_phone'"):
        read_content({"service_phone": value})


@pytest.mark.parametrize("value", ["", "   ", {"zh": "一", "en": " "}])
def test_an_empty_fact_counts_as_not_set(folder: Path, value: FactValue) -> None:
    base = KnowledgeBase.from_content({"service_phone": value}, folder)
    assert base.entry("first-entry", "en") is None


def test_a_fact_is_put_in_as_it_is_and_not_expanded_again(folder: Path) -> None:
    base = KnowledgeBase.from_content({"service_phone": r"{facts.service_phone} \1"}, folder)
    match = base.entry("first-entry", "en")
    assert match is not None
    assert match.answer == r"The phone is {facts.service_phone} \1."


def test_elsewhere_the_search_is_the_same_and_the_facts_are_its_own(folder: Path) -> None:
    base = KnowledgeBase.from_content(PHONE, folder)
    there = base.elsewhere({"service_phone": "020 7946 0100"})
    for language in ("zh-Hans", "zh-Hant", "en"):
        found = there.entry("first-entry", language)
        assert found is not None
        assert "020 7946 0100" in found.answer
        assert base.order(found.question) == there.order(found.question)
    assert base.elsewhere({}).entry("first-entry", "en") is None


def test_an_answer_that_a_fact_makes_too_long_is_named(folder: Path) -> None:
    with pytest.raises(ContentError, match=r"entry 'first-entry': with its facts"):
        read_content({"service_phone": "9" * 4096}, folder)


def test_facts_differ_by_language_and_unknown_ones_are_left_alone(folder: Path) -> None:
    facts: dict[str, FactValue] = {
        "service_phone": {"zh": "打 8100", "en": "dial 8100"},
        "something_else": "x",
    }
    base = KnowledgeBase.from_content(facts, folder)
    chinese, english = base.entry("first-entry", "zh-Hans"), base.entry("first-entry", "en")
    assert chinese is not None
    assert english is not None
    assert (chinese.answer, english.answer) == ("电话是 打 8100。", "The phone is dial 8100.")


@pytest.mark.parametrize(
    ("before", "after"),
    [("answer_from", "answered_from"), ("answer_from: 0.", "answer_from: 7.")],
)
def test_weights_that_do_not_fit_are_refused(folder: Path, before: str, after: str) -> None:
    path = folder / "weights.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace(before, after), encoding="utf-8")
    with pytest.raises(ContentError, match=r"weights\.yaml"):
        KnowledgeBase.from_content(PHONE, folder)
