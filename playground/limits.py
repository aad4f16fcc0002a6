"""The one table of Telegram's limits; text lengths are UTF-16 units after entities are parsed."""

import re
from typing import Final

MEGABYTE: Final = 1024 * 1024

TEXT: Final = 4096
CAPTION: Final = 1024
CALLBACK_DATA_BYTES: Final = 64
CALLBACK_ANSWER: Final = 200
CALLBACK_LIFETIME_SECONDS: Final = 15 * 60  # Telegram does not publish the figure
BUTTONS_PER_KEYBOARD: Final = 100
BUTTON_ROWS: Final = 100
COPY_TEXT: Final = 256
PLACEHOLDER: Final = 64
DEEP_LINK: Final = re.compile(r"[A-Za-z0-9_-]{0,64}")

DOWNLOAD_BYTES: Final = 20 * MEGABYTE
UPLOAD_BYTES: Final = 50 * MEGABYTE
PHOTO_BYTES: Final = 10 * MEGABYTE
PHOTO_SIDES: Final = 10_000  # width and height together
PHOTO_RATIO: Final = 20
ALBUM: Final = (2, 10)

POLL_QUESTION: Final = 300
POLL_OPTION: Final = 100
POLL_OPTIONS: Final = (1, 12)
POLL_EXPLANATION: Final = 200
POLL_OPEN_SECONDS: Final = (5, 2_628_000)

POLL_TIMEOUT_SECONDS: Final = 50  # getUpdates waits no longer, whatever is asked for
UPDATES_PER_POLL: Final = 100
SECRET_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{1,256}")

COMMAND: Final = re.compile(r"[a-z0-9_]{1,32}")
COMMANDS: Final = 100
COMMAND_DESCRIPTION: Final = 256
BOT_NAME: Final = 64
BOT_DESCRIPTION: Final = 512
BOT_SHORT_DESCRIPTION: Final = 120

TOPIC_NAME: Final = 128
CHAT_TITLE: Final = 128
CHAT_DESCRIPTION: Final = 255
DELETE_AT_ONCE: Final = 100
DELETE_WITHIN_SECONDS: Final = 48 * 3600
TYPING_SECONDS: Final = 5
CONTACT_NAME: Final = 64

# The reactions that everybody may use; bots may set one of them per message.
REACTIONS: Final = frozenset(
    [
        "❤",
        "👍",
        "👎",
        "🔥",
        "🥰",
        "👏",
        "😁",
        "🤔",
        "🤯",
        "😱",
        "🤬",
        "😢",
        "🎉",
        "🤩",
        "🤮",
        "💩",
        "🙏",
        "👌",
        "🕊",
        "🤡",
        "🥱",
        "🥴",
        "😍",
        "🐳",
        "❤\u200d🔥",
        "🌚",
        "🌭",
        "💯",
        "🤣",
        "⚡",
        "🍌",
        "🏆",
        "💔",
        "🤨",
        "😐",
        "🍓",
        "🍾",
        "💋",
        "🖕",
        "😈",
        "😴",
        "😭",
        "🤓",
        "👻",
        "👨\u200d💻",
        "👀",
        "🎃",
        "🙈",
        "😇",
        "😨",
        "🤝",
        "✍",
        "🤗",
        "🫡",
        "🎅",
        "🎄",
        "☃",
        "💅",
        "🤪",
        "🗿",
        "🆒",
        "💘",
        "🙉",
        "🦄",
        "😘",
        "💊",
        "🙊",
        "😎",
        "👾",
        "🤷\u200d♂",
        "🤷",
        "🤷\u200d♀",
        "😡",
    ]
)


def units(text: str) -> int:
    """Return the length as Telegram counts it, in UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2
