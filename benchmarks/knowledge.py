"""How long the knowledge base takes to answer, and what it needs, at 1,000 and 10,000 entries."""

import asyncio
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from benchmarks.figures import Figure, Goal, measured
from knowledge_base.encoders import LIGHT, best_mode

SIZES = (1_000, 10_000)
SLOWEST = {LIGHT: (10.0, 25.0), "encoders": (80.0, 100.0)}  # milliseconds for each size
MEMORY = Goal(relation="at most", bound=200)
READY = Goal(relation="at most", bound=5)


async def measure() -> list[Figure]:
    """Ask the same questions of bases of both sizes, in the light mode and in the best."""
    figures: list[Figure] = []
    with TemporaryDirectory(prefix="ownerdesk-bench-") as folder:
        for mode in dict.fromkeys((LIGHT, best_mode())):
            slowest = SLOWEST[LIGHT if mode == LIGHT else "encoders"]
            for size, bound in zip(SIZES, slowest, strict=True):
                if mode != LIGHT:
                    await _process("prepare", mode, size, Path(folder))
                found = await _process("measure", mode, size, Path(folder))
                figures += _figures(mode, size, bound, found)
    return figures


async def _process(task: str, mode: str, size: int, folder: Path) -> Mapping[str, Any]:
    """Run one case in a process of its own, so that its memory is its own."""
    process = await asyncio.create_subprocess_exec(
        *(
            sys.executable,
            "-m",
            "benchmarks.knowledge_process",
            task,
            mode,
            str(size),
            str(folder),
        ),
        stdout=asyncio.subprocess.PIPE,
    )
    output, _ = await process.communicate()
    if process.returncode != 0:
        raise RuntimeError(f"the knowledge base's process ended with {process.returncode}")
    found: Mapping[str, Any] = json.loads(output or b"{}")
    return found


def _figures(mode: str, size: int, bound: float, found: Mapping[str, Any]) -> list[Figure]:
    name = f"knowledge, {mode}, {size:,} entries"
    how = (
        f"{found['questions']:.0f} questions one after another, median {found['median']:.1f} ms; "
        f"in the same process rapidfuzz WRatio takes {found['wratio']:.1f} ms a question and "
        f"character BM25 {found['bm25']:.1f} ms"
    )
    memory = (
        "resident memory after the questions (libraries, texts, index, encoders, vectors), less "
        f"that of the same process with the rest of the bot alone, {found['alone']:.0f} MB; of "
        f"the whole, {found['files']:.0f} MB are pages of files, which the system may take back"
    )
    figures = [
        measured(
            f"{name}: slowest of 100",
            found["p99"],
            "ms",
            how,
            Goal(relation="at most", bound=bound),
        ),
        measured(f"{name}: memory", found["mb"], "MB", memory, MEMORY),
    ]
    if mode != LIGHT:
        how = "from nothing to the first answer with encoders; vectors are on disk"
        figures.append(measured(f"{name}: ready", found["ready"], "s", how, READY))
    return figures
