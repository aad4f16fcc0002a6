"""Figures by command, for managers and leaders; open tickets and whole ones, for all staff."""

import re
from collections.abc import Callable, Mapping

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram import moments
from bot.telegram.callbacks import OpenPress, Press, TicketAction
from bot.telegram.keyboards import Keyboard, button, grid, inline
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.errors import NotAllowed
from domain.lifecycle import Status
from domain.people import StaffId
from domain.statistics import Figures, share
from domain.ticket import TicketKind
from handlers.ticket_text import ticket_text
from services import views
from services.identity import Identity
from services.lookup import Lookup, OpenTickets, ShowByNumber
from services.ports import Runner
from services.reporting import AskFigures, Report, Reporting, Span
from services.rows import FoundTicket

router = Router(name="manager")

SPANS = {
    Span.TODAY: {"今天", "今日", "today", "day"},
    Span.WEEK: {"本周", "本週", "这周", "這週", "week", "this week"},
    Span.MONTH: {"本月", "这个月", "這個月", "month", "this month"},
}
TOP = 3
"""How many categories the figures name."""


class StatsPress(Press, prefix="st"):
    """Other figures: the action is a span, ``team`` narrows it."""

    team: str = ""


# ---- figures ------------------------------------------------------------------------------


@router.message(Command("stats"))
async def stats(
    message: Message,
    command: CommandObject,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    identity: Identity,
    reporting: Reporting,
) -> None:
    """Say the figures of a period: ``/stats 本月 维修组``."""
    span, team, rest = read_request(command.args or "", desk)
    request = AskFigures(by=turn.person.id, span=span or Span.TODAY, team=team)
    try:
        report = await runner.read(reporting.figures, request)
    except NotAllowed:
        if not (await runner.read(identity.actor, turn.person.id)).is_staff:
            raise
        turn.say(turn.t("stats-not-allowed"))
        return
    text = _figures_text(report, turn, desk)
    if rest:
        text = turn.t("stats-not-understood", rest=rest) + "\n\n" + text
    turn.say(text, _stats_keyboard(report, turn, desk))


@router.callback_query(StatsPress.filter())
async def other_stats(
    query: CallbackQuery,
    callback_data: StatsPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    reporting: Reporting,
) -> None:
    """Show another period or team in the same message."""
    span = Span(callback_data.action) if callback_data.action in set(Span) else Span.TODAY
    team = callback_data.team or None
    report = await runner.read(
        reporting.figures, AskFigures(by=turn.person.id, span=span, team=team)
    )
    turn.edit(_figures_text(report, turn, desk), _stats_keyboard(report, turn, desk))


def read_request(text: str, desk: Desk) -> tuple[Span | None, str | None, str]:
    """Read a period and a team out of what was typed; the last part is what was not understood."""
    rest = text.strip()
    span = None
    for candidate, words in SPANS.items():
        for word in sorted(words, key=len, reverse=True):
            found = re.search(re.escape(word), rest, re.IGNORECASE)
            if found and span is None:
                span, rest = candidate, (rest[: found.start()] + rest[found.end() :]).strip()
    team = None
    for known in desk.teams:
        names = {known.code, *known.name.texts.values()}
        names |= {name.removesuffix("组").removesuffix("組") for name in names}
        for name in sorted(filter(None, names), key=len, reverse=True):
            if team is None and name.lower() in rest.lower():
                at = rest.lower().index(name.lower())
                team, rest = known.code, (rest[:at] + rest[at + len(name) :]).strip(" 组組")
    return span, team, rest


def _figures_text(report: Report, turn: Turn, desk: Desk) -> str:
    words = Words(turn.texts, desk, turn.language, turn.now)
    turn.in_community(report.community)
    figures = report.figures
    lines = [
        turn.t(
            "stats-head",
            community=words.community(report.community),
            team=words.team(report.team) if report.team else turn.t("stats-all-teams"),
            span=turn.t(f"stats-{report.span.value}"),
        ),
        turn.t("stats-filed", count=figures.filed, kinds=_kinds(figures, words))
        if figures.filed
        else turn.t("stats-filed-none"),
        turn.t("stats-open", count=figures.open_now, late=figures.overdue_now),
        _timely(turn, "accept", figures.accepted_in_time, figures.accept_judged),
        _timely(turn, "finish", figures.finished_in_time, figures.finish_judged),
        turn.t("stats-reopened", count=figures.reopened, cancelled=figures.cancelled),
        _satisfaction(turn, figures),
    ]
    if report.team is None and figures.by_team:
        lines.append(turn.t("stats-teams", list=_listed(figures.by_team, words.team)))
    if figures.by_category:
        top = figures.by_category[:TOP]
        lines.append(turn.t("stats-top", list=_listed(top, words.any_category)))
    return "\n".join(lines)


def _kinds(figures: Figures, words: Words) -> str:
    return _listed(figures.by_kind, lambda kind: words.kind(TicketKind(kind)))


def _listed(rows: tuple[tuple[str, int], ...], say: Callable[[str], str]) -> str:
    return " · ".join(f"{say(code)} {count}" for code, count in rows)


def _timely(turn: Turn, name: str, good: int, judged: int) -> str:
    percent = share(good, judged)
    if percent is None:
        return turn.t(f"stats-{name}-none")
    return turn.t(f"stats-{name}", percent=percent, good=good, judged=judged)


def _satisfaction(turn: Turn, figures: Figures) -> str:
    mean = figures.mean_score
    if mean is None:
        return turn.t("stats-score-none")
    return turn.t("stats-score", mean=f"{mean:.1f}", count=figures.rated)


def _stats_keyboard(report: Report, turn: Turn, desk: Desk) -> Keyboard:
    spans = [
        button(
            ("• " if span is report.span else "") + turn.t(f"btn-stats-{span.value}"),
            StatsPress(action=span.value, team=report.team or ""),
        )
        for span in Span
    ]
    choices = ["", *(team.code for team in desk.teams)]
    teams = [
        button(
            ("• " if code == (report.team or "") else "")
            + (_team_name(desk, turn, code) or turn.t("btn-stats-all")),
            StatsPress(action=report.span.value, team=code),
        )
        for code in choices
    ]
    open_now = OpenPress(action="list", team=report.team or "")
    return inline(spans, *grid(teams, 3), [button(turn.t("btn-stats-open"), open_now)])


def _team_name(desk: Desk, turn: Turn, code: str) -> str:
    team = desk.team(code)
    return team.name.text(turn.language) if team else ""


# ---- open tickets -------------------------------------------------------------------------


@router.message(Command("open"))
async def open_tickets(
    message: Message,
    command: CommandObject,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """List what is open, oldest first: ``/open 维修组``."""
    _, team, _ = read_request(command.args or "", desk)
    turn.say(*await _open_page(turn, runner, desk, lookup, team, 0))


@router.callback_query(OpenPress.of("list"))
async def list_open(
    query: CallbackQuery,
    callback_data: OpenPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """List what is open below the figures, which stay."""
    turn.say(*await _open_page(turn, runner, desk, lookup, callback_data.team or None, 0))


@router.callback_query(OpenPress.filter())
async def open_page(
    query: CallbackQuery,
    callback_data: OpenPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """Turn the page in the same message."""
    offset = max(0, callback_data.offset)
    turn.edit(*await _open_page(turn, runner, desk, lookup, callback_data.team or None, offset))


async def _open_page(
    turn: Turn, runner: Runner, desk: Desk, lookup: Lookup, team: str | None, offset: int
) -> tuple[str, Keyboard]:
    request = OpenTickets(by=turn.person.id, team=team, offset=offset)
    rows, total = await runner.read(lookup.open, request)
    if not rows:
        return turn.t("open-none"), inline()
    words = Words(turn.texts, desk, turn.language, turn.now)
    head = turn.t("open-head", total=total, first=offset + 1, last=offset + len(rows))
    held = {row.assignee for row in rows if row.assignee is not None}
    names = await runner.read(views.names, frozenset(held))
    lines = [head, *(_open_line(row, names, turn, words) for row in rows)]
    cards = [
        button(f"R-{row.number}", TicketAction(action="open", ticket_id=row.id)) for row in rows
    ]
    pages = []
    if offset:
        back = OpenPress(action="page", team=team or "", offset=max(0, offset - request.limit))
        pages.append(button(turn.t("btn-page-back"), back))
    if offset + len(rows) < total:
        on = OpenPress(action="page", team=team or "", offset=offset + request.limit)
        pages.append(button(turn.t("btn-page-on"), on))
    return "\n".join(lines), inline(*grid(cards, 4), pages)


def _open_line(row: FoundTicket, names: Mapping[StaffId, str], turn: Turn, words: Words) -> str:
    waiting = row.status in {Status.FILED, Status.DISPATCHED}
    due = row.accept_by if waiting else row.finish_by
    late = turn.now > due and row.status != Status.HELD
    taken = None if waiting or row.assignee is None else names.get(row.assignee)
    return turn.t(
        "open-line",
        sign=turn.t("open-late") if late else "",
        code=f"R-{row.number}",
        category=words.category(TicketKind(row.kind), row.category),
        place=row.place,
        status=words.status(Status(row.status)),
        who=taken or words.team(row.team),
        age=moments.span(turn.now - row.filed_at, turn.language),
    )


# ---- one ticket ---------------------------------------------------------------------------


@router.message(Command("ticket"))
async def whole_ticket(
    message: Message,
    command: CommandObject,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    lookup: Lookup,
) -> None:
    """Tell a ticket's whole story: ``/ticket R-1027``."""
    number = re.search(r"\d{1,9}", command.args or "")
    if number is None:
        turn.say(turn.t("ticket-which"))
        return
    request = ShowByNumber(by=turn.person.id, number=int(number[0]))
    view = await runner.read(lookup.by_number, request)
    shown = view if turn.private else view.masked()
    open_card = TicketAction(action="open", ticket_id=view.id)
    turn.say(
        ticket_text(shown, turn, desk),
        inline([button(turn.t("btn-open-card"), open_card)]),
        protect=turn.private,
    )
