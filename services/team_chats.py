"""The chats that teams work in: bound, moved and lost, with what is open there."""

from dataclasses import dataclass

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import InvalidInput, NotAllowed
from domain.language import DEFAULT_LANGUAGE
from domain.lifecycle import Status
from domain.people import CENTRE, PersonId, StaffMember, StaffRole
from domain.ticket import TicketId, TicketKind
from domain.timeline import DESK
from services.intents import Notice, ShowCard
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.residences import ask_centre_again
from services.rows import MOST_OPEN, FoundTicket, TeamChat, TicketQuery
from services.voice import say_in, say_to_person


@dataclass(frozen=True, slots=True, kw_only=True)
class BindTeam:
    """Binds a team to the chat (and topic) it works in."""

    key: str
    by: PersonId
    community: str
    team: str
    chat_id: int
    thread_id: int | None
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LoseChat:
    """The desk was thrown out of a chat."""

    key: str
    chat_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TeamStatus:
    """A team, the title of its chat (``None`` while it has none), and how many work in it."""

    team: str
    chat_title: str | None
    members: int


class TeamChats:
    """Which chat each team works in. Binding is for administrators and managers."""

    def __init__(self, desk: Desk, clock: Clock, reactions: Reactions) -> None:
        self._desk = desk
        self._clock = clock
        self._reactions = reactions

    def bind(self, uow: UnitOfWork, command: BindTeam) -> TeamChat:
        """Bind a team to a chat, and dispatch what has waited for it.

        Raises:
            NotAllowed: Only managers and administrators may.
            InvalidInput: There is no such team.
        """
        actor = uow.people.actor(command.by)
        if actor.post_with(command.community, StaffRole.MANAGER, StaffRole.ADMIN) is None:
            raise NotAllowed(command.team)
        if self._desk.team(command.team) is None:
            raise InvalidInput("no-such-team")
        chat = TeamChat(
            community=command.community,
            team=command.team,
            chat_id=command.chat_id,
            thread_id=command.thread_id,
            title=command.title,
            language=DEFAULT_LANGUAGE,
        )
        former = uow.chats.of_team(command.community, command.team)
        uow.chats.bind(chat)
        say_in(uow, chat, Notice(name="team-bound", args=_team_args(chat)), command.key)
        dispatched = self._dispatch_waiting(uow, command)
        if former is None or _place(former) != _place(chat):
            self._move_in(uow, command.key, chat, former, dispatched)
            if command.team == CENTRE:
                ask_centre_again(uow, command.community, command.key)
        return chat

    def lose_chat(self, uow: UnitOfWork, command: LoseChat) -> list[TeamChat]:
        """Forget the bindings of a chat that threw the desk out, and tell who manages the place.

        From then on the teams' tickets go to the service centre, which sees that no chat is bound;
        it is told of those that wait in the lost chat for somebody to take them.
        """
        lost = uow.chats.at(command.chat_id)
        uow.chats.unbind(command.chat_id)
        for chat in lost:
            self._hand_to_centre(uow, chat, command.key)
            args = {**_team_args(chat), "title": chat.title}
            notice = Notice(name="admin-chat-lost", args=args)
            for post in uow.staff.with_role(chat.community, StaffRole.ADMIN, StaffRole.MANAGER):
                if post.person_id is not None:
                    person = uow.people.get_required(post.person_id)
                    key = f"{command.key}:{chat.community}:{chat.team}:{person.id}"
                    say_to_person(uow, person, notice, key)
        return lost

    def chat_of(self, uow: UnitOfWork, command: StaffMember) -> TeamChat | None:
        """Return the chat that a colleague's team works in."""
        return uow.chats.of_team(command.community, command.team)

    def teams(self, uow: UnitOfWork, command: str) -> list[TeamStatus]:
        """Return how far a community is set up, team by team."""
        return [
            TeamStatus(
                team=team.code,
                chat_title=chat.title if (chat := uow.chats.of_team(command, team.code)) else None,
                members=len(uow.staff.of_team(command, team.code)),
            )
            for team in self._desk.teams
        ]

    def _dispatch_waiting(self, uow: UnitOfWork, command: BindTeam) -> set[TicketId]:
        """Dispatch what was filed before the team had a chat; returns which tickets that were."""
        now = self._clock.now()
        dispatched = set[TicketId]()
        for row in self._open(uow, command.community, status=Status.FILED):
            if row.team is None and self._team_of(row) == command.team:
                ticket = uow.tickets.get_required(row.id)
                ticket.dispatch(command.team, DESK, now)
                self._reactions.settle(uow, ticket, f"{command.key}:{ticket.id}", now)
                dispatched.add(row.id)
        return dispatched

    def _move_in(
        self,
        uow: UnitOfWork,
        key: str,
        chat: TeamChat,
        former: TeamChat | None,
        shown: set[TicketId],
    ) -> None:
        """Show a team's open tickets in its new chat, but for those ``shown`` there already.

        The service centre sees everybody's. The cards in the former chat lose their buttons.
        """
        team = None if chat.team == CENTRE else chat.team
        for row in self._open(uow, chat.community, team=team):
            ticket = uow.tickets.get_required(row.id)
            if row.id not in shown and (team is None or ticket.status is not Status.FILED):
                self._reactions.arrive_in(uow, ticket, chat, key, self._clock.now())
            if former is not None and uow.messages.card(
                former.chat_id, ticket.id, former.thread_id
            ):
                card = ShowCard(ticket_id=ticket.id)
                say_in(uow, former, card, f"{key}:former:{ticket.id}")

    def _hand_to_centre(self, uow: UnitOfWork, lost: TeamChat, key: str) -> None:
        if lost.team == CENTRE:
            return  # its managers hear of the loss, and its next chat gets every open ticket
        waiting = Status.DISPATCHED
        for row in self._open(uow, lost.community, status=waiting, team=lost.team):
            ticket = uow.tickets.get_required(row.id)
            self._reactions.lose_sight(uow, ticket, key, self._clock.now())

    def _open(
        self, uow: UnitOfWork, community: str, status: str | None = None, team: str | None = None
    ) -> list[FoundTicket]:
        query = TicketQuery(
            community=community,
            status=status,
            team=team,
            open_only=True,
            oldest_first=True,
            limit=MOST_OPEN,
        )
        found, _ = uow.tickets.find(query)
        return found

    def _team_of(self, row: FoundTicket) -> str:
        return self._desk.team_for(TicketKind(row.kind), row.category)


def _team_args(chat: TeamChat) -> dict[str, str]:
    return {"community": chat.community, "team": chat.team}


def _place(chat: TeamChat) -> tuple[int, int | None]:
    return chat.chat_id, chat.thread_id
