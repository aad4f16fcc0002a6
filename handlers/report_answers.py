"""Reads the answers to the questions of a report, tapped or written."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.house_text import HouseText, read_house
from domain.intake import MAX_FILES, Question
from domain.people import HouseId
from handlers.attachments import pack, read_attachment, words_of
from handlers.report_draft import Report, ReportDraft, ReportStep, pack_house
from handlers.report_steps import (
    ask_next,
    home_of,
    repeat,
    said_already,
    spot_name,
    step,
    words_for,
)
from handlers.visit_times import visit_times
from services.filing import MAX_DESCRIPTION, MAX_SPOT
from services.identity import FindHouse, Identity
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
    if all(found.code != callback_data.value for found in desk.categories_for(draft.kind)):
        repeat(turn, desk)
        return
    _answered(turn, desk, Question.CATEGORY, category=callback_data.value)


@router.message(Report.category)
async def category_in_words(message: Message, turn: Turn, desk: Desk) -> None:
    """Find the category in what was written, and keep words and files for later."""
    draft = ReportDraft(turn.dialogue)
    said = words_of(message)
    names = {found.name.text(turn.language) for found in desk.categories_for(draft.kind)}
    worth_keeping = len(said) > 1 and said not in names
    kept = _take(message, turn, draft, words=worth_keeping)
    if not turn.album_last:
        return
    named = named_category(turn, desk, draft, said)
    if named is not None:
        _answered(turn, desk, Question.CATEGORY, category=named, lead=kept)
    else:
        said_so = kept or (said_already(turn, draft) if worth_keeping else "")
        repeat(turn, desk, said_so or turn.t("report-not-understood"))


def named_category(turn: Turn, desk: Desk, draft: ReportDraft, said: str = "") -> str | None:
    """Return the category that a text calls by its name, where it names just one.

    Without a text it is what the report says already.
    """
    text = (said or draft.text).casefold()
    named = [
        found.code
        for found in desk.categories_for(draft.kind)
        if found.name.text(turn.language).casefold() in text
    ]
    return named[0] if len(named) == 1 else None


@router.callback_query(ReportStep.of("community"))
async def community(
    query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk
) -> None:
    """Take the community."""
    if all(found.code != callback_data.value for found in desk.communities):
        repeat(turn, desk)
        return
    _answered(turn, desk, Question.COMMUNITY, community=callback_data.value)


@router.message(Report.community)
async def community_in_words(message: Message, turn: Turn, desk: Desk) -> None:
    """Find the community in what was written."""
    said = words_of(message)
    for found in desk.communities:
        if said and (found.name.text(turn.language) in said or said == found.code):
            _answered(turn, desk, Question.COMMUNITY, community=found.code)
            return
    if turn.album_last:
        repeat(turn, desk, turn.t("report-not-understood"))


# ---- place --------------------------------------------------------------------------------


@router.callback_query(ReportStep.of("home"))
async def home(query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk) -> None:
    """Let it be about one of the person's own homes."""
    draft = ReportDraft(turn.dialogue)
    value = callback_data.value
    found = home_of(draft, HouseId(int(value))) if value.isdecimal() else None
    if found is None:
        repeat(turn, desk)
        return
    draft.live_at(found)
    _answered(turn, desk, Question.PLACE)


@router.callback_query(ReportStep.of("spot"))
async def spot(query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk) -> None:
    """Let it be about a common place."""
    if not turn.texts.has(f"report-spot-{callback_data.value}"):
        repeat(turn, desk)
        return
    draft = ReportDraft(turn.dialogue)
    draft.happen_at(spot_name(turn, desk, draft, callback_data.value))
    _answered(turn, desk, Question.PLACE)


@router.message(Report.place)
async def place_in_words(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Read a home or a public place; files are kept for the report."""
    draft = ReportDraft(turn.dialogue)
    kept = _take(message, turn, draft, words=False)
    said = words_of(message)
    if not said:
        if turn.album_last:
            repeat(turn, desk, kept or turn.t("report-not-understood"))
        return
    if len(said) > MAX_SPOT:
        repeat(turn, desk, turn.t("report-place-too-long", limit=MAX_SPOT))
        return
    house = read_house(said)
    if house is None:
        draft.happen_at(said)
        _answered(turn, desk, Question.PLACE, lead=kept)
        return
    await _live_at(turn, desk, runner, identity, house)


async def _live_at(
    turn: Turn, desk: Desk, runner: Runner, identity: Identity, read: HouseText
) -> None:
    draft = ReportDraft(turn.dialogue)
    asked = FindHouse(
        community=draft.community, building=read.building, unit=read.unit, room=read.room
    )
    found = await runner.read(identity.find_house, asked)
    if found is not None:
        draft.live_at(home_of(draft, found.id) or pack_house(found))
        _answered(turn, desk, Question.PLACE)
        return
    written = words_for(turn, desk).home_parts(read.building, read.unit, read.room)
    turn.dialogue.put(unknown_home=written)
    turn.say(
        turn.t("report-no-such-home", home=written),
        keyboards.inline(
            [step(turn, "btn-report-use-anyway", draft, "as-written")],
            [step(turn, "btn-back", draft, "again"), step(turn, "btn-cancel", draft, "cancel")],
        ),
    )


@router.callback_query(ReportStep.of("as-written"))
async def place_as_written(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Keep a home that is not on the list as the place's description: somebody will look."""
    written = turn.dialogue.text("unknown_home")
    if not written:
        repeat(turn, desk)
        return
    ReportDraft(turn.dialogue).happen_at(written)
    turn.dialogue.drop("unknown_home")
    _answered(turn, desk, Question.PLACE)


@router.callback_query(ReportStep.of("again"))
async def once_more(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Ask the present question once more."""
    repeat(turn, desk)


# ---- what happened ------------------------------------------------------------------------


@router.message(Report.description)
async def description(message: Message, turn: Turn, desk: Desk) -> None:
    """Take words, pictures, voice: whatever tells what happened."""
    draft = ReportDraft(turn.dialogue)
    if turn.dialogue.get("changing"):
        _forget_old_words(message, turn)
    kept = _take(message, turn, draft)
    if not turn.album_last:
        return
    if not words_of(message) and read_attachment(message) is None:
        repeat(turn, desk, turn.t("report-not-understood"))
        return
    if draft.intake.missing == (Question.DESCRIPTION,):
        repeat(turn, desk, kept if "report_over" in turn.dialogue.data else "")
        return
    _answered(turn, desk, Question.DESCRIPTION, lead=kept)


def _forget_old_words(message: Message, turn: Turn) -> None:
    """New words replace the old ones, once they come."""
    if words_of(message) and not turn.dialogue.get("rewritten"):
        turn.dialogue.put(text="", rewritten=True)


@router.callback_query(ReportStep.of("wordless"))
async def wordless(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Let the pictures speak for themselves."""
    _answered(turn, desk, Question.DESCRIPTION, wordless=True)


# ---- files --------------------------------------------------------------------------------


@router.message(Report.files)
async def files(message: Message, turn: Turn, desk: Desk) -> None:
    """Take more files; a word beside them is added to what happened."""
    kept = _take(message, turn, ReportDraft(turn.dialogue))
    if turn.album_last:
        repeat(turn, desk, kept or turn.t("report-not-understood"))


@router.callback_query(ReportStep.of("done"))
async def files_done(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """No more files."""
    _answered(turn, desk, Question.FILES)


@router.callback_query(ReportStep.of("no-files"))
async def no_files(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Take all files away again."""
    turn.dialogue.put(files=[])
    _answered(turn, desk, Question.FILES)


# ---- when somebody may come ---------------------------------------------------------------


@router.callback_query(ReportStep.of("visit"))
async def visit(query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk) -> None:
    """Take one of the times on offer, as concrete days and hours."""
    zone = desk.community(ReportDraft(turn.dialogue).community).timezone
    offered = {found.code: found.wish for found in visit_times(words_for(turn, desk), zone)}
    if callback_data.value not in offered:
        repeat(turn, desk)
        return
    _answered(turn, desk, Question.VISIT, wish=offered[callback_data.value])


@router.message(Report.visit)
async def visit_in_words(message: Message, turn: Turn, desk: Desk) -> None:
    """Take a time in the person's own words."""
    kept = _take(message, turn, ReportDraft(turn.dialogue), words=False)
    said = words_of(message)
    if not said or len(said) > LONGEST_WISH:
        if turn.album_last:
            limit = turn.t("report-visit-too-long", limit=LONGEST_WISH)
            repeat(turn, desk, limit if said else kept or turn.t("report-not-understood"))
        return
    _answered(turn, desk, Question.VISIT, wish=said, lead=kept)


# ---- the card -----------------------------------------------------------------------------


@router.message(Report.card)
async def added_on_the_card(message: Message, turn: Turn, desk: Desk) -> None:
    """Add what comes while the card is being read; it is shown anew with it."""
    kept = _take(message, turn, ReportDraft(turn.dialogue))
    if turn.album_last:
        repeat(turn, desk, kept or turn.t("report-not-understood"))


# ---- shared -------------------------------------------------------------------------------


def _answered(
    turn: Turn, desk: Desk, question: Question, lead: str = "", **values: str | bool
) -> None:
    """Keep an answer and ask what is needed next; a change goes back to the card."""
    turn.dialogue.put(**values)
    if turn.dialogue.get("changing"):
        turn.dialogue.put(changing="", rewritten=False)
    else:
        ReportDraft(turn.dialogue).answered(question)
    ask_next(turn, desk, lead)


def _take(message: Message, turn: Turn, draft: ReportDraft, *, words: bool = True) -> str:
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
    return "\n".join(lines)
