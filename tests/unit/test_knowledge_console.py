"""``ownerdesk kb``: questions in, decisions out, a line each."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli

BASE = [
    {
        "id": "pool",
        "question": "泳池几点开？",
        "answer": "七点。",
        "category": "c",
        "phrasings": [],
    },
    {"id": "gate", "question": "门禁卡丢了怎么办？", "answer": "挂失。", "category": "c"},
]


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("LANG", "en_GB.UTF-8")
    (tmp_path / "base.jsonl").write_text("\n".join(map(json.dumps, BASE)), encoding="utf-8")
    return tmp_path


def ask(given: str) -> tuple[int, list[str], str]:
    found = CliRunner().invoke(
        cli, ["kb", "ask", "--base", "base.jsonl", "--mode", "light"], input=given
    )
    return found.exit_code, found.stdout.splitlines(), found.stderr


def test_each_question_gets_one_line() -> None:
    asked = [
        {"id": 1, "text": "门禁卡丢了怎么办"},
        {"id": "b", "text": "今天天气"},
        {"text": "😀"},
    ]
    code, lines, _ = ask("\n".join(map(json.dumps, asked)) + "\n\n")
    first, second, third = map(json.loads, lines)
    assert code == 0
    assert (first["id"], first["decision"]) == (1, "answer")
    assert first["matches"][0] == {"entry_id": "gate", "score": 1.0}
    assert (second["id"], second["decision"]) == ("b", "abstain")
    assert third == {"id": None, "decision": "abstain", "matches": []}


@pytest.mark.parametrize("bad", ["{", "[]", '{"id": 1}', '{"id": 1, "text": 2}'])
def test_a_bad_line_ends_it_with_its_number(bad: str) -> None:
    code, lines, errors = ask('{"id": 1, "text": "泳池"}\n' + bad + "\n")
    assert (code, len(lines)) == (1, 1)
    assert "Line 2" in errors


def test_a_bad_base_or_mode_is_named(here: Path) -> None:
    (here / "base.jsonl").write_text("{}\n", encoding="utf-8")
    code, _, errors = ask("")
    assert code == 1
    assert "line 1" in errors
    found = CliRunner().invoke(cli, ["kb", "ask", "--mode", "psychic"])
    assert found.exit_code == 2
    assert "psychic" in found.stderr


def test_the_measurement_is_printed(here: Path) -> None:
    rows = [
        {"text": "门禁卡丢了怎么办", "expects": "gate", "style": "plain"},
        {"text": "讲个笑话", "expects": None, "style": "far"},
    ]
    (here / "q.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    found = CliRunner().invoke(
        cli, ["kb", "eval", "q.jsonl", "--base", "base.jsonl", "--mode", "light"]
    )
    assert found.exit_code == 0
    assert "hit@1" in found.stdout
    assert "plain" in found.stdout
    (here / "q.jsonl").write_text("{}", encoding="utf-8")
    found = CliRunner().invoke(cli, ["kb", "eval", "q.jsonl", "--mode", "light"])
    assert found.exit_code == 1
    assert "line 1" in found.stderr
