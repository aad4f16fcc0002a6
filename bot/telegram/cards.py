"""Draws the one card of a ticket in a team's chat."""

from dataclasses import replace
from datetime import datetime

from bot.telegram.card_menus import card_buttons
from bot.telegram.keyboards import Keyboard
from bot.telegram.texts import Html, Texts
from bot.telegram.words import Words
from domain.desk import Desk
from domain.language import Language
from domain.lifecycle import OPEN_STATUSES, Action, Outcome, Status
from domain.ticket import Channel, TicketKind
from services.views import CardView, EventView, TicketView

DESCRIPTION = 600
"""How many characters of a description a card shows; the whole is in the ticket's own text."""

NOTE = 300


def render_card(
    view: CardView, language: Language, texts: Texts, desk: Desk, now: datetime
) -> tuple[str, Keyboard]:
    """Return the card's HTML and its buttons, as the ticket stands now.

    In a group that no team works in any more it has none, and says so.
    """
    words = Words(texts, desk, language, now)
    ticket = view.ticket
    lines = [*head_lines(ticket, words, DESCRIPTION), *status_lines(ticket, words)]
    if view.team_here is None:
        lines.append(words.t("card-elsewhere"))
    elif ticket.kind is TicketKind.QUESTION and ticket.status in OPEN_STATUSES:
        lines.append(words.t("card-how-to-answer"))
    return "\n".join(lines), card_buttons(ticket, view.team_here, words)


def render_old_card(
    view: CardView, language: Language, texts: Texts, desk: Desk, now: datetime
) -> str:
    """Return what is left of a card once a new one took its place: which it was, how it ended."""
    words = Words(texts, desk, language, now)
    ticket = view.ticket
    bare = replace(ticket, cycle=1, tier=1, description="", visit_wish="", attachments=())
    lines = head_lines(bare, words, 0)
    end = _last(ticket, Action.FINISH, Action.UNDO, only=Action.FINISH)
    if end is not None:
        lines.append(
            words.t(
                "card-done",
                name=end.actor,
                at=words.moment(end.at, ticket.community),
                outcome=words.outcome(Outcome(str(end.detail["outcome"])), ticket.kind),
            )
        )
    again = "yes" if ticket.cycle > 1 else "no"
    return "\n".join([*lines, words.t("card-replaced", again=again, cycle=ticket.cycle)])


def head_lines(ticket: TicketView, words: Words, most: int) -> list[str]:
    """Return what a ticket is, as lines of HTML, with ``most`` characters of its description."""
    lines = [
        words.t(
            "card-head",
            severity=words.severity(ticket.severity),
            code=ticket.code,
            subject=words.subject(ticket.kind, ticket.category, kind_first=False),
            marks=Html("".join(_marks(ticket, words))),
        ),
        words.t(
            "card-where",
            place=words.place(ticket),
            reporter=" ".join(filter(None, (ticket.reporter_name, ticket.reporter_phone))),
            marks=Html("".join(_reporter_marks(ticket, words))),
        ),
    ]
    if ticket.description:
        lines.append(words.t("card-text", text=_cut(ticket.description, most)))
    elif ticket.attachments:
        lines.append(words.t("card-no-words"))
    if ticket.visit_wish:
        lines.append(words.t("card-wish", kind=ticket.kind.value, wish=ticket.visit_wish))
    if ticket.attachments:
        lines.append(words.t("card-files", count=len(ticket.attachments)))
    return lines


def status_lines(ticket: TicketView, words: Words) -> list[str]:
    """Return where a ticket stands and what is expected next, as lines of HTML."""
    match ticket.status:
        case Status.FILED | Status.DISPATCHED:
            return _waiting_lines(ticket, words)
        case Status.ACCEPTED | Status.WORKING | Status.HELD:
            return _taken_lines(ticket, words)
        case Status.CANCELLED:
            return [words.t("card-cancelled")]
        case _:
            return _ended_lines(ticket, words)


def _waiting_lines(ticket: TicketView, words: Words) -> list[str]:
    line = words.t(
        f"card-{ticket.status.value}",
        team=words.team(ticket.team),
        accept_by=words.moment(ticket.accept_by, ticket.community),
    )
    if words.now > ticket.accept_by:
        line += words.t("card-late")
    lines = [line]
    given_back = _last(ticket, Action.DECLINE, Action.TRANSFER, Action.REOPEN, only=Action.DECLINE)
    if given_back is not None and given_back.reason is not None:
        reason = words.reason(given_back.reason)
        lines.append(words.t("card-given-back", name=given_back.actor, reason=reason))
    if ticket.cycle > 1 and ticket.assignee_name:
        lines.append(words.t("card-last-worker", name=ticket.assignee_name))
    return lines


def _taken_lines(ticket: TicketView, words: Words) -> list[str]:
    taken = _last(ticket, Action.ACCEPT, Action.ASSIGN)
    assigned = taken is not None and taken.kind is Action.ASSIGN
    at = taken.at if taken is not None else ticket.accepted_at or ticket.filed_at
    line = words.t(
        "card-assigned" if assigned else "card-accepted",
        by=taken.actor if taken is not None else "",
        name=ticket.assignee_name,
        at=words.moment(at, ticket.community),
        finish_by=words.moment(ticket.finish_by, ticket.community),
    )
    lines = [line + words.t("card-late") if words.now > ticket.finish_by else line]
    if ticket.arrived_at is not None:
        lines.append(words.t("card-arrived", at=words.moment(ticket.arrived_at, ticket.community)))
    if ticket.hold_reason is not None and ticket.hold_until is not None:
        until = words.moment(ticket.hold_until, ticket.community)
        reason = words.reason(ticket.hold_reason)
        lines.append(words.t("card-held", reason=reason, until=until))
    return lines


def _ended_lines(ticket: TicketView, words: Words) -> list[str]:
    lines = []
    if ticket.outcome is not None and ticket.done_at is not None:
        lines.append(
            words.t(
                "card-done",
                name=ticket.assignee_name,
                at=words.moment(ticket.done_at, ticket.community),
                outcome=words.outcome(ticket.outcome, ticket.kind),
            )
        )
    if ticket.closing_note:
        lines.append(words.t("card-note", note=_cut(ticket.closing_note, NOTE)))
    if ticket.status is Status.DONE:
        lines.append(words.t("card-waits-for-owner"))
    elif _last(ticket, Action.CONFIRM, Action.REOPEN, Action.FINISH, only=Action.CONFIRM):
        fixed = ticket.outcome in {None, Outcome.FIXED}
        lines.append(words.t("card-confirmed" if fixed else "card-agreed"))
    if ticket.score is not None:
        lines.append(words.t("card-score", score=ticket.score))
    if ticket.status is Status.CLOSED:
        lines.append(words.t("card-closed"))
    return lines


def _marks(ticket: TicketView, words: Words) -> list[str]:
    marks = []
    if ticket.cycle > 1:
        marks.append(words.t("card-mark-again", cycle=ticket.cycle))
    if ticket.tier > 1 and ticket.kind is TicketKind.COMPLAINT:
        marks.append(words.t(f"card-mark-tier-{min(ticket.tier, 3)}"))
    return marks


def _reporter_marks(ticket: TicketView, words: Words) -> list[str]:
    marks = []
    if not ticket.verified:
        marks.append(words.t("card-mark-unverified"))
    if ticket.channel is not Channel.CHAT:
        marks.append(words.t("card-mark-channel", channel=words.channel(ticket.channel)))
    if ticket.logged_by_name:
        marks.append(words.t("card-mark-logged", name=ticket.logged_by_name))
    return marks


def _last(ticket: TicketView, *kinds: Action, only: Action | None = None) -> EventView | None:
    """Return the last event of these kinds; ``None`` when it is not of the ``only`` one."""
    found = next((event for event in reversed(ticket.events) if event.kind in kinds), None)
    return found if found is None or only in {None, found.kind} else None


def _cut(text: str, most: int) -> str:
    text = text.strip()
    return text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
