"""Who is in a group: joining, leaving, rights, titles, invite links, becoming a supergroup."""

import secrets
from typing import Any

from playground.calls import Call, method
from playground.chats import Bot, Chat, Member, User, all_rights
from playground.errors import bad_request
from playground.limits import CHAT_DESCRIPTION, CHAT_TITLE, units
from playground.world import Event, World

Wire = dict[str, Any]

_NO_RIGHTS = "not enough rights to {} in the chat"


def set_status(
    world: World, chat: Chat, user: User, status: str, by: User, rights: Wire | None = None
) -> None:
    """Change somebody's standing and tell the bots: my_chat_member or chat_member."""
    old = chat.members.get(user.id) or Member(user=user, status="left")
    new = Member(user=user, status=status, rights=rights or {})
    if status == "administrator" and not rights:
        new.rights = all_rights()
    watching = world.bots_in(chat)
    chat.members[user.id] = new
    watching += [bot for bot in world.bots_in(chat) if bot not in watching]
    for bot in watching:
        kind = "my_chat_member" if bot.id == user.id else "chat_member"
        bot.updates.push(kind, _change(world, chat, by, old, new))
    world.emit(Event(kind="chat", chat=chat))


def _change(world: World, chat: Chat, by: User, old: Member, new: Member) -> Wire:
    return {
        "chat": chat.wire(),
        "from": by.wire(),
        "date": world.timestamp(),
        "old_chat_member": old.wire(),
        "new_chat_member": new.wire(),
    }


def join(world: World, chat: Chat, user: User, by: User, status: str = "member") -> None:
    """Bring somebody into a group and say so in it."""
    if chat.has(user.id):
        return
    set_status(world, chat, user, status, by)
    world.post(chat, by, "service", {"new_chat_members": [user.wire()]})


def leave(world: World, chat: Chat, user: User, by: User, status: str = "left") -> None:
    """Take somebody out of a group, by their own will or (kicked) by another's."""
    if not chat.has(user.id):
        return
    set_status(world, chat, user, status, by)
    world.post(chat, by, "service", {"left_chat_member": user.wire()})


def block(world: World, chat: Chat, bot: Bot, *, blocked: bool) -> None:
    """Block or unblock a bot in a private chat; the bot hears of it."""
    if chat.user is None or chat.blocked is blocked:
        return
    chat.blocked = blocked
    free, shut = Member(user=bot.user), Member(user=bot.user, status="kicked")
    old, new = (free, shut) if blocked else (shut, free)
    bot.updates.push("my_chat_member", _change(world, chat, chat.user, old, new))
    world.emit(Event(kind="chat", chat=chat))


def migrate(world: World, chat: Chat, by: User) -> Chat:
    """Turn a basic group into a supergroup with another id; the old one only refuses."""
    new = Chat(
        id=world.next_supergroup_id(),
        type="supergroup",
        title=chat.title,
        members=dict(chat.members),
        instance=world.serial("77"),
        next_id=2,
        permissions=dict(chat.permissions),
    )
    world.groups[new.id] = new
    for shown in world.phones:
        shown.chats = [new if known is chat else known for known in shown.chats]
    world.post(chat, by, "service", {"migrate_to_chat_id": new.id})
    chat.migrated_to = new
    world.post(new, by, "service", {"migrate_from_chat_id": chat.id})
    world.emit(Event(kind="chat", chat=new, data={"old_chat_id": chat.id}))
    return new


def rename(world: World, chat: Chat, title: str, by: User) -> None:
    """Give a group another title."""
    chat.title = title
    world.post(chat, by, "service", {"new_chat_title": title})
    world.emit(Event(kind="chat", chat=chat))


@method("getChat")
def get_chat(call: Call) -> Wire:
    """Answer getChat."""
    chat = call.chat()
    wire: Wire = {
        **chat.wire(),
        "accent_color_id": 0,
        "max_reaction_count": 11,
        "accepted_gift_types": dict.fromkeys(
            (
                "unlimited_gifts",
                "limited_gifts",
                "unique_gifts",
                "premium_subscription",
                "gifts_from_channels",
            ),
            False,
        ),
    }
    if not chat.is_private:
        wire["permissions"] = dict(chat.permissions)
        if chat.description:
            wire["description"] = chat.description
        primary = next((link for link in chat.invite_links if link["is_primary"]), None)
        if primary is not None:
            wire["invite_link"] = primary["invite_link"]
    pinned = chat.messages.get(chat.pinned[-1]) if chat.pinned else None
    if pinned is not None:
        wire["pinned_message"] = pinned.wire
    return wire


def _group(call: Call) -> Chat:
    chat = call.chat()
    if chat.is_private:
        raise bad_request("method is available for supergroup and channel chats only")
    return chat


@method("getChatMember")
def get_chat_member(call: Call) -> Wire:
    """Answer getChatMember; strangers are "left", as at Telegram."""
    chat = call.chat()
    user = call.world.users.get(call.get("user_id") or 0)
    if user is None:
        raise bad_request("PARTICIPANT_ID_INVALID")
    if chat.is_private:
        return Member(user=user).wire()
    member = chat.member(user.id)
    return (member or Member(user=user, status="left")).wire()


@method("getChatAdministrators")
def get_chat_administrators(call: Call) -> list[Wire]:
    """Answer getChatAdministrators: other bots are left out."""
    chat = call.chat()
    if chat.is_private:
        raise bad_request("there are no administrators in the private chat")
    return [
        member.wire()
        for member in chat.members.values()
        if member.is_admin and (not member.user.is_bot or member.user.id == call.bot.id)
    ]


@method("getChatMemberCount")
def get_chat_member_count(call: Call) -> int:
    """Answer getChatMemberCount."""
    return len(call.chat().present)


@method("leaveChat")
def leave_chat(call: Call) -> bool:
    """Answer leaveChat."""
    chat = call.chat()
    if chat.is_private:
        raise bad_request("chat member status can't be changed in private chats")
    leave(call.world, chat, call.bot.user, call.bot.user)
    return True


def _ruled(call: Call, right: str, what: str) -> Chat:
    chat = _group(call)
    call.require_right(chat, right, _NO_RIGHTS.format(what))
    return chat


@method("banChatMember")
def ban_chat_member(call: Call) -> bool:
    """Answer banChatMember."""
    chat = _ruled(call, "can_restrict_members", "restrict/unrestrict chat member")
    user = call.person()
    member = chat.member(user.id)
    if member is not None and member.is_admin:
        raise bad_request("user is an administrator of the chat")
    if chat.has(user.id):
        leave(call.world, chat, user, call.bot.user, "kicked")
    else:
        set_status(call.world, chat, user, "kicked", call.bot.user)
    return True


@method("unbanChatMember")
def unban_chat_member(call: Call) -> bool:
    """Answer unbanChatMember; without only_if_banned a present member is removed too."""
    chat = _ruled(call, "can_restrict_members", "restrict/unrestrict chat member")
    user = call.person()
    member = chat.member(user.id)
    if member is None or member.status == "left":
        return True
    if member.status == "kicked":
        set_status(call.world, chat, user, "left", call.bot.user)
    elif not call.flag("only_if_banned"):
        leave(call.world, chat, user, call.bot.user)
    return True


@method("restrictChatMember")
def restrict_chat_member(call: Call) -> bool:
    """Answer restrictChatMember; all permissions given means a plain member again."""
    chat = _ruled(call, "can_restrict_members", "restrict/unrestrict chat member")
    permissions = call.get("permissions") or {}
    status = "member" if permissions.get("can_send_other_messages") else "restricted"
    set_status(call.world, chat, call.person(), status, call.bot.user, permissions)
    return True


@method("promoteChatMember")
def promote_chat_member(call: Call) -> bool:
    """Answer promoteChatMember; without any right somebody becomes a plain member."""
    chat = _ruled(call, "can_promote_members", "promote members")
    values = call.parameters.values
    rights = {name: True for name, value in values.items() if name.startswith("can_") and value}
    status = "administrator" if rights else "member"
    if rights:
        rights["can_manage_chat"] = True
    set_status(call.world, chat, call.person(), status, call.bot.user, rights)
    return True


@method("setChatPermissions")
def set_chat_permissions(call: Call) -> bool:
    """Answer setChatPermissions."""
    chat = _ruled(call, "can_restrict_members", "change chat permissions")
    given = call.get("permissions") or {}
    chat.permissions = {name: bool(given.get(name)) for name in chat.permissions}
    return True


@method("setChatTitle")
def set_chat_title(call: Call) -> bool:
    """Answer setChatTitle."""
    chat = _ruled(call, "can_change_info", "change chat title")
    title = str(call.get("title") or "").strip()
    if not 1 <= units(title) <= CHAT_TITLE:
        raise bad_request("chat title must be 1 to 128 characters long")
    if title == chat.title:
        raise bad_request("chat title is not modified")
    rename(call.world, chat, title, call.bot.user)
    return True


@method("setChatDescription")
def set_chat_description(call: Call) -> bool:
    """Answer setChatDescription."""
    chat = _ruled(call, "can_change_info", "change chat description")
    description = str(call.get("description") or "")
    if units(description) > CHAT_DESCRIPTION:
        raise bad_request("chat description is too long")
    if description == (chat.description or ""):
        raise bad_request("chat description is not modified")
    chat.description = description
    return True


def _link(call: Call, chat: Chat, *, primary: bool) -> Wire:
    link: Wire = {
        "invite_link": f"https://t.me/+{secrets.token_urlsafe(12)}",
        "creator": call.bot.user.wire(),
        "creates_join_request": call.flag("creates_join_request"),
        "is_primary": primary,
        "is_revoked": False,
    }
    for name in ("name", "expire_date", "member_limit"):
        if call.get(name) is not None:
            link[name] = call.get(name)
    chat.invite_links.append(link)
    return link


@method("createChatInviteLink")
def create_chat_invite_link(call: Call) -> Wire:
    """Answer createChatInviteLink."""
    chat = _ruled(call, "can_invite_users", "manage chat invite link")
    if call.flag("creates_join_request") and call.get("member_limit") is not None:
        raise bad_request("member limit can't be specified for links with join requests")
    return _link(call, chat, primary=False)


@method("exportChatInviteLink")
def export_chat_invite_link(call: Call) -> str:
    """Answer exportChatInviteLink: the old main link ends."""
    chat = _ruled(call, "can_invite_users", "manage chat invite link")
    chat.invite_links = [link for link in chat.invite_links if not link["is_primary"]]
    return str(_link(call, chat, primary=True)["invite_link"])


@method("revokeChatInviteLink")
def revoke_chat_invite_link(call: Call) -> Wire:
    """Answer revokeChatInviteLink."""
    chat = _ruled(call, "can_invite_users", "manage chat invite link")
    for link in chat.invite_links:
        if link["invite_link"] == call.get("invite_link"):
            link["is_revoked"] = True
            return link
    raise bad_request("INVITE_HASH_EXPIRED")
