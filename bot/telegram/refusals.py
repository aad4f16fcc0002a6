"""Reads what Telegram's refusals mean for a message: wait, give up, follow the group, or mend."""

from bot.telegram.wire import ApiError, WireDown
from services.rows import DeliveryResult, Migrated, Refused, RetryLater, Unreachable

DOWN_SECONDS = 5.0
"""How long to wait when Telegram cannot be reached at all; that is not the message's fault."""

FLOOD_SECONDS = 3.0
"""How long to wait after a 429 that names no time."""

_GONE = (
    "bot was blocked",
    "bot was kicked",
    "user is deactivated",
    "chat not found",
    "bot is not a member",
    "can't initiate conversation",
)
_NOTHING_TO_EDIT = (
    "message to edit not found",
    "message can't be edited",
    "message_id_invalid",
    "there is no text in the message",
    "there is no caption in the message",
)
_NOTHING_TO_DELETE = ("message to delete not found", "message identifier is not specified")
_NOTHING_TO_ANSWER = ("message to be replied not found", "replied message not found")


def outcome_of(error: ApiError | WireDown) -> DeliveryResult:
    """Return what an error means for the message that was to be delivered."""
    if isinstance(error, WireDown):
        return RetryLater(seconds=DOWN_SECONDS, error=str(error), counts=error.perhaps_done)
    if error.migrate_to is not None:
        return Migrated(new_chat_id=error.migrate_to)
    text = str(error)
    if error.code == 429:
        seconds = float(error.retry_after or FLOOD_SECONDS)
        return RetryLater(seconds=seconds, error=text, counts=False)
    if error.code >= 500:
        return RetryLater(seconds=DOWN_SECONDS, error=text)
    if error.code == 401:
        # The token is wrong or was revoked: nothing is wrong with the message.
        return RetryLater(seconds=60.0, error=text, counts=False)
    if error.code == 403 or _says(error, _GONE):
        return Unreachable(error=text)
    return Refused(error=text)


def nothing_changed(error: ApiError) -> bool:
    """Whether an edit would not change anything: it is as good as done."""
    return _says(error, ("message is not modified",))


def nothing_to_edit(error: ApiError) -> bool:
    """Whether the message that was to be edited is out of reach."""
    return _says(error, _NOTHING_TO_EDIT)


def nothing_to_delete(error: ApiError) -> bool:
    """Whether the message that was to be deleted is gone already."""
    return _says(error, _NOTHING_TO_DELETE)


def nothing_to_answer(error: ApiError) -> bool:
    """Whether the message that was to be replied to is gone."""
    return _says(error, _NOTHING_TO_ANSWER)


def broken_markup(error: ApiError) -> bool:
    """Whether Telegram could not read the entities of a text."""
    return _says(error, ("can't parse entities",))


def no_topic(error: ApiError) -> bool:
    """Whether the forum topic is gone."""
    return _says(error, ("message thread not found",))


def _says(error: ApiError, phrases: tuple[str, ...]) -> bool:
    description = error.description.lower()
    return error.code in {400, 403} and any(phrase in description for phrase in phrases)
