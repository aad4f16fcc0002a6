"""The world itself: texts and their entities, groups, commands, topics, what bots are told."""

from collections.abc import Awaitable, Callable
from typing import Any

import pytest

from playground.chats import Chat, User
from playground.entities import parse
from playground.errors import NothingHappened, PhoneError
from playground.phones import Phone
from playground.world import World

Wire = dict[str, Any]
Api = Callable[..., Awaitable[Wire]]


def test_the_official_specification_was_held_against(official_spec: object | None) -> None:
    if official_spec is None:
        pytest.skip("the official specification is not laid beside the project")
    assert hasattr(official_spec, "check_update")


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("<b>a<i>b</i></b>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("😀<b>x</b>", "😀x", [("bold", 2, 1)]),
        ("a &lt;b&gt; &amp;&#33;&nbsp;", "a <b> &!&nbsp;", []),
        ("  <b> a </b> ", "a", [("bold", 0, 1)]),
        ('<a href="https://a.b">x</a>', "x", [("text_link", 0, 1)]),
        ("<code>/start</code> /go", "/start /go", [("code", 0, 6), ("bot_command", 7, 3)]),
        ("<tg-spoiler>x</tg-spoiler>", "x", [("spoiler", 0, 1)]),
        ("<blockquote>x</blockquote>", "x", [("blockquote", 0, 1)]),
        ("siehe https://a.b/c.", "siehe https://a.b/c.", [("url", 6, 13)]),
        ("an @desk_bot #R1027 a@b.cn", "an @desk_bot #R1027 a@b.cn", None),
    ],
)
def test_html_becomes_text_and_entities(
    source: str, text: str, entities: list[tuple[str, int, int]] | None
) -> None:
    plain, found = parse(source, "HTML", None)
    assert plain == text
    got = [(e["type"], e["offset"], e["length"]) for e in found]
    expected = [("mention", 3, 9), ("hashtag", 13, 6), ("email", 20, 6)]
    assert got == (expected if entities is None else entities)


async def test_the_bot_is_told_when_it_is_brought_in_promoted_and_thrown_out(
    world: World, phone: Phone, anna: User
) -> None:
    group = world.add_group(title="Gruppe", members=[anna], bot_status=None)
    phone.add_bot(group)
    phone.promote_bot(group, {"can_pin_messages": True})
    phone.remove_bot(group)
    changes = [u["my_chat_member"] for u in world.recorder.updates if "my_chat_member" in u]
    steps = [(c["old_chat_member"]["status"], c["new_chat_member"]["status"]) for c in changes]
    assert steps == [
        ("left", "member"),
        ("member", "administrator"),
        ("administrator", "kicked"),
    ]
    assert changes[1]["new_chat_member"]["can_pin_messages"] is True
    assert changes[1]["new_chat_member"]["can_delete_messages"] is False
    joined = [u["message"] for u in world.recorder.updates if "message" in u]
    assert joined[0]["new_chat_members"][0]["id"] == world.bot.id


async def test_a_plain_member_with_privacy_on_hears_only_what_is_for_it(
    world: World, phone: Phone, anna: User
) -> None:
    world.bot.reads_all = False
    group = world.add_group(title="Gruppe", members=[anna], bot_status="member")
    for text in ("hallo", "/help", "frag @desk_bot"):
        phone.send_text(text, group)
    heard = [u["message"]["text"] for u in world.recorder.updates]
    assert heard == ["/help", "frag @desk_bot"]


async def test_the_narrowest_commands_in_the_persons_language_are_shown(
    api: Api, world: World, anna: User
) -> None:
    group = world.add_group(title="Gruppe", members=[anna])
    scopes: list[tuple[Wire, str]] = [
        ({"type": "default"}, "alle"),
        ({"type": "all_group_chats"}, "gruppen"),
        ({"type": "chat_administrators", "chat_id": group.id}, "leiter"),
    ]
    for scope, words in scopes:
        commands = [{"command": "x", "description": words}]
        assert (await api("setMyCommands", commands=commands, scope=scope))["ok"]
    from_default = await api("getMyCommands")
    assert from_default["result"][0]["description"] == "alle"
    wrong = await api("setMyCommands", commands=[{"command": "Start", "description": "x"}])
    assert wrong["description"] == "Bad Request: BOT_COMMAND_INVALID"


async def test_a_closed_or_deleted_topic(api: Api, world: World, anna: User, phone: Phone) -> None:
    forum = world.add_group(title="Forum", members=[anna], forum=True)
    general = phone.send_text("allgemein", forum)
    made = (await api("createForumTopic", chat_id=forum.id, name="R-1"))["result"]
    where: Wire = {"chat_id": forum.id, "message_thread_id": made["message_thread_id"]}
    await api("sendMessage", text="Karte", **where)
    await api("closeForumTopic", **where)
    with pytest.raises(PhoneError, match="the topic is closed"):
        phone.send_text("x", forum, reply_to=phone.chat(forum).find("Karte"))
    assert (await api("sendMessage", text="Leiter darf", **where))["ok"] is True
    assert (await api("deleteForumTopic", **where))["ok"] is True
    gone = await api("sendMessage", text="x", **where)
    assert gone["description"] == "Bad Request: message thread not found"
    assert phone.chat(forum).messages == [general]


async def test_members_admins_and_links(api: Api, world: World, anna: User) -> None:
    boris = world.add_user(first_name="Boris")
    group: Chat = world.add_group(title="Gruppe", members=[anna])
    count = await api("getChatMemberCount", chat_id=group.id)
    assert count["result"] == 2
    admins = await api("getChatAdministrators", chat_id=group.id)
    assert {a["user"]["id"] for a in admins["result"]} == {anna.id, world.bot.id}
    stranger = await api("getChatMember", chat_id=group.id, user_id=boris.id)
    assert stranger["result"]["status"] == "left"
    Phone(world, boris).join(group)
    member = await api("getChatMember", chat_id=group.id, user_id=boris.id)
    assert member["result"]["status"] == "member"
    link = await api("createChatInviteLink", chat_id=group.id, member_limit=1)
    assert link["result"]["invite_link"].startswith("https://t.me/+")
    await api("banChatMember", chat_id=group.id, user_id=boris.id)
    with pytest.raises(PhoneError):
        Phone(world, boris).send_text("x", group)
    chat = await api("getChat", chat_id=group.id)
    assert chat["result"]["title"] == "Gruppe"
    await api("leaveChat", chat_id=group.id)
    left = await api("getChat", chat_id=group.id)
    assert left["error_code"] == 403


async def test_copies_forwards_and_pins(
    api: Api, world: World, anna: User, phone: Phone, picture: bytes
) -> None:
    group = world.add_group(title="Gruppe", members=[anna])
    source = phone.send_photo(picture, caption="漏水")
    origin: Wire = {"from_chat_id": anna.id, "message_id": source.id}
    await api("copyMessage", chat_id=group.id, caption="kopiert", **origin)
    copied = phone.chat(group).last
    assert copied.text == "kopiert"
    assert copied.wire["photo"] == source.wire["photo"]
    assert "forward_origin" not in copied.wire
    forwarded = (await api("forwardMessage", chat_id=group.id, **origin))["result"]
    assert forwarded["forward_origin"]["sender_user"]["id"] == anna.id
    await api("pinChatMessage", chat_id=group.id, message_id=copied.id)
    assert group.pinned == [copied.id]
    assert (await api("getChat", chat_id=group.id))["result"]["pinned_message"]


async def test_a_forged_tap_and_a_tap_on_a_deleted_message(
    api: Api, world: World, anna: User, phone: Phone
) -> None:
    phone.start()
    markup = {"inline_keyboard": [[{"text": "a", "callback_data": "x"}]]}
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup=markup)
    message = phone.chat().last
    phone.forge_callback(message, "admin:1")
    await api("deleteMessage", chat_id=anna.id, message_id=message.id)
    phone.tap(message, "a")
    queries = [u["callback_query"] for u in world.recorder.updates if "callback_query" in u]
    assert [q["data"] for q in queries] == ["admin:1", "x"]
    assert queries[1]["message"]["date"] == 0


async def test_what_a_phone_refuses(phone: Phone, world: World) -> None:
    with pytest.raises(PhoneError, match="64 letters"):
        phone.start("a.b")
    phone.start()
    with pytest.raises(PhoneError, match="no buttons"):
        phone.tap(phone.chat().last, "接单")
    phone.block()
    with pytest.raises(PhoneError, match="blocked"):
        phone.send_text("x")
    with pytest.raises(NothingHappened, match="/start"):
        await phone.wait_for(lambda: False, timeout_seconds=0.01)


async def test_a_long_text_is_sent_in_pieces(phone: Phone) -> None:
    phone.send_text("字" * 5000)
    assert [len(text) for text in phone.chat().texts] == [4096, 904]
