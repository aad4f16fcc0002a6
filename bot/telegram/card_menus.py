"""The buttons of a card: what may come next, and the choices within it. They hold no authority."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.telegram.callbacks import TicketAction
from bot.telegram.keyboards import Button, Keyboard, Style, button, grid, inline
from bot.telegram.words import Words
from domain.lifecycle import TRANSITIONS, Action, DeclineReason, HoldReason, Outcome, Status
from domain.people import CENTRE
from domain.ticket import UNDO_WITHIN, TicketId, TicketKind
from services.views import TicketView

TONIGHT = 20
"""The hour until which 今晚 rests a ticket."""

_MOST_CHOICES = 60


def card_buttons(view: TicketView, team_here: str | None, words: Words) -> Keyboard:
    """Return the buttons of a card in the chat of a team; a chat of none gets none."""
    return inline(*card_rows(view, team_here, words))


def card_rows(view: TicketView, team_here: str | None, words: Words) -> list[list[Button]]:
    """Return the buttons of a card, row by row, the most likely ones first."""
    if team_here is None or view.status is Status.CANCELLED:
        return []
    row = _Row(view.id, words)
    if view.done_at is not None:
        # Whoever asked a question is asked at once whether it is answered: nothing waits.
        slip = (
            view.kind is not TicketKind.QUESTION
            and view.status is Status.DONE
            and words.now - view.done_at < UNDO_WITHIN
        )
        return [[row("undo")]] if slip and team_here == view.team else []
    if view.status is Status.FILED:
        return _to_dispatch(row, team_here)
    if team_here != view.team:
        return _from_outside(row) if team_here == CENTRE else []
    return _in_the_team(view, row)


def bystander_buttons(view: TicketView, words: Words) -> Keyboard:
    """Return what a colleague may do with a ticket that somebody else of the team has in hand."""
    return inline([_Row(view.id, words)("message")])


def more_buttons(view: TicketView, words: Words) -> Keyboard:
    """Return what is needed less often: give back, transfer, assign."""
    row = _Row(view.id, words)
    wanted = {
        "decline": Action.DECLINE,
        "transfer": Action.TRANSFER,
        "assign": Action.ASSIGN,
    }
    found = [row(name) for name, act in wanted.items() if (view.status, act) in TRANSITIONS]
    if view.status is Status.DISPATCHED:
        found.append(row("message"))
    return inline(*grid(found, 3), [row.back()])


def decline_choices(view: TicketView, words: Words) -> Keyboard:
    """Return the reasons for giving back."""
    row = _Row(view.id, words)
    found = [
        row.named(words.reason(reason), "decline", reason.value)
        for reason in DeclineReason
        if reason is not DeclineReason.LEFT
    ]
    return inline(*grid(found), [row.back()])


def team_choices(view: TicketView, words: Words, action: str) -> Keyboard:
    """Return one button for each team; where the ticket is already is left out of 转派."""
    row = _Row(view.id, words)
    here = view.team if action == "transfer" and view.status is not Status.FILED else None
    found = [
        row.named(words.team(team.code), action, team.code)
        for team in words.desk.teams
        if team.code != here
    ]
    return inline(*grid(found), [row.back()])


def people_choices(view: TicketView, people: Sequence[tuple[int, str]], words: Words) -> Keyboard:
    """Return one button for each colleague."""
    row = _Row(view.id, words)
    found = [row.named(name, "give", str(staff_id)) for staff_id, name in people]
    return inline(*grid(found[:_MOST_CHOICES]), [row.back()])


def hold_choices(view: TicketView, words: Words) -> Keyboard:
    """Return the reasons for a hold."""
    row = _Row(view.id, words)
    found = [row.named(words.reason(reason), "hold", reason.value) for reason in HoldReason]
    return inline(*grid(found), [row.back()])


def until_choices(view: TicketView, reason: HoldReason, words: Words) -> Keyboard:
    """Return the ends that a hold can have; 今晚 only while it is not evening yet."""
    row = _Row(view.id, words)
    found = []
    for code in ("tonight", "morning", "days"):
        until = hold_end(code, view.community, words)
        if until > words.now + timedelta(minutes=30):
            zone = words.desk.community(view.community).timezone
            said = words.t(f"btn-until-{code}", time=f"{until.astimezone(zone):%H:%M}")
            found.append(row.named(said, "hold", f"{reason.value}.{code}"))
    found.append(row("hold", f"{reason.value}.typed", "btn-until-typed"))
    return inline(*grid(found), [row.back()])


def hold_end(code: str, community: str, words: Words) -> datetime:
    """Return the moment that ``tonight``, ``morning`` or ``days`` (three) mean now, in UTC."""
    found = words.desk.community(community)
    local = words.now.astimezone(found.timezone)
    if code == "tonight":
        end = local.replace(hour=TONIGHT, minute=0, second=0, microsecond=0)
    else:
        opens = found.office_hours.start
        end = local.replace(hour=opens.hour, minute=opens.minute, second=0, microsecond=0)
        end += timedelta(days=1 if code == "morning" else 3)
    return end.astimezone(words.now.tzinfo)


def outcome_choices(view: TicketView, words: Words) -> Keyboard:
    """Return how the work can have ended."""
    row = _Row(view.id, words)
    found = [
        row.named(words.outcome(outcome, view.kind), "finish", outcome.value)
        for outcome in Outcome
    ]
    pictured = row("finish", f"{Outcome.FIXED.value}.note", "btn-finish-shown")
    return inline([found[0], pictured], *grid(found[1:]), [row.back()])


def ending_choices(view: TicketView, outcome: Outcome, words: Words) -> Keyboard:
    """Return whether to say why first, which the owner will want to know, or to end at once."""
    row = _Row(view.id, words)
    return inline(
        [
            row("finish", f"{outcome.value}.note", "btn-finish-note", "primary"),
            row("finish", f"{outcome.value}.now", "btn-finish-now"),
        ],
        [row.back()],
    )


def skip_choices(view: TicketView, outcome: Outcome, words: Words) -> Keyboard:
    """Return the way on for whoever was asked for a note or pictures and has none."""
    row = _Row(view.id, words)
    return inline([row("finish", f"{outcome.value}.now", "btn-skip"), row.back()])


def _to_dispatch(row: "_Row", team_here: str) -> list[list[Button]]:
    if team_here != CENTRE:
        return []
    return [[row("transfer", text="btn-dispatch", style="primary"), row("assign")]]


def _from_outside(row: "_Row") -> list[list[Button]]:
    """The service centre's copy of a card that another team works on (S-065)."""
    return [[row("transfer"), row("assign"), row("message")]]


def _in_the_team(view: TicketView, row: "_Row") -> list[list[Button]]:
    reach = [row("message"), row("call"), row("more")]
    if view.kind is TicketKind.QUESTION and view.taken:
        rest = row("resume" if view.status is Status.HELD else "hold")
        return [[row("finish", Outcome.FIXED.value, "btn-answered", "primary"), rest], reach]
    match view.status:
        case Status.DISPATCHED if view.kind is TicketKind.EMERGENCY:
            take = row("accept", text="btn-coming-now", style="danger")
            return [[take], [row("transfer"), row("more")]]
        case Status.DISPATCHED:
            taken = "btn-take-up" if view.kind is TicketKind.REQUEST else "btn-accept"
            first = row("accept", text=taken, style="primary")
            return [[first, row("decline"), row("transfer"), row("more")]]
        case Status.ACCEPTED:
            return [[row("arrive", style="primary"), row("hold"), row("finish")], reach]
        case Status.WORKING:
            return [[row("hold"), row("finish", style="primary")], reach]
        case Status.HELD:
            return [[row("resume", style="primary"), row("finish")], reach]
        case _:
            return []


class _Row:
    """Makes the buttons of one ticket."""

    def __init__(self, ticket_id: TicketId, words: Words) -> None:
        self._ticket_id, self._words = ticket_id, words

    def __call__(
        self, action: str, arg: str = "", text: str | None = None, style: Style | None = None
    ) -> Button:
        """Return a button whose text is ``text`` of the catalogue, or ``btn-<action>``."""
        return self.named(self._words.t(text or f"btn-{action}"), action, arg, style)

    def named(self, text: str, action: str, arg: str = "", style: Style | None = None) -> Button:
        return button(text, TicketAction(action=action, ticket_id=self._ticket_id, arg=arg), style)

    def back(self) -> Button:
        return self("card", text="btn-back")
