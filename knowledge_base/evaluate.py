"""Measure the knowledge base on questions whose right entries are known."""

from codecs import BOM_UTF8
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel, ConfigDict, ValidationError

from domain.language import Language
from knowledge_base.row_mistakes import LineError, LineMistake, read_json, shape_error
from services.ports import Knowledge


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question as a person would write it; ``expects`` is None when no entry answers it."""

    text: str
    expects: str | None
    style: str
    language: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Confusion:
    """A question that was answered, or would be first suggested, with a wrong entry."""

    text: str
    expected: str | None
    given: str
    score: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """Counts over a set of questions; shares are between 0 and 1.

    ``hit_1`` and ``hit_3`` look at the order alone, before anything is refused. ``answered`` and
    ``wrong`` are shares of the answerable questions that got the right and a wrong answer;
    ``suggested`` and ``suggested_right`` those that got suggestions, and with the right one among
    them. ``refused`` is the share of the unanswerable questions that got no answer.
    """

    answerable: int
    unanswerable: int
    hit_1: float
    hit_3: float
    answered: float
    wrong: float
    suggested: float
    suggested_right: float
    abstained: float
    refused: float
    by_style: dict[str, tuple[int, int]]  # right first or refused, of how many
    confusions: tuple[Confusion, ...]


class _Row(BaseModel):
    """One line of a file of questions; what else it says of them is left alone."""

    model_config = ConfigDict(strict=True, frozen=True)

    text: str
    expects: str | None
    style: str = ""
    language: str = "zh"


def read_questions(path: Path) -> tuple[Question, ...]:
    """Read a JSONL file of {text, expects or null, style, language}.

    Raises ValueError with the number of the first line that is none.
    """
    questions, mistakes = collect_questions(path)
    for mistake in mistakes[:1]:
        said = mistake.what.text(Language.EN)
        raise ValueError(f"{path.name}, line {mistake.line}: {said}")
    return questions


def collect_questions(path: Path) -> tuple[tuple[Question, ...], tuple[LineMistake, ...]]:
    """Read a JSONL file of questions: the good lines, and what is wrong with the others."""
    questions: list[Question] = []
    mistakes: list[LineMistake] = []
    lines = path.read_bytes().removeprefix(BOM_UTF8).splitlines()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            questions.append(_question(line))
        except LineError as error:
            mistakes.append(LineMistake(line=number, what=error.said))
    return tuple(questions), tuple(mistakes)


def _question(line: bytes) -> Question:
    raw = read_json(line)
    try:
        row = _Row.model_validate(raw)
    except ValidationError as error:
        raise shape_error(error) from error
    return Question(text=row.text, expects=row.expects, style=row.style, language=row.language)


def evaluate(
    knowledge: Knowledge, order: Sequence[Sequence[str]], questions: Sequence[Question]
) -> Report:
    """Ask every question; ``order`` holds the entry ids in order for each, before refusal."""
    counts: Counter[str] = Counter()
    styles: dict[str, list[bool]] = {}
    confusions: list[Confusion] = []
    for question, ids in zip(questions, order, strict=True):
        reply = knowledge.ask(question.text, "en" if question.language == "en" else "zh-Hans")
        given = [match.entry_id for match in reply.matches]
        right = given[:1] == [question.expects]
        first = ids[0] if ids else None
        if question.expects is None:
            counts["unanswerable"] += 1
            counts["refused"] += reply.decision != "answer"
            good = reply.decision != "answer"
        else:
            counts["answerable"] += 1
            counts["hit_1"] += first == question.expects
            counts["hit_3"] += question.expects in ids[:3]
            counts["answered"] += reply.decision == "answer" and right
            counts["wrong"] += reply.decision == "answer" and not right
            counts["suggested"] += reply.decision == "suggest"
            counts["suggested_right"] += reply.decision == "suggest" and question.expects in given
            counts["abstained"] += reply.decision == "abstain"
            good = first == question.expects
        styles.setdefault(question.style, []).append(good)
        if reply.decision == "answer" and not right:
            confusions.append(
                Confusion(
                    text=question.text,
                    expected=question.expects,
                    given=given[0],
                    score=reply.matches[0].score,
                )
            )
    return _report(counts, styles, confusions)


def _report(
    counts: Counter[str], styles: dict[str, list[bool]], confusions: Iterable[Confusion]
) -> Report:
    answerable, unanswerable = counts["answerable"], counts["unanswerable"]

    def share(name: str) -> float:
        return counts[name] / max(answerable, 1)

    return Report(
        answerable=answerable,
        unanswerable=unanswerable,
        hit_1=share("hit_1"),
        hit_3=share("hit_3"),
        answered=share("answered"),
        wrong=share("wrong"),
        suggested=share("suggested"),
        suggested_right=share("suggested_right"),
        abstained=share("abstained"),
        refused=counts["refused"] / max(unanswerable, 1),
        by_style={name: (sum(good), len(good)) for name, good in sorted(styles.items())},
        confusions=tuple(sorted(confusions, key=lambda found: -found.score)),
    )
