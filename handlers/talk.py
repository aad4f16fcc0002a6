"""The owner goes on talking with the colleague who has answered: plain words and pictures."""

from typing import Any

from aiogram import Router
from aiogram.dispatcher.event.bases import SkipHandler
from aiogram.filters import Filter, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import FollowUpPress, Press
from bot.telegram.keyboards import Button
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import WrongStatus
from handlers.answer_text import says_answered, says_no_need
from handlers.attachments import pack, read_attachment, words_of
from handlers.consult_answers import Answers
from handlers.consult_words import take_words
from handlers.cues import Small, Way, danger, small_talk, way
from handlers.filters import PrivateChat
from handlers.follow_up import ask_score
from handlers.ticket_talk import hand_on
from services.follow_ups import FollowUps, Solved
from services.owners import Owners
from services.ports import Runner
from services.talks import Talk, Talks, UnderWay

router = Router(name="talk")
router.message.filter(PrivateChat())


class TalkPress(Press, prefix="tk"):
    """A button of a talk: ``bot`` asks the bot what was said to the colleague."""

    key: str


class InATalk(Filter):
    """Words or a file of somebody to whom a colleague has just written about their question.

    What may be danger goes its usual way.
    """

    async def __call__(
        self, message: Message, turn: Turn, runner: Runner, talks: Talks
    ) -> bool | dict[str, Any]:
        """Return the talk as ``talk``, or false."""
        said = words_of(message)
        if said.startswith("/") or danger(said) is not None:
            return False
        if not said and read_attachment(message) is None:
            return False
        talk = await runner.read(talks.under_way, UnderWay(by=turn.person.id))
        return {"talk": talk} if talk is not None else False


@router.message(StateFilter(None), InATalk())
async def go_on_talking(
    message: Message,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    owners: Owners,
    follow_ups: FollowUps,
    talk: Talk,
) -> None:
    """Pass it on to the colleague, and say so quietly; that it is answered ends the talk."""
    said, file = words_of(message), read_attachment(message)
    files = [pack(file)] if file is not None else []
    try:
        fits = await hand_on(turn, runner, owners, talk.ticket_id, said, files)
    except WrongStatus:
        raise SkipHandler from None  # it ended a moment ago: the words go their usual way
    if talk.taken and says_answered(said):
        solved = Solved(
            key=f"{turn.key}:solved",
            by=turn.person.id,
            ticket_id=talk.ticket_id,
            solved=True,
            cycle=talk.cycle,
        )
        ask_score(turn, desk, await runner.run(follow_ups.answer, solved))
        return
    if not fits:
        turn.say(turn.t("talk-full"))
    elif turn.album_last:
        centre = "yes" if talk.from_centre else "no"
        passed = turn.t("talk-passed-to", name=talk.name, centre=centre)
        turn.say(passed, keyboards.inline(_buttons(turn, talk, said)), silent=True)


def _buttons(turn: Turn, talk: Talk, said: str) -> list[Button]:
    """Return what else may have been meant: thanks or 算了 may be the end."""
    if not said:
        return []
    if talk.taken and _may_end(said):
        press = FollowUpPress(action="yes", ticket_id=talk.ticket_id, cycle=talk.cycle)
        return [keyboards.button(turn.t("btn-question-solved"), press)]
    turn.dialogue.put(talk_key=turn.key, talk_said=said)
    return [keyboards.button(turn.t("btn-ask-bot"), TalkPress(action="bot", key=_short(turn.key)))]


def _may_end(said: str) -> bool:
    """Whether a word may be the last one; 不用了 may as well answer what the colleague asked."""
    return small_talk(said) is Small.THANKS or way(said) is Way.OUT or says_no_need(said)


def _short(key: str) -> str:
    """Return a turn's key without the colons that part what a button carries."""
    return key.rpartition(":")[2]


@router.callback_query(TalkPress.of("bot"))
async def ask_the_bot(
    query: CallbackQuery,
    callback_data: TalkPress,
    turn: Turn,
    answers: Answers,
    runner: Runner,
    owners: Owners,
) -> None:
    """Answer what the colleague was told as well."""
    turn.strip()
    if _short(turn.dialogue.text("talk_key")) != callback_data.key:
        turn.say(turn.t("consult-say-again"))
        return
    await take_words(turn, answers, runner, owners, turn.dialogue.text("talk_said"))
