"""Fills a fresh database with communities whose owners and colleagues can begin at once.

``python -m benchmarks.seed FOLDER``, where FOLDER is what the desk will have as its data folder.
"""

import asyncio
import sys
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from random import Random

from benchmarks.people import COMMUNITIES, EXAMPLE, colleague_ids, group_ids, owner_ids
from bot import demo_town
from bot.clock import SystemClock
from bot.desk_file import load_desk
from bot.settings import Settings
from domain.desk import Desk
from domain.language import Language
from domain.people import Person, Relation, ResidenceStatus
from services.import_rows import HouseRow, OwnerRow
from services.importing import ImportHouses, Importing, ImportOwners
from services.ports import Runner, UnitOfWork
from services.rows import TeamChat
from storage.crypto import Keyring
from storage.desk_database import create_runner

SEED = 64


def load_communities() -> Desk:
    """Return the example's desk with as many copies of its community as take part."""
    desk = load_desk(EXAMPLE)
    first = desk.communities[0]
    copies = tuple(replace(first, code=f"{first.code}{number}") for number in range(COMMUNITIES))
    return replace(desk, communities=copies)


async def seed(runner: Runner, desk: Desk) -> None:
    """Import 1,200 homes for each community, residents for the first; let all others join."""
    importing = Importing(desk)
    for community in desk.communities:
        houses = tuple(
            HouseRow(row=row, community=community.code, building=building, unit=unit, room=room)
            for row, (building, unit, room) in enumerate(demo_town.homes(), start=1)
        )
        await runner.run(importing.houses, ImportHouses(rows=houses, progress=_unseen))
    residents = demo_town.residents(Random(SEED))
    owners = tuple(
        OwnerRow(
            row=row,
            community=desk.communities[0].code,
            building=building,
            unit=unit,
            room=room,
            name=name,
            phone=phone,
            relation=Relation.OWNER,
        )
        for row, ((building, unit, room), name, phone) in enumerate(residents, start=1)
    )
    await runner.run(importing.owners, ImportOwners(rows=owners, progress=_unseen))
    await runner.run(_join, desk)


def _join(uow: UnitOfWork, desk: Desk) -> None:
    now, homes, accounts = SystemClock().now(), demo_town.homes(), colleague_ids()
    for number, telegram_id in enumerate(owner_ids()):
        person = _person(uow, telegram_id, f"业主{number}", f"+86139{number:08d}", desk, now)
        code = desk.communities[number % COMMUNITIES].code
        house = uow.houses.find(code, *homes[number * 7])
        assert house is not None
        uow.people.add_residence(person.id, house.id, Relation.OWNER, ResidenceStatus.VERIFIED)
    for one in demo_town.COLLEAGUES:
        person = _person(uow, accounts[one.name], one.name, one.phone, desk, now)
        for community in desk.communities:
            uow.staff.add(
                community=community.code,
                team=one.team,
                role=one.role,
                name=one.name,
                phone=one.phone,
                person_id=person.id,
            )
    for (number, team), chat_id in group_ids().items():
        uow.chats.bind(
            TeamChat(
                community=desk.communities[number].code,
                team=team,
                chat_id=chat_id,
                thread_id=None,
                title=team,
                language=Language.ZH_HANS,
            )
        )


def _person(
    uow: UnitOfWork, telegram_id: int, name: str, phone: str, desk: Desk, now: datetime
) -> Person:
    person = uow.people.add(
        telegram_id=telegram_id, name=name, phone=phone, language=Language.ZH_HANS
    )
    agreed = replace(
        person, language_chosen=True, consent_version=desk.consent_version, consent_at=now
    )
    uow.people.save(agreed)
    return agreed


async def main(folder: Path) -> None:
    settings = Settings(data_dir=folder)
    keyring = Keyring.load_or_create(settings.keys)
    runner = create_runner(settings.database.get_secret_value(), keyring)
    await runner.start()
    try:
        await seed(runner, load_communities())
    finally:
        await runner.close()


def _unseen(done: int) -> None:
    """Seeding shows no progress bar."""


if __name__ == "__main__":
    asyncio.run(main(Path(sys.argv[1])))
