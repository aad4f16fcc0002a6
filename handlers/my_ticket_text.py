"""Tells an owner the story of their own ticket in plain words; what is internal stays inside."""

from collections.abc import Mapping

from bot.telegram import keyboards
from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import Button, Keyboard
from bot.telegram.texts import Argument
from bot.telegram.turn import Turn
from bot.telegram.words import Words
from domain.desk import Desk
from domain.lifecycle import Action, Outcome, Status
from domain.ticket import TicketKind
from handlers.question_text import parted
from services.said_to_owner import BUNDLE
from services.views import EventView, TicketView

SHOWN = 600
"""How many characters of the description stand above the timeline."""

SAID = 200
"""How many characters of what somebody said stand in a line of it."""

_TOLD: Mapping[Action, str] = {
    Action.FILE: "my-event-file",
    Action.DISPATCH: "my-event-dispatch",
    Action.ACCEPT: "my-event-accept",
    Action.ASSIGN: "my-event-assign",
    Action.DECLINE: "my-event-decline",
    Action.TRANSFER: "my-event-transfer",
    Action.ARRIVE: "my-event-arrive",
    Action.HOLD: "my-event-hold",
    Action.RESUME: "my-event-resume",
    Action.FINISH: "my-event-finish",
    Action.UNDO: "my-event-undo",
    Action.CONFIRM: "my-event-confirm",
    Action.REOPEN: "my-event-reopen",
    Action.CLOSE: "my-event-close",
    Action.CANCEL: "my-event-cancel",
    Action.URGE: "my-event-urge",
    Action.ESCALATE: "my-event-escalate",
    Action.RATE: "my-event-rate",
    Action.OWNER_MESSAGE: "my-event-owner-message",
    Action.STAFF_MESSAGE: "my-event-staff-message",
    Action.ATTACH: "my-event-attach",
    Action.OVERDUE: "my-event-overdue",
    Action.CALLED: "my-event-called",
}
"""What an owner is told of. Notes, revealed numbers and call tasks are not in here."""

_SAYS_WHY = frozenset(
    {
        Action.HOLD,
        Action.FINISH,
        Action.ESCALATE,
        Action.OWNER_MESSAGE,
        Action.STAFF_MESSAGE,
        Action.REOPEN,
    }
)
"""Events whose words were meant for the owner, or were theirs; why a colleague gave a ticket
back or passed it on is not."""


def my_ticket_text(view: TicketView, turn: Turn, desk: Desk) -> str:
    """Return the ticket as Telegram HTML, in the language of the turn."""
    turn.in_community(view.community)
    words = Words(turn.texts, desk, turn.language, turn.now)
    lines = [
        turn.t(
            "my-ticket-head",
            code=view.code,
            subject=words.subject(view.kind, view.category),
        ),
        turn.t("my-ticket-place", place=words.place(view)),
    ]
    text = view.description
    if view.kind is TicketKind.QUESTION:
        text, _ = parted(turn.texts, text)
    if text:
        lines.append(turn.t("my-ticket-text", text=_short(text, SHOWN)))
    if view.visit_wish:
        lines.append(turn.t("my-ticket-wish", kind=view.kind.value, wish=view.visit_wish))
    lines += [_now(view, turn, words), ""]
    told = [event for event in view.events if event.kind in _TOLD and not _taken_back(view, event)]
    lines += [_line(event, view, turn, words) for event in told]
    return "\n".join(lines)


def _taken_back(view: TicketView, event: EventView) -> bool:
    """Whether a colleague has taken back what they said: it is gone from the chat as well."""
    return event.kind is Action.STAFF_MESSAGE and any(
        other.kind is Action.TAKE_BACK and other.detail[BUNDLE] == event.detail.get(BUNDLE)
        for other in view.events
    )


def _now(view: TicketView, turn: Turn, words: Words) -> str:
    """Return where it stands, who has it, and by when what happens."""
    outcome = view.outcome or Outcome.FIXED
    return turn.t(
        "my-ticket-now",
        status=view.status.value,
        team=words.team(view.team),
        worker=view.assignee_name or words.team(view.team),
        accept_by=view.accept_by,
        finish_by=view.finish_by,
        until=view.hold_until or view.finish_by,
        reason=words.reason(view.hold_reason) if view.hold_reason else "",
        outcome=words.outcome(outcome, view.kind),
    )


def _line(event: EventView, view: TicketView, turn: Turn, words: Words) -> str:
    detail = event.detail
    outcome = Outcome(str(detail["outcome"])) if "outcome" in detail else Outcome.FIXED
    args: dict[str, Argument] = {
        "who": event.actor or words.t("my-event-desk"),
        "by": "staff" if event.by_staff else "owner" if event.actor else "desk",
        "team": words.team(str(detail["team"])) if "team" in detail else words.team(view.team),
        "worker": view.assignee_name or words.team(view.team),
        "outcome": words.outcome(outcome, view.kind),
        "score": detail.get("score", 0),
        "result": str(detail.get("result", "")),
    }
    text = words.t(_TOLD[event.kind], **args)
    line = turn.t("my-event-line", at=event.at, what=text)
    said = words.reason(event.reason) if event.reason else event.text
    if event.kind in _SAYS_WHY and said.strip():
        line += "\n" + turn.t("my-event-said", text=_short(said, SAID))
    return line


def _short(text: str, limit: int) -> str:
    stripped = text.strip()
    return stripped if len(stripped) <= limit else f"{stripped[: limit - 1]}…"


def my_ticket_buttons(view: TicketView, turn: Turn, back: Button) -> Keyboard:
    """Return what the owner can do with it as it stands, and the way ``back`` to the list."""

    def act(name: str, action: str) -> Button:
        return keyboards.button(turn.t(name), TicketAction(action=action, ticket_id=view.id))

    if view.status is Status.CANCELLED:
        rows = [[act("btn-report-again", "again")]]
    elif view.done_at is not None or view.closed_at is not None:
        rows = [
            [act("btn-reopen", "reopen"), act("btn-report-again", "again")],
            [act("btn-escalate", "escalate")],
        ]
    else:
        rows = [
            [act("btn-add", "add"), act("btn-urge", "urge")],
            [act("btn-escalate", "escalate"), act("btn-cancel-ticket", "cancel")],
        ]
    return keyboards.inline(*rows, [back])
