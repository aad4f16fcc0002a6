"""Texts as people type them, and what of them is left to read in the database."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import create_engine, select
from sqlalchemy import text as sql_text

from domain.language import Language
from domain.people import StaffRole
from services.intents import Notice, Prepared
from services.ports import UnitOfWork
from services.rows import DialogueState, InboxUpdate, OutboxRow, TicketQuery
from storage.crypto import Keyring, WrongKeyring
from storage.desk_database import create_runner
from storage.engine import database_url
from storage.runner import DatabaseRunner
from storage.schema import all_tables
from storage.unit_of_work import SqlUnitOfWork
from tests.storage.backends import doing
from tests.storage.samples import COMMUNITY, NOW, message, seed_person, seed_ticket

TEXTS = {
    "chinese": "厨房水管漏水，请尽快来人。",
    "emoji": "👨‍👩‍👧‍👦🏠🇨🇳",
    "long": "水" * 4096,
    "long emoji": "😀" * 4096,
    "html": "<b>'\"; DROP TABLE ticket; --</b> %s %(x)s :name ${}",
    "empty": "",
    "spaces": " \t\r\n　",
    "right to left": "\u202eabc\u2066",
}


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
async def test_text_comes_back_as_typed(runner: DatabaseRunner, text: str) -> None:
    def walk(uow: UnitOfWork) -> None:
        person = seed_person(uow, name=text)
        assert uow.people.get_required(person).name == text
        ticket = seed_ticket(uow, person, description=text, spot=text)
        stored = uow.tickets.get_required(ticket.id)
        assert (stored.description, stored.place.spot) == (text, text)
        (filed,) = uow.tickets.events(ticket.id)
        assert filed.text == text

    await doing(runner)(walk)


@pytest.mark.parametrize(
    ("typed", "stored"),
    [("a\0b", "ab"), ("\0", ""), ("x\ud83dy", "x\ufffdy"), ("\ud83d\ude00", "😀")],
    ids=["nul inside", "only nul", "half a character", "two halves"],
)
async def test_what_no_database_takes_is_taken_out(
    runner: DatabaseRunner, typed: str, stored: str
) -> None:
    def walk(uow: UnitOfWork) -> None:
        person = seed_person(uow, name=typed)
        assert uow.people.get_required(person).name == stored
        assert (
            uow.tickets.get_required(seed_ticket(uow, person, description=typed).id).description
            == stored
        )
        uow.houses.add_many([(COMMUNITY, "1", "1", f"9{typed}")])
        assert uow.houses.find(COMMUNITY, "1", "1", f"9{stored}") is not None
        assert uow.people.search(COMMUNITY, typed) == []

    await doing(runner)(walk)


@settings(
    max_examples=40,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(text=st.text(max_size=60))
async def test_any_text_is_found_again_by_its_words(runner: DatabaseRunner, text: str) -> None:
    def walk(uow: UnitOfWork) -> None:
        ticket = seed_ticket(uow, description=text)
        stored = uow.tickets.get_required(ticket.id)
        assert stored.description == text.replace("\0", "")
        query = TicketQuery(community=COMMUNITY, number=ticket.number, words=text)
        found, total = uow.tickets.find(query)
        assert ([row.id for row in found], total) == ([ticket.id], 1)

    await doing(runner)(walk)


SECRET_NAME, SECRET_PHONE, SECRET_TEXT = (
    "欧阳慕容",
    "+8613987654321",
    "绝密的一句话 top secret words",
)
PLAIN = "这句可以看见 visible marker"


def fill(uow: UnitOfWork) -> None:
    """Store a name, a phone and a message wherever they can go."""
    person = uow.people.add(
        telegram_id=None, name=SECRET_NAME, phone=SECRET_PHONE, language=Language.EN
    ).id
    uow.staff.add(
        community=COMMUNITY,
        team="repair",
        role=StaffRole.WORKER,
        name=SECRET_NAME,
        phone=SECRET_PHONE,
        person_id=person,
    )
    seed_ticket(uow, person, description=PLAIN)
    text = f"{SECRET_NAME} {SECRET_PHONE} {SECRET_TEXT}"
    update = InboxUpdate(bot_id=1, update_id=1, lane_key="5", payload=text.encode())
    uow.inbox.store([update], NOW)
    uow.dialogues.save(DialogueState(key="5", state="what", data={"text": text}, changed_at=NOW))
    uow.outbox.put(message("a", Prepared(call="sendMessage", params={"text": text})))
    uow.outbox.put(message("b", Notice(name="n", args={"text": text}), not_before=NOW))


def spellings(secret: str) -> Iterator[bytes]:
    """The bytes that would give a secret away."""
    yield secret.encode()
    yield secret.encode("utf-16-le")
    yield secret.encode("unicode_escape")


async def everything_stored(address: str) -> bytes:
    """Return all cells of all tables, and the bytes of the files where there are any."""
    url = database_url(address)
    cells = []
    engine = create_engine(url)
    with engine.connect() as connection:
        for table in all_tables.sorted_tables:
            for row in connection.execute(select(table)):
                cells += [
                    bytes(cell) if isinstance(cell, bytes | memoryview) else str(cell).encode()
                    for cell in row
                ]
    engine.dispose()
    if url.get_backend_name() == "sqlite":
        path = Path(str(url.database))
        cells += [each.read_bytes() for each in path.parent.glob(f"{path.name}*")]
    return b"\0".join(cells)


async def test_no_name_phone_or_message_can_be_read_in_the_database(
    address: str, runner: DatabaseRunner
) -> None:
    await doing(runner)(fill)
    stored = await everything_stored(address)
    assert PLAIN.encode() in stored, "the search below would find nothing anyhow"
    digits = SECRET_PHONE.removeprefix("+86")
    for secret in (SECRET_NAME, SECRET_NAME[:2], digits, digits[-8:], SECRET_TEXT, "top secret"):
        assert not [found for found in spellings(secret) if found in stored], secret


async def test_content_is_forgotten_once_done_with(runner: DatabaseRunner) -> None:
    born: list[OutboxRow] = []
    runner.listen(on_outbox=born.extend)
    await doing(runner)(fill)

    def finish(uow: UnitOfWork) -> None:
        uow.inbox.finish(1, 1, NOW)
        for row in born:
            assert uow.outbox.sent(row.id, row.fence, 1, NOW)

    await doing(runner)(finish)

    def left(uow: UnitOfWork) -> tuple[int, int]:
        assert isinstance(uow, SqlUnitOfWork)
        connection = uow.outbox._transaction.connection
        counts = [
            connection.execute(
                sql_text(f"SELECT count(*) FROM {table} WHERE payload IS NOT NULL")  # noqa: S608
            ).scalar_one()
            for table in ("inbox", "outbox")
        ]
        return counts[0], counts[1]

    assert await doing(runner)(left) == (0, 1)  # the one that is kept back


async def test_equal_texts_are_sealed_differently(address: str, runner: DatabaseRunner) -> None:
    def two(uow: UnitOfWork) -> None:
        for account in (1, 2):
            seed_person(uow, telegram_id=account, name=SECRET_NAME, phone=SECRET_PHONE)

    await doing(runner)(two)
    engine = create_engine(database_url(address))
    person = all_tables.tables["person"]
    with engine.connect() as connection:
        names, phones, indexes = zip(
            *connection.execute(select(person.c.name, person.c.phone, person.c.phone_index)),
            strict=True,
        )
    engine.dispose()
    assert len(set(map(bytes, names))) == len(set(map(bytes, phones))) == 2
    assert len(set(map(bytes, indexes))) == 1


async def test_other_keys_are_refused_and_change_nothing(
    address: str, runner: DatabaseRunner
) -> None:
    await doing(runner)(fill)
    before = await everything_stored(address)
    stranger = create_runner(address, Keyring.generate())
    with pytest.raises(WrongKeyring, match="key file"):
        await stranger.start()
    await stranger.close()
    assert await everything_stored(address) == before
    assert len(await doing(runner)(lambda uow: uow.people.by_phone(SECRET_PHONE))) == 1
