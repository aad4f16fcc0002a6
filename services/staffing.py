"""Setting the desk up in the chat: the first administrator, teams' chats, invites, posts."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import InvalidInput, InviteInvalid, NotAllowed, NotFound
from domain.language import DEFAULT_LANGUAGE
from domain.lifecycle import Action, DeclineReason, Status
from domain.people import CENTRE, Person, PersonId, StaffId, StaffMember, StaffRole
from domain.ticket import DESK, TicketId, TicketKind
from services.identity import ask_centre_again
from services.intents import Notice, ShowCard
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import FoundTicket, Invite, TeamChat, TicketQuery
from services.voice import say_in, say_to_person

_RANK = {
    StaffRole.WORKER: 0,
    StaffRole.CLERK: 0,
    StaffRole.LEADER: 1,
    StaffRole.MANAGER: 2,
    StaffRole.ADMIN: 3,
}

INVITE_LASTS = timedelta(days=3)


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateInvite:
    """Makes a single-use link. ``token`` is random and never stored; its hash is.

    ``by`` is ``None`` only for the very first administrator, whose link the console prints.
    """

    by: PersonId | None
    token: str
    community: str
    team: str
    role: StaffRole


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeInvite:
    """Somebody opens an invite link."""

    by: PersonId
    token: str


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


@dataclass(frozen=True, slots=True, kw_only=True)
class EndPost:
    """Ends a colleague's post."""

    by: PersonId
    staff_id: StaffId


class Staffing:
    """Posts and chats of the teams. Everything here is for administrators and managers."""

    def __init__(self, desk: Desk, clock: Clock, reactions: Reactions) -> None:
        self._desk = desk
        self._clock = clock
        self._reactions = reactions

    def needs_admin(self, uow: UnitOfWork, command: None) -> bool:
        """Whether nobody is administrator yet, so that the console must print a first link."""
        return not uow.staff.any_admin()

    def invite(self, uow: UnitOfWork, command: CreateInvite) -> Invite:
        """Make an invite link that can be used once within three days.

        Raises:
            NotAllowed: Only managers may, only an administrator for managers and above, and the
                first link only while nobody is administrator.
            InvalidInput: There is no such team.
        """
        self._desk.community(command.community)
        if self._desk.team(command.team) is None:
            raise InvalidInput("no-such-team")
        if command.by is None:
            if uow.staff.any_admin():
                raise NotAllowed(command.role)
        else:
            self._may_appoint(uow, command.by, command.community, command.role)
        invite = Invite(
            token_hash=_hash(command.token),
            community=command.community,
            team=command.team,
            role=command.role,
            created_by=command.by,
            expires_at=self._clock.now() + INVITE_LASTS,
        )
        uow.staff.add_invite(invite)
        return invite

    def join(self, uow: UnitOfWork, command: TakeInvite) -> StaffMember:
        """Make somebody staff by their invite link.

        Raises:
            InviteInvalid: It was used, has expired, never existed, or whoever made it may no
                longer appoint anybody.
        """
        person = uow.people.get_required(command.by)
        invite = uow.staff.take_invite(_hash(command.token), command.by, self._clock.now())
        if invite is None or not self._still_good(uow, invite, command.by):
            raise InviteInvalid
        # The first administrator's link, which the console printed, is for the whole company.
        first = invite.created_by is None and invite.role is StaffRole.ADMIN
        others = [c.code for c in self._desk.communities if c.code != invite.community]
        for community in others if first else ():
            self._add_post(uow, person, invite, community)
        return self._add_post(uow, person, invite, invite.community)

    def _still_good(self, uow: UnitOfWork, invite: Invite, by: PersonId) -> bool:
        """Whether whoever made the link may still appoint; the console's, while nobody may."""
        if invite.created_by is None:
            held = uow.people.actor(by).post_with(invite.community, invite.role)
            return held is not None or not uow.staff.any_admin()
        try:
            self._may_appoint(uow, invite.created_by, invite.community, invite.role)
        except NotAllowed:
            return False
        return True

    def _add_post(
        self, uow: UnitOfWork, person: Person, invite: Invite, community: str
    ) -> StaffMember:
        """Add the post of an invite; a link to a lower one takes nothing from a higher one."""
        held = uow.people.actor(person.id).post_in(community, invite.team)
        if held is not None and _RANK[held.role] > _RANK[invite.role]:
            return held
        return uow.staff.add(
            community=community,
            team=invite.team,
            role=invite.role,
            name=person.name,
            phone=person.phone,
            person_id=person.id,
        )

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
        say_in(uow, chat, Notice(name="team-bound", args={"team": command.team}), command.key)
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
            told: set[PersonId] = set()
            for post in uow.staff.with_role(chat.community, StaffRole.ADMIN, StaffRole.MANAGER):
                if post.person_id is None or post.person_id in told:
                    continue
                told.add(post.person_id)
                say_to_person(
                    uow,
                    uow.people.get_required(post.person_id),
                    Notice(name="admin-chat-lost", args={"team": chat.team, "title": chat.title}),
                    f"{command.key}:{chat.community}:{chat.team}:{post.person_id}",
                )
        return lost

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

    def members(self, uow: UnitOfWork, command: str) -> list[StaffMember]:
        """Return everybody who works in a community, team by team."""
        return [
            member for team in self._desk.teams for member in uow.staff.of_team(command, team.code)
        ]

    def end_post(self, uow: UnitOfWork, command: EndPost) -> StaffMember:
        """End a colleague's post: from this moment they can do nothing more by it.

        Raises:
            NotAllowed: Only managers may, and only an administrator for managers and above.
            NotFound: There is no such post.
            InvalidInput: It is the community's last administrator.
        """
        post = uow.staff.get(command.staff_id)
        if post is None or not post.active:
            raise NotFound(command.staff_id)
        self._may_appoint(uow, command.by, post.community, post.role)
        admins = uow.staff.with_role(post.community, StaffRole.ADMIN)
        if post.role is StaffRole.ADMIN and len(admins) == 1:
            raise InvalidInput("last-admin")
        uow.staff.end(post.id)
        self._give_back(uow, post)
        return post

    def _may_appoint(self, uow: UnitOfWork, by: PersonId, community: str, role: StaffRole) -> None:
        actor = uow.people.actor(by)
        high = role in {StaffRole.MANAGER, StaffRole.ADMIN}
        needed = (StaffRole.ADMIN,) if high else (StaffRole.MANAGER, StaffRole.ADMIN)
        if actor.post_with(community, *needed) is None:
            raise NotAllowed(role)

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
            limit=MOST_WAITING,
        )
        found, _ = uow.tickets.find(query)
        return found

    def _team_of(self, row: FoundTicket) -> str:
        return self._desk.team_for(TicketKind(row.kind), row.category)

    def _give_back(self, uow: UnitOfWork, post: StaffMember) -> None:
        """Give a leaving colleague's tickets back to their teams: none may be forgotten."""
        query = TicketQuery(
            community=post.community, assignee=post.id, open_only=True, limit=MOST_WAITING
        )
        found, _ = uow.tickets.find(query)
        now = self._clock.now()
        for row in found:
            ticket = uow.tickets.get_required(row.id)
            if ticket.allows(Action.DECLINE) and ticket.status is not Status.DISPATCHED:
                ticket.decline(post.id, DeclineReason.LEFT, now)
                self._reactions.settle(uow, ticket, f"left:{post.id}:{ticket.version}", now)


MOST_WAITING = 10_000
"""More open tickets than any community can have."""


def _place(chat: TeamChat) -> tuple[int, int | None]:
    return chat.chat_id, chat.thread_id


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
