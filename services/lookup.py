"""Finding tickets and owners by what people remember of them, within what the asker may see."""

import re
from dataclasses import dataclass

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import NotAllowed, NotFound, NotInThisGroup
from domain.house_text import read_house
from domain.people import Actor, House, Person, PersonId, Residence
from services.authority import may_read
from services.ports import UnitOfWork
from services.rows import FoundTicket, TicketQuery
from services.views import TicketView, view_for

PAGE = 8

MOST = 100
"""How many tickets one search looks at in each of the ways it understands a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCommunities:
    """Asks which communities somebody's question may be about.

    ``chat_id`` is the group in which the answer will be read, if any.
    """

    by: PersonId
    chat_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Find:
    """Asks for tickets and owners by a home, a name, a phone's end, a number or a word (S-162).

    ``community`` narrows it, ``offset`` turns the page of the tickets; ``chat_id`` is the group
    in which the answer will be read, if any.
    """

    by: PersonId
    text: str
    community: str | None = None
    offset: int = 0
    chat_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowByNumber:
    """Asks for whole tickets by the number people say; ``community`` and ``chat_id`` narrow it."""

    by: PersonId
    number: int
    community: str | None = None
    chat_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTickets:
    """Asks for what is open in a community, oldest first; ``team`` narrows it.

    ``overdue`` keeps only what is late, the oldest promise first; ``chat_id`` is the group in
    which the answer will be read, if any.
    """

    by: PersonId
    community: str
    team: str | None = None
    overdue: bool = False
    offset: int = 0
    limit: int = PAGE
    chat_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenPage:
    """A page of what is open, how many there are in all, and the team it is narrowed to."""

    team: str | None
    tickets: tuple[FoundTicket, ...]
    total: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """An owner that was found, with their homes. In the clear: only overseers get these."""

    person: Person
    residences: tuple[Residence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found: ``houses`` when the text named a home, ``total`` tickets in all.

    ``communities`` are those that a ticket was found in.
    """

    houses: tuple[House, ...]
    people: tuple[FoundPerson, ...]
    tickets: tuple[FoundTicket, ...]
    communities: tuple[str, ...]
    total: int


def bound_communities(uow: UnitOfWork, chat_id: int | None) -> frozenset[str]:
    """Return the communities whose teams work in a group; none in private."""
    chats = uow.chats.at(chat_id) if chat_id is not None else []
    return frozenset(chat.community for chat in chats)


def whereabouts(uow: UnitOfWork, asker: AskCommunities) -> frozenset[str]:
    """Return the communities whose teams work in a group; in private those of the asker."""
    bound = bound_communities(uow, asker.chat_id)
    return bound or uow.people.actor(asker.by).communities


def in_order(desk: Desk, codes: frozenset[str]) -> tuple[str, ...]:
    """Return communities in the desk's order."""
    return tuple(community.code for community in desk.communities if community.code in codes)


class Lookup:
    """Reads only. What the asker may not see does not exist for them."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def communities(self, uow: UnitOfWork, command: AskCommunities) -> tuple[str, ...]:
        """Return the communities in which the asker works, in the desk's order.

        In a group only those count whose teams work there.

        Raises:
            NotAllowed: The asker is not staff, or no team of theirs works in the group.
        """
        return self._communities(uow, uow.people.actor(command.by), command.chat_id)

    def find(self, uow: UnitOfWork, command: Find) -> Findings:
        """Find by whatever was typed.

        Overseers find owners and all tickets of their communities, other staff the tickets of
        their teams.

        Raises:
            NotAllowed: The asker is not staff, or no team of theirs works in the group.
        """
        actor = uow.people.actor(command.by)
        text = command.text.strip()
        houses: list[House] = []
        people: dict[PersonId, FoundPerson] = {}
        tickets: dict[int, FoundTicket] = {}
        total = 0
        for community in self._communities(uow, actor, command.chat_id):
            if command.community not in {None, community}:
                continue
            queries, house = self._queries(uow, community, text)
            if house is not None:
                houses.append(house)
            if actor.sees_all(community):
                for person in self._people(uow, community, text, house):
                    people[person.id] = self._found(uow, actor, person)
                    queries.append(
                        TicketQuery(community=community, reporter=person.id, limit=MOST)
                    )
            here: dict[int, FoundTicket] = {}
            most = 0
            for query in queries:
                found, count = uow.tickets.find(query)
                seen = [row for row in found if self._sees_row(actor, community, row)]
                most = max(most, count if len(seen) == len(found) else len(seen))
                here.update({row.id: row for row in seen})
            tickets.update(here)
            total += max(len(here), most)
        rows = sorted(tickets.values(), key=lambda row: row.filed_at, reverse=True)
        return Findings(
            houses=tuple(houses),
            people=tuple(people.values())[:PAGE],
            tickets=tuple(rows[command.offset : command.offset + PAGE]),
            communities=in_order(self._desk, frozenset(row.community for row in rows)),
            total=total,
        )

    def by_number(self, uow: UnitOfWork, command: ShowByNumber) -> list[TicketView]:
        """Return the whole tickets of a number: one of each community that the asker may see.

        Raises:
            NotAllowed: The asker is not staff, or no team of theirs works in the group.
            NotFound: There is none, or it is not the asker's to see.
        """
        actor = uow.people.actor(command.by)
        found = [
            view_for(uow, ticket, actor)
            for community in self._communities(uow, actor, command.chat_id)
            if command.community in {None, community}
            and (ticket := uow.tickets.by_number(community, command.number)) is not None
            and may_read(actor, ticket)
        ]
        if not found:
            raise NotFound(command.number)
        return found

    def open(self, uow: UnitOfWork, command: OpenTickets) -> OpenPage:
        """Return a page of what is open.

        Overseers see all of their community, other staff their team's.

        Raises:
            NotAllowed: The asker does not work there, or no team of theirs works in the group.
        """
        actor = uow.people.actor(command.by)
        community, team = command.community, command.team
        if community not in self._communities(uow, actor, command.chat_id):
            raise NotAllowed(community)
        if not actor.sees_all(community):
            own = [
                post.team for post in actor.posts if post.active and post.community == community
            ]
            team = team if team in own else own[0]
        query = TicketQuery(
            community=community,
            open_only=True,
            oldest_first=True,
            overdue_at=self._clock.now() if command.overdue else None,
            team=team,
            limit=command.limit,
            offset=command.offset,
        )
        found, total = uow.tickets.find(query)
        return OpenPage(team=team, tickets=tuple(found), total=total)

    def _communities(self, uow: UnitOfWork, actor: Actor, chat_id: int | None) -> tuple[str, ...]:
        works_in = actor.works_in
        if not works_in:
            raise NotAllowed("staff")
        if chat_id is not None:
            works_in &= bound_communities(uow, chat_id)
        found = in_order(self._desk, works_in)
        if not found:
            raise NotInThisGroup
        return found

    def _found(self, uow: UnitOfWork, actor: Actor, person: Person) -> FoundPerson:
        """Return a person with those of their homes that the asker oversees."""
        ties = uow.people.actor(person.id).residences
        seen = tuple(tie for tie in ties if actor.sees_all(tie.house.community))
        return FoundPerson(person=person, residences=seen)

    def _queries(
        self, uow: UnitOfWork, community: str, text: str
    ) -> tuple[list[TicketQuery], House | None]:
        """Turn what was typed into queries: a home, else a number, else a word."""
        parts = read_house(text)
        if parts is not None:
            house = uow.houses.find(community, parts.building, parts.unit, parts.room)
            if house is not None:
                return [TicketQuery(community=community, house=house.id, limit=MOST)], house
        queries: list[TicketQuery] = []
        number = re.fullmatch(r"[A-Za-z]?-?(\d{3,9})", text)
        if number:
            queries.append(TicketQuery(community=community, number=int(number[1])))
        else:
            wanted = [text, *self._categories_called(text)]
            queries += [
                TicketQuery(community=community, words=word, limit=MOST) for word in wanted
            ]
        return queries, None

    def _categories_called(self, text: str) -> list[str]:
        """Return the codes of the categories and emergencies whose name holds the text."""
        named = [(found.code, found.name) for found in self._desk.categories]
        named += [(found.code, found.name) for found in self._desk.emergencies]
        return [
            code
            for code, name in named
            if any(text.lower() in said.lower() for said in name.texts.values())
        ]

    def _people(
        self, uow: UnitOfWork, community: str, text: str, house: House | None
    ) -> list[Person]:
        if house is not None:
            return [person for person, _ in uow.people.residents(house.id)]
        return uow.people.search(community, text)[:PAGE]

    def _sees_row(self, actor: Actor, community: str, row: FoundTicket) -> bool:
        if actor.sees_all(community):
            return True
        return row.team is not None and actor.post_in(community, row.team) is not None
