"""Keeps strangers out of the page's addresses: only this machine's own page may use them."""

from collections.abc import Awaitable, Callable
from typing import Final
from urllib.parse import urlsplit

from aiohttp import web

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]

_LOCAL: Final = frozenset({"127.0.0.1", "localhost", "::1"})
_BODIES: Final = ("application/json", "multipart/form-data")


def guarded(handler: Handler) -> Handler:
    """Answer 403 to other hosts (DNS rebinding) and other pages (forged requests)."""

    async def check(request: web.Request) -> web.StreamResponse:
        refusal = _refusal(request)
        if refusal is not None:
            return web.json_response({"ok": False, "error": refusal}, status=403)
        return await handler(request)

    return check


def _refusal(request: web.Request) -> str | None:
    host = request.headers.get("Host", "")
    if urlsplit(f"//{host}").hostname not in _LOCAL:
        return "this address answers on this machine only"
    origin = request.headers.get("Origin")
    if origin is not None and origin != f"http://{host}":
        return "another page may not use this address"
    if request.headers.get("Sec-Fetch-Site", "none") not in {"same-origin", "none"}:
        return "another page may not use this address"
    # Forms of other pages could send these without asking first; JSON they cannot.
    if request.method == "POST" and request.body_exists:
        kind = request.content_type
        if kind not in _BODIES or (kind == _BODIES[1] and origin is None and _browser(request)):
            return "send JSON or multipart"
    return None


def _browser(request: web.Request) -> bool:
    return "Sec-Fetch-Mode" in request.headers
