"""Speaking about a ticket: to its owner, its team, the service centre, a colleague."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime

from domain.desk import Community, Desk
from domain.lifecycle import Action, Status
from domain.people import CENTRE, Person, PersonId, StaffId, StaffMember, StaffRole
from domain.ticket import Severity, Ticket, TicketKind
from domain.timeline import TicketEvent
from services.intents import Intent, Lane, Notice, Outgoing, ShowCard, ShowMedia
from services.ports import UnitOfWork
from services.rows import TeamChat
from services.said_to_owner import SAID_AS, still_said

ACCEPT_OVERDUE = "accept-overdue"
FINISH_OVERDUE = "finish-overdue"
HOLD_ENDS = "hold-ends"
FOLLOW_UP = "follow-up"
CLOSE_CONFIRMED = "close-confirmed"
APOLOGY = "apology"
"""An apology that waits for the morning; the ticket is read again before it is said."""


def timer_key(ticket: Ticket, timer: str, at: datetime) -> str:
    """Return the natural key of a ticket's timer: each moment has a timer of its own."""
    return f"sla:{ticket.id}:{timer}:{ticket.cycle}:{int(at.timestamp())}"


def lane_of(ticket: Ticket) -> Lane:
    """Return the lane of cards, pictures, alarms and words to those who work on a ticket."""
    return Lane.EMERGENCY if ticket.severity is Severity.RED else Lane.DISPATCH


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


def say_to_centre(
    uow: UnitOfWork, community: str, notice: Intent, key: str, lane: Lane = Lane.DISPATCH
) -> None:
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
class Voice:
    """Speaks about one ticket to everybody concerned, with keys made from its new version.

    ``occasion`` is the key of what is said without a new version.
    """

    uow: UnitOfWork
    desk: Desk
    ticket: Ticket
    now: datetime
    occasion: str = ""
    _told: set[tuple[str, int, int | None]] = field(default_factory=set)

    @property
    def community(self) -> Community:
        """The ticket's community."""
        return self.desk.community(self.ticket.place.community)

    @property
    def lane(self) -> Lane:
        """The lane of whatever is said to those who work on the ticket."""
        return lane_of(self.ticket)

    @property
    def morning(self) -> datetime | None:
        """When the quiet hours end that it is now; ``None`` by day, and never for red."""
        if self.ticket.severity is Severity.RED:
            return None
        end = self.community.quiet_hours.next_outside(self.now, self.community.timezone)
        return end if end > self.now else None

    @property
    def asked(self) -> str | None:
        """The team that is waited for: the centre before dispatch; ``None`` once it is taken."""
        match self.ticket.status:
            case Status.FILED:
                return CENTRE
            case Status.DISPATCHED:
                return self.ticket.team or CENTRE
            case _:
                return None

    @property
    def has_answer(self) -> bool:
        """Whether the owner of a question has read an answer, which only nobody has ended yet."""
        if self.ticket.kind is not TicketKind.QUESTION or self.asked is not None:
            return False
        return bool(still_said(self.uow.tickets.events(self.ticket.id)))

    def key(self, name: str, /) -> str:
        """Return the natural key of something that is said because of this version."""
        return f"t:{self.ticket.id}:{self.ticket.version}{self.occasion}:{name}"

    def notice(self, name: str, args: Mapping[str, str | int], to_card: bool = False) -> Notice:
        """Return a notice about the ticket."""
        return Notice(name=name, ticket_id=self.ticket.id, args=args, reply_to_card=to_card)

    def owner(self, name: str, /, **args: str | int) -> bool:
        """Tell the owner, at night without a sound; false when they cannot be reached."""
        return say_to_person(
            self.uow,
            self.uow.people.get_required(self.ticket.reporter),
            self.notice(name, args),
            self.key(name),
            lane=Lane.REPLY,
            silent=self.morning is not None,
        )

    def answer_owner(self, event: TicketEvent) -> bool:
        """Let the owner read what a colleague says in a talk; false when they cannot be reached.

        What can be taken back is said under a key of its own.
        """
        post = self.uow.staff.get(event.staff_id) if event.staff_id is not None else None
        args: dict[str, str | int] = {
            "name": post.name if post else "",
            "centre": "yes" if post is not None and names_centre(post) else "no",
            "text": event.text,
        }
        content: Intent = self.notice("owner-answer", args)
        if event.files:
            content = ShowMedia(
                ticket_id=self.ticket.id,
                attachment_ids=event.files,
                caption="owner-answer-pictures",
                args=args,
            )
        return say_to_person(
            self.uow,
            self.uow.people.get_required(self.ticket.reporter),
            content,
            str(event.detail.get(SAID_AS) or self.key("owner-answer")),
            lane=Lane.REPLY,
            silent=self.morning is not None,
        )

    def show_owner(self, files: tuple[int, ...], caption: str) -> bool:
        """Show the owner pictures of the ticket; false when they cannot be reached."""
        return say_to_person(
            self.uow,
            self.uow.people.get_required(self.ticket.reporter),
            ShowMedia(ticket_id=self.ticket.id, attachment_ids=files, caption=caption),
            self.key(caption),
            lane=Lane.REPLY,
            silent=self.morning is not None,
        )

    def apologize(self, timer: str) -> None:
        """Tell the owner of a broken promise once: by day at once, at night in the morning."""
        if self.has_answer:
            return
        ticket, morning = self.ticket, self.morning
        promised = ticket.accept_by if timer == ACCEPT_OVERDUE else ticket.finish_by
        key = f"{APOLOGY}:{timer_key(ticket, timer, promised)}"
        if morning is None:
            reporter = self.uow.people.get_required(ticket.reporter)
            say_to_person(self.uow, reporter, self.notice(f"owner-{timer}", {}), key)
            return
        payload: dict[str, str | int] = {
            "ticket_id": ticket.id,
            "cycle": ticket.cycle,
            "timer": timer,
        }
        self.uow.due.put(f"{key}:{int(morning.timestamp())}", APOLOGY, morning, payload)

    def team_chat(self) -> TeamChat | None:
        """Return the chat of the ticket's team; the centre's while it has none."""
        return self.uow.chats.of_team(self.ticket.place.community, self.ticket.team or CENTRE)

    def team(self, name: str, /, **args: str | int) -> None:
        """Say something in the team's chat, as a reply to the ticket's card."""
        chat = self.team_chat()
        if chat is None:
            self.centre(name, **args)
            return
        self._told.add((name, chat.chat_id, chat.thread_id))
        notice = self.notice(name, args, to_card=True)
        say_in(self.uow, chat, notice, self.key(f"{name}:team"), self.lane)

    def centre(self, name: str, /, **args: str | int) -> None:
        """Say something to the service centre, unless its chat has just been told as a team."""
        chat = self.uow.chats.of_team(self.ticket.place.community, CENTRE)
        if chat is not None and (name, chat.chat_id, chat.thread_id) in self._told:
            return
        say_to_centre(
            self.uow,
            self.ticket.place.community,
            self.notice(name, args, to_card=True),
            self.key(f"{name}:centre"),
            self.lane,
        )

    def staff(self, post: StaffMember, name: str, /, **args: str | int) -> bool:
        """Tell a colleague in private; false when they cannot be reached, or have left."""
        person = self.uow.people.get(post.person_id) if post.person_id is not None else None
        if person is None or not post.active:
            return False
        return say_to_person(
            self.uow,
            person,
            self.notice(name, args),
            self.key(f"{name}:{person.id}"),
            lane=self.lane,
        )

    def name_of(self, staff_id: StaffId | None) -> str:
        """Return a colleague's name; an empty one where there is nobody."""
        post = self.uow.staff.get(staff_id) if staff_id is not None else None
        return post.name if post else ""

    def timer(self, timer: str, at: datetime | None) -> None:
        """Set one of the ticket's timers."""
        if at is not None:
            key = timer_key(self.ticket, timer, at)
            payload = {"ticket_id": self.ticket.id, "cycle": self.ticket.cycle}
            self.uow.due.put(key, timer, at, payload)

    def stop(self, timer: str, at: datetime) -> None:
        """Cancel one of the ticket's timers that has not fired."""
        self.uow.due.cancel(timer_key(self.ticket, timer, at))

    def show_media(self) -> None:
        """Show the ticket's pictures under its card in the team's chat."""
        show_media(self.uow, self.ticket, self.key("media"))

    def show_cards(self, events: Sequence[TicketEvent]) -> None:
        """Refresh the card in every chat that has one; post a fresh one where it is news.

        A forum's topic may have one without a binding: its team has moved on to another topic.
        """
        is_news = any(event.kind in _NEWS for event in events)
        team = self.team_chat()
        centre = self.uow.chats.of_team(self.ticket.place.community, CENTRE)
        chats = {(chat.chat_id, chat.thread_id): chat for chat in (centre, team) if chat}
        for chat_id, thread_id in self.uow.messages.card_places(self.ticket.id):
            for bound in self.uow.chats.at(chat_id):
                if bound.community == self.ticket.place.community:
                    chats.setdefault((chat_id, thread_id), replace(bound, thread_id=thread_id))
        for place, chat in chats.items():
            here = team is not None and place == (team.chat_id, team.thread_id)
            fresh = here and is_news and self.ticket.status is not Status.FILED
            self.show_card(chat, fresh=fresh, silent=not here)

    def show_card(self, chat: TeamChat, *, fresh: bool, silent: bool = False) -> None:
        """Show the ticket's card in a chat as it stands."""
        self.uow.outbox.put(
            Outgoing(
                key=self.key(f"card:{chat.chat_id}:{chat.thread_id or 0}"),
                chat_id=chat.chat_id,
                thread_id=chat.thread_id,
                content=ShowCard(ticket_id=self.ticket.id, fresh=fresh),
                language=chat.language,
                lane=self.lane,
                silent=silent,
            )
        )


_NEWS = frozenset({Action.DISPATCH, Action.TRANSFER, Action.REOPEN})


def names_centre(post: StaffMember) -> bool:
    """Whether a colleague's name wants 客服 before it, for an owner to know who is speaking."""
    return post.team == CENTRE and not post.name.startswith("客服")


def show_media(
    uow: UnitOfWork,
    ticket: Ticket,
    key: str,
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
        say_in(uow, chat, ShowMedia(ticket_id=ticket.id, attachment_ids=ids), key, lane_of(ticket))
