"""Who works here: the first administrator, invites, posts and their end."""

import hashlib
from dataclasses import dataclass
from datetime import timedelta

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import InvalidInput, InviteInvalid, NotAllowed, NotFound
from domain.lifecycle import Action, DeclineReason, Status
from domain.people import Person, PersonId, StaffId, StaffMember, StaffRole
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import MOST_OPEN, Invite, TicketQuery

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
class EndPost:
    """Ends a colleague's post."""

    by: PersonId
    staff_id: StaffId


class Staffing:
    """Posts and the invites to them. Everything here is for administrators and managers."""

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
        """Make somebody staff by their invite link, once.

        Whoever has used it is told of their post again, as long as they hold it.

        Raises:
            InviteInvalid: It was used, has expired, never existed, or whoever made it may no
                longer appoint anybody.
        """
        person = uow.people.get_required(command.by)
        invite = uow.staff.invite(_hash(command.token))
        if invite is None:
            raise InviteInvalid
        if invite.taken_by == command.by:
            held = uow.people.actor(command.by).post_in(invite.community, invite.team)
            if held is None:
                raise InviteInvalid
            return held
        taken = uow.staff.take_invite(invite.token_hash, command.by, self._clock.now())
        if not taken or not self._still_good(uow, invite):
            raise InviteInvalid
        # The first administrator's link, which the console printed, is for the whole company.
        first = invite.created_by is None and invite.role is StaffRole.ADMIN
        others = [c.code for c in self._desk.communities if c.code != invite.community]
        for community in others if first else ():
            self._add_post(uow, person, invite, community)
        return self._add_post(uow, person, invite, invite.community)

    def _still_good(self, uow: UnitOfWork, invite: Invite) -> bool:
        """Whether whoever made the link may still appoint; the console's, while nobody may."""
        if invite.created_by is None:
            return not uow.staff.any_admin()
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

    def members(self, uow: UnitOfWork, command: str) -> list[StaffMember]:
        """Return everybody who works in a community, team by team."""
        return [
            member for team in self._desk.teams for member in uow.staff.of_team(command, team.code)
        ]

    def end_post(self, uow: UnitOfWork, command: EndPost) -> StaffMember:
        """End a colleague's post, if it has not ended: they can do nothing more by it.

        Raises:
            NotAllowed: Only managers may, and only an administrator for managers and above.
            NotFound: There is no such post.
            InvalidInput: It is the community's last administrator.
        """
        post = uow.staff.get(command.staff_id)
        if post is None:
            raise NotFound(command.staff_id)
        self._may_appoint(uow, command.by, post.community, post.role)
        if not post.active:
            return post
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

    def _give_back(self, uow: UnitOfWork, post: StaffMember) -> None:
        """Give a leaving colleague's tickets back to their teams: none may be forgotten."""
        query = TicketQuery(
            community=post.community, assignee=post.id, open_only=True, limit=MOST_OPEN
        )
        found, _ = uow.tickets.find(query)
        now = self._clock.now()
        for row in found:
            ticket = uow.tickets.get_required(row.id)
            if ticket.allows(Action.DECLINE) and ticket.status is not Status.DISPATCHED:
                ticket.decline(post.id, DeclineReason.LEFT, now)
                self._reactions.settle(
                    uow, ticket, f"left:{post.id}:{ticket.id}:{ticket.version}", now
                )


def _hash(token: str) -> bytes:
    return hashlib.sha256(token.encode()).digest()
