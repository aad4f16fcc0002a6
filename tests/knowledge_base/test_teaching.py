"""What colleagues teach is answered at once, in its community only, and can be taken back."""

import os
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Thread

import numpy as np
import pytest
from structlog.testing import capture_logs

from domain.language import Language
from knowledge_base import knowledge as knowledge_module
from knowledge_base.encoders import Encoder, Vectors, _is_installed
from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import Content, read_content
from knowledge_base.normalize import normalize
from knowledge_base.placeholders import FactValue
from services.knowledge import KnowledgeReply, Taught, TaughtEntry
from services.ports import Knowledge

ODD = "楼下那个铁皮柜咋个弄开"  # what nobody would have thought of
RATE = "property-fee-rate"
FIREFLY = TaughtEntry(
    entry_id="t-1",
    community="sun",
    category="facilities",
    language=Language.ZH_HANS,
    question="萤火虫观赏夜什么时候办",
    answer="萤火虫观赏夜每年七月第一个周六晚上八点，在中央花园集合。",
)


@pytest.fixture(scope="module")
def content(example_facts: dict[str, FactValue]) -> Content:
    return read_content(example_facts)


@pytest.fixture
def sun(content: Content) -> KnowledgeBase:
    return KnowledgeBase.of(content, community="sun")


def phrasings(version: int = 1, **lines: Sequence[str]) -> Taught:
    by_id = {entry_id.replace("_", "-"): tuple(said) for entry_id, said in lines.items()}
    return Taught(version=version, phrasings=by_id)


def entries(*taught: TaughtEntry, version: int = 1) -> Taught:
    return Taught(version=version, entries=taught, reviewed={"t-1": date(2026, 11, 22)})


def first(reply: KnowledgeReply) -> tuple[str, str | None]:
    return reply.decision, reply.matches[0].entry_id if reply.matches else None


# ---- phrasings ----------------------------------------------------------------------------


def test_a_taught_phrasing_answers_what_was_not_understood(sun: KnowledgeBase) -> None:
    assert sun.ask(ODD, "zh-Hans").decision != "answer"
    sun.search.teach(phrasings(property_fee_rate=[ODD]))
    assert first(sun.ask(ODD, "zh-Hans")) == ("answer", RATE)
    assert sun.nearest("铁皮柜怎么打不开", "zh-Hans", 3)[0].entry_id == RATE


def test_what_is_taken_back_leaves_no_trace(sun: KnowledgeBase) -> None:
    asked = [ODD, "物业费多少钱一平", "铁皮柜", "monthly parking fee"]
    before = [sun.nearest(text, "zh-Hans", 5) for text in asked]
    sun.search.teach(replace(phrasings(property_fee_rate=[ODD]), entries=(FIREFLY,)))
    assert [sun.nearest(text, "zh-Hans", 5) for text in asked] != before
    sun.search.teach(Taught(version=2))
    assert [sun.nearest(text, "zh-Hans", 5) for text in asked] == before


def test_a_colleague_knows_better_than_the_background(content: Content) -> None:
    stray = next(line for line in content.background if len(normalize(line)) > 4)
    base = KnowledgeBase.of(content)
    assert base.ask(stray, "zh-Hans").decision == "abstain"
    base.search.teach(phrasings(property_fee_rate=[stray]))
    assert first(base.ask(stray, "zh-Hans")) == ("answer", RATE)


def test_a_phrasing_of_an_unknown_entry_is_ignored(
    sun: KnowledgeBase, caplog: pytest.LogCaptureFixture
) -> None:
    before = sun.nearest(ODD, "zh-Hans", 5)
    sun.search.teach(phrasings(no_such_entry=[ODD]))
    assert sun.nearest(ODD, "zh-Hans", 5) == before
    assert ODD not in caplog.text


def test_words_of_a_taught_phrasing_are_spelt_right(sun: KnowledgeBase) -> None:
    sun.search.teach(phrasings(property_fee_rate=["quokkaday price"]))
    assert first(sun.ask("quokaday price", "en"))[1] == RATE


# ---- entries ------------------------------------------------------------------------------


def test_a_taught_entry_answers_in_its_community_and_in_no_other(sun: KnowledgeBase) -> None:
    moon = sun.elsewhere(None, "moon")
    asked = FIREFLY.question
    before, near = moon.ask(asked, "zh-Hans"), moon.nearest("萤火虫观赏夜几点", "zh-Hans", 5)
    assert before.decision != "answer"
    sun.search.teach(entries(FIREFLY))
    assert first(sun.ask(asked, "zh-Hans")) == ("answer", "t-1")
    assert sun.nearest("萤火虫观赏夜几点", "zh-Hans", 1)[0].entry_id == "t-1"
    assert moon.ask(asked, "zh-Hans").decision == before.decision
    assert moon.entry("t-1", "en") is None
    assert "t-1" not in moon.order(asked)
    there = moon.nearest("萤火虫观赏夜几点", "zh-Hans", 5)
    assert [match.entry_id for match in there] == [match.entry_id for match in near]
    assert [match.score for match in there] == pytest.approx(
        [match.score for match in near], abs=0.01
    )


def test_many_entries_elsewhere_crowd_nobody_out(sun: KnowledgeBase) -> None:
    moon = sun.elsewhere(None, "moon")
    asked = "物业费到底多少钱一平米啊"
    before = moon.order(asked)[0]
    crowd = [
        replace(FIREFLY, entry_id=f"t-{n}", question=f"物业费到底多少钱一平米啊{n}")
        for n in range(40)
    ]
    sun.search.teach(entries(*crowd))
    assert moon.order(asked)[0] == before
    assert sun.order(asked)[0].startswith("t-")


def test_the_same_question_may_have_an_answer_in_each_community(sun: KnowledgeBase) -> None:
    moon = sun.elsewhere(None, "moon")
    sun.search.teach(entries(FIREFLY, replace(FIREFLY, entry_id="t-2", community="moon")))
    assert first(sun.ask(FIREFLY.question, "zh-Hans")) == ("answer", "t-1")
    assert first(moon.ask(FIREFLY.question, "zh-Hans")) == ("answer", "t-2")


def test_it_is_browsed_and_changed_like_any_other(sun: KnowledgeBase) -> None:
    category = sun.topics("en")[0][0]
    sun.search.teach(entries(replace(FIREFLY, category=category)))
    assert sun.in_topic(category, "en")[-1].entry_id == "t-1"
    answer = "今年不办了。"
    sun.search.teach(entries(replace(FIREFLY, category=category, answer=answer), version=2))
    found = sun.entry("t-1", "zh-Hans")
    assert found is not None
    assert found.answer == answer
    sun.search.teach(Taught(version=3))
    assert sun.entry("t-1", "zh-Hans") is None
    assert sun.ask(FIREFLY.question, "zh-Hans").decision != "answer"


@pytest.mark.parametrize(
    ("written", "asked", "part"),
    [
        (Language.ZH_HANS, "zh-Hant", "螢火蟲"),
        (Language.ZH_HANT, "zh-Hans", "萤火虫"),
        (Language.ZH_HANT, "zh-Hant", "螢火蟲"),
        (Language.ZH_HANS, "en", "萤火虫"),
        (Language.EN, "zh-Hans", "Fireflies"),
    ],
)
def test_it_is_read_in_the_readers_script(
    sun: KnowledgeBase, written: Language, asked: str, part: str
) -> None:
    answers = {
        Language.ZH_HANS: "萤火虫在中央花园。",
        Language.ZH_HANT: "螢火蟲在中央花園。",
        Language.EN: "Fireflies are in the garden.",
    }
    sun.search.teach(entries(replace(FIREFLY, language=written, answer=answers[written])))
    found = sun.entry("t-1", asked)
    assert found is not None
    assert part in found.answer


def test_an_id_that_is_taken_stays_with_the_shipped_entry(sun: KnowledgeBase) -> None:
    shipped = sun.entry(RATE, "zh-Hans")
    sun.search.teach(entries(replace(FIREFLY, entry_id=RATE)))
    assert sun.entry(RATE, "zh-Hans") == shipped


# ---- as if it had been built so -----------------------------------------------------------


def grown(content: Content) -> tuple[Content, Taught]:
    """Return a content with two entries' lines cut off, and what teaches them back."""
    cut = {entry.entry_id: entry.phrasings[-2:] for entry in content.entries[::9]}
    fewer = tuple(
        replace(entry, phrasings=entry.phrasings[:-2]) if entry.entry_id in cut else entry
        for entry in content.entries
    )
    return replace(content, entries=fewer), Taught(version=1, phrasings=cut)


ASKED = ("物业费多少钱一平", "装修押金啥时候退", "lost my access card", "停车月卡", "快递放哪")


def test_taught_step_by_step_or_built_so_is_nearly_the_same(content: Content) -> None:
    fewer, taught = grown(content)
    base, whole = KnowledgeBase.of(fewer), KnowledgeBase.of(content)
    base.search.teach(taught)
    assert_alike(base, whole)


def assert_alike(base: KnowledgeBase, whole: KnowledgeBase) -> None:
    for text in ASKED:
        one, other = base.nearest(text, "en", 3), whole.nearest(text, "en", 3)
        assert one[0].entry_id == other[0].entry_id
        assert one[0].score == pytest.approx(other[0].score, abs=0.03)


# ---- with encoders ------------------------------------------------------------------------


class Characters:
    """An encoder of characters: as deterministic as a real one, and instant."""

    name = "use-0.2.1"
    dimensions = 512
    longest = 160
    room = 56

    def __init__(self) -> None:
        self._table = np.random.default_rng(3).normal(size=(997, 512)).astype(np.float32)
        self.texts = 0

    def encode(self, texts: Sequence[str]) -> Vectors:
        self.texts += len(texts)
        rows = np.stack([self._table[[ord(sign) % 997 for sign in text]].sum(0) for text in texts])
        scaled: Vectors = rows / np.linalg.norm(rows, axis=1, keepdims=True)
        return scaled


@pytest.fixture
def encoder(monkeypatch: pytest.MonkeyPatch) -> Characters:
    one = Characters()

    def opened(_: str, __: object) -> tuple[Encoder, ...]:
        return (one,)

    monkeypatch.setattr(knowledge_module, "open_encoders", opened)
    return one


def test_what_was_taught_before_sharpening_survives_it_and_more_can_follow(
    sun: KnowledgeBase, encoder: Characters
) -> None:
    sun.search.teach(entries(FIREFLY))
    sun.search.sharpen("use")
    assert sun.search.now.index.mode == "use"
    assert first(sun.ask(FIREFLY.question, "zh-Hans")) == ("answer", "t-1")
    encoder.texts = 0
    sun.search.teach(replace(phrasings(2, property_fee_rate=[ODD]), entries=(FIREFLY,)))
    assert encoder.texts == 1  # of the whole base nothing is encoded again
    assert first(sun.ask(ODD, "zh-Hans")) == ("answer", RATE)
    assert first(sun.ask(FIREFLY.question, "zh-Hans")) == ("answer", "t-1")
    assert sun.nearest("萤火虫观赏夜几点", "zh-Hans", 1)[0].entry_id == "t-1"


def test_with_an_encoder_too_it_is_as_if_it_had_been_built_so(
    content: Content, encoder: Characters
) -> None:
    fewer, taught = grown(content)
    base, whole = KnowledgeBase.of(fewer), KnowledgeBase.of(content)
    base.search.sharpen("use")
    whole.search.sharpen("use")
    before = [base.nearest(text, "en", 3) for text in ASKED]
    base.search.teach(taught)
    assert_alike(base, whole)
    base.search.teach(Taught(version=2))
    assert [base.nearest(text, "en", 3) for text in ASKED] == before


def test_what_is_taught_meanwhile_waits_for_no_encoder(
    sun: KnowledgeBase, encoder: Characters, monkeypatch: pytest.MonkeyPatch
) -> None:
    sun.search.teach(entries(FIREFLY))
    taught: list[bool] = []
    encode = encoder.encode

    def slow(texts: Sequence[str]) -> Vectors:
        if normalize(FIREFLY.question) in texts and not taught:
            lesson = replace(entries(FIREFLY, version=2), phrasings={RATE: (ODD,)})
            thread = Thread(target=sun.search.teach, args=(lesson,), daemon=True)
            thread.start()
            thread.join(30)
            taught.append(not thread.is_alive())
        return encode(texts)

    monkeypatch.setattr(encoder, "encode", slow)
    sun.search.sharpen("use")
    assert taught == [True]
    assert first(sun.ask(ODD, "zh-Hans")) == ("answer", RATE)


def test_vectors_that_can_no_longer_be_read_cost_only_the_encoder(
    sun: KnowledgeBase, encoder: Characters, tmp_path: Path
) -> None:
    sun.search.teach(entries(FIREFLY))
    asked = [ODD, "物业费多少钱一平", "monthly parking fee", FIREFLY.question]
    light = [sun.ask(text, "zh-Hans") for text in asked]
    for _ in range(2):  # at the second start all vectors are in one file
        sun.search.sharpen("use", tmp_path)
    for file in tmp_path.iterdir():
        os.truncate(file, 100)
    with capture_logs() as logs:
        assert [sun.ask(text, "zh-Hans") for text in asked] == light
        assert sun.nearest(asked[1], "zh-Hans", 1)[0].entry_id == RATE
        sun.search.teach(replace(phrasings(2, property_fee_rate=[ODD]), entries=(FIREFLY,)))
        assert first(sun.ask(ODD, "zh-Hans")) == ("answer", RATE)
    assert [line["log_level"] for line in logs] == ["error"]
    assert not any(text in str(logs) for text in asked)
    assert sun.search.now.index.mode == sun.search.now.weights.mode == "light"


@pytest.mark.skipif(not _is_installed("use"), reason="the encoder is not made for this machine")
def test_the_carried_encoder_hears_what_is_near_to_a_taught_phrasing(content: Content) -> None:
    few = replace(content, entries=content.entries[:12], background=content.background[:60])
    base = KnowledgeBase.of(few, community="sun")
    base.search.teach(entries(FIREFLY))
    base.search.sharpen("use")
    assert base.nearest("哪天晚上能看萤火虫", "zh-Hans", 1)[0].entry_id == "t-1"
    base.search.teach(Taught(version=2))
    assert base.nearest("哪天晚上能看萤火虫", "zh-Hans", 1)[0].entry_id != "t-1"


def test_it_is_asked_and_taught_from_many_threads(sun: KnowledgeBase, encoder: Characters) -> None:
    """Whoever asks sees index, weights and entries that belong together, whatever goes on."""
    steps = [
        entries(*(replace(FIREFLY, entry_id=f"t-{n}") for n in range(step % 4)), version=step)
        for step in range(16)
    ]

    def ask(_: int) -> None:
        reply = sun.ask(FIREFLY.question, "zh-Hans")
        assert all(match.answer for match in reply.matches)
        assert sun.ask("物业费多少钱一平", "zh-Hans").matches[0].entry_id == RATE

    with ThreadPoolExecutor(max_workers=6) as pool:
        asking = [pool.submit(ask, n) for n in range(60)]
        sharpening = pool.submit(sun.search.sharpen, "use")
        for taught in steps:
            sun.search.teach(taught)
        for done in (sharpening, *asking):
            done.result()
    assert sun.search.now.index.mode == "use"
    assert first(sun.ask(FIREFLY.question, "zh-Hans")) == ("answer", "t-2")


# ---- for a clerk --------------------------------------------------------------------------


def test_the_nearest_entries_are_found_whatever_the_trust(sun: KnowledgeBase) -> None:
    base: Knowledge = sun
    assert base.ask("帮我写一首诗", "zh-Hans").decision == "abstain"
    found = base.nearest("帮我写一首诗", "zh-Hans", 4)
    assert len({match.entry_id for match in found}) == 4
    scores = [match.score for match in found]
    assert scores == sorted(scores, reverse=True)
    assert base.nearest("😀", "zh-Hans", 4) == ()


def test_only_what_is_offered_can_be_picked(content: Content) -> None:
    bare = KnowledgeBase.from_content({})
    full = KnowledgeBase.of(content).nearest("物业费多少钱一平", "en", 1)
    assert bare.entry(full[0].entry_id, "en") is None
    assert full[0].entry_id not in {one.entry_id for one in bare.nearest("物业费多少钱", "en", 9)}


# ---- notes --------------------------------------------------------------------------------


def test_keepers_see_how_many_phrasings_an_entry_has(sun: KnowledgeBase) -> None:
    before = {note.entry_id: note for note in sun.notes("zh-Hans")}
    taught = replace(phrasings(property_fee_rate=[ODD, "铁皮柜"]), entries=(FIREFLY,))
    sun.search.teach(taught)
    after = {note.entry_id: note for note in sun.notes("zh-Hans")}
    assert after[RATE].phrasings == before[RATE].phrasings + 2
    assert after.keys() - before.keys() == {FIREFLY.entry_id}
    assert after[FIREFLY.entry_id].question == FIREFLY.question
    moon = sun.elsewhere(None, "moon")
    assert FIREFLY.entry_id not in {note.entry_id for note in moon.notes("en")}
