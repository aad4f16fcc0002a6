"""The card of a ticket: what it says and which buttons it has, status by status."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.desk_file import load_desk
from bot.telegram.cards import DESCRIPTION, render_card, render_old_card
from bot.telegram.keyboards import Keyboard
from bot.telegram.limits import plain, units
from bot.telegram.texts import Texts
from domain.desk import Desk
from domain.language import Language
from domain.lifecycle import Action, HoldReason, Outcome, Status
from domain.people import House, HouseId, PersonId, StaffId
from domain.ticket import Channel, Severity, TicketId, TicketKind
from services.filing import QUESTION_CATEGORY
from services.rows import Attachment
from services.views import CardView, EventView, TicketView

NOW = datetime(2026, 3, 2, 2, 0, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk() -> Desk:
    return load_desk(Path(__file__).parents[2] / "deploy" / "desk.example.yaml")


@pytest.fixture(scope="module")
def texts() -> Texts:
    return Texts.load(strict=True)


def event(kind: Action, actor: str, minutes: int = 5) -> EventView:
    at = NOW + timedelta(minutes=minutes)
    return EventView(kind=kind, at=at, actor=actor, by_staff=True, after=None, text="", detail={})


@pytest.fixture
def ticket(desk: Desk) -> TicketView:
    community = desk.communities[0].code
    house = House(id=HouseId(1), community=community, building="3", unit="2", room="501")
    return TicketView(
        id=TicketId(7),
        number=1027,
        version=1,
        kind=TicketKind.REPAIR,
        category="leak",
        severity=Severity.YELLOW,
        status=Status.DISPATCHED,
        channel=Channel.CHAT,
        community=community,
        house=house,
        spot="",
        description="厨房水槽下面一直滴水",
        visit_wish="",
        reporter_id=PersonId(1),
        reporter_name="王**",
        reporter_phone="138****5678",
        verified=True,
        reachable=True,
        logged_by_name="",
        team="repair",
        assignee=None,
        assignee_name="",
        filed_at=NOW,
        accept_by=NOW + timedelta(minutes=30),
        finish_by=NOW + timedelta(hours=24),
        accepted_at=None,
        arrived_at=None,
        done_at=None,
        closed_at=None,
        urged_at=None,
        hold_until=None,
        hold_reason=None,
        outcome=None,
        closing_note="",
        score=None,
        tier=1,
        cycle=1,
        reopened=0,
    )


class Drawn:
    def __init__(self, html: str, keyboard: Keyboard) -> None:
        self.html, self.text = html, plain(html)
        rows = keyboard["inline_keyboard"]
        assert isinstance(rows, list)
        buttons = [button for row in rows if isinstance(row, list) for button in row]
        self.labels = [str(b["text"]) for b in buttons if isinstance(b, dict)]
        self.data = [str(b["callback_data"]) for b in buttons if isinstance(b, dict)]


def draw(
    view: TicketView,
    texts: Texts,
    desk: Desk,
    here: str | None = "repair",
    language: Language = Language.ZH_HANS,
    now: datetime = NOW,
) -> Drawn:
    card = CardView(ticket=view, message_id=None, team_here=here)
    return Drawn(*render_card(card, language, texts, desk, now))


def taken(ticket: TicketView, status: Status = Status.ACCEPTED) -> TicketView:
    return replace(
        ticket,
        status=status,
        assignee=StaffId(3),
        assignee_name="张师傅",
        accepted_at=NOW + timedelta(minutes=5),
        events=(event(Action.ACCEPT, "张师傅"),),
    )


def test_a_new_card_says_everything_that_is_needed(
    ticket: TicketView, texts: Texts, desk: Desk
) -> None:
    photo = Attachment(kind="photo", file_id="f")
    view = replace(ticket, visit_wish="明天 14–18 时", attachments=(photo, photo))
    assert draw(view, texts, desk).text.splitlines() == [
        "🟡 较急 R-1027 漏水 · 报修",
        "3栋2单元501 · 王** 138****5678",
        "厨房水槽下面一直滴水",
        "希望上门：明天 14–18 时",
        "附件 2 个",
        "维修组待接单，最晚接单 今天 10:30",
    ]


def test_marks_say_what_is_unusual(ticket: TicketView, texts: Texts, desk: Desk) -> None:
    view = replace(ticket, verified=False, channel=Channel.PHONE, logged_by_name="小陈", cycle=2)
    text = draw(replace(view, assignee_name="张师傅"), texts, desk).text
    for said in ("· 未核实", "· 电话", "· 小陈代报", "· 第 2 次", "上次是张师傅处理的"):
        assert said in text


@pytest.mark.parametrize(("tier", "said"), [(1, None), (2, "再次投诉"), (3, "升级投诉")])
def test_the_tier_of_a_complaint_is_said(
    ticket: TicketView, texts: Texts, desk: Desk, tier: int, said: str | None
) -> None:
    view = replace(ticket, kind=TicketKind.COMPLAINT, category="noise", tier=tier)
    text = draw(view, texts, desk).text
    assert "噪音 · 投诉" in text
    assert said is None or said in text
    assert ("再次" in text or "升级" in text) is (said is not None)


def test_an_old_card_tells_how_its_round_ended_unless_that_was_taken_back(
    ticket: TicketView, texts: Texts, desk: Desk
) -> None:
    end = replace(event(Action.FINISH, "张师傅"), detail={"outcome": Outcome.FIXED.value})
    undo = event(Action.UNDO, "张师傅", 6)
    for events, told in (((end,), True), ((end, undo), False)):
        card = CardView(ticket=replace(ticket, events=events), message_id=5, team_here="repair")
        old = plain(render_old_card(card, Language.ZH_HANS, texts, desk, NOW))
        assert ("张师傅 今天 10:05 完成：已修好" in old) is told
        assert "以前的卡片" in old
        assert "待接单" not in old


def test_a_category_that_is_called_like_its_kind_is_said_once(
    ticket: TicketView, texts: Texts, desk: Desk
) -> None:
    view = replace(ticket, kind=TicketKind.QUESTION, category=QUESTION_CATEGORY)
    assert draw(view, texts, desk).text.splitlines()[0] == "🟡 较急 R-1027 咨询"


@pytest.mark.parametrize("language", list(Language))
@pytest.mark.parametrize("kind", list(TicketKind))
@pytest.mark.parametrize("status", list(Status))
def test_every_kind_and_status_is_said_in_every_language(
    ticket: TicketView,
    texts: Texts,
    desk: Desk,
    status: Status,
    kind: TicketKind,
    language: Language,
) -> None:
    done = status in {Status.DONE, Status.CONFIRMED, Status.CLOSED}
    view = replace(
        taken(ticket, status),
        kind=kind,
        arrived_at=NOW,
        hold_until=NOW + timedelta(days=1),
        hold_reason=HoldReason.PARTS,
        done_at=NOW if done else None,
        outcome=Outcome.FIXED if done else None,
        score=2 if done else None,
    )
    drawn = draw(view, texts, desk, language=language)
    assert view.code in drawn.text
    assert "{" not in drawn.html
    assert all(len(data.encode()) <= 64 for data in drawn.data)


def test_what_people_wrote_is_shown_literally(
    ticket: TicketView, texts: Texts, desk: Desk
) -> None:
    nasty = "<b>x</b> & <a href='tg://user?id=1'>y</a>"
    view = replace(
        taken(ticket, Status.DONE),
        description=nasty,
        visit_wish=nasty,
        reporter_name=nasty,
        logged_by_name=nasty,
        assignee_name=nasty,
        spot=nasty,
        closing_note=nasty,
        done_at=NOW,
        outcome=Outcome.FIXED,
    )
    drawn = draw(view, texts, desk)
    assert drawn.html.count("<b>") == 1  # the number's own
    assert "<a" not in drawn.html
    assert drawn.text.count(nasty) == 7


def test_a_long_description_is_cut_and_the_card_fits(
    ticket: TicketView, texts: Texts, desk: Desk
) -> None:
    view = replace(
        taken(ticket, Status.DONE),
        description="𠀀<&" * 700,
        visit_wish="&" * 200,
        spot="<" * 200,
        closing_note="说" * 5000,
        done_at=NOW,
        outcome=Outcome.CANNOT_FIX,
    )
    drawn = draw(view, texts, desk)
    assert units(drawn.text) <= 4096
    assert "…" in drawn.text
    assert drawn.text.count("𠀀") <= DESCRIPTION // 3


def test_what_is_late_is_said(ticket: TicketView, texts: Texts, desk: Desk) -> None:
    late = NOW + timedelta(days=2)
    assert "（已超时）" in draw(ticket, texts, desk, now=late).text
    assert "（已超时）" in draw(taken(ticket), texts, desk, now=late).text
    assert "超时" not in draw(ticket, texts, desk).text


def test_who_assigned_it_is_said(ticket: TicketView, texts: Texts, desk: Desk) -> None:
    events = (event(Action.ACCEPT, "李师傅"), event(Action.ASSIGN, "陈工", 9))
    view = replace(taken(ticket), events=events)
    assert "陈工 今天 10:09 指派给张师傅" in draw(view, texts, desk).text


def test_the_end_is_told_with_its_note_and_score(
    ticket: TicketView, texts: Texts, desk: Desk
) -> None:
    view = replace(
        taken(ticket, Status.CONFIRMED),
        done_at=NOW + timedelta(hours=1),
        outcome=Outcome.FIXED,
        closing_note="换了角阀",
        score=5,
        events=(event(Action.ACCEPT, "张师傅"), event(Action.CONFIRM, "王女士")),
    )
    drawn = draw(view, texts, desk)
    assert drawn.text.splitlines()[-4:] == [
        "张师傅 今天 11:00 完成：已修好",
        "说明：换了角阀",
        "业主确认解决了",
        "业主打分 5 分",
    ]
    assert drawn.labels == []


def test_a_settled_complaint_is_not_called_mended(
    ticket: TicketView, texts: Texts, desk: Desk
) -> None:
    view = replace(
        taken(ticket, Status.DONE),
        kind=TicketKind.COMPLAINT,
        category="noise",
        done_at=NOW,
        outcome=Outcome.FIXED,
    )
    assert "完成：已处理好" in draw(view, texts, desk).text


@pytest.mark.parametrize(
    ("status", "here", "labels"),
    [
        (Status.FILED, "centre", ["派单", "指派"]),
        (Status.FILED, "repair", []),
        (Status.DISPATCHED, "repair", ["接单", "退回", "转派", "更多"]),
        (Status.DISPATCHED, "centre", ["转派", "指派", "留言"]),
        (Status.DISPATCHED, "cleaning", []),
        (Status.DISPATCHED, None, []),
        (Status.ACCEPTED, "repair", ["到场", "挂起", "完成", "留言", "电话", "更多"]),
        (Status.ACCEPTED, "centre", ["转派", "指派", "留言"]),
        (Status.WORKING, "repair", ["挂起", "完成", "留言", "电话", "更多"]),
        (Status.HELD, "repair", ["继续", "完成", "留言", "电话", "更多"]),
        (Status.CANCELLED, "repair", []),
        (Status.CANCELLED, "centre", []),
    ],
)
def test_the_buttons_fit_the_status_and_the_chat(
    ticket: TicketView,
    texts: Texts,
    desk: Desk,
    status: Status,
    here: str | None,
    labels: list[str],
) -> None:
    view = taken(ticket, status) if status is not Status.DISPATCHED else ticket
    assert draw(replace(view, status=status), texts, desk, here).labels == labels


def test_an_emergency_asks_who_comes(ticket: TicketView, texts: Texts, desk: Desk) -> None:
    view = replace(ticket, kind=TicketKind.EMERGENCY, category="trapped", severity=Severity.RED)
    drawn = draw(view, texts, desk)
    assert drawn.text.startswith("🔴 紧急 R-1027 电梯困人 · 紧急")
    assert drawn.labels == ["我来", "转派", "更多"]
