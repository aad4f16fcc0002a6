"""The read-back card: change, send, and the receipt that follows (S-006, S-007, S-009)."""

from aiogram import Router
from aiogram.filters import Filter, StateFilter
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.callbacks import TicketAction
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.intake import Question
from domain.ticket import TicketKind
from handlers.consent import ask_consent, consent_given, remind_of_consent
from handlers.consult_answers import Answers
from handlers.handed_over import HandedOver
from handlers.report_answers import take
from handlers.report_draft import Report, ReportDraft, ReportStep
from handlers.report_read_back import ask_which_field, words_for
from handlers.report_steps import ask, ask_next
from services.filing import FileTicket, Filing
from services.owners import Owners
from services.ports import Runner
from services.views import TicketView

router = Router(name="report_card")


class QuestionWaits(Filter):
    """A question is on its way to a person, and its owner has not agreed to the notice yet."""

    async def __call__(self, message: Message, turn: Turn, desk: Desk) -> bool:
        """Whether it waits for that."""
        question = ReportDraft(turn.dialogue).kind is TicketKind.QUESTION
        return question and not consent_given(turn, desk)


@router.message(StateFilter(Report.card), QuestionWaits())
async def more_before_consent(message: Message, turn: Turn) -> None:
    """Keep it with the question, and ask once more for what the question waits for."""
    kept = take(message, turn, ReportDraft(turn.dialogue))
    if turn.album_last:
        remind_of_consent(turn, kept)


@router.callback_query(ReportStep.of("fields"))
async def fields(query: CallbackQuery, turn: Turn) -> None:
    """Ask what is to be changed."""
    ask_which_field(turn)


@router.callback_query(ReportStep.of("card"))
async def back_to_card(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Show the card again; what is still missing is asked first."""
    turn.dialogue.put(changing="")
    ask_next(turn, desk)


@router.callback_query(ReportStep.of("change"))
async def change(query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk) -> None:
    """Ask one question anew and come back to the card afterwards."""
    changeable = {question.value for question in ReportDraft(turn.dialogue).intake.changeable}
    if callback_data.value not in changeable:
        ask_next(turn, desk)
        return
    turn.dialogue.put(changing=callback_data.value, rewritten=False)
    ask(turn, desk, Question(callback_data.value))


@router.callback_query(ReportStep.of("send"))
async def send(
    query: CallbackQuery,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    filing: Filing,
    owners: Owners,
    answers: Answers,
) -> None:
    """File the report; the draft's own id makes two taps one ticket."""
    if ReportDraft(turn.dialogue).intake.next_question is not None:
        ask_next(turn, desk)
        return
    await _file_and_show(turn, desk, runner, filing, owners, answers)


async def _file_and_show(
    turn: Turn, desk: Desk, runner: Runner, filing: Filing, owners: Owners, answers: Answers
) -> None:
    """File the draft at hand and show the receipt; the dialogue is over.

    Whoever has put the privacy notice off is asked once more, and the card comes back.
    """
    if not consent_given(turn, desk):
        turn.strip()
        ask_consent(turn, desk)
        return
    ready = ReportDraft(turn.dialogue).ready()
    command = FileTicket(key=turn.key, by=turn.person.id, draft=ready)
    view = await runner.run(filing.file, command)
    handed = HandedOver.carried_by(turn.dialogue)
    await handed.arrive(turn, runner, owners, answers, view)
    turn.dialogue.end()
    show_receipt(turn, desk, view)


def show_receipt(turn: Turn, desk: Desk, view: TicketView, *, fresh: bool = False) -> None:
    """Say the number, who deals with it, what happens next and by when, and what helps now."""
    turn.in_community(view.community)
    words = words_for(turn, desk)
    lines = [
        turn.t(
            "report-filed",
            code=view.code,
            subject=words.subject(view.kind, view.category),
        ),
        turn.t(
            "report-next",
            kind=view.kind.value,
            team=words.team(view.team),
            accept_by=view.accept_by,
            finish_by=view.finish_by,
        ),
    ]
    category = desk.category(view.category)
    if category is not None and category.advice is not None:
        lines.append(turn.t("report-advice", advice=category.advice.text(turn.language)))
    if view.kind is TicketKind.QUESTION:
        lines.append(question_hours(turn, desk, view.community))
    show = turn.say if fresh else turn.edit
    show("\n".join(lines), receipt_keyboard(turn, view))


def question_hours(turn: Turn, desk: Desk, community: str) -> str:
    """Say whether somebody is at the desk now, and when they are."""
    found = desk.community(community)
    local = turn.now.astimezone(found.timezone).time()
    name = "report-hours-open" if found.office_hours.holds(local) else "report-hours-shut"
    hours = f"{found.office_hours.start:%H:%M}–{found.office_hours.end:%H:%M}"
    return turn.t(name, hours=hours, phone=found.centre_phone)


def receipt_keyboard(turn: Turn, view: TicketView) -> keyboards.Keyboard:
    """Return the buttons under a receipt."""

    def act(name: str, action: str) -> keyboards.Button:
        return keyboards.button(turn.t(name), TicketAction(action=action, ticket_id=view.id))

    return keyboards.inline(
        [act("btn-progress", "show"), act("btn-add", "add"), act("btn-cancel-ticket", "cancel")]
    )
