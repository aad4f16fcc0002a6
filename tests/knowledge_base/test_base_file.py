"""A base of one's own in a file: what is wrong in it is named by its line."""

import json
from datetime import date
from pathlib import Path

import pytest

from domain.language import Language
from knowledge_base.base_file import read_base, read_rows
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
        ("[]", "it should be an object"),
        ({**ROW, "id": "Pool_1"}, "the id 'Pool_1' is taken by line 1"),
        ({**ROW, "id": ""}, "id"),
        ({**ROW, "id": "b", "question": " "}, "question"),
        ({**ROW, "id": "b", "question": "😀？"}, "no words"),
        ({**ROW, "id": "b", "answer": "长" * 4097}, "answer"),
        ({**ROW, "id": "b", "answer": "交 {facts.fee}"}, "placeholder"),
        ({**ROW, "id": "b", "answer": "交 {fee} 元"}, "placeholder"),
        ({**ROW, "id": "b", "answer": "交 {facts.fee 元"}, "half a brace"),
        ({**ROW, "id": "b", "phrasings": ["{facts.fee}"]}, "placeholder"),
        ({**ROW, "id": "b", "phrasings": "一个"}, "phrasings should be a list"),
        ("[" * 100_000, "no JSON that can be read"),
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


def test_all_bad_lines_are_named_at_once(tmp_path: Path, shipped: Content) -> None:
    file = written(tmp_path, ROW, *([{"id": "b", "question": ""}, ROW, "{"] * 8))
    with pytest.raises(ContentError) as raised:
        read_base(file, shipped)
    lines = str(raised.value).splitlines()
    assert len(lines) == 21
    assert lines[0] == "base.jsonl, line 2: question is empty; answer is missing."
    assert lines[1].startswith("base.jsonl, line 3: the id 'Pool_1' is taken by line 1")
    assert lines[2].startswith("base.jsonl, line 4: it is no JSON")
    assert lines[-1] == "… 11 more"


def test_a_line_that_is_no_text_is_named_and_the_others_are_read(tmp_path: Path) -> None:
    file = written(tmp_path, ROW)
    file.write_bytes(file.read_bytes().rstrip() + b'\n{"id": "b\xff"}\n')
    rows = read_rows(file)
    assert list(rows.entries) == ["Pool_1"]
    (mistake,) = rows.mistakes
    assert (mistake.line, mistake.what.text(Language.EN)) == (
        2,
        "it is not UTF-8 from byte 10 on.",
    )
    assert "不是 UTF-8" in mistake.what.text(Language.ZH_HANS)
