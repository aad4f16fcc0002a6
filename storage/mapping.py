"""How tickets and their timeline are written as rows and read back."""

import json
from collections.abc import Sequence
from typing import Any

from domain.lifecycle import Action, Outcome, Status
from domain.people import HouseId, PersonId, StaffId
from domain.ticket import Channel, Place, Severity, Ticket, TicketId, TicketKind
from domain.timeline import TicketEvent
from storage.envelopes import write_json
from storage.moments import from_micros, to_micros
from storage.tables import ticket as ticket_table

TICKET_COLUMNS = tuple(column.name for column in ticket_table.columns)
"""All columns of a ticket, in the order that `ticket_from_row` expects."""

_MOMENTS = frozenset(
    {
        "filed_at",
        "accept_by",
        "finish_by",
        "held_at",
        "hold_until",
        "dispatched_at",
        "accepted_at",
        "arrived_at",
        "done_at",
        "confirmed_at",
        "closed_at",
        "first_accept_by",
        "first_finish_by",
        "first_accepted_at",
        "first_done_at",
        "urged_at",
    }
)
_PLACE = frozenset({"community", "house_id", "spot"})


def ticket_to_params(ticket: Ticket) -> dict[str, Any]:
    """Return a ticket's columns, all but its id."""
    params = {
        name: getattr(ticket.place if name in _PLACE else ticket, name)
        for name in TICKET_COLUMNS
        if name != "id"
    }
    for name in _MOMENTS:
        params[name] = to_micros(params[name])
    return params


def ticket_from_row(row: Sequence[Any]) -> Ticket:
    """Return the ticket of a row of `TICKET_COLUMNS`."""
    values: dict[str, Any] = dict(zip(TICKET_COLUMNS, row, strict=True))
    for name in _MOMENTS:
        values[name] = from_micros(values[name])
    house_id = values.pop("house_id")
    values["place"] = Place(
        community=values.pop("community"),
        house_id=None if house_id is None else HouseId(house_id),
        spot=values.pop("spot"),
    )
    values["kind"] = TicketKind(values["kind"])
    values["severity"] = Severity(values["severity"])
    values["channel"] = Channel(values["channel"])
    values["status"] = Status(values["status"])
    values["verified"] = bool(values["verified"])
    if values["outcome"] is not None:
        values["outcome"] = Outcome(values["outcome"])
    return Ticket(**values)


EVENT_COLUMNS = (
    "kind",
    "at",
    "person_id",
    "staff_id",
    "status_before",
    "status_after",
    "text",
    "detail",
)
"""The columns of a timeline entry, in the order that `event_from_row` expects."""


def event_to_params(ticket_id: TicketId, event: TicketEvent) -> dict[str, Any]:
    """Return a timeline entry's columns."""
    return {
        "ticket_id": ticket_id,
        "kind": event.kind,
        "at": to_micros(event.at),
        "person_id": event.person_id,
        "staff_id": event.staff_id,
        "status_before": event.before,
        "status_after": event.after,
        "text": event.text,
        "detail": write_json(dict(event.detail)),
    }


def event_from_row(row: Sequence[Any]) -> TicketEvent:
    """Return the timeline entry of a row of `EVENT_COLUMNS`."""
    kind, at, person_id, staff_id, before, after, text, detail = row
    return TicketEvent(
        kind=Action(kind),
        at=from_micros(at),
        person_id=None if person_id is None else PersonId(person_id),
        staff_id=None if staff_id is None else StaffId(staff_id),
        before=None if before is None else Status(before),
        after=None if after is None else Status(after),
        text=text,
        detail=json.loads(detail),
    )
