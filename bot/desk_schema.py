"""The shape of ``desk.yaml``, as pydantic models, and how each part becomes the domain's."""

import re
from datetime import timedelta
from typing import Annotated, Any
from zoneinfo import ZoneInfo

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    PlainValidator,
    field_validator,
    model_validator,
)

from bot.desk_texts import Section, Text, TextIn
from bot.desk_values import (
    expect_text,
    mistake,
    read_codes,
    read_duration,
    read_long_duration,
    read_span,
    read_telephone,
    read_timezone,
)
from domain.desk import Building, DailySpan, KeepRules, KnowledgeRules
from domain.language import Language, Localized
from domain.ticket import Severity, TicketKind

CODE = re.compile(r"[a-z0-9_]{1,16}")
"""Codes travel in the 64 bytes of a button, so they are short and plain."""

FACT = re.compile(r"[a-z0-9_.]{1,48}")

SHORTEST_KEPT = timedelta(days=2)
"""Telegram may deliver an update again for a day, and must not be believed then."""

REPORT_KINDS = tuple(kind for kind in TicketKind if kind is not TicketKind.EMERGENCY)
"""The kinds that a category can have; emergencies have a section of their own."""

HOME, PUBLIC = "home", "public"
"""Where what a category is about is taken to be, until the owner says otherwise."""


def _code(value: str) -> str:
    if not CODE.fullmatch(value):
        raise mistake(
            (f"代号 “{value}” 不能用。", f"the code “{value}” cannot be used."),
            (
                "代号用 1 到 16 个小写字母、数字或 _，中文写在名称里。",
                "a code has 1 to 16 lower-case letters, digits or _; names can be anything.",
            ),
        )
    return value


def _fact(value: str) -> str:
    if not FACT.fullmatch(value):
        raise mistake(
            (f"“{value}” 不能用作名字。", f"“{value}” cannot be used as a key."),
            (
                "用小写字母、数字、_ 或点，最多 48 个。",
                "use lower-case letters, digits, _ or dots, 48 at most.",
            ),
        )
    return value


def _severity(value: object) -> Severity:
    return Severity(_one_of(value, [one.value for one in Severity]))


def _kind(value: object) -> TicketKind:
    return TicketKind(_one_of(value, [one.value for one in REPORT_KINDS]))


def _place(value: object) -> str:
    return _one_of(value, [HOME, PUBLIC])


def _one_of(value: object, allowed: list[str]) -> str:
    text = expect_text(value)
    if text not in allowed:
        raise mistake(
            (f"“{text}” 不在可选的里面。", f"“{text}” is not one of the choices."),
            (f"可以写的有：{'、'.join(allowed)}。", f"use one of: {', '.join(allowed)}."),
        )
    return text


def _listed(value: object) -> object:
    """Let a single value stand for a list of one."""
    return value if isinstance(value, list) else [value]


def _nothing_yet(value: object) -> object:
    """A section whose every line is commented out is an empty section."""
    return {} if value == "" else value


Code = Annotated[str, AfterValidator(_code)]
FactKey = Annotated[str, AfterValidator(_fact)]
Duration = Annotated[timedelta, PlainValidator(read_duration)]
LongDuration = Annotated[timedelta, PlainValidator(read_long_duration)]
Span = Annotated[DailySpan, PlainValidator(read_span)]
Telephone = Annotated[str, PlainValidator(read_telephone)]
Codes = Annotated[tuple[str, ...], PlainValidator(read_codes)]


class BuildingIn(Section):
    """One building, or several of a kind: ``{codes: 1-12, units: 1-2}``."""

    accepts = ("code",)

    codes: Codes = ()
    name: TextIn | None = None
    units: Codes = ()

    @model_validator(mode="before")
    @classmethod
    def _singular(cls, value: Any) -> Any:  # noqa: ANN401 - whatever the file holds
        if isinstance(value, str):
            return {"codes": value}
        if isinstance(value, dict) and "code" in value and "codes" not in value:
            return {"codes" if key == "code" else key: item for key, item in value.items()}
        return value

    @model_validator(mode="after")
    def _consistent(self) -> "BuildingIn":
        if not self.codes:
            raise mistake(
                ("没有写楼栋的编号。", "the building has no code."),
                ("写 code: 3，或者 codes: 1-12。", "write code: 3, or codes: 1-12."),
            )
        if self.name and len(self.codes) > 1:
            raise mistake(
                ("几栋楼不能共用一个名字。", "several buildings cannot share one name."),
                ("删掉 name，或者每栋单独写一条。", "delete name, or list each building."),
            )
        return self

    def buildings(self) -> tuple[Building, ...]:
        """Return the buildings this entry stands for."""
        return tuple(
            Building(
                code=code,
                name=self.name.localized() if self.name else _building_name(code),
                units=self.units,
            )
            for code in self.codes
        )


def _building_name(code: str) -> Localized:
    return Localized(
        {
            Language.ZH_HANS: f"{code}栋",
            Language.ZH_HANT: f"{code}棟",
            Language.EN: f"Building {code}",
        }
    )


def _distinct(entries: list[BuildingIn]) -> list[BuildingIn]:
    seen: set[str] = set()
    for code in (code for entry in entries for code in entry.codes):
        if code in seen:
            raise mistake(
                (f"楼栋 {code} 写了两次。", f"building {code} is listed twice."),
                ("每栋只写一次。", "list each building once."),
            )
        seen.add(code)
    return entries


class NumberIn(Section):
    """A number to call in an emergency."""

    label: TextIn
    number: Telephone


Facts = Annotated[dict[FactKey, TextIn], BeforeValidator(_nothing_yet)]


class CommunityIn(Section):
    """One community."""

    name: TextIn
    timezone: Annotated[ZoneInfo, PlainValidator(read_timezone)]
    buildings: Annotated[
        list[BuildingIn],
        Field(min_length=1),
        AfterValidator(_distinct),
        BeforeValidator(_listed),
    ]
    emergency_numbers: list[NumberIn] = Field(min_length=1)
    quiet_hours: Span
    office_hours: Span
    centre_phone: Telephone
    facts: Facts = Field(default_factory=dict)


class CategoryIn(Section):
    """What a report can be about."""

    name: TextIn
    kinds: Annotated[
        list[Annotated[TicketKind, PlainValidator(_kind)]],
        Field(min_length=1),
        BeforeValidator(_listed),
    ]
    team: Text
    severity: Annotated[Severity, PlainValidator(_severity)]
    accept_within: Duration
    finish_within: Duration
    advice: TextIn | None = None
    place: Annotated[str, PlainValidator(_place)] = HOME
    words: TextIn | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "CategoryIn":
        if self.accept_within > self.finish_within:
            raise mistake(
                (
                    "接单的期限比完成的期限还长。",
                    "the promise to accept is longer than the promise to finish.",
                ),
                (
                    "让 accept_within 不超过 finish_within。",
                    "make accept_within no longer than finish_within.",
                ),
            )
        return self


class EmergencyIn(Section):
    """A kind of emergency."""

    name: TextIn
    team: Text
    safety: TextIn


class FollowUpIn(Section):
    """When the owner is asked after the work."""

    ask_after: Duration
    remind_after: Duration
    call_after: Duration
    reopen_at_or_below: int = Field(default=2, ge=0, le=4)


class KeepIn(Section):
    """For how long the desk keeps what is over."""

    records: Duration = KeepRules().records
    drafts: Duration = KeepRules().drafts
    consultations: LongDuration = KeepRules().consultations

    @field_validator("records", "drafts", "consultations")
    @classmethod
    def _long_enough(cls, value: timedelta) -> timedelta:
        if value < SHORTEST_KEPT:
            raise mistake(
                ("保存得太短了。", "this is too short."),
                ("至少写 2d。", "write 2d at least."),
            )
        return value


class KnowledgeIn(Section):
    """How the knowledge base is kept."""

    review_after: LongDuration = KnowledgeRules().review_after


class DeskIn(Section):
    """The whole desk file."""

    company: TextIn
    consent_version: Text
    teams: dict[Code, TextIn] = Field(min_length=1)
    categories: dict[Code, CategoryIn] = Field(min_length=1)
    emergencies: dict[Code, EmergencyIn] = Field(min_length=1)
    emergency_accept_within: Duration
    follow_up: FollowUpIn
    communities: dict[Code, CommunityIn] = Field(min_length=1)
    keep: Annotated[KeepIn, BeforeValidator(_nothing_yet)] = KeepIn()
    knowledge: Annotated[KnowledgeIn, BeforeValidator(_nothing_yet)] = KnowledgeIn()
    facts: Facts = Field(default_factory=dict)
