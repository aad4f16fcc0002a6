"""Finding tickets and owners by what people remember of them, within what the asker may see."""

import re
from dataclasses import dataclass

from domain.desk import Desk
from domain.errors import NotAllowed, NotFound
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
class Find:
    """Asks for tickets and owners by a home, a name, a phone's end, a number or a word (S-162).

    ``offset`` turns the page of the tickets. ``chat_id`` is the group in which the answer will
    be read, if any.
    """

    by: PersonId
    text: str
    offset: int = 0
    chat_id: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowByNumber:
    """Asks for a whole ticket by the number people say."""

    by: PersonId
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTickets:
    """Asks for what is open, oldest first; ``team`` narrows it."""

    by: PersonId
    team: str | None = None
    offset: int = 0
    limit: int = PAGE


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundPerson:
    """An owner that was found, with their homes. In the clear: only overseers get these."""

    person: Person
    residences: tuple[Residence, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Findings:
    """What was found: ``house`` when the text named a home, ``total`` tickets in all."""

    house: House | None
    people: tuple[FoundPerson, ...]
    tickets: tuple[FoundTicket, ...]
    total: int


class Lookup:
    """Reads only. What the asker may not see does not exist for them."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    def find(self, uow: UnitOfWork, command: Find) -> Findings:
        """Find by whatever was typed.

        Overseers find owners and all tickets of their communities, other staff the tickets of
        their teams.

        Raises:
            NotAllowed: The asker is not staff, or no team of theirs works in the group.
        """
        actor = uow.people.actor(command.by)
        communities = self._communities(actor)
        if command.chat_id is not None:
            bound = {chat.community for chat in uow.chats.at(command.chat_id)}
            communities = [code for code in communities if code in bound]
            if not communities:
                raise NotAllowed("group")
        text = command.text.strip()
        house: House | None = None
        people: dict[PersonId, FoundPerson] = {}
        tickets: dict[int, FoundTicket] = {}
        total = 0
        for community in communities:
            queries, here = self._queries(uow, community, text)
            house = house or here
            if actor.sees_all(community):
                for person in self._people(uow, community, text, here):
                    ties = uow.people.actor(person.id).residences
                    people[person.id] = FoundPerson(person=person, residences=ties)
                    queries.append(
                        TicketQuery(community=community, reporter=person.id, limit=MOST)
                    )
            for query in queries:
                found, count = uow.tickets.find(query)
                seen = [row for row in found if self._sees_row(actor, community, row)]
                total = max(total, count if len(seen) == len(found) else len(seen))
                tickets.update({row.id: row for row in seen})
        rows = sorted(tickets.values(), key=lambda row: row.filed_at, reverse=True)
        return Findings(
            house=house,
            people=tuple(people.values())[:PAGE],
            tickets=tuple(rows[command.offset : command.offset + PAGE]),
            total=max(len(rows), total),
        )

    def by_number(self, uow: UnitOfWork, command: ShowByNumber) -> TicketView:
        """Return a whole ticket by its number.

        Raises:
            NotFound: There is none, or it is not the asker's to see.
        """
        actor = uow.people.actor(command.by)
        for community in sorted({post.community for post in actor.posts if post.active}):
            ticket = uow.tickets.by_number(community, command.number)
            if ticket is not None and may_read(actor, ticket):
                return view_for(uow, ticket, actor)
        raise NotFound(command.number)

    def open(self, uow: UnitOfWork, command: OpenTickets) -> tuple[list[FoundTicket], int]:
        """Return what is open, oldest first, with how many there are.

        Overseers see all of their community, other staff their team's.

        Raises:
            NotAllowed: The asker is not staff.
        """
        actor = uow.people.actor(command.by)
        community = self._communities(actor)[0]
        team = command.team
        if not actor.sees_all(community):
            own = [post.team for post in actor.posts if post.community == community]
            team = team if team in own else own[0]
        query = TicketQuery(
            community=community,
            open_only=True,
            oldest_first=True,
            team=team,
            limit=command.limit,
            offset=command.offset,
        )
        return uow.tickets.find(query)

    def _communities(self, actor: Actor) -> list[str]:
        found = sorted({post.community for post in actor.posts if post.active})
        if not found:
            raise NotAllowed("staff")
        return found

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
