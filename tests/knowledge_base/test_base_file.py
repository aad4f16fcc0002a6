"""A base of one's own in a file: what is wrong in it is named by its line."""

import json
from datetime import date
from pathlib import Path

import pytest

from knowledge_base.base_file import read_base
from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import Content, read_content
from knowledge_base.schema import ContentError

ROW = {
    "id": "Pool_1",
    "question": "泳池几点开？",
    "answer": "每天 7 点到 21 点。",
    "category": "会所",
    "phrasings": ["游泳池开放时间", "什么时候能游泳"],
}


@pytest.fixture(scope="module")
def shipped() -> Content:
    return read_content({})


def written(path: Path, *rows: object, encoding: str = "utf-8") -> Path:
    file = path / "base.jsonl"
    lines = [row if isinstance(row, str) else json.dumps(row, ensure_ascii=False) for row in rows]
    file.write_text("\n".join(lines) + "\n", encoding=encoding)
    return file


def test_a_base_of_one_s_own_answers(tmp_path: Path, shipped: Content) -> None:
    other = {
        **ROW,
        "id": "gym",
        "question": "健身房在哪？",
        "answer": "会所二楼。",
        "phrasings": [],
    }
    base = KnowledgeBase.of(read_base(written(tmp_path, ROW, "", other), shipped))
    reply = base.ask("游泳池開放時間", "zh-Hant")
    assert reply.decision == "answer"
    assert reply.matches[0].entry_id == "Pool_1"
    assert "點" in reply.matches[0].answer
    assert base.topics("en") == (("会所", "会所"),)


def test_a_row_may_say_when_it_was_last_reviewed(tmp_path: Path, shipped: Content) -> None:
    dated = {**ROW, "id": "dated", "reviewed": "2026-11-22"}
    undated, read = read_base(written(tmp_path, ROW, dated), shipped).entries
    assert undated.reviewed is None
    assert read.reviewed == date(2026, 11, 22)


def test_a_file_with_a_mark_at_its_beginning_is_read(tmp_path: Path, shipped: Content) -> None:
    assert read_base(written(tmp_path, ROW, encoding="utf-8-sig"), shipped).entries


@pytest.mark.parametrize(
    ("bad", "said"),
    [
        ("{", "is no JSON"),
        ("[]", "Input should be"),
        ({**ROW, "id": "Pool_1"}, "taken by an earlier line"),
        ({**ROW, "id": ""}, "id"),
        ({**ROW, "id": "b", "question": " "}, "question"),
        ({**ROW, "id": "b", "question": "😀？"}, "no words"),
        ({**ROW, "id": "b", "answer": "长" * 4097}, "answer"),
        ({**ROW, "id": "b", "answer": "交 {facts.fee}"}, "placeholders"),
        ({**ROW, "id": "b", "phrasings": "一个"}, "phrasings"),
        ({**ROW, "id": "b", "extra": 1}, "extra"),
        ({**ROW, "id": "b", "reviewed": "last week"}, "reviewed"),
        ({**ROW, "id": "b", "reviewed": 20261122}, "reviewed"),
    ],
)
def test_a_bad_line_is_named(tmp_path: Path, shipped: Content, bad: object, said: str) -> None:
    with pytest.raises(ContentError, match=r"base\.jsonl, line 2") as raised:
        read_base(written(tmp_path, ROW, bad), shipped)
    assert said in str(raised.value)


@pytest.mark.parametrize("content", [b"", b"\n\n", b"\xff\xfe\x00"])
def test_a_file_that_holds_nothing_is_refused(
    tmp_path: Path, shipped: Content, content: bytes
) -> None:
    file = tmp_path / "base.jsonl"
    file.write_bytes(content)
    with pytest.raises(ContentError):
        read_base(file, shipped)


def test_what_the_base_answers_is_no_background_to_it(tmp_path: Path, shipped: Content) -> None:
    line = shipped.background[0]
    asks = {**ROW, "id": "asks", "question": line, "phrasings": []}
    base = KnowledgeBase.of(read_base(written(tmp_path, ROW, asks), shipped))
    assert base.ask(line, "zh-Hans").matches[0].entry_id == "asks"
