"""Loads the knowledge base's encoders beside the running desk, which answers meanwhile."""

import os
import threading
from contextlib import suppress
from pathlib import Path

import structlog

from bot.memory import trim
from bot.settings import AUTO
from knowledge_base.encoders import LIGHT, best_mode
from knowledge_base.knowledge import Search

_log = structlog.get_logger(__name__)

_NICE = 10


def sharpen_beside(search: Search, mode: str, vectors: Path) -> threading.Thread:
    """Begin to load; ``mode`` is one of `knowledge_base.encoders.MODES`, or ``auto``.

    The first time, all lines are turned into vectors: a minute of one core, at a low priority.
    The thread is a daemon: whoever stops the desk need not wait for it, and what is lost is made
    again at the next start.
    """
    thread = threading.Thread(
        target=_sharpen, args=(search, mode, vectors), name="sharpening", daemon=True
    )
    thread.start()
    return thread


def _sharpen(search: Search, mode: str, vectors: Path) -> None:
    with suppress(OSError, AttributeError):  # where threads have no priority of their own
        os.setpriority(os.PRIO_PROCESS, threading.get_native_id(), _NICE)
    wanted = best_mode() if mode == AUTO else mode
    try:
        if wanted != LIGHT:
            search.sharpen(wanted, vectors)
            trim()
        _log.info("knowledge base is ready", mode=wanted)
    except Exception as error:
        _log.warning("knowledge base stays in the light mode", error=type(error).__name__)
