"""From what happened to a ticket to what is said and what is timed, in the same transaction."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from domain.desk import Community, Desk
from domain.people import CENTRE, Person, PersonId, StaffId, StaffMember, StaffRole
from domain.ticket import Action, Severity, Status, Ticket, TicketEvent
from services.intents import Intent, Lane, Notice, Outgoing, ShowCard, ShowMedia
from services.ports import Attachment, TeamChat, UnitOfWork

ACCEPT_OVERDUE = "accept-overdue"
FINISH_OVERDUE = "finish-overdue"
HOLD_ENDS = "hold-ends"
FOLLOW_UP = "follow-up"
CLOSE_CONFIRMED = "close-confirmed"


@dataclass(frozen=True, slots=True)
class Reactions:
    """Saves a ticket and writes what follows from its events."""

    desk: Desk

    def settle(
        self,
        uow: UnitOfWork,
        ticket: Ticket,
        key: str,
        now: datetime,
        *,
        new: bool = False,
        attachments: Sequence[Attachment] = (),
    ) -> None:
        """Store a ticket with its events, its messages and its timers.

        ``attachments`` come with a new ticket and are shown under its card.
        """
        events = list(ticket.pending_events)
        if new:
            uow.tickets.add(ticket, key)
            uow.tickets.attach(ticket.id, attachments)
        else:
            uow.tickets.save(ticket, key)
        voice = _Voice(uow, self.desk, ticket, now)
        voice.show_cards(events)
        for event in events:
            _REACTIONS.get(event.kind, _nothing)(voice, event)


def timer_key(ticket: Ticket, timer: str) -> str:
    """Return the natural key of a ticket's timer: each new promise has a timer of its own."""
    moment = {
        ACCEPT_OVERDUE: ticket.accept_by,
        FINISH_OVERDUE: ticket.finish_by,
        HOLD_ENDS: ticket.hold_until,
        FOLLOW_UP: ticket.done_at,
        CLOSE_CONFIRMED: ticket.confirmed_at,
    }[timer]
    stamp = int(moment.timestamp()) if moment else 0
    return f"sla:{ticket.id}:{timer}:{ticket.cycle}:{stamp}"


def say_to_person(
    uow: UnitOfWork,
    person: Person,
    notice: Intent,
    key: str,
    *,
    lane: Lane = Lane.REPLY,
    not_before: datetime | None = None,
    silent: bool = False,
) -> bool:
    """Write a message to a person; false when they cannot be reached in the messenger."""
    if person.telegram_id is None or not person.reachable:
        return False
    uow.outbox.put(
        Outgoing(
            key=key,
            chat_id=person.telegram_id,
            content=notice,
            language=person.language,
            lane=lane,
            not_before=not_before,
            silent=silent,
        )
    )
    return True


def say_in(
    uow: UnitOfWork, chat: TeamChat, content: Intent, key: str, lane: Lane = Lane.DISPATCH
) -> None:
    """Say something in a team's chat."""
    uow.outbox.put(
        Outgoing(
            key=key,
            chat_id=chat.chat_id,
            thread_id=chat.thread_id,
            content=content,
            language=chat.language,
            lane=lane,
        )
    )


def say_to_centre(uow: UnitOfWork, community: str, notice: Intent, key: str, lane: Lane) -> None:
    """Tell the service centre; where it has no chat, those who manage the community."""
    chat = uow.chats.of_team(community, CENTRE)
    if chat is not None:
        say_in(uow, chat, notice, key, lane)
        return
    seen: set[PersonId] = set()
    for post in uow.staff.with_role(community, StaffRole.MANAGER, StaffRole.ADMIN):
        if post.person_id is None or post.person_id in seen:
            continue
        seen.add(post.person_id)
        person = uow.people.get(post.person_id)
        if person is not None:
            say_to_person(uow, person, notice, f"{key}:{person.id}", lane=lane)


@dataclass(slots=True)
class _Voice:
    """Speaks about one ticket to everybody concerned, with keys made from its new version."""

    uow: UnitOfWork
    desk: Desk
    ticket: Ticket
    now: datetime

    @property
    def community(self) -> Community:
        return self.desk.community(self.ticket.place.community)

    @property
    def lane(self) -> Lane:
        return Lane.EMERGENCY if self.ticket.severity is Severity.RED else Lane.DISPATCH

    def key(self, name: str, /) -> str:
        return f"t:{self.ticket.id}:{self.ticket.version}:{name}"

    def owner(
        self,
        name: str,
        /,
        *,
        wait_for_morning: bool = False,
        silent: bool = False,
        **args: str | int,
    ) -> bool:
        """Tell the owner; what is not urgent can wait until their quiet hours are over."""
        person = self.uow.people.get_required(self.ticket.reporter)
        quiet = self.community.quiet_hours
        morning = quiet.next_outside(self.now, self.community.timezone)
        urgent = self.ticket.severity is Severity.RED
        return say_to_person(
            self.uow,
            person,
            self.notice(name, args),
            self.key(name),
            lane=Lane.REPLY,
            not_before=morning if wait_for_morning and not urgent and morning > self.now else None,
            silent=silent or (morning > self.now and not urgent),
        )

    def notice(self, name: str, args: Mapping[str, str | int], to_card: bool = False) -> Notice:
        return Notice(name=name, ticket_id=self.ticket.id, args=args, reply_to_card=to_card)

    def team_chat(self) -> TeamChat | None:
        return self.uow.chats.of_team(self.ticket.place.community, self.ticket.team or CENTRE)

    def team(self, name: str, /, **args: str | int) -> None:
        """Say something in the team's chat, as a reply to the ticket's card."""
        chat = self.team_chat()
        if chat is None:
            self.centre(name, **args)
            return
        say_in(
            self.uow,
            chat,
            self.notice(name, args, to_card=True),
            self.key(f"{name}:team"),
            self.lane,
        )

    def centre(self, name: str, /, **args: str | int) -> None:
        """Say something to the service centre, unless its chat has just been told as a team."""
        say_to_centre(
            self.uow,
            self.ticket.place.community,
            self.notice(name, args, to_card=True),
            self.key(f"{name}:centre"),
            self.lane,
        )

    def staff(self, post: StaffMember, name: str, /, **args: str | int) -> bool:
        """Tell a colleague in private."""
        person = self.uow.people.get(post.person_id) if post.person_id is not None else None
        if person is None:
            return False
        return say_to_person(
            self.uow,
            person,
            self.notice(name, args),
            self.key(f"{name}:{post.id}"),
            lane=self.lane,
        )

    def name_of(self, staff_id: StaffId | None) -> str:
        post = self.uow.staff.get(staff_id) if staff_id is not None else None
        return post.name if post else ""

    def timer(self, timer: str, at: datetime | None) -> None:
        if at is not None:
            key = timer_key(self.ticket, timer)
            payload = {"ticket_id": self.ticket.id, "cycle": self.ticket.cycle}
            self.uow.due.put(key, timer, at, payload)

    def show_cards(self, events: Sequence[TicketEvent]) -> None:
        """Refresh the card in every chat that has one; post a fresh one where it is news."""
        news = {Action.DISPATCH, Action.TRANSFER, Action.REOPEN}
        is_news = any(event.kind in news for event in events)
        team, centre = (
            self.team_chat(),
            self.uow.chats.of_team(self.ticket.place.community, CENTRE),
        )
        chats: dict[int, TeamChat] = {chat.chat_id: chat for chat in (centre, team) if chat}
        for chat_id in self.uow.messages.card_chats(self.ticket.id):
            if chat_id not in chats:
                bound = self.uow.chats.at(chat_id)
                if bound:
                    chats[chat_id] = bound[0]
        for chat in chats.values():
            here = team is not None and chat.chat_id == team.chat_id
            fresh = here and is_news and self.ticket.status is not Status.FILED
            self.uow.outbox.put(
                Outgoing(
                    key=self.key(f"card:{chat.chat_id}"),
                    chat_id=chat.chat_id,
                    thread_id=chat.thread_id,
                    content=ShowCard(ticket_id=self.ticket.id, fresh=fresh),
                    language=chat.language,
                    lane=self.lane,
                    silent=not here,
                )
            )


def _nothing(voice: _Voice, event: TicketEvent) -> None:
    """React to an event that only the timeline and the cards show."""


def _filed(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(ACCEPT_OVERDUE, ticket.accept_by)
    voice.timer(FINISH_OVERDUE, ticket.finish_by)
    if ticket.logged_by is not None:
        voice.owner("owner-logged")
    if ticket.team is None:
        category = voice.desk.category(ticket.category)
        voice.centre("centre-unrouted", team=category.team if category else CENTRE)


def _dispatched(voice: _Voice, event: TicketEvent) -> None:
    show_media(voice.uow, voice.ticket, voice.key("media"), voice.lane)
    if voice.ticket.severity is Severity.RED:
        _alarm(voice)


def _alarm(voice: _Voice) -> None:
    """Call the team and everybody in it who can be reached, at once (S-090)."""
    ticket = voice.ticket
    voice.team("team-alarm")
    if ticket.team != CENTRE:
        voice.centre("team-alarm")
    for post in voice.uow.staff.of_team(ticket.place.community, ticket.team or CENTRE):
        voice.staff(post, "staff-alarm")


def _accepted(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.uow.due.cancel(timer_key(ticket, ACCEPT_OVERDUE))
    voice.owner("owner-accepted", name=voice.name_of(ticket.assignee))
    post = voice.uow.staff.get(ticket.assignee) if ticket.assignee is not None else None
    if post is not None and not voice.staff(post, "staff-contact"):
        voice.team("team-open-private", name=post.name)


def _declined(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(ACCEPT_OVERDUE, ticket.accept_by)
    name = voice.name_of(event.staff_id)
    if ticket.status is Status.FILED:
        voice.centre("centre-declined", name=name, reason=event.text)
    else:
        voice.team("team-given-back", name=name, reason=event.text)
        voice.owner("owner-given-back", accept_by=ticket.accept_by.isoformat())


def _transferred(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(ACCEPT_OVERDUE, ticket.accept_by)
    voice.owner(
        "owner-transferred", team=ticket.team or "", accept_by=ticket.accept_by.isoformat()
    )
    show_media(voice.uow, ticket, voice.key("media"), voice.lane)
    if voice.team_chat() is None:
        voice.centre("centre-unrouted", team=ticket.team or "")


def _arrived(voice: _Voice, event: TicketEvent) -> None:
    voice.owner("owner-arrived", name=voice.name_of(voice.ticket.assignee))


def _held(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(HOLD_ENDS, ticket.hold_until)
    if ticket.hold_until is not None:
        voice.owner("owner-held", reason=event.text, until_at=ticket.hold_until.isoformat())


def _resumed(voice: _Voice, event: TicketEvent) -> None:
    if event.staff_id is None:
        voice.team("team-hold-over")
    voice.owner("owner-resumed", name=voice.name_of(voice.ticket.assignee))


def _finished(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    for timer in (ACCEPT_OVERDUE, FINISH_OVERDUE):
        voice.uow.due.cancel(timer_key(ticket, timer))
    rules, community = voice.desk.follow_up, voice.community
    asked = community.quiet_hours.next_outside(voice.now + rules.ask_after, community.timezone)
    voice.timer(FOLLOW_UP, asked)


def _confirmed(voice: _Voice, event: TicketEvent) -> None:
    voice.timer(CLOSE_CONFIRMED, voice.now + voice.desk.follow_up.remind_after)


def _reopened(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.timer(ACCEPT_OVERDUE, ticket.accept_by)
    voice.timer(FINISH_OVERDUE, ticket.finish_by)
    name = voice.name_of(ticket.assignee)
    voice.team("team-reopened", name=name, reason=event.text)
    voice.centre("team-reopened", name=name, reason=event.text)
    post = voice.uow.staff.get(ticket.assignee) if ticket.assignee is not None else None
    if post is not None:
        voice.staff(post, "staff-reopened", reason=event.text)


def _cancelled(voice: _Voice, event: TicketEvent) -> None:
    for timer in (ACCEPT_OVERDUE, FINISH_OVERDUE):
        voice.uow.due.cancel(timer_key(voice.ticket, timer))
    voice.team("team-cancelled", reason=event.text)


def _urged(voice: _Voice, event: TicketEvent) -> None:
    voice.team("team-urged")
    if voice.ticket.team != CENTRE:
        voice.centre("team-urged")


def _escalated(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    voice.centre("centre-escalated", reason=event.text, tier=ticket.tier)
    told: set[PersonId] = set()
    for post in voice.uow.staff.with_role(ticket.place.community, StaffRole.MANAGER):
        if post.person_id is not None and post.person_id not in told:
            told.add(post.person_id)
            voice.staff(post, "centre-escalated", reason=event.text, tier=ticket.tier)


def _owner_wrote(voice: _Voice, event: TicketEvent) -> None:
    voice.team("team-owner-message", text=event.text)


def _staff_wrote(voice: _Voice, event: TicketEvent) -> None:
    sent = voice.owner("owner-message", text=event.text, name=voice.name_of(event.staff_id))
    if not sent:
        voice.team("team-not-delivered")


def _overdue(voice: _Voice, event: TicketEvent) -> None:
    ticket = voice.ticket
    timer = str(event.detail.get("timer", ACCEPT_OVERDUE))
    voice.team(f"team-{timer}", name=voice.name_of(ticket.assignee))
    if ticket.team != CENTRE:
        voice.centre(f"team-{timer}", name=voice.name_of(ticket.assignee))
    voice.owner(f"owner-{timer}", wait_for_morning=True)


def _call_task(voice: _Voice, event: TicketEvent) -> None:
    voice.centre("centre-call-task")


def show_media(
    uow: UnitOfWork,
    ticket: Ticket,
    key: str,
    lane: Lane = Lane.DISPATCH,
    only: Iterable[int] | None = None,
) -> None:
    """Show a ticket's pictures and recordings under its card in the team's chat."""
    wanted = set(only) if only is not None else None
    ids = tuple(
        found.id
        for found in uow.tickets.attachments(ticket.id)
        if wanted is None or found.id in wanted
    )
    chat = uow.chats.of_team(ticket.place.community, ticket.team or CENTRE)
    if ids and chat is not None:
        say_in(uow, chat, ShowMedia(ticket_id=ticket.id, attachment_ids=ids), key, lane)


_REACTIONS = {
    Action.FILE: _filed,
    Action.DISPATCH: _dispatched,
    Action.ACCEPT: _accepted,
    Action.ASSIGN: _accepted,
    Action.DECLINE: _declined,
    Action.TRANSFER: _transferred,
    Action.ARRIVE: _arrived,
    Action.HOLD: _held,
    Action.RESUME: _resumed,
    Action.FINISH: _finished,
    Action.CONFIRM: _confirmed,
    Action.REOPEN: _reopened,
    Action.CANCEL: _cancelled,
    Action.URGE: _urged,
    Action.ESCALATE: _escalated,
    Action.OWNER_MESSAGE: _owner_wrote,
    Action.STAFF_MESSAGE: _staff_wrote,
    Action.OVERDUE: _overdue,
    Action.CALL_TASK: _call_task,
}
