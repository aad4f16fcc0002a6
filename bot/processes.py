"""Runs the desk as a process, until it is asked to stop."""

import asyncio
import secrets
import signal
from collections.abc import Callable, Mapping

from bot.app import App, build
from bot.clock import SystemClock
from bot.memory import search_of, settle_memory
from bot.settings import Settings
from bot.sharpening import sharpen_beside
from bot.telegram.links import invite_link
from domain.desk import Desk
from domain.people import CENTRE, StaffRole
from knowledge_base.knowledge import KnowledgeBase
from services.staffing import CreateInvite, Staffing

Say = Callable[[str], None]


async def run_desk(
    settings: Settings, desk: Desk, knowledge: Mapping[str, KnowledgeBase], say: Say
) -> None:
    """Run the desk on Telegram until the process is asked to stop.

    Where nobody administers it yet, ``say`` is given the link that makes its first opener one.
    """
    app = build(settings=settings, desk=desk, clock=SystemClock(), knowledge=knowledge)
    settle_memory()
    stopped = on_signals()
    try:
        await app.start()
        sharpen_beside(search_of(knowledge), settings.knowledge_mode, settings.vectors)
        link = await first_admin_link(app)
        if link is not None:
            say(link)
        await stopped.wait()
    finally:
        await app.stop()


async def first_admin_link(app: App) -> str | None:
    """Return the link that makes whoever opens it the administrator; ``None`` if there is one."""
    staffing: Staffing = app.services["staffing"]
    if not await app.runner.read(staffing.needs_admin, None):
        return None
    token = secrets.token_urlsafe(24)
    command = CreateInvite(
        by=None,
        token=token,
        community=app.desk.communities[0].code,
        team=CENTRE,
        role=StaffRole.ADMIN,
    )
    await app.runner.run(staffing.invite, command)
    me = await app.bot.me()
    return invite_link(me.username or "", token)


def on_signals() -> asyncio.Event:
    """Return an event that is set when the process is asked to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stopped.set)
    return stopped
