"""Refusals: Telegram's own error answers as exceptions, and the mistakes of a simulated person."""

from typing import Any


class TelegramError(Exception):
    """A call that Telegram refuses; `description` is the text Telegram would send."""

    def __init__(
        self, code: int, description: str, parameters: dict[str, Any] | None = None
    ) -> None:
        super().__init__(f"{code} {description}")
        self.code = code
        self.description = description
        self.parameters = parameters

    def wire(self) -> dict[str, Any]:
        """Return the JSON body of the answer."""
        body: dict[str, Any] = {
            "ok": False,
            "error_code": self.code,
            "description": self.description,
        }
        if self.parameters:
            body["parameters"] = self.parameters
        return body


class PhoneError(Exception):
    """A person cannot do this on a real phone: no such button, bot blocked, not a member."""


class NothingHappened(TimeoutError):
    """The awaited condition did not come true in time; the text says what was seen instead."""


def bad_request(text: str) -> TelegramError:
    """Return the error 400 that Telegram answers with this text."""
    return TelegramError(400, f"Bad Request: {text}")


def forbidden(text: str) -> TelegramError:
    """Return the error 403 that Telegram answers with this text."""
    return TelegramError(403, f"Forbidden: {text}")


def too_many_requests(seconds: int) -> TelegramError:
    """Return the error 429 with the number of seconds to wait."""
    return TelegramError(
        429, f"Too Many Requests: retry after {seconds}", {"retry_after": seconds}
    )


def migrated(new_chat_id: int) -> TelegramError:
    """Return the error for a group that has become a supergroup with another id."""
    return TelegramError(
        400,
        "Bad Request: group chat was upgraded to a supergroup chat",
        {"migrate_to_chat_id": new_chat_id},
    )
