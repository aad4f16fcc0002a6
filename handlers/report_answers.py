"""Reads the answers to the questions of a report, tapped or written."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.intake import MAX_FILES, Question
from domain.ticket import TicketKind
from handlers.attachments import pack, read_attachment, words_of
from handlers.communities import take_name
from handlers.consult_answers import Answers
from handlers.cues import skips
from handlers.report_aside import doubt
from handlers.report_draft import Report, ReportDraft, ReportStep
from handlers.report_read_back import said_already, words_for
from handlers.report_steps import ask_next, repeat
from handlers.visit_times import visit_times
from services.filing import MAX_DESCRIPTION
from services.ports import Runner

router = Router(name="report_answers")

LONGEST_WISH = 60
"""A time is a few words; a whole sentence is more likely something else."""


# ---- category and community ---------------------------------------------------------------


@router.callback_query(ReportStep.of("category"))
async def category(
    query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk
) -> None:
    """Take the category."""
    draft = ReportDraft(turn.dialogue)
    category = desk.category(callback_data.value)
    if category is None or draft.kind not in category.kinds:
        repeat(turn, desk)
        return
    draft.categorize(category)
    answered(turn, desk, Question.CATEGORY)


@router.message(Report.category)
async def category_in_words(
    message: Message, turn: Turn, desk: Desk, runner: Runner, answers: Answers
) -> None:
    """Find the category in what was written, and keep words and files for later."""
    draft = ReportDraft(turn.dialogue)
    said = words_of(message)
    names = {
        name
        for found in desk.categories_for(draft.kind)
        for name in (*found.name.texts.values(), *found.words)
    }
    worth_keeping = len(said) > 1 and said not in names
    kept = take(message, turn, draft, words=worth_keeping)
    if not turn.album_last:
        return
    perhaps = await doubt(turn, runner, answers, _typed(message)) if worth_keeping else ""
    named = desk.category_named(draft.kind, said or draft.text)
    if named is not None:
        draft.categorize(named)
        answered(turn, desk, Question.CATEGORY, lead=_lines(kept, perhaps))
    else:
        said_so = kept or (said_already(turn, draft) if worth_keeping else "")
        repeat(turn, desk, _lines(said_so or turn.t("report-not-understood"), perhaps))


@router.callback_query(ReportStep.of("community"))
async def community(
    query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk
) -> None:
    """Take the community."""
    if all(found.code != callback_data.value for found in desk.communities):
        repeat(turn, desk)
        return
    ReportDraft(turn.dialogue).happen_in(callback_data.value, desk)
    answered(turn, desk, Question.COMMUNITY)


@router.message(Report.community)
async def community_in_words(message: Message, turn: Turn, desk: Desk) -> None:
    """Find the community in what was written."""
    found, _ = take_name(words_of(message), desk)
    if found is not None:
        ReportDraft(turn.dialogue).happen_in(found.code, desk)
        answered(turn, desk, Question.COMMUNITY)
    elif turn.album_last:
        repeat(turn, desk, turn.t("report-not-understood"))


# ---- what happened ------------------------------------------------------------------------


@router.message(Report.description)
async def description(
    message: Message, turn: Turn, desk: Desk, runner: Runner, answers: Answers
) -> None:
    """Take words, pictures, voice: whatever tells what happened."""
    draft = ReportDraft(turn.dialogue)
    if draft.kind is TicketKind.REQUEST and skips(_typed(message)):
        answered(turn, desk, Question.DESCRIPTION)
        return
    if turn.dialogue.get("changing"):
        _forget_old_words(message, turn)
    kept = take(message, turn, draft)
    if not turn.album_last:
        return
    if not words_of(message) and read_attachment(message) is None:
        repeat(turn, desk, turn.t("report-not-understood"))
        return
    if draft.intake.missing == (Question.DESCRIPTION,):
        repeat(turn, desk, kept if "report_over" in turn.dialogue.data else "")
        return
    perhaps = await doubt(turn, runner, answers, _typed(message))
    answered(turn, desk, Question.DESCRIPTION, lead=_lines(kept, perhaps))


def _forget_old_words(message: Message, turn: Turn) -> None:
    """New words replace the old ones, once they come."""
    if words_of(message) and not turn.dialogue.get("rewritten"):
        before = ReportDraft(turn.dialogue).text
        turn.dialogue.put(text="", before=before, rewritten=True)


@router.callback_query(ReportStep.of("skip"))
async def nothing_to_say(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Pass the words over, where the category says it all."""
    answered(turn, desk, Question.DESCRIPTION)


@router.callback_query(ReportStep.of("wordless"))
async def wordless(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Let the pictures speak for themselves."""
    answered(turn, desk, Question.DESCRIPTION, wordless=True)


# ---- files --------------------------------------------------------------------------------


@router.message(Report.files)
async def files(
    message: Message, turn: Turn, desk: Desk, runner: Runner, answers: Answers
) -> None:
    """Take more files; a word beside them is added to what happened."""
    if skips(_typed(message)):
        answered(turn, desk, Question.FILES)
        return
    kept = take(message, turn, ReportDraft(turn.dialogue))
    if turn.album_last:
        perhaps = await doubt(turn, runner, answers, _typed(message))
        repeat(turn, desk, _lines(kept, perhaps) or turn.t("report-not-understood"))


@router.callback_query(ReportStep.of("done"))
async def files_done(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """No more files."""
    answered(turn, desk, Question.FILES)


@router.callback_query(ReportStep.of("no-files"))
async def no_files(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Take all files away again."""
    turn.dialogue.put(files=[])
    answered(turn, desk, Question.FILES)


# ---- when somebody may come ---------------------------------------------------------------


@router.callback_query(ReportStep.of("visit"))
async def visit(query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk) -> None:
    """Take one of the times on offer, as concrete days and hours."""
    zone = desk.community(ReportDraft(turn.dialogue).community).timezone
    offered = {found.code: found.wish for found in visit_times(words_for(turn, desk), zone)}
    if callback_data.value not in offered:
        repeat(turn, desk)
        return
    answered(turn, desk, Question.VISIT, wish=offered[callback_data.value])


@router.message(Report.visit)
async def visit_in_words(message: Message, turn: Turn, desk: Desk) -> None:
    """Take a time in the person's own words."""
    kept = take(message, turn, ReportDraft(turn.dialogue), words=False)
    said = words_of(message)
    if not said or len(said) > LONGEST_WISH:
        if turn.album_last:
            limit = turn.t("report-visit-too-long", limit=LONGEST_WISH)
            repeat(turn, desk, limit if said else kept or turn.t("report-not-understood"))
        return
    answered(turn, desk, Question.VISIT, wish=said, lead=kept)


# ---- the card -----------------------------------------------------------------------------


@router.message(Report.card)
async def added_on_the_card(
    message: Message, turn: Turn, desk: Desk, runner: Runner, answers: Answers
) -> None:
    """Add what comes while the card is being read; it is shown anew with it."""
    kept = take(message, turn, ReportDraft(turn.dialogue))
    if turn.album_last:
        perhaps = await doubt(turn, runner, answers, _typed(message))
        repeat(turn, desk, _lines(kept or turn.t("report-not-understood"), perhaps))


@router.callback_query(ReportStep.of("again"))
async def once_more(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Ask the present question once more."""
    repeat(turn, desk)


# ---- shared -------------------------------------------------------------------------------


def answered(
    turn: Turn, desk: Desk, question: Question, lead: str = "", **values: str | bool
) -> None:
    """Keep an answer and ask what is needed next; a change goes back to the card."""
    turn.dialogue.put(**values)
    if turn.dialogue.get("changing"):
        turn.dialogue.put(changing="", rewritten=False)
    else:
        ReportDraft(turn.dialogue).answered(question)
    ask_next(turn, desk, lead)


def _typed(message: Message) -> str:
    """Return what was typed; a caption belongs to its picture."""
    return (message.text or "").strip()


def _lines(*lines: str) -> str:
    return "\n".join(filter(None, lines))


def take(message: Message, turn: Turn, draft: ReportDraft, *, words: bool = True) -> str:
    """Keep a message's file and words; return what to say about it, "" while an album comes.

    What did not fit is said once: files beyond ten, words beyond the longest description.
    """
    dialogue = turn.dialogue
    attachment = read_attachment(message)
    if attachment is not None:
        over = draft.add_files([pack(attachment)])
        dialogue.put(
            report_added=(dialogue.number("report_added") or 0) + 1 - over,
            report_over=(dialogue.number("report_over") or 0) + over,
        )
    said = words_of(message)
    whole = draft.describe(said) if words and said else True
    if not turn.album_last:
        return ""
    added, over = dialogue.number("report_added") or 0, dialogue.number("report_over") or 0
    dialogue.drop("report_added", "report_over")
    lines = []
    if added:
        lines.append(turn.t("report-files-added", count=added, total=len(draft.files)))
    if over:
        lines.append(turn.t("report-files-over", limit=MAX_FILES))
    if not whole:
        lines.append(turn.t("report-text-cut", limit=MAX_DESCRIPTION))
    elif words and said and turn.dialogue.state == Report.card.state:
        lines.append(turn.t("report-words-added"))
    return _lines(*lines)
