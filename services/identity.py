"""Who somebody is: first contact, language, consent, phone, and the homes they belong to."""

from dataclasses import dataclass, replace
from enum import StrEnum

from domain.clock import Clock
from domain.desk import Desk
from domain.errors import ConsentMissing, NotFound
from domain.language import Language
from domain.people import (
    Actor,
    House,
    HouseId,
    Person,
    PersonId,
    Relation,
    ResidenceStatus,
)
from services.house_search import HouseFindings, SearchHouse, search_house
from services.ports import UnitOfWork
from services.residences import ask_centre

MAX_NAME = 60


@dataclass(frozen=True, slots=True, kw_only=True)
class ChooseLanguage:
    """Somebody chooses the language they are spoken to in."""

    by: PersonId
    language: Language


@dataclass(frozen=True, slots=True, kw_only=True)
class GiveConsent:
    """Somebody agrees to the privacy notice, or takes that back."""

    by: PersonId
    given: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class FindHouse:
    """Asks for a home by its parts, as people write them."""

    community: str
    building: str
    unit: str
    room: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimHome:
    """Somebody says that they belong to a home."""

    key: str
    by: PersonId
    house_id: HouseId
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class ProvePhone:
    """Somebody has sent their own contact; ``phone`` is E.164."""

    key: str
    by: PersonId
    phone: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeaveHome:
    """Somebody takes a home off their list."""

    by: PersonId
    residence_id: int


class Check(StrEnum):
    """What came of checking a person against the imported list; a visitor is not checked."""

    VERIFIED = "verified"
    VISITOR = "visitor"
    WAITS_FOR_PHONE = "waits_for_phone"
    WAITS_FOR_CENTRE = "waits_for_centre"
    NO_HOME_YET = "no_home_yet"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """The person as they are now, and what came of the check; ``became_staff`` of the phone's."""

    actor: Actor
    check: Check
    became_staff: bool = False


class Identity:
    """Knows people. Names and phones go no further than their own ticket's staff."""

    def __init__(self, desk: Desk, clock: Clock) -> None:
        self._desk = desk
        self._clock = clock

    def actor(self, uow: UnitOfWork, command: PersonId) -> Actor:
        """Return a person with posts and homes."""
        return uow.people.actor(command)

    def choose_language(self, uow: UnitOfWork, command: ChooseLanguage) -> Person:
        """Keep the chosen language."""
        person = uow.people.get_required(command.by)
        person = replace(person, language=command.language, language_chosen=True)
        uow.people.save(person)
        return person

    def consent(self, uow: UnitOfWork, command: GiveConsent) -> Person:
        """Keep that, when, and to which version of the notice somebody agreed.

        Who takes it back is named in the archive of questions no more.
        """
        person = uow.people.get_required(command.by)
        person = replace(
            person,
            consent_version=self._desk.consent_version if command.given else None,
            consent_at=self._clock.now() if command.given else None,
        )
        uow.people.save(person)
        if not command.given:
            uow.consultations.part_from(person.id)
        return person

    def find_house(self, uow: UnitOfWork, command: FindHouse) -> House | None:
        """Return a home, or ``None`` when the imported list has no such one."""
        return uow.houses.find(command.community, command.building, command.unit, command.room)

    def search_house(self, uow: UnitOfWork, command: SearchHouse) -> HouseFindings:
        """Return the homes that a text may mean, else those that come nearest."""
        return search_house(uow.houses, command, self._desk)

    def house(self, uow: UnitOfWork, command: HouseId) -> House:
        """Return a home.

        Raises:
            NotFound: There is no such home.
        """
        house = uow.houses.get(command)
        if house is None:
            raise NotFound(command)
        return house

    def units(self, uow: UnitOfWork, command: FindHouse) -> list[str]:
        """Return the units of a building; empty where it has none."""
        return uow.houses.units(command.community, command.building)

    def rooms(self, uow: UnitOfWork, command: FindHouse) -> list[House]:
        """Return the homes of a unit."""
        return uow.houses.rooms(command.community, command.building, command.unit)

    def claim(self, uow: UnitOfWork, command: ClaimHome) -> Checked:
        """Tie a person to a home, verified at once where the imported list agrees.

        Raises:
            ConsentMissing: They have not agreed to the privacy notice.
            NotFound: There is no such home.
        """
        actor = uow.people.actor(command.by)
        if actor.person.consent_at is None:
            raise ConsentMissing
        house = uow.houses.get(command.house_id)
        if house is None:
            raise NotFound(command.house_id)
        known = next((t for t in actor.residences if t.house.id == house.id), None)
        if known is not None and known.verified:
            return Checked(actor=actor, check=Check.VERIFIED)
        tie = uow.people.add_residence(
            command.by, house.id, command.relation, ResidenceStatus.PENDING
        )
        asked = known is not None and (known.status, known.relation) == (tie.status, tie.relation)
        return self._check(uow, command.by, command.key, {tie.id} if not asked else set())

    def prove_phone(self, uow: UnitOfWork, command: ProvePhone) -> Checked:
        """Keep a phone that the messenger vouches for, and everything that follows from it.

        Rows that were imported, or made when the person called, become theirs: homes, tickets
        and posts (S-018).

        Raises:
            ConsentMissing: They have not agreed to the privacy notice.
        """
        person = uow.people.get_required(command.by)
        if person.consent_at is None:
            raise ConsentMissing
        uow.people.save(replace(person, phone=command.phone))
        for other in uow.people.by_phone(command.phone):
            if other.telegram_id is None and other.id != person.id:
                self._merge(uow, other, person)
        posts = uow.staff.link(command.phone, person.id)
        # The same number once more is no news to the service centre.
        ties = uow.people.actor(person.id).residences if person.phone != command.phone else ()
        checked = self._check(uow, person.id, command.key, {tie.id for tie in ties})
        return replace(checked, became_staff=bool(posts))

    def leave(self, uow: UnitOfWork, command: LeaveHome) -> Actor:
        """Take a home off somebody's own list.

        Raises:
            NotFound: It is not theirs.
        """
        tie = uow.people.residence(command.residence_id)
        if tie is None or tie.person_id != command.by:
            raise NotFound(command.residence_id)
        uow.people.decide_residence(tie.id, ResidenceStatus.ENDED, None, "")
        return uow.people.actor(command.by)

    def _merge(self, uow: UnitOfWork, imported: Person, person: Person) -> None:
        """Let a row without a messenger account become part of the person who proved to be it."""
        uow.people.move_residences(imported.id, person.id)
        uow.tickets.move_reporter(imported.id, person.id)
        uow.staff.move_person(imported.id, person.id)
        kept = uow.people.get_required(person.id)
        uow.people.remove(imported.id)
        uow.people.save(replace(kept, name=imported.name or kept.name))

    def _check(self, uow: UnitOfWork, person_id: PersonId, key: str, news: set[int]) -> Checked:
        """Say how far the checking of a person's homes has come.

        A tie that was merged from the imported list is verified already, so what is still
        pending once the phone is known is for the service centre to decide. It is asked about
        the ties in ``news`` only: it knows of the others. Visitors are not checked.
        """
        actor = uow.people.actor(person_id)
        ties = [t for t in actor.residences if t.status is not ResidenceStatus.REFUSED]
        pending = [
            t
            for t in ties
            if t.status is ResidenceStatus.PENDING and t.relation is not Relation.VISITOR
        ]
        if not ties:
            return Checked(actor=actor, check=Check.NO_HOME_YET)
        if not pending:
            verified = any(tie.verified for tie in ties)
            return Checked(actor=actor, check=Check.VERIFIED if verified else Check.VISITOR)
        if actor.person.phone is None:
            return Checked(actor=actor, check=Check.WAITS_FOR_PHONE)
        for tie in pending:
            if tie.id in news:
                ask_centre(uow, actor.person, tie, key)
        return Checked(actor=actor, check=Check.WAITS_FOR_CENTRE)
