"""People, chats and messages: what the simulated Telegram remembers."""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Final

from playground.updates import UpdateQueue

Wire = dict[str, Any]

_RIGHTS: Final = (
    "can_manage_chat",
    "can_delete_messages",
    "can_manage_video_chats",
    "can_restrict_members",
    "can_promote_members",
    "can_change_info",
    "can_invite_users",
    "can_post_stories",
    "can_edit_stories",
    "can_delete_stories",
    "can_pin_messages",
    "can_manage_topics",
    "can_send_welcome_messages",
)
PERMISSIONS: Final = (
    "can_send_messages",
    "can_send_audios",
    "can_send_documents",
    "can_send_photos",
    "can_send_videos",
    "can_send_video_notes",
    "can_send_voice_notes",
    "can_send_polls",
    "can_send_other_messages",
    "can_add_web_page_previews",
    "can_react_to_messages",
    "can_edit_tag",
    "can_change_info",
    "can_invite_users",
    "can_pin_messages",
    "can_manage_topics",
)


@dataclass(slots=True, kw_only=True, eq=False)
class User:
    """A person or a bot with a name; `phone` in E.164, `language_code` as the app sends it."""

    id: int
    first_name: str
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None
    phone: str | None = None
    is_bot: bool = False
    deactivated: bool = False

    @property
    def name(self) -> str:
        """The whole name."""
        return f"{self.first_name} {self.last_name}" if self.last_name else self.first_name

    def wire(self) -> Wire:
        """Return the Bot API's User."""
        wire: Wire = {"id": self.id, "is_bot": self.is_bot, "first_name": self.first_name}
        if self.last_name:
            wire["last_name"] = self.last_name
        if self.username:
            wire["username"] = self.username
        if self.language_code:
            wire["language_code"] = self.language_code
        return wire


@dataclass(slots=True, kw_only=True)
class Member:
    """Somebody's standing in a group: creator, administrator, member, restricted, left, kicked."""

    user: User
    status: str = "member"
    rights: dict[str, bool] = field(default_factory=dict)

    @property
    def present(self) -> bool:
        """Whether this person is in the group now."""
        return self.status not in {"left", "kicked"}

    @property
    def is_admin(self) -> bool:
        """Whether this person administers the group."""
        return self.status in {"creator", "administrator"}

    def may(self, right: str) -> bool:
        """Whether an administrator has this right; the creator has all."""
        return self.status == "creator" or (self.is_admin and self.rights.get(right, False))

    def wire(self) -> Wire:
        """Return the Bot API's ChatMember."""
        wire: Wire = {"status": self.status, "user": self.user.wire()}
        if self.status == "creator":
            wire["is_anonymous"] = False
        elif self.status == "administrator":
            wire |= {"can_be_edited": False, "is_anonymous": False}
            wire |= {right: self.rights.get(right, False) for right in _RIGHTS}
        elif self.status == "restricted":
            wire |= {"is_member": True, "until_date": 0}
            wire |= {right: self.rights.get(right, False) for right in PERMISSIONS}
        elif self.status == "kicked":
            wire["until_date"] = 0
        return wire


def all_rights() -> dict[str, bool]:
    """Return the rights of a fully trusted administrator."""
    return dict.fromkeys(_RIGHTS, True)


@dataclass(slots=True, kw_only=True)
class Topic:
    """A topic of a forum; its id is the id of the message that made it."""

    id: int
    name: str
    icon_color: int
    icon_custom_emoji_id: str | None = None
    closed: bool = False
    hidden: bool = False


@dataclass(slots=True, kw_only=True)
class Poll:
    """A native poll and who voted for what."""

    id: str
    wire: Wire
    votes: dict[int, tuple[int, ...]] = field(default_factory=dict)
    closes_at: datetime | None = None

    @property
    def is_closed(self) -> bool:
        """Whether voting is over."""
        return bool(self.wire["is_closed"])


@dataclass(slots=True, kw_only=True, eq=False)
class Message:
    """One message; `wire` is the Bot API's Message and is replaced, never changed, by edits."""

    chat: "Chat"
    sender: User
    wire: Wire
    kind: str
    topic_id: int | None = None
    poll: Poll | None = None
    markup: Wire | None = None  # a reply keyboard sent with it, which makes it uneditable
    silent: bool = False
    deleted: bool = False
    reactions: dict[int, list[Wire]] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The number of the message in its chat."""
        return int(self.wire["message_id"])

    @property
    def text(self) -> str:
        """The text or the caption; empty when there is neither."""
        return str(self.wire.get("text") or self.wire.get("caption") or "")

    @property
    def entities(self) -> list[Wire]:
        """The entities of the text or the caption."""
        return list(self.wire.get("entities") or self.wire.get("caption_entities") or [])

    @property
    def buttons(self) -> list[list[Wire]]:
        """The rows of inline buttons."""
        rows = self.wire.get("reply_markup", {}).get("inline_keyboard", [])
        return [list(row) for row in rows]

    @property
    def labels(self) -> list[str]:
        """The words on all inline buttons, row by row."""
        return [button["text"] for row in self.buttons for button in row]

    @property
    def is_service(self) -> bool:
        """Whether this is a notice of Telegram itself, like somebody joining."""
        return self.kind == "service"


@dataclass(slots=True, kw_only=True, eq=False)
class Chat:
    """A private chat of a person with a bot, a group or a supergroup."""

    id: int
    type: str
    title: str | None = None
    username: str | None = None
    description: str | None = None
    is_forum: bool = False
    user: User | None = None  # the person of a private chat
    bot: User | None = None  # the bot of a private chat
    started: bool = False
    blocked: bool = False
    members: dict[int, Member] = field(default_factory=dict)
    messages: dict[int, Message] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    pinned: list[int] = field(default_factory=list)
    keyboards: dict[int, Wire] = field(default_factory=dict)  # by user id
    invite_links: list[Wire] = field(default_factory=list)
    permissions: dict[str, bool] = field(default_factory=lambda: dict.fromkeys(PERMISSIONS, True))
    general: Topic = field(
        default_factory=lambda: Topic(id=1, name="General", icon_color=0x6FB9F0)
    )
    migrated_to: "Chat | None" = None
    instance: str = ""
    next_id: int = 1

    @property
    def is_private(self) -> bool:
        """Whether this is one person's chat with a bot."""
        return self.type == "private"

    @property
    def present(self) -> list[User]:
        """Everybody in the chat now, bots included."""
        if self.user is not None and self.bot is not None:
            return [self.user, self.bot]
        return [member.user for member in self.members.values() if member.present]

    @property
    def shown(self) -> list[Message]:
        """The messages that are still there, oldest first."""
        return list(self.messages.values())

    def member(self, user_id: int) -> Member | None:
        """Return somebody's standing, also of those who left; None for strangers."""
        return self.members.get(user_id)

    def has(self, user_id: int) -> bool:
        """Whether somebody is in this chat now."""
        if self.user is not None and self.bot is not None:
            return user_id in {self.user.id, self.bot.id}
        member = self.members.get(user_id)
        return member is not None and member.present

    def wire(self) -> Wire:
        """Return the Bot API's Chat."""
        wire: Wire = {"id": self.id, "type": self.type}
        if self.user is not None:
            wire["first_name"] = self.user.first_name
            if self.user.last_name:
                wire["last_name"] = self.user.last_name
            if self.user.username:
                wire["username"] = self.user.username
            return wire
        wire["title"] = self.title
        if self.username:
            wire["username"] = self.username
        if self.is_forum:
            wire["is_forum"] = True
        return wire


@dataclass(frozen=True, slots=True, kw_only=True)
class CallbackAnswer:
    """What a person sees after a tap: a toast, an alert, a link, or nothing (`text` empty)."""

    text: str = ""
    show_alert: bool = False
    url: str | None = None


@dataclass(slots=True, kw_only=True)
class CallbackQuery:
    """A tap that waits for its one answer."""

    id: str
    user: User
    message: Message
    data: str
    asked_at: datetime
    update_id: int | None = None
    answer: CallbackAnswer | None = None


@dataclass(slots=True, kw_only=True, eq=False)
class Bot:
    """A bot: its token, its updates, what it told Telegram about itself."""

    token: str
    user: User
    updates: UpdateQueue
    reads_all: bool = True  # privacy mode off
    private_chats: dict[int, Chat] = field(default_factory=dict)
    callbacks: dict[str, CallbackQuery] = field(default_factory=dict)
    commands: dict[tuple[str, int, int, str], list[Wire]] = field(default_factory=dict)
    profile: dict[tuple[str, str], str] = field(default_factory=dict)
    menu_buttons: dict[int, Wire] = field(default_factory=dict)
    default_rights: dict[bool, Wire] = field(default_factory=dict)

    @property
    def id(self) -> int:
        """The bot's user id."""
        return self.user.id

    def wire(self) -> Wire:
        """Return what getMe answers."""
        return {
            **self.user.wire(),
            "can_join_groups": True,
            "can_read_all_group_messages": self.reads_all,
            "supports_guest_queries": False,
            "supports_inline_queries": False,
            "can_connect_to_business": False,
            "has_main_web_app": False,
            "has_topics_enabled": False,
            "allows_users_to_create_topics": False,
            "can_manage_bots": False,
            "supports_join_request_queries": False,
        }
