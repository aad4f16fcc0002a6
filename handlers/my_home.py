"""My home (我的家): the homes of a person with their standing, more of them, and fewer."""

from aiogram import Bot, Router
from aiogram.filters import Command
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Keyboard
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.people import Actor, Relation, Residence, ResidenceStatus
from handlers.consent import ask_consent, consent_given
from handlers.filters import MenuWord, PrivateChat
from handlers.home_questions import HomePress, ask_where, home_name, words_of
from services.identity import Identity, LeaveHome
from services.ports import Runner

router = Router(name="my_home")


class MyHomePress(Press, prefix="mh"):
    """An act on the list: ``list``, ``add``, ``family``; ``leave`` and ``left`` with a tie."""

    residence_id: int = 0


@router.message(MenuWord("menu-my-home"), PrivateChat())
@router.message(Command("home"), PrivateChat())
async def show(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Show the person's homes; whoever has none is asked for theirs."""
    if not consent_given(turn, desk):
        ask_consent(turn, desk)
        return
    actor = await runner.read(identity.actor, turn.person.id)
    if actor.residences:
        turn.say(_list_text(turn, desk, actor), _list_keyboard(turn, desk, actor))
    else:
        ask_where(turn, desk)


@router.callback_query(MyHomePress.of("list"))
async def show_again(
    query: CallbackQuery, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Show the list in the same message."""
    actor = await runner.read(identity.actor, turn.person.id)
    turn.edit(_list_text(turn, desk, actor), _list_keyboard(turn, desk, actor))


@router.callback_query(MyHomePress.of("add"))
async def add(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Begin the search for one more home."""
    if consent_given(turn, desk):
        ask_where(turn, desk)
    else:
        turn.strip()
        ask_consent(turn, desk)


@router.callback_query(MyHomePress.of("family"))
async def explain_family(query: CallbackQuery, turn: Turn, bot: Bot) -> None:
    """Say how relatives and tenants get their own access."""
    me = await bot.me()
    back = keyboards.button(turn.t("btn-back"), MyHomePress(action="list"))
    address = f"https://t.me/{me.username}"
    turn.edit(
        turn.t("my-home-family", address=address),
        keyboards.inline([keyboards.copy(turn.t("btn-copy-link"), address), back]),
    )


@router.callback_query(MyHomePress.of("leave"))
async def ask_to_leave(
    query: CallbackQuery,
    callback_data: MyHomePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Ask before a home is taken off the list."""
    actor = await runner.read(identity.actor, turn.person.id)
    tie = next((t for t in actor.residences if t.id == callback_data.residence_id), None)
    if tie is None:
        turn.edit(_list_text(turn, desk, actor), _list_keyboard(turn, desk, actor))
        return
    left = MyHomePress(action="left", residence_id=tie.id)
    turn.edit(
        turn.t("my-home-leave-ask", home=home_name(turn, desk, tie.house)),
        keyboards.inline(
            [
                keyboards.button(turn.t("btn-remove"), left, style="danger"),
                keyboards.button(turn.t("btn-back"), MyHomePress(action="list")),
            ]
        ),
    )


@router.callback_query(MyHomePress.of("left"))
async def leave(
    query: CallbackQuery,
    callback_data: MyHomePress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Take a home off the list."""
    command = LeaveHome(by=turn.person.id, residence_id=callback_data.residence_id)
    actor = await runner.run(identity.leave, command)
    text = turn.t("my-home-left") + "\n\n" + _list_text(turn, desk, actor)
    turn.edit(text, _list_keyboard(turn, desk, actor))


def _list_text(turn: Turn, desk: Desk, actor: Actor) -> str:
    if not actor.residences:
        return turn.t("my-home-none")
    lines = [turn.t("my-home-head")]
    lines += [_line(turn, desk, actor, tie) for tie in actor.residences]
    return "\n".join(lines)


def _line(turn: Turn, desk: Desk, actor: Actor, tie: Residence) -> str:
    return turn.t(
        "my-home-line",
        home=home_name(turn, desk, tie.house),
        relation=words_of(turn, desk).relation(tie.relation),
        standing=_standing(tie, actor),
        reason=tie.reason,
        phone=desk.community(tie.house.community).centre_phone,
    )


def _standing(tie: Residence, actor: Actor) -> str:
    """Return which of the words for a tie's standing fits."""
    if tie.status is ResidenceStatus.PENDING and tie.relation is Relation.VISITOR:
        return "visitor"
    if tie.status is ResidenceStatus.PENDING and actor.person.phone is None:
        return "phone"
    return tie.status.value


def _list_keyboard(turn: Turn, desk: Desk, actor: Actor) -> Keyboard:
    rows: list[list[keyboards.Button]] = []
    if any(_standing(tie, actor) == "phone" for tie in actor.residences):
        phone = keyboards.button(turn.t("btn-send-phone"), HomePress(action="phn"))
        rows.append([phone])
    for tie in actor.residences:
        home = home_name(turn, desk, tie.house)
        row = []
        if tie.status is ResidenceStatus.REFUSED:
            again = HomePress(action="rom", house=tie.house.id)
            row.append(keyboards.button(turn.t("btn-submit-again"), again))
        press = MyHomePress(action="leave", residence_id=tie.id)
        row.append(keyboards.button(turn.t("btn-remove-home", home=home), press))
        rows.append(row)
    rows.append(
        [
            keyboards.button(turn.t("btn-add-home"), MyHomePress(action="add")),
            keyboards.button(turn.t("btn-family"), MyHomePress(action="family")),
        ]
    )
    return keyboards.inline(*rows)
