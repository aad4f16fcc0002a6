"""The consultation archive and the edits of the knowledge base."""

import asyncio
from dataclasses import replace
from datetime import timedelta

import pytest

from domain.errors import Conflict
from domain.language import Language
from domain.people import PersonId, StaffId
from services.knowledge_rows import Consultation, EditKind, KnowledgeEdit, Verdict
from services.ports import UnitOfWork
from storage.runner import DatabaseRunner
from storage.statements import Statement
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, NOW, seed_person, seed_ticket, seed_worker

LATER = NOW + timedelta(days=200)

ASKED = Consultation(
    at=NOW,
    community=COMMUNITY,
    language=Language.ZH_HANS,
    text="车位费是咋个算的哟，我电话 13812345678",
    decision="abstain",
    entry_id=None,
    score=0.125,
)


def edit(author: int, key: str, **fields: object) -> KnowledgeEdit:
    values = {
        "id": 1,
        "kind": EditKind.PHRASING,
        "community": COMMUNITY,
        "entry_id": "fees-amount",
    }
    return KnowledgeEdit(key=key, at=NOW, author=StaffId(author), **values | fields)  # type: ignore[arg-type]  # the caller's fields


async def test_a_question_is_kept_once_and_read_back(runner: DatabaseRunner) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> tuple[int, int, PersonId]:
        person = seed_person(uow)
        known = replace(ASKED, person_id=person)
        first = uow.consultations.add(known, "u:1:1", person)
        return first, uow.consultations.add(replace(known, text="other"), "u:1:1", person), person

    first, second, person = await do(seed)
    assert first == second
    stored = await do(lambda uow: uow.consultations.get(first))
    assert stored == replace(ASKED, id=first, person_id=person)
    assert await do(lambda uow: uow.consultations.get(first + 1)) is None


async def test_its_text_is_sealed(runner: DatabaseRunner) -> None:
    do = doing(runner)
    await do(lambda uow: uow.consultations.add(ASKED, "u:1:1", seed_person(uow)))
    row = await do(lambda uow: cell(uow, "text"))
    assert b"138" not in row
    assert "车位".encode() not in row


def cell(uow: UnitOfWork, column: str, table: str = "consultation") -> bytes:
    transaction = uow.outbox._transaction  # type: ignore[attr-defined]  # looks inside
    return bytes(transaction.row(Statement(f"SELECT {column} FROM {table}"), {})[0])  # noqa: S608


async def test_its_asker_is_known_again_without_being_named(runner: DatabaseRunner) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> tuple[int, PersonId, PersonId]:
        asker, other = seed_person(uow), seed_person(uow, telegram_id=2)
        return uow.consultations.add(ASKED, "u:1:1", asker), asker, other

    asked, asker, other = await do(seed)
    assert await do(lambda uow: uow.consultations.asked_by(asked, asker))
    assert not await do(lambda uow: uow.consultations.asked_by(asked, other))
    assert not await do(lambda uow: uow.consultations.asked_by(asked + 1, asker))


async def test_the_latest_verdict_counts_and_the_ticket_stays(runner: DatabaseRunner) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> int:
        asker = seed_person(uow)
        asked = uow.consultations.add(ASKED, "u:1:1", asker)
        ticket = seed_ticket(uow, asker)
        uow.consultations.receive(asked, Verdict.PERSON, "fees-amount", ticket.id)
        uow.consultations.receive(asked, Verdict.USELESS, None, None)
        return asked

    asked = await do(seed)
    stored = await do(lambda uow: uow.consultations.get(asked))
    assert stored is not None
    assert (stored.verdict, stored.received_entry_id) == (Verdict.USELESS, None)
    assert stored.ticket_id is not None


async def test_what_may_be_learnt_from(runner: DatabaseRunner) -> None:
    do = doing(runner)
    cases = [
        ("abstain", None, True),
        ("abstain", Verdict.PERSON, True),
        ("abstain", Verdict.REPORT, False),
        ("suggest", None, True),
        ("suggest", Verdict.PICKED, False),
        ("suggest", Verdict.USELESS, True),
        ("answer", None, False),
        ("answer", Verdict.USEFUL, False),
        ("answer", Verdict.USELESS, True),
        ("answer", Verdict.PERSON, True),
        ("refused", None, False),
        ("refused", Verdict.PERSON, False),
    ]

    def seed(uow: UnitOfWork) -> None:
        asker = seed_person(uow)
        for number, (decision, verdict, _) in enumerate(cases):
            text = None if decision == "refused" else f"{number}"
            kept = replace(ASKED, decision=decision, text=text)  # type: ignore[arg-type]  # the case's
            asked = uow.consultations.add(kept, f"k{number}", asker)
            if verdict is not None:
                uow.consultations.receive(asked, verdict, None, None)
        uow.consultations.add(replace(ASKED, community="moon"), "elsewhere", asker)
        old = NOW - timedelta(days=31)
        uow.consultations.add(replace(ASKED, at=old), "long ago", asker)

    await do(seed)
    since = NOW - timedelta(days=30)
    found = await do(lambda uow: uow.consultations.to_learn_from(COMMUNITY, since, 50))
    wanted = [str(number) for number, case in enumerate(cases) if case[2]]
    assert [one.text for one in found] == wanted[::-1]
    assert len(await do(lambda uow: uow.consultations.to_learn_from(COMMUNITY, since, 2))) == 2


async def test_an_edit_settles_questions_and_its_undoing_opens_them(
    runner: DatabaseRunner,
) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> list[int]:
        author, asker = seed_worker(uow), seed_person(uow)
        ids = [uow.consultations.add(ASKED, f"k{number}", asker) for number in range(3)]
        uow.knowledge_edits.add(edit(author, "e", settles=2))
        uow.consultations.settle(ids[:2], 1)
        return ids

    ids = await do(seed)
    open_now = await do(lambda uow: uow.consultations.unsettled(COMMUNITY, ids))
    assert [one.id for one in open_now] == ids[2:]
    learn = await do(lambda uow: uow.consultations.to_learn_from(COMMUNITY, NOW, 9))
    assert [one.id for one in learn] == ids[2:]
    assert await do(lambda uow: uow.consultations.unsettled("moon", ids)) == []
    await do(lambda uow: uow.consultations.unsettle(1))
    assert len(await do(lambda uow: uow.consultations.unsettled(COMMUNITY, ids))) == 3


async def test_after_a_while_only_figures_are_left(runner: DatabaseRunner) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> list[int]:
        asker = seed_person(uow)
        ticket = seed_ticket(uow, asker)
        ids = []
        for number, at in enumerate((NOW, NOW, LATER)):
            kept = replace(ASKED, at=at, person_id=asker)
            ids.append(uow.consultations.add(kept, f"k{number}", asker))
            uow.consultations.receive(ids[-1], Verdict.PERSON, None, ticket.id)
        return ids

    ids = await do(seed)
    assert await do(lambda uow: uow.consultations.forget(NOW, 9)) == 0
    assert await do(lambda uow: uow.consultations.forget(LATER, 1)) == 1
    assert await do(lambda uow: uow.consultations.forget(LATER, 9)) == 1
    assert await do(lambda uow: uow.consultations.forget(LATER, 9)) == 0
    kept = [await do(lambda uow, one=one: uow.consultations.get(one)) for one in ids]  # type: ignore[misc]  # bound early
    assert kept[0] == replace(ASKED, id=ids[0], text=None, verdict=Verdict.PERSON)
    assert kept[2] is not None
    assert kept[2].text == ASKED.text
    asker = kept[2].person_id
    assert asker is not None
    assert not await do(lambda uow: uow.consultations.asked_by(ids[0], asker))


async def test_edits_are_numbered_without_gaps_and_read_back(runner: DatabaseRunner) -> None:
    do = doing(runner)
    assert await do(lambda uow: uow.knowledge_edits.version()) == 0
    author = await do(seed_worker)
    written = [
        edit(author, "a", phrasings=("物业费咋交", "咋交费"), settles=2),
        edit(author, "b", id=2, kind=EditKind.UNDO, entry_id=None, undoes=1),
        edit(
            author,
            "c",
            id=3,
            kind=EditKind.ENTRY,
            entry_id="taught-3",
            language=Language.ZH_HANS,
            category="fees",
            question="旧衣服放哪里",
            answer="东门的绿色箱子。",
            community="moon",
        ),
    ]
    for one in written:
        await do(lambda uow, one=one: uow.knowledge_edits.add(one))  # type: ignore[misc]  # bound early
    stored = await do(lambda uow: uow.knowledge_edits.all())
    wanted = [replace(written[0], undone_by=2), *written[1:]]
    assert stored == wanted
    assert await do(lambda uow: uow.knowledge_edits.version()) == 3
    assert await do(lambda uow: uow.knowledge_edits.by_key("b")) == wanted[1]
    assert await do(lambda uow: uow.knowledge_edits.by_key("d")) is None
    assert await do(lambda uow: uow.knowledge_edits.get(3)) == wanted[2]
    newest = await do(lambda uow: uow.knowledge_edits.newest([COMMUNITY, "moon"], 2))
    assert newest == wanted[:0:-1]
    assert await do(lambda uow: uow.knowledge_edits.newest([COMMUNITY], 9)) == wanted[1::-1]


async def test_the_words_of_an_edit_are_sealed(runner: DatabaseRunner) -> None:
    do = doing(runner)
    words = ("parking fee", "clothes bin", "green box")

    def seed(uow: UnitOfWork) -> KnowledgeEdit:
        phrasing, question, answer = words
        one = edit(seed_worker(uow), "a", phrasings=(phrasing,), question=question, answer=answer)
        uow.knowledge_edits.add(one)
        return one

    written = await do(seed)
    stored = await do(lambda uow: cell(uow, "detail", "knowledge_edit"))
    assert not [word for word in words if word.encode() in stored]
    assert not [name for name in (b"phrasings", b"question", b"answer") if name in stored]
    assert await do(lambda uow: uow.knowledge_edits.all()) == [written]


async def test_edits_of_the_same_moment_follow_each_other(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    author = await doing(runner)(seed_worker)

    def add(uow: UnitOfWork, key: str) -> None:
        uow.knowledge_edits.add(edit(author, key, id=uow.knowledge_edits.version() + 1))

    keys = ["a", "b", "c", "d"]
    both = [runner, other_runner] * 2
    await asyncio.gather(*(each.run(add, key) for each, key in zip(both, keys, strict=True)))
    stored = await doing(runner)(lambda uow: uow.knowledge_edits.all())
    assert [one.id for one in stored] == [1, 2, 3, 4]
    assert sorted(one.key for one in stored) == keys


async def test_a_question_is_settled_once(runner: DatabaseRunner) -> None:
    do = doing(runner)

    def seed(uow: UnitOfWork) -> None:
        author, asker = seed_worker(uow), seed_person(uow)
        asked = uow.consultations.add(ASKED, "k", asker)
        for number in (1, 2):
            uow.knowledge_edits.add(edit(author, f"e{number}", id=number))
            uow.consultations.settle([asked], number)

    with pytest.raises(Conflict):
        await do(seed)
