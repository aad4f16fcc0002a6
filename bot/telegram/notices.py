"""Renders notices: what the desk says of itself, in the recipient's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.telegram.callbacks import (
    CallTaskPress,
    FollowUpPress,
    HomeDecision,
    TicketAction,
)
from bot.telegram.keyboards import Button, Keyboard, button, copy, grid, inline
from bot.telegram.texts import Argument, Texts
from bot.telegram.words import Words
from domain.desk import Desk
from domain.language import Language
from domain.people import Relation
from domain.ticket import Outcome
from services.intents import Notice
from services.views import TicketView

PROTECTED = frozenset({"staff-contact", "staff-alarm"})
"""Notices that hold a phone number in the clear: they cannot be forwarded or saved."""

SHORT = 60
"""How many characters of a description remind people which ticket is meant."""


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A notice with everything around it."""

    notice: Notice
    ticket: TicketView | None
    words: Words

    @property
    def view(self) -> TicketView:
        if self.ticket is None:
            raise LookupError(f"{self.notice.name} is about a ticket, and there is none")
        return self.ticket

    def t(self, name: str, /, **args: Argument) -> str:
        return self.words.t(name, **args)

    def number(self, name: str) -> int:
        return int(self.notice.args.get(name, 0))

    def press(self, text: str, action: str, arg: str = "") -> Button:
        data = TicketAction(action=action, ticket_id=self.view.id, arg=arg)
        return button(self.t(text), data)


def render_notice(
    notice: Notice,
    view: TicketView | None,
    language: Language,
    texts: Texts,
    desk: Desk,
    now: datetime,
) -> tuple[str, Keyboard | None]:
    """Return the text (Telegram HTML) and the buttons of a notice.

    ``view`` is the ticket as the recipient may see it: masked for a group.
    """
    words = Words(texts, desk, language, now)
    occasion = _Occasion(notice, view, words)
    keyboard = _KEYBOARDS.get(notice.name)
    text = texts.get(language, notice.name, **_arguments(occasion))
    if notice.args.get("repeated"):
        # A crash left unknown whether it had arrived: better twice, and said so, than never.
        text = f"{texts.get(language, 'notice-repeated')} {text}"
    return text, keyboard(occasion) if keyboard else None


def _arguments(occasion: _Occasion) -> Mapping[str, Argument]:
    """Gather what a notice's text may name; a text takes of it what it needs."""
    words, view = occasion.words, occasion.ticket
    args: dict[str, Argument] = {"reason": "", "name": "", "note": ""}
    if view is not None:
        args |= {
            "code": view.code,
            "category": words.category(view.kind, view.category),
            "kind": words.kind(view.kind),
            "place": words.place(view),
            "short": _short(view.description),
            "reporter": view.reporter_name,
            "phone": view.reporter_phone or words.t("phone-unknown"),
            "worker": view.assignee_name or words.team(view.team),
            "team": words.team(view.team),
            "severity": words.severity(view.severity),
            "wish": view.visit_wish or words.t("wish-any"),
            "accept_by": words.moment(view.accept_by, view.community),
            "finish_by": words.moment(view.finish_by, view.community),
            "note": view.closing_note,
            "outcome": words.outcome(view.outcome or Outcome.FIXED, view.kind),
            "centre_phone": words.desk.community(view.community).centre_phone,
        }
    for key, value in occasion.notice.args.items():
        args[key] = _said(occasion, key, value)
    home = {key: str(occasion.notice.args.get(key, "")) for key in ("building", "unit", "room")}
    if home["room"]:
        args["home"] = words.home_parts(home["building"], home["unit"], home["room"])
    return args


def _said(occasion: _Occasion, key: str, value: str | int) -> Argument:
    words = occasion.words
    if isinstance(value, int):
        return value
    if key.endswith(("_at", "_by")):
        community = (
            occasion.ticket.community if occasion.ticket else words.desk.communities[0].code
        )
        return words.moment(datetime.fromisoformat(value), community)
    if key == "team":
        return words.team(value)
    if key == "community":
        return words.community(value)
    if key == "relation":
        return words.relation(Relation(value))
    return value


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= SHORT else f"{line[: SHORT - 1]}…"


# ---- buttons ------------------------------------------------------------------------------


def _owner_progress(occasion: _Occasion) -> Keyboard:
    return inline([occasion.press("btn-progress", "show"), occasion.press("btn-add", "add")])


def _owner_late(occasion: _Occasion) -> Keyboard:
    return inline(
        [occasion.press("btn-escalate", "escalate"), occasion.press("btn-progress", "show")]
    )


def _owner_reply(occasion: _Occasion) -> Keyboard:
    return inline([occasion.press("btn-reply", "add"), occasion.press("btn-progress", "show")])


def _contact(occasion: _Occasion) -> Keyboard | None:
    phone = occasion.view.reporter_phone
    return inline([copy(occasion.t("btn-copy-phone"), phone)]) if phone else None


def _alarm(occasion: _Occasion) -> Keyboard:
    taking = TicketAction(action="accept", ticket_id=occasion.view.id)
    return inline([button(occasion.t("btn-coming"), taking, style="danger")])


def _reply_to_owner(occasion: _Occasion) -> Keyboard:
    return inline([occasion.press("btn-to-owner", "message")])


def _solved(occasion: _Occasion) -> Keyboard:
    ticket_id, cycle = occasion.view.id, occasion.number("cycle")
    yes = FollowUpPress(action="yes", ticket_id=ticket_id, cycle=cycle)
    no = FollowUpPress(action="no", ticket_id=ticket_id, cycle=cycle)
    return inline([button(occasion.t("btn-solved"), yes), button(occasion.t("btn-unsolved"), no)])


def stars(words: Words, ticket_id: int, cycle: int) -> Keyboard:
    """Return the row of five scores."""
    row = [
        button(
            words.t("btn-score", score=score),
            FollowUpPress(action="rate", ticket_id=ticket_id, cycle=cycle, value=str(score)),
        )
        for score in range(1, 6)
    ]
    return inline(*grid(row, 5))


def _call_task(occasion: _Occasion) -> Keyboard:
    press = CallTaskPress(action="take", ticket_id=occasion.view.id, cycle=occasion.view.cycle)
    return inline([button(occasion.t("btn-take-call"), press)])


def _decide_home(occasion: _Occasion) -> Keyboard:
    residence = occasion.number("residence_id")
    approve = HomeDecision(action="approve", residence_id=residence)
    refuse = HomeDecision(action="refuse", residence_id=residence)
    return inline(
        [
            button(occasion.t("btn-approve"), approve, style="success"),
            button(occasion.t("btn-refuse"), refuse),
        ]
    )


_KEYBOARDS: Mapping[str, Callable[[_Occasion], Keyboard | None]] = {
    "owner-logged": _owner_progress,
    "owner-accepted": _owner_progress,
    "owner-given-back": _owner_progress,
    "owner-transferred": _owner_progress,
    "owner-arrived": _owner_progress,
    "owner-held": _owner_progress,
    "owner-resumed": _owner_progress,
    "owner-message": _owner_reply,
    "owner-accept-overdue": _owner_late,
    "owner-finish-overdue": _owner_late,
    "staff-contact": _contact,
    "staff-alarm": _alarm,
    "team-alarm": _alarm,
    "team-owner-message": _reply_to_owner,
    "follow-up-ask": _solved,
    "follow-up-remind": _solved,
    "centre-call-task": _call_task,
    "centre-residence": _decide_home,
}
