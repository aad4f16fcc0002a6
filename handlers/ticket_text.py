"""Tells a ticket's whole story in words, for staff: internal notes are part of it."""

from bot.telegram.cards import head_lines, status_lines
from bot.telegram.texts import Argument, Html
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.lifecycle import Action, Outcome
from domain.ticket import Channel
from services.views import CLOSING, EventView, TicketView

WHOLE = 2000
SAID = 300
"""How many characters of what somebody said stand in a line of the timeline."""


def ticket_text(view: TicketView, turn: Turn, desk: Desk) -> str:
    """Return a ticket with its timeline as Telegram HTML, in the language of the turn.

    The view is told as it is: mask it before, where the reader may not see the phone.
    """
    words = Words(turn.texts, desk, turn.language, turn.now)
    lines = [*head_lines(view, words, WHOLE), *status_lines(view, words), ""]
    lines += [_event_line(event, view, words) for event in view.events]
    return "\n".join(lines)


def _event_line(event: EventView, view: TicketView, words: Words) -> str:
    name = event.kind.value.replace("_", "-")
    if event.kind is Action.NOTE and event.detail.get(CLOSING):
        name = "closing-note"
    # The report's own words stand above already.
    said = "" if event.kind is Action.FILE else event.text.strip()
    if len(said) > SAID:
        said = f"{said[: SAID - 1]}…"
    line = words.t(
        "timeline-line",
        at=words.moment(event.at, view.community),
        what=words.t(f"timeline-{name}"),
        who=_who(event, view) or words.t("timeline-desk"),
        more=_more(event, view, words),
    )
    return f"{line}\n{words.t('timeline-said', text=said)}" if said else line


def _who(event: EventView, view: TicketView) -> str:
    """Return whose line it is; what is no colleague's is the reporter's, masked as the view is."""
    return event.actor if event.by_staff or not event.actor else view.reporter_name


def _more(event: EventView, view: TicketView, words: Words) -> Argument:
    """Return what an event carries beside its text, in words."""
    detail = event.detail
    if event.kind in {Action.DISPATCH, Action.TRANSFER, Action.ASSIGN} and "team" in detail:
        return _brackets(words.team(str(detail["team"])), words)
    if event.kind is Action.FINISH and "outcome" in detail:
        return _brackets(words.outcome(Outcome(str(detail["outcome"])), view.kind), words)
    if event.reason is not None:
        return _brackets(words.reason(event.reason), words)
    if event.kind is Action.RATE and "score" in detail:
        return _brackets(str(detail["score"]), words)
    if event.kind is Action.FILE and "channel" in detail:
        return _brackets(words.channel(Channel(str(detail["channel"]))), words)
    return ""


def _brackets(text: str, words: Words) -> Html:
    return Html(words.t("timeline-more", text=text))
