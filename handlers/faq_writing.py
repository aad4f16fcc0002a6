"""Writing an entry of the knowledge base in a group: its heading, the answer, a preview."""

import secrets
from collections.abc import Sequence
from datetime import timedelta
from typing import Final

from aiogram import Bot, F, Router
from aiogram.filters import Filter, StateFilter
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message, User

from bot.chinese import has_chinese
from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button, Keyboard, button, grid, inline
from bot.telegram.turn import Turn
from domain.language import Language
from handlers.card_view import mention
from handlers.consult_answers import Answers
from handlers.cues import Says, Way
from handlers.expiry import asks_again
from handlers.faq_view import say_done
from handlers.filters import asks_for
from services.ports import KeptKnowledge, Runner
from services.taught import LONGEST_HEADING, checked_answer, checked_heading
from services.teaching import Teaching, WriteEntry

router = Router(name="faq_writing")

LISTENS: Final = timedelta(minutes=10)
"""For so long the next thing that the colleague says is taken for the answer."""

MASKED: Final = "***"
"""Stands where something private was; an answer with it is not offered as it is."""


class FaqWriting(StatesGroup):
    """What a colleague was asked to write."""

    heading = State()
    answer = State()
    check = State()


class WritePress(Press, prefix="fw"):
    """A step of writing; ``token`` is the draft that it belongs to."""

    token: str
    value: str = ""


class AnswersHere(Filter):
    """What a colleague says after they were asked: a reply to the question, or simply the next.

    A reply to somebody else, and what they say a good while later, is chatter.
    """

    async def __call__(self, message: Message, turn: Turn, bot: Bot) -> bool:
        """Whether it is meant as the answer."""
        if (message.text or "").startswith("/"):
            return False
        asked = message.reply_to_message
        if asked is not None and not _opens_topic(asked):
            ours = asked.from_user is not None and asked.from_user.id == bot.id
            return ours and asks_for(asked, message.from_user)
        asked_at = turn.dialogue.number("asked_at") or 0
        return turn.now.timestamp() - asked_at <= LISTENS.total_seconds()


def _opens_topic(message: Message) -> bool:
    """Whether a message is the head of its topic, to which everything there is a reply."""
    return message.forum_topic_created is not None


# ---- asking -------------------------------------------------------------------------------


def begin_writing(
    turn: Turn,
    who: User,
    *,
    community: str,
    category: str,
    heading: str,
    told: Sequence[str] = (),
    consultations: Sequence[int] = (),
    texts: Sequence[str] = (),
) -> None:
    """Ask for the heading; what a colleague ``told`` an asker is proposed for the answer."""
    fit = [text for text in told if MASKED not in text]
    turn.dialogue.replace(
        {
            "token": secrets.token_hex(4),
            "community": community,
            "category": category,
            "proposed": " ".join(heading.split())[:LONGEST_HEADING],
            "told": fit[-1] if fit else "",
            "consultations": [*consultations],
            "texts": [*texts],
        }
    )
    turn.dialogue.go(FaqWriting.heading)
    _ask(turn, who)


def _ask(turn: Turn, who: User) -> None:
    """Ask for what is missing, with a proposal that one tap takes."""
    step = (turn.dialogue.state or "").partition(":")[2]
    proposed = turn.dialogue.text("proposed" if step == "heading" else "told")
    turn.dialogue.put(asked_at=int(turn.now.timestamp()))
    name = f"faq-ask-{step}-or" if proposed else f"faq-ask-{step}"
    take = [_button(turn, "btn-faq-take", "take")] if proposed else []
    turn.say(
        turn.t(name, name=mention(who), proposed=proposed, heading=turn.dialogue.text("heading")),
        inline([*take, _button(turn, "btn-cancel", "cancel")]),
    )


def _button(turn: Turn, name: str, action: str, value: str = "") -> Button:
    return button(turn.t(name), _press(turn, action, value))


def _press(turn: Turn, action: str, value: str = "") -> WritePress:
    return WritePress(action=action, token=turn.dialogue.text("token"), value=value)


@asks_again(FaqWriting)
async def ask_again(turn: Turn, event_from_user: User, answers: Answers) -> None:
    """Repeat what was asked."""
    if turn.dialogue.state == FaqWriting.check.state:
        _preview(turn, answers)
    else:
        _ask(turn, event_from_user)


# ---- answers ------------------------------------------------------------------------------


@router.message(StateFilter(FaqWriting), Says(Way.OUT, Way.BACK), AnswersHere())
async def leave(message: Message, turn: Turn) -> None:
    """Think better of it: nothing is published."""
    turn.dialogue.end()
    turn.say(turn.t("faq-left"), reply_to=turn.message_id)


@router.message(FaqWriting.heading, F.text, AnswersHere())
async def typed_heading(message: Message, turn: Turn) -> None:
    """Take the heading and ask for the answer."""
    _take_heading(turn, message.text or "")
    if message.from_user is not None:
        _ask(turn, message.from_user)


@router.message(FaqWriting.answer, F.text, AnswersHere())
async def typed_answer(message: Message, turn: Turn, answers: Answers) -> None:
    """Take the answer and show what owners will see."""
    _take_answer(turn, message.text or "")
    _preview(turn, answers)


def _take_heading(turn: Turn, text: str) -> None:
    turn.dialogue.go(FaqWriting.answer, heading=checked_heading(text))


def _take_answer(turn: Turn, text: str) -> None:
    turn.dialogue.go(FaqWriting.check, answer=checked_answer(text))


def _preview(turn: Turn, answers: Answers) -> None:
    """Show the entry as owners will see it, with what can be done about it."""
    knowledge = answers.in_community(turn.dialogue.text("community"))
    turn.edit(_preview_text(turn, knowledge), _preview_buttons(turn))


def _preview_text(turn: Turn, knowledge: KeptKnowledge) -> str:
    dialogue = turn.dialogue
    topics = dict(knowledge.topics(turn.language.value))
    if dialogue.text("category") not in topics and topics:
        dialogue.put(category=next(iter(topics)))
    shown = turn.t(
        "consult-answer", question=dialogue.text("heading"), answer=dialogue.text("answer")
    )
    topic = topics.get(dialogue.text("category"), "")
    return "\n".join([turn.t("faq-preview"), shown, "", turn.t("faq-preview-topic", topic=topic)])


def _preview_buttons(turn: Turn) -> Keyboard:
    return inline(
        [
            _button(turn, "btn-faq-publish", "publish"),
            _button(turn, "btn-faq-rewrite", "rewrite"),
            _button(turn, "btn-cancel", "cancel"),
        ],
        [_button(turn, "btn-faq-topic", "topics")],
    )


# ---- buttons ------------------------------------------------------------------------------


def _mine(turn: Turn, press: WritePress) -> bool:
    """Whether a button belongs to the draft that this person is writing; says so if not."""
    if press.token == turn.dialogue.text("token"):
        return True
    turn.answer(turn.t("faq-not-yours"), alert=True)
    return False


@router.callback_query(WritePress.of("take"), StateFilter(FaqWriting.heading))
async def take_heading(query: CallbackQuery, callback_data: WritePress, turn: Turn) -> None:
    """Take the proposed heading."""
    if _mine(turn, callback_data):
        turn.strip()
        _take_heading(turn, turn.dialogue.text("proposed"))
        _ask(turn, query.from_user)


@router.callback_query(WritePress.of("take"), StateFilter(FaqWriting.answer))
async def take_answer(
    query: CallbackQuery, callback_data: WritePress, turn: Turn, answers: Answers
) -> None:
    """Take what a colleague told an asker."""
    if _mine(turn, callback_data):
        _take_answer(turn, turn.dialogue.text("told"))
        _preview(turn, answers)


@router.callback_query(WritePress.of("topics"), StateFilter(FaqWriting.check))
async def topics(
    query: CallbackQuery, callback_data: WritePress, turn: Turn, answers: Answers
) -> None:
    """Offer the topics."""
    if not _mine(turn, callback_data):
        return
    knowledge = answers.in_community(turn.dialogue.text("community"))
    chosen = turn.dialogue.text("category")
    buttons = [
        button(f"• {name}" if code == chosen else name, _press(turn, "topic", code))
        for code, name in knowledge.topics(turn.language.value)
    ]
    back = _button(turn, "btn-back", "preview")
    turn.edit(_preview_text(turn, knowledge), inline(*grid(buttons, 2), [back]))


@router.callback_query(WritePress.of("preview"), StateFilter(FaqWriting.check))
async def keep_topic(
    query: CallbackQuery, callback_data: WritePress, turn: Turn, answers: Answers
) -> None:
    """Leave the entry under its topic."""
    if _mine(turn, callback_data):
        _preview(turn, answers)


@router.callback_query(WritePress.of("topic"), StateFilter(FaqWriting.check))
async def choose_topic(
    query: CallbackQuery, callback_data: WritePress, turn: Turn, answers: Answers
) -> None:
    """Put the entry under a topic."""
    if not _mine(turn, callback_data):
        return
    knowledge = answers.in_community(turn.dialogue.text("community"))
    if callback_data.value in dict(knowledge.topics(turn.language.value)):
        turn.dialogue.put(category=callback_data.value)
    _preview(turn, answers)


@router.callback_query(WritePress.of("rewrite"), StateFilter(FaqWriting.check))
async def rewrite(query: CallbackQuery, callback_data: WritePress, turn: Turn) -> None:
    """Begin again with the heading, which is proposed as it was."""
    if _mine(turn, callback_data):
        turn.strip()
        turn.dialogue.go(FaqWriting.heading, proposed=turn.dialogue.text("heading"))
        _ask(turn, query.from_user)


@router.callback_query(WritePress.of("publish"), StateFilter(FaqWriting.check))
async def publish(
    query: CallbackQuery,
    callback_data: WritePress,
    turn: Turn,
    runner: Runner,
    teaching: Teaching,
    answers: Answers,
) -> None:
    """Publish the entry for the community."""
    if not _mine(turn, callback_data):
        return
    dialogue = turn.dialogue
    community = dialogue.text("community")
    answer = dialogue.text("answer")
    knowledge = answers.in_community(community)
    command = WriteEntry(
        key=f"written:{turn.person.id}:{callback_data.token}",
        by=turn.person.id,
        community=community,
        consultations=tuple(int(one) for one in dialogue.texts("consultations")),
        category=dialogue.text("category"),
        categories=frozenset(code for code, _ in knowledge.topics(turn.language.value)),
        language=_language(turn, answer),
        question=dialogue.text("heading"),
        answer=answer,
        texts=tuple(dialogue.texts("texts")),
    )
    done = await runner.run(teaching.write_entry, command)
    dialogue.end()
    say_done(turn, done, knowledge)


def _language(turn: Turn, answer: str) -> Language:
    """Return the language of an answer; which Chinese it is, its writer's own choice says."""
    if not has_chinese(answer):
        return Language.EN
    return turn.language if turn.language is not Language.EN else Language.ZH_HANS


@router.callback_query(WritePress.of("cancel"), StateFilter(FaqWriting))
async def cancel(query: CallbackQuery, callback_data: WritePress, turn: Turn) -> None:
    """Publish nothing."""
    if _mine(turn, callback_data):
        turn.dialogue.end()
        turn.edit(turn.t("faq-left"))


@router.callback_query(WritePress.filter())
async def not_yours(query: CallbackQuery, turn: Turn) -> None:
    """Say that somebody else writes it, or that the draft has moved on."""
    turn.answer(turn.t("faq-not-yours"), alert=True)
