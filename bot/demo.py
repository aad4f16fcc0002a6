"""Fills a fresh desk and a playground with a believable community, through the real services."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from random import Random

from bot.clock import MovableClock
from bot.demo_town import (
    COLLEAGUES,
    NEIGHBOURS,
    Colleague,
    PastReport,
    homes,
    past_week,
    residents,
)
from domain.desk import Community, Desk
from domain.language import Language
from domain.lifecycle import Outcome
from domain.people import CENTRE, HouseId, Person, PersonId, Relation, StaffRole
from domain.ticket import TicketKind
from playground.chats import Chat, User
from playground.phones import Phone
from playground.world import World
from services.acts import TicketCommand
from services.call_tasks import CallTasks
from services.filing import Draft, FileTicket, Filing
from services.follow_ups import FollowUps, Rate
from services.identity import GiveConsent, Identity, ProvePhone
from services.import_rows import HouseRow, OwnerRow, StaffRow
from services.importing import ImportHouses, Importing, ImportOwners, ImportStaff
from services.intents import Outgoing, ShowCard
from services.ports import Runner, UnitOfWork
from services.reactions import Reactions
from services.rows import TeamChat, TicketQuery
from services.updates import Sender, meet
from services.work import Finish, Work

SEED = 20261
BEGIN = time(10, 0)
"""The clock of a demonstration starts at this local time, so that nobody is asked at night."""


def morning(desk: Desk, now: datetime) -> datetime:
    """Return ten o'clock of the present day in the first community, in UTC."""
    zone = desk.communities[0].timezone
    return datetime.combine(now.astimezone(zone).date(), BEGIN, zone).astimezone(UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """The people and groups of the playground."""

    users: dict[str, User]
    groups: dict[str, Chat]


def populate(world: World, desk: Desk) -> Cast:
    """Put people, groups and the phones that the page shows into a world."""
    users = {
        person.name: world.add_user(first_name=person.name, phone=person.phone)
        for person in (*NEIGHBOURS, *COLLEAGUES)
    }
    overseers = [users[one.name] for one in COLLEAGUES if one.role is StaffRole.ADMIN]
    groups: dict[str, Chat] = {}
    for team in desk.teams:
        members = [users[one.name] for one in COLLEAGUES if one.team == team.code]
        groups[team.code] = world.add_group(
            title=team.name.text(Language.ZH_HANS), admins=overseers, members=members
        )
    for colleague in COLLEAGUES:
        world.private_chat(users[colleague.name]).started = True
    for neighbour in NEIGHBOURS:
        world.show_phone(users[neighbour.name], label=f"业主 · {neighbour.name}")
    for colleague in COLLEAGUES:
        if colleague.shown:
            user = users[colleague.name]
            own = groups[colleague.team]
            chats = [own, world.private_chat(user)]
            if colleague.role is StaffRole.ADMIN:
                chats = [world.private_chat(user), *groups.values()]
            world.show_phone(user, label=_label(colleague, desk), chats=chats)
    return Cast(users=users, groups=groups)


def _label(colleague: Colleague, desk: Desk) -> str:
    if colleague.role is StaffRole.ADMIN:
        return f"经理 · {colleague.name}"
    team = desk.team(colleague.team)
    return f"{team.name.text(Language.ZH_HANS) if team else ''} · {colleague.name}"


def open_chats(world: World, cast: Cast) -> None:
    """Let those who use the desk already open it, so that their menu is there."""
    for neighbour in NEIGHBOURS:
        if neighbour.bound:
            Phone(world, cast.users[neighbour.name]).start()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeding:
    """Brings the invented community into a desk whose database is open and empty."""

    desk: Desk
    runner: Runner
    cast: Cast
    begin: datetime

    async def run(self) -> None:
        """Import homes, owners and staff, bind the groups, and live through a week."""
        random = Random(SEED)  # noqa: S311 - a play, not a secret
        await self._import(random)
        await self._join()
        await self.runner.run(self._bind_groups, None)
        for number, report in enumerate(past_week(random)):
            await self._live(number, report, random)
        await self.runner.run(self._forget_messages, None)
        await self.runner.run(self._show_open_cards, None)

    @property
    def _community(self) -> Community:
        return self.desk.communities[0]

    async def _import(self, random: Random) -> None:
        code, importing = self._community.code, Importing(self.desk)
        houses = tuple(
            HouseRow(row=row, community=code, building=building, unit=unit, room=room)
            for row, (building, unit, room) in enumerate(homes(), start=1)
        )
        await self.runner.run(importing.houses, ImportHouses(rows=houses, progress=_unseen))
        people = [
            *((home, name, phone, Relation.OWNER) for home, name, phone in residents(random)),
            *((one.home, one.name, one.phone, one.relation) for one in NEIGHBOURS),
        ]
        owners = tuple(
            OwnerRow(
                row=row,
                community=code,
                building=building,
                unit=unit,
                room=room,
                name=name,
                phone=phone,
                relation=relation,
            )
            for row, ((building, unit, room), name, phone, relation) in enumerate(people, start=1)
        )
        await self.runner.run(importing.owners, ImportOwners(rows=owners, progress=_unseen))
        staff = tuple(
            StaffRow(
                row=row,
                community=code,
                team=one.team,
                role=one.role,
                name=one.name,
                phone=one.phone,
            )
            for row, one in enumerate(COLLEAGUES, start=1)
        )
        await self.runner.run(importing.staff, ImportStaff(rows=staff, progress=_unseen))

    async def _join(self) -> None:
        """Let those who use the desk already agree and prove their phones."""
        clock = MovableClock(self.begin - timedelta(days=8))
        identity = Identity(self.desk, clock)
        names = [one.name for one in NEIGHBOURS if one.bound]
        for name in (*names, *(one.name for one in COLLEAGUES)):
            user = self.cast.users[name]
            sender = Sender(telegram_id=user.id, name=name, language_tag="zh-hans", reachable=True)
            person = await self.runner.run(meet, sender)
            await self.runner.run(identity.consent, GiveConsent(by=person.id))
            proof = ProvePhone(key=f"demo:{user.id}", by=person.id, phone=user.phone or "")
            await self.runner.run(identity.prove_phone, proof)
            await self.runner.run(self._choose_chinese, person.id)

    def _choose_chinese(self, uow: UnitOfWork, person_id: PersonId) -> Person:
        person = replace(uow.people.get_required(person_id), language_chosen=True)
        uow.people.save(person)
        return person

    def _bind_groups(self, uow: UnitOfWork, command: None) -> None:
        for team, chat in self.cast.groups.items():
            uow.chats.bind(
                TeamChat(
                    community=self._community.code,
                    team=team,
                    chat_id=chat.id,
                    thread_id=None,
                    title=chat.title or team,
                    language=Language.ZH_HANS,
                )
            )

    async def _live(self, number: int, report: PastReport, random: Random) -> None:
        """Let one report of the past week run its course, step by step, each at its own time."""
        moment = self.begin - timedelta(hours=report.age)
        clock = MovableClock(moment)
        reacting = Reactions(self.desk)
        home = random.choice(homes())
        reporter, house = await self.runner.run(self._agree, (home, moment))
        draft = Draft(
            draft_key=f"demo:{number}",
            kind=report.kind,
            community=self._community.code,
            category=report.category,
            description=report.text,
            house_id=house,
        )
        filing = Filing(self.desk, clock, reacting)
        command = FileTicket(key=f"demo:{number}:file", by=reporter, draft=draft)
        ticket = await self.runner.run(filing.file, command)
        if report.taken is None or ticket.team is None:
            return
        worker = await self.runner.run(self._somebody_of, ticket.team)
        work = Work(self.desk, clock, reacting)
        clock.forward(timedelta(minutes=report.taken))

        def act(name: str) -> TicketCommand:
            return TicketCommand(key=f"demo:{number}:{name}", by=worker, ticket_id=ticket.id)

        await self.runner.run(work.accept, act("accept"))
        if report.done is None or clock.now() + timedelta(minutes=report.done) > self.begin:
            return
        if report.kind is TicketKind.REPAIR:
            clock.forward(timedelta(minutes=report.done / 2))
            await self.runner.run(work.arrive, act("arrive"))
        clock.forward(timedelta(minutes=report.done / 2))
        finish = Finish(
            key=f"demo:{number}:finish",
            by=worker,
            ticket_id=ticket.id,
            outcome=Outcome.FIXED,
            note="已处理，请放心使用。",
        )
        await self.runner.run(work.finish, finish)
        if report.score is not None:
            clock.forward(timedelta(minutes=45))
            rate = Rate(
                key=f"demo:{number}:rate",
                by=reporter,
                ticket_id=ticket.id,
                score=report.score,
                cycle=1,
            )
            call_tasks = CallTasks(self.desk, clock, reacting)
            follow_ups = FollowUps(self.desk, clock, reacting, call_tasks)
            await self.runner.run(follow_ups.rate, rate)

    def _agree(
        self, uow: UnitOfWork, command: tuple[tuple[str, str, str], datetime]
    ) -> tuple[PersonId, HouseId]:
        """Return who lives in a home, with their agreement to be recorded."""
        (building, unit, room), moment = command
        house = uow.houses.find(self._community.code, building, unit, room)
        if house is None:
            raise LookupError((building, unit, room))
        person, _ = uow.people.residents(house.id)[0]
        if person.consent_at is None:
            person = replace(person, consent_at=moment, consent_version=self.desk.consent_version)
            uow.people.save(person)
        return person.id, house.id

    def _somebody_of(self, uow: UnitOfWork, team: str) -> PersonId:
        posts = uow.staff.of_team(self._community.code, team)
        found = [post.person_id for post in posts if post.person_id is not None]
        return found[-1]

    def _forget_messages(self, uow: UnitOfWork, command: None) -> None:
        """What was said during the past week was said; only the phones of today are new."""
        uow.outbox.release()
        while rows := uow.outbox.claim(self.begin, 500):
            for row in rows:
                uow.outbox.sent(row.id, row.fence, None, self.begin)

    def _show_open_cards(self, uow: UnitOfWork, command: None) -> None:
        """Put the cards that are still open into the groups, as they would stand there."""
        query = TicketQuery(
            community=self._community.code, open_only=True, oldest_first=True, limit=100
        )
        found, _ = uow.tickets.find(query)
        for row in found:
            for team in dict.fromkeys((row.team or CENTRE, CENTRE)):
                chat = self.cast.groups[team]
                uow.outbox.put(
                    Outgoing(
                        key=f"demo:card:{row.id}:{chat.id}",
                        chat_id=chat.id,
                        content=ShowCard(ticket_id=row.id),
                        language=Language.ZH_HANS,
                    )
                )


def _unseen(done: int) -> None:
    """Seeding shows no progress bar."""
