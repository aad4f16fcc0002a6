"""Persons and their homes: what is stored, what is found, what merging leaves."""

from dataclasses import replace

import pytest

from domain.errors import NotFound
from domain.language import Language
from domain.people import (
    PersonId,
    Relation,
    ResidenceStatus,
    StaffId,
    StaffRole,
)
from services.ports import UnitOfWork
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, NOW, PHONE, seed_house, seed_person, seed_worker


async def test_a_person_comes_back_as_stored(runner: DatabaseRunner) -> None:
    do = doing(runner)
    added = await do(
        lambda uow: uow.people.add(
            telegram_id=7_000_000_001, name="Åsa 王 <b>😀</b>", phone=PHONE, language=Language.EN
        )
    )
    assert (added.telegram_id, added.name, added.phone) == (
        7_000_000_001,
        "Åsa 王 <b>😀</b>",
        PHONE,
    )
    assert (added.language, added.language_chosen, added.reachable) == (Language.EN, False, True)
    changed = replace(
        added,
        name="王小明",
        phone=None,
        language=Language.ZH_HANT,
        language_chosen=True,
        consent_version="1",
        consent_at=NOW,
        reachable=False,
    )
    await do(lambda uow: uow.people.save(changed))
    assert await do(lambda uow: uow.people.get(added.id)) == changed
    assert await do(lambda uow: uow.people.by_telegram(7_000_000_001)) == changed
    assert await do(lambda uow: uow.people.by_phone(PHONE)) == []


async def test_noting_that_somebody_blocked_the_desk_undoes_nothing_else(
    runner: DatabaseRunner,
) -> None:
    do = doing(runner)
    person_id = await do(seed_person)
    read_before = await do(lambda uow: uow.people.get_required(person_id))
    agreed = replace(read_before, consent_version="1", consent_at=NOW, phone=PHONE)
    await do(lambda uow: uow.people.save(agreed))
    await do(lambda uow: uow.people.reach(read_before.id, False))
    found = await do(lambda uow: uow.people.get(person_id))
    assert found == replace(agreed, reachable=False)


async def test_a_known_account_is_not_added_again(runner: DatabaseRunner) -> None:
    do = doing(runner)
    first = await do(lambda uow: seed_person(uow, telegram_id=5, name="First"))
    again = await do(
        lambda uow: uow.people.add(telegram_id=5, name="Second", phone=PHONE, language=Language.EN)
    )
    assert (again.id, again.name, again.phone) == (first, "First", None)


async def test_who_is_not_there(runner: DatabaseRunner) -> None:
    do = doing(runner)
    assert await do(lambda uow: uow.people.get(PersonId(9))) is None
    assert await do(lambda uow: uow.people.by_telegram(9)) is None
    assert await do(lambda uow: uow.people.residence(9)) is None
    stored = await do(lambda uow: uow.people.get_required(seed_person(uow)))
    for work in (
        lambda uow: uow.people.get_required(PersonId(9)),
        lambda uow: uow.people.actor(PersonId(9)),
        lambda uow: uow.people.save(replace(stored, id=PersonId(9))),
    ):
        with pytest.raises(NotFound):
            await do(work)


async def test_everybody_with_a_phone_is_found_by_it(runner: DatabaseRunner) -> None:
    def store(uow: UnitOfWork) -> list[PersonId]:
        ids = [seed_person(uow, telegram_id=None, phone=PHONE) for _ in range(2)]
        seed_person(uow, telegram_id=3, phone="+8613812345679")
        return ids

    do = doing(runner)
    ids = await do(store)
    assert [found.id for found in await do(lambda uow: uow.people.by_phone(PHONE))] == ids
    assert await do(lambda uow: uow.people.by_phone("13812345678")) == []


async def test_an_actor_has_active_posts_and_homes(runner: DatabaseRunner) -> None:
    def store(uow: UnitOfWork) -> PersonId:
        person = seed_person(uow, telegram_id=5)
        for team, role in (("repair", StaffRole.LEADER), ("security", StaffRole.WORKER)):
            post = uow.staff.add(
                community=COMMUNITY, team=team, role=role, name="王", phone=None, person_id=person
            )
        uow.staff.end(post.id)
        ties = [
            uow.people.add_residence(
                person, seed_house(uow, room), Relation.OWNER, ResidenceStatus.PENDING
            )
            for room in ("501", "502", "503")
        ]
        uow.people.decide_residence(ties[0].id, ResidenceStatus.VERIFIED, None, "")
        uow.people.decide_residence(ties[1].id, ResidenceStatus.ENDED, None, "moved out")
        return person

    do = doing(runner)
    person = await do(store)
    actor = await do(lambda uow: uow.people.actor(person))
    assert [(post.team, post.role, post.telegram_id) for post in actor.posts] == [
        ("repair", StaffRole.LEADER, 5)
    ]
    assert [(tie.house.code, tie.status) for tie in actor.residences] == [
        ("3-2-501", ResidenceStatus.VERIFIED),
        ("3-2-503", ResidenceStatus.PENDING),
    ]


async def test_a_tie_is_one_row_and_an_ended_one_revives(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        person, house = seed_person(uow), seed_house(uow)
        staff = StaffId(seed_worker(uow))
        tie = uow.people.add_residence(person, house, Relation.OWNER, ResidenceStatus.PENDING)
        uow.people.decide_residence(tie.id, ResidenceStatus.ENDED, staff, "搬走了")
        assert uow.people.residents(house) == []
        again = uow.people.add_residence(person, house, Relation.TENANT, ResidenceStatus.VERIFIED)
        assert again == replace(tie, relation=Relation.TENANT, status=ResidenceStatus.VERIFIED)
        assert uow.people.residence(tie.id) == again
        assert uow.people.residents(house) == [(uow.people.get_required(person), again)]

    await doing(runner)(walk)


@pytest.mark.parametrize(
    ("mine", "theirs", "left"),
    [
        (ResidenceStatus.PENDING, ResidenceStatus.VERIFIED, ResidenceStatus.VERIFIED),
        (ResidenceStatus.VERIFIED, ResidenceStatus.PENDING, ResidenceStatus.VERIFIED),
        (ResidenceStatus.PENDING, ResidenceStatus.ENDED, ResidenceStatus.PENDING),
    ],
)
async def test_merging_keeps_the_better_tie(
    runner: DatabaseRunner, mine: ResidenceStatus, theirs: ResidenceStatus, left: ResidenceStatus
) -> None:
    def merge(uow: UnitOfWork) -> list[tuple[str, ResidenceStatus]]:
        old = seed_person(uow, telegram_id=None, phone=PHONE)
        new = seed_person(uow, telegram_id=2, name="小明")
        shared, only_old = seed_house(uow, "501"), seed_house(uow, "502")
        uow.people.add_residence(new, shared, Relation.OWNER, mine)
        uow.people.add_residence(old, shared, Relation.OWNER, theirs)
        uow.people.add_residence(old, only_old, Relation.OWNER, ResidenceStatus.VERIFIED)
        uow.people.move_residences(old, new)
        uow.people.remove(old)
        assert uow.people.get(old) is None
        assert uow.people.by_phone(PHONE) == []
        ties = uow.people.actor(new).residences
        return sorted((tie.house.room, tie.status) for tie in ties)

    merged = await doing(runner)(merge)
    assert merged == [("501", left), ("502", ResidenceStatus.VERIFIED)]


class TestSearch:
    """Finding residents although names and phones are sealed."""

    @pytest.fixture
    async def residents(self, runner: DatabaseRunner) -> dict[int, str]:
        people = [
            ("王小明", "+8613812345678", ResidenceStatus.VERIFIED),
            ("王小红", "+8613900005678", ResidenceStatus.PENDING),
            ("Anna Müller", "+4915112345678", ResidenceStatus.VERIFIED),
            ("欧阳娜娜", None, ResidenceStatus.VERIFIED),
            ("王小明", None, ResidenceStatus.ENDED),
            ("王小明", None, ResidenceStatus.REFUSED),
        ]

        def store(uow: UnitOfWork) -> dict[int, str]:
            names = {}
            house = seed_house(uow)
            for name, phone, status in people:
                person = seed_person(uow, telegram_id=None, name=name, phone=phone)
                uow.people.add_residence(person, house, Relation.OWNER, status)
                names[int(person)] = f"{name} {status}"
            elsewhere = seed_person(uow, telegram_id=None, name="王小明")
            other = seed_house(uow, community="other")
            uow.people.add_residence(elsewhere, other, Relation.OWNER, ResidenceStatus.VERIFIED)
            seed_person(uow, telegram_id=None, name="王小明")
            return names

        return await doing(runner)(store)

    @pytest.mark.parametrize(
        ("text", "found"),
        [
            ("王小明", ["王小明 verified"]),
            ("王小", ["王小明 verified", "王小红 pending"]),
            ("王 小明", ["王小明 verified"]),
            ("王", []),
            ("小明", []),
            ("anna", ["Anna Müller verified"]),
            ("ANNA MÜLLER", ["Anna Müller verified"]),
            ("Ａｎｎａ", ["Anna Müller verified"]),
            ("mül", ["Anna Müller verified"]),
            ("Müller Anna", ["Anna Müller verified"]),
            ("müller anna", ["Anna Müller verified"]),
            ("欧阳娜", ["欧阳娜娜 verified"]),
            ("5678", ["王小明 verified", "王小红 pending", "Anna Müller verified"]),
            ("12345678", ["王小明 verified", "Anna Müller verified"]),
            ("00005678", ["王小红 pending"]),
            ("13812345678", ["王小明 verified"]),
            ("+86 138-1234-5678", ["王小明 verified"]),
            ("1381234", []),
            ("678", []),
            ("", []),
            (" \0", []),
            ("%", []),
        ],
    )
    async def test_by_beginning_or_last_digits(
        self, runner: DatabaseRunner, residents: dict[int, str], text: str, found: list[str]
    ) -> None:
        people = await doing(runner)(lambda uow: uow.people.search(COMMUNITY, text))
        assert [residents[person.id] for person in people] == found

    async def test_follows_a_change_of_name_and_phone(self, runner: DatabaseRunner) -> None:
        def walk(uow: UnitOfWork) -> None:
            person = seed_person(uow, phone=PHONE)
            uow.people.add_residence(
                person, seed_house(uow), Relation.OWNER, ResidenceStatus.VERIFIED
            )
            stored = uow.people.get_required(person)
            uow.people.save(replace(stored, name="李雷", phone="+8613900001111"))
            assert uow.people.search(COMMUNITY, "王小明") == []
            assert uow.people.search(COMMUNITY, "5678") == []
            assert [found.id for found in uow.people.search(COMMUNITY, "李雷")] == [person]
            assert [found.id for found in uow.people.search(COMMUNITY, "1111")] == [person]

        await doing(runner)(walk)
