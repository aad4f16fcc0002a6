"""The rules of a ticket's life."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.errors import AlreadyAccepted, NotAllowed, WrongStatus
from domain.lifecycle import (
    OPEN_STATUSES,
    TRANSITIONS,
    Action,
    DeclineReason,
    HoldReason,
    Outcome,
    Status,
)
from domain.people import HouseId, PersonId, StaffId
from domain.ticket import MAX_TIER, UNDO_WITHIN, Channel, Place, Severity, Ticket, TicketKind
from domain.timeline import DESK, By

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)
ANNA, BORIS = StaffId(1), StaffId(2)
OWNER = By(person_id=PersonId(7))
PROMISE = (NOW + timedelta(hours=1), NOW + timedelta(hours=24))


def ticket() -> Ticket:
    made = Ticket(
        kind=TicketKind.REPAIR,
        place=Place(community="sunshine", house_id=HouseId(1)),
        category="leak",
        severity=Severity.YELLOW,
        description="厨房水槽下面一直滴水",
        channel=Channel.CHAT,
        reporter=PersonId(7),
        verified=True,
        draft_key="d1",
        filed_at=NOW,
        accept_by=PROMISE[0],
        finish_by=PROMISE[1],
    )
    made.file(OWNER, NOW)
    return made


def dispatched() -> Ticket:
    made = ticket()
    made.dispatch("repair", DESK, NOW)
    return made


def done(outcome: Outcome = Outcome.FIXED) -> Ticket:
    made = dispatched()
    made.accept(ANNA, NOW)
    made.finish(ANNA, outcome, "换了角阀", NOW + timedelta(hours=2))
    return made


def test_a_ticket_goes_from_filed_to_closed() -> None:
    life = dispatched()
    life.accept(ANNA, NOW + timedelta(minutes=5))
    life.arrive(ANNA, NOW + timedelta(hours=1))
    life.finish(ANNA, Outcome.FIXED, "", NOW + timedelta(hours=2))
    life.confirm(OWNER, NOW + timedelta(hours=3))
    life.rate(5, OWNER, NOW + timedelta(hours=3))
    life.close(OWNER, NOW + timedelta(hours=3))
    assert life.status is Status.CLOSED
    assert [event.kind for event in life.pull_events()] == [
        Action.FILE,
        Action.DISPATCH,
        Action.ACCEPT,
        Action.ARRIVE,
        Action.FINISH,
        Action.CONFIRM,
        Action.RATE,
        Action.CLOSE,
    ]
    assert life.pull_events() == []


def test_the_second_to_accept_is_told_who_was_first() -> None:
    taken = dispatched()
    taken.accept(ANNA, NOW)
    with pytest.raises(AlreadyAccepted) as refused:
        taken.accept(BORIS, NOW)
    assert refused.value.by == ANNA
    assert taken.assignee == ANNA


def test_a_finished_ticket_cannot_be_taken() -> None:
    with pytest.raises(WrongStatus) as refused:
        done().accept(BORIS, NOW)
    assert refused.value.status is Status.DONE


def test_an_untaken_ticket_goes_back_to_the_centre_and_a_taken_one_to_its_team() -> None:
    untaken = dispatched()
    untaken.decline(ANNA, DeclineReason.NOT_OURS, NOW)
    assert untaken.status is Status.FILED
    taken = dispatched()
    taken.accept(ANNA, NOW)
    taken.decline(ANNA, DeclineReason.PARTS, NOW)
    assert (taken.status, taken.team, taken.assignee) == (Status.DISPATCHED, "repair", None)


def test_giving_back_and_moving_on_leave_what_was_promised_as_it_was() -> None:
    passed = dispatched()
    late = PROMISE[0] + timedelta(minutes=5)
    passed.decline(ANNA, DeclineReason.HANDS, late)
    passed.transfer("security", DESK, late)
    passed.accept(BORIS, late)
    passed.decline(BORIS, DeclineReason.PARTS, late)
    assert (passed.accept_by, passed.finish_by) == PROMISE
    assert (passed.first_accept_by, passed.first_finish_by) == PROMISE


def test_a_ticket_cannot_be_moved_to_the_team_that_has_it() -> None:
    with pytest.raises(NotAllowed):
        dispatched().transfer("repair", DESK, NOW)


def test_reopening_asks_the_same_worker_first_and_counts_as_rework() -> None:
    again = done()
    promise = (NOW + timedelta(days=1), NOW + timedelta(days=2))
    again.reopen(OWNER, NOW + timedelta(hours=3), promise, "还在漏")
    assert (again.status, again.assignee, again.reopened, again.cycle) == (
        Status.DISPATCHED,
        ANNA,
        1,
        2,
    )
    assert (again.accept_by, again.finish_by) == promise
    assert (again.done_at, again.outcome) == (None, None)
    again.accept(BORIS, NOW + timedelta(hours=4))
    assert again.assignee == BORIS


def test_the_first_cycle_stays_what_figures_are_made_from() -> None:
    again = done()
    first = (again.first_accepted_at, again.first_done_at, again.first_accept_by)
    again.reopen(OWNER, NOW + timedelta(days=3), (NOW, NOW), "")
    again.accept(BORIS, NOW + timedelta(days=4))
    again.finish(BORIS, Outcome.FIXED, "", NOW + timedelta(days=5))
    assert (again.first_accepted_at, again.first_done_at, again.first_accept_by) == first


def test_the_end_is_taken_back_as_if_it_had_not_been() -> None:
    slip = done()
    slip.undo(By(staff_id=ANNA), NOW + timedelta(hours=2, minutes=2))
    assert (slip.status, slip.assignee) == (Status.WORKING, ANNA)
    assert (slip.outcome, slip.done_at, slip.first_done_at) == (None, None, None)
    slip.finish(ANNA, Outcome.CANNOT_FIX, "", NOW + timedelta(hours=3))
    assert slip.first_done_at == NOW + timedelta(hours=3)


def test_the_end_is_taken_back_soon_or_not_at_all() -> None:
    with pytest.raises(WrongStatus):
        done().undo(By(staff_id=ANNA), NOW + timedelta(hours=2) + UNDO_WITHIN)


def test_a_slip_in_a_later_cycle_leaves_the_first_end_alone() -> None:
    again = done()
    first = again.first_done_at
    again.reopen(OWNER, NOW + timedelta(hours=3), PROMISE)
    again.accept(ANNA, NOW + timedelta(hours=4))
    again.finish(ANNA, Outcome.FIXED, "", NOW + timedelta(hours=5))
    again.undo(By(staff_id=ANNA), NOW + timedelta(hours=5))
    assert again.first_done_at == first


def test_a_cancelled_ticket_stays_cancelled() -> None:
    gone = dispatched()
    gone.cancel(OWNER, NOW, "自己修好了")
    acts: list[Callable[[], None]] = [
        lambda: gone.reopen(OWNER, NOW, PROMISE),
        lambda: gone.accept(ANNA, NOW),
        lambda: gone.escalate(OWNER, NOW),
        lambda: gone.rate(5, OWNER, NOW),
    ]
    for act in acts:
        with pytest.raises(WrongStatus):
            act()


def test_tiers_end_at_the_third() -> None:
    urgent = dispatched()
    for _ in range(5):
        urgent.escalate(OWNER, NOW)
    assert urgent.tier == MAX_TIER


def test_a_hold_ends_and_the_work_goes_on() -> None:
    resting = dispatched()
    resting.accept(ANNA, NOW)
    resting.hold(ANNA, HoldReason.PARTS, NOW + timedelta(days=1), NOW)
    assert resting.hold_until == NOW + timedelta(days=1)
    resting.resume(DESK, NOW + timedelta(days=1))
    assert resting.allows(Action.ARRIVE)
    assert not resting.allows(Action.RESUME)


def test_only_finished_tickets_can_be_rated() -> None:
    with pytest.raises(WrongStatus):
        dispatched().rate(5, OWNER, NOW)


_ACTS: dict[Action, Callable[[Ticket, datetime], None]] = {
    Action.DISPATCH: lambda t, n: t.dispatch("repair", DESK, n),
    Action.ACCEPT: lambda t, n: t.accept(ANNA, n),
    Action.ASSIGN: lambda t, n: t.assign(BORIS, "repair", DESK, n),
    Action.DECLINE: lambda t, n: t.decline(ANNA, DeclineReason.OTHER, n),
    Action.TRANSFER: lambda t, n: t.transfer("security", DESK, n),
    Action.ARRIVE: lambda t, n: t.arrive(ANNA, n),
    Action.HOLD: lambda t, n: t.hold(ANNA, HoldReason.AWAY, n + timedelta(hours=1), n),
    Action.RESUME: lambda t, n: t.resume(DESK, n),
    Action.FINISH: lambda t, n: t.finish(ANNA, Outcome.FIXED, "", n),
    Action.UNDO: lambda t, n: t.undo(By(staff_id=ANNA), n),
    Action.CONFIRM: lambda t, n: t.confirm(OWNER, n),
    Action.REOPEN: lambda t, n: t.reopen(OWNER, n, PROMISE),
    Action.CLOSE: lambda t, n: t.close(OWNER, n),
    Action.CANCEL: lambda t, n: t.cancel(OWNER, n),
}


@given(st.lists(st.sampled_from(sorted(_ACTS)), max_size=30))
def test_nothing_but_the_map_moves_a_ticket(actions: list[Action]) -> None:
    life = ticket()
    for minute, action in enumerate(actions):
        before = (life.status, len(life.pending_events))
        allowed = (life.status, action) in TRANSITIONS
        try:
            _ACTS[action](life, NOW + timedelta(minutes=minute))
        except (WrongStatus, AlreadyAccepted, NotAllowed):
            assert (life.status, len(life.pending_events)) == before
            assert not allowed or action in {Action.TRANSFER, Action.UNDO}
            continue
        assert life.status is TRANSITIONS[before[0], action]
        assert len(life.pending_events) == before[1] + 1
        # What somebody works on has somebody, and what rests has an end.
        if life.status in {Status.ACCEPTED, Status.WORKING, Status.HELD}:
            assert life.assignee is not None
        assert (life.hold_until is not None) == (life.status is Status.HELD)
        assert life.is_open == (life.status in OPEN_STATUSES)
