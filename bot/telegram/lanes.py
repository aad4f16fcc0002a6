"""Serial queues side by side: one person's updates, one chat's messages stay in order."""

import asyncio
import bisect
import contextlib
import heapq
import itertools
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Generic, TypeVar

ItemT = TypeVar("ItemT")

Handle = Callable[[ItemT, ItemT | None], Awaitable[float | None]]
"""Handles the first item of a lane, shown the one behind it, and returns ``None``; or returns
the seconds after which the same item wants to be handled again. The lane waits, others do not."""


@dataclass(slots=True)
class _Lane(Generic[ItemT]):
    waiting: list[tuple[int, int, ItemT]] = field(default_factory=list)
    busy: bool = False


def _place(entry: tuple[int, int, object]) -> tuple[int, int]:
    return entry[:2]


class Lanes(Generic[ItemT]):
    """Lanes with a bounded number of workers.

    ``rank`` says which items go first, in a lane and among lanes: the lowest number. A lane
    stands where its first item does, also when that one has only just come.
    ``handle`` must not raise; what it lets through is given to ``on_error`` and the item is done.
    """

    def __init__(
        self,
        handle: Handle[ItemT],
        *,
        workers: int,
        on_error: Callable[[Exception], None],
        rank: Callable[[ItemT], int] = lambda _: 0,
    ) -> None:
        self._handle, self._on_error, self._rank = handle, on_error, rank
        self._size = workers
        self._workers: list[asyncio.Task[None]] = []
        self._lanes: dict[str, _Lane[ItemT]] = {}
        self._ready: list[tuple[tuple[int, int], str]] = []
        self._delayed: dict[str, asyncio.TimerHandle] = {}
        self._count = itertools.count()
        self._wake = asyncio.Semaphore(0)
        self._idle = asyncio.Event()
        self._idle.set()

    def __contains__(self, key: str) -> bool:
        return key in self._lanes

    def __len__(self) -> int:
        return sum(len(lane.waiting) for lane in self._lanes.values())

    @property
    def idle(self) -> bool:
        """Whether nothing is waiting and nothing is being handled."""
        return not self._lanes

    async def wait_idle(self) -> None:
        """Return when nothing is waiting and nothing is being handled."""
        await self._idle.wait()

    def start(self) -> None:
        """Start the workers."""
        self._workers = [
            asyncio.create_task(self._work(), name=f"lane-{number}")
            for number in range(self._size)
        ]

    async def stop(self, grace: float = 5.0) -> None:
        """Let what is being handled come to its end for ``grace`` seconds, then stop.

        What still waits is dropped from memory; it is in the database and comes again.
        """
        for handle in self._delayed.values():
            handle.cancel()
        self._ready.clear()
        for key in [key for key, lane in self._lanes.items() if not lane.busy]:
            del self._lanes[key]
        for lane in self._lanes.values():
            del lane.waiting[1:]
        if self._lanes:
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(self._idle.wait(), grace)
        for worker in self._workers:
            worker.cancel()
        await asyncio.gather(*self._workers, return_exceptions=True)
        self._workers.clear()

    def put(self, key: str, item: ItemT) -> None:
        """Append an item to a lane."""
        entry = (self._rank(item), next(self._count), item)
        lane = self._lanes.get(key)
        if lane is None:
            lane = self._lanes[key] = _Lane()
            self._idle.clear()
            lane.waiting.append(entry)
            self._make_ready(key)
            return
        # The item that is being handled keeps its place at the head.
        bisect.insort(lane.waiting, entry, lo=1 if lane.busy else 0, key=_place)
        if lane.waiting[0] is entry and key not in self._delayed:
            self._make_ready(key)

    def _make_ready(self, key: str) -> None:
        """Let a worker take the lane; where it stood before means nothing any more."""
        self._delayed.pop(key, None)
        heapq.heappush(self._ready, (_place(self._lanes[key].waiting[0]), key))
        self._wake.release()

    async def _work(self) -> None:
        while True:
            await self._wake.acquire()
            if not self._ready:
                continue
            place, key = heapq.heappop(self._ready)
            lane = self._lanes.get(key)
            if lane is None or lane.busy or key in self._delayed:
                continue
            if _place(lane.waiting[0]) == place:
                await self._advance(key, lane)

    async def _advance(self, key: str, lane: _Lane[ItemT]) -> None:
        lane.busy = True
        item = lane.waiting[0][2]
        following = lane.waiting[1][2] if len(lane.waiting) > 1 else None
        again: float | None = None
        try:
            again = await self._handle(item, following)
        except Exception as error:  # a worker must outlive whatever an item does
            self._on_error(error)
        finally:
            lane.busy = False
            if again is None and lane.waiting:
                lane.waiting.pop(0)
        if not lane.waiting:
            del self._lanes[key]
            if not self._lanes:
                self._idle.set()
        elif again:
            loop = asyncio.get_running_loop()
            self._delayed[key] = loop.call_later(again, self._make_ready, key)
        else:
            self._make_ready(key)
