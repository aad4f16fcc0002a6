"""Imports aiogram without building the hundreds of type checkers that the desk never uses.

At import aiogram lets pydantic build a checker for every type of the Bot API, each with all types
inside it: some 100 MB and two seconds. Here each type is told where to look up the names of the
others instead, and pydantic builds a checker when it is first used, as it does for any type that
is not complete.
"""

import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from pydantic import BaseModel


def import_aiogram() -> None:
    """Import aiogram; call it before anything else does, or it changes nothing."""
    if "aiogram.types" in sys.modules:
        return
    with _building_put_off():
        import aiogram.methods
        import aiogram.types

    # The calls name types as well; aiogram had counted on those being complete by now.
    names = {name: getattr(aiogram.types, name) for name in aiogram.types.__all__}
    for name in aiogram.methods.__all__:
        method = getattr(aiogram.methods, name)
        if isinstance(method, type) and issubclass(method, BaseModel):
            method.__pydantic_parent_namespace__ = names
    # What every update needs is built now, so that the first one does not wait for it.
    aiogram.types.Update.model_rebuild()


@contextmanager
def _building_put_off() -> Iterator[None]:
    build = BaseModel.__dict__["model_rebuild"]
    setattr(BaseModel, "model_rebuild", classmethod(_remember_names))  # noqa: B010 - no type fits
    try:
        yield
    finally:
        setattr(BaseModel, "model_rebuild", build)  # noqa: B010


def _remember_names(
    cls: type[Any],
    /,
    *,
    _types_namespace: Mapping[str, Any] | None = None,
    **options: object,
) -> None:
    """Stand in for `BaseModel.model_rebuild`: keep the names for a later build."""
    del options
    if _types_namespace is not None:
        cls.__pydantic_parent_namespace__ = dict(_types_namespace)
