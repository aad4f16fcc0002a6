"""Faults on demand: refusals, silence, cut connections, repeated and shuffled updates."""

import random
from dataclasses import dataclass
from typing import Any, Final, Literal, get_args

from playground.errors import TelegramError, bad_request, forbidden, too_many_requests

Wire = dict[str, Any]
FaultKind = Literal[
    "flood",
    "server_error",
    "forbidden",
    "bad_request",
    "timeout_before",
    "timeout_after",
    "cut_before",
    "cut_after",
    "duplicate_updates",
    "shuffle_updates",
]
KINDS: Final[tuple[str, ...]] = get_args(FaultKind)
_UPDATE_KINDS: Final = frozenset({"duplicate_updates", "shuffle_updates"})
_SERVER_ERRORS: Final = {
    500: "Internal Server Error",
    502: "Bad Gateway",
    503: "Service Unavailable",
    504: "Gateway Timeout",
}


@dataclass(slots=True, kw_only=True)
class Fault:
    """One planned fault; `times` None means for ever, `method` and `chat_id` narrow it."""

    id: int
    kind: FaultKind
    method: str | None = None
    chat_id: int | None = None
    times: int | None = 1
    probability: float = 1.0
    retry_after: int = 1
    code: int = 500
    description: str | None = None
    hits: int = 0

    def error(self) -> TelegramError | None:
        """Return the refusal this fault makes; None when it is silence or a cut."""
        match self.kind:
            case "flood":
                return too_many_requests(self.retry_after)
            case "server_error":
                text = self.description or _SERVER_ERRORS.get(self.code, "Internal Server Error")
                return TelegramError(self.code, text)
            case "forbidden":
                return forbidden(self.description or "bot was blocked by the user")
            case "bad_request":
                return bad_request(self.description or "chat not found")
            case _:
                return None


class Faults:
    """The planned faults of one world; all chance comes from one seeded generator."""

    def __init__(self, seed: int = 1) -> None:
        self.random = random.Random(seed)  # noqa: S311 - repeatable, not secret
        self.planned: list[Fault] = []
        self._next_id = 1

    def add(
        self,
        kind: FaultKind,
        *,
        method: str | None = None,
        chat_id: int | None = None,
        times: int | None = 1,
        probability: float = 1.0,
        retry_after: int = 1,
        code: int = 500,
        description: str | None = None,
    ) -> Fault:
        """Plan a fault for the next `times` fitting calls, each with this probability."""
        if kind not in KINDS:
            raise ValueError(f"no such fault: {kind}")
        if not 0 <= probability <= 1:
            raise ValueError("a probability lies between 0 and 1")
        fault = Fault(
            id=self._next_id,
            kind=kind,
            method=method,
            chat_id=chat_id,
            times=times,
            probability=probability,
            retry_after=retry_after,
            code=code,
            description=description,
        )
        self._next_id += 1
        self.planned.append(fault)
        return fault

    def clear(self) -> None:
        """Take all planned faults away."""
        self.planned.clear()

    def for_call(self, method: str, chat_id: object) -> Fault | None:
        """Return the fault that strikes this call, if one does, and count it."""
        for fault in self.planned:
            if fault.kind in _UPDATE_KINDS:
                continue
            if fault.method is not None and fault.method.lower() != method.lower():
                continue
            # Polling goes on during a fault that names no method: the bot must keep hearing.
            if fault.method is None and method == "getUpdates":
                continue
            if fault.chat_id is not None and str(fault.chat_id) != str(chat_id):
                continue
            if self._strikes(fault):
                return fault
        return None

    def for_updates(self, kind: Literal["duplicate_updates", "shuffle_updates"]) -> bool:
        """Say whether the next delivery of updates is repeated or shuffled."""
        return any(fault.kind == kind and self._strikes(fault) for fault in list(self.planned))

    def _strikes(self, fault: Fault) -> bool:
        if fault.probability < 1 and self.random.random() >= fault.probability:
            return False
        fault.hits += 1
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                self.planned.remove(fault)
        return True
