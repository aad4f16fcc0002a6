"""Persons: names and phones sealed, found by blind indexes and tokens."""

from collections.abc import Sequence
from typing import Any

from domain.errors import NotFound
from domain.language import Language
from domain.people import (
    Actor,
    HouseId,
    Person,
    PersonId,
    Relation,
    Residence,
    ResidenceStatus,
    StaffId,
)
from storage.moments import from_micros, to_micros
from storage.residences import Residences
from storage.search_tokens import tokens_of, tokens_to_find
from storage.staff import SqlStaff
from storage.statements import Statement
from storage.transaction import Transaction, clean_text

_NAME = "person.name"
_PHONE = "person.phone"
_MOST_FOUND = 50

_COLUMNS = (
    "person.id, person.telegram_id, person.name, person.phone, person.language,"
    " person.language_chosen, person.consent_version, person.consent_at, person.reachable"
)
_SELECT = f"SELECT {_COLUMNS} FROM person"  # noqa: S608 - column names

_GET = Statement(f"{_SELECT} WHERE id = :id")
_BY_TELEGRAM = Statement(f"{_SELECT} WHERE telegram_id = :telegram_id")
_BY_PHONE = Statement(f"{_SELECT} WHERE phone_index = :phone_index ORDER BY id")
_ADD = Statement(
    "INSERT INTO person (telegram_id, name, phone, phone_index, language, language_chosen,"
    " reachable)"
    " VALUES (:telegram_id, :name, :phone, :phone_index, :language, :chosen, :reachable)"
    " ON CONFLICT (telegram_id) DO NOTHING RETURNING id"
)
_SAVE = Statement(
    "UPDATE person SET telegram_id = :telegram_id, name = :name, phone = :phone,"
    " phone_index = :phone_index, language = :language, language_chosen = :chosen,"
    " consent_version = :consent_version, consent_at = :consent_at, reachable = :reachable"
    " WHERE id = :id"
)
_REACH = Statement("UPDATE person SET reachable = :reachable WHERE id = :id")
_REMOVE = Statement("DELETE FROM person WHERE id = :id")
_FORGET_TOKENS = Statement("DELETE FROM search_token WHERE person_id = :id")
_ADD_TOKEN = Statement("INSERT INTO search_token (token, person_id) VALUES (:token, :person_id)")
_SEARCH = Statement(
    f"{_SELECT} WHERE id IN (SELECT person_id FROM search_token WHERE token = :token)"  # noqa: S608
    " AND EXISTS (SELECT 1 FROM residence JOIN house ON house.id = residence.house_id"
    " WHERE residence.person_id = person.id AND house.community = :community"
    " AND residence.status IN ('pending', 'verified'))"
    " ORDER BY id LIMIT :most"
)
_RESIDENTS = Statement(
    "SELECT residence.id, residence.relation, residence.status, residence.decided_by,"  # noqa: S608
    f" residence.decided_reason, {_COLUMNS}"
    " FROM residence JOIN person ON person.id = residence.person_id"
    " WHERE residence.house_id = :house_id AND residence.status <> 'ended' ORDER BY residence.id"
)


class SqlPeople:
    """Implements `services.repositories.People`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction
        self._residences = Residences(transaction)
        self._staff = SqlStaff(transaction)

    def _person(self, row: Sequence[Any]) -> Person:
        keyring = self._transaction.keyring
        row_id, telegram_id, name, phone, language, chosen, version, consent_at, reachable = row
        return Person(
            id=PersonId(row_id),
            telegram_id=telegram_id,
            name=keyring.open_text(_NAME, bytes(name)),
            phone=None if phone is None else keyring.open_text(_PHONE, bytes(phone)),
            language=Language(language),
            language_chosen=bool(chosen),
            consent_version=version,
            consent_at=from_micros(consent_at),
            reachable=bool(reachable),
        )

    def _one(self, statement: Statement, params: dict[str, int]) -> Person | None:
        row = self._transaction.row(statement, params)
        return None if row is None else self._person(row)

    def get(self, person_id: PersonId) -> Person | None:
        """Return a person, or ``None``."""
        return self._one(_GET, {"id": person_id})

    def get_required(self, person_id: PersonId) -> Person:
        """Return a person.

        Raises:
            NotFound: There is none.
        """
        found = self.get(person_id)
        if found is None:
            raise NotFound(f"person {person_id}")
        return found

    def by_telegram(self, telegram_id: int) -> Person | None:
        """Return the person who writes from a messenger's account, or ``None``."""
        return self._one(_BY_TELEGRAM, {"telegram_id": telegram_id})

    def by_phone(self, phone: str) -> list[Person]:
        """Return everybody with exactly this phone number (E.164), by the blind index."""
        params = {"phone_index": self._transaction.keyring.blind("phone", phone)}
        return [self._person(row) for row in self._transaction.rows(_BY_PHONE, params)]

    def _sealed(self, name: str, phone: str | None) -> dict[str, bytes | None]:
        keyring = self._transaction.keyring
        return {
            "name": keyring.seal_text(_NAME, name),
            "phone": None if phone is None else keyring.seal_text(_PHONE, phone),
            "phone_index": None if phone is None else keyring.blind("phone", phone),
        }

    def add(
        self,
        *,
        telegram_id: int | None,
        name: str,
        phone: str | None,
        language: Language,
    ) -> Person:
        """Store a new person; for a known ``telegram_id`` return the stored one unchanged."""
        name = clean_text(name)
        params = {
            "telegram_id": telegram_id,
            "language": language,
            "chosen": False,
            "reachable": True,
            **self._sealed(name, phone),
        }
        row = self._transaction.row(_ADD, params)
        if row is None:
            known = None if telegram_id is None else self.by_telegram(telegram_id)
            assert known is not None  # noqa: S101 - only a known account stops the INSERT
            return known
        person_id = PersonId(row[0])
        self._index(person_id, name, phone)
        return self.get_required(person_id)

    def reach(self, person_id: PersonId, reachable: bool) -> None:
        """Store only whether a person can be written to, whatever else changes meanwhile."""
        self._transaction.change(_REACH, {"id": person_id, "reachable": reachable})

    def save(self, person: Person) -> None:
        """Store all fields of a known person.

        Raises:
            NotFound: There is no such person.
        """
        stored = self.get_required(person.id)
        name = clean_text(person.name)
        params = {
            "id": person.id,
            "telegram_id": person.telegram_id,
            "language": person.language,
            "chosen": person.language_chosen,
            "consent_version": person.consent_version,
            "consent_at": to_micros(person.consent_at),
            "reachable": person.reachable,
            **self._sealed(name, person.phone),
        }
        self._transaction.change(_SAVE, params)
        if (stored.name, stored.phone) != (name, person.phone):
            self._transaction.change(_FORGET_TOKENS, {"id": person.id})
            self._index(person.id, name, person.phone)

    def _index(self, person_id: PersonId, name: str, phone: str | None) -> None:
        blind = self._transaction.keyring.blind
        tokens = {blind(kind, value) for kind, value in tokens_of(name, phone)}
        self._transaction.change_each(
            _ADD_TOKEN, ({"token": token, "person_id": person_id} for token in tokens)
        )

    def remove(self, person_id: PersonId) -> None:
        """Delete a person row that was merged into another."""
        self._staff.forget_person(person_id)
        self._transaction.change(_REMOVE, {"id": person_id})

    def actor(self, person_id: PersonId) -> Actor:
        """Return the person with active posts and not ended residences, read afresh.

        Raises:
            NotFound: There is no such person.
        """
        return Actor(
            person=self.get_required(person_id),
            posts=tuple(self._staff.of_person(person_id)),
            residences=tuple(self._residences.of_person(person_id)),
        )

    def search(self, community: str, text: str) -> list[Person]:
        """Return residents of a community by (a beginning of) a name or the end of a phone.

        At most 50 are returned, those known longest first.
        """
        found: dict[int, Person] = {}
        for kind, value in tokens_to_find(clean_text(text)):
            params = {
                "token": self._transaction.keyring.blind(kind, value),
                "community": community,
                "most": _MOST_FOUND,
            }
            for row in self._transaction.rows(_SEARCH, params):
                found.setdefault(row[0], self._person(row))
        return [found[person_id] for person_id in sorted(found)][:_MOST_FOUND]

    def add_residence(
        self, person_id: PersonId, house_id: HouseId, relation: Relation, status: ResidenceStatus
    ) -> Residence:
        """Tie a person to a home; an existing tie is updated instead (an ended one revives)."""
        return self._residences.add(person_id, house_id, relation, status)

    def residence(self, residence_id: int) -> Residence | None:
        """Return a tie, or ``None``."""
        return self._residences.get(residence_id)

    def tie(self, person_id: PersonId, house_id: HouseId) -> Residence | None:
        """Return a person's tie to a home, an ended one included, or ``None``."""
        return self._residences.tie(person_id, house_id)

    def decide_residence(
        self, residence_id: int, status: ResidenceStatus, by: StaffId | None, reason: str
    ) -> None:
        """Record a decision on a tie."""
        self._residences.decide(residence_id, status, by, reason)

    def pending_residences(self, community: str) -> list[Residence]:
        """Return the ties of a community that wait for a decision, oldest first."""
        return self._residences.pending(community)

    def residents(self, house_id: HouseId) -> list[tuple[Person, Residence]]:
        """Return everybody tied to a home, the ended ties left out."""
        house = self._residences.house(house_id)
        if house is None:
            return []
        residents = []
        for row in self._transaction.rows(_RESIDENTS, {"house_id": house_id}):
            person = self._person(row[5:])
            tie = Residence(
                id=row[0],
                person_id=person.id,
                house=house,
                relation=Relation(row[1]),
                status=ResidenceStatus(row[2]),
                decided_by=None if row[3] is None else StaffId(row[3]),
                reason=row[4],
            )
            residents.append((person, tie))
        return residents

    def move_residences(self, old: PersonId, new: PersonId) -> None:
        """Hand all ties of one person row to another."""
        self._residences.move(old, new)
