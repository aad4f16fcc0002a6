"""The way of an update through the database: received first, finished with its replies."""

from dataclasses import dataclass, replace
from datetime import datetime

from domain.language import guess_language
from domain.people import Person
from services.identity import MAX_NAME
from services.intents import Outgoing
from services.ports import UnitOfWork
from services.rows import DialogueState, InboxUpdate


@dataclass(frozen=True, slots=True, kw_only=True)
class Sender:
    """Who wrote or pressed, as the messenger's profile says it.

    ``reachable`` is what the update proves about the private chat with the person: true for
    anything written there, false when the bot was blocked, ``None`` for what happens in groups.
    """

    telegram_id: int
    name: str
    language_tag: str | None
    reachable: bool | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Arrival:
    """An update and who sent it."""

    update: InboxUpdate
    sender: Sender


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiveUpdates:
    """A batch as the messenger delivered it; repeats in it change nothing.

    ``migrations`` are (old, new) chat ids of groups that have become supergroups.
    """

    arrivals: tuple[Arrival, ...]
    migrations: tuple[tuple[int, int], ...]
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """A person, and where their dialogue stands."""

    person: Person
    dialogue: DialogueState | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StandingQuery:
    """Asks for the standing of a sender in the dialogue of a lane."""

    sender: Sender
    lane_key: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FinishUpdate:
    """An update that was handled: its replies, and the dialogue where it changed."""

    bot_id: int
    update_id: int
    replies: tuple[Outgoing, ...]
    dialogue: DialogueState | None
    now: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class SetAside:
    """An update that cannot be read or stored, with the apology to whoever sent it."""

    update: InboxUpdate
    reply: Outgoing | None
    now: datetime


def receive(uow: UnitOfWork, command: ReceiveUpdates) -> list[tuple[Arrival, Standing]]:
    """Store updates before they are acknowledged; return the new ones with their standing (S-007).

    A person who was never seen is added: the name from the profile, the language guessed.
    """
    for old, new in command.migrations:
        uow.chats.migrate(old, new)
    by_id = {arrival.update.update_id: arrival for arrival in command.arrivals}
    stored = uow.inbox.store([arrival.update for arrival in command.arrivals], command.now)
    admitted = []
    for update in stored:
        arrival = by_id[update.update_id]
        person = meet(uow, arrival.sender)
        dialogue = uow.dialogues.get(update.lane_key)
        admitted.append((arrival, Standing(person=person, dialogue=dialogue)))
    return admitted


def set_aside(uow: UnitOfWork, command: SetAside) -> bool:
    """Keep an update that cannot be read and answer it; false when that was done before.

    It waits for a person to look, and no longer stands in the way of the others.
    """
    if not uow.inbox.set_aside(command.update, command.now):
        return False
    if command.reply is not None:
        known = uow.people.by_telegram(command.reply.chat_id)
        language = known.language if known else command.reply.language
        uow.outbox.put(replace(command.reply, language=language))
    return True


def pending(uow: UnitOfWork, _: None) -> list[InboxUpdate]:
    """Return what was received and not finished, oldest first: a crash came between."""
    return uow.inbox.pending()


def standing(uow: UnitOfWork, query: StandingQuery) -> Standing:
    """Return who somebody is and where their dialogue stands at this moment."""
    person = uow.people.by_telegram(query.sender.telegram_id) or meet(uow, query.sender)
    return Standing(person=person, dialogue=uow.dialogues.get(query.lane_key))


def finish(uow: UnitOfWork, command: FinishUpdate) -> None:
    """Mark an update as handled, together with everything that it led to."""
    for reply in command.replies:
        uow.outbox.put(reply)
    if command.dialogue is not None:
        uow.dialogues.save(command.dialogue)
    uow.inbox.finish(command.bot_id, command.update_id, command.now)


def meet(uow: UnitOfWork, sender: Sender) -> Person:
    """Return the person behind a messenger account; one who was never seen is added."""
    person = uow.people.by_telegram(sender.telegram_id)
    if person is None:
        person = uow.people.add(
            telegram_id=sender.telegram_id,
            name=sender.name.strip()[:MAX_NAME],
            phone=None,
            language=guess_language(sender.language_tag),
        )
    if sender.reachable is not None and person.reachable is not sender.reachable:
        uow.people.reach(person.id, sender.reachable)
        person = replace(person, reachable=sender.reachable)
    return person
