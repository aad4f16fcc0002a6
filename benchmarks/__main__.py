"""Runs the measurements: `python -m benchmarks [PART …]`, all parts without a name."""

import argparse
import asyncio
import os
import platform
import sqlite3
import sys
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence

from rich.console import Console
from rich.table import Table

from benchmarks import dialogue, knowledge, memory, start
from benchmarks.figures import RESULTS, Figure, merge_results

PARTS: Mapping[str, Callable[[], Awaitable[list[Figure]]]] = {
    "dialogue": dialogue.measure,
    "kb": knowledge.measure,
    "memory": memory.measure,
    "start": start.measure,
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print a table, keep the results. A goal that is missed is no failure."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("parts", nargs="*", metavar="PART", help=", ".join(PARTS))
    named = parser.parse_args(arguments).parts
    unknown = [name for name in named if name not in PARTS]
    if unknown:
        parser.error(f"no such part: {', '.join(unknown)}; there are {', '.join(PARTS)}")
    console = Console()
    figures: list[Figure] = []
    begun = time.perf_counter()
    for name in named or PARTS:
        with console.status(f"measuring {name} …"):
            found = asyncio.run(_measured(name))
        merge_results(found)
        figures += found
    console.print(_table(figures))
    for figure in figures:
        console.print(f"{figure.name}: {figure.how}.", style="dim", highlight=False)
    console.print(f"{_machine()}; {time.perf_counter() - begun:.0f} s; kept in {RESULTS.name}")
    missed = [figure for figure in figures if figure.holds is False]
    for figure in missed:
        console.print(
            f"MISSED: {figure.name} is {figure.value:g} {figure.unit}, wanted {figure.goal}",
            style="bold red",
        )
    if not missed:
        console.print("Every goal holds.", style="green")
    return 0


async def _measured(name: str) -> list[Figure]:
    return await PARTS[name]()


def _table(figures: Sequence[Figure]) -> Table:
    table = Table("figure", "value", "unit", "goal", "holds")
    table.columns[1].justify = "right"
    words = {True: "[green]yes[/]", False: "[bold red]NO[/]", None: ""}
    for figure in figures:
        value = f"{figure.value:g}"
        table.add_row(figure.name, value, figure.unit, figure.goal or "", words[figure.holds])
    return table


def _machine() -> str:
    return (
        f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}, "
        f"SQLite {sqlite3.sqlite_version}"
    )


if __name__ == "__main__":
    sys.exit(main())
