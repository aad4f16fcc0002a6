"""The services of learning, on both databases: who may, once, and what is left of it."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.clock import MovableClock
from bot.desk_file import load_desk
from domain.errors import NotFound, UnknownCommunity
from domain.language import Language
from domain.people import PersonId
from services.consultations import Consultations, ReceiveVerdict, RecordConsultation
from services.knowledge_rows import Verdict
from services.ports import UnitOfWork
from services.retention import Retention
from storage.runner import DatabaseRunner
from tests.dialogs.two_communities import EXAMPLE, SUN
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
