"""Tickets: numbers, acts, versions, timelines, lists and attachments."""

import asyncio
from collections.abc import Callable
from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from domain.errors import Conflict, NotFound
from domain.lifecycle import Action, HoldReason, Outcome
from domain.people import StaffId
from domain.ticket import Ticket, TicketId
from domain.timeline import DESK, By
from services.ports import UnitOfWork
from services.rows import Attachment, TicketQuery
from storage.mapping import TICKET_COLUMNS
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import (
    COMMUNITY,
    NOW,
    new_ticket,
    seed_house,
    seed_person,
    seed_ticket,
    seed_worker,
)


async def test_a_ticket_comes_back_as_it_was_stored(runner: DatabaseRunner) -> None:
    def store(uow: UnitOfWork) -> Ticket:
        worker = StaffId(seed_worker(uow))
        ticket = seed_ticket(uow)
        ticket.dispatch("repair", DESK, NOW)
        ticket.accept(worker, NOW + timedelta(minutes=1))
        until = NOW + timedelta(days=1)
        ticket.hold(worker, HoldReason.PARTS, until, NOW + timedelta(minutes=2))
        ticket.resume(By(staff_id=worker), NOW + timedelta(minutes=3))
        ticket.finish(worker, Outcome.CANNOT_FIX, "", NOW + timedelta(minutes=4))
        ticket.rate(2, By(person_id=ticket.reporter), NOW + timedelta(minutes=5))
        ticket.urged_at, ticket.logged_by, ticket.visit_wish = NOW, worker, "下午"
        uow.tickets.save(ticket, "all")
        return ticket

    stored = await doing(runner)(store)
    got = await doing(runner)(lambda uow: uow.tickets.get(stored.id))
    assert got == stored
    assert got is not None
    assert got.filed_at.tzinfo is UTC


def test_every_field_of_a_ticket_has_a_column() -> None:
    names = {field.name for field in fields(Ticket)} - {"place", "_events"}
    assert set(TICKET_COLUMNS) == names | {"community", "house_id", "spot"}


async def test_numbers_count_from_1001_in_each_community(runner: DatabaseRunner) -> None:
    def number(uow: UnitOfWork, community: str) -> int:
        return seed_ticket(uow, community=community).number

    do = doing(runner)
    assert [await do(lambda uow: number(uow, "a")) for _ in range(3)] == [1001, 1002, 1003]
    assert await do(lambda uow: number(uow, "b")) == 1001
    found = await do(lambda uow: uow.tickets.by_number("a", 1002))
    assert found is not None
    assert found.code == "R-1002"
    assert await do(lambda uow: uow.tickets.by_number("b", 1002)) is None


async def test_numbers_given_at_the_same_time_differ(runner: DatabaseRunner) -> None:
    do = doing(runner)
    reporter = await do(seed_person)
    tickets = await asyncio.gather(
        *(do(lambda uow: seed_ticket(uow, reporter)) for _ in range(20))
    )
    assert sorted(ticket.number for ticket in tickets) == list(range(1001, 1021))


async def test_the_slower_of_two_saves_is_refused(runner: DatabaseRunner) -> None:
    do = doing(runner)
    ticket = await do(seed_ticket)
    first = await do(lambda uow: uow.tickets.get_required(ticket.id))
    second = await do(lambda uow: uow.tickets.get_required(ticket.id))
    first.dispatch("repair", DESK, NOW)
    second.dispatch("security", DESK, NOW)
    results = await asyncio.gather(
        do(lambda uow: uow.tickets.save(first, "first")),
        do(lambda uow: uow.tickets.save(second, "second")),
        return_exceptions=True,
    )
    assert sorted(map(type, results), key=str) == sorted([Conflict, type(None)], key=str)
    winner, key = (first, "second") if results[0] is None else (second, "first")
    stored = await do(lambda uow: uow.tickets.get_required(ticket.id))
    assert (stored.team, stored.version) == (winner.team, 2)
    assert await do(lambda uow: uow.tickets.applied(key)) is None
    timeline = await do(lambda uow: uow.tickets.events(ticket.id))
    assert [event.kind for event in timeline] == [Action.FILE, Action.DISPATCH]


async def test_two_at_once_on_open_transactions_one_wins(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    ticket = await doing(runner)(seed_ticket)

    def take(team: str) -> Callable[[UnitOfWork], str]:
        def work(uow: UnitOfWork) -> str:
            mine = uow.tickets.get_required(ticket.id)
            if mine.team is not None:
                return "late"
            mine.dispatch(team, DESK, NOW)
            uow.tickets.save(mine, f"dispatch:{team}")
            return "won"

        return work

    async def outcome(each: DatabaseRunner, team: str) -> str:
        try:
            return await doing(each)(take(team))
        except Conflict:
            return "lost"

    runners = enumerate([runner, other_runner] * 4)
    outcomes = await asyncio.gather(*(outcome(each, str(team)) for team, each in runners))
    assert outcomes.count("won") == 1
    assert set(outcomes) <= {"won", "late", "lost"}


async def test_an_act_is_known_by_its_key_and_not_applied_twice(runner: DatabaseRunner) -> None:
    do = doing(runner)
    ticket = await do(seed_ticket)

    def note(uow: UnitOfWork) -> None:
        mine = uow.tickets.get_required(ticket.id)
        mine.record(Action.NOTE, DESK, NOW, "备注")
        uow.tickets.save(mine, "note:1")

    assert await do(lambda uow: uow.tickets.applied("note:1")) is None
    await do(note)
    assert await do(lambda uow: uow.tickets.applied("note:1")) == ticket.id
    with pytest.raises(Conflict):
        await do(note)
    timeline = await do(lambda uow: uow.tickets.events(ticket.id))
    assert [event.kind for event in timeline] == [Action.FILE, Action.NOTE]


async def test_a_draft_becomes_one_ticket(runner: DatabaseRunner) -> None:
    do = doing(runner)
    reporter = await do(seed_person)
    first, again = new_ticket(reporter), new_ticket(reporter)
    again.draft_key = first.draft_key
    await do(lambda uow: uow.tickets.add(first, "a"))
    with pytest.raises(Conflict):
        await do(lambda uow: uow.tickets.add(again, "b"))
    found = await do(lambda uow: uow.tickets.by_draft(first.draft_key))
    assert found is not None
    assert found.id == first.id
    assert await do(lambda uow: uow.tickets.by_draft("other")) is None


async def test_what_does_not_exist(runner: DatabaseRunner) -> None:
    do = doing(runner)
    assert await do(lambda uow: uow.tickets.get(TicketId(9))) is None
    with pytest.raises(NotFound):
        await do(lambda uow: uow.tickets.get_required(TicketId(9)))


async def test_the_timeline_keeps_order_and_details(runner: DatabaseRunner) -> None:
    def store(uow: UnitOfWork) -> Ticket:
        ticket = seed_ticket(uow)
        for index in range(5):
            ticket.record(Action.NOTE, DESK, NOW, f"第{index}条", score=index, team="维修")
        uow.tickets.save(ticket, "notes")
        return ticket

    do = doing(runner)
    ticket = await do(store)
    filed, *notes = await do(lambda uow: uow.tickets.events(ticket.id))
    assert filed.person_id == ticket.reporter
    assert filed.at == NOW
    assert [note.text for note in notes] == [f"第{index}条" for index in range(5)]
    assert notes[3].detail == {"score": 3, "team": "维修"}
    assert (notes[0].person_id, notes[0].staff_id, notes[0].before) == (None, None, None)


async def test_attachments_are_kept_once(runner: DatabaseRunner) -> None:
    do = doing(runner)
    ticket = await do(seed_ticket)
    photo = Attachment(kind="photo", file_id="p1")
    voice = Attachment(kind="voice", file_id="v1", by_staff=True)
    first = await do(lambda uow: uow.tickets.attach(ticket.id, [photo, voice, photo]))
    again = await do(lambda uow: uow.tickets.attach(ticket.id, [voice]))
    stored = await do(lambda uow: uow.tickets.attachments(ticket.id))
    assert again == []
    assert stored == [replace(photo, id=first[0]), replace(voice, id=first[1])]


async def test_tickets_move_to_another_person(runner: DatabaseRunner) -> None:
    def merge(uow: UnitOfWork) -> tuple[int, int]:
        old, new = seed_person(uow, telegram_id=None), seed_person(uow, telegram_id=2)
        ticket = seed_ticket(uow, old)
        uow.tickets.move_reporter(old, new)
        uow.people.remove(old)
        return uow.tickets.get_required(ticket.id).reporter, new

    moved, new = await doing(runner)(merge)
    assert moved == new


class TestLists:
    """`find` on a small community."""

    @pytest.fixture
    async def tickets(self, runner: DatabaseRunner) -> dict[str, Ticket]:
        def store(uow: UnitOfWork) -> dict[str, Ticket]:
            house, reporter = seed_house(uow), seed_person(uow)
            other = seed_person(uow, telegram_id=2)
            worker = StaffId(seed_worker(uow))
            made = {
                "leak": new_ticket(reporter, house=house, description="厨房 Water leak 100%"),
                "lift": new_ticket(other, spot="大堂_A", description="电梯停了", category="lift"),
                "lamp": new_ticket(reporter, spot="地下车库", description="LAMP broken"),
                "else": new_ticket(other, description="water", community="other"),
            }
            for index, (name, ticket) in enumerate(made.items()):
                ticket.filed_at = NOW + timedelta(hours=index)
                uow.tickets.add(ticket, f"file:{name}")
            made["leak"].dispatch("repair", DESK, NOW)
            made["leak"].accept(worker, NOW)
            made["lamp"].cancel(By(person_id=reporter), NOW)
            uow.tickets.save(made["leak"], "a")
            uow.tickets.save(made["lamp"], "b")
            return made

        return await doing(runner)(store)

    @pytest.mark.parametrize(
        ("narrowed", "names"),
        [
            ({}, ["lamp", "lift", "leak"]),
            ({"oldest_first": True}, ["leak", "lift", "lamp"]),
            ({"open_only": True}, ["lift", "leak"]),
            ({"team": "repair"}, ["leak"]),
            ({"words": "WATER"}, ["leak"]),
            ({"words": "lamp Broken"}, ["lamp"]),
            ({"words": "water 电梯"}, []),
            ({"words": "100%"}, ["leak"]),
            ({"words": "1%0"}, []),
            ({"words": "大堂_a"}, ["lift"]),
            ({"words": "大_"}, []),
            ({"words": "\\"}, []),
            ({"words": "车库"}, ["lamp"]),
            ({"words": "lift"}, ["lift"]),
            ({"words": " \0 "}, ["lamp", "lift", "leak"]),
            ({"number": 1002}, ["lift"]),
            ({"number": 1099}, []),
        ],
    )
    async def test_each_field_narrows(
        self,
        runner: DatabaseRunner,
        tickets: dict[str, Ticket],
        narrowed: dict[str, object],
        names: list[str],
    ) -> None:
        query = TicketQuery(community=COMMUNITY, **narrowed)  # type: ignore[arg-type]  # above
        found, total = await doing(runner)(lambda uow: uow.tickets.find(query))
        assert [row.id for row in found] == [tickets[name].id for name in names]
        assert total == len(names)

    async def test_what_is_overdue_comes_by_its_oldest_promise(
        self, runner: DatabaseRunner, tickets: dict[str, Ticket]
    ) -> None:
        hours = timedelta(hours=1)

        def promise(uow: UnitOfWork) -> dict[int, str]:
            reporter = seed_person(uow, telegram_id=3)
            made = {name: new_ticket(reporter) for name in ("rests", "late", "later", "keeps")}
            for at, (name, ticket) in enumerate(made.items()):
                ticket.draft_key = f"draft:{name}"
                ticket.accept_by, ticket.finish_by = NOW + 2 * hours, NOW + 9 * hours
                uow.tickets.add(ticket, f"promise:{name}")
                ticket.dispatch("repair", DESK, NOW + at * hours)
            worker = StaffId(seed_worker(uow))
            made["later"].accept_by = NOW + hours
            made["rests"].accept(worker, NOW)
            made["rests"].hold(worker, HoldReason.PARTS, NOW + 99 * hours, NOW)
            made["keeps"].accept(worker, NOW)
            for name, ticket in made.items():
                uow.tickets.save(ticket, f"promised:{name}")
            return {ticket.id: name for name, ticket in made.items()}

        names = await doing(runner)(promise)

        async def late(at: datetime) -> list[str]:
            query = TicketQuery(community=COMMUNITY, team="repair", overdue_at=at)
            found, total = await doing(runner)(lambda uow: uow.tickets.find(query))
            assert total == len(found)
            assert all(row.overdue(at) is not None for row in found)
            everything = TicketQuery(community=COMMUNITY, team="repair", open_only=True)
            rows, _ = await doing(runner)(lambda uow: uow.tickets.find(everything))
            assert {row.id for row in rows if row.overdue(at)} == {row.id for row in found}
            return [names[row.id] for row in found if row.id in names]

        assert await late(NOW + 2 * hours) == ["later"]
        assert await late(NOW + 3 * hours) == ["later", "late"]
        # Whoever took it is late only once the work is; what rests never is.
        assert await late(NOW + 10 * hours) == ["later", "late", "keeps"]

    async def test_by_people_and_home(
        self, runner: DatabaseRunner, tickets: dict[str, Ticket]
    ) -> None:
        leak, lamp = tickets["leak"], tickets["lamp"]

        async def ids(**narrowed: object) -> list[int]:
            query = TicketQuery(community=COMMUNITY, **narrowed)  # type: ignore[arg-type]
            found, _ = await doing(runner)(lambda uow: uow.tickets.find(query))
            return [row.id for row in found]

        assert await ids(reporter=leak.reporter) == [lamp.id, leak.id]
        assert await ids(assignee=leak.assignee) == [leak.id]
        assert await ids(house=leak.place.house_id) == [leak.id]

    async def test_a_row_says_what_a_list_needs(
        self, runner: DatabaseRunner, tickets: dict[str, Ticket]
    ) -> None:
        query = TicketQuery(community=COMMUNITY, oldest_first=True)
        found, _ = await doing(runner)(lambda uow: uow.tickets.find(query))
        home, public, _ = found
        leak = tickets["leak"]
        assert (home.place, public.place) == ("3-2-501", "大堂_A")
        assert (home.number, home.status, home.team) == (1001, "accepted", "repair")
        assert (home.assignee, home.filed_at) == (leak.assignee, NOW)
        assert (home.accept_by, home.finish_by) == (leak.accept_by, leak.finish_by)

    async def test_pages(self, runner: DatabaseRunner, tickets: dict[str, Ticket]) -> None:
        async def page(limit: int, offset: int) -> tuple[list[int], int]:
            query = TicketQuery(community=COMMUNITY, limit=limit, offset=offset)
            found, total = await doing(runner)(lambda uow: uow.tickets.find(query))
            return [row.number for row in found], total

        assert await page(2, 0) == ([1003, 1002], 3)
        assert await page(2, 2) == ([1001], 3)
        assert await page(2, 4) == ([], 3)
        assert await page(3, 0) == ([1003, 1002, 1001], 3)


async def test_moments_before_1970_and_of_other_zones_come_back_in_utc(
    runner: DatabaseRunner,
) -> None:
    old = datetime(1969, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)
    local = datetime(2026, 11, 1, 1, 30, fold=1, tzinfo=ZoneInfo("America/New_York"))

    def store(uow: UnitOfWork) -> Ticket:
        ticket = seed_ticket(uow)
        ticket.hold_until, ticket.urged_at = old, local
        uow.tickets.save(ticket, "times")
        return uow.tickets.get_required(ticket.id)

    stored = await doing(runner)(store)
    assert stored.hold_until == old
    assert stored.urged_at == local.astimezone(UTC)
    assert stored.urged_at.tzinfo is UTC


async def test_a_naive_moment_is_refused(runner: DatabaseRunner) -> None:
    def store(uow: UnitOfWork) -> None:
        ticket = seed_ticket(uow)
        ticket.urged_at = NOW.replace(tzinfo=None)
        uow.tickets.save(ticket, "naive")

    with pytest.raises(ValueError, match="time zone"):
        await doing(runner)(store)
