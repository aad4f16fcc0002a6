"""The playground's page for tests: a desk page with its phones, in the words of people.

Everything waits by itself until the page is ready; what never comes fails the test.
"""

import json
import re
from collections.abc import Sequence
from pathlib import Path

from playwright.async_api import FilePayload, Locator, Page, expect

Upload = str | Path | FilePayload | Sequence[FilePayload]


class PhonePage:
    """One phone on the page."""

    def __init__(self, page: Page, node: Locator) -> None:
        self._page = page
        self.node = node

    # What is seen

    @property
    def messages(self) -> Locator:
        """All messages of the open chat, oldest first."""
        return self.node.get_by_test_id("message")

    def message(self, text: str) -> Locator:
        """The newest message that contains the text."""
        return self.messages.filter(has_text=text).last

    async def sees(self, text: str) -> Locator:
        """Wait for a message with the text and return the newest such one."""
        found = self.message(text)
        await expect(found).to_be_visible()
        return found

    async def sees_no(self, text: str) -> None:
        """Wait until no message contains the text."""
        await expect(self.messages.filter(has_text=text)).to_have_count(0)

    async def sees_photo(self) -> Locator:
        """Wait until the newest photo is loaded."""
        picture = self.node.get_by_test_id("photo").last.locator("img")
        await expect(picture).to_be_visible()
        await self._page.wait_for_function(
            "i => i.complete && i.naturalWidth > 0", arg=await picture.element_handle()
        )
        return picture

    async def sees_toast(self, text: str) -> None:
        """Wait for a toast with the text."""
        await expect(self.node.get_by_test_id("toast")).to_contain_text(text)

    async def sees_alert(self, text: str) -> None:
        """Wait for an alert with the text and close it."""
        alert = self.node.get_by_test_id("alert")
        await expect(alert).to_contain_text(text)
        await self.node.get_by_test_id("alert-ok").click()
        await expect(alert).to_have_count(0)

    async def sees_keyboard(self, *labels: str) -> None:
        """Wait until the keyboard below the input has exactly these buttons; none: no keyboard."""
        await expect(self.node.get_by_test_id("reply-button")).to_have_text(list(labels))

    async def sees_unread(self, chat: str, count: int) -> None:
        """Wait until a chat's tab counts so many unread messages."""
        badge = self._tab(chat).get_by_test_id("unread")
        if count:
            await expect(badge).to_have_text(str(count))
        else:
            await expect(badge).to_have_count(0)

    # What is done

    async def start(self) -> None:
        """Press START."""
        await self.node.get_by_test_id("start").click()

    async def write(self, text: str) -> None:
        """Type a text and send it."""
        await self.node.get_by_test_id("input").fill(text)
        await self.node.get_by_test_id("send").click()

    async def tap(self, label: str, *, under: str | None = None) -> None:
        """Tap an inline button, of the newest message that has it or that contains `under`."""
        where = self.node if under is None else self.message(under)
        await where.get_by_test_id("inline-button").filter(has_text=_exactly(label)).last.click()

    async def press(self, label: str) -> None:
        """Press a button of the keyboard below the input."""
        await self.node.get_by_test_id("reply-button").filter(has_text=_exactly(label)).click()

    async def choose_command(self, command: str) -> None:
        """Choose a command, without its slash, from the bot's menu."""
        await self.node.get_by_test_id("commands").click()
        await self.node.get_by_test_id("command").filter(has_text=f"/{command}").first.click()

    async def send_sample(self, name: str = "leak", caption: str = "") -> None:
        """Send a sample picture of the attach menu: leak, dark or fixed."""
        await self._attach(f"sample-{name}")
        await self._send_files(caption)

    async def send_photo(self, files: Upload, caption: str = "") -> None:
        """Send pictures from files; several make an album."""
        await self.node.get_by_test_id("photo-file").set_input_files(files)
        await self._send_files(caption)

    async def send_contact(self) -> None:
        """Send one's own phone number by the attach menu."""
        await self._attach("contact")

    async def send_voice(self) -> None:
        """Record a moment of the microphone and send it."""
        await self.node.get_by_test_id("record").click()
        recording = self.node.get_by_test_id("recording")
        await expect(recording.locator("time")).to_have_text("0:01")
        await self.node.get_by_test_id("send-voice").click()
        await expect(recording).to_have_count(0)

    async def pick_group(self, title: str) -> None:
        """Pick one of the groups that a button of the keyboard asks for."""
        await self.node.get_by_test_id("pick-group").filter(has_text=title).click()

    async def follow(self, link: str) -> None:
        """Open a link to the bot, as from another app."""
        await self.node.get_by_test_id("input").fill(link)
        await self.node.get_by_test_id("open-link").click()

    async def vote(self, *options: str, under: str) -> None:
        """Choose options of the newest poll with this question; several are sent together."""
        poll = self.message(under)
        for option in options:
            await poll.get_by_test_id("poll-option").filter(has_text=option).click()
        if len(options) > 1:
            await poll.get_by_test_id("vote").click()

    async def leave(self) -> None:
        """Leave the group that is open."""
        await self._chat_menu("leave")

    async def block(self) -> None:
        """Block the bot of the chat that is open."""
        await self._chat_menu("block")

    async def reply(self, to: str, text: str) -> None:
        """Answer the newest message that contains `to`."""
        await self._menu(to, "reply")
        await expect(self.node.get_by_test_id("about")).to_be_visible()
        await self.write(text)

    async def edit(self, old: str, new: str) -> None:
        """Change one's own message that contains `old`."""
        await self._menu(old, "edit")
        await self.write(new)

    async def open_chat(self, title: str) -> None:
        """Go to another chat of this phone."""
        await self._tab(title).click()
        await expect(self._tab(title)).to_have_attribute("aria-selected", "true")

    def _tab(self, title: str) -> Locator:
        return self.node.locator(
            f'[data-testid="chat-tab"][data-title={json.dumps(title, ensure_ascii=False)}]'
        )

    async def open_topic(self, name: str) -> None:
        """Look at one topic of the forum that is open."""
        tab = self.node.get_by_test_id("topic-tab").filter(has_text=name)
        await tab.click()
        await expect(tab).to_have_attribute("aria-selected", "true")

    async def _chat_menu(self, item: str) -> None:
        await self.node.get_by_test_id("chat-menu").click()
        await self.node.get_by_test_id(item).click()

    async def _menu(self, text: str, item: str) -> None:
        message = self.message(text)
        await message.hover()
        await message.get_by_test_id("message-menu").click()
        await self.node.get_by_test_id(f"menu-{item}").click()

    async def _attach(self, item: str) -> None:
        await self.node.get_by_test_id("attach").click()
        await self.node.get_by_test_id(f"attach-{item}").click()

    async def _send_files(self, caption: str) -> None:
        if caption:
            await self.node.get_by_test_id("caption").fill(caption)
        await self.node.get_by_test_id("send-files").click()


class DeskPage:
    """The whole page."""

    def __init__(self, page: Page) -> None:
        self.page = page

    async def open(self, base_url: str) -> None:
        """Open the playground and wait until it is connected and shows its phones."""
        await self.page.goto(base_url)
        await self.sees_connection("live")
        await expect(self.page.get_by_test_id("phone").first).to_be_visible()

    def phone(self, who: str | int) -> PhonePage:
        """A phone by part of its label, or by its person's id."""
        attribute = f'data-user-id="{who}"' if isinstance(who, int) else f'data-label*="{who}"'
        node = self.page.locator(f'[data-testid="phone"][{attribute}]')
        return PhonePage(self.page, node)

    async def sees_connection(self, state: str) -> None:
        """Wait until the connection is `live` or `lost`."""
        light = self.page.get_by_test_id("connection")
        await expect(light).to_have_attribute("data-state", state, timeout=10_000)

    async def move_clock(self, how: str) -> None:
        """Move the desk's time: `hour`, `day` or `next`."""
        await self.page.get_by_test_id(f"clock-{how}").click()

    async def move_clock_until(self, seen: Locator) -> None:
        """Go from reminder to reminder until something is seen."""
        for _ in range(10):
            await self.move_clock("next")
            await expect(self.page.get_by_test_id("clock-next")).to_be_enabled()
            if await seen.count():
                return
        await expect(seen).to_be_visible()

    async def sees_time(self, time: str) -> None:
        """Wait until the header shows this time of the day."""
        await expect(self.page.get_by_test_id("clock-time")).to_have_text(time)

    async def sees_note(self, text: str) -> None:
        """Wait for a sentence below the clock."""
        await expect(self.page.get_by_test_id("note")).to_contain_text(text)


def _exactly(label: str) -> re.Pattern[str]:
    return re.compile(rf"^\s*{re.escape(label)}\s*$")
