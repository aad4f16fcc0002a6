"""Writes what ``ownerdesk check`` shows: every mistake with its mend, or the desk in words."""

import stat
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from bot.chinese import to_traditional
from bot.desk_file import DeskFileError, load_desk
from bot.mistakes import Mistake, words
from bot.settings import Settings, SettingsError, load_settings
from domain.desk import Category, Community, Desk
from domain.language import Language
from domain.ticket import TicketKind

MOST_BUTTONS = 9
"""More categories of one kind than this do not fit on a phone without scrolling."""

LONGEST_IN_HOURS = 72 * 60
"""Minutes. People say 24 hours and 72 hours, but 7 days."""


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckReport:
    """What was found. ``lines`` are for people to read; ``ok`` decides the exit code."""

    ok: bool
    lines: tuple[str, ...]


def check(
    language: Language,
    desk_path: Path | None = None,
    env_file: Path | None = Path(".env"),
) -> CheckReport:
    """Read the settings and the desk file they name (or ``desk_path``) and report on both."""
    settings: Settings | SettingsError
    try:
        settings = load_settings(env_file)
    except SettingsError as error:
        settings = error
    if desk_path is None:
        desk_path = settings.desk_file if isinstance(settings, Settings) else Path("desk.yaml")
    desk: Desk | DeskFileError
    try:
        desk = load_desk(desk_path)
    except DeskFileError as error:
        desk = error
    return report(settings, desk, desk_path, language)


def report(
    settings: Settings | SettingsError,
    desk: Desk | DeskFileError,
    desk_path: Path,
    language: Language,
) -> CheckReport:
    """Put what was read, or what was wrong with it, into lines."""
    lines: list[str] = []
    wrong = list(settings.mistakes) if isinstance(settings, SettingsError) else _files(settings)
    lines += _mistakes(_say(language, "设置", "Settings"), wrong, language)
    if isinstance(desk, DeskFileError):
        lines += _mistakes(str(desk_path), list(desk.mistakes), language)
        return CheckReport(ok=False, lines=tuple(lines))
    lines += ["", _say(language, f"{desk_path}：没有错误", f"{desk_path}: no mistakes")]
    lines += _summary(desk, language)
    return CheckReport(ok=not wrong, lines=tuple(lines))


def _say(language: Language, zh: str, en: str) -> str:
    if language is Language.EN:
        return en
    return to_traditional(zh) if language is Language.ZH_HANT else zh


def _mistakes(title: str, mistakes: list[Mistake], language: Language) -> list[str]:
    if not mistakes:
        return [_say(language, f"{title}：没有错误", f"{title}: no mistakes")]
    count = len(mistakes)
    noun = "mistake" if count == 1 else "mistakes"
    lines = ["", _say(language, f"{title}：{count} 处错误", f"{title}: {count} {noun}")]
    for mistake in mistakes:
        lines += mistake.text(language).split("\n")
    return lines


def _files(settings: Settings) -> list[Mistake]:
    """A key file that others can read protects nothing."""
    keys = settings.keys
    if not keys.is_file() or not keys.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO):
        return []
    return [
        Mistake(
            path="KEYS_FILE",
            problem=words("别的用户也能读密钥文件。", "other users can read the key file."),
            mend=words(f"运行 chmod 600 {keys}", f"run: chmod 600 {keys}"),
        )
    ]


def _summary(desk: Desk, language: Language) -> list[str]:
    lines = [desk.company.text(language)]
    for community in desk.communities:
        lines += _community(community, language)
    colon, comma = _say(language, "：", ": "), _say(language, "、", ", ")
    teams = comma.join(team.name.text(language) for team in desk.teams)
    lines.append(_say(language, "班组", "Teams") + colon + teams)
    for kind in TicketKind:
        categories = desk.categories_for(kind)
        if categories:
            lines.append(f"{_kind(kind, language)}{colon}".rstrip())
            lines += [f"  {_category(one, desk, language)}" for one in categories]
    urgent = comma.join(one.name.text(language) for one in desk.emergencies)
    within = _length(desk.emergency_accept_within, language)
    lines.append(
        _say(language, f"紧急求助（{within}内有人接）", f"Emergencies (taken within {within})")
        + colon
        + urgent
    )
    rules = desk.follow_up
    ask, remind, call = (
        _length(one, language) for one in (rules.ask_after, rules.remind_after, rules.call_after)
    )
    lines.append(
        _say(
            language,
            f"回访：完成后 {ask} 询问，再过 {remind} 提醒一次，再过 {call} 转人工电话",
            f"Follow-up: asked {ask} after the work, reminded {remind} later, "
            f"called by a person {call} after that",
        )
    )
    lines.append(
        _say(
            language,
            f"答疑用的资料：{len(desk.facts)} 条",
            f"Facts for answers: {len(desk.facts)}",
        )
    )
    lines += [
        _say(
            language,
            f"  {one.name.text(language)}自己的：{len(one.facts)} 条",
            f"  {one.name.text(language)} has of its own: {len(one.facts)}",
        )
        for one in desk.communities
        if one.facts
    ]
    return lines + _hints(desk, language)


def _community(community: Community, language: Language) -> list[str]:
    by_units: dict[int, int] = {}
    for building in community.buildings:
        by_units[len(building.units)] = by_units.get(len(building.units), 0) + 1
    shapes = []
    for units, count in sorted(by_units.items()):
        if units:
            shapes.append(
                _say(language, f"{count} 栋各 {units} 个单元", f"{count} with {units} units each")
            )
        else:
            shapes.append(_say(language, f"{count} 栋不分单元", f"{count} without units"))
    total = len(community.buildings)
    name, zone = community.name.text(language), community.timezone.key
    buildings = _say(language, "，", ", ").join(shapes)
    numbers = " / ".join(
        f"{one.label.text(language)} {one.number}" for one in community.emergency_numbers
    )
    return [
        _say(
            language,
            f"{name}（{community.code}，{zone}）：{total} 栋楼（{buildings}）",
            f"{name} ({community.code}, {zone}): {total} buildings ({buildings})",
        ),
        _say(language, f"  紧急电话：{numbers}", f"  Emergency numbers: {numbers}"),
    ]


_KINDS = {
    TicketKind.REPAIR: ("报修", "Repairs"),
    TicketKind.COMPLAINT: ("投诉", "Complaints"),
    TicketKind.SUGGESTION: ("建议", "Suggestions"),
    TicketKind.PRAISE: ("表扬", "Praise"),
    TicketKind.QUESTION: ("咨询", "Questions"),
    TicketKind.REQUEST: ("办理", "Requests"),
    TicketKind.EMERGENCY: ("紧急求助", "Emergencies"),
}


def _kind(kind: TicketKind, language: Language) -> str:
    return _say(language, *_KINDS[kind])


def _category(category: Category, desk: Desk, language: Language) -> str:
    team = desk.team(category.team)
    name = category.name.text(language)
    who = team.name.text(language) if team else category.team
    accept = _length(category.accept_within, language)
    finish = _length(category.finish_within, language)
    return _say(
        language,
        f"{name} → {who}，{accept}内接单，{finish}内完成",
        f"{name} → {who}, taken within {accept}, finished within {finish}",
    )


def _length(length: timedelta, language: Language) -> str:
    """A length of time in words: 1 小时 30 分钟, 3 days."""
    minutes = int(length.total_seconds()) // 60
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    if minutes <= LONGEST_IN_HOURS or hours or rest:
        days, hours = 0, minutes // 60
    parts = [
        _say(language, f"{count} {zh}", f"{count} {en}{'' if count == 1 else 's'}")
        for count, zh, en in (
            (days, "天", "day"),
            (hours, "小时", "hour"),
            (rest, "分钟", "minute"),
        )
        if count
    ]
    return " ".join(parts)


def _hints(desk: Desk, language: Language) -> list[str]:
    """What is allowed, but probably not what was wanted."""
    hints = []
    for kind in (
        TicketKind.REPAIR,
        TicketKind.COMPLAINT,
        TicketKind.SUGGESTION,
        TicketKind.PRAISE,
        TicketKind.REQUEST,
    ):
        count = len(desk.categories_for(kind))
        name = _kind(kind, language)
        if count == 0:
            hints.append(_say(language, f"{name}没有类别。", f"{name}: there is no category."))
        elif count > MOST_BUTTONS:
            hints.append(
                _say(
                    language,
                    f"{name}有 {count} 个类别，手机上最好不超过 {MOST_BUTTONS} 个。",
                    f"{name}: {count} categories; {MOST_BUTTONS} at most fit on a phone.",
                )
            )
    names = [
        *(team.name for team in desk.teams),
        *(category.name for category in desk.categories),
        *(emergency.name for emergency in desk.emergencies),
        *(community.name for community in desk.communities),
    ]
    bare = [name.text(Language.ZH_HANS) for name in names if Language.EN not in name.texts]
    if bare:
        listed = "、".join(bare)
        hints.append(
            _say(
                language,
                f"这些没有英文名，英文界面会显示中文：{listed}",
                f"no English name, so the Chinese one is shown: {', '.join(bare)}",
            )
        )
    lead = _say(language, "提示：", "Hint: ")
    return [lead + hint for hint in hints]
