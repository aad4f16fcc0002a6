"""The life of a ticket as one explicit map: where it can stand, and what may be done there."""

from collections.abc import Mapping
from enum import StrEnum


class Status(StrEnum):
    """Where a ticket stands."""

    FILED = "filed"
    DISPATCHED = "dispatched"
    ACCEPTED = "accepted"
    WORKING = "working"
    HELD = "held"
    DONE = "done"
    CONFIRMED = "confirmed"
    CLOSED = "closed"
    CANCELLED = "cancelled"


OPEN_STATUSES = frozenset(
    {Status.FILED, Status.DISPATCHED, Status.ACCEPTED, Status.WORKING, Status.HELD}
)
"""The statuses in which somebody still has work to do."""

WAITING_STATUSES = frozenset({Status.FILED, Status.DISPATCHED})
"""The statuses in which nobody has taken it."""


class Action(StrEnum):
    """What somebody does to a ticket; also the kind of its timeline entry."""

    FILE = "file"
    DISPATCH = "dispatch"
    ACCEPT = "accept"
    ASSIGN = "assign"
    DECLINE = "decline"
    TRANSFER = "transfer"
    ARRIVE = "arrive"
    HOLD = "hold"
    RESUME = "resume"
    FINISH = "finish"
    UNDO = "undo"
    CONFIRM = "confirm"
    REOPEN = "reopen"
    CLOSE = "close"
    CANCEL = "cancel"
    URGE = "urge"
    ESCALATE = "escalate"
    RATE = "rate"
    NOTE = "note"
    OWNER_MESSAGE = "owner_message"
    STAFF_MESSAGE = "staff_message"
    TAKE_BACK = "take_back"
    ATTACH = "attach"
    OVERDUE = "overdue"
    REVEAL = "reveal"
    CALL_TASK = "call_task"
    CALLED = "called"


class Outcome(StrEnum):
    """How the work honestly ended; silence of the owner is none of these."""

    FIXED = "fixed"
    CANNOT_FIX = "cannot_fix"
    NOT_OURS = "not_ours"
    NOT_HOME = "not_home"
    WITHDRAWN = "withdrawn"


class HoldReason(StrEnum):
    """Why work rests (挂起). A code, since its readers speak different languages."""

    PARTS = "parts"
    AWAY = "away"
    THIRD = "third"
    BOOKED = "booked"


class DeclineReason(StrEnum):
    """Why a ticket is given back (退回); ``LEFT`` when its worker's post ended."""

    NOT_OURS = "not_ours"
    PARTS = "parts"
    HANDS = "hands"
    OTHER = "other"
    LEFT = "left"


TRANSITIONS: Mapping[tuple[Status, Action], Status] = {
    (Status.FILED, Action.DISPATCH): Status.DISPATCHED,
    (Status.FILED, Action.TRANSFER): Status.DISPATCHED,
    (Status.FILED, Action.ASSIGN): Status.ACCEPTED,
    (Status.FILED, Action.CANCEL): Status.CANCELLED,
    (Status.DISPATCHED, Action.ACCEPT): Status.ACCEPTED,
    (Status.DISPATCHED, Action.ASSIGN): Status.ACCEPTED,
    (Status.DISPATCHED, Action.DECLINE): Status.FILED,
    (Status.DISPATCHED, Action.TRANSFER): Status.DISPATCHED,
    (Status.DISPATCHED, Action.CANCEL): Status.CANCELLED,
    (Status.ACCEPTED, Action.ASSIGN): Status.ACCEPTED,
    (Status.ACCEPTED, Action.DECLINE): Status.DISPATCHED,
    (Status.ACCEPTED, Action.TRANSFER): Status.DISPATCHED,
    (Status.ACCEPTED, Action.ARRIVE): Status.WORKING,
    (Status.ACCEPTED, Action.HOLD): Status.HELD,
    (Status.ACCEPTED, Action.FINISH): Status.DONE,
    (Status.ACCEPTED, Action.CANCEL): Status.CANCELLED,
    (Status.WORKING, Action.DECLINE): Status.DISPATCHED,
    (Status.WORKING, Action.TRANSFER): Status.DISPATCHED,
    (Status.WORKING, Action.HOLD): Status.HELD,
    (Status.WORKING, Action.FINISH): Status.DONE,
    (Status.WORKING, Action.CANCEL): Status.CANCELLED,
    (Status.HELD, Action.RESUME): Status.ACCEPTED,
    (Status.HELD, Action.DECLINE): Status.DISPATCHED,
    (Status.HELD, Action.TRANSFER): Status.DISPATCHED,
    (Status.HELD, Action.FINISH): Status.DONE,
    (Status.HELD, Action.CANCEL): Status.CANCELLED,
    (Status.DONE, Action.UNDO): Status.WORKING,
    (Status.DONE, Action.CONFIRM): Status.CONFIRMED,
    (Status.DONE, Action.CLOSE): Status.CLOSED,
    (Status.DONE, Action.REOPEN): Status.DISPATCHED,
    (Status.CONFIRMED, Action.CLOSE): Status.CLOSED,
    (Status.CONFIRMED, Action.REOPEN): Status.DISPATCHED,
    (Status.CLOSED, Action.REOPEN): Status.DISPATCHED,
}
"""Every change of status that is allowed. What is not here is refused."""
