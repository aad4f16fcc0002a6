"""Reads ``desk.yaml`` and makes the domain's ``Desk`` of it, or says every mistake in it.

Texts are one string for all languages, or one per language (``zh``, ``en``, and ``zh-Hant``
where the derived traditional characters are not wanted).
"""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path

from pydantic import ValidationError

from bot.desk_mistakes import reference_mistakes, schema_mistakes
from bot.desk_schema import PUBLIC, DeskIn
from bot.desk_texts import TextIn
from bot.mistakes import Mistake, words
from bot.yaml_lines import read_yaml
from domain.desk import (
    Category,
    Community,
    Desk,
    Emergency,
    EmergencyNumber,
    Fact,
    FollowUpRules,
    KeepRules,
    KnowledgeRules,
    Team,
)
from domain.language import Language

LARGEST = 2_000_000
"""Bytes. A desk file of many communities has a few hundred kilobytes."""


class DeskFileError(Exception):
    """The desk file cannot be used. ``mistakes`` has all that were found, by line."""

    def __init__(self, path: Path, mistakes: Sequence[Mistake]) -> None:
        super().__init__("\n".join(one.text(Language.EN) for one in mistakes))
        self.path = path
        self.mistakes = tuple(mistakes)


def load_desk(path: Path) -> Desk:
    """Read the desk file.

    Raises:
        DeskFileError: It cannot be read, or there is a mistake in it.
    """
    text = _read_text(path)
    read = read_yaml(text)
    mistakes = list(read.mistakes)
    if read.data is None or not isinstance(read.data, dict):
        raise DeskFileError(path, mistakes or [_not_a_desk(path)])
    desk: DeskIn | None = None
    try:
        desk = DeskIn.model_validate(read.data)
    except ValidationError as error:
        mistakes += schema_mistakes(error, read)
    mistakes += reference_mistakes(read)
    if mistakes or desk is None:
        raise DeskFileError(path, sorted(mistakes, key=lambda one: (one.line or 0, one.path)))
    return _desk(desk)


def _read_text(path: Path) -> str:
    try:
        data = path.read_bytes()
    except IsADirectoryError:
        raise DeskFileError(path, [_unreadable(path, "是一个文件夹", "is a folder")]) from None
    except FileNotFoundError:
        raise DeskFileError(path, [_unreadable(path, "不存在", "does not exist")]) from None
    except OSError as error:
        reason = error.strerror or "OSError"
        raise DeskFileError(
            path, [_unreadable(path, "打不开", f"cannot be read ({reason})")]
        ) from None
    if len(data) > LARGEST:
        raise DeskFileError(path, [_unreadable(path, "太大了", "is far too large")])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise DeskFileError(path, [_not_utf8(data, line)]) from None


def _unreadable(path: Path, zh: str, en: str) -> Mistake:
    return Mistake(
        path=str(path),
        problem=words(f"{zh}。", f"{en}."),
        mend=words(
            "从例子开始：cp deploy/desk.example.yaml desk.yaml，或者用 DESK_FILE 指明文件。",
            "begin with the example: cp deploy/desk.example.yaml desk.yaml, "
            "or name the file with DESK_FILE.",
        ),
    )


def _not_utf8(data: bytes, line: int) -> Mistake:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding, line = "UTF-16", 1
    else:
        try:
            data.decode("gb18030")
            encoding = "GB18030（GBK）"
        except UnicodeDecodeError:
            encoding = ""
    return Mistake(
        line=line,
        problem=words(
            f"文件是 {encoding} 编码，不是 UTF-8。" if encoding else "文件不是 UTF-8 编码。",
            f"the file is in {encoding}, not UTF-8." if encoding else "the file is not UTF-8.",
        ),
        mend=words(
            "用记事本打开，另存为，编码选 UTF-8。",
            "open it in an editor, save as, and choose UTF-8 as the encoding.",
        ),
    )


def _not_a_desk(path: Path) -> Mistake:
    return Mistake(
        line=1,
        problem=words("文件里没有设置。", "there are no settings in the file."),
        mend=words(
            "照 deploy/desk.example.yaml 写，从 company: 开始。",
            "write it as deploy/desk.example.yaml shows, beginning with company:.",
        ),
        path=path.name,
    )


def _desk(read: DeskIn) -> Desk:
    return Desk(
        company=read.company.localized(),
        communities=tuple(
            Community(
                code=code,
                name=one.name.localized(),
                timezone=one.timezone,
                buildings=tuple(house for entry in one.buildings for house in entry.buildings()),
                emergency_numbers=tuple(
                    EmergencyNumber(label=entry.label.localized(), number=entry.number)
                    for entry in one.emergency_numbers
                ),
                quiet_hours=one.quiet_hours,
                office_hours=one.office_hours,
                centre_phone=one.centre_phone,
                facts=_facts(one.facts),
            )
            for code, one in read.communities.items()
        ),
        teams=tuple(Team(code=code, name=name.localized()) for code, name in read.teams.items()),
        categories=tuple(
            Category(
                code=code,
                name=one.name.localized(),
                kinds=frozenset(one.kinds),
                team=one.team,
                severity=one.severity,
                accept_within=one.accept_within,
                finish_within=one.finish_within,
                advice=one.advice.localized() if one.advice else None,
                public=one.place == PUBLIC,
                words=_words(one.words) if one.words else (),
            )
            for code, one in read.categories.items()
        ),
        emergencies=tuple(
            Emergency(
                code=code,
                name=one.name.localized(),
                team=one.team,
                safety=one.safety.localized(),
            )
            for code, one in read.emergencies.items()
        ),
        facts=_facts(read.facts),
        follow_up=FollowUpRules(
            ask_after=read.follow_up.ask_after,
            remind_after=read.follow_up.remind_after,
            call_after=read.follow_up.call_after,
            reopen_at_or_below=read.follow_up.reopen_at_or_below,
        ),
        keep=KeepRules(
            records=read.keep.records,
            drafts=read.keep.drafts,
            consultations=read.keep.consultations,
        ),
        knowledge=KnowledgeRules(review_after=read.knowledge.review_after),
        emergency_accept_within=read.emergency_accept_within,
        consent_version=read.consent_version,
    )


def _words(text: TextIn) -> tuple[str, ...]:
    """Return the words that a text lists, of all its languages, each once."""
    listed = (_BETWEEN.split(one) for one in text.localized().texts.values())
    return tuple(dict.fromkeys(word.strip() for words in listed for word in words if word.strip()))


_BETWEEN = re.compile("[、，,;；]")


def _facts(read: Mapping[str, TextIn]) -> dict[str, Fact]:
    return {key: _fact(text) for key, text in read.items()}


def _fact(text: TextIn) -> Fact:
    """A number or name reads alike in all languages; a sentence has one text per language tag."""
    texts = {language.value: one for language, one in text.localized().texts.items()}
    return text.simplified if set(texts.values()) == {text.simplified} else texts
