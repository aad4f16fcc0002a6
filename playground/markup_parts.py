"""What the markups share: Telegram's refusal of broken ones, and where a link leads."""

import re
from typing import Any, Final

from playground.errors import TelegramError, bad_request

Wire = dict[str, Any]

_USER: Final = re.compile(r"tg:(?://)?user\?id=(\d+)")
_SCHEME: Final = re.compile(r"(https?|tg|ton|mailto|tel):")
_BARE_HOST: Final = re.compile(r"(https?://[^/?#]+)([?#].*)?")


def cannot_parse(text: str) -> TelegramError:
    """Return the refusal of a markup that is broken as the text says."""
    return bad_request(f"can't parse entities: {text}")


def byte_offset(source: str, position: int) -> int:
    """Return a position in a text as Telegram's refusals count it, in UTF-8 bytes."""
    return len(source[:position].encode())


def link_entity(url: str) -> Wire | None:
    """Return a link's entity without its place, a mention for a link to a user.

    None for an address that leads nowhere: Telegram then keeps only the link's words.
    """
    user = _USER.fullmatch(url)
    if user is not None:
        return {"type": "text_mention", "user_id": int(user[1])}
    if not _SCHEME.match(url):
        if "." not in url or " " in url:
            return None
        url = f"http://{url}"
    bare = _BARE_HOST.fullmatch(url)
    if bare is not None:
        url = f"{bare[1]}/{bare[2] or ''}"
    return {"type": "text_link", "url": url}
