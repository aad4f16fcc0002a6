"""Who takes part in the measurements, known to the simulated Telegram and to the desk alike."""

from pathlib import Path

from bot import demo_town

EXAMPLE = Path(__file__).parents[1] / "deploy" / "desk.example.yaml"
TOKEN = "7000000001:playground"  # noqa: S105 - opens nothing but a playground
OWNERS = 64
"""How many owners talk with the bot at the same time."""

COMMUNITIES = 8
"""They live in so many communities, each with its own groups: a chat takes one message a time."""

_FIRST_OWNER = 600_000_001
_FIRST_GROUP = 1_009_000_000_001
_FIRST_COLLEAGUE = 700_000_001


def owner_ids() -> list[int]:
    """Return the accounts of the owners."""
    return list(range(_FIRST_OWNER, _FIRST_OWNER + OWNERS))


def group_ids() -> dict[tuple[int, str], int]:
    """Return the group chats by the community's number and the team's code."""
    teams = dict.fromkeys(colleague.team for colleague in demo_town.COLLEAGUES)
    pairs = [(number, team) for number in range(COMMUNITIES) for team in teams]
    return {pair: -(_FIRST_GROUP + number) for number, pair in enumerate(pairs)}


def colleague_ids() -> dict[str, int]:
    """Return the accounts of the colleagues by name."""
    names = [colleague.name for colleague in demo_town.COLLEAGUES]
    return {name: _FIRST_COLLEAGUE + number for number, name in enumerate(names)}
