"""The console's ``kb`` commands: ask the knowledge base, and measure it."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.table import Table

from bot.consoles import fail, open_desk, open_settings
from bot.mistakes import words
from bot.settings import AUTO
from knowledge_base.base_file import read_base
from knowledge_base.encoders import LIGHT, MODES, best_mode
from knowledge_base.evaluate import Report, evaluate, read_questions
from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import read_content
from knowledge_base.schema import ContentError

kb = typer.Typer(no_args_is_help=True, help="知识库 The knowledge base.")

_WORST: Final = 12

BaseFile = Annotated[
    Path | None,
    typer.Option(
        "--base", exists=True, dir_okay=False, help="A base in JSON lines; else the live one."
    ),
]
Mode = Annotated[
    str, typer.Option("--mode", help="Which encoders help: auto (the best), light, use, use+e5.")
]


@kb.command()
def ask(base: BaseFile = None, mode: Mode = AUTO) -> None:
    """Answer questions from the input, JSON {id, text} a line, with JSON a line. 逐行提问。"""
    knowledge = _open(base, mode)
    for number, line in enumerate(sys.stdin, start=1):
        if not line.strip():
            continue
        question = _question(line, number)
        language = question.get("language", "zh-Hans")
        reply = knowledge.ask(question["text"], language)
        found = [
            {"entry_id": match.entry_id, "score": round(match.score, 4)} for match in reply.matches
        ]
        answer = {"id": question.get("id"), "decision": reply.decision, "matches": found}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()


@kb.command("eval")
def evaluate_file(
    file: Annotated[
        Path,
        typer.Argument(
            exists=True, dir_okay=False, help="Questions: JSON {text, expects, style} a line."
        ),
    ],
    base: BaseFile = None,
    mode: Mode = AUTO,
) -> None:
    """Measure the base on questions whose right entries are known. 测一测。"""

    try:
        questions = read_questions(file)
    except ValueError as error:
        fail(words(f"读不了这个文件：{error}", f"This file cannot be read: {error}"))
    knowledge = _open(base, mode)
    order = [knowledge.order(question.text) for question in questions]
    _print(evaluate(knowledge, order, questions), knowledge.search.now.index.mode)


def _open(base: Path | None, mode: str) -> "KnowledgeBase":
    from knowledge_base.knowledge import KnowledgeBase

    wanted = best_mode() if mode == AUTO else mode
    if wanted not in MODES:
        raise typer.BadParameter(f"{mode}: auto, {', '.join(MODES)}", param_hint="--mode")
    settings = open_settings()
    try:
        if base is None:
            knowledge = KnowledgeBase.from_content(open_desk(settings.desk_file).facts)
        else:
            knowledge = KnowledgeBase.of(read_base(base, read_content({})))
        if wanted != LIGHT:
            knowledge.search.sharpen(wanted, settings.vectors)
    except ContentError as error:
        fail(words(f"知识库有错：{error}", f"The knowledge base is wrong: {error}"))
    except ImportError as error:
        fail(
            words(
                f"没有安装这种编码器：{error.name}。",
                f"This encoder is not installed: {error.name}.",
            )
        )
    return knowledge


def _question(line: str, number: int) -> dict[str, Any]:
    """Return one question of the input, or end with a word on what is wrong with it."""
    problem = "id, text?"
    try:
        question = json.loads(line)
    except json.JSONDecodeError as error:
        question, problem = None, error.msg
    if not isinstance(question, dict) or not isinstance(question.get("text"), str):
        fail(
            words(
                f"第 {number} 行不是 {{id, text}}：{problem}。",
                f"Line {number} is no {{id, text}}: {problem}.",
            )
        )
    return question


def _print(report: "Report", mode: str) -> None:
    console = Console(highlight=False)
    table = Table("figure", "share", title=f"{mode}, {report.answerable}+{report.unanswerable}")
    figures = {
        "hit@1": report.hit_1,
        "hit@3": report.hit_3,
        "answered rightly": report.answered,
        "answered wrongly": report.wrong,
        "suggested, right one among them": report.suggested_right,
        "abstained": report.abstained,
        "outside: not answered": report.refused,
    }
    for name, share in figures.items():
        table.add_row(name, f"{share:.3f}")
    console.print(table)
    styles = Table("style", "right first, or refused", "of", title="by style")
    for style, (good, count) in report.by_style.items():
        styles.add_row(style, f"{good / count:.2f}", str(count))
    console.print(styles)
    for found in report.confusions[:_WORST]:
        expected = found.expected or "nothing"
        console.print(
            f"{found.score:.2f} {found.text} → {found.given}, not {expected}", markup=False
        )
