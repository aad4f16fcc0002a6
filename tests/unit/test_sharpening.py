"""Encoders are loaded beside the desk; without them it stays in the light mode, and answers."""

from dataclasses import replace
from pathlib import Path

import pytest

from bot.settings import AUTO
from bot.sharpening import sharpen_beside
from knowledge_base.encoders import LIGHT, best_mode
from knowledge_base.knowledge import KnowledgeBase, Search
from knowledge_base.loader import CONTENT, Content, read_content

SECONDS = 60


class Unable(Search):
    """A search whose encoder's package is not to be had."""

    def sharpen(self, mode: str, vectors: Path | None = None) -> None:
        raise ImportError(mode)


@pytest.fixture
def content() -> Content:
    whole = read_content({})
    return replace(whole, entries=whole.entries[:3], background=whole.background[:20])


@pytest.mark.skipif(best_mode() == LIGHT, reason="no encoder is installed")
def test_the_best_mode_is_loaded_and_its_vectors_are_kept(
    content: Content, tmp_path: Path
) -> None:
    base = KnowledgeBase.of(content)
    sharpen_beside(base.search, AUTO, tmp_path).join(SECONDS)
    now = base.search.now
    assert now.index.mode == now.weights.mode == best_mode()
    assert list(tmp_path.iterdir())


def test_the_light_mode_loads_nothing(content: Content, tmp_path: Path) -> None:
    base = KnowledgeBase.of(content)
    sharpen_beside(base.search, LIGHT, tmp_path).join(SECONDS)
    assert base.search.now.index.mode == LIGHT
    assert not list(tmp_path.iterdir())


def test_an_encoder_that_fails_leaves_the_desk_answering(content: Content, tmp_path: Path) -> None:
    search = Unable(content, CONTENT)
    sharpen_beside(search, "use", tmp_path).join(SECONDS)
    assert search.now.index.mode == LIGHT
    assert KnowledgeBase(content, search).order(content.entries[0].phrasings[0])
