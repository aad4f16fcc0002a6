"""The console's ``kb`` commands: ask the knowledge base, measure it, and check it."""

import json
import sys
from codecs import BOM_UTF8
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, Final

import typer
from rich.console import Console
from rich.progress import Progress
from rich.table import Table

from bot.consoles import MISTAKES, fail, open_desk, open_settings, terminal_language
from bot.knowledge_findings import print_findings
from bot.mistakes import words
from bot.settings import AUTO, Settings
from domain.desk import Desk
from domain.ticket import TicketKind
from knowledge_base.base_file import MOST_SAID, base_of, read_rows
from knowledge_base.check import check_file, check_shipped
from knowledge_base.check_truth import Surroundings
from knowledge_base.encoders import LIGHT, MODES, best_mode
from knowledge_base.evaluate import Report, collect_questions, evaluate
from knowledge_base.findings import Tick
from knowledge_base.knowledge import KnowledgeBase, Search
from knowledge_base.loader import CONTENT, Content, read_content
from knowledge_base.row_mistakes import LineError, LineMistake, both, read_json
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
    broken = False
    for number, line in enumerate(typer.get_binary_stream("stdin"), start=1):
        if not line.strip():
            continue
        try:
            question = _question(line if number > 1 else line.removeprefix(BOM_UTF8))
        except LineError as error:
            # The others wait for their answers all the same.
            broken = True
            _complain_of([LineMistake(line=number, what=error.said)], "")
            continue
        reply = knowledge.ask(question["text"], question.get("language", "zh-Hans"))
        found = [
            {"entry_id": match.entry_id, "score": round(match.score, 4)} for match in reply.matches
        ]
        answer = {"id": question.get("id"), "decision": reply.decision, "matches": found}
        sys.stdout.write(json.dumps(answer, ensure_ascii=False) + "\n")
        sys.stdout.flush()
    if broken:
        raise typer.Exit(MISTAKES)


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
    questions, mistakes = collect_questions(file)
    _complain_of(mistakes, file.name)
    if questions:
        knowledge = _open(base, mode)
        order = [knowledge.order(question.text) for question in questions]
        _print(evaluate(knowledge, order, questions), knowledge.search.now.index.mode)
    elif not mistakes:
        fail(words(f"{file.name} 里没有问题。", f"There are no questions in {file.name}."))
    if mistakes:
        raise typer.Exit(MISTAKES)


@kb.command()
def check(
    base: BaseFile = None,
    mode: Mode = AUTO,
    everything: Annotated[
        bool, typer.Option("--all", help="List all findings, not only the worst.")
    ] = False,
) -> None:
    """Find what is wrong with the base, or worth a look. 检查知识库。"""
    settings, wanted = open_settings(), _mode(mode)
    desk = open_desk(settings.desk_file) if base is None or settings.desk_file.exists() else None
    around = _surroundings(desk)

    def open_search(content: Content) -> Search:
        return _sharpened(Search(content), wanted, settings)

    with _progress() as tick:
        if base is None:
            found = check_shipped(CONTENT, around, open_search, tick)
        else:
            found = check_file(base, read_content({}), around, open_search, tick)
    print_findings(found, terminal_language(), everything=everything)
    if any(one.is_error for one in found):
        raise typer.Exit(MISTAKES)


def _surroundings(desk: Desk | None) -> Surroundings:
    """Return what the base is checked against; of a file without a desk only the day."""
    today = datetime.now(UTC).date()
    if desk is None:
        return Surroundings(facts={}, requests=frozenset(), today=today)
    language = terminal_language()
    return Surroundings(
        facts={one.name.text(language): desk.facts_in(one.code) for one in desk.communities},
        requests=frozenset(one.code for one in desk.categories_for(TicketKind.REQUEST)),
        today=today,
        review_after=desk.knowledge.review_after,
    )


@contextmanager
def _progress() -> Iterator[Tick]:
    """Show on the errors how far the long work is, where somebody looks at them."""
    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task(words("检查", "checking").text(terminal_language()), total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


# ---- opening the base ---------------------------------------------------------------------


def _open(base: Path | None, mode: str) -> KnowledgeBase:
    """Return the base, or end with everything that is wrong with it."""
    settings, wanted = open_settings(), _mode(mode)
    try:
        if base is None:
            knowledge = KnowledgeBase.from_content(open_desk(settings.desk_file).facts)
        else:
            knowledge = KnowledgeBase.of(_content_of(base))
    except ContentError as error:
        fail(words(f"知识库有错：{error}", f"The knowledge base is wrong: {error}"))
    _sharpened(knowledge.search, wanted, settings)
    return knowledge


def _content_of(base: Path) -> Content:
    rows = read_rows(base)
    if rows.mistakes:
        _complain_of(rows.mistakes, base.name)
        raise typer.Exit(MISTAKES)
    return base_of(rows, base, read_content({}))


def _mode(mode: str) -> str:
    wanted = best_mode() if mode == AUTO else mode
    if wanted not in MODES:
        raise typer.BadParameter(f"{mode}: auto, {', '.join(MODES)}", param_hint="--mode")
    return wanted


def _sharpened(search: Search, mode: str, settings: Settings) -> Search:
    """Return the search in a mode, or end with the package that it lacks."""
    try:
        if mode != LIGHT:
            search.sharpen(mode, settings.vectors)
    except ImportError as error:
        fail(
            words(
                f"没有安装这种编码器：{error.name}。",
                f"This encoder is not installed: {error.name}.",
            )
        )
    return search


# ---- lines --------------------------------------------------------------------------------


def _question(line: bytes) -> dict[str, Any]:
    """Return one question of the input. Raises LineError."""
    question = read_json(line)
    if not isinstance(question, dict) or not isinstance(question.get("text"), str):
        raise LineError(both("应该是 {id, text}。", "it should be {id, text}."))
    return question


def _complain_of(mistakes: Sequence[LineMistake], file: str) -> None:
    """Say on the errors what is wrong with the lines of a file, or of the input."""
    language = terminal_language()
    for mistake in mistakes[:MOST_SAID]:
        place = words(f"第 {mistake.line} 行：", f"Line {mistake.line}: ").text(language)
        said = f"{file} {place}{mistake.what.text(language)}".strip()
        typer.echo(said, err=True)
    rest = len(mistakes) - MOST_SAID
    if rest > 0:
        typer.echo(words(f"还有 {rest} 行。", f"And {rest} more lines.").text(language), err=True)


def _print(report: Report, mode: str) -> None:
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
