"""The service centre approves or refuses homes that the imported list does not settle (S-015)."""

from html import escape

from aiogram import F, Router
from aiogram.fsm.state import State, StatesGroup
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import HomeDecision, Press
from bot.telegram.keyboards import Keyboard
from bot.telegram.notices import decide_home
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.people import ResidenceStatus, mask_name, mask_phone
from handlers.aside import step_aside, step_back
from handlers.cues import Says, Way
from handlers.expiry import asks_again
from handlers.filters import AnswersQuestion
from handlers.home_questions import words_of
from services.ports import Runner
from services.residences import DecideHome, HomeReview, Residences, ReviewHome

router = Router(name="homes_desk")

REASONS = ("number", "name", "tenant")
"""Reasons for a refusal that need no typing; each has a button and a sentence for the person."""

LONGEST_REASON = 300


class RefusalReason(Press, prefix="hr"):
    """Why a home is refused: ``because`` with one of `REASONS`, ``type``, or ``back``."""

    residence_id: int
    reason: str = ""


class HomeRefusal(StatesGroup):
    """A colleague is about to type why."""

    reason = State()


@router.callback_query(HomeDecision.of("approve"))
async def approve(
    query: CallbackQuery,
    callback_data: HomeDecision,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    residences: Residences,
) -> None:
    """Verify a home; the person is told."""
    command = DecideHome(
        key=turn.key, by=turn.person.id, residence_id=callback_data.residence_id, approve=True
    )
    review = await runner.run(residences.decide, command)
    _show_decided(turn, desk, review)


@router.callback_query(HomeDecision.of("refuse"))
async def ask_reason(
    query: CallbackQuery,
    callback_data: HomeDecision,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    residences: Residences,
) -> None:
    """Ask why, before a home is refused."""
    review = await _review(turn, runner, residences, callback_data.residence_id)
    if _decided(review):
        _show_decided(turn, desk, review)
        return
    turn.edit(_card(turn, desk, review), _reasons_keyboard(turn, review))


@router.callback_query(RefusalReason.of("because"))
async def refuse(
    query: CallbackQuery,
    callback_data: RefusalReason,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    residences: Residences,
) -> None:
    """Refuse a home for one of the usual reasons, said in the person's own language."""
    before = await _review(turn, runner, residences, callback_data.residence_id)
    name = callback_data.reason if callback_data.reason in REASONS else REASONS[0]
    reason = turn.texts.get(before.person.language, f"homes-desk-reason-{name}")
    review = await runner.run(residences.decide, _refusal(turn, before, reason))
    _leave(turn)
    _show_decided(turn, desk, review)


@router.callback_query(RefusalReason.of("type"))
async def ask_to_type(
    query: CallbackQuery,
    callback_data: RefusalReason,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    residences: Residences,
) -> None:
    """Let the colleague type the reason; only their next words are taken for it."""
    review = await _review(turn, runner, residences, callback_data.residence_id)
    if _decided(review):
        _show_decided(turn, desk, review)
        return
    _leave(turn)
    step_aside(
        turn.dialogue,
        HomeRefusal.reason,
        residence_id=review.residence.id,
        card=turn.message_id or 0,
    )
    _ask_for_words(turn, query.from_user.id)


@router.callback_query(RefusalReason.of("back"))
async def back(
    query: CallbackQuery,
    callback_data: RefusalReason,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    residences: Residences,
) -> None:
    """Offer both decisions again."""
    review = await _review(turn, runner, residences, callback_data.residence_id)
    _leave(turn)
    if _decided(review):
        _show_decided(turn, desk, review)
        return
    turn.edit(_card(turn, desk, review), decide_home(words_of(turn, desk), review.residence.id))


@router.callback_query(HomeDecision.of("who"))
async def show_who(
    query: CallbackQuery,
    callback_data: HomeDecision,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    residences: Residences,
) -> None:
    """Show name and number, in private, to the colleague who checks them."""
    review = await _review(turn, runner, residences, callback_data.residence_id)
    turn.say(_card(turn, desk, review, clear=True), chat_id=turn.person.telegram_id, protect=True)
    turn.answer(turn.t("homes-desk-sent"))


@router.message(HomeRefusal.reason, Says(Way.OUT, Way.BACK), AnswersQuestion())
async def keep_waiting(message: Message, turn: Turn) -> None:
    """Think better of it: the home goes on waiting, its card has its buttons."""
    _leave(turn)
    turn.say(turn.t("homes-desk-left"), reply_to=message.message_id)


@router.message(HomeRefusal.reason, F.text, AnswersQuestion())
async def reason_typed(
    message: Message, turn: Turn, desk: Desk, runner: Runner, residences: Residences
) -> None:
    """Refuse a home for the reason that was typed."""
    residence_id = turn.dialogue.number("residence_id")
    reason = " ".join((message.text or "").split())[:LONGEST_REASON]
    if residence_id is None or not reason:
        return
    card = turn.dialogue.number("card")
    before = await _review(turn, runner, residences, residence_id)
    review = await runner.run(residences.decide, _refusal(turn, before, reason))
    _leave(turn)
    name = "homes-desk-told" if review.by_asker else "homes-desk-already"
    turn.say(turn.t(name, outcome=_outcome(turn, review)), reply_to=message.message_id)
    if card:
        turn.edit(_card(turn, desk, review), message_id=card)


@asks_again(HomeRefusal)
async def ask_again(turn: Turn, runner: Runner) -> None:
    """Ask for the reason once more."""
    if turn.person.telegram_id is not None:
        _ask_for_words(turn, turn.person.telegram_id)


def _leave(turn: Turn) -> None:
    """Wait no longer for words; a dialogue that had to wait goes on."""
    if turn.dialogue.state == HomeRefusal.reason.state:
        step_back(turn.dialogue)


def _ask_for_words(turn: Turn, telegram_id: int) -> None:
    # Named, so that a selective reply field opens for this colleague alone.
    who = Html(f'<a href="tg://user?id={telegram_id}">{escape(turn.person.name)}</a>')
    field: Keyboard = {
        "force_reply": True,
        "selective": True,
        "input_field_placeholder": turn.t("homes-desk-placeholder"),
    }
    turn.say(turn.t("homes-desk-ask-reason", who=who), field)


async def _review(
    turn: Turn, runner: Runner, residences: Residences, residence_id: int
) -> HomeReview:
    query = ReviewHome(by=turn.person.id, residence_id=residence_id)
    return await runner.read(residences.review, query)


def _refusal(turn: Turn, review: HomeReview, reason: str) -> DecideHome:
    return DecideHome(
        key=turn.key,
        by=turn.person.id,
        residence_id=review.residence.id,
        approve=False,
        reason=reason,
    )


def _decided(review: HomeReview) -> bool:
    return review.residence.status is not ResidenceStatus.PENDING


def _show_decided(turn: Turn, desk: Desk, review: HomeReview) -> None:
    """Let the card show who decided; whoever came second is told so."""
    if not review.by_asker:
        turn.answer(turn.t("homes-desk-already", outcome=_outcome(turn, review)), alert=True)
    turn.edit(_card(turn, desk, review))


def _outcome(turn: Turn, review: HomeReview) -> str:
    return turn.t(
        "homes-desk-outcome",
        standing=review.residence.status.value,
        by=review.decided_by,
    )


def _card(turn: Turn, desk: Desk, review: HomeReview, *, clear: bool = False) -> str:
    """Return the request as everybody in the centre may see it, or in the clear."""
    words, tie, person = words_of(turn, desk), review.residence, review.person
    phone = person.phone or words.t("phone-unknown")
    args = {
        "community": words.community(tie.house.community),
        "home": words.home(tie.house),
        "name": person.name if clear else mask_name(person.name),
        "phone": phone if clear else mask_phone(phone),
        "relation": words.relation(tie.relation),
    }
    if tie.status is ResidenceStatus.PENDING:
        return turn.t("centre-residence", **args)
    # Once it is decided, nobody needs the number any more.
    del args["phone"]
    outcome = Html(_outcome(turn, review))
    if tie.reason:
        outcome = Html(turn.t("homes-desk-because", outcome=outcome, reason=tie.reason))
    return turn.t("homes-desk-decided", outcome=outcome, **args)


def _reasons_keyboard(turn: Turn, review: HomeReview) -> Keyboard:
    residence_id = review.residence.id
    reasons = [
        keyboards.button(
            turn.t(f"btn-home-reason-{name}"),
            RefusalReason(action="because", residence_id=residence_id, reason=name),
        )
        for name in REASONS
    ]
    typed = RefusalReason(action="type", residence_id=residence_id)
    reasons.append(keyboards.button(turn.t("btn-home-reason-type"), typed))
    back_again = RefusalReason(action="back", residence_id=residence_id)
    leave = [keyboards.button(turn.t("btn-back"), back_again)]
    return keyboards.inline(*keyboards.grid(reasons, 2), leave)
