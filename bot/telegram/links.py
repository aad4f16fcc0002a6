"""Deep links into the desk: what stands behind ``?start=``."""

INVITE = "join-"
"""A payload that begins so is the token of an invite to the staff."""


def start_link(username: str, payload: str) -> str:
    """Return the address that opens the bot and sends it ``/start <payload>``."""
    return f"https://t.me/{username}?start={payload}"


def invite_link(username: str, token: str) -> str:
    """Return the address of an invite; ``token`` is URL-safe text of at most 59 characters."""
    return start_link(username, f"{INVITE}{token}")


def invite_token(payload: str | None) -> str | None:
    """Return the invite's token out of a start payload, or ``None`` when it is none."""
    if payload is None or not payload.startswith(INVITE):
        return None
    return payload.removeprefix(INVITE) or None
