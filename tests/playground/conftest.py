"""A served world for each test; what went over the wire is checked when the test is over."""

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import aiohttp
import pytest
from PIL import Image

from playground.chats import Chat, User
from playground.phones import Phone
from playground.server import Server, serve
from playground.world import World
from tests.official import Spec, objections

Wire = dict[str, Any]
Api = Callable[..., Awaitable[Wire]]


class Page:
    """What the page's scripts do: fetch, post, listen."""

    def __init__(
        self, http: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse
    ) -> None:
        self.http = http
        self._socket = socket

    async def get(self, path: str) -> Wire:
        async with self.http.get(path) as response:
            assert response.status == 200
            found: Wire = await response.json()
            return found

    async def post(self, path: str, **body: object) -> Wire:
        async with self.http.post(path, json=body) as response:
            answer: Wire = await response.json()
            assert answer["ok"] is (response.status == 200)
            return answer

    async def event(self, kind: str) -> Wire:
        """Return the next event of this kind."""
        async with asyncio.timeout(5):
            while True:
                event: Wire = await self._socket.receive_json()
                if event["type"] == kind:
                    return event


@pytest.fixture
def world(official_spec: Spec | None) -> Iterator[World]:
    """A world with one bot; afterwards every accepted call and every update is checked."""
    made = World(record=None)
    made.add_bot(token="7000000001:playground", username="desk_bot")
    yield made
    assert objections(made, official_spec) == []


@pytest.fixture
async def server(world: World) -> AsyncIterator[Server]:
    async with serve(world) as running:
        yield running


@pytest.fixture
def anna(world: World) -> User:
    return world.add_user(first_name="Anna", last_name="王", phone="+8613800000001")


@pytest.fixture
def phone(world: World, anna: User) -> Phone:
    return Phone(world, anna)


@pytest.fixture
async def http(server: Server) -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession(base_url=server.base_url) as session:
        yield session


@pytest.fixture
def api(http: aiohttp.ClientSession, world: World) -> Api:
    """Call a Bot API method with JSON and return the whole answer."""

    async def call(method: str, **params: object) -> Wire:
        async with http.post(f"/bot{world.bot.token}/{method}", json=params) as response:
            answer: Wire = await response.json()
            assert answer["ok"] is (response.status == 200)
            return answer

    return call


@pytest.fixture
def team(world: World, anna: User) -> Chat:
    return world.add_group(title="维修组", members=[anna], forum=True)


@pytest.fixture
async def page(
    http: aiohttp.ClientSession, world: World, anna: User, team: Chat
) -> AsyncIterator[Page]:
    world.show_phone(anna, label="业主")
    async with http.ws_connect("/phones/live") as socket:
        yield Page(http, socket)


@pytest.fixture(scope="session")
def picture() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (1280, 960), "#2f6fed").save(out, "JPEG")
    return out.getvalue()
