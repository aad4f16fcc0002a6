"""Ties between persons and homes."""

from collections.abc import Sequence
from typing import Any

from domain.people import (
    House,
    HouseId,
    PersonId,
    Relation,
    Residence,
    ResidenceStatus,
    StaffId,
)
from storage.houses import HOUSE_COLUMNS, SqlHouses, house_from_row
from storage.statements import Statement
from storage.transaction import Transaction

_SELECT = (
    "SELECT residence.id, residence.person_id, residence.relation, residence.status,"  # noqa: S608
    f" residence.decided_by, residence.decided_reason, {HOUSE_COLUMNS}"
    " FROM residence JOIN house ON house.id = residence.house_id"
)
_GET = Statement(f"{_SELECT} WHERE residence.id = :id")
_TIE = Statement(
    f"{_SELECT} WHERE residence.person_id = :person_id AND residence.house_id = :house_id"
)
_OF_PERSON = Statement(
    f"{_SELECT} WHERE residence.person_id = :person_id AND residence.status <> 'ended'"
    " ORDER BY residence.id"
)
_PENDING = Statement(
    f"{_SELECT} WHERE residence.status = 'pending' AND house.community = :community"
    " ORDER BY residence.id"
)
_ADD = Statement(
    "INSERT INTO residence (person_id, house_id, relation, status, decided_reason)"
    " VALUES (:person_id, :house_id, :relation, :status, '')"
    " ON CONFLICT (person_id, house_id) DO UPDATE SET"
    " relation = excluded.relation, status = excluded.status, decided_by = NULL,"
    " decided_reason = '' RETURNING id"
)
_DECIDE = Statement(
    "UPDATE residence SET status = :status, decided_by = :by, decided_reason = :reason"
    " WHERE id = :id"
)
_TIES = Statement("SELECT house_id, id, status FROM residence WHERE person_id = :person_id")
_DROP = Statement("DELETE FROM residence WHERE id = :id")
_MOVE = Statement("UPDATE residence SET person_id = :new WHERE person_id = :old")


_RANK = {
    ResidenceStatus.VERIFIED: 0,
    ResidenceStatus.PENDING: 1,
    ResidenceStatus.REFUSED: 2,
    ResidenceStatus.ENDED: 3,
}


class Residences:
    """The part of `services.repositories.People` that is about homes."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def house(self, house_id: HouseId) -> House | None:
        """Return a home, or ``None``."""
        return SqlHouses(self._transaction).get(house_id)

    def get(self, residence_id: int) -> Residence | None:
        """Return a tie, or ``None``."""
        row = self._transaction.row(_GET, {"id": residence_id})
        return None if row is None else _residence(row)

    def tie(self, person_id: PersonId, house_id: HouseId) -> Residence | None:
        """Return a person's tie to a home, an ended one included, or ``None``."""
        row = self._transaction.row(_TIE, {"person_id": person_id, "house_id": house_id})
        return None if row is None else _residence(row)

    def of_person(self, person_id: PersonId) -> list[Residence]:
        """Return a person's ties that have not ended."""
        rows = self._transaction.rows(_OF_PERSON, {"person_id": person_id})
        return [_residence(row) for row in rows]

    def pending(self, community: str) -> list[Residence]:
        """Return the ties of a community that wait for a decision, oldest first."""
        rows = self._transaction.rows(_PENDING, {"community": community})
        return [_residence(row) for row in rows]

    def add(
        self, person_id: PersonId, house_id: HouseId, relation: Relation, status: ResidenceStatus
    ) -> Residence:
        """Tie a person to a home; an existing tie is updated instead."""
        params = {
            "person_id": person_id,
            "house_id": house_id,
            "relation": relation,
            "status": status,
        }
        row = self._transaction.row(_ADD, params)
        assert row is not None  # noqa: S101 - an upsert always returns its row
        tie = self.get(row[0])
        assert tie is not None  # noqa: S101 - it was written a line above
        return tie

    def decide(
        self, residence_id: int, status: ResidenceStatus, by: StaffId | None, reason: str
    ) -> None:
        """Record a decision on a tie."""
        params = {"id": residence_id, "status": status, "by": by, "reason": reason}
        self._transaction.change(_DECIDE, params)

    def move(self, old: PersonId, new: PersonId) -> None:
        """Hand all ties of one person row to another."""
        transaction = self._transaction
        ours = {row[0]: row for row in transaction.rows(_TIES, {"person_id": new})}
        for theirs in transaction.rows(_TIES, {"person_id": old}):
            mine = ours.get(theirs[0])
            if mine is not None:
                # Both rows are tied to this home: the better tie stays.
                worse = mine if _RANK[theirs[2]] < _RANK[mine[2]] else theirs
                transaction.change(_DROP, {"id": worse[1]})
        transaction.change(_MOVE, {"old": old, "new": new})


def _residence(row: Sequence[Any]) -> Residence:
    return Residence(
        id=row[0],
        person_id=PersonId(row[1]),
        relation=Relation(row[2]),
        status=ResidenceStatus(row[3]),
        decided_by=None if row[4] is None else StaffId(row[4]),
        reason=row[5],
        house=house_from_row(row[6:]),
    )
