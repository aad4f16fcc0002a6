"""Posts and invites."""

from dataclasses import replace
from datetime import timedelta

import pytest

from domain.people import PersonId, StaffId, StaffMember, StaffRole
from domain.timeline import DESK
from services.ports import UnitOfWork
from services.rows import Invite
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, NOW, PHONE, seed_person, seed_ticket


def post(
    uow: UnitOfWork,
    *,
    role: StaffRole = StaffRole.WORKER,
    name: str = "李师傅",
    team: str = "repair",
    phone: str | None = None,
    person_id: PersonId | None = None,
) -> StaffMember:
    return uow.staff.add(
        community=COMMUNITY, team=team, role=role, name=name, phone=phone, person_id=person_id
    )


async def test_a_post_comes_back_as_stored(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        person = seed_person(uow, telegram_id=77)
        added = post(uow, phone=PHONE, person_id=person)
        assert added == StaffMember(
            id=added.id,
            community=COMMUNITY,
            team="repair",
            role=StaffRole.WORKER,
            name="李师傅",
            phone=PHONE,
            person_id=person,
            telegram_id=77,
            active=True,
        )
        assert uow.staff.get(added.id) == added
        uow.staff.end(added.id)
        assert uow.staff.get(added.id) == replace(added, active=False)
        assert uow.staff.get(StaffId(999)) is None

    await doing(runner)(walk)


async def test_the_same_person_or_phone_in_a_team_is_updated(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        person = seed_person(uow, telegram_id=77)
        first = post(uow, phone=PHONE)
        uow.staff.end(first.id)
        again = post(uow, phone=PHONE, person_id=person, role=StaffRole.LEADER, name="老李")
        assert again == replace(
            first, role=StaffRole.LEADER, name="老李", person_id=person, telegram_id=77
        )
        assert post(uow, person_id=person).id == first.id
        assert uow.staff.get(first.id) == replace(again, role=StaffRole.WORKER, name="李师傅")
        assert post(uow, phone=PHONE, team="security").id != first.id

    await doing(runner)(walk)


async def test_an_invited_and_an_imported_post_become_one(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        person = seed_person(uow, telegram_id=77)
        imported, invited = post(uow, phone=PHONE), post(uow, person_id=person)
        assert imported.id != invited.id
        assert post(uow, phone=PHONE, person_id=person).id == invited.id
        assert [member.id for member in uow.staff.of_team(COMMUNITY, "repair")] == [invited.id]

    await doing(runner)(walk)


async def test_a_proven_phone_takes_up_imported_posts(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        person = seed_person(uow, telegram_id=77)
        repair = post(uow, phone=PHONE)
        security = post(uow, phone=PHONE, team="security")
        mine = post(uow, team="security", person_id=person)
        post(uow, phone="+8613900000000", team="cleaning")
        ended = post(uow, phone=PHONE, team="garden")
        uow.staff.end(ended.id)
        linked = uow.staff.link(PHONE, person)
        assert [member.id for member in linked] == [repair.id, mine.id]
        assert {member.person_id for member in linked} == {person}
        assert [found.id for found in uow.people.actor(person).posts] == [repair.id, mine.id]
        kept = uow.staff.get(security.id)
        assert kept is not None
        assert not kept.active
        assert uow.staff.link(PHONE, person) == []

    await doing(runner)(walk)


async def test_posts_move_when_persons_are_merged(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        old, new = seed_person(uow, telegram_id=None), seed_person(uow, telegram_id=2)
        moved, double = post(uow, person_id=old), post(uow, team="security", person_id=old)
        mine = post(uow, team="security", person_id=new)
        uow.staff.move_person(old, new)
        uow.people.remove(old)
        assert [found.id for found in uow.people.actor(new).posts] == [moved.id, mine.id]
        ended = uow.staff.get(double.id)
        assert ended is not None
        assert not ended.active

    await doing(runner)(walk)


@pytest.mark.parametrize("way", ["proven", "named"])
async def test_tickets_stay_with_the_post_that_two_become(
    runner: DatabaseRunner, way: str
) -> None:
    def walk(uow: UnitOfWork) -> None:
        person = seed_person(uow, telegram_id=77)
        imported, mine = post(uow, phone=PHONE), post(uow, person_id=person)
        ticket = seed_ticket(uow)
        ticket.assign(imported.id, "repair", DESK, NOW)
        uow.tickets.save(ticket, "assign")
        if way == "proven":
            uow.staff.link(PHONE, person)
        else:
            post(uow, phone=PHONE, person_id=person)
        assert uow.tickets.get_required(ticket.id).assignee == mine.id

    await doing(runner)(walk)


async def test_lists_of_posts(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        assert not uow.staff.any_admin()
        worker = post(uow, name="甲", phone="+1")
        leader = post(uow, name="乙", phone="+2", role=StaffRole.LEADER)
        gone = post(uow, name="丙", phone="+3")
        uow.staff.end(gone.id)
        admin = post(uow, name="丁", phone="+4", role=StaffRole.ADMIN, team="centre")
        manager = post(uow, name="戊", phone="+5", role=StaffRole.MANAGER, team="centre")
        team = uow.staff.of_team(COMMUNITY, "repair")
        assert [member.id for member in team] == [leader.id, worker.id]
        found = uow.staff.with_role(COMMUNITY, StaffRole.MANAGER, StaffRole.ADMIN)
        assert [member.id for member in found] == [manager.id, admin.id]
        assert uow.staff.with_role("other", StaffRole.ADMIN) == []
        assert uow.staff.any_admin()
        uow.staff.end(admin.id)
        assert not uow.staff.any_admin()

    await doing(runner)(walk)


class TestInvites:
    """An invite is used up by one person."""

    @pytest.fixture
    async def invite(self, runner: DatabaseRunner) -> Invite:
        invite = Invite(
            token_hash=b"\x00\xff" * 16,
            community=COMMUNITY,
            team="repair",
            role=StaffRole.CLERK,
            created_by=PersonId(3),
            expires_at=NOW + timedelta(days=1),
        )
        await doing(runner)(lambda uow: uow.staff.add_invite(invite))
        return invite

    async def test_by_the_first(self, runner: DatabaseRunner, invite: Invite) -> None:
        do, token = doing(runner), invite.token_hash
        assert await do(lambda uow: uow.staff.invite(token)) == invite
        assert await do(lambda uow: uow.staff.take_invite(token, PersonId(1), NOW))
        assert not await do(lambda uow: uow.staff.take_invite(token, PersonId(1), NOW))
        assert not await do(lambda uow: uow.staff.take_invite(token, PersonId(2), NOW))
        taken = replace(invite, taken_by=PersonId(1))
        assert await do(lambda uow: uow.staff.invite(token)) == taken

    async def test_not_after_its_end_and_not_if_unknown(
        self, runner: DatabaseRunner, invite: Invite
    ) -> None:
        do, token, end = doing(runner), invite.token_hash, invite.expires_at
        assert not await do(lambda uow: uow.staff.take_invite(token, PersonId(1), end))
        assert not await do(lambda uow: uow.staff.take_invite(b"x", PersonId(1), NOW))
        assert await do(lambda uow: uow.staff.invite(b"x")) is None
        just = end - timedelta(microseconds=1)
        assert await do(lambda uow: uow.staff.take_invite(token, PersonId(1), just))
