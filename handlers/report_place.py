"""Where it is that a report is about: one's own home, another one, or a public spot."""

from collections.abc import Sequence

from aiogram import Router
from aiogram.types import CallbackQuery, Message

from bot.telegram import keyboards
from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.house_text import HouseText, read_house
from domain.intake import Question
from domain.people import House, HouseId
from handlers.attachments import words_of
from handlers.communities import take_name
from handlers.report_answers import answered, take
from handlers.report_buttons import labelled, step
from handlers.report_draft import Report, ReportDraft, ReportStep, pack_house
from handlers.report_read_back import words_for
from handlers.report_steps import repeat
from services.filing import MAX_SPOT
from services.house_search import SearchHouse
from services.identity import Identity
from services.ports import Runner

router = Router(name="report_place")

SPOTS_INSIDE = frozenset({"lobby", "corridor", "lift"})
"""Those of a building: somebody at home in one means their own."""


@router.callback_query(ReportStep.of("home"))
async def home(query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk) -> None:
    """Let it be about one of the person's own homes."""
    draft = ReportDraft(turn.dialogue)
    value = callback_data.value
    found = _home_of(draft, HouseId(int(value))) if value.isdecimal() else None
    if found is None:
        repeat(turn, desk)
        return
    draft.live_at(found)
    answered(turn, desk, Question.PLACE)


@router.callback_query(ReportStep.of("spot"))
async def spot(query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk) -> None:
    """Let it be about a common place."""
    if not turn.texts.has(f"report-spot-{callback_data.value}"):
        repeat(turn, desk)
        return
    draft = ReportDraft(turn.dialogue)
    draft.happen_at(_spot_name(turn, desk, draft, callback_data.value))
    answered(turn, desk, Question.PLACE)


@router.message(Report.place)
async def place_in_words(
    message: Message, turn: Turn, desk: Desk, runner: Runner, identity: Identity
) -> None:
    """Read a home or a public place; files are kept for the report."""
    draft = ReportDraft(turn.dialogue)
    kept = take(message, turn, draft, words=False)
    said = words_of(message)
    if not said:
        if turn.album_last:
            repeat(turn, desk, kept or turn.t("report-not-understood"))
        return
    if len(said) > MAX_SPOT:
        repeat(turn, desk, turn.t("report-place-too-long", limit=MAX_SPOT))
        return
    said = _without_community(turn, desk, said)
    if not said and draft.house is None:
        repeat(turn, desk, kept)
        return
    if not said:
        answered(turn, desk, Question.PLACE, lead=kept)
        return
    read = read_house(said)
    if read is None:
        draft.happen_at(said)
        answered(turn, desk, Question.PLACE, lead=kept)
        return
    asked = SearchHouse(
        communities=(draft.community,), building=read.building, unit=read.unit, room=read.room
    )
    found = await runner.read(identity.search_house, asked)
    if len(found.houses) == 1:
        _live_at(turn, desk, found.houses[0])
    elif found.houses:
        _ask_which(turn, desk, read, "report-which-home", found.houses)
    else:
        name = "report-home-near" if found.near else "report-no-such-home"
        _ask_which(turn, desk, read, name, found.near)


def _without_community(turn: Turn, desk: Desk, said: str) -> str:
    """Move the report to a community that a place names, and return the place without it."""
    community, rest = take_name(said, desk)
    if community is not None:
        ReportDraft(turn.dialogue).happen_in(community.code, desk)
    return rest


def _live_at(turn: Turn, desk: Desk, house: House) -> None:
    draft = ReportDraft(turn.dialogue)
    draft.live_at(_home_of(draft, house.id) or pack_house(house))
    answered(turn, desk, Question.PLACE)


def _ask_which(
    turn: Turn, desk: Desk, read: HouseText, text: str, houses: Sequence[House]
) -> None:
    """Offer homes for the one that was written, or to keep it as it was written."""
    draft, words = ReportDraft(turn.dialogue), words_for(turn, desk)
    written = words.home_parts(read.building, read.unit, read.room)
    turn.dialogue.put(unknown_home=written, near=[[*pack_house(house)] for house in houses])
    choices = [
        labelled(words.home(house), draft, "near", str(at)) for at, house in enumerate(houses)
    ]
    turn.say(
        turn.t(text, home=written),
        keyboards.inline(
            *keyboards.grid(choices, 2),
            [step(turn, "btn-report-use-anyway", draft, "as-written")],
            [step(turn, "btn-back", draft, "again"), step(turn, "btn-cancel", draft, "cancel")],
        ),
    )


@router.callback_query(ReportStep.of("near"))
async def another_home(
    query: CallbackQuery, callback_data: ReportStep, turn: Turn, desk: Desk
) -> None:
    """Take the home that was meant."""
    draft = ReportDraft(turn.dialogue)
    near = draft.near
    at = int(callback_data.value) if callback_data.value.isdecimal() else len(near)
    if at >= len(near):
        repeat(turn, desk)
        return
    draft.live_at(near[at])
    turn.dialogue.drop("unknown_home", "near")
    answered(turn, desk, Question.PLACE)


@router.callback_query(ReportStep.of("as-written"))
async def place_as_written(query: CallbackQuery, turn: Turn, desk: Desk) -> None:
    """Keep a home that is not on the list as the place's description: somebody will look."""
    written = turn.dialogue.text("unknown_home")
    if not written:
        repeat(turn, desk)
        return
    ReportDraft(turn.dialogue).happen_at(written)
    turn.dialogue.drop("unknown_home", "near")
    answered(turn, desk, Question.PLACE)


# ---- what they share ----------------------------------------------------------------------


def _spot_name(turn: Turn, desk: Desk, draft: ReportDraft, spot: str) -> str:
    """Return a common place in words; one in a building with the person's own, and its unit."""
    name = turn.t(f"report-spot-{spot}")
    stairs = {(home[2], home[3]) for home in draft.homes if home[1] == draft.community}
    buildings = {building for building, _ in stairs}
    if spot not in SPOTS_INSIDE or len(buildings) != 1:
        return name
    unit = stairs.pop()[1] if len(stairs) == 1 else ""
    building = words_for(turn, desk).home_parts(buildings.pop(), unit, "")
    return turn.t("report-spot-inside", building=building, spot=name)


def _home_of(draft: ReportDraft, house_id: HouseId) -> list[str] | None:
    """Return one of the person's own homes as the draft keeps it."""
    return next((home for home in draft.homes if home[0] == str(house_id)), None)
