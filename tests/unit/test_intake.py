"""What a report still needs, whatever was said first."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from domain.intake import Intake, Question
from domain.people import HouseId
from domain.ticket import TicketKind

HOME = HouseId(7)


def repair(**known: object) -> Intake:
    return Intake(kind=TicketKind.REPAIR, **known)  # type: ignore[arg-type]  # by name


def test_an_empty_repair_is_asked_for_its_category_first() -> None:
    assert repair().missing == (
        Question.CATEGORY,
        Question.COMMUNITY,
        Question.PLACE,
        Question.DESCRIPTION,
    )
    assert repair().next_question is Question.CATEGORY


def test_a_known_home_leaves_only_category_and_words() -> None:
    known = repair(community="sunshine", house_id=HOME)
    assert known.missing == (Question.CATEGORY, Question.DESCRIPTION)


@pytest.mark.parametrize(
    ("known", "question"),
    [
        ({"category": "leak"}, Question.COMMUNITY),
        ({"category": "leak", "community": "sunshine"}, Question.PLACE),
        ({"category": "leak", "community": "sunshine", "spot": "大堂"}, Question.DESCRIPTION),
        (
            {"category": "leak", "community": "sunshine", "spot": "大堂", "description": "滴水"},
            None,
        ),
    ],
)
def test_each_answer_leads_to_the_next_question(
    known: dict[str, object], question: Question | None
) -> None:
    assert repair(**known).next_question is question


def test_pictures_alone_do_not_say_what_happened() -> None:
    known = repair(category="leak", community="sunshine", house_id=HOME, files=2)
    assert known.next_question is Question.DESCRIPTION


def test_a_voice_message_says_what_happened() -> None:
    known = repair(category="leak", community="sunshine", house_id=HOME, files=1, spoken=True)
    assert known.next_question is None


def test_pictures_that_were_to_speak_are_asked_about_again_once_they_are_gone() -> None:
    known = repair(category="leak", community="sunshine", house_id=HOME, files=0, spoken=True)
    assert known.next_question is Question.DESCRIPTION


@pytest.mark.parametrize("kind", [TicketKind.SUGGESTION, TicketKind.PRAISE, TicketKind.QUESTION])
def test_short_forms_are_not_asked_for_a_place(kind: TicketKind) -> None:
    known = Intake(kind=kind, category="general", community="sunshine")
    assert known.missing == (Question.DESCRIPTION,)
    assert Question.PLACE not in known.changeable


def test_a_time_is_only_asked_for_where_somebody_must_be_let_in() -> None:
    at_home = repair(house_id=HOME)
    outside = repair(spot="3栋大堂")
    complaint = Intake(kind=TicketKind.COMPLAINT, house_id=HOME)
    assert Question.VISIT in at_home.changeable
    assert Question.VISIT not in outside.changeable
    assert Question.VISIT not in complaint.changeable


def test_a_request_asks_where_and_when_and_lets_the_rest_be_passed_over() -> None:
    known = Intake(kind=TicketKind.REQUEST, category="renovation", community="sunshine")
    optional = (Question.VISIT, Question.DESCRIPTION, Question.FILES)
    assert known.missing == (Question.PLACE, *optional)
    assert replace(known, house_id=HOME, settled=frozenset(optional)).missing == ()
    assert Question.VISIT in known.changeable


@given(
    kind=st.sampled_from(TicketKind),
    category=st.sampled_from(["", "leak"]),
    community=st.sampled_from(["", "sunshine"]),
    house=st.sampled_from([None, HOME]),
    spot=st.sampled_from(["", "大堂"]),
    description=st.sampled_from(["", "滴水"]),
    files=st.integers(0, 10),
    spoken=st.booleans(),
)
def test_answering_what_is_missing_always_comes_to_an_end(
    kind: TicketKind,
    category: str,
    community: str,
    house: HouseId | None,
    spot: str,
    description: str,
    files: int,
    spoken: bool,
) -> None:
    answers: dict[Question, dict[str, object]] = {
        Question.CATEGORY: {"category": "leak"},
        Question.COMMUNITY: {"community": "sunshine"},
        Question.PLACE: {"spot": "大堂"},
        Question.DESCRIPTION: {"description": "滴水"},
        Question.VISIT: {},
        Question.FILES: {},
    }
    known: dict[str, object] = {
        "kind": kind,
        "category": category,
        "community": community,
        "house_id": house,
        "spot": spot,
        "description": description,
        "files": files,
        "spoken": spoken,
    }
    asked = []
    while (question := Intake(**known).next_question) is not None:  # type: ignore[arg-type]
        asked.append(question)
        known.update(answers[question], settled=frozenset(asked))
    assert len(asked) == len(set(asked)) <= 6
