"""Who acts: residents with their homes, staff with their teams, and what each may do."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import NewType

from domain.language import Language

PersonId = NewType("PersonId", int)
StaffId = NewType("StaffId", int)
HouseId = NewType("HouseId", int)

CENTRE = "centre"
"""The code of the service centre's team (客户服务中心): it sees everything and drops nothing."""


class Relation(StrEnum):
    """How somebody belongs to a home (S-015)."""

    OWNER = "owner"
    TENANT = "tenant"
    FAMILY = "family"
    VISITOR = "visitor"


class ResidenceStatus(StrEnum):
    """Whether the desk has checked that a person belongs to a home."""

    PENDING = "pending"
    VERIFIED = "verified"
    REFUSED = "refused"
    ENDED = "ended"


class StaffRole(StrEnum):
    """What a staff member is in their team."""

    WORKER = "worker"
    LEADER = "leader"
    CLERK = "clerk"
    MANAGER = "manager"
    ADMIN = "admin"


@dataclass(frozen=True, slots=True, kw_only=True)
class House:
    """One home: community, building, unit and room by their codes, such as 3-2-501."""

    id: HouseId
    community: str
    building: str
    unit: str
    room: str

    @property
    def code(self) -> str:
        """The home as people write it: ``3-2-501``, or ``3-501`` where buildings have no units."""
        return "-".join(part for part in (self.building, self.unit, self.room) if part)


@dataclass(frozen=True, slots=True, kw_only=True)
class Residence:
    """A person's tie to a home; ``reason`` is what a refusal was explained with."""

    id: int
    person_id: PersonId
    house: House
    relation: Relation
    status: ResidenceStatus
    decided_by: StaffId | None = None
    reason: str = ""

    @property
    def verified(self) -> bool:
        """Whether the desk has checked the tie."""
        return self.status is ResidenceStatus.VERIFIED


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """Somebody who has written to the desk, or whom a colleague has logged a report for.

    ``telegram_id`` is ``None`` for an owner who only calls or comes by; ``reachable`` is false
    once the messenger has said that the person blocked the bot.
    """

    id: PersonId
    telegram_id: int | None
    name: str
    phone: str | None
    language: Language
    language_chosen: bool
    consent_version: str | None
    consent_at: datetime | None
    reachable: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StaffMember:
    """One post of one person: a team, a role, a community. A person may hold several."""

    id: StaffId
    community: str
    team: str
    role: StaffRole
    name: str
    phone: str | None
    person_id: PersonId | None
    telegram_id: int | None
    active: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Actor:
    """A person with everything that decides what they may do. Read afresh for every act."""

    person: Person
    posts: tuple[StaffMember, ...] = ()
    residences: tuple[Residence, ...] = ()

    def post_in(self, community: str, team: str) -> StaffMember | None:
        """Return the person's post in a team, or ``None``."""
        for post in self.posts:
            if post.active and post.community == community and post.team == team:
                return post
        return None

    def post_with(self, community: str, *roles: StaffRole) -> StaffMember | None:
        """Return the person's post with one of ``roles`` in a community, or ``None``."""
        for post in self.posts:
            if post.active and post.community == community and post.role in roles:
                return post
        return None

    @property
    def is_staff(self) -> bool:
        """Whether the person holds any post."""
        return any(post.active for post in self.posts)

    @property
    def communities(self) -> frozenset[str]:
        """Where the person lives or works; what they only visit counts where they live nowhere."""
        standing = {ResidenceStatus.VERIFIED, ResidenceStatus.PENDING}
        homes = {
            tie.house.community
            for tie in self.residences
            if tie.status in standing and tie.relation is not Relation.VISITOR
        }
        return self.works_in | (homes or {tie.house.community for tie in self.residences})

    @property
    def works_in(self) -> frozenset[str]:
        """The communities in which the person holds a post."""
        return frozenset(post.community for post in self.posts if post.active)

    @property
    def reads_figures_of(self) -> frozenset[str]:
        """The communities of which the person may ask figures, if only of the team they lead."""
        roles = {StaffRole.LEADER, StaffRole.MANAGER, StaffRole.ADMIN}
        return frozenset(
            post.community for post in self.posts if post.active and post.role in roles
        )

    @property
    def manages(self) -> tuple[str, ...]:
        """The communities that the person manages, in a steady order."""
        roles = (StaffRole.MANAGER, StaffRole.ADMIN)
        found = {post.community for post in self.posts if post.active and post.role in roles}
        return tuple(sorted(found))

    def sees_all(self, community: str) -> bool:
        """Whether the person may see every ticket and owner of a community (S-065)."""
        overseers = (StaffRole.CLERK, StaffRole.MANAGER, StaffRole.ADMIN)
        return self.post_with(community, *overseers) is not None or bool(
            self.post_in(community, CENTRE)
        )


def mask_name(name: str) -> str:
    """Return a name as a group may see it: 王** for 王小明, A** for Anna."""
    stripped = name.strip()
    return f"{stripped[0]}**" if stripped else "**"


_MOBILE = re.compile(r"(?<!\d)(1\d{2})[ -]?\d{4}[ -]?(\d{4})(?!\d)")


def mask_phones_in(text: str) -> str:
    """Return somebody's words with the mobile numbers in them masked."""
    return _MOBILE.sub(r"\1****\2", text)


def mask_phone(phone: str) -> str:
    """Return a phone number as a group may see it: 138****5678 for +8613812345678."""
    digits = phone.removeprefix("+86").removeprefix("+")
    return f"{digits[:3]}****{digits[-4:]}" if len(digits) >= 8 else "****"
