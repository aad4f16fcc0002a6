"""Finds every mistake of a desk file and says, with its line, what is wrong and the mend."""

from collections.abc import Iterator
from typing import Any, get_args, get_origin

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.desk_schema import DeskIn
from bot.desk_texts import Section
from bot.desk_values import MISTAKE
from bot.mistakes import Mistake, choose_from, nearest, words
from bot.yaml_lines import Path, YamlText, dotted
from domain.people import CENTRE

EXAMPLES = {
    "company": "company: 阳光物业",
    "consent_version": 'consent_version: "2026-01"',
    "teams": "teams: {repair: 维修组, centre: 客服中心}",
    "emergency_accept_within": "emergency_accept_within: 10m",
    "follow_up": "follow_up: {ask_after: 30m, remind_after: 24h, call_after: 24h}",
    "timezone": "timezone: Asia/Shanghai",
    "buildings": "buildings: {codes: 1-12, units: 1-2}",
    "emergency_numbers": "emergency_numbers: [{label: 火警, number: 119}]",
    "quiet_hours": "quiet_hours: 21:00-08:00",
    "office_hours": "office_hours: 08:30-18:00",
    "centre_phone": "centre_phone: 021-5555-0110",
    "kinds": "kinds: [repair]",
    "team": "team: repair",
    "severity": "severity: green",
    "place": "place: public",
    "words": "words: {zh: 马桶、地漏, en: toilet}",
    "accept_within": "accept_within: 30m",
    "finish_within": "finish_within: 72h",
    "ask_after": "ask_after: 30m",
    "remind_after": "remind_after: 24h",
    "call_after": "call_after: 24h",
    "reopen_at_or_below": "reopen_at_or_below: 2",
    "records": "records: 30d",
    "drafts": "drafts: 7d",
    "consultations": "consultations: 180d",
    "review_after": "review_after: 180d",
    "label": "label: 火警",
    "number": "number: 119",
    "name": "name: {zh: 名称, en: Name}",
    "zh-Hans": "zh: 名称",
}
"""How a key that is missing could be written; the others are shown in the example file."""


def schema_mistakes(error: ValidationError, read: YamlText) -> list[Mistake]:
    """Return the mistakes that pydantic found, in words, in the order of the file."""
    details = [(_path(detail), detail) for detail in error.errors()]
    mistyped = {path: _meant(path) for path, one in details if one["type"] == "extra_forbidden"}
    meant = {(*path[:-1], name) for path, name in mistyped.items() if name}
    found = []
    for path, detail in details:
        if detail["type"] == "missing" and path in meant:
            continue  # the key is there, only misspelt, which is reported by itself
        found.append(_mistake(path, detail, read))
    return found


def _path(detail: ErrorDetails) -> Path:
    return tuple(part for part in detail["loc"] if part != "[key]")


def _meant(path: Path) -> str | None:
    return nearest(str(path[-1]), known_keys(path[:-1]))


def _mistake(path: Path, detail: ErrorDetails, read: YamlText) -> Mistake:
    kind, line = detail["type"], read.line(path)
    if kind == MISTAKE:
        context = detail["ctx"]
        problem, mend = words(*context["problem"]), words(*context["mend"])
    elif kind == "missing":
        problem = words("少了这一项。", "this is missing.")
        name = str(path[-1])
        example = EXAMPLES.get(name, f"{name}: …")
        section = dotted(path[:-1])
        mend = words(
            f"在 {section} 下面加一行：{example}" if section else f"加上：{example}",
            f"add under {section}: {example}" if section else f"add: {example}",
        )
    elif kind == "extra_forbidden":
        problem = words("没有这个名字的设置。", "there is no setting of this name.")
        mend = choose_from(str(path[-1]), known_keys(path[:-1]))
    elif kind == "too_short":
        problem = words("至少要有一项。", "at least one entry is needed.")
        mend = words(
            "照 deploy/desk.example.yaml 里的样子加一项。",
            "add one as deploy/desk.example.yaml shows.",
        )
    else:
        listed = kind in {"list_type", "tuple_type"}
        problem = (
            words("这里应该是一个列表。", "this should be a list.")
            if listed
            else words("这里应该是一组设置。", "this should be a group of settings.")
        )
        mend = words(
            "照 deploy/desk.example.yaml 里的样子分行写，注意缩进。",
            "write it on lines of its own, indented, as deploy/desk.example.yaml shows.",
        )
    return Mistake(line=line, path=dotted(path), problem=problem, mend=mend)


def known_keys(path: Path) -> tuple[str, ...]:
    """Return the keys that the schema knows in the section at ``path``."""
    model: Any = DeskIn
    for part in path:
        if isinstance(model, type) and issubclass(model, Section):
            by_alias = {field.alias or name: field for name, field in model.model_fields.items()}
            field = by_alias.get(str(part))
            model = field.annotation if field else None
        else:
            model = get_args(model)[-1] if get_args(model) else None
        model = _bare(model)
    if not (isinstance(model, type) and issubclass(model, Section)):
        return ()
    names = [field.alias or name for name, field in model.model_fields.items()]
    return (*model.accepts, *names)


def _bare(annotation: Any) -> Any:  # noqa: ANN401 - a type expression
    """Take ``Annotated`` and ``| None`` off a type."""
    while get_args(annotation) and get_origin(annotation) not in {dict, list, tuple}:
        annotation = get_args(annotation)[0]
    return annotation


def reference_mistakes(read: YamlText) -> list[Mistake]:
    """Return the names that lead nowhere. Looks at what was read, however wrong the rest is."""
    return [*_team_mistakes(read), *_shared_codes(read)]


def _section(data: object, name: str) -> dict[str, object]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _team_mistakes(read: YamlText) -> Iterator[Mistake]:
    teams = _section(read.data, "teams")
    if not teams:
        return
    if CENTRE not in teams:
        yield Mistake(
            line=read.line(("teams",)),
            path="teams",
            problem=words(
                f"少了客服中心（{CENTRE}），没人接的单都要交给它。",
                f"the service centre ({CENTRE}) is missing; it gets what nobody takes.",
            ),
            mend=words(
                f"在 teams 下面加一行：{CENTRE}: 客服中心",
                f"add under teams: {CENTRE}: {{zh: 客服中心, en: Service centre}}",
            ),
        )
    for section in ("categories", "emergencies"):
        for code, entry in _section(read.data, section).items():
            team = entry.get("team") if isinstance(entry, dict) else None
            if isinstance(team, str) and team and team not in teams:
                path = (section, code, "team")
                yield Mistake(
                    line=read.line(path),
                    path=dotted(path),
                    problem=words(f"没有代号为 {team} 的班组。", f"there is no team {team}."),
                    mend=choose_from(team, tuple(teams)),
                )


def _shared_codes(read: YamlText) -> Iterator[Mistake]:
    categories = _section(read.data, "categories")
    for code in _section(read.data, "emergencies"):
        if code in categories:
            first = read.line(("categories", code))
            yield Mistake(
                line=read.line(("emergencies", code)),
                path=f"emergencies.{code}",
                problem=words(
                    f"这个代号在第 {first} 行的 categories 里用过了。",
                    f"this code is already used in categories, on line {first}.",
                ),
                mend=words("给其中一个换个代号。", "give one of the two another code."),
            )
