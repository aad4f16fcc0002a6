"""Draws the one message of many tickets that went overdue together."""

from collections.abc import Sequence

from bot.telegram.callbacks import OpenPress, TicketAction
from bot.telegram.keyboards import Keyboard, button, grid, inline
from bot.telegram.words import Words
from domain.lifecycle import WAITING_STATUSES
from services.intents import ShowOverdue
from services.views import TicketView


def render_overdue(
    news: ShowOverdue, oldest: Sequence[TicketView], words: Words
) -> tuple[str, Keyboard]:
    """Return the HTML, and buttons that open the oldest tickets and the list of all."""
    lines = [words.t("overdue-head", count=news.count), *(_line(view, words) for view in oldest)]
    cards = [button(view.code, TicketAction(action="open", ticket_id=view.id)) for view in oldest]
    late = OpenPress(action="list", community=news.community, team=news.team, overdue=True)
    listed = button(words.t("btn-stats-overdue"), late)
    return "\n".join(lines), inline(*grid(cards, 3), [listed])


def _line(view: TicketView, words: Words) -> str:
    waits = view.status in WAITING_STATUSES
    return words.t(
        "overdue-line",
        severity=words.severity(view.severity),
        code=view.code,
        category=words.category(view.kind, view.category),
        place=words.place(view),
        state="waits" if waits else "runs",
        due=words.moment(view.accept_by if waits else view.finish_by, view.community),
        who=view.assignee_name or words.team(view.team),
    )
