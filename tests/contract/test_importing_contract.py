"""Lists that are imported again: they add what is new and undo nothing that people did."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from bot.cli import EXAMPLE
from bot.desk_file import load_desk
from domain.people import (
    CENTRE,
    Actor,
    PersonId,
    Relation,
    ResidenceStatus,
    StaffMember,
    StaffRole,
)
from services.import_rows import HouseRow, OwnerRow, StaffRow
from services.importing import (
    Imported,
    ImportHouses,
    Importing,
    ImportOwners,
    ImportRefused,
    ImportStaff,
)
from services.ports import UnitOfWork
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, PHONE, seed_person

OTHER = "+8613900000000"


@pytest.fixture(scope="module")
def importing() -> Importing:
    return Importing(load_desk(EXAMPLE))


def unseen(done: int) -> None:
    """Nobody looks at the progress."""


def post(
    phone: str = PHONE,
    *,
    name: str = "张师傅",
    team: str = "repair",
    role: StaffRole = StaffRole.WORKER,
) -> StaffRow:
    return StaffRow(row=2, community=COMMUNITY, team=team, role=role, name=name, phone=phone)


def staff(importing: Importing, *rows: StaffRow) -> Callable[[UnitOfWork], Imported]:
    return lambda uow: importing.staff(uow, ImportStaff(rows=rows, progress=unseen))


def team(uow: UnitOfWork) -> list[StaffMember]:
    return uow.staff.of_team(COMMUNITY, "repair")


async def test_a_staff_list_twice_is_as_once(runner: DatabaseRunner, importing: Importing) -> None:
    do, rows = doing(runner), (post(), post(OTHER, name="陈工", role=StaffRole.LEADER))
    assert await do(staff(importing, *rows)) == Imported(added=2, known=0)
    once = await do(team)
    assert [(member.name, member.role) for member in once] == [
        ("陈工", StaffRole.LEADER),
        ("张师傅", StaffRole.WORKER),
    ]
    assert await do(staff(importing, *rows)) == Imported(added=0, known=2)
    assert await do(team) == once
    new = post("+8613700000000", name="李师傅")
    assert await do(staff(importing, *rows, new)) == Imported(added=1, known=2)


async def test_what_ended_in_the_chat_is_not_brought_back(
    runner: DatabaseRunner, importing: Importing
) -> None:
    do = doing(runner)
    await do(staff(importing, post(), post(OTHER, name="陈工")))
    person = await do(lambda uow: seed_person(uow, telegram_id=7, phone=PHONE))
    joined, waiting = await do(lambda uow: (uow.staff.link(PHONE, person), team(uow)))
    for member in (joined[0], waiting[1]):
        await do(lambda uow, ended=member.id: uow.staff.end(ended))  # type: ignore[misc]  # bound early
    again = staff(importing, post(), post(OTHER, name="陈工"))
    assert await do(again) == Imported(added=0, known=2, ended=2)
    assert await do(team) == []
    # In another team they are new.
    elsewhere = staff(importing, post(team="security"))
    assert await do(elsewhere) == Imported(added=1, known=0)
    posts = (await do(lambda uow: uow.people.actor(person))).posts
    assert [held.team for held in posts] == ["security"]


async def test_a_post_is_corrected_until_somebody_has_taken_it_up(
    runner: DatabaseRunner, importing: Importing
) -> None:
    do = doing(runner)
    await do(staff(importing, post(role=StaffRole.LEADER, name="张三")))
    assert await do(staff(importing, post())) == Imported(added=0, known=1)
    [corrected] = await do(team)
    assert (corrected.name, corrected.role) == ("张师傅", StaffRole.WORKER)
    person = await do(lambda uow: seed_person(uow, telegram_id=7, phone=PHONE))
    [held] = await do(lambda uow: uow.staff.link(PHONE, person))
    late = staff(importing, post(role=StaffRole.LEADER, name="张三"))
    assert await do(late) == Imported(added=0, known=1, held=1)
    assert await do(team) == [held]


async def test_an_administrator_stays_one_whatever_the_list_says(
    runner: DatabaseRunner, importing: Importing
) -> None:
    do = doing(runner)
    person = await do(lambda uow: seed_person(uow, telegram_id=7, phone=PHONE))

    def appoint(uow: UnitOfWork) -> None:
        uow.staff.add(
            community=COMMUNITY,
            team=CENTRE,
            role=StaffRole.ADMIN,
            name="何经理",
            phone=None,
            person_id=person,
        )

    await do(appoint)
    row = post(team=CENTRE, role=StaffRole.MANAGER, name="何经理")
    assert await do(staff(importing, row)) == Imported(added=0, known=1, held=1)
    assert await do(lambda uow: uow.staff.any_admin())


async def test_an_unknown_team_stops_the_whole_list(
    runner: DatabaseRunner, importing: Importing
) -> None:
    with pytest.raises(ImportRefused):
        await doing(runner)(staff(importing, post(), post(OTHER, team="kitchen")))
    assert await doing(runner)(team) == []


async def test_an_owner_list_twice_is_as_once(
    runner: DatabaseRunner, importing: Importing
) -> None:
    do = doing(runner)
    home = HouseRow(row=2, community=COMMUNITY, building="3", unit="2", room="501")
    houses = ImportHouses(rows=(home, replace(home, room="502")), progress=unseen)
    assert await do(lambda uow: importing.houses(uow, houses)) == Imported(added=2, known=0)
    first = OwnerRow(
        row=2,
        community=COMMUNITY,
        building="3",
        unit="2",
        room="501",
        name="王女士",
        phone=PHONE,
        relation=Relation.OWNER,
    )
    owners = ImportOwners(rows=(first, replace(first, row=3, room="502")), progress=unseen)
    assert await do(lambda uow: importing.owners(uow, owners)) == Imported(added=2, known=0)
    [person] = await do(lambda uow: uow.people.by_phone(PHONE))
    ties = (await do(lambda uow: actor(uow, person.id))).residences
    assert [tie.status for tie in ties] == [ResidenceStatus.VERIFIED] * 2

    def leave(uow: UnitOfWork) -> None:
        uow.people.decide_residence(ties[1].id, ResidenceStatus.ENDED, None, "")

    await do(leave)
    known = Imported(added=0, known=2, ended=1)
    assert await do(lambda uow: importing.owners(uow, owners)) == known
    assert (await do(lambda uow: actor(uow, person.id))).residences == ties[:1]
    # Who was not sure enough before is verified by the list.
    unsure = ResidenceStatus.REFUSED
    await do(lambda uow: uow.people.decide_residence(ties[0].id, unsure, None, "查无此人"))
    assert await do(lambda uow: importing.owners(uow, owners)) == Imported(
        added=1, known=1, ended=1
    )
    assert (await do(lambda uow: actor(uow, person.id))).residences[0].verified


def actor(uow: UnitOfWork, person_id: PersonId) -> Actor:
    return uow.people.actor(person_id)
