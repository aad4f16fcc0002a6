"""The owners: runs inside the playground's process and counts what they were truly answered.

`python -m playground --fast --driver benchmarks.driver:drive`; the load comes as JSON in the
environment, the count goes to the output as one line of JSON, and a line of input ends it.
"""

import asyncio
import json
import os
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from io import BytesIO
from typing import Literal

from PIL import Image

from benchmarks.people import OWNERS, group_ids, owner_ids
from playground.chats import Message
from playground.phones import Phone
from playground.screens import Tap
from playground.server import Server
from playground.world import Event, World

LOAD = "OWNERDESK_BENCH_LOAD"
"""The name of the environment variable with the load."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """What the owners do: each goes through the script so many times, one after another."""

    kind: Literal["echo", "dialogue", "everything"]
    warm_up: int
    dialogues: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Count:
    """What came of a load, without the warm-up; what begins with ``all`` is with it."""

    updates: int
    all_updates: int
    seconds: float
    all_dialogues: int
    cards: int
    pictures: int


class BotConfused(Exception):
    """The bot did not answer as the script expects."""


Act = tuple[Literal["says", "taps", "sends a picture"], str]

DIALOGUE: tuple[Act, ...] = (
    ("says", "报修"),
    ("taps", "漏水"),
    ("says", "厨房水槽下面一直滴水，地板都泡了"),
    ("taps", "改时间"),
    ("taps", "明天下午"),
    ("sends a picture", ""),
    ("says", "三点以后家里有人"),
    ("taps", "提交"),
)
"""A whole repair, by the words that an owner types and the beginnings of the buttons' words."""

QUESTIONS: tuple[Act, ...] = (
    ("says", "车位费是怎么算的"),
    ("says", "快遞放哪裡"),
    ("says", "how do I pay the water bill"),
    ("says", "月亮上有没有物业"),
)
"""Four questions, one of which nobody has an answer to."""

RECEIPT = "已登记"
"""What the last answer of the dialogue says."""

SCRIPTS: Mapping[str, tuple[Act, ...]] = {
    "echo": tuple(("says", f"第 {number} 句话") for number in range(1, 9)),
    "dialogue": DIALOGUE,
    "everything": (*QUESTIONS, *DIALOGUE),
}
"""What an owner does, by the kind of load; all but the first are for the desk."""


class Owner:
    """One person with a phone, who does nothing before the bot has answered."""

    def __init__(self, phone: Phone, picture: bytes) -> None:
        self._phone = phone
        self._picture = picture
        self._shown: Message | None = None
        self._tap: Tap | None = None
        self._heard = asyncio.Event()

    def notice(self, event: Event) -> None:
        """See what has happened in the own chat."""
        if event.kind in {"message", "edit"} and event.message is not None:
            if event.message.sender.is_bot:
                self._shown = event.message
                self._heard.set()
        elif event.kind == "callback_answer":
            self._heard.set()

    async def live_through(self, script: Sequence[Act]) -> Message:
        """Do everything in the script and return the last answer."""
        shown: Message | None = None
        for kind, words in script:
            shown = await self._answered(kind, words, shown)
        assert shown is not None
        return shown

    async def _answered(self, kind: str, words: str, before: Message | None) -> Message:
        self._shown, self._tap = None, None
        match kind:
            case "says":
                self._phone.send_text(words)
            case "sends a picture":
                self._phone.send_photo(self._picture)
            case _:
                self._tap = self._phone.tap(*self._button(before, words))
        while (answer := self._answer()) is None:
            self._heard.clear()
            await self._heard.wait()
        return answer

    def _answer(self) -> Message | None:
        """Return what the bot has said; a tap also waits for the end of its spinning."""
        spinning = self._tap is not None and self._tap.answer is None
        return None if spinning else self._shown

    def _button(self, shown: Message | None, words: str) -> tuple[Message, str]:
        labels = shown.labels if shown is not None else []
        found = next((label for label in labels if label.startswith(words)), None)
        if shown is None or found is None:
            raise BotConfused(f"no button {words!r}; {self._phone.chat().story()}")
        return shown, found


class Town:
    """All owners, and what arrives in the groups of the teams."""

    def __init__(self, world: World, load: Load) -> None:
        self._load = load
        self._script = SCRIPTS[load.kind]
        self._files_tickets = load.kind != "echo"
        for (_, team), chat_id in group_ids().items():
            world.add_group(title=team, chat_id=chat_id)
        self._teams = {chat for (_, team), chat in group_ids().items() if team == "repair"}
        picture = _picture()
        self._owners: dict[int, Owner] = {}
        for number, user_id in enumerate(owner_ids()):
            user = world.add_user(first_name=f"业主{number}", user_id=user_id)
            chat = world.private_chat(user)
            self._owners[chat.id] = Owner(Phone(world, user), picture)
        self._cards: set[tuple[int, int]] = set()
        self._pictures: set[tuple[int, int]] = set()
        self._arrived = asyncio.Event()
        world.subscribe(self._notice)

    def _notice(self, event: Event) -> None:
        if event.chat is None:
            return
        owner = self._owners.get(event.chat.id)
        if owner is not None:
            owner.notice(event)
        elif event.kind == "message" and event.chat.id in self._teams and event.message:
            seen = self._cards if event.message.labels else self._pictures
            seen.add((event.chat.id, event.message.id))
            self._arrived.set()

    async def measure(self) -> Count:
        """Warm up, then let everybody do their part, and stop the clock at the very end.

        The end is when the teams have every card and every picture.
        """
        load = self._load
        await self._everybody(load.warm_up, in_all=load.warm_up)
        begun = time.perf_counter()
        await self._everybody(load.dialogues, in_all=load.warm_up + load.dialogues)
        seconds = time.perf_counter() - begun
        return Count(
            updates=OWNERS * load.dialogues * len(self._script),
            all_updates=OWNERS * (load.warm_up + load.dialogues) * len(self._script),
            seconds=seconds,
            all_dialogues=OWNERS * (load.warm_up + load.dialogues),
            cards=len(self._cards),
            pictures=len(self._pictures),
        )

    async def _everybody(self, times: int, *, in_all: int) -> None:
        async with asyncio.TaskGroup() as group:
            for owner in self._owners.values():
                group.create_task(self._one(owner, times))
        if self._files_tickets:
            wanted = OWNERS * in_all
            while len(self._cards) < wanted or len(self._pictures) < wanted:
                self._arrived.clear()
                await self._arrived.wait()

    async def _one(self, owner: Owner, times: int) -> None:
        for _ in range(times):
            last = await owner.live_through(self._script)
            if self._files_tickets and RECEIPT not in last.text:
                raise BotConfused(f"no receipt but: {last.text}")


async def drive(world: World, server: Server) -> None:
    """Carry out the load, say what came of it, and stay until the bot has been stopped."""
    del server
    load = Load(**json.loads(os.environ[LOAD]))
    count = await Town(world, load).measure()
    print(json.dumps(asdict(count)), flush=True)
    await _line_of_input()


async def _line_of_input() -> None:
    loop = asyncio.get_running_loop()
    done = asyncio.Event()
    loop.add_reader(sys.stdin, done.set)
    await done.wait()
    loop.remove_reader(sys.stdin)


def _picture() -> bytes:
    data = BytesIO()
    Image.new("RGB", (64, 48), "navy").save(data, "JPEG")
    return data.getvalue()
