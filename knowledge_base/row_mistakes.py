"""Says what is wrong with a line of a base or a question, in the language of whoever wrote it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import ValidationError

from domain.language import Language, Localized
from knowledge_base.normalize import to_traditional

_HALF = rb"\ud"
"""JSON can name half of a character by its number, which nobody can write or compare."""


class LineError(ValueError):
    """A line cannot be used; ``said`` says why."""

    def __init__(self, said: Localized) -> None:
        super().__init__(said.text(Language.EN))
        self.said = said


@dataclass(frozen=True, slots=True, kw_only=True)
class LineMistake:
    """What is wrong with one line of a file."""

    line: int
    what: Localized


def both(zh: str, en: str) -> Localized:
    """Return a text in all languages; traditional characters are derived."""
    return Localized({Language.ZH_HANS: zh, Language.ZH_HANT: to_traditional(zh), Language.EN: en})


def read_json(line: bytes) -> object:
    """Read one line of JSON. Raises LineError."""
    try:
        value = json.loads(line.decode("utf-8"))
        if _HALF in line.lower():
            value = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
        return value
    except UnicodeDecodeError as error:
        at = error.start + 1
        raise LineError(
            both(f"第 {at} 个字节起不是 UTF-8。", f"it is not UTF-8 from byte {at} on.")
        ) from error
    except json.JSONDecodeError as error:
        raise LineError(
            both(f"不是 JSON：{error.msg}。", f"it is no JSON: {error.msg}.")
        ) from error
    except (RecursionError, ValueError) as error:
        # Nested a thousand deep, or a number of 5,000 digits.
        raise LineError(both("不是能读的 JSON。", "it is no JSON that can be read.")) from error


def shape_error(error: ValidationError) -> LineError:
    """Return in words what does not fit a shape: the first mistakes, each with its field."""
    said = [_one(problem) for problem in error.errors()[:5]]
    return LineError(
        both("；".join(zh for zh, _ in said) + "。", "; ".join(en for _, en in said) + ".")
    )


def _one(problem: Mapping[str, Any]) -> tuple[str, str]:
    # People count from one.
    field = " / ".join(
        str(step + 1) if isinstance(step, int) else str(step) for step in problem["loc"]
    )
    context = problem.get("ctx", {})
    match problem["type"]:
        case "missing":
            return f"缺少 {field}", f"{field} is missing"
        case "extra_forbidden":
            return f"没有叫 {field} 的项", f"there is no field {field}"
        case "string_too_short":
            return f"{field} 是空的", f"{field} is empty"
        case "string_too_long":
            most = context.get("max_length", 0)
            return f"{field} 太长，最多 {most:,} 个字符", f"{field} is over {most:,} characters"
        case "model_type" | "dict_type":
            return "应该是 {…}", "it should be an object {…}"
        case "list_type":
            return f"{field} 应该是一组 […]", f"{field} should be a list […]"
        case "string_type":
            return f"{field} 应该是文字", f"{field} should be a text"
        case _ if field == "reviewed":
            return f"{field} 应该是日期，例如 2026-11-22", f"{field} should be a day: 2026-11-22"
        case _:
            return f"{field} 写得不对：{problem['msg']}", f"{field}: {problem['msg']}"
