"""Homes, chats of teams, and the map of messages to tickets."""

from dataclasses import replace

from domain.language import Language
from domain.people import HouseId
from services.ports import UnitOfWork
from services.rows import TeamChat
from storage.runner import DatabaseRunner
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, NOW, message, seed_ticket

GROUP, SUPERGROUP = -500, -1_001_234_567_890


async def test_homes_are_added_once_and_kept_in_order(runner: DatabaseRunner) -> None:
    rows = [(COMMUNITY, "3", "2", room) for room in ("501", "502", "501", "1001", "😀")]
    do = doing(runner)
    assert await do(lambda uow: uow.houses.add_many(rows)) == 4
    assert await do(lambda uow: uow.houses.add_many([*rows, (COMMUNITY, "3", "10", "1")])) == 1
    assert await do(lambda uow: uow.houses.add_many([])) == 0
    assert await do(lambda uow: uow.houses.units(COMMUNITY, "3")) == ["2", "10"]
    rooms = await do(lambda uow: uow.houses.rooms(COMMUNITY, "3", "2"))
    assert [home.room for home in rooms] == ["😀", "501", "502", "1001"]
    assert await do(lambda uow: uow.houses.rooms("other", "3", "2")) == []
    assert await do(lambda uow: uow.houses.get(rooms[1].id)) == rooms[1]
    assert await do(lambda uow: uow.houses.get(HouseId(999))) is None


async def test_a_home_is_found_without_its_unit_where_that_is_clear(
    runner: DatabaseRunner,
) -> None:
    def walk(uow: UnitOfWork) -> None:
        rows = [("3", "1", "101"), ("3", "2", "101"), ("3", "2", "102"), ("4", "", "101")]
        uow.houses.add_many((COMMUNITY, *row) for row in rows)

        def code(building: str, unit: str, room: str) -> str | None:
            home = uow.houses.find(COMMUNITY, building, unit, room)
            return home.code if home else None

        assert code("3", "2", "101") == "3-2-101"
        assert code("3", "", "102") == "3-2-102"
        assert code("3", "", "101") is None
        assert code("3", "3", "102") is None
        assert code("4", "", "101") == "4-101"
        assert uow.houses.find("other", "3", "2", "101") is None

    await doing(runner)(walk)


async def test_a_team_has_one_chat_and_a_chat_many_teams(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        repair = TeamChat(
            community=COMMUNITY,
            team="repair",
            chat_id=GROUP,
            thread_id=None,
            title="维修 <组>",
            language=Language.ZH_HANT,
        )
        security = replace(repair, team="security", thread_id=4)
        uow.chats.bind(repair)
        uow.chats.bind(security)
        assert uow.chats.of_team(COMMUNITY, "repair") == repair
        assert uow.chats.of_team(COMMUNITY, "cleaning") is None
        assert uow.chats.at(GROUP) == [repair, security]
        moved = replace(repair, chat_id=-7, language=Language.EN)
        uow.chats.bind(moved)
        assert uow.chats.of_team(COMMUNITY, "repair") == moved
        assert uow.chats.at(GROUP) == [security]

    await doing(runner)(walk)


async def test_a_card_is_replaced_and_still_known(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        ticket, other = seed_ticket(uow).id, seed_ticket(uow).id
        uow.messages.remember(5, 10, ticket, "card")
        uow.messages.remember(6, 10, ticket, "card")
        uow.messages.remember(5, 11, ticket, "about")
        uow.messages.remember(5, 12, other, "card")
        uow.messages.remember(5, 20, ticket, "card", 3)
        assert uow.messages.card(5, ticket, 3) == 20
        assert uow.messages.card(5, ticket) == 10
        uow.messages.remember(5, 13, ticket, "card")
        uow.messages.remember(5, 13, ticket, "card")
        assert uow.messages.card(5, ticket) == 13
        assert uow.messages.card(7, ticket) is None
        assert uow.messages.card_places(ticket) == [(5, None), (5, 3), (6, None)]
        found = [uow.messages.ticket_at(5, number) for number in (10, 11, 12, 13, 14)]
        assert found == [ticket, ticket, other, ticket, None]

    await doing(runner)(walk)


async def test_ids_follow_a_group_that_becomes_a_supergroup(runner: DatabaseRunner) -> None:
    def walk(uow: UnitOfWork) -> None:
        ticket = seed_ticket(uow).id
        chat = TeamChat(
            community=COMMUNITY,
            team="repair",
            chat_id=GROUP,
            thread_id=None,
            title="维修",
            language=Language.ZH_HANS,
        )
        uow.chats.bind(chat)
        uow.messages.remember(GROUP, 10, ticket, "card")
        uow.outbox.put(message("waiting", chat_id=GROUP))
        for _ in range(2):
            uow.chats.migrate(GROUP, SUPERGROUP)
        assert uow.chats.of_team(COMMUNITY, "repair") == replace(chat, chat_id=SUPERGROUP)
        # The chat still wants the card, but no message of the supergroup is it: they count anew.
        assert uow.messages.card_places(ticket) == [(SUPERGROUP, None)]
        assert uow.messages.card(SUPERGROUP, ticket) is None
        assert uow.messages.ticket_at(SUPERGROUP, 10) is None
        uow.messages.remember(SUPERGROUP, 10, ticket, "card")
        assert uow.messages.card(SUPERGROUP, ticket) == 10
        uow.outbox.release()

    await doing(runner)(walk)
    claimed = await doing(runner)(lambda uow: uow.outbox.claim(NOW, 9))
    assert [row.message.chat_id for row in claimed] == [SUPERGROUP]
