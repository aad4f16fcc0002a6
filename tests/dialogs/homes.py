"""Homes and imported owners, for the dialogues that bind one to the other."""

from domain.language import Language
from domain.people import Actor, Relation, ResidenceStatus
from services.ports import UnitOfWork
from tests.dialogs.desk import DeskOnTrial, Somebody


async def build(desk: DeskOnTrial, *homes: str) -> None:
    """Bring homes in, such as 3-2-501."""
    for home in homes:
        await desk.house(home)


async def build_tower(desk: DeskOnTrial, building: str, unit: str, floors: int, each: int) -> None:
    """Bring a whole unit in."""
    rows = [
        (desk.community, building, unit, f"{floor}{room:02d}")
        for floor in range(1, floors + 1)
        for room in range(1, each + 1)
    ]
    await desk.ask(lambda uow: uow.houses.add_many(rows))


async def import_owner(
    desk: DeskOnTrial, name: str, phone: str, home: str, relation: Relation = Relation.OWNER
) -> None:
    """Bring an owner in, as the company's list does."""
    house = await desk.house(home)

    def add(uow: UnitOfWork) -> None:
        person = uow.people.add(
            telegram_id=None, name=name, phone=phone, language=Language.ZH_HANS
        )
        uow.people.add_residence(person.id, house.id, relation, ResidenceStatus.VERIFIED)

    await desk.ask(add)


async def actor_of(desk: DeskOnTrial, somebody: Somebody) -> Actor:
    """Return what the desk knows of a person."""

    def look(uow: UnitOfWork) -> Actor:
        person = uow.people.by_telegram(somebody.user.id)
        assert person is not None
        return uow.people.actor(person.id)

    return await desk.ask(look)


async def agreed(desk: DeskOnTrial, name: str = "王女士") -> Somebody:
    """A newcomer who has chosen a language and agreed, and is asked for a home."""
    somebody = desk.stranger(name)
    await somebody.opens()
    await somebody.taps("简体中文")
    await somebody.taps("同意并继续")
    return somebody


MAIN_MENU = [["报修", "投诉", "咨询"], ["我的工单", "紧急求助"], ["我的家", "建议表扬"]]
