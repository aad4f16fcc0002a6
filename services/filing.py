"""Filing a report: by its owner, by a colleague on an owner's behalf, or as an emergency."""

from dataclasses import dataclass

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import ConsentMissing, InvalidInput, NotAllowed, NotFound
from domain.language import DEFAULT_LANGUAGE
from domain.people import (
    Actor,
    HouseId,
    Person,
    PersonId,
    StaffId,
    mask_name,
    mask_phone,
)
from domain.ticket import Channel, Place, Severity, Ticket, TicketKind
from domain.timeline import DESK, By
from services.ports import UnitOfWork
from services.reactions import Reactions
from services.rows import Attachment
from services.views import TicketView, ticket_view

MAX_ATTACHMENTS = 10
MAX_DESCRIPTION = 2000
MAX_SPOT = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A finished draft. ``draft_key`` is the draft's own id: the same draft is one ticket.

    ``category`` is a code of the desk file: of an emergency for that kind, else of a category.
    A public place is described by ``spot``.
    """

    draft_key: str
    kind: TicketKind
    community: str
    category: str
    description: str
    house_id: HouseId | None = None
    spot: str = ""
    visit_wish: str = ""
    attachments: tuple[Attachment, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FileTicket:
    """An owner sends their draft."""

    key: str
    by: PersonId
    draft: Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class LogReport:
    """A colleague takes down a report for an owner who called, came or stopped them.

    ``reporter_id`` picks a resident of the draft's home; name and phone are not needed then.
    """

    key: str
    by: PersonId
    draft: Draft
    channel: Channel
    reporter_name: str = ""
    reporter_phone: str = ""
    reporter_id: PersonId | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AskCallers:
    """A colleague asks who of a home may be calling."""

    by: PersonId
    house_id: HouseId


@dataclass(frozen=True, slots=True, kw_only=True)
class Caller:
    """A resident as a colleague may see them: in the clear for overseers only (S-154)."""

    person_id: PersonId
    name: str
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DraftQuery:
    """Asks what became of a draft of one's own."""

    by: PersonId
    draft_key: str


class Filing:
    """Turns drafts into tickets."""

    def __init__(self, desk: Desk, clock: Clock, reactions: Reactions) -> None:
        self._desk = desk
        self._clock = clock
        self._reactions = reactions

    def file(self, uow: UnitOfWork, command: FileTicket) -> TicketView:
        """File a report and hand it to the team of its category, all in one (S-006, S-007).

        Raises:
            ConsentMissing: The reporter has not agreed to the privacy notice; an emergency
                needs no agreement.
            InvalidInput: The category or the home does not exist, or nothing was described; a
                request is described by its category.
        """
        known = uow.tickets.by_draft(command.draft.draft_key)
        if known is not None:
            return ticket_view(uow, known)
        actor = uow.people.actor(command.by)
        if actor.person.consent_at is None and command.draft.kind is not TicketKind.EMERGENCY:
            raise ConsentMissing
        ticket = self._ticket(uow, command.draft, actor, Channel.CHAT)
        return self._store(uow, ticket, By(person_id=command.by), command)

    def filed(self, uow: UnitOfWork, command: DraftQuery) -> TicketView | None:
        """Return the ticket that a draft has become; ``None`` if none, or somebody else's."""
        known = uow.tickets.by_draft(command.draft_key)
        if known is None or known.reporter != command.by:
            return None
        return ticket_view(uow, known)

    def log(self, uow: UnitOfWork, command: LogReport) -> TicketView:
        """Take down a report for somebody else (S-002, S-003).

        Raises:
            NotAllowed: Only staff of the community may.
            InvalidInput: The category or the home does not exist, or nothing was described.
        """
        known = uow.tickets.by_draft(command.draft.draft_key)
        if known is not None:
            return ticket_view(uow, known)
        post_id = self._any_post(uow.people.actor(command.by), command.draft.community)
        reporter = self._caller(uow, command)
        actor = uow.people.actor(reporter.id)
        ticket = self._ticket(uow, command.draft, actor, command.channel)
        ticket.logged_by = post_id
        return self._store(uow, ticket, By(staff_id=post_id), command)

    def callers(self, uow: UnitOfWork, command: AskCallers) -> list[Caller]:
        """Return the verified residents of a home who have left a phone.

        The service centre, which has all owners' files (S-162), must know who is on the phone;
        for anybody else they are masked (S-154).

        Raises:
            NotFound: There is no such home.
            NotAllowed: Only staff of the community may ask.
        """
        house = uow.houses.get(command.house_id)
        if house is None:
            raise NotFound(command.house_id)
        actor = uow.people.actor(command.by)
        self._any_post(actor, house.community)
        clear = actor.sees_all(house.community)
        return [
            Caller(
                person_id=person.id,
                name=person.name if clear else mask_name(person.name),
                phone=person.phone if clear else mask_phone(person.phone),
            )
            for person, tie in uow.people.residents(house.id)
            if tie.verified and person.phone
        ]

    def _any_post(self, actor: Actor, community: str) -> StaffId:
        for post in actor.posts:
            if post.active and post.community == community:
                return post.id
        raise NotAllowed(community)

    def _caller(self, uow: UnitOfWork, command: LogReport) -> Person:
        """Return whom the report is for: the one picked, else known by the phone."""
        if command.reporter_id is not None and command.draft.house_id is not None:
            for person, _ in uow.people.residents(command.draft.house_id):
                if person.id == command.reporter_id:
                    return person
        if not command.reporter_name.strip() or not command.reporter_phone:
            raise InvalidInput("no-reporter")
        known = uow.people.by_phone(command.reporter_phone)
        if known and command.draft.house_id is not None:
            residents = uow.people.residents(command.draft.house_id)
            at_home = {person.id for person, _ in residents}
            known = sorted(known, key=lambda person: person.id not in at_home)
        if known:
            return known[0]
        return uow.people.add(
            telegram_id=None,
            name=command.reporter_name,
            phone=command.reporter_phone,
            language=DEFAULT_LANGUAGE,
        )

    def _ticket(self, uow: UnitOfWork, draft: Draft, actor: Actor, channel: Channel) -> Ticket:
        community = self._desk.community(draft.community)
        if draft.house_id is not None:
            house = uow.houses.get(draft.house_id)
            if house is None or house.community != community.code:
                raise InvalidInput("no-such-house")
        description = draft.description.strip()[:MAX_DESCRIPTION]
        asks_for = draft.kind is TicketKind.REQUEST
        if not description and not draft.attachments and not asks_for:
            raise InvalidInput("empty-description")
        severity = self._severity(draft)
        now = self._clock.now()
        accept_by, finish_by = self._desk.promise(
            self._desk.category(draft.category), severity, now
        )
        return Ticket(
            kind=draft.kind,
            place=Place(
                community=community.code,
                house_id=draft.house_id,
                spot=draft.spot.strip()[:MAX_SPOT],
            ),
            category=draft.category,
            severity=severity,
            description=description,
            channel=channel,
            reporter=actor.person.id,
            verified=_verified(actor, community.code, draft.house_id),
            draft_key=draft.draft_key,
            filed_at=now,
            accept_by=accept_by,
            finish_by=finish_by,
            visit_wish=draft.visit_wish.strip()[:MAX_SPOT],
        )

    def _severity(self, draft: Draft) -> Severity:
        if draft.kind is TicketKind.EMERGENCY:
            if self._desk.emergency(draft.category) is None:
                raise InvalidInput("no-such-category")
            return Severity.RED
        category = self._desk.category(draft.category)
        if category is not None and draft.kind in category.kinds:
            return category.severity
        if draft.kind is TicketKind.QUESTION and draft.category == QUESTION_CATEGORY:
            return Severity.GREEN
        raise InvalidInput("no-such-category")

    def _store(
        self, uow: UnitOfWork, ticket: Ticket, by: By, command: FileTicket | LogReport
    ) -> TicketView:
        """Store, and dispatch at once where the team has a chat: no report waits unseen."""
        now = self._clock.now()
        ticket.file(by, now)
        team = self._desk.team_for(ticket.kind, ticket.category)
        if uow.chats.of_team(ticket.place.community, team) is not None:
            ticket.dispatch(team, DESK, now)
        attachments = command.draft.attachments[:MAX_ATTACHMENTS]
        self._reactions.settle(uow, ticket, command.key, now, new=True, attachments=attachments)
        return ticket_view(uow, ticket)


QUESTION_CATEGORY = "question"
"""The category of a question that was handed to a person; the desk file need not name it."""


def _verified(actor: Actor, community: str, house_id: HouseId | None) -> bool:
    return any(
        tie.verified
        and tie.house.community == community
        and (house_id is None or tie.house.id == house_id)
        for tie in actor.residences
    )
