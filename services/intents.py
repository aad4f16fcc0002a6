"""What the desk wants said: small, storable values that the messenger's side turns into calls."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from domain.language import Language
from domain.ticket import TicketId

Json = str | int | float | bool | None | list["Json"] | dict[str, "Json"]
"""A value that survives being written as JSON."""


class Lane(StrEnum):
    """How urgent a message is: when there is more to send than can be sent, who goes first."""

    EMERGENCY = "emergency"
    REPLY = "reply"
    DISPATCH = "dispatch"
    FOLLOW_UP = "follow_up"
    BROADCAST = "broadcast"


PATIENCE: Mapping[Lane, timedelta] = {
    Lane.EMERGENCY: -timedelta(days=365),
    Lane.REPLY: timedelta(),
    Lane.DISPATCH: timedelta(seconds=3),
    Lane.FOLLOW_UP: timedelta(seconds=30),
    Lane.BROADCAST: timedelta(minutes=5),
}
"""For how long a message lets younger replies go before it; then its own age counts as well.

So nothing is passed over for ever, and an emergency goes before whatever was there already.
"""


class Doubt(StrEnum):
    """What to do with a message of which a crash left unknown whether it was sent."""

    RETRY = "retry"
    PARK = "park"


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowCard:
    """The one card of a ticket in a chat, as it stands when it is sent.

    The first is sent, later ones edit it in place. ``fresh`` sends a new one, because somebody
    should notice, and takes the buttons off the old.
    """

    ticket_id: TicketId
    fresh: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowMedia:
    """Pictures, voice or video of a ticket, shown as a reply to its card where there is one.

    ``attachment_ids`` are the ids of `services.rows.Attachment` rows; ``caption`` names the text
    of the catalogue that stands under them, and ``args`` fill it.
    """

    ticket_id: TicketId
    attachment_ids: tuple[int, ...]
    caption: str = ""
    args: Mapping[str, str | int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A message named in the catalogue, said in the recipient's language.

    ``args`` fill the text; the name decides the buttons. Moments are ISO 8601 strings in UTC
    under keys that end in ``_at`` or ``_by``; codes of teams, categories and the like stand
    under ``team``, ``hold_reason``…, and are said in the recipient's language.
    """

    name: str
    ticket_id: TicketId | None = None
    args: Mapping[str, str | int] = field(default_factory=dict)
    reply_to_card: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ShowOverdue:
    """That ``count`` tickets have gone overdue at once, in one message instead of so many.

    ``oldest`` are the few whose promise was broken first; ``team`` is the one whose late tickets
    can be listed from there, and is empty for those of all teams of the community.
    """

    count: int
    oldest: tuple[TicketId, ...]
    community: str
    team: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TakeBack:
    """That a message is to disappear again; ``said`` is the key under which it was written."""

    said: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """A call of the messenger that an edge has already rendered, such as a dialogue's question."""

    call: str
    params: Mapping[str, Json]


Intent = ShowCard | ShowMedia | ShowOverdue | Notice | TakeBack | Prepared


@dataclass(frozen=True, slots=True, kw_only=True)
class Outgoing:
    """A message for the outbox. ``key`` is natural and unique: the same key is never sent twice.

    ``not_before`` keeps a message back, for example until quiet hours are over.
    """

    key: str
    chat_id: int
    content: Intent
    language: Language
    thread_id: int | None = None
    lane: Lane = Lane.DISPATCH
    doubt: Doubt = Doubt.RETRY
    not_before: datetime | None = None
    silent: bool = False
