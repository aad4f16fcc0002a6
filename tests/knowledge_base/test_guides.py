"""The guides: complete in three languages, true to base and desk file, and never with a hole."""

import re
import shutil
from pathlib import Path

import pytest

from bot.desk_file import load_desk
from domain.ticket import TicketKind
from knowledge_base.guides import LONGEST_STEP, GuideFile, facts_of, read_guides
from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import CONTENT, LANGUAGES, read_content, read_facts
from knowledge_base.placeholders import FactValue
from knowledge_base.schema import ContentError

EXAMPLE = Path(__file__).parents[2] / "deploy" / "desk.example.yaml"
FILES = read_guides(CONTENT, frozenset(fact.key for fact in read_facts()))
WANTED = {"move-in", "renovation", "move-out", "visitor", "parking-space"}


def test_there_is_a_guide_for_each_procedure() -> None:
    assert {file.id for file in FILES} == WANTED


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.id)
def test_a_guide_fits_the_base_and_the_desk_file(file: GuideFile) -> None:
    desk = load_desk(EXAMPLE)
    category = desk.category(file.request)
    assert category is not None
    assert TicketKind.REQUEST in category.kinds
    assert set(file.entries) <= {entry.entry_id for entry in read_content({}).entries}
    assert facts_of(file) <= desk.facts.keys()


def test_three_languages_are_complete(base: KnowledgeBase) -> None:
    for language in LANGUAGES:
        for file, guide in zip(FILES, base.guides(language), strict=True):
            assert len(guide.steps) == len(file.steps)
            said = [guide.name, guide.intro, guide.cost, guide.time, *guide.documents]
            said += [f"{step.title} {step.text}" for step in guide.steps]
            assert not re.search(r"[{}!！]", "".join(said))
            if language == "en":
                assert not re.search("[\u3400-\u9fff]", "".join(said))
            else:
                assert all(len(step.text) <= LONGEST_STEP + 60 for step in guide.steps)


def test_without_facts_there_are_fewer_steps_and_no_holes() -> None:
    bare = KnowledgeBase.from_content({})
    for file, guide in zip(FILES, bare.guides("zh-Hans"), strict=True):
        assert 0 < len(guide.steps) < len(file.steps)
        assert not re.search(r"[{}]|：。", "".join(step.text for step in guide.steps))
        assert (guide.cost, guide.time) == ("", "")


def test_entries_lead_to_their_guide(base: KnowledgeBase) -> None:
    assert base.guide_of("renovation-deposit") == "renovation"
    assert base.guide_of("property-fee-rate") is None
    assert base.guide("renovation", "zh-Hant") == base.guides("zh-Hant")[3]
    assert base.guide("nothing", "en") is None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(CONTENT, tmp_path / "content")
    return tmp_path / "content"


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        ("id: visitor", "id: Visitor", "id"),
        ("id: visitor", "id: move-in", "taken by another guide"),
        ("parking-visitor]", "move-in-deposit]", "leads to the guide 'move-in'"),
        ("{facts.visitor_rule}。", "{facts.visitor_rules}。", "unknown fact 'visitor_rules'"),
        ("{facts.visitor_rule}。", "{visitor}。", "placeholder"),
        ("{facts.visitor_rule}。", "没有。", "same facts"),
        ("客人报您的房号就行。", "客" * 121, "steps / 3 / text / zh"),
        ("request: visitor", "request: Visitor!", "request"),
    ],
)
def test_mistakes_are_named(folder: Path, before: str, after: str, said: str) -> None:
    path = folder / "guides" / "visitor.yaml"
    text = path.read_text(encoding="utf-8")
    assert before in text
    path.write_text(text.replace(before, after, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=r"visitor\.yaml") as raised:
        read_content({}, folder)
    assert said in str(raised.value)


def test_a_folder_without_guides_has_none(folder: Path) -> None:
    shutil.rmtree(folder / "guides")
    base = KnowledgeBase.from_content({}, folder)
    assert base.guides("en") == ()
    assert base.guide_of("renovation-deposit") is None


def test_elsewhere_the_steps_have_that_places_facts(
    base: KnowledgeBase, example_facts: dict[str, FactValue]
) -> None:
    there = base.elsewhere({**example_facts, "service_phone": "020 7946 0100"})
    guide = there.guide("move-in", "en")
    assert guide is not None
    assert "020 7946 0100" in guide.steps[0].text
