"""The official Bot API specification, laid beside the project, and what it says of a world."""

import importlib.util
import sys
import warnings
from pathlib import Path
from typing import Any, Protocol, cast

import telegram
from aiogram.types import Update

from playground.world import World

SHARED = Path(__file__).parents[2] / "shared"


class Issue(Protocol):
    """What the official specification objects to; only errors count here."""

    level: str


class Spec(Protocol):
    """The part of the shared tool that is used here."""

    def check_call(self, method: str, params: dict[str, Any]) -> list[Issue]: ...

    def check_update(self, u: dict[str, Any]) -> list[Issue]: ...


def load_spec() -> Spec | None:
    """Load the specification; ``None`` where it is not laid beside the project."""
    tool = SHARED / "tools" / "botapi_validate.py"
    data = SHARED / "data" / "botapi" / "api-10.3.json"
    if not tool.exists() or not data.exists():
        return None
    found = importlib.util.spec_from_file_location("botapi_validate", tool)
    assert found is not None
    assert found.loader is not None
    module = importlib.util.module_from_spec(found)
    # Data classes look their module up by name while it is being loaded.
    sys.modules["botapi_validate"] = module
    found.loader.exec_module(module)
    with warnings.catch_warnings():
        # The tool leaves its data file to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        return cast(Spec, module.Spec(str(data)))


def objections(world: World, spec: Spec | None) -> list[str]:
    """Return what is wrong with the updates and the accepted calls of a world.

    Every update must be readable by both clients; the specification, where there is one, must
    have nothing against any update or call.
    """
    wrong: list[Issue] = []
    for update in world.recorder.updates:
        Update.model_validate(update)
        assert telegram.Update.de_json(dict(update), None) is not None
        if spec is not None:
            wrong += spec.check_update(update)
    for call in world.recorder.calls:
        if call["ok"] and spec is not None:
            wrong += spec.check_call(call["method"], call["params"])
    return [str(issue) for issue in wrong if issue.level == "error"]
