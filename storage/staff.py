"""Posts of staff, and the invites to them; names and phones are sealed."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from domain.people import PersonId, StaffId, StaffMember, StaffRole
from services.rows import Invite
from storage.moments import from_micros, to_micros
from storage.statements import Statement
from storage.transaction import Transaction, clean_text

_NAME = "staff_post.name"
_PHONE = "staff_post.phone"

_SELECT = (
    "SELECT staff_post.id, staff_post.community, staff_post.team, staff_post.role,"
    " staff_post.name, staff_post.phone, staff_post.person_id, person.telegram_id,"
    " staff_post.active"
    " FROM staff_post LEFT JOIN person ON person.id = staff_post.person_id"
)
_GET = Statement(f"{_SELECT} WHERE staff_post.id = :id")
_OF_PERSON = Statement(
    f"{_SELECT} WHERE staff_post.person_id = :person_id AND staff_post.active"
    " ORDER BY staff_post.id"
)
_OF_TEAM = Statement(
    f"{_SELECT} WHERE staff_post.community = :community AND staff_post.team = :team"
    " AND staff_post.active ORDER BY staff_post.id"
)
_WITH_ROLE = Statement(
    f"{_SELECT} WHERE staff_post.community = :community AND staff_post.role = :role"
    " AND staff_post.active ORDER BY staff_post.id"
)
_ANY_ADMIN = Statement("SELECT 1 FROM staff_post WHERE role = 'admin' AND active LIMIT 1")
_IN_TEAM = "SELECT id FROM staff_post WHERE community = :community AND team = :team"
_SAME_PERSON = Statement(f"{_IN_TEAM} AND person_id = :person_id")
_SAME_PHONE = Statement(f"{_IN_TEAM} AND phone_index = :phone_index ORDER BY id LIMIT 1")
_ADD = Statement(
    "INSERT INTO staff_post"
    " (community, team, role, name, phone, phone_index, person_id, active)"
    " VALUES (:community, :team, :role, :name, :phone, :phone_index, :person_id, :active)"
    " RETURNING id"
)
# A post that is named again without a phone, or without its person, keeps the one it has.
_UPDATE = Statement(
    "UPDATE staff_post SET role = :role, name = :name, active = :active,"
    " phone = coalesce(:phone, phone), phone_index = coalesce(:phone_index, phone_index),"
    " person_id = coalesce(:person_id, person_id) WHERE id = :id"
)
_WITH_PHONE = Statement(
    "SELECT id, community, team FROM staff_post"
    " WHERE phone_index = :phone_index AND person_id IS NULL AND active ORDER BY id"
)
_LINK = Statement("UPDATE staff_post SET person_id = :person_id WHERE id = :id")
_END = Statement("UPDATE staff_post SET active = :active WHERE id = :id")
_HAND_OVER = Statement("UPDATE ticket SET assignee = :kept WHERE assignee = :ended")
_FORGET_PERSON = Statement("UPDATE staff_post SET person_id = NULL WHERE person_id = :person_id")
_ADD_INVITE = Statement(
    "INSERT INTO invite (token_hash, community, team, role, created_by, expires_at)"
    " VALUES (:token_hash, :community, :team, :role, :created_by, :expires_at)"
)
_TAKE_INVITE = Statement(
    "UPDATE invite SET taken_by = :person_id, taken_at = :now"
    " WHERE token_hash = :token_hash AND taken_by IS NULL AND expires_at > :now"
)
_INVITE = Statement(
    "SELECT community, team, role, created_by, expires_at, taken_by FROM invite"
    " WHERE token_hash = :token_hash"
)


class SqlStaff:
    """Implements `services.repositories.Staff`."""

    def __init__(self, transaction: Transaction) -> None:
        self._transaction = transaction

    def _member(self, row: Sequence[Any]) -> StaffMember:
        keyring = self._transaction.keyring
        row_id, community, team, role, name, phone, person_id, telegram_id, active = row
        return StaffMember(
            id=StaffId(row_id),
            community=community,
            team=team,
            role=StaffRole(role),
            name=keyring.open_text(_NAME, bytes(name)),
            phone=None if phone is None else keyring.open_text(_PHONE, bytes(phone)),
            person_id=None if person_id is None else PersonId(person_id),
            telegram_id=telegram_id,
            active=bool(active),
        )

    def _members(self, statement: Statement, **params: str | int) -> list[StaffMember]:
        return [self._member(row) for row in self._transaction.rows(statement, params)]

    def get(self, staff_id: StaffId) -> StaffMember | None:
        """Return a post, ended ones included, or ``None``."""
        return next(iter(self._members(_GET, id=staff_id)), None)

    def of_person(self, person_id: PersonId) -> list[StaffMember]:
        """Return a person's active posts."""
        return self._members(_OF_PERSON, person_id=person_id)

    def add(
        self,
        *,
        community: str,
        team: str,
        role: StaffRole,
        name: str,
        phone: str | None,
        person_id: PersonId | None,
    ) -> StaffMember:
        """Add a post; the same person or phone in the same team and community is updated."""
        keyring = self._transaction.keyring
        place = {"community": community, "team": team}
        params: dict[str, Any] = {
            "role": role,
            "name": keyring.seal_text(_NAME, clean_text(name)),
            "phone": None if phone is None else keyring.seal_text(_PHONE, phone),
            "phone_index": None if phone is None else keyring.blind("phone", phone),
            "person_id": person_id,
            "active": True,
        }
        known = self._transaction.row(_SAME_PERSON, place | {"person_id": person_id})
        if phone is not None:
            same_phone = self._transaction.row(
                _SAME_PHONE, place | {"phone_index": params["phone_index"]}
            )
            if known is not None and same_phone is not None and known != same_phone:
                # The person was invited and also imported: one post stays.
                self._become(StaffId(same_phone[0]), StaffId(known[0]))
            known = known or same_phone
        if known is None:
            known = self._transaction.row(_ADD, place | params)
            assert known is not None  # noqa: S101 - an INSERT returns its row
        else:
            self._transaction.change(_UPDATE, params | {"id": known[0]})
        member = self.get(StaffId(known[0]))
        assert member is not None  # noqa: S101 - it was written a line above
        return member

    def find(
        self, community: str, team: str, phone: str, person_id: PersonId | None
    ) -> StaffMember | None:
        """Return the post in a team of a person, or else of a phone; ended ones included."""
        place = {"community": community, "team": team}
        index = self._transaction.keyring.blind("phone", phone)
        row = self._transaction.row(_SAME_PERSON, place | {"person_id": person_id})
        row = row or self._transaction.row(_SAME_PHONE, place | {"phone_index": index})
        return None if row is None else self.get(StaffId(row[0]))

    def link(self, phone: str, person_id: PersonId) -> list[StaffMember]:
        """Tie posts that were imported with this phone to the person who proved to own it.

        Where the person has a post in the team already, that one stays and the other ends.
        """
        params = {"phone_index": self._transaction.keyring.blind("phone", phone)}
        linked = [
            self._tie(StaffId(post_id), community, team, person_id)
            for post_id, community, team in self._transaction.rows(_WITH_PHONE, params)
        ]
        return [member for staff_id in linked if (member := self.get(staff_id)) is not None]

    def move_person(self, old: PersonId, new: PersonId) -> None:
        """Hand all posts of one person row to another; as `link`, where both have one."""
        for post in self.of_person(old):
            self._tie(post.id, post.community, post.team, new)

    def _tie(self, staff_id: StaffId, community: str, team: str, person_id: PersonId) -> StaffId:
        """Tie a post to a person and return the post that the person then has in the team."""
        known = self._transaction.row(
            _SAME_PERSON, {"community": community, "team": team, "person_id": person_id}
        )
        if known is None:
            self._transaction.change(_LINK, {"id": staff_id, "person_id": person_id})
            return staff_id
        self._become(staff_id, StaffId(known[0]))
        self._transaction.change(_END, {"id": known[0], "active": True})
        return StaffId(known[0])

    def _become(self, ended: StaffId, kept: StaffId) -> None:
        """End a post that turned out to be another one's double; its tickets are that one's."""
        self.end(ended)
        self._transaction.change(_HAND_OVER, {"ended": ended, "kept": kept})

    def end(self, staff_id: StaffId) -> None:
        """End a post."""
        self._transaction.change(_END, {"id": staff_id, "active": False})

    def forget_person(self, person_id: PersonId) -> None:
        """Untie posts from a person row that is about to be deleted."""
        self._transaction.change(_FORGET_PERSON, {"person_id": person_id})

    def of_team(self, community: str, team: str) -> list[StaffMember]:
        """Return the active posts of a team, leaders first."""
        members = self._members(_OF_TEAM, community=community, team=team)
        return sorted(members, key=lambda member: member.role is not StaffRole.LEADER)

    def with_role(self, community: str, *roles: StaffRole) -> list[StaffMember]:
        """Return the active posts with one of the roles, in the order of the roles."""
        return [
            member
            for role in dict.fromkeys(roles)
            for member in self._members(_WITH_ROLE, community=community, role=role)
        ]

    def any_admin(self) -> bool:
        """Whether the desk has an administrator at all."""
        return self._transaction.row(_ANY_ADMIN, {}) is not None

    def add_invite(self, invite: Invite) -> None:
        """Store an invite."""
        self._transaction.change(
            _ADD_INVITE,
            {
                "token_hash": invite.token_hash,
                "community": invite.community,
                "team": invite.team,
                "role": invite.role,
                "created_by": invite.created_by,
                "expires_at": to_micros(invite.expires_at),
            },
        )

    def invite(self, token_hash: bytes) -> Invite | None:
        """Return an invite, used up and expired ones included, or ``None``."""
        row = self._transaction.row(_INVITE, {"token_hash": token_hash})
        if row is None:
            return None
        community, team, role, created_by, expires_at, taken_by = row
        return Invite(
            token_hash=token_hash,
            community=community,
            team=team,
            role=StaffRole(role),
            created_by=None if created_by is None else PersonId(created_by),
            expires_at=from_micros(expires_at),
            taken_by=None if taken_by is None else PersonId(taken_by),
        )

    def take_invite(self, token_hash: bytes, person_id: PersonId, now: datetime) -> bool:
        """Use an invite up; false when it is unknown, used or has expired."""
        params = {"token_hash": token_hash, "person_id": person_id, "now": to_micros(now)}
        return self._transaction.change(_TAKE_INVITE, params) == 1
