"""Logs for people and for machines, without a token, a phone number or a word that was said."""

import logging
import re
import sys
import traceback
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

_TOKEN = re.compile(r"\b\d{6,}:[A-Za-z0-9_-]{20,}|/bot\d+:[^/\s]+")
_PHONE = re.compile(r"(?<![\w-])(?!\d{4}-\d\d-\d\d(?!\d))\+?\d[\d -]{6,}\d(?![\w-])")
_PRIVATE = frozenset({"text", "phone", "name", "address", "caption", "payload", "token"})
_HIDDEN = "[hidden]"
# Ids are long numbers too; under these names they may stand.
_IDS = frozenset({"update_id", "outbox_id", "turn", "key", "error_id", "chat", "bot_id", "timer"})

Event = MutableMapping[str, Any]


def redact(text: str) -> str:
    """Return a text without bot tokens and without what looks like a phone number."""
    return _PHONE.sub(_HIDDEN, _TOKEN.sub(_HIDDEN, text))


def redact_event(logger: object, method: str, event: Event) -> Event:
    """Hide in a log line what must not be in it (structlog's form of a processor)."""
    del logger, method
    for key, value in event.items():
        if key in _PRIVATE:
            event[key] = _HIDDEN
        elif isinstance(value, str) and key not in _IDS and key != "timestamp":
            event[key] = redact(value)
    return event


def describe_error(logger: object, method: str, event: Event) -> Event:
    """Put an error's type and where it happened into the line; its words may hold what was said.

    The text of an exception often quotes the data that it failed on, so it is left out.
    """
    del logger, method
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    if isinstance(error, BaseException):
        event.setdefault("error", type(error).__name__)
        frames = traceback.extract_tb(error.__traceback__)[-6:]
        event["at"] = [f"{frame.filename.rpartition('/')[2]}:{frame.lineno}" for frame in frames]
    return event


def set_up_logging(
    *, level: str = "INFO", as_json: bool = False, to: TextIO | None = None
) -> None:
    """Send the logs of the desk and of its libraries to one place, in one form."""
    shared: list[structlog.typing.Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.PositionalArgumentsFormatter(),
        structlog.processors.TimeStamper(fmt="iso", utc=True),
        describe_error,
        redact_event,
    ]
    stream = to or sys.stderr
    last: structlog.typing.Processor = (
        structlog.processors.JSONRenderer(ensure_ascii=False)
        if as_json
        else structlog.dev.ConsoleRenderer(colors=stream.isatty())
    )
    structlog.configure(
        processors=[*shared, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.make_filtering_bound_logger(level),
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=shared,
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, last],
        )
    )
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(level)
    # One line per update, and one per tick, say nothing that the desk does not say better.
    for name in ("aiogram.event", "apscheduler.executors.default", "apscheduler.scheduler"):
        logging.getLogger(name).setLevel(max(logging.WARNING, root.level))
