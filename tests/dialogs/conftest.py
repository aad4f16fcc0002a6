"""The desk on trial, for every dialogue test."""

import copy
from collections.abc import AsyncIterator, Iterator
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

import pytest
import structlog
from pydantic import SecretStr
from structlog.typing import EventDict

from bot.app import App, build
from bot.clock import MovableClock
from bot.desk_file import load_desk
from bot.memory import knowledge_of
from bot.settings import Settings
from bot.telegram.texts import Texts
from domain.clock import Clock
from domain.desk import Desk
from knowledge_base.knowledge import KnowledgeBase
from playground.server import serve
from playground.world import World
from tests.dialogs.desk import DeskOnTrial
from tests.official import Spec, objections

ROOT = Path(__file__).parents[2]
EXAMPLE = ROOT / "deploy" / "desk.example.yaml"
MORNING = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)
"""A Monday, ten o'clock in Shanghai."""


@pytest.fixture(scope="session")
def desk_file() -> Desk:
    return load_desk(EXAMPLE)


@pytest.fixture
def logged_errors() -> Iterator[list[EventDict]]:
    """What the desk logs as an error; a test that leaves anything here fails."""
    errors: list[EventDict] = []

    def keep(logger: object, method: str, event: EventDict) -> EventDict:
        del logger
        if method in {"error", "critical", "exception"}:
            errors.append(event)
        raise structlog.DropEvent

    before = structlog.get_config()
    structlog.configure(processors=[keep])
    yield errors
    structlog.configure(**before)
    assert errors == [], "errors were logged"


@pytest.fixture
async def desk(
    tmp_path: Path,
    desk_file: Desk,
    logged_errors: list[EventDict],
    official_spec: Spec | None,
) -> AsyncIterator[DeskOnTrial]:
    clock = MovableClock(MORNING)
    world = World(now=clock.now)
    bot = world.add_bot()
    async with serve(world) as server:
        app = build_app(server.base_url, bot.token, tmp_path, desk_file, clock)
        await app.start()
        try:
            yield DeskOnTrial(app, world, clock, logged_errors)
        finally:
            await app.stop()
    assert objections(world, official_spec) == []


@cache
def knowledge() -> KnowledgeBase:
    """The knowledge base of the example desk, which takes a second to load."""
    return KnowledgeBase.from_content(load_desk(EXAMPLE).facts)


@cache
def texts() -> Texts:
    """All texts, which take half a second to read; a missing one is an error."""
    return Texts.load(strict=True)


def fresh(base: KnowledgeBase) -> KnowledgeBase:
    """A base with the same index, which is taught by itself."""
    own = copy.copy(base)
    own.search = copy.copy(base.search)
    return own


def build_app(
    base_url: str,
    token: str,
    folder: Path,
    desk_file: Desk,
    clock: Clock,
    database: str | None = None,
) -> App:
    settings = Settings(
        bot_token=SecretStr(token),
        telegram_api_base=base_url,
        data_dir=folder,
        database_url=SecretStr(database) if database else None,
        sends_per_second=None,
    )
    return build(
        settings=settings,
        desk=desk_file,
        clock=clock,
        knowledge=knowledge_of(desk_file, fresh(knowledge())),
        texts=texts(),
        album_pause=0.05,
        pause_scale=0.001,
    )
