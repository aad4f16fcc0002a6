"""Things to store."""

from datetime import UTC, datetime, timedelta
from itertools import count

from domain.language import Language
from domain.people import HouseId, PersonId, StaffRole
from domain.ticket import Channel, Place, Severity, Ticket, TicketKind
from domain.timeline import By
from services.intents import Intent, Lane, Notice, Outgoing
from services.ports import UnitOfWork

NOW = datetime(2026, 11, 22, 3, 4, 5, 678901, tzinfo=UTC)
COMMUNITY = "sunshine"
PHONE = "+8613812345678"

_numbers = count(1)


def seed_person(
    uow: UnitOfWork, *, telegram_id: int | None = 1, name: str = "王小明", phone: str | None = None
) -> PersonId:
    """Store a person."""
    return uow.people.add(
        telegram_id=telegram_id, name=name, phone=phone, language=Language.ZH_HANS
    ).id


def seed_house(uow: UnitOfWork, room: str = "501", *, community: str = COMMUNITY) -> HouseId:
    """Store home 3-2-room."""
    uow.houses.add_many([(community, "3", "2", room)])
    house = uow.houses.find(community, "3", "2", room)
    assert house is not None
    return house.id


def count_homes(uow: UnitOfWork) -> int:
    """Return how many homes building 1 has in its unit 1."""
    return len(uow.houses.rooms(COMMUNITY, "1", "1"))


def new_ticket(
    reporter: PersonId,
    *,
    house: HouseId | None = None,
    spot: str = "花园门口",
    description: str = "水管漏水",
    category: str = "plumbing",
    filed_at: datetime = NOW,
    community: str = COMMUNITY,
) -> Ticket:
    """Return a ticket that has just been filed and is not stored."""
    ticket = Ticket(
        kind=TicketKind.REPAIR,
        place=Place(community=community, house_id=house, spot="" if house else spot),
        category=category,
        severity=Severity.GREEN,
        description=description,
        channel=Channel.CHAT,
        reporter=reporter,
        verified=True,
        draft_key=f"draft-{next(_numbers)}",
        filed_at=filed_at,
        accept_by=filed_at + timedelta(hours=2),
        finish_by=filed_at + timedelta(hours=72),
    )
    ticket.file(By(person_id=reporter), filed_at)
    return ticket


def seed_ticket(uow: UnitOfWork, reporter: PersonId | None = None, **fields: str) -> Ticket:
    """Store a ticket, with a person who reported it where none is given."""
    if reporter is None:
        reporter = seed_person(uow, telegram_id=None)
    ticket = new_ticket(reporter, **fields)  # type: ignore[arg-type]  # texts only
    uow.tickets.add(ticket, f"file:{ticket.draft_key}")
    return ticket


def seed_worker(uow: UnitOfWork, name: str = "李师傅", *, telegram_id: int = 77) -> int:
    """Store a worker of the repair team with their person and return the post's id."""
    person = seed_person(uow, telegram_id=telegram_id, name=name)
    return uow.staff.add(
        community=COMMUNITY,
        team="repair",
        role=StaffRole.WORKER,
        name=name,
        phone=None,
        person_id=person,
    ).id


def message(key: str, content: Intent | None = None, **fields: object) -> Outgoing:
    """Return a message for chat 5, an urgent reply unless said otherwise."""
    values = {"chat_id": 5, "language": Language.EN, "lane": Lane.REPLY} | fields
    return Outgoing(key=key, content=content or Notice(name="received"), **values)  # type: ignore[arg-type]  # the caller's fields
