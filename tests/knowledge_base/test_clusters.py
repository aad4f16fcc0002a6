"""Questions that ask the same are put together; two matters are never mixed."""

import time
from dataclasses import replace

import numpy as np
import pytest

from knowledge_base.clusters import SAME, clusters
from knowledge_base.encoders import _is_installed
from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import read_content
from knowledge_base.placeholders import FactValue

SWING = [
    "秋千什么时候修好",
    "请问秋千啥时候能修好",
    "小区秋千什么时候修好啊",
    "秋千修好了吗什么时候",
]
GATE = ["北门几点关", "北门晚上几点关门", "请问北门几点关门呀"]
POOL = ["泳池今年开不开", "今年泳池开吗", "游泳池今年还开放吗"]
ALONE = ["可以在楼道放鞋柜吗", "how do I get a dog licence", "快递柜密码忘了", "😀😀"]
NEARLY = ["物业费多少钱", "停车费多少钱", "装修押金多少钱", "水费多少钱"]


def groups(base: KnowledgeBase, *texts: str) -> list[set[str]]:
    found = base.clusters(texts)
    assert sorted(place for group in found for place in group) == list(range(len(texts)))
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)
    return [{texts[place] for place in group} for group in found]


def matter(text: str) -> int:
    return next(
        (n for n, asked in enumerate((SWING, GATE, POOL)) if text in asked), 10 + hash(text)
    )


def test_the_same_question_in_other_words_is_one_cluster(base: KnowledgeBase) -> None:
    found = groups(base, *SWING, *GATE, *POOL, *ALONE)
    assert all(len({matter(text) for text in group}) == 1 for group in found)
    assert len(found[0] & set(SWING)) >= 3
    assert sum(len(group) >= 2 for group in found) >= 3


@pytest.mark.skipif(not _is_installed("use"), reason="the encoder is not made for this machine")
def test_an_encoder_puts_more_together_and_mixes_no_more(
    example_facts: dict[str, FactValue],
) -> None:
    content = read_content(example_facts)
    few = replace(content, entries=content.entries[::3], background=content.background[::9])
    base = KnowledgeBase.of(few)
    base.search.sharpen("use")
    found = groups(base, *SWING, *GATE, *POOL, *ALONE)
    assert all(len({matter(text) for text in group}) == 1 for group in found)
    assert [len(group) for group in found[:3]] == [4, 3, 3]
    assert all(len(group) == 1 for group in groups(base, *NEARLY))


def test_what_only_sounds_nearly_alike_stays_apart(base: KnowledgeBase) -> None:
    assert all(len(group) == 1 for group in groups(base, *NEARLY))


def test_a_question_said_again_and_again_is_one_cluster(base: KnowledgeBase) -> None:
    found = base.clusters(
        ["秋千什么时候修好", "北门几点关", "秋千什么时候修好", "秋千什么时候修好"]
    )
    assert found == [[0, 2, 3], [1]]
    assert base.clusters([]) == []
    assert base.clusters(["", "😀", ""]) == [[0], [1], [2]]


def test_the_most_central_comes_first_and_chains_are_not_followed() -> None:
    """1 is near to 0 and to 2, which have nothing in common; 3 to 5 are all alike."""
    likeness = np.eye(6, dtype=np.float32)
    for one, other, near in ((0, 1, 0.9), (1, 2, SAME + 0.1), (3, 4, 0.8), (4, 5, 0.8)):
        likeness[one, other] = likeness[other, one] = near
    likeness[3, 5] = likeness[5, 3] = 0.6
    assert clusters(likeness) == [[4, 3, 5], [0, 1], [2]]


def test_two_thousand_questions_take_seconds(base: KnowledgeBase) -> None:
    texts = [f"{text}{n % 97}号" for n in range(140) for text in (*SWING, *GATE, *POOL, *ALONE)]
    begun = time.process_time()
    found = base.clusters(texts[:2000])
    assert time.process_time() - begun < 10
    assert sum(map(len, found)) == len(texts[:2000])
