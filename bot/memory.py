"""Loads in an order that needs little memory, and takes what stays from the collector's rounds."""

import ctypes
import gc
import sys
from collections.abc import Mapping
from contextlib import suppress

from bot import chinese
from domain.desk import Desk
from knowledge_base import normalize
from knowledge_base.knowledge import KnowledgeBase, Search


def begin_loading() -> None:
    """Call it first of all: what is loaded now stays, and is not searched for garbage."""
    gc.disable()


def load_knowledge(desk: Desk) -> Mapping[str, KnowledgeBase]:
    """Load the knowledge, then give back the dictionaries of traditional characters.

    They have 40 MB, and have done their work in the desk file and here.

    Raises:
        ContentError: The knowledge base cannot be read.
    """
    knowledge = knowledge_of(desk, KnowledgeBase.from_content(desk.facts))
    chinese.forget_dictionaries()
    normalize.forget_dictionaries()
    trim()
    return knowledge


def knowledge_of(desk: Desk, base: KnowledgeBase) -> Mapping[str, KnowledgeBase]:
    """Return the knowledge base of each community; they share one search."""
    return {
        one.code: base.elsewhere(desk.facts_in(one.code) if one.facts else None, one.code)
        for one in desk.communities
    }


def search_of(knowledge: Mapping[str, KnowledgeBase]) -> Search:
    """Return the search that the bases of all communities share."""
    return next(iter(knowledge.values())).search


def settle_memory() -> None:
    """Call it once, when everything is loaded and before there is much to do.

    To search what stays for garbage again and again would cost a tenth of the desk's time.
    """
    gc.freeze()
    gc.enable()


def trim() -> None:
    """Hand free memory back to the system, where the C library (glibc) keeps it otherwise."""
    if sys.platform == "linux":
        with suppress(OSError, AttributeError):
            ctypes.CDLL(None).malloc_trim(0)
