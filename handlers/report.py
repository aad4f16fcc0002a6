"""The guided report: how it begins, and how it is left. Its answers are read in report_answers."""

from collections.abc import Mapping

from aiogram import Router
from aiogram.filters import Command, Filter, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.ticket import TicketKind
from handlers import report_answers, report_aside, report_card, report_place
from handlers.aside import held_value, step_back
from handlers.consent import ask_consent, consent_given
from handlers.consult_memory import Memory
from handlers.cues import Says, Way
from handlers.filters import MenuWord, PrivateChat
from handlers.main_menu import main_menu
from handlers.report_buttons import step
from handlers.report_draft import STATES, Report, ReportBegin, ReportDraft, ReportStep
from handlers.report_read_back import said_already
from handlers.report_steps import ask_next, repeat
from services.filing import DraftQuery, Filing
from services.identity import Identity
from services.intents import Json
from services.ports import Runner

router = Router(name="report")
router.message.filter(PrivateChat())
router.callback_query.filter(PrivateChat())

_NEXT = "next"
"""Where a draft keeps what a second report would begin with, until it is settled which goes on."""


class OtherDraft(Filter):
    """The button is not of the draft at hand. A draft that stood aside is taken up again."""

    async def __call__(self, query: CallbackQuery, turn: Turn, callback_data: ReportStep) -> bool:
        """Whether the button belongs to an earlier report."""
        if held_value(turn.dialogue, "draft") == callback_data.draft:
            step_back(turn.dialogue)
        in_report = (turn.dialogue.state or "").startswith("Report:")
        return not in_report or ReportDraft(turn.dialogue).id != callback_data.draft


# ---- the beginning ------------------------------------------------------------------------


@router.message(MenuWord("menu-repair"))
@router.message(Command("repair"))
async def repair(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Begin a repair (报修)."""
    await begin(turn, desk, runner, identity, TicketKind.REPAIR)


@router.message(MenuWord("menu-complaint"))
@router.message(Command("complain", "complaint"))
async def complaint(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Begin a complaint (投诉)."""
    await begin(turn, desk, runner, identity, TicketKind.COMPLAINT)


@router.message(MenuWord("menu-suggest"))
@router.message(Command("suggest", "suggestion", "praise"))
async def suggest_or_praise(message: Message, turn: Turn) -> None:
    """Ask which of the two it is to be; a report under way is left as it is until then."""
    kinds = (TicketKind.SUGGESTION, TicketKind.PRAISE)
    row = [
        keyboards.button(turn.t(f"btn-begin-{kind.value}"), ReportBegin(action=kind.value))
        for kind in kinds
    ]
    turn.say(turn.t("report-ask-kind"), keyboards.inline(row))


@router.callback_query(ReportBegin.of(*(kind.value for kind in TicketKind)))
async def begin_by_button(
    query: CallbackQuery,
    callback_data: ReportBegin,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
) -> None:
    """Begin a report, and give up the one that the button names, if it still stands."""
    draft = ReportDraft(turn.dialogue)
    prefilled: Mapping[str, Json] | None = None
    if callback_data.drops and callback_data.drops == draft.id:
        waiting = turn.dialogue.get(_NEXT)
        prefilled = waiting if isinstance(waiting, dict) else {}
        turn.dialogue.end()
    await begin(turn, desk, runner, identity, TicketKind(callback_data.action), prefilled)


async def begin(
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    kind: TicketKind,
    prefilled: Mapping[str, Json] | None = None,
    *,
    fresh: bool = False,
) -> None:
    """Begin a report with what is known already; one under way is never mixed with it.

    ``prefilled`` are values of `ReportDraft`, such as text and files; without them it is what
    was said or shown a moment ago. ``fresh`` asks in a message of its own, where the pressed one
    has something else to say.
    """
    known = _just_said(turn) if prefilled is None else dict(prefilled)
    if held_value(turn.dialogue, "draft") is not None:
        step_back(turn.dialogue)
    if (turn.dialogue.state or "").startswith("Report:"):
        draft = ReportDraft(turn.dialogue)
        if draft.touched:
            turn.dialogue.put(**{_NEXT: known})
            _ask_which_goes_on(turn, draft, kind)
            return
    actor = await runner.read(identity.actor, turn.person.id)
    draft = ReportDraft.begin(turn.dialogue, desk, actor, kind, known)
    if consent_given(turn, desk):
        # The read-back card shows it all; a question before it has to say that nothing is lost.
        lead = said_already(turn, draft) if draft.intake.next_question else ""
        ask_next(turn, desk, lead, fresh=fresh)
        return
    # The notice comes first; once agreed to, it repeats the question that stands here.
    question = draft.intake.next_question
    turn.dialogue.go(STATES[question] if question else Report.card)
    ask_consent(turn, desk)


def _just_said(turn: Turn) -> dict[str, Json]:
    """Return the words and files for which a report was offered a moment ago."""
    text, files = Memory(turn.dialogue).waiting(turn.now)
    return {"text": text, "files": [*files]} if text or files else {}


def _ask_which_goes_on(turn: Turn, draft: ReportDraft, kind: TicketKind) -> None:
    fresh = ReportBegin(action=kind.value, drops=draft.id)
    turn.say(
        turn.t("report-one-open", kind=draft.kind.value),
        keyboards.inline(
            [step(turn, "btn-report-keep", draft, "keep", style="primary")],
            [keyboards.button(turn.t("btn-report-fresh"), fresh)],
        ),
    )


# ---- buttons of other drafts --------------------------------------------------------------


@router.callback_query(ReportStep.filter(), OtherDraft())
async def button_of_an_earlier_report(
    query: CallbackQuery,
    callback_data: ReportStep,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    filing: Filing,
) -> None:
    """Say what became of the report that the button was made for; change nothing."""
    asked = DraftQuery(by=turn.person.id, draft_key=callback_data.draft)
    view = await runner.read(filing.filed, asked)
    if view is None:
        turn.answer(turn.t("report-old-card"), alert=True)
        turn.strip()
        return
    turn.in_community(view.community)
    turn.answer(turn.t("report-filed-already", code=view.code))
    if callback_data.action == "send":
        report_card.show_receipt(turn, desk, view)


@router.callback_query(ReportStep.of("keep"))
async def keep(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Go on with the report under way."""
    turn.dialogue.drop(_NEXT)
    repeat(turn, desk)


# ---- the way out and back -----------------------------------------------------------------


@router.message(Command("cancel"), StateFilter(Report))
@router.message(Says(Way.OUT), StateFilter(Report))
async def leave(message: Message, turn: Turn) -> None:
    """Give the report up; nothing was sent."""
    turn.dialogue.end()
    turn.say(turn.t("report-left"), main_menu(turn))


@router.callback_query(ReportStep.of("cancel"))
async def leave_by_button(query: CallbackQuery, turn: Turn) -> None:
    """Give the report up; nothing was sent."""
    turn.dialogue.end()
    turn.edit(turn.t("report-left"))


@router.message(Says(Way.BACK), StateFilter(Report))
async def back(message: Message, turn: Turn, desk: Desk) -> None:
    """Go back to the question before."""
    go_back(turn, desk)


@router.callback_query(ReportStep.of("back"))
async def back_by_button(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Go back to the question before."""
    go_back(turn, desk)


def go_back(turn: Turn, desk: Desk) -> None:
    """Ask the question before, or leave where there is none; from a change, to the card."""
    if turn.dialogue.get("changing"):
        turn.dialogue.put(changing="")
        ask_next(turn, desk)
        return
    if ReportDraft(turn.dialogue).last_answered() is None:
        turn.dialogue.end()
        turn.edit(turn.t("report-left"))
        return
    ask_next(turn, desk)


@router.message(Says(Way.PERSON), StateFilter(Report))
async def wants_a_person(message: Message, turn: Turn) -> None:
    """Offer a person, and keep the report as it stands."""
    draft = ReportDraft(turn.dialogue)
    turn.say(
        turn.t("report-want-person"),
        keyboards.inline(
            [step(turn, "btn-report-person", draft, "person")],
            [step(turn, "btn-report-keep", draft, "keep", style="primary")],
        ),
    )


# A question in between is seen before it is taken for a place or a time.
router.include_routers(
    report_card.router, report_aside.router, report_place.router, report_answers.router
)
