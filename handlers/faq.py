"""Teaching the knowledge base in the service centre's group: what was not answered, one tap."""

from typing import Final

from aiogram import Router
from aiogram.filters import Command, CommandObject
from aiogram.types import CallbackQuery, Message

from bot.telegram.callbacks import FaqPress
from bot.telegram.keyboards import Keyboard
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import NotInThisGroup
from handlers import faq_review, faq_words, faq_writing
from handlers.communities import keep_choice, settle_community, take_name
from handlers.consult_answers import Answers
from handlers.consult_topics import what_to_ask
from handlers.faq_view import (
    Cluster,
    cluster_keyboard,
    cluster_text,
    find_clusters,
    history_keyboard,
    history_text,
    list_keyboard,
    list_text,
    nearest_to,
    say_done,
    told_to,
)
from handlers.faq_writing import begin_writing
from services.identity import Identity
from services.knowledge_review import KnowledgeReview
from services.learning import AskCommunity, AskHistory, AskPlaces, Learning
from services.ports import KeptKnowledge, Runner
from services.taught import checked_phrasing
from services.teaching import AddPhrasing, Dismiss, Teaching, UndoEdit

router = Router(name="faq")

LOG_WORDS: Final = frozenset({"记录", "記錄", "紀錄", "改动记录", "改動記錄", "log", "history"})
REVIEW_WORDS: Final = frozenset({"核对", "核對", "review"})


@router.message(Command("faq"))
async def faq(
    message: Message,
    command: CommandObject,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    learning: Learning,
    knowledge_review: KnowledgeReview,
    answers: Answers,
    identity: Identity,
) -> None:
    """Show what was not answered: ``/faq``, ``/faq 记录``, ``/faq 核对``, ``/faq 物业费``.

    To an owner the word means frequent questions: they are shown the topics.
    """
    try:
        places = await runner.read(
            learning.places, AskPlaces(by=turn.person.id, chat_id=turn.chat_id)
        )
    except NotInThisGroup:
        if turn.private and not (await runner.read(identity.actor, turn.person.id)).is_staff:
            await what_to_ask(message, turn, runner, answers)
        else:
            turn.say(turn.t("faq-elsewhere"))
        return
    named, words = take_name((command.args or "").strip(), desk)
    action = _meant(words)
    community = settle_community(
        turn, desk, places, named, lambda code: FaqPress(action=action, value=code)
    )
    if community is None:
        return
    knowledge = answers.in_community(community)
    match action:
        case "log":
            turn.say(*await _history(turn, runner, learning, knowledge, community))
        case "review":
            turn.say(
                *await faq_review.page_of(turn, runner, knowledge_review, knowledge, community)
            )
        case _ if words:
            said = checked_phrasing(words)
            turn.say(*await faq_words.page_of(turn, desk, knowledge, said, community))
        case _:
            turn.say(*await _list(turn, runner, learning, answers, community))


def _meant(words: str) -> str:
    if words.casefold() in LOG_WORDS:
        return "log"
    return "review" if words.casefold() in REVIEW_WORDS else "list"


# ---- lists --------------------------------------------------------------------------------


async def _list(
    turn: Turn,
    runner: Runner,
    learning: Learning,
    answers: Answers,
    community: str,
    page: int = 0,
) -> tuple[str, Keyboard]:
    clusters = await find_clusters(turn, runner, learning, answers, community)
    return (
        list_text(turn, clusters, page),
        list_keyboard(turn, clusters, page, community),
    )


@router.callback_query(FaqPress.of("list"))
async def show_list(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    learning: Learning,
    answers: Answers,
) -> None:
    """Show a page of what was not answered, in the same message."""
    community, page = callback_data.value, callback_data.at
    keep_choice(turn, desk, community)
    turn.edit(*await _list(turn, runner, learning, answers, community, page))


async def _history(
    turn: Turn, runner: Runner, learning: Learning, knowledge: KeptKnowledge, community: str
) -> tuple[str, Keyboard]:
    turn.in_community(community)
    asked = AskHistory(by=turn.person.id, communities=(community,))
    history = await runner.read(learning.history, asked)
    return history_text(turn, history, knowledge), history_keyboard(turn, history, community)


@router.callback_query(FaqPress.of("log"))
async def show_history(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    learning: Learning,
    answers: Answers,
) -> None:
    """Show the last edits, in the same message."""
    community = callback_data.value
    knowledge = answers.in_community(community)
    turn.edit(*await _history(turn, runner, learning, knowledge, community))


# ---- one cluster --------------------------------------------------------------------------


@router.callback_query(FaqPress.of("open"))
async def open_cluster(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    learning: Learning,
    answers: Answers,
) -> None:
    """Show the questions of a cluster and what may be meant."""
    cluster = await _cluster(turn, runner, learning, answers, callback_data)
    if cluster is not None:
        await _show(turn, runner, learning, answers, cluster)


@router.callback_query(FaqPress.of("add"))
async def add_to_entry(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    learning: Learning,
    teaching: Teaching,
    answers: Answers,
) -> None:
    """Let an entry answer the questions from now on."""
    ids, community, _ = await _meant_ids(turn, runner, learning, answers, callback_data)
    knowledge = answers.in_community(community)
    if knowledge.entry(callback_data.value, turn.language.value) is None:
        turn.answer(turn.t("consult-entry-gone"), alert=True)
        return
    if ids:
        command = AddPhrasing(
            key=turn.key,
            by=turn.person.id,
            community=community,
            consultations=ids,
            entry_id=callback_data.value,
        )
        say_done(turn, await runner.run(teaching.add_phrasing, command), knowledge)


@router.callback_query(FaqPress.of("dismiss"))
async def dismiss(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    learning: Learning,
    teaching: Teaching,
    answers: Answers,
) -> None:
    """Leave the questions alone."""
    ids, community, gist = await _meant_ids(turn, runner, learning, answers, callback_data)
    if ids:
        command = Dismiss(
            key=turn.key,
            by=turn.person.id,
            community=community,
            consultations=ids,
            gist=gist,
        )
        done = await runner.run(teaching.dismiss, command)
        say_done(turn, done, answers.in_community(community))


@router.callback_query(FaqPress.of("write"))
async def write(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    learning: Learning,
    answers: Answers,
) -> None:
    """Begin an entry that answers the questions."""
    cluster = await _cluster(turn, runner, learning, answers, callback_data)
    if cluster is None:
        return
    told = await told_to(turn, runner, learning, cluster)
    nearest = await nearest_to(turn, answers.in_community(cluster.community), cluster.gist)
    begin_writing(
        turn,
        query.from_user,
        community=cluster.community,
        category=nearest[0].category if nearest else "",
        heading=cluster.gist,
        told=[one.text for one in told.values()],
        consultations=cluster.ids,
    )


async def _cluster(
    turn: Turn, runner: Runner, learning: Learning, answers: Answers, press: FaqPress
) -> Cluster | None:
    """Return the cluster of a button; where it is settled, say so and show what is left."""
    asked = AskCommunity(by=turn.person.id, consultation_id=press.at)
    community = await runner.read(learning.community, asked)
    clusters = await find_clusters(turn, runner, learning, answers, community, press.upto)
    for cluster in clusters:
        if press.at in cluster.ids:
            return cluster
    turn.answer(turn.t("faq-settled"), alert=True)
    turn.edit(*await _list(turn, runner, learning, answers, community))
    return None


async def _meant_ids(
    turn: Turn, runner: Runner, learning: Learning, answers: Answers, press: FaqPress
) -> tuple[tuple[int, ...], str, str]:
    """Return the questions that a button is about, their community, and what they ask.

    None, once they have changed since they were shown: then they are shown as they are. A
    question that was settled is returned, for the service to say by whom.
    """
    asked = AskCommunity(by=turn.person.id, consultation_id=press.at)
    community = await runner.read(learning.community, asked)
    clusters = await find_clusters(turn, runner, learning, answers, community, press.upto)
    cluster = next((one for one in clusters if press.at in one.ids), None)
    if cluster is None:
        return (press.at,), community, ""
    if len(cluster.ids) != press.n:
        turn.answer(turn.t("faq-changed"), alert=True)
        await _show(turn, runner, learning, answers, cluster)
        return (), community, ""
    return cluster.ids, community, cluster.short


async def _show(
    turn: Turn, runner: Runner, learning: Learning, answers: Answers, cluster: Cluster
) -> None:
    knowledge = answers.in_community(cluster.community)
    nearest = await nearest_to(turn, knowledge, cluster.gist)
    told = await told_to(turn, runner, learning, cluster)
    turn.edit(
        cluster_text(turn, cluster, told, knowledge), cluster_keyboard(turn, cluster, nearest)
    )


# ---- taking back --------------------------------------------------------------------------


@router.callback_query(FaqPress.of("undo", "undo-log"))
async def undo(
    query: CallbackQuery,
    callback_data: FaqPress,
    turn: Turn,
    runner: Runner,
    learning: Learning,
    teaching: Teaching,
    answers: Answers,
) -> None:
    """Take an edit back, and say so where the button was."""
    command = UndoEdit(key=turn.key, by=turn.person.id, edit_id=callback_data.at)
    done = await runner.run(teaching.undo, command)
    community = done.edit.community
    knowledge = answers.in_community(community)
    if callback_data.action == "undo":
        say_done(turn, done, knowledge)
    else:
        turn.edit(*await _history(turn, runner, learning, knowledge, community))


router.include_routers(faq_words.router, faq_writing.router, faq_review.router)
