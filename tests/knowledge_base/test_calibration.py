"""Calibration and evaluation: they learn from a small base, and count honestly."""

import json
from pathlib import Path

import numpy as np
import pytest

from knowledge_base.calibration import calibrate, main
from knowledge_base.encoders import LIGHT
from knowledge_base.evaluate import Question, evaluate, read_questions
from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import Content, read_content
from knowledge_base.search import Index
from knowledge_base.weights import read_weights, write_weights


@pytest.fixture(scope="module")
def small() -> Content:
    content = read_content({})
    return Content(
        topics=content.topics,
        entries=content.entries[:12],
        facts=content.facts,
        background=content.background[:60],
        foreign=content.foreign,
        concepts=content.concepts,
    )


def ask(text: str, expects: str | None) -> Question:
    return Question(text=text, expects=expects, style="chatty", language="zh")


def test_calibration_learns_to_tell_known_from_unknown(small: Content, tmp_path: Path) -> None:
    chosen = small.entries[0].entry_id
    questions = [ask(entry.phrasings[2], entry.entry_id) for entry in small.entries]
    questions += [ask(text, None) for text in ("讲个故事", "今天几度", "我要订机票")]
    weights = calibrate([(small, questions)], LIGHT, [])
    assert 0.0 < weights.suggest_from <= weights.answer_from < 1.0
    index = Index(small)
    known = index.search(small.entries[0].phrasings[2], weights)
    assert small.entries[known.entries[0][0]].entry_id == chosen
    assert known.trust > index.search("我要订机票去外地", weights).trust
    write_weights([weights], tmp_path)
    assert read_weights(LIGHT, tmp_path).answer_from == weights.answer_from


def test_a_line_that_is_left_out_does_not_help_itself(small: Content) -> None:
    index = Index(small)
    line = index.lines.index(next(text for text in index.lines if len(text) > 6))
    owner = index.owners[line]

    def cosine(left_out: int | None) -> float:
        found = index.find(index.lines[line], left_out)
        assert found is not None
        (place,) = np.flatnonzero(found.entries == owner)
        return float(found.features[place, 0])

    assert cosine(None) == pytest.approx(1.0)
    assert cosine(line) < 0.999


def test_the_report_counts_each_kind(base: KnowledgeBase) -> None:
    questions = [
        ask("停车月卡价格", "parking-fixed-fee"),
        ask("停车月卡价格", "heating"),
        ask("停车月卡价格", None),
        ask("😀", None),
        ask("😀", "heating"),
    ]
    report = evaluate(base, [base.order(question.text) for question in questions], questions)
    assert (report.answerable, report.unanswerable) == (3, 2)
    for share in (report.hit_1, report.answered, report.wrong, report.abstained):
        assert share == pytest.approx(1 / 3)
    assert report.refused == pytest.approx(0.5)
    assert {(found.expected, found.given) for found in report.confusions} == {
        ("heating", "parking-fixed-fee"),
        (None, "parking-fixed-fee"),
    }


def test_a_bad_line_of_questions_is_named(tmp_path: Path) -> None:
    path = tmp_path / "q.jsonl"
    good = {"text": "a", "expects": None, "style": "s", "language": "zh"}
    path.write_text(json.dumps(good) + "\n{}\n", encoding="utf-8")
    with pytest.raises(ValueError, match=r"q\.jsonl, line 2"):
        read_questions(path)


def test_the_command_says_how_it_is_used(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main([])
    assert "usage" in capsys.readouterr().err
