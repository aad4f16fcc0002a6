"""Where settings come from: an environment file, and files that each hold one secret."""

import difflib
import re
from collections.abc import Collection, Mapping
from pathlib import Path

from pydantic_settings import BaseSettings, DotEnvSettingsSource

from bot.mistakes import Mistake, words
from domain.language import Localized


def read_env_file(
    path: Path | None, known: Collection[str], mistakes: list[Mistake]
) -> dict[str, str]:
    """Return what ``.env`` sets; a slip of a ``known`` name is added to ``mistakes``."""
    if path is None or not path.is_file():
        return {}
    try:
        source = DotEnvSettingsSource(
            BaseSettings, env_file=path, env_file_encoding="utf-8-sig", case_sensitive=True
        )
        found = {key: value or "" for key, value in source.env_vars.items()}
    except UnicodeDecodeError:
        mistakes.append(
            Mistake(
                path=str(path),
                problem=words("文件不是 UTF-8 编码。", "the file is not UTF-8."),
                mend=words("另存为 UTF-8 编码。", "save it as UTF-8."),
            )
        )
        return {}
    lines = lines_of(path)
    for name in found.keys() - set(known):
        # Other programs' names may stand in the same file, so only a slip of the finger counts.
        close = "".join(difflib.get_close_matches(name.upper(), known, n=1, cutoff=0.8))
        if close:
            mistakes.append(
                Mistake(
                    path=name,
                    line=lines.get(name),
                    problem=words("没有这个名字的设置。", "there is no setting of this name."),
                    mend=words(f"是不是想写 {close}？", f"did you mean {close}?"),
                )
            )
    return found


def lines_of(path: Path | None) -> dict[str, int]:
    """Return the line of each name in an environment file, counted from 1."""
    if path is None or not path.is_file():
        return {}
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    found = {}
    for number, line in enumerate(text.splitlines(), start=1):
        name = re.match(r"\s*(?:export\s+)?([A-Za-z_]\w*)\s*=", line)
        if name:
            found[name[1]] = number
    return found


def read_secret(name: str, given: Mapping[str, str], mistakes: list[Mistake]) -> str | None:
    """Return the content of the file that ``NAME_FILE`` points to, or ``None``."""
    label = f"{name}_FILE"
    if not given.get(label):
        return None
    problem: Localized | None = None
    value = ""
    if given.get(name):
        problem = words(f"{name} 和 {label} 只能写一个。", f"set {name} or {label}, not both.")
    else:
        try:
            value = Path(given[label]).read_text(encoding="utf-8-sig").strip()
        except (OSError, UnicodeDecodeError):
            problem = words("指明的文件打不开。", "the file it names cannot be read.")
        else:
            if not value:
                problem = words("指明的文件是空的。", "the file it names is empty.")
    if problem is None:
        return value
    mend = words(
        f"{label} 写文件的路径，文件里只放这一个值，并且能读。",
        f"let {label} be the path of a readable file that holds the value and nothing else.",
    )
    mistakes.append(Mistake(path=label, problem=problem, mend=mend))
    return None
