"""The memory of the whole bot after an hour's work in a minute."""

from benchmarks.driver import Load
from benchmarks.figures import Figure, Goal, measured
from benchmarks.people import OWNERS
from benchmarks.rounds import run_round

GOAL = Goal(relation="at most", bound=200)
LOAD = Load(kind="everything", warm_up=0, dialogues=4)


async def measure() -> list[Figure]:
    """Let everybody ask and report, and see how much the desk ever had."""
    found = await run_round(LOAD)
    return [
        measured(
            "memory of the whole bot",
            found.bot["peak_mb"],
            "MB",
            f"peak resident memory of the desk's process: its start, then {OWNERS} owners at once "
            f"with {found.count.updates} updates of questions and repair dialogues; "
            f"{found.bot['resident_mb']:.0f} MB at the end",
            GOAL,
        )
    ]
