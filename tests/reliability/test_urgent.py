"""Whatever staff should see of an emergency goes before everything else that waits."""

from services.intents import Lane
from services.rows import OutboxRow
from tests.dialogs.desk import DeskOnTrial


async def test_cards_alarms_and_pictures_of_an_emergency_are_urgent(desk: DeskOnTrial) -> None:
    born: list[OutboxRow] = []

    def put(rows: list[OutboxRow]) -> None:
        born.extend(rows)
        desk.app.mailroom.put(rows)

    desk.app.runner.listen(on_outbox=put)
    guard = await desk.staff("刘队", "security")
    group = await desk.team("security", guard)
    centre = await desk.team("centre")
    wang = await desk.owner("王女士", home="3-2-501")
    await wang.says("紧急求助")
    await wang.taps("着火冒烟")
    await wang.sends_photo()
    await desk.forward(minutes=11)  # nobody has come
    to_staff = [
        row
        for row in born
        if row.message.chat_id in {group.chat.id, centre.chat.id, guard.user.id}
    ]
    assert len(to_staff) >= 7
    assert {row.message.lane for row in to_staff} == {Lane.EMERGENCY}
    replies = [row.rank for row in born if row.message.lane is Lane.REPLY]
    assert max(row.rank for row in to_staff) < min(replies)
