"""What colleagues have said to an owner, as a ticket's timeline keeps it."""

from collections.abc import Iterable

from domain.lifecycle import Action
from domain.timeline import TicketEvent

BUNDLE = "bundle"
"""The detail that ties together what was sent as one."""

SAID_AS = "said_as"
"""The detail of a message to the owner that names the key under which it was written."""


def still_said(events: Iterable[TicketEvent]) -> list[TicketEvent]:
    """Return what colleagues said to the owner, without what they have taken back."""
    known = list(events)
    back = {event.detail[BUNDLE] for event in known if event.kind is Action.TAKE_BACK}
    return [
        event
        for event in known
        if event.kind is Action.STAFF_MESSAGE and event.detail.get(BUNDLE) not in back
    ]
