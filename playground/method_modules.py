"""Loads every module that answers Bot API methods, so that all of them are registered."""

from types import ModuleType
from typing import Final

from playground import (
    bot_profile,
    callbacks,
    downloads,
    editing,
    memberships,
    polls,
    sending,
    topics,
    webhooks,
)

METHOD_MODULES: Final[tuple[ModuleType, ...]] = (
    bot_profile,
    callbacks,
    downloads,
    editing,
    memberships,
    polls,
    sending,
    topics,
    webhooks,
)
