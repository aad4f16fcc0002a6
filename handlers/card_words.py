"""What is typed for a card: words for the owner, until when it rests, how the work ended."""

from typing import Any

from aiogram import Bot, Router
from aiogram.filters import Filter, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, User

from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import Keyboard
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.lifecycle import Action, HoldReason, Outcome
from domain.ticket import TicketId
from handlers.aside import go_on, step_aside
from handlers.attachments import pack, read_attachment, unpack, words_of
from handlers.card_view import (
    attempt,
    buttons_here,
    mention,
    read_card,
    show_keyboard,
    ticket_id_of,
)
from handlers.cues import Says, Way, skips
from handlers.expiry import asks_again
from handlers.until_text import read_until
from services.acts import MAX_NOTE, Say
from services.cards import Intend, intend
from services.intents import Json
from services.notes import Notes
from services.ports import Runner
from services.rows import Attachment
from services.views import TicketView
from services.work import Finish, Hold, Work

router = Router(name="card_words")


class CardWords(StatesGroup):
    """What somebody was asked to type, in the group of the card or in private."""

    message = State()
    until = State()
    ending = State()


class Answers(Filter):
    """An answer to what this person was asked: in a group, a reply to that very question.

    Whatever else they say in the group is chatter. The question names the ticket, so that an
    answer to an older question never reaches another owner.
    """

    async def __call__(self, message: Message, turn: Turn, bot: Bot) -> bool:
        """Whether the message answers."""
        if (message.text or "").startswith("/"):
            return False
        if turn.private:
            return True
        asked = message.reply_to_message
        if asked is None or asked.from_user is None or asked.from_user.id != bot.id:
            return False
        code = turn.dialogue.text("code")
        return code in (asked.text or "").replace("：", " ").split()


# ---- asking -------------------------------------------------------------------------------


@router.callback_query(TicketAction.of("message"))
async def ask_message(
    query: CallbackQuery, callback_data: TicketAction, turn: Turn, runner: Runner, desk: Desk
) -> None:
    """Ask what the owner should be told (S-068)."""
    ticket_id = ticket_id_of(callback_data.ticket_id)
    command = Intend(
        key=turn.key, by=turn.person.id, ticket_id=ticket_id, action=Action.STAFF_MESSAGE
    )
    view = await attempt(turn, runner, desk, ticket_id, intend, command)
    if view is not None:
        _ask(turn, query.from_user, view, CardWords.message)


def ask_until(turn: Turn, who: User, view: TicketView, reason: HoldReason) -> None:
    """Ask until when a ticket rests."""
    _ask(turn, who, view, CardWords.until, reason=reason.value)


def ask_ending(turn: Turn, who: User, view: TicketView, outcome: Outcome) -> None:
    """Ask for the note and the pictures that end the work."""
    _ask(turn, who, view, CardWords.ending, outcome=outcome.value, card=turn.message_id)


async def ask_no_more(turn: Turn, ticket_id: TicketId, data: dict[str, Any]) -> None:
    """Forget what the person was asked about a ticket, which was settled by a button."""
    if turn.dialogue.state in CardWords and turn.dialogue.number("ticket_id") == ticket_id:
        await go_on(turn, data)


def _ask(turn: Turn, who: User, view: TicketView, state: State, **values: Json) -> None:
    asked: dict[str, Json] = {"ticket_id": int(view.id), "code": view.code, **values}
    if turn.private:
        step_aside(turn.dialogue, state, **asked)
    else:
        # In a group only the newest question is open: nobody waits for the others.
        turn.dialogue.replace(asked)
        turn.dialogue.go(state)
    _say_question(turn, mention(who), view.code)
    turn.answer(turn.t("card-asked"))


def _say_question(turn: Turn, name: Html, code: str) -> None:
    asked = (turn.dialogue.state or "").partition(":")[2]
    turn.say(turn.t(f"card-ask-{asked}", name=name, code=code), _force_reply(turn, asked))


def _force_reply(turn: Turn, asked: str) -> Keyboard:
    hint = turn.t(f"card-hint-{asked}")
    return {"force_reply": True, "selective": True, "input_field_placeholder": hint[:64]}


@asks_again(CardWords)
async def ask_again(turn: Turn, event_from_user: User) -> None:
    """Repeat what was asked."""
    _say_question(turn, mention(event_from_user), turn.dialogue.text("code"))


# ---- answers ------------------------------------------------------------------------------


@router.message(StateFilter(CardWords), Says(Way.OUT, Way.BACK), Answers())
async def leave(message: Message, turn: Turn, runner: Runner, desk: Desk, **data: object) -> None:
    """Think better of it: nothing is sent, kept or ended."""
    _answer(turn, message, turn.t("card-left", code=turn.dialogue.text("code")))
    await _put_back(turn, runner, desk)
    await go_on(turn, {**data, "runner": runner, "desk": desk})


@router.message(CardWords.message, Answers())
async def send_message(
    message: Message, turn: Turn, runner: Runner, desk: Desk, notes: Notes, **data: object
) -> None:
    """Send the words to the owner."""
    text = words_of(message)
    if not _usable(turn, message, text):
        return
    command = Say(key=turn.key, by=turn.person.id, ticket_id=_ticket_id(turn), text=text)
    view = await attempt(turn, runner, desk, command.ticket_id, notes.relay, command)
    if view is not None:
        _answer(turn, message, relayed(turn, view))
    await go_on(turn, {**data, "runner": runner, "desk": desk})


@router.message(CardWords.until, Answers())
async def hold_until(
    message: Message, turn: Turn, runner: Runner, desk: Desk, work: Work, **data: object
) -> None:
    """Rest the ticket until the moment that was typed."""
    intended = Intend(
        key=turn.key, by=turn.person.id, ticket_id=_ticket_id(turn), action=Action.HOLD
    )
    view = await attempt(turn, runner, desk, intended.ticket_id, intend, intended)
    if view is None:
        await go_on(turn, {**data, "runner": runner, "desk": desk})
        return
    zone = desk.community(view.community).timezone
    until = read_until(words_of(message), turn.now, zone)
    if until is None:
        _answer(turn, message, turn.t("card-until-not-understood", code=view.code), asks=True)
        return
    command = Hold(
        key=turn.key,
        by=turn.person.id,
        ticket_id=view.id,
        reason=HoldReason(turn.dialogue.text("reason")),
        until=until,
    )
    after = await attempt(turn, runner, desk, view.id, work.hold, command)
    if after is not None and after.hold_until is not None:
        words = Words(turn.texts, desk, turn.language, turn.now)
        said = words.moment(after.hold_until, view.community)
        _answer(turn, message, turn.t("card-said-hold", code=view.code, until=said))
    await go_on(turn, {**data, "runner": runner, "desk": desk})


@router.message(CardWords.ending, Answers())
async def finish_with_note(
    message: Message, turn: Turn, runner: Runner, desk: Desk, work: Work, **data: object
) -> None:
    """End the work with a note and pictures; an album is waited for to its last."""
    attachment = read_attachment(message)
    if attachment is not None:
        kept = turn.dialogue.texts("files")
        turn.dialogue.put(files=[*kept, pack(attachment)])
    if text := words_of(message):
        turn.dialogue.put(note=text)
    if not turn.album_last:
        return
    note, files = turn.dialogue.text("note"), unpack(turn.dialogue.texts("files"))
    if skips(note):
        note = ""
    elif not files and not _usable(turn, message, note):
        return
    command = Finish(
        key=turn.key,
        by=turn.person.id,
        ticket_id=_ticket_id(turn),
        outcome=Outcome(turn.dialogue.text("outcome")),
        note=note,
        attachments=tuple(by_staff(file) for file in files),
    )
    view = await attempt(turn, runner, desk, command.ticket_id, work.finish, command)
    if view is not None:
        _answer(turn, message, turn.t("card-finished", code=view.code))
        await _put_back(turn, runner, desk)
    await go_on(turn, {**data, "runner": runner, "desk": desk})


async def _put_back(turn: Turn, runner: Runner, desk: Desk) -> None:
    """Give the card that led to the question the buttons that it has now."""
    pressed = turn.dialogue.number("card")
    if pressed is not None:
        card = await read_card(turn, runner, _ticket_id(turn))
        show_keyboard(turn, await buttons_here(turn, runner, desk, card), pressed)


def by_staff(file: Attachment) -> Attachment:
    """Return a file as one that a colleague has made."""
    return Attachment(kind=file.kind, file_id=file.file_id, by_staff=True)


def relayed(turn: Turn, view: TicketView) -> str:
    """Return whether words have gone to the owner, and when."""
    if not view.reachable:
        return turn.t("relay-unreachable", code=view.code)
    turn.in_community(view.community)
    return turn.t("relay-sent", code=view.code, at=turn.now)


def fits_a_note(turn: Turn, message: Message, text: str) -> bool:
    """Whether a text can be kept whole; where it cannot, say so."""
    if len(text) <= MAX_NOTE:
        return True
    _answer(turn, message, turn.t("relay-too-long", limit=MAX_NOTE))
    return False


def _usable(turn: Turn, message: Message, text: str) -> bool:
    if not text:
        _answer(
            turn, message, turn.t("relay-no-words", code=turn.dialogue.text("code")), asks=True
        )
        return False
    return fits_a_note(turn, message, text)


def _answer(turn: Turn, message: Message, text: str, *, asks: bool = False) -> None:
    """Answer under the person's own words; ``asks`` lets them reply at once."""
    keyboard: Keyboard | None = {"force_reply": True, "selective": True} if asks else None
    turn.say(text, keyboard, reply_to=message.message_id)


def _ticket_id(turn: Turn) -> TicketId:
    return ticket_id_of(turn.dialogue.number("ticket_id") or 0)
