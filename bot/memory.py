"""Gives back what only the start needed, and takes what stays out of the collector's rounds."""

import ctypes
import gc
import sys
from contextlib import suppress

from bot import chinese
from knowledge_base import normalize


def begin_loading() -> None:
    """Call it first of all: what is loaded now stays, and is not searched for garbage."""
    gc.disable()


def settle_memory() -> None:
    """Call it once, when everything is loaded and before there is much to do.

    Searching what stays again and again would cost a tenth of the desk's processor time. The
    dictionaries of traditional characters, 40 MB, have done their work in the desk file and in
    the knowledge base.
    """
    chinese.forget_dictionaries()
    normalize.forget_dictionaries()
    gc.freeze()
    gc.enable()
    _trim()


def _trim() -> None:
    """Hand free memory back to the system, where the C library (glibc) keeps it otherwise."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
