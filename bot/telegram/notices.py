"""Renders notices: what the desk says of itself, in the recipient's language."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from bot.telegram.callbacks import (
    CallTaskPress,
    FaqPress,
    FollowUpPress,
    HomeDecision,
    TicketAction,
)
from bot.telegram.card_menus import card_buttons, card_rows
from bot.telegram.keyboards import Button, Keyboard, button, copy, grid, inline
from bot.telegram.texts import Argument, Texts
from bot.telegram.words import Words
from domain.desk import Desk
from domain.language import Language
from domain.lifecycle import DeclineReason, HoldReason, Outcome, Status
from domain.people import CENTRE, Relation
from domain.ticket import TicketKind
from services.intents import Notice
from services.views import TicketView

PROTECTED = frozenset({"staff-contact", "staff-alarm", "staff-reopened", "call-task-details"})
"""Notices that hold, or come to hold, a phone number in the clear: never forwarded or saved."""

SHORT = 60
"""How many characters of a description remind people which ticket is meant."""


@dataclass(frozen=True, slots=True)
class _Occasion:
    """A notice with everything around it."""

    notice: Notice
    ticket: TicketView | None
    words: Words
    team_here: str | None = None

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
    team_here: str | None = None,
) -> tuple[str, Keyboard | None]:
    """Return the text (Telegram HTML) and the buttons of a notice.

    ``view`` is the ticket as the recipient may see it: masked for a group. ``team_here`` is the
    team that works in the chat, if one does.
    """
    words = Words(texts, desk, language, now)
    occasion = _Occasion(notice, view, words, team_here)
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
            "code": _code(occasion.notice.name, view, words),
            "category": words.category(view.kind, view.category),
            "kind": words.kind(view.kind),
            "visit": _visit(view),
            "ended": _ended(view),
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
        said = words.home_parts(home["building"], home["unit"], home["room"])
        mine = occasion.notice.name.startswith("residence-")
        args["home"] = words.at(str(occasion.notice.args["community"]), said) if mine else said
    return args


def _said(occasion: _Occasion, key: str, value: str | int) -> Argument:
    words = occasion.words
    if isinstance(value, int):
        return value
    if key.endswith(("_at", "_by")):
        return words.moment(datetime.fromisoformat(value), occasion.view.community)
    if key == "team":
        # Of a team's own news, which are about no ticket, the community is said with the team.
        community = str(occasion.notice.args.get("community", ""))
        return words.at(community, words.team(value)) if community else words.team(value)
    if key == "community":
        return words.community(value)
    if key == "hold_reason":
        return words.reason(HoldReason(value))
    if key == "decline_reason":
        return words.reason(DeclineReason(value))
    if key == "relation":
        return words.relation(Relation(value))
    return value


def _code(notice: str, view: TicketView, words: Words) -> str:
    """Return a ticket's number; colleagues of several communities are told whose it is."""
    if notice in _SAYS_PLACE or not notice.startswith(("team-", "staff-", "centre-")):
        return view.code
    return words.at(view.community, view.code)


_SAYS_PLACE = frozenset({"staff-contact", "staff-taken-over", "centre-call-task"})
"""What names the place, and with it the community, beside the number."""


def _visit(view: TicketView) -> str:
    """Return how somebody comes: ``now``, to a ``home``, to a public ``place``, or not at all."""
    if view.kind is TicketKind.EMERGENCY:
        return "now"
    if view.kind is not TicketKind.REPAIR:
        return "none"
    return "home" if view.house is not None else "place"


def _ended(view: TicketView) -> str:
    """Return how the work ended, for a text that asks about it: an answer is not mended."""
    outcome = view.outcome or Outcome.FIXED
    question = view.kind is TicketKind.QUESTION and outcome is Outcome.FIXED
    return "answered" if question else outcome.value


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


def _owner_waits(occasion: _Occasion) -> Keyboard:
    late = occasion.notice.args.get("late") == "yes"
    return _owner_late(occasion) if late else _owner_progress(occasion)


def _owner_reply(occasion: _Occasion) -> Keyboard:
    return inline([occasion.press("btn-reply", "add"), occasion.press("btn-progress", "show")])


def _owner_answer(occasion: _Occasion) -> Keyboard:
    return inline([occasion.press("btn-reply", "add")])


def _next_step(occasion: _Occasion) -> Keyboard:
    """The card's own buttons, so that nobody looks for the card; in private the way to it."""
    if occasion.team_here is None:
        return inline([occasion.press("btn-open-card", "open")])
    return card_buttons(occasion.view, occasion.team_here, occasion.words)


def _own_work(occasion: _Occasion) -> Keyboard:
    """The worker's own buttons, in private: the whole job can be done from there."""
    return card_buttons(occasion.view, occasion.view.team, occasion.words)


def _contact(occasion: _Occasion) -> Keyboard:
    phone = occasion.view.reporter_phone
    steps = card_rows(occasion.view, occasion.view.team, occasion.words)[:1]
    reach = [copy(occasion.t("btn-copy-phone"), phone)] if phone else []
    if steps:
        reach.append(occasion.press("btn-message", "message"))
    return inline(*steps, reach)


def _alarm(occasion: _Occasion) -> Keyboard:
    waits = occasion.view.status is Status.FILED
    if waits or occasion.team_here == CENTRE != occasion.view.team:
        return _next_step(occasion)
    taking = TicketAction(action="accept", ticket_id=occasion.view.id)
    return inline([button(occasion.t("btn-coming"), taking, style="danger")])


def _reply_to_owner(occasion: _Occasion) -> Keyboard:
    return inline([occasion.press("btn-to-owner", "message")])


def _solved(occasion: _Occasion) -> Keyboard:
    ticket_id, cycle = occasion.view.id, occasion.number("cycle")
    yes = FollowUpPress(action="yes", ticket_id=ticket_id, cycle=cycle)
    no = FollowUpPress(action="no", ticket_id=ticket_id, cycle=cycle)
    good, bad = answer_words(occasion.view.outcome or Outcome.FIXED, occasion.view.kind)
    return inline([button(occasion.t(good), yes), button(occasion.t(bad), no)])


def answer_words(outcome: Outcome, kind: TicketKind = TicketKind.REPAIR) -> tuple[str, str]:
    """Return the names of the words that answer the question after an outcome: yes, and no."""
    if outcome is Outcome.FIXED and kind is TicketKind.QUESTION:
        return "btn-question-solved", "btn-question-unsolved"
    return _ANSWERS.get(outcome, _OTHER_ANSWERS)


_ANSWERS: Mapping[Outcome, tuple[str, str]] = {
    Outcome.FIXED: ("btn-solved", "btn-unsolved"),
    Outcome.NOT_HOME: ("btn-not-needed", "btn-come-again"),
}
_OTHER_ANSWERS = ("btn-agreed", "btn-not-agreed")
"""What could not be mended is not asked about as if it were."""


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


def _call_results(occasion: _Occasion) -> Keyboard:
    phone, cycle = occasion.view.reporter_phone, occasion.number("cycle")
    results = [
        button(
            occasion.t(f"btn-call-{action}"),
            CallTaskPress(action=action, ticket_id=occasion.view.id, cycle=cycle),
        )
        for action in ("solved", "unsolved", "nobody")
    ]
    return inline([copy(occasion.t("btn-copy-phone"), phone)] if phone else [], results)


def _decide_home(occasion: _Occasion) -> Keyboard:
    residence = occasion.number("residence_id")
    return decide_home(occasion.words, residence)


def decide_home(words: Words, residence_id: int) -> Keyboard:
    """Return the service centre's buttons about a home."""
    approve = HomeDecision(action="approve", residence_id=residence_id)
    refuse = HomeDecision(action="refuse", residence_id=residence_id)
    who = HomeDecision(action="who", residence_id=residence_id)
    return inline(
        [
            button(words.t("btn-approve"), approve, style="success"),
            button(words.t("btn-refuse"), refuse),
            button(words.t("btn-who"), who),
        ]
    )


def _to_review(occasion: _Occasion) -> Keyboard:
    community = str(occasion.notice.args["community"])
    press = FaqPress(action="review", value=community)
    return inline([button(occasion.t("btn-faq-review"), press)])


_KEYBOARDS: Mapping[str, Callable[[_Occasion], Keyboard | None]] = {
    "owner-logged": _owner_progress,
    "owner-accepted": _owner_progress,
    "owner-given-back": _owner_waits,
    "owner-transferred": _owner_waits,
    "owner-arrived": _owner_progress,
    "owner-held": _owner_progress,
    "owner-resumed": _owner_progress,
    "owner-message": _owner_reply,
    "owner-answer": _owner_answer,
    "owner-accept-overdue": _owner_late,
    "owner-finish-overdue": _owner_late,
    "staff-contact": _contact,
    "staff-alarm": _alarm,
    "team-alarm": _alarm,
    "staff-reopened": _own_work,
    "team-owner-message": _reply_to_owner,
    "team-given-back": _next_step,
    "team-hold-over": _next_step,
    "team-urged": _next_step,
    "team-not-delivered": _next_step,
    "team-accept-overdue": _next_step,
    "team-finish-overdue": _next_step,
    "centre-unrouted": _next_step,
    "centre-declined": _next_step,
    "centre-escalated": _next_step,
    "follow-up-ask": _solved,
    "follow-up-remind": _solved,
    "centre-call-task": _call_task,
    "call-task-details": _call_results,
    "centre-residence": _decide_home,
    "knowledge-review": _to_review,
}
