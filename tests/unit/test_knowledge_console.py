"""``ownerdesk kb``: questions in, decisions out, a line each."""

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from bot.cli import cli

EXAMPLE = Path(__file__).parents[2] / "deploy" / "desk.example.yaml"
BASE: list[dict[str, object]] = [
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
    monkeypatch.setenv("LC_ALL", "en_GB.UTF-8")
    (tmp_path / "base.jsonl").write_text("\n".join(map(json.dumps, BASE)), encoding="utf-8")
    return tmp_path


def ask(given: str | bytes) -> tuple[int, list[str], str]:
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


ODD = {
    "long": "泳池几点开" * 1000,
    "emoji": "😀🏊🏊",
    "punctuation": "？！……。",
    "empty": "",
    "mixed": "泳池 when 開 ، когда",
    "unseen": "泳\u200b池\ufeff几\u2060点开",
    "half": "\ud83d 泳池",
}


def test_odd_questions_are_answered_calmly() -> None:
    code, lines, errors = ask("\n".join(json.dumps({"id": i, "text": t}) for i, t in ODD.items()))
    replies = {reply["id"]: reply["decision"] for reply in map(json.loads, lines)}
    assert (code, errors) == (0, "")
    assert list(replies) == list(ODD)
    assert {i for i, decision in replies.items() if decision == "abstain"} >= {
        "emoji",
        "punctuation",
        "empty",
    }
    assert replies["unseen"] == "answer"


@pytest.mark.parametrize(
    "bad", [b"{", b"[]", b'{"id": 1}', b'{"id": 1, "text": 2}', b'{"text": "\xff"}', b"[" * 99_999]
)
def test_a_bad_line_is_named_and_the_others_are_answered(bad: bytes) -> None:
    good = '{"id": 1, "text": "泳池"}\n'.encode()
    code, lines, errors = ask(b"\xef\xbb\xbf" + good + bad + b"\n" + good)
    assert (code, len(lines)) == (1, 2)
    assert errors.startswith("Line 2: ")
    assert len(errors.splitlines()) == 1


def test_what_is_wrong_is_said_in_the_language_of_the_terminal(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("LC_ALL", "zh_TW.UTF-8")
    _, _, errors = ask("{")
    assert errors.startswith("第 1 行：不是 JSON")


def test_a_bad_base_or_mode_is_named(here: Path) -> None:
    (here / "base.jsonl").write_text("{}\n[]\n", encoding="utf-8")
    code, _, errors = ask("")
    assert code == 1
    assert errors.splitlines() == [
        "base.jsonl Line 1: id is missing; question is missing; answer is missing.",
        "base.jsonl Line 2: it should be an object {…}.",
    ]
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


def test_broken_questions_are_named_and_the_rest_is_measured(here: Path) -> None:
    good = json.dumps({"text": "门禁卡丢了怎么办", "expects": "gate"})
    (here / "q.jsonl").write_bytes(b"{}\n" + good.encode() + b'\n{"text": "\xff"}\n')
    found = CliRunner().invoke(
        cli, ["kb", "eval", "q.jsonl", "--base", "base.jsonl", "--mode", "light"]
    )
    assert found.exit_code == 1
    assert "hit@1" in found.stdout
    assert [line.partition(": ")[0] for line in found.stderr.splitlines()] == [
        "q.jsonl Line 1",
        "q.jsonl Line 3",
    ]
    (here / "q.jsonl").write_text("\n", encoding="utf-8")
    found = CliRunner().invoke(cli, ["kb", "eval", "q.jsonl", "--mode", "light"])
    assert found.exit_code == 1
    assert "no questions" in found.stderr


# ---- checking -----------------------------------------------------------------------------


def check(*options: str) -> tuple[int, str, str]:
    found = CliRunner().invoke(cli, ["kb", "check", "--mode", "light", *options])
    return found.exit_code, found.stdout, found.stderr


def test_a_check_with_warnings_alone_is_no_failure() -> None:
    code, said, errors = check("--base", "base.jsonl")
    assert code == 0
    assert "Warning · Too few phrasings · 2" in said
    assert said.splitlines()[-1] == "Errors: 0. Warnings: 2."
    assert errors == ""


def test_a_check_with_errors_fails_and_groups_them(
    here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    same = {**BASE[1], "id": "again"}
    (here / "base.jsonl").write_text(
        "\n".join(map(json.dumps, [*BASE, same, BASE[0]])), encoding="utf-8"
    )
    code, said, _ = check("--base", "base.jsonl")
    assert code == 1
    assert said.index("Error · Cannot be read or said · 1") < said.index(
        "Error · The same line in two entries · 1"
    )
    assert "base.jsonl:4  the id 'pool' is taken by line 1." in said
    monkeypatch.setenv("LC_ALL", "zh_CN.UTF-8")
    assert "错误 · 同一句话写在两条里 · 1" in check("--base", "base.jsonl")[1]


def test_only_the_worst_of_a_group_are_listed_unless_all_are_wanted(here: Path) -> None:
    rows = [{"id": f"e{n}", "question": f"第{n}个问题", "answer": "好"} for n in range(25)]
    (here / "base.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    _, said, _ = check("--base", "base.jsonl")
    assert said.count("phrasings in Chinese: 0") == 20
    assert "5 more; --all lists them." in said
    _, said, _ = check("--base", "base.jsonl", "--all")
    assert said.count("phrasings in Chinese: 0") == 25


def test_the_shipped_base_is_free_of_errors(here: Path) -> None:
    (here / "desk.yaml").write_bytes(EXAMPLE.read_bytes())
    code, said, _ = check()
    assert code == 0, said
    assert "Cannot be read" not in said
