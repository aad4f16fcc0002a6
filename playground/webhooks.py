"""Webhooks: setting them, and posting updates to them in order until each is accepted."""

import asyncio
from typing import Any, Final, Protocol

import aiohttp
from pydantic_core import from_json

from playground.calls import Call, method
from playground.chats import Bot
from playground.errors import bad_request
from playground.limits import SECRET_TOKEN, UPDATES_PER_POLL
from playground.parameters import Parameters, read_plain
from playground.updates import QueuedUpdate, Webhook
from playground.world import World

Wire = dict[str, Any]

_SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 - a header's name
_LOCAL: Final = ("http://127.0.0.1", "http://localhost", "http://[::1]", "https://")


@method("setWebhook")
def set_webhook(call: Call) -> bool:
    """Answer setWebhook; plain http is accepted for this machine only."""
    url = str(call.get("url") or "")
    secret = call.get("secret_token")
    queue = call.bot.updates
    if secret is not None and not SECRET_TOKEN.fullmatch(str(secret)):
        raise bad_request("secret token contains unallowed characters")
    if url and not url.startswith(_LOCAL):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    if call.flag("drop_pending_updates"):
        queue.drop()
    queue.set_allowed(call.get("allowed_updates"))
    if url:
        connections = call.get("max_connections")
        queue.webhook = Webhook(
            url=url, secret=secret, max_connections=40 if connections is None else connections
        )
        queue.end_poll()
    else:
        queue.webhook = None
    return True


@method("deleteWebhook")
def delete_webhook(call: Call) -> bool:
    """Answer deleteWebhook."""
    call.bot.updates.webhook = None
    if call.flag("drop_pending_updates"):
        call.bot.updates.drop()
    return True


@method("getWebhookInfo")
def get_webhook_info(call: Call) -> Wire:
    """Answer getWebhookInfo."""
    queue = call.bot.updates
    hook = queue.webhook
    info: Wire = {
        "url": hook.url if hook is not None else "",
        "has_custom_certificate": False,
        "pending_update_count": len(queue.waiting),
    }
    if hook is not None:
        info |= {"max_connections": hook.max_connections, "ip_address": "127.0.0.1"}
        if hook.last_error is not None:
            info["last_error_date"] = hook.last_error_at
            info["last_error_message"] = hook.last_error
    if queue.allowed is not None:
        info["allowed_updates"] = sorted(queue.allowed)
    return info


class Runner(Protocol):
    """Runs a method that came in a webhook's answer."""

    def run(self, bot: Bot, name: str, parameters: Parameters) -> None:
        """Run it; nobody is told how it went."""
        ...


class WebhookDelivery:
    """Posts one bot's updates, one after the other; a refused one is tried again first."""

    def __init__(
        self, world: World, bot: Bot, runner: Runner, *, retry_seconds: float = 0.2
    ) -> None:
        self._world = world
        self._bot = bot
        self._runner = runner
        self._retry_seconds = retry_seconds
        self._arrived = asyncio.Event()

    async def run(self) -> None:
        """Deliver until cancelled."""
        queue = self._bot.updates
        queue.arrived = self._arrived.set
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=60)) as session:
            while True:
                await self._arrived.wait()
                self._arrived.clear()
                while queue.webhook is not None:
                    batch = queue.batch(UPDATES_PER_POLL)
                    if not batch:
                        break
                    for update in batch:
                        await self._deliver(session, update)

    async def _deliver(self, session: aiohttp.ClientSession, update: QueuedUpdate) -> None:
        queue = self._bot.updates
        while (hook := queue.webhook) is not None:
            problem = await self._post(session, hook, update)
            if problem is None:
                if update in queue.waiting:
                    queue.waiting.remove(update)
                self._world.wake()
                return
            hook.last_error, hook.last_error_at = problem, self._world.timestamp()
            self._world.wake()
            await asyncio.sleep(self._retry_seconds)

    async def _post(
        self, session: aiohttp.ClientSession, hook: Webhook, update: QueuedUpdate
    ) -> str | None:
        headers = {"Content-Type": "application/json"}
        if hook.secret is not None:
            headers[_SECRET_HEADER] = hook.secret
        try:
            async with session.post(hook.url, data=update.body, headers=headers) as response:
                if not 200 <= response.status < 300:
                    return f"Wrong response from the webhook: {response.status} {response.reason}"
                await self._follow(response)
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            return f"Connection failed: {type(error).__name__}"
        return None

    async def _follow(self, response: aiohttp.ClientResponse) -> None:
        """Run the method that a bot may put into its answer."""
        values: Wire = {}
        if response.content_type == "application/json":
            try:
                values = from_json(await response.read() or b"{}")
            except ValueError:
                return
        elif response.content_type.startswith("multipart/"):
            reader = aiohttp.MultipartReader.from_response(response)
            while (part := await reader.next()) is not None:
                if isinstance(part, aiohttp.BodyPartReader) and part.name and not part.filename:
                    values[part.name] = (await part.read(decode=True)).decode()
        if isinstance(values, dict) and isinstance(values.get("method"), str):
            name = str(values.pop("method"))
            self._runner.run(self._bot, name, read_plain(name.lower(), values))
