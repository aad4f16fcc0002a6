"""Of a long story an encoder is given what is asked."""

from collections.abc import Sequence

import numpy as np

from knowledge_base.dense import Space
from knowledge_base.encoders import Vectors
from knowledge_base.gist import gists
from knowledge_base.rows import InMemory
from knowledge_base.vectors import VectorStore

STORY = "昨天碰到老同学聊了很久，今天又下了大雪，" * 30
ASKED = "装修押金什么时候退"


class Signs:
    """An encoder of which signs occur."""

    name = "signs-1"
    dimensions = 64
    longest = 160

    def __init__(self, room: int) -> None:
        self.room = room

    def encode(self, texts: Sequence[str]) -> Vectors:
        rows = np.full((len(texts), 64), 0.01, np.float32)
        for row, text in zip(rows, texts, strict=True):
            row[[ord(sign) % 64 for sign in text]] = 1.0
        scaled: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return scaled


def heard(text: str, question: str, *rooms: int) -> list[str]:
    stores = [VectorStore(Signs(room)) for room in rooms]
    lines = stores[0].of(["装修押金怎么退", "停车月卡价格"])
    places, owners = np.arange(2, dtype=np.int32), np.arange(2, dtype=np.int32)
    held = InMemory(lines), places
    none = InMemory(lines[:0]), places[:0]
    space = Space(held, owners, none, owners[:0], 2)
    return gists(text, question, stores, [space for _ in stores])


def test_a_short_question_is_heard_whole() -> None:
    assert heard(ASKED, ASKED, 56, 40) == [ASKED, ASKED]


def test_a_question_after_a_long_story_is_heard() -> None:
    for text in (STORY + ASKED, ASKED + "。" + STORY):
        for room, gist in zip((56, 20), heard(text, text, 56, 20), strict=True):
            assert ASKED in gist
            assert len(gist) <= room + 4  # and spaces between clauses


def test_each_encoder_is_given_what_it_has_room_for() -> None:
    text = "今天下雪，" + ASKED
    assert heard(text, text, 56, 10) == [text, ASKED]


def test_what_has_no_clauses_is_cut() -> None:
    text = ASKED * 8
    assert heard(text, text, 40) == [text[:40]]
    assert heard("，。", "x" * 60, 40) == ["x" * 40]
