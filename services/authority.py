"""Who may do what to a ticket: asked at the moment of the act, in its own transaction."""

from domain.errors import NotAllowed, NotFound, NotInTeam
from domain.lifecycle import Status
from domain.people import CENTRE, Actor, StaffMember, StaffRole
from domain.ticket import Severity, Ticket
from domain.timeline import By


def team_post(actor: Actor, ticket: Ticket) -> StaffMember:
    """Return the actor's post in the ticket's team.

    Raises:
        NotInTeam: They have none.
    """
    team = ticket.team or CENTRE
    post = actor.post_in(ticket.place.community, team)
    if post is None:
        raise NotInTeam(team)
    return post


def team_or_centre_post(actor: Actor, ticket: Ticket) -> StaffMember:
    """Return the post by which the actor may move a ticket on: of its team, or of the centre.

    Raises:
        NotInTeam: They have neither.
    """
    community = ticket.place.community
    team = ticket.team or CENTRE
    post = actor.post_in(community, team) or actor.post_in(community, CENTRE)
    if post is None:
        raise NotInTeam(team)
    return post


def working_post(actor: Actor, ticket: Ticket) -> StaffMember:
    """Return the post by which the actor may report on the work on a taken ticket.

    That is the assignee, a leader of the team, or the service centre.

    Raises:
        NotInTeam: Somebody of another team.
        NotAllowed: A colleague of the team whose ticket it is not.
    """
    post = team_or_centre_post(actor, ticket)
    if post.id == ticket.assignee or post.team == CENTRE or post.role is StaffRole.LEADER:
        return post
    own = next((held for held in actor.posts if held.id == ticket.assignee), None)
    if own is not None:
        return own
    raise NotAllowed(ticket.code)


def giving_up_post(actor: Actor, ticket: Ticket) -> StaffMember:
    """Return the post by which the actor may give a ticket back or move it on.

    Raises:
        NotInTeam: Somebody of another team.
        NotAllowed: A colleague has it in hand.
    """
    if ticket.status in {Status.ACCEPTED, Status.WORKING, Status.HELD}:
        return working_post(actor, ticket)
    return team_or_centre_post(actor, ticket)


def dispatching_post(actor: Actor, ticket: Ticket) -> StaffMember:
    """Return the post by which the actor may give a ticket to somebody else (S-067).

    Raises:
        NotAllowed: Only a leader of the team and the service centre may.
    """
    community = ticket.place.community
    post = actor.post_in(community, CENTRE)
    if post is None and ticket.team is not None:
        post = actor.post_in(community, ticket.team)
        if post is not None and post.role is not StaffRole.LEADER:
            post = None
    if post is None:
        raise NotAllowed(ticket.code)
    return post


def centre_post(actor: Actor, community: str) -> StaffMember:
    """Return the actor's post in the service centre, or as a manager.

    Raises:
        NotAllowed: They have none.
    """
    post = actor.post_in(community, CENTRE) or actor.post_with(
        community, StaffRole.CLERK, StaffRole.MANAGER, StaffRole.ADMIN
    )
    if post is None:
        raise NotAllowed(community)
    return post


def own_ticket(actor: Actor, ticket: Ticket) -> By:
    """Return the actor as the one who acts on their own report.

    Raises:
        NotFound: It is somebody else's: its existence is not confirmed either.
    """
    if ticket.reporter != actor.person.id:
        raise NotFound(ticket.code)
    return By(person_id=actor.person.id)


def may_read(actor: Actor, ticket: Ticket) -> bool:
    """Whether the actor may read a ticket as staff do, internal notes included.

    Its reporter may not: they have a view of their own (`services.owners.Owners.show`).
    """
    community = ticket.place.community
    return actor.sees_all(community) or (
        ticket.team is not None and actor.post_in(community, ticket.team) is not None
    )


def may_call(actor: Actor, ticket: Ticket) -> bool:
    """Whether the actor may see the reporter's name and phone (S-154).

    The reporter, the one who took the ticket, overseers, and in an emergency the whole team.
    """
    if ticket.reporter == actor.person.id or actor.sees_all(ticket.place.community):
        return True
    if any(post.active and post.id == ticket.assignee for post in actor.posts):
        return True
    return ticket.severity is Severity.RED and may_read(actor, ticket)
