"""A whole repair dialogue against a bare aiogram echo bot: updates per second, in one run."""

from statistics import mean, median

from benchmarks.driver import Load
from benchmarks.figures import Figure, Goal, measured
from benchmarks.people import OWNERS
from benchmarks.rounds import Round, run_round

GOAL = Goal(relation="at least", bound=0.4)
PAIRS = 3
ECHO = Load(kind="echo", warm_up=1, dialogues=8)
DIALOGUE = Load(kind="dialogue", warm_up=1, dialogues=6)


async def measure() -> list[Figure]:
    """Run echo, desk, echo, desk, echo, desk, echo; compare each desk with its neighbours."""
    echoes = [await run_round(ECHO)]
    desks: list[Round] = []
    for _ in range(PAIRS):
        desks.append(await run_round(DIALOGUE))
        echoes.append(await run_round(ECHO))
    ratios = [
        desk.updates_per_second / mean((before.updates_per_second, after.updates_per_second))
        for before, desk, after in zip(echoes, desks, echoes[1:], strict=False)
    ]
    filed = sum(desk.count.all_dialogues for desk in desks)
    return [
        measured(
            "dialogue / echo",
            median(ratios),
            "of the echo's updates/s",
            f"{OWNERS} owners at once, 8 updates a dialogue, {filed} dialogues that are tickets "
            f"in the database, cards and pictures in the group; median of {PAIRS} runs, each "
            f"against the echo before and after it; {_spread(ratios)}",
            GOAL,
        ),
        measured(
            "dialogue",
            median(desk.updates_per_second for desk in desks),
            "updates/s",
            "the same runs: SQLite, synchronous=FULL, each update committed before it is "
            f"confirmed; {_spread([desk.updates_per_second for desk in desks])}",
        ),
        measured(
            "echo",
            median(echo.updates_per_second for echo in echoes),
            "updates/s",
            "the same runs: bare aiogram, start_polling, its own session, nothing stored; "
            f"{_spread([echo.updates_per_second for echo in echoes])}",
        ),
        measured(
            "dialogue, processor",
            median(desk.cpu_ms_per_update for desk in desks),
            "ms/update",
            "processor time of the desk's process, all threads; the echo needs "
            f"{median(echo.cpu_ms_per_update for echo in echoes):.2f}",
        ),
    ]


def _spread(values: list[float]) -> str:
    return f"{min(values):.3g} to {max(values):.3g}"
