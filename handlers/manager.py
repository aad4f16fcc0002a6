"""Figures by command, for managers and leaders."""

from collections.abc import Callable

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram.callbacks import OpenPress, Press
from bot.telegram.keyboards import Button, Keyboard, button, grid, inline
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.errors import NotAllowed
from domain.statistics import Figures, share
from domain.ticket import TicketKind
from handlers.communities import keep_choice, settle_community
from handlers.staff_request import read_request
from services.identity import Identity
from services.lookup import AskCommunities
from services.ports import Runner
from services.reporting import AskFigures, Report, Reporting, Span

router = Router(name="manager")

TOP = 3
"""How many categories the figures name."""


class StatsPress(Press, prefix="st"):
    """Other figures: the action is a span, ``team`` narrows it."""

    community: str
    team: str = ""


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
    asked = read_request(command.args or "", desk)
    span, team = asked.span or Span.TODAY, asked.team
    where = AskCommunities(by=turn.person.id, chat_id=None if turn.private else turn.chat_id)
    try:
        offered = await runner.read(reporting.communities, where)
        community = settle_community(
            turn,
            desk,
            offered,
            asked.community,
            lambda code: StatsPress(action=span.value, community=code, team=team or ""),
        )
        if community is None:
            return
        request = AskFigures(by=turn.person.id, span=span, community=community, team=team)
        report = await runner.read(reporting.figures, request)
    except NotAllowed:
        if not (await runner.read(identity.actor, turn.person.id)).is_staff:
            raise
        turn.say(turn.t("stats-not-allowed"))
        return
    text = _figures_text(report, turn, desk)
    if rest := f"{asked.overdue} {asked.rest}".strip():
        text = turn.t("stats-not-understood", rest=rest) + "\n\n" + text
    turn.say(text, _stats_keyboard(report, offered, turn, desk))


@router.callback_query(StatsPress.filter())
async def other_stats(
    query: CallbackQuery,
    callback_data: StatsPress,
    turn: Turn,
    runner: Runner,
    desk: Desk,
    reporting: Reporting,
) -> None:
    """Show another period, team or community in the same message."""
    span = Span(callback_data.action) if callback_data.action in set(Span) else Span.TODAY
    community, team = callback_data.community, callback_data.team or None
    request = AskFigures(by=turn.person.id, span=span, community=community, team=team)
    report = await runner.read(reporting.figures, request)
    where = AskCommunities(by=turn.person.id, chat_id=None if turn.private else turn.chat_id)
    offered = await runner.read(reporting.communities, where)
    keep_choice(turn, desk, community)
    turn.edit(_figures_text(report, turn, desk), _stats_keyboard(report, offered, turn, desk))


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


def _stats_keyboard(report: Report, offered: tuple[str, ...], turn: Turn, desk: Desk) -> Keyboard:
    words = Words(turn.texts, desk, turn.language, turn.now)
    here, team = report.community, report.team or ""

    def choice(name: str, span: Span, community: str, code: str) -> Button:
        chosen = (span, community, code) == (report.span, here, team)
        press = StatsPress(action=span.value, community=community, team=code)
        return button(f"• {name}" if chosen else name, press)

    spans = [choice(turn.t(f"btn-stats-{span.value}"), span, here, team) for span in Span]
    teams = [choice(words.team(code), report.span, here, code) for code in report.teams]
    if len(report.teams) == len(desk.teams):
        teams.insert(0, choice(turn.t("btn-stats-all"), report.span, here, ""))
    places = [choice(words.community(code), report.span, code, team) for code in offered]
    open_now = OpenPress(action="list", community=here, team=team)
    late = OpenPress(action="list", community=here, team=team, overdue=True)
    lists = [button(turn.t("btn-stats-open"), open_now)]
    if report.figures.overdue_now:
        lists.append(button(turn.t("btn-stats-overdue"), late))
    return inline(
        spans,
        *grid(teams if len(teams) > 1 else [], 3),
        *grid(places if len(places) > 1 else [], 2),
        lists,
    )
