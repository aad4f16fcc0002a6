"""Serves an empty world in a process of its own, for benchmarks: `python -m playground --help`."""

import argparse
import asyncio
import importlib
import sys
from collections.abc import Awaitable, Callable
from contextlib import suppress

from playground.server import Server, serve
from playground.world import World

Driver = Callable[[World, Server], Awaitable[None]]


def main(arguments: list[str] | None = None) -> int:
    """Serve until interrupted, or until the driver is done; returns the exit code."""
    options = _parser().parse_args(arguments)
    driver = _driver(options.driver) if options.driver is not None else None
    with suppress(KeyboardInterrupt):
        asyncio.run(_run(options, driver))
    return 0


async def _run(options: argparse.Namespace, driver: Driver | None) -> None:
    world = World(
        strict=not options.fast,
        record=0 if options.fast else 20_000,
        history=50 if options.fast else None,
        seed=options.seed,
    )
    world.add_bot(token=options.token, username=options.username)
    async with serve(world, port=options.port) as server:
        sys.stdout.write(f"{server.base_url}\n")
        sys.stdout.flush()
        if driver is not None:
            await driver(world, server)
        else:
            await asyncio.Event().wait()


def _driver(name: str) -> Driver:
    module, _, function = name.partition(":")
    driver: Driver = getattr(importlib.import_module(module), function or "drive")
    return driver


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="playground", description=__doc__)
    parser.add_argument("--token", default="7000000001:playground", help="the bot's token")
    parser.add_argument("--username", default="desk_bot")
    parser.add_argument("--port", type=int, default=0, help="0 takes a free one and prints it")
    parser.add_argument("--seed", type=int, default=1, help="for the faults")
    parser.add_argument(
        "--fast", action="store_true", help="no model checks, no record, short history"
    )
    parser.add_argument(
        "--driver",
        metavar="MODULE:FUNCTION",
        help="an async function(world, server) to run inside; the server ends with it",
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
