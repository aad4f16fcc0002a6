"""What is still to be asked when a colleague logs a report for an owner, and how."""

from collections.abc import Mapping

from aiogram.fsm.state import State, StatesGroup

from bot.telegram.callbacks import Press
from bot.telegram.keyboards import Button, Keyboard, button, grid, inline
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.people import Actor, HouseId
from domain.ticket import Channel, TicketKind
from services.filing import AskCallers, Filing
from services.ports import Runner


class StaffLog(StatesGroup):
    """The questions; ``spot`` is that of a public place."""

    community = State()
    channel = State()
    place = State()
    spot = State()
    name = State()
    phone = State()
    kind = State()
    category = State()
    need = State()
    check = State()


class LogPress(Press, prefix="lg"):
    """An answer by button; ``value`` is what was chosen."""

    value: str = ""


CHANNELS = (Channel.PHONE, Channel.COUNTER, Channel.IN_PERSON)
KINDS = (
    TicketKind.REPAIR,
    TicketKind.COMPLAINT,
    TicketKind.SUGGESTION,
    TicketKind.PRAISE,
    TicketKind.QUESTION,
    TicketKind.REQUEST,
    TicketKind.EMERGENCY,
)
CHANGES = ("channel", "place", "name", "kind", "need")
"""What can be changed once everything was read back."""

_VALUES: Mapping[str, tuple[str, ...]] = {
    "community": ("community",),
    "channel": ("channel",),
    "place": ("house_id", "home", "spot", "typed"),
    "name": ("name", "phone", "reporter_id", "picked"),
    "phone": ("phone",),
    "kind": ("kind", "category"),
    "category": ("category",),
    "need": ("need",),
}
_STEPS = tuple(_VALUES)
_NAMING = frozenset({"name", "phone", "check"})
"""Steps whose question holds names and phones (S-154)."""

_MOST_CALLERS = 8


def missing(turn: Turn) -> str:
    """Return the first question that has no answer yet; ``check`` when all have one."""
    dialogue = turn.dialogue
    picked = dialogue.number("reporter_id") is not None
    placed = dialogue.number("house_id") is not None or bool(dialogue.text("spot"))
    answered = {"place": placed, "name": picked or bool(dialogue.text("name"))}
    answered["phone"] = picked or bool(dialogue.text("phone"))
    for step in _STEPS:
        if not answered.get(step, bool(dialogue.text(step))):
            return step
    return "check"


def drop(turn: Turn, step: str) -> None:
    """Forget the answer to a question, and what hangs on it."""
    names = _VALUES.get(step, ())
    if step == "place" and turn.dialogue.number("reporter_id") is not None:
        # Whoever was picked among the residents of one home may not live in the next.
        names += _VALUES["name"]
    turn.dialogue.drop(*names)


def previous(turn: Turn, desk: Desk) -> str:
    """Return the question before the present one: the place again after its spot."""
    state = (turn.dialogue.state or "").partition(":")[2]
    if state == "check":
        return "need"
    if state == "spot":
        return "place"
    before = {"phone": "name", "kind": "name", "category": "kind", "place": "channel"}
    before |= {"name": "place", "need": "kind"}
    if state == "need" and len(categories(turn, desk, turn.dialogue.text("kind"))) > 1:
        return "category"
    return before.get(state, "channel")


def categories(turn: Turn, desk: Desk, kind: str) -> list[tuple[str, str]]:
    """Return (code, name) of the categories that a kind can have."""
    if kind == TicketKind.EMERGENCY:
        return [(found.code, found.name.text(turn.language)) for found in desk.emergencies]
    if kind not in set(TicketKind):
        return []
    found_for = desk.categories_for(TicketKind(kind))
    return [(found.code, found.name.text(turn.language)) for found in found_for]


async def ask_next(
    turn: Turn, desk: Desk, runner: Runner, filing: Filing, actor: Actor | None = None
) -> None:
    """Ask the first question that is open; the read-back when none is."""
    step = missing(turn)
    if step == "category":
        found = categories(turn, desk, turn.dialogue.text("kind"))
        if len(found) == 1:
            turn.dialogue.put(category=found[0][0])
            step = missing(turn)
    turn.dialogue.go(getattr(StaffLog, step))
    text, rows = await _question(step, turn, desk, runner, filing, actor)
    turn.edit(text, inline(*rows, _way_out(turn, step)), protect=step in _NAMING)


def ask_spot(turn: Turn) -> None:
    """Ask where in public it is."""
    turn.dialogue.go(StaffLog.spot)
    turn.edit(turn.t("log-spot"), inline(_way_out(turn, "spot")))


def place_buttons(turn: Turn) -> Keyboard:
    """Return the buttons under the question for the place."""
    return inline([_press(turn, "btn-log-public", "public")], _way_out(turn, "place"))


def place_choice(turn: Turn) -> Keyboard:
    """Return the choice when what was typed is no home: a public place, or once more."""
    row = [
        _press(turn, "btn-log-as-public", "as-public"),
        _press(turn, "btn-log-retype", "retype"),
    ]
    return inline(row, _way_out(turn, "place"))


def way_out(turn: Turn, step: str) -> Keyboard:
    """Return the buttons by which a question can be left: back, and cancel."""
    return inline(_way_out(turn, step))


async def _question(
    step: str,
    turn: Turn,
    desk: Desk,
    runner: Runner,
    filing: Filing,
    actor: Actor | None,
) -> tuple[str, list[list[Button]]]:
    words = Words(turn.texts, desk, turn.language, turn.now)
    match step:
        case "community":
            own = actor.works_in if actor else frozenset()
            choices = [
                _choice(found.name.text(turn.language), "community", found.code)
                for found in desk.communities
                if found.code in own
            ]
            return turn.t("log-community"), grid(choices)
        case "channel":
            choices = [_choice(words.channel(c), "channel", c.value) for c in CHANNELS]
            return turn.t("log-channel"), [choices]
        case "place":
            return turn.t("log-home"), [[_press(turn, "btn-log-public", "public")]]
        case "name":
            choices = await _callers(turn, runner, filing)
            return turn.t("log-name-or-pick" if choices else "log-name"), grid(choices, 1)
        case "phone":
            return turn.t("log-phone", name=turn.dialogue.text("name")), []
        case "kind":
            choices = [
                _choice(words.kind(kind), "kind", kind.value)
                for kind in KINDS
                if categories(turn, desk, kind.value)
            ]
            return turn.t("log-kind"), grid(choices, 3)
        case "category":
            found = categories(turn, desk, turn.dialogue.text("kind"))
            return turn.t("log-category"), grid(
                [_choice(name, "category", code) for code, name in found], 3
            )
        case "need":
            return turn.t("log-need"), []
        case _:
            return _read_back(turn, words), _check_rows(turn)


def _read_back(turn: Turn, words: Words) -> str:
    dialogue = turn.dialogue
    kind = TicketKind(dialogue.text("kind"))
    return turn.t(
        "log-check",
        subject=words.subject(kind, dialogue.text("category")),
        place=words.at(dialogue.text("community"), dialogue.text("home") or dialogue.text("spot")),
        name=dialogue.text("picked") or dialogue.text("name"),
        phone=dialogue.text("phone"),
        channel=words.channel(Channel(dialogue.text("channel"))),
        need=dialogue.text("need"),
    )


def _check_rows(turn: Turn) -> list[list[Button]]:
    changes = [
        _choice(turn.t(f"btn-log-change-{'home' if step == 'place' else step}"), "change", step)
        for step in CHANGES
    ]
    send = button(turn.t("btn-log-send"), LogPress(action="send"), style="primary")
    return [[send], *grid(changes, 3)]


async def _callers(turn: Turn, runner: Runner, filing: Filing) -> list[Button]:
    house_id = turn.dialogue.number("house_id")
    if house_id is None:
        return []
    question = AskCallers(by=turn.person.id, house_id=HouseId(house_id))
    found = await runner.read(filing.callers, question)
    return [
        _choice(f"{caller.name} {caller.phone}", "pick", str(caller.person_id))
        for caller in found[:_MOST_CALLERS]
    ]


def _way_out(turn: Turn, step: str) -> list[Button]:
    back = [] if step in {"community", "channel"} else [_press(turn, "btn-back", "back")]
    return [*back, _press(turn, "btn-log-drop", "drop")]


def _press(turn: Turn, text: str, action: str) -> Button:
    return button(turn.t(text), LogPress(action=action))


def _choice(text: str, action: str, value: str) -> Button:
    return button(text, LogPress(action=action, value=value))
