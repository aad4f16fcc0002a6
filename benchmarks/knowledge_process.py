"""One case of the knowledge base's measurement, in a process of its own.

``measure`` first loads what the bot is made of without a knowledge base, so that the memory
counted is what the base adds: its libraries, texts, index, encoders and vectors.

``prepare`` puts vectors of all lines on disk: drawn, not encoded, because 50,000 lines would take
a quarter of an hour and how long a search takes does not depend on what they say.
"""

import gc
import json
import random
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from statistics import median, quantiles
from typing import Any, Final

ROOT: Final = Path(__file__).parents[1]
QUESTIONS: Final = ROOT / "tests" / "knowledge_base" / "held_out_base_questions.jsonl"
ASKED: Final = 300
ASKED_OF_OTHERS: Final = 12
MOST_LINES: Final = 4  # of an entry
SIGNS: Final = "东西南北中春夏秋冬金木水火土日月山川红黄蓝绿"


def resident_mb(kind: str = "VmRSS") -> float:
    """Return the resident memory of this process, all or that of files, in millions of bytes."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith(kind))


def bot_alone_mb() -> float:
    """Load the rest of the bot and return its resident memory."""
    import storage.runner  # noqa: F401 - for the memory that they take

    gc.collect()
    return resident_mb()


def content_of(size: int) -> Any:  # noqa: ANN401 - imported late, so that the bot alone can be weighed
    """Return a base of ``size`` entries: the shipped ones over and over, a little changed."""
    from knowledge_base.loader import Text, read_content

    shipped = read_content({})
    draw = random.Random(1)
    entries = []
    for number in range(size):
        entry = shipped.entries[number % len(shipped.entries)]
        mark = "".join(draw.choices(SIGNS, k=3))
        lines = draw.sample(entry.phrasings, min(MOST_LINES, len(entry.phrasings)))
        entries.append(
            replace(
                entry,
                entry_id=f"e{number}",
                phrasings=tuple(f"{mark}{line}" for line in lines),
                about=(f"{mark}。{entry.about[0]}",),
                texts={
                    tag: Text(question=f"{mark}{lines[0]}", answer=f"{mark}{entry.about[0]}")
                    for tag in ("zh-Hans", "zh-Hant", "en")
                },
            )
        )
    return replace(shipped, entries=tuple(entries))


def prepare(mode: str, size: int, folder: Path) -> None:
    """Put drawn vectors of all lines and answers on disk."""
    import numpy as np

    from knowledge_base.encoders import Vectors, open_encoders
    from knowledge_base.search import Index
    from knowledge_base.vectors import VectorStore

    class Drawn:
        def __init__(self, name: str, dimensions: int) -> None:
            self.name, self.dimensions = name, dimensions
            self.longest = self.room = 10_000
            self._draw = np.random.default_rng(1)

        def encode(self, texts: Sequence[str]) -> Vectors:
            rows = self._draw.normal(size=(len(texts), self.dimensions)).astype(np.float32)
            drawn: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
            return drawn

    stores = [
        VectorStore(Drawn(encoder.name, encoder.dimensions), folder / str(size))
        for encoder in open_encoders(mode)
    ]
    content = content_of(size)
    Index(content).sharpened(content, stores, mode)


def measure(mode: str, size: int, folder: Path) -> dict[str, float]:
    """Load a base, ask it, and ask two simple searches the same."""
    alone = bot_alone_mb()
    from bot.memory import settle_memory, trim
    from knowledge_base import normalize
    from knowledge_base.encoders import LIGHT
    from knowledge_base.evaluate import read_questions
    from knowledge_base.knowledge import KnowledgeBase

    content = content_of(size)
    begun = time.perf_counter()
    normalize.forget_dictionaries()
    knowledge = KnowledgeBase.of(content)
    settle_memory()
    if mode != LIGHT:
        knowledge.search.sharpen(mode, folder / str(size))
    trim()
    texts = [question.text for question in read_questions(QUESTIONS)]
    knowledge.ask(texts[0], "zh-Hans")
    ready = time.perf_counter() - begun
    texts = random.Random(1).sample(texts, ASKED)
    taken = timed(lambda text: knowledge.ask(text, "zh-Hans"), texts)
    found = {
        "questions": float(len(texts)),
        "median": median(taken),
        "p99": quantiles(taken, n=100)[-1],
        "mb": resident_mb() - alone,
        "files": resident_mb("RssFile"),
        "alone": alone,
        "ready": ready,
    }
    lines = [line for entry in content.entries for line in entry.phrasings]
    found["wratio"] = median(timed(wratio(lines), texts[:ASKED_OF_OTHERS]))
    found["bm25"] = median(timed(bm25(lines), texts[:ASKED_OF_OTHERS]))
    return found


def timed(ask: Callable[[str], object], texts: Sequence[str]) -> list[float]:
    """Return how many milliseconds each question takes."""
    taken: list[float] = []
    for text in texts:
        begun = time.perf_counter()
        ask(text)
        taken.append((time.perf_counter() - begun) * 1e3)
    return taken


def wratio(lines: Sequence[str]) -> Callable[[str], object]:
    """Return a search by rapidfuzz's weighted ratio."""
    from rapidfuzz import fuzz, process

    return lambda text: process.extractOne(text, lines, scorer=fuzz.WRatio)


def bm25(lines: Sequence[str]) -> Callable[[str], object]:
    """Return a search by BM25 over characters."""
    import numpy as np

    lengths = np.asarray([len(line) for line in lines], np.float32)
    holders: dict[str, dict[int, int]] = {}
    for place, line in enumerate(lines):
        for sign in line:
            held = holders.setdefault(sign, {})
            held[place] = held.get(place, 0) + 1
    spread = 1.2 * (0.25 + 0.75 * lengths / lengths.mean())
    parts: dict[str, tuple[Any, Any]] = {}
    for sign, held in holders.items():
        places = np.fromiter(held, np.int64, len(held))
        counts = np.fromiter(held.values(), np.float32, len(held))
        rarity = np.log(1 + (len(lines) - len(held) + 0.5) / (len(held) + 0.5))
        parts[sign] = places, rarity * counts * 2.2 / (counts + spread[places])

    def best(text: str) -> int:
        scores = np.zeros(len(lines), np.float32)
        for sign in set(text) & parts.keys():
            places, gains = parts[sign]
            scores[places] += gains
        return int(scores.argmax())

    return best


def main() -> None:
    """Do what the command line says."""
    task, mode, size, folder = sys.argv[1:]
    if task == "prepare":
        prepare(mode, int(size), Path(folder))
    else:
        sys.stdout.write(json.dumps(measure(mode, int(size), Path(folder))))


if __name__ == "__main__":
    main()
