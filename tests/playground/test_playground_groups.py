"""What a phone may know of its groups: which fit a request, what is seen after leaving, polls."""

import aiohttp

from playground.chats import Chat, User, all_rights
from playground.phones import Phone
from playground.world import World
from tests.playground.conftest import Api, Page, Wire


def group_button(label: str, **wanted: object) -> Wire:
    return {"text": label, "request_chat": {"request_id": 1, "chat_is_channel": False, **wanted}}


async def test_only_groups_that_fit_the_button_are_offered(
    page: Page, api: Api, anna: User, phone: Phone, world: World
) -> None:
    world.add_group(title="普通群", members=[anna])
    world.add_group(title="别人的论坛", admins=[world.add_user(first_name="B")], members=[anna])
    phone.start()
    buttons = [
        [group_button("任何群"), group_button("论坛", chat_is_forum=True)],
        [
            group_button(
                "我管的群", user_administrator_rights={**all_rights(), "is_anonymous": False}
            )
        ],
    ]
    await api("sendMessage", chat_id=anna.id, text="?", reply_markup={"keyboard": buttons})
    offered = {}
    for label in ("任何群", "论坛", "我管的群"):
        async with page.http.get(f"/phones/{anna.id}/shareable", params={"button": label}) as got:
            offered[label] = [chat["title"] for chat in (await got.json())["chats"]]
    assert offered == {
        "任何群": ["维修组", "普通群", "别人的论坛"],
        "论坛": ["维修组"],
        "我管的群": ["维修组", "普通群"],
    }
    async with page.http.get(f"/phones/{anna.id}/shareable", params={"button": "没有"}) as got:
        assert got.status == 400


async def test_who_leaves_a_group_hears_no_more_of_it_until_the_return(
    page: Page, api: Api, anna: User, team: Chat
) -> None:
    path = f"/phones/{anna.id}"
    await page.post(f"{path}/leave", chat_id=team.id)
    assert (await page.event("chat"))["chat"]["present"] is False
    await api("sendMessage", chat_id=team.id, text="她走了")
    async with page.http.get(f"{path}/chats/{team.id}") as response:
        assert response.status == 404
    assert (await page.post(f"{path}/text", chat_id=team.id, text="x"))["ok"] is False
    await page.post(f"{path}/join", chat_id=team.id)
    # Nothing came in between: the next event of the group is the return.
    assert (await page.event("chat"))["chat"]["present"] is True
    notice = (await page.event("message"))["message"]["service"]
    assert notice["type"] == "new_chat_members"
    texts = [m["text"] for m in (await page.get(f"{path}/chats/{team.id}"))["messages"]]
    assert "她走了" in texts


async def test_nobody_walks_into_a_group_of_others(page: Page, anna: User, world: World) -> None:
    foreign = world.add_group(title="别人的群", members=[world.add_user(first_name="B")])
    answer = await page.post(f"/phones/{anna.id}/join", chat_id=foreign.id)
    assert answer["error"] == "this person has no such chat"
    assert not foreign.has(anna.id)


async def test_a_quiz_keeps_its_answer_until_one_has_voted(
    page: Page, api: Api, anna: User, team: Chat
) -> None:
    await api(
        "sendPoll",
        chat_id=team.id,
        question="火警电话？",
        options=[{"text": "110"}, {"text": "119"}],
        type="quiz",
        correct_option_ids=[1],
        explanation="火警打 119。",
    )
    message = (await page.event("message"))["message"]
    poll = message["poll"]
    assert (poll["quiz"], poll["revoting"]) == (True, False)
    assert (poll["correct"], poll["explanation"]) == (None, None)
    vote = {"chat_id": team.id, "message_id": message["id"], "options": [0]}
    await page.post(f"/phones/{anna.id}/vote", **vote)
    poll = (await page.event("edit"))["message"]["poll"]
    assert (poll["correct"], poll["explanation"]) == ([1], "火警打 119。")


async def test_a_pinned_message_is_told_however_old_it_is(
    page: Page, api: Api, anna: User, team: Chat
) -> None:
    first = await api("sendMessage", chat_id=team.id, text="公告")
    await api("pinChatMessage", chat_id=team.id, message_id=first["result"]["message_id"])
    for number in range(5):
        await api("sendMessage", chat_id=team.id, text=f"m{number}")
    shown = await page.get(f"/phones/{anna.id}/chats/{team.id}?limit=3")
    assert [m["text"] for m in shown["messages"]] == ["m2", "m3", "m4"]
    assert shown["chat"]["pinned_message"]["text"] == "公告"


async def test_the_length_of_a_recording_reaches_the_bot(
    http: aiohttp.ClientSession, page: Page, anna: User, world: World
) -> None:
    form = aiohttp.FormData({"chat_id": str(anna.id), "duration": "7"})
    form.add_field("file", b"OggS", filename="voice.ogg", content_type="audio/ogg")
    async with http.post(f"/phones/{anna.id}/voice", data=form) as response:
        assert response.status == 200
    (update,) = world.bot.updates.waiting
    assert b'"duration":7' in update.body
    assert b'"mime_type":"audio/ogg"' in update.body
