"""Serves a world on 127.0.0.1: the Bot API, the phones and the page."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from playground.bot_api import BotApi
from playground.clock import ClockControl
from playground.faults import Faults
from playground.limits import UPLOAD_BYTES
from playground.live import Live
from playground.recorder import Recorder
from playground.webhooks import WebhookDelivery
from playground.world import World

_HOST = "127.0.0.1"


@dataclass(frozen=True, slots=True, kw_only=True)
class Server:
    """A running playground; `base_url` has no slash at its end."""

    world: World
    base_url: str

    @property
    def faults(self) -> Faults:
        """The faults of the world that is served."""
        return self.world.faults

    @property
    def recorder(self) -> Recorder:
        """The record of the world that is served."""
        return self.world.recorder


def create_app(world: World, *, clock: ClockControl | None = None) -> web.Application:
    """Make the application; with a clock the page can move the desk's time forward."""
    if clock is not None:
        world.now = clock.now
    app = web.Application(client_max_size=2 * UPLOAD_BYTES)
    api = BotApi(world)
    app.router.add_route("*", "/bot{token}/{method}", api.call)
    app.router.add_get("/file/bot{token}/{path:.+}", api.download)
    live = Live(world, clock)
    live.add_routes(app)
    app.on_shutdown.append(live.close)
    app.cleanup_ctx.append(_deliveries(world, api))
    return app


def _deliveries(world: World, api: BotApi) -> Callable[[web.Application], AsyncIterator[None]]:
    async def run(app: web.Application) -> AsyncIterator[None]:
        del app
        # Held here for the life of the application; cancelled and awaited at its end.
        tasks = [
            asyncio.create_task(WebhookDelivery(world, bot, api).run(), name=f"webhook-{bot.id}")
            for bot in world.bots.values()
        ]
        yield
        for task in tasks:
            task.cancel()
        for outcome in await asyncio.gather(*tasks, return_exceptions=True):
            if isinstance(outcome, Exception):
                raise outcome

    return run


@asynccontextmanager
async def serve(
    world: World, *, port: int = 0, clock: ClockControl | None = None
) -> AsyncIterator[Server]:
    """Serve a world until the block ends; port 0 takes a free one.

    Add the bots before: a webhook is served only for those that are there at the start.
    """
    runner = web.AppRunner(
        create_app(world, clock=clock),
        access_log=None,
        handler_cancellation=True,
        shutdown_timeout=0.5,
    )
    await runner.setup()
    try:
        site = web.TCPSite(runner, _HOST, port)
        await site.start()
        bound = runner.addresses[0][1]
        yield Server(world=world, base_url=f"http://{_HOST}:{bound}")
    finally:
        await runner.cleanup()
