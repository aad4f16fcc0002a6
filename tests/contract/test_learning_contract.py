"""The services of learning, on both databases: who may, once, and what is left of it."""

import asyncio
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.clock import MovableClock
from bot.desk_file import load_desk
from domain.errors import (
    AlreadySettled,
    AlreadyUndone,
    InvalidInput,
    NotAllowed,
    NotFound,
    NotInThisGroup,
    UnknownCommunity,
)
from domain.language import Language
from domain.lifecycle import Action
from domain.people import CENTRE, PersonId, StaffRole
from domain.timeline import By
from services.consultations import Consultations, ReceiveVerdict, RecordConsultation
from services.identity import GiveConsent, Identity
from services.knowledge import EntryNote
from services.knowledge_review import AskStale, KnowledgeReview, TellStale
from services.knowledge_rows import Consultation, EditKind, Verdict
from services.learning import AskHistory, AskPlaces, AskQuestions, AskTold, Learning
from services.ports import UnitOfWork
from services.retention import Retention
from services.rows import TeamChat
from services.teaching import AddPhrasing, Dismiss, MarkReviewed, Teaching, UndoEdit, WriteEntry
from storage.runner import DatabaseRunner
from storage.statements import Statement
from tests.dialogs.two_communities import EXAMPLE, MOON, SUN, two_communities
from tests.storage.backends import doing
from tests.storage.samples import NOW, seed_person, seed_ticket

DESK = load_desk(EXAMPLE)


def seed_owner(uow: UnitOfWork, telegram_id: int = 1, *, consent: bool = True) -> PersonId:
    person_id = seed_person(uow, telegram_id=telegram_id)
    if consent:
        person = uow.people.get_required(person_id)
        uow.people.save(replace(person, consent_version="1", consent_at=NOW))
    return person_id


def asked(by: PersonId, **fields: object) -> RecordConsultation:
    values = {"key": "u:1:1", "community": SUN, "text": "旧衣服放哪里", "decision": "abstain"}
    return RecordConsultation(by=by, language=Language.ZH_HANS, **values | fields)  # type: ignore[arg-type]  # the caller's fields


@pytest.fixture
def clock() -> MovableClock:
    return MovableClock(NOW)


@pytest.fixture
def consultations(clock: MovableClock) -> Consultations:
    return Consultations(DESK, clock)


# ---- the archive --------------------------------------------------------------------------


async def test_a_question_keeps_its_asker_only_with_consent(
    runner: DatabaseRunner, consultations: Consultations
) -> None:
    do = doing(runner)
    for telegram_id, consent in ((1, True), (2, False)):
        by = await do(lambda uow, t=telegram_id, c=consent: seed_owner(uow, t, consent=c))  # type: ignore[misc]  # bound early
        command = asked(by, key=f"u:1:{telegram_id}")
        kept_id = await runner.run(consultations.record, command)
        assert await runner.run(consultations.record, command) == kept_id
        kept = await do(lambda uow, one=kept_id: uow.consultations.get(one))  # type: ignore[misc]  # bound early
        assert kept is not None
        assert kept.text == "旧衣服放哪里"
        assert kept.person_id == (by if consent else None)


async def test_who_takes_consent_back_is_named_in_the_archive_no_more(
    runner: DatabaseRunner, consultations: Consultations, clock: MovableClock
) -> None:
    by = await doing(runner)(seed_owner)
    kept_id = await runner.run(consultations.record, asked(by))
    identity = Identity(DESK, clock)
    await runner.run(identity.consent, GiveConsent(by=by, given=False))
    kept = await doing(runner)(lambda uow: uow.consultations.get(kept_id))
    assert kept is not None
    assert (kept.person_id, kept.text) == (None, "旧衣服放哪里")
    useful = ReceiveVerdict(by=by, consultation_id=kept_id, verdict=Verdict.USEFUL)
    await runner.run(consultations.receive, useful)  # the mark still knows them


async def test_what_was_refused_counts_without_its_words(
    runner: DatabaseRunner, consultations: Consultations
) -> None:
    by = await doing(runner)(seed_owner)
    command = asked(by, text="1栋王女士电话多少", decision="refused")
    kept_id = await runner.run(consultations.record, command)
    kept = await doing(runner)(lambda uow: uow.consultations.get(kept_id))
    assert kept is not None
    assert (kept.text, kept.decision) == (None, "refused")


async def test_a_question_belongs_to_a_community_of_the_desk(
    runner: DatabaseRunner, consultations: Consultations
) -> None:
    by = await doing(runner)(seed_owner)
    with pytest.raises(UnknownCommunity):
        await runner.run(consultations.record, asked(by, community="mars"))


@pytest.mark.parametrize("consent", [True, False])
async def test_only_the_asker_says_what_they_think_of_it(
    runner: DatabaseRunner, consultations: Consultations, consent: bool
) -> None:
    do = doing(runner)
    by = await do(lambda uow: seed_owner(uow, consent=consent))
    other = await do(lambda uow: seed_owner(uow, 2))
    ticket = await do(lambda uow: seed_ticket(uow, by))
    foreign = await do(lambda uow: seed_ticket(uow, other))
    kept_id = await runner.run(consultations.record, asked(by))
    verdict = ReceiveVerdict(by=by, consultation_id=kept_id, verdict=Verdict.PERSON)
    for wrong in (
        replace(verdict, by=other),
        replace(verdict, consultation_id=kept_id + 1),
        replace(verdict, ticket_id=foreign.id),
    ):
        with pytest.raises(NotFound):
            await runner.run(consultations.receive, wrong)
    await runner.run(consultations.receive, replace(verdict, ticket_id=ticket.id))
    kept = await do(lambda uow: uow.consultations.get(kept_id))
    assert kept is not None
    assert (kept.verdict, kept.ticket_id) == (Verdict.PERSON, ticket.id)


async def test_the_night_forgets_who_asked_what(
    runner: DatabaseRunner, consultations: Consultations
) -> None:
    by = await doing(runner)(seed_owner)
    kept_id = await runner.run(consultations.record, asked(by))
    retention = Retention(DESK)
    before = await runner.run(retention.forget, NOW + timedelta(days=179))
    after = await runner.run(retention.forget, NOW + timedelta(days=181))
    assert (before.consultations, after.consultations) == (0, 1)
    kept = await doing(runner)(lambda uow: uow.consultations.get(kept_id))
    assert kept is not None
    assert (kept.text, kept.person_id, kept.decision) == (None, None, "abstain")


# ---- teaching -----------------------------------------------------------------------------


@pytest.fixture
def teaching(clock: MovableClock) -> Teaching:
    return Teaching(DESK, clock)


@pytest.fixture
def learning(clock: MovableClock) -> Learning:
    return Learning(DESK, clock)


def seed_clerk(
    uow: UnitOfWork,
    name: str = "陈小姐",
    *,
    telegram_id: int = 50,
    team: str = CENTRE,
    role: StaffRole = StaffRole.WORKER,
    community: str = SUN,
) -> PersonId:
    person = seed_owner(uow, telegram_id)
    uow.staff.add(
        community=community, team=team, role=role, name=name, phone=None, person_id=person
    )
    return person


def seed_questions(uow: UnitOfWork, *texts: str, community: str = SUN) -> tuple[int, ...]:
    asker = seed_owner(uow, 999)
    return tuple(
        uow.consultations.add(
            Consultation(
                at=NOW - timedelta(hours=1),
                community=community,
                language=Language.ZH_HANS,
                text=text,
                decision="abstain",
                entry_id=None,
                score=0.1,
            ),
            f"q:{text}",
            asker,
        )
        for text in texts
    )


def phrasing(by: PersonId, key: str = "a", **fields: object) -> AddPhrasing:
    values = {"community": SUN, "entry_id": "fees", "texts": ("咋交物业费",)}
    return AddPhrasing(key=key, by=by, **values | fields)  # type: ignore[arg-type]  # the caller's fields


def entry(by: PersonId, key: str = "e", **fields: object) -> WriteEntry:
    values = {
        "community": SUN,
        "category": "life",
        "categories": frozenset({"fees", "life"}),
        "language": Language.ZH_HANS,
        "question": "旧衣服放哪里？",
        "answer": "东门的绿色箱子，每周五清运。",
    }
    return WriteEntry(key=key, by=by, **values | fields)  # type: ignore[arg-type]  # the caller's fields


async def test_an_entry_is_put_under_a_topic_that_there_is(
    runner: DatabaseRunner, teaching: Teaching
) -> None:
    clerk = await doing(runner)(seed_clerk)
    with pytest.raises(InvalidInput, match="teach-no-topic"):
        await runner.run(teaching.write_entry, entry(clerk, category="moon"))
    assert await runner.read(teaching.version, None) == 0


async def test_questions_become_phrasings_without_what_is_private(
    runner: DatabaseRunner, teaching: Teaching, learning: Learning
) -> None:
    do = doing(runner)
    clerk = await do(seed_clerk)
    ids = await do(
        lambda uow: seed_questions(
            uow,
            "我住3-2-501，物业费咋交",
            "物业费咋交 13812345678",
            "物业费咋交",
            "13812345678",
            "😀",
        )
    )
    done = await runner.run(teaching.add_phrasing, phrasing(clerk, texts=(), consultations=ids))
    assert done.author == "陈小姐"
    assert (done.edit.id, done.edit.settles) == (1, 5)
    assert done.edit.phrasings == ("我住，物业费咋交", "物业费咋交")
    taught = await runner.read(teaching.taught, None)
    assert taught.version == await runner.read(teaching.version, None) == 1
    assert taught.phrasings == {"fees": ("我住，物业费咋交", "物业费咋交")}
    assert await runner.read(learning.questions, AskQuestions(by=clerk, community=SUN)) == []


async def test_the_same_act_twice_is_one_edit(runner: DatabaseRunner, teaching: Teaching) -> None:
    do = doing(runner)
    clerk = await do(seed_clerk)
    ids = await do(lambda uow: seed_questions(uow, "物业费咋交"))
    for method, command in (
        (teaching.add_phrasing, phrasing(clerk, consultations=ids)),
        (teaching.write_entry, entry(clerk)),
    ):
        first = await runner.run(method, command)  # type: ignore[arg-type]  # each its own command
        assert await runner.run(method, command) == first  # type: ignore[arg-type]  # each its own
    assert await runner.read(teaching.version, None) == 2


async def test_a_phrasing_that_is_there_is_not_added_twice(
    runner: DatabaseRunner, teaching: Teaching
) -> None:
    clerk = await doing(runner)(seed_clerk)
    await runner.run(teaching.add_phrasing, phrasing(clerk))
    with pytest.raises(InvalidInput, match="teach-known"):
        await runner.run(teaching.add_phrasing, phrasing(clerk, "b", texts=("咋交物业费",)))
    ids = await doing(runner)(lambda uow: seed_questions(uow, "咋交物业费"))
    settled = phrasing(clerk, "c", texts=(), consultations=ids)
    assert (await runner.run(teaching.add_phrasing, settled)).edit.phrasings == ()
    assert (await runner.read(teaching.taught, None)).phrasings == {"fees": ("咋交物业费",)}


async def test_what_a_colleague_settled_meanwhile_is_not_settled_again(
    runner: DatabaseRunner, other_runner: DatabaseRunner, teaching: Teaching
) -> None:
    do = doing(runner)
    chen = await do(seed_clerk)
    lin = await do(lambda uow: seed_clerk(uow, "林先生", telegram_id=51))
    ids = await do(lambda uow: seed_questions(uow, "物业费咋交"))
    results = await asyncio.gather(
        runner.run(teaching.add_phrasing, phrasing(chen, texts=(), consultations=ids)),
        other_runner.run(
            teaching.dismiss, Dismiss(key="d", by=lin, community=SUN, consultations=ids)
        ),
        return_exceptions=True,
    )
    (done,) = [one for one in results if not isinstance(one, BaseException)]
    (lost,) = [one for one in results if isinstance(one, BaseException)]
    assert isinstance(lost, AlreadySettled)
    assert lost.by == done.author


async def test_an_entry_is_its_communitys_and_starts_reviewed(
    runner: DatabaseRunner, teaching: Teaching
) -> None:
    do = doing(runner)
    clerk = await do(seed_clerk)
    ids = await do(lambda uow: seed_questions(uow, "旧衣服咋个处理", "旧衣服放哪里？"))
    done = await runner.run(teaching.write_entry, entry(clerk, consultations=ids))
    taught = await runner.read(teaching.taught, None)
    (kept,) = taught.entries
    assert (kept.entry_id, kept.community, kept.category) == ("taught-1", SUN, "life")
    assert (kept.question, kept.language) == ("旧衣服放哪里？", Language.ZH_HANS)
    assert taught.phrasings == {done.edit.entry_id: ("旧衣服咋个处理",)}
    assert taught.reviewed == {"taught-1": NOW.astimezone(DESK.communities[0].timezone).date()}


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"question": "？？😀"}, "teach-no-words"),
        ({"answer": "👍"}, "teach-no-words"),
        ({"answer": ""}, "teach-no-words"),
        ({"question": "很" * 101}, "teach-too-long"),
        ({"answer": "很" * 3501}, "teach-too-long"),
        ({"answer": "每月 {facts.fee} 元"}, "teach-braces"),
        ({"texts": ("？",)}, "teach-no-words"),
    ],
)
async def test_what_cannot_be_an_entry_is_refused(
    runner: DatabaseRunner, teaching: Teaching, fields: dict[str, str], reason: str
) -> None:
    clerk = await doing(runner)(seed_clerk)
    with pytest.raises(InvalidInput, match=reason):
        await runner.run(teaching.write_entry, entry(clerk, **fields))
    assert await runner.read(teaching.version, None) == 0


async def test_an_undo_opens_the_questions_again_and_is_made_once(
    runner: DatabaseRunner, teaching: Teaching, learning: Learning
) -> None:
    do = doing(runner)
    clerk = await do(seed_clerk)
    ids = await do(lambda uow: seed_questions(uow, "旧衣服咋个处理", "衣服不要了丢哪里"))
    await runner.run(teaching.write_entry, entry(clerk, consultations=ids[:1]))
    more = phrasing(clerk, "p", entry_id="taught-1", consultations=ids[1:])
    await runner.run(teaching.add_phrasing, more)
    await runner.run(teaching.mark_reviewed, reviewed := _reviewed(clerk))
    await runner.run(teaching.undo, UndoEdit(key="u", by=clerk, edit_id=1))
    taught = await runner.read(teaching.taught, None)
    assert (taught.entries, taught.phrasings) == ((), {})
    assert set(taught.reviewed) == {reviewed.entry_id}
    open_now = await runner.read(learning.questions, AskQuestions(by=clerk, community=SUN))
    assert {one.text for one in open_now} == {"旧衣服咋个处理", "衣服不要了丢哪里"}
    with pytest.raises(AlreadyUndone):
        await runner.run(teaching.undo, UndoEdit(key="v", by=clerk, edit_id=1))
    with pytest.raises(NotFound):
        await runner.run(teaching.undo, UndoEdit(key="w", by=clerk, edit_id=4))
    with pytest.raises(NotFound):
        await runner.run(teaching.undo, UndoEdit(key="x", by=clerk, edit_id=99))


def _reviewed(by: PersonId, *, community: str = SUN, entry_id: str = "fees") -> MarkReviewed:
    return MarkReviewed(key="r", by=by, community=community, entry_id=entry_id)


async def test_an_entry_of_another_community_is_not_taught_to(
    runner: DatabaseRunner, clock: MovableClock
) -> None:
    do, teaching = doing(runner), Teaching(two_communities(), clock)
    sun = await do(seed_clerk)
    moon = await do(lambda uow: seed_clerk(uow, "林先生", telegram_id=51, community=MOON))
    await runner.run(teaching.write_entry, entry(sun))
    taught = {"community": MOON, "entry_id": "taught-1"}
    for somebody, fields in ((moon, taught), (sun, {"entry_id": "taught-2"})):
        with pytest.raises(NotFound):
            await runner.run(teaching.add_phrasing, phrasing(somebody, "p", **fields))
        with pytest.raises(NotFound):
            await runner.run(teaching.mark_reviewed, _reviewed(somebody, **fields))
    await runner.run(teaching.add_phrasing, phrasing(moon, "q", community=MOON))  # the desk's own
    with pytest.raises(NotFound):  # a phrasing is no entry, whatever its number
        await runner.run(teaching.mark_reviewed, _reviewed(sun, entry_id="taught-2"))
    await runner.run(teaching.undo, UndoEdit(key="u", by=sun, edit_id=1))
    with pytest.raises(NotFound):
        await runner.run(teaching.mark_reviewed, _reviewed(sun, entry_id="taught-1"))
    assert await runner.read(teaching.version, None) == 3


@pytest.mark.parametrize(
    ("post", "may"),
    [
        ({"team": CENTRE}, True),
        ({"team": CENTRE, "role": StaffRole.LEADER}, True),
        ({"team": "repair", "role": StaffRole.MANAGER}, True),
        ({"team": "repair"}, False),
        ({"team": "repair", "role": StaffRole.LEADER}, False),
        ({"team": CENTRE, "community": MOON}, False),
    ],
)
async def test_only_the_service_centre_and_managers_of_the_community_teach(
    runner: DatabaseRunner,
    teaching: Teaching,
    learning: Learning,
    post: dict[str, str],
    may: bool,
) -> None:
    do = doing(runner)
    clerk = await do(lambda uow: seed_clerk(uow, "林先生", telegram_id=51))
    await runner.run(teaching.add_phrasing, phrasing(clerk))
    somebody = await do(lambda uow: seed_clerk(uow, **post))  # type: ignore[arg-type]  # the case's
    acts = (
        (teaching.add_phrasing, phrasing(somebody, "b", texts=("物业费多久交一次",))),
        (teaching.write_entry, entry(somebody)),
        (teaching.mark_reviewed, _reviewed(somebody)),
        (teaching.dismiss, Dismiss(key="d", by=somebody, community=SUN)),
        (teaching.undo, UndoEdit(key="u", by=somebody, edit_id=1)),
        (learning.questions, AskQuestions(by=somebody, community=SUN)),
        (learning.told, AskTold(by=somebody, community=SUN, consultations=())),
        (learning.history, AskHistory(by=somebody, communities=(SUN,))),
    )
    for method, command in acts:
        if may:
            await runner.run(method, command)  # type: ignore[arg-type]  # each its own command
        else:
            with pytest.raises(NotAllowed):
                await runner.run(method, command)  # type: ignore[arg-type]  # each its own command


async def test_an_owner_and_a_former_colleague_teach_nothing(
    runner: DatabaseRunner, teaching: Teaching
) -> None:
    do = doing(runner)
    owner = await do(seed_owner)

    def leave(uow: UnitOfWork) -> PersonId:
        person = seed_clerk(uow)
        uow.staff.end(uow.people.actor(person).posts[0].id)
        return person

    for somebody in (owner, await do(leave)):
        with pytest.raises(NotAllowed):
            await runner.run(teaching.add_phrasing, phrasing(somebody))


async def test_the_history_says_who_did_what_where_one_works(
    runner: DatabaseRunner, teaching: Teaching, learning: Learning
) -> None:
    do = doing(runner)
    clerk = await do(seed_clerk)
    await runner.run(teaching.add_phrasing, phrasing(clerk))
    await runner.run(teaching.write_entry, entry(clerk))
    await runner.run(teaching.undo, UndoEdit(key="u", by=clerk, edit_id=2))
    history = await runner.read(learning.history, AskHistory(by=clerk, communities=(SUN,)))
    assert [(one.edit.id, one.edit.kind, one.author) for one in history] == [
        (3, EditKind.UNDO, "陈小姐"),
        (2, EditKind.ENTRY, "陈小姐"),
        (1, EditKind.PHRASING, "陈小姐"),
    ]
    assert [one.edit.undone_by for one in history] == [None, 3, None]


async def test_colleagues_answers_are_told_with_their_names(
    runner: DatabaseRunner, learning: Learning
) -> None:
    do = doing(runner)
    clerk = await do(seed_clerk)
    (asked_id,) = await do(lambda uow: seed_questions(uow, "旧衣服咋个处理"))

    def answer(uow: UnitOfWork) -> None:
        ticket = seed_ticket(uow)
        post = uow.people.actor(clerk).posts[0]
        ticket.record(Action.STAFF_MESSAGE, By(staff_id=post.id), NOW, "放东门，电话 13812345678")
        uow.tickets.save(ticket, "said")
        uow.consultations.receive(asked_id, Verdict.PERSON, None, ticket.id)

    await do(answer)
    told = await runner.read(
        learning.told, AskTold(by=clerk, community=SUN, consultations=(asked_id,))
    )
    assert [(one.by, one.text) for one in told] == [("陈小姐", "放东门，电话 ***")]


async def test_teaching_belongs_into_the_centres_group(
    runner: DatabaseRunner, learning: Learning
) -> None:
    do = doing(runner)
    clerk = await do(seed_clerk)
    worker = await do(lambda uow: seed_clerk(uow, team="repair", telegram_id=52))
    for chat_id, team in ((-1, CENTRE), (-2, "repair")):
        chat = TeamChat(
            community=SUN,
            team=team,
            chat_id=chat_id,
            thread_id=None,
            title="",
            language=Language.ZH_HANS,
        )
        await do(lambda uow, chat=chat: uow.chats.bind(chat))  # type: ignore[misc]  # bound early
    assert await runner.read(learning.places, AskPlaces(by=clerk, chat_id=-1)) == (SUN,)
    for by, chat_id, error in ((clerk, -2, NotInThisGroup), (worker, -1, NotAllowed)):
        with pytest.raises(error):
            await runner.read(learning.places, AskPlaces(by=by, chat_id=chat_id))


# ---- review -------------------------------------------------------------------------------

FIRST = datetime(2026, 12, 1, 1, 0, tzinfo=UTC)
"""The first of December, nine o'clock in Shanghai."""

NOTES = (
    EntryNote(entry_id="old", question="老", phrasings=5, reviewed=date(2026, 1, 1)),
    EntryNote(entry_id="young", question="新", phrasings=5, reviewed=date(2026, 11, 1)),
    EntryNote(entry_id="never", question="没看过", phrasings=5, reviewed=None),
)


def outbox(uow: UnitOfWork) -> int:
    transaction = uow.outbox._transaction  # type: ignore[attr-defined]  # looks inside
    return int(transaction.row(Statement("SELECT count(*) FROM outbox"), {})[0])


async def test_a_centre_is_told_once_a_month_by_one_process(
    runner: DatabaseRunner, other_runner: DatabaseRunner
) -> None:
    clock = MovableClock(FIRST - timedelta(minutes=1))
    review = KnowledgeReview(DESK, clock)
    await doing(runner)(lambda uow: seed_clerk(uow, role=StaffRole.MANAGER))
    command = TellStale(community=SUN, notes=NOTES)
    assert not await runner.run(review.tell, command)  # it is not nine yet
    clock.forward(timedelta(minutes=1))
    tries = [each.run(review.tell, command) for each in [runner, other_runner] * 3]
    assert sorted(await asyncio.gather(*tries)) == [False] * 5 + [True]
    assert await doing(runner)(outbox) == 1
    clock.forward(timedelta(days=1))
    assert not await runner.run(review.tell, command)
    clock.forward(timedelta(days=30))
    assert await runner.run(review.tell, command)
    assert await doing(runner)(outbox) == 2


async def test_a_desk_that_was_down_on_the_first_tells_it_on_the_third(
    runner: DatabaseRunner,
) -> None:
    clock = MovableClock(FIRST + timedelta(days=2, minutes=-1))
    review = KnowledgeReview(DESK, clock)
    await doing(runner)(lambda uow: seed_clerk(uow, role=StaffRole.MANAGER))
    command = TellStale(community=SUN, notes=NOTES)
    told = []
    for step in (timedelta(), timedelta(minutes=1), timedelta(days=1), timedelta(days=28)):
        clock.forward(step)
        told.append(await runner.run(review.tell, command))
    assert told == [False, True, False, True]  # on the first of January again
    assert await doing(runner)(outbox) == 2


async def test_nobody_is_told_of_nothing(runner: DatabaseRunner) -> None:
    review = KnowledgeReview(DESK, MovableClock(FIRST))
    await doing(runner)(lambda uow: seed_clerk(uow, role=StaffRole.MANAGER))
    assert await runner.run(review.tell, TellStale(community=SUN, notes=NOTES[1:2]))
    assert await doing(runner)(outbox) == 0


async def test_what_was_looked_at_is_stale_no_more_until_that_is_undone(
    runner: DatabaseRunner, teaching: Teaching, clock: MovableClock
) -> None:
    clerk = await doing(runner)(seed_clerk)
    review = KnowledgeReview(DESK, clock)
    ask = AskStale(by=clerk, community=SUN, notes=NOTES)
    assert [one.entry_id for one in await runner.read(review.stale, ask)] == ["never", "old"]
    mark = MarkReviewed(key="r", by=clerk, community=SUN, entry_id="old")
    done = await runner.run(teaching.mark_reviewed, mark)
    again = await runner.run(teaching.mark_reviewed, replace(mark, key="s"))
    assert again.edit.id == done.edit.id
    assert [one.entry_id for one in await runner.read(review.stale, ask)] == ["never"]
    await runner.run(teaching.undo, UndoEdit(key="u", by=clerk, edit_id=done.edit.id))
    assert [one.entry_id for one in await runner.read(review.stale, ask)] == ["never", "old"]
    guest = await doing(runner)(seed_owner)
    with pytest.raises(NotAllowed):
        await runner.read(review.stale, replace(ask, by=guest))
