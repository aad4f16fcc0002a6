"""What follows when a message cannot be delivered: nothing that was to be said is simply lost."""

from datetime import datetime

from domain.people import CENTRE, StaffRole
from domain.ticket import Ticket
from services.follow_ups import FollowUps
from services.intents import Lane, Notice, Outgoing, Prepared, ShowMedia, ShowOverdue, TakeBack
from services.ports import UnitOfWork
from services.rows import TeamChat
from services.team_chats import LoseChat, TeamChats
from services.voice import lane_of, say_in, say_to_person

_QUESTIONS = frozenset({"follow-up-ask", "follow-up-remind"})
_PICTURES = frozenset({"owner-pictures", "owner-answer-pictures"})
_FOR_STAFF = frozenset({"staff-contact", "call-task-details"})


class Undelivered:
    """Reacts to messages that were given up, in the transaction that gives them up."""

    def __init__(self, follow_ups: FollowUps, team_chats: TeamChats) -> None:
        self._follow_ups = follow_ups
        self._team_chats = team_chats

    def react(self, uow: UnitOfWork, message: Outgoing, now: datetime, *, gone: bool) -> None:
        """Let what was to be said reach people another way.

        Args:
            uow: The transaction in which the message was given up.
            message: What could not be delivered.
            now: The present moment.
            gone: The person blocked the bot, or the group threw it out; otherwise the messenger
                refused this message.
        """
        bindings = uow.chats.at(message.chat_id)
        if bindings and gone:
            lose = LoseChat(key=f"gone:{message.key}", chat_id=message.chat_id)
            self._team_chats.lose_chat(uow, lose)
            return
        if bindings:
            topic = next((c for c in bindings if c.thread_id == message.thread_id), bindings[0])
            _tell_managers(uow, message, topic, now)
            return
        content = message.content
        if isinstance(content, ShowMedia) and content.caption in _PICTURES:
            content = Notice(name="owner-message", ticket_id=content.ticket_id)
        ticket_id = content.ticket_id if isinstance(content, Notice) else None
        ticket = uow.tickets.get(ticket_id) if ticket_id is not None else None
        if ticket is None or not isinstance(content, Notice):
            return
        if content.name in _QUESTIONS:
            self._follow_ups.give_up_asking(uow, ticket, f"undelivered:{message.key}")
        elif content.name in _FOR_STAFF:
            team = CENTRE if content.name == "call-task-details" else ticket.team
            person = uow.people.by_telegram(message.chat_id)
            name = person.name if person else ""
            _say_to_team(uow, ticket, team, "team-open-private", message.key, name=name)
        elif content.name in {"owner-message", "owner-answer"}:
            _say_to_team(uow, ticket, ticket.team, "team-not-delivered", message.key)


def _say_to_team(
    uow: UnitOfWork, ticket: Ticket, team: str | None, notice: str, key: str, **args: str
) -> None:
    chat = uow.chats.of_team(ticket.place.community, team or CENTRE)
    if chat is not None:
        content = Notice(name=notice, ticket_id=ticket.id, args=args, reply_to_card=True)
        say_in(uow, chat, content, f"undelivered:{key}", lane_of(ticket))


def _tell_managers(uow: UnitOfWork, message: Outgoing, chat: TeamChat, now: datetime) -> None:
    """A group that takes no messages any more is somebody's to mend, and soon.

    They, and the service centre, hear of each ticket once a day, however much was said of it.
    """
    content = message.content
    if message.lane not in {Lane.EMERGENCY, Lane.DISPATCH}:
        return
    if isinstance(content, Prepared | TakeBack):
        return
    args = {"community": chat.community, "team": chat.team, "title": chat.title}
    ticket_id = None if isinstance(content, ShowOverdue) else content.ticket_id
    ticket = uow.tickets.get(ticket_id) if ticket_id is not None else None
    notice = Notice(name="admin-chat-refuses", args=args)
    if ticket is not None:
        notice = Notice(name="admin-message-lost", args={**args, "ticket": ticket.code})
    key = f"lost:{message.chat_id}:{ticket_id or 0}:{now:%Y%m%d}"
    centre = uow.chats.of_team(chat.community, CENTRE)
    if centre is not None and chat.team != CENTRE:
        say_in(uow, centre, notice, f"{key}:centre", message.lane)
    for post in uow.staff.with_role(chat.community, StaffRole.ADMIN, StaffRole.MANAGER):
        person = uow.people.get(post.person_id) if post.person_id is not None else None
        if person is not None:
            say_to_person(uow, person, notice, f"{key}:{person.id}", lane=message.lane)
