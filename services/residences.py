"""Homes that the list did not settle: the service centre is asked, and decides (S-018)."""

from dataclasses import dataclass, replace

from domain.errors import NotFound
from domain.people import (
    House,
    Person,
    PersonId,
    Relation,
    Residence,
    ResidenceStatus,
    mask_name,
    mask_phone,
)
from services.authority import centre_post
from services.intents import Notice
from services.ports import UnitOfWork
from services.voice import say_to_centre, say_to_person


@dataclass(frozen=True, slots=True, kw_only=True)
class DecideHome:
    """The service centre approves or refuses a tie, with a reason for the refusal."""

    key: str
    by: PersonId
    residence_id: int
    approve: bool
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReviewHome:
    """Asks, as somebody of the service centre, how a tie stands."""

    by: PersonId
    residence_id: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeReview:
    """A tie with its person, and the name of the colleague who has decided it, if one has.

    ``by_asker`` is whether that colleague is the one who asks.
    """

    person: Person
    residence: Residence
    decided_by: str
    by_asker: bool


class Residences:
    """The service centre's decisions on who belongs to which home."""

    def review(self, uow: UnitOfWork, command: ReviewHome) -> HomeReview:
        """Return how a tie stands, for the service centre.

        Raises:
            NotFound: There is no such tie.
            NotAllowed: Only the service centre and managers may.
        """
        tie = uow.people.residence(command.residence_id)
        if tie is None:
            raise NotFound(command.residence_id)
        centre_post(uow.people.actor(command.by), tie.house.community)
        return _review(uow, tie, command.by)

    def decide(self, uow: UnitOfWork, command: DecideHome) -> HomeReview:
        """Approve or refuse a tie that the list did not settle; the person is told.

        What a colleague has decided already stays as it is, and is returned.

        Raises:
            NotFound: There is no such tie.
            NotAllowed: Only the service centre and managers may.
        """
        tie = uow.people.residence(command.residence_id)
        if tie is None:
            raise NotFound(command.residence_id)
        post = centre_post(uow.people.actor(command.by), tie.house.community)
        if tie.status is not ResidenceStatus.PENDING:
            return _review(uow, tie, command.by)
        status = ResidenceStatus.VERIFIED if command.approve else ResidenceStatus.REFUSED
        uow.people.decide_residence(tie.id, status, post.id, command.reason)
        person = uow.people.get_required(tie.person_id)
        name = "residence-verified" if command.approve else "residence-refused"
        say_to_person(
            uow,
            person,
            Notice(name=name, args={**_home_args(tie.house), "reason": command.reason}),
            f"{command.key}:residence",
        )
        decided = replace(tie, status=status, decided_by=post.id, reason=command.reason)
        return _review(uow, decided, command.by)


def _review(uow: UnitOfWork, tie: Residence, asker: PersonId) -> HomeReview:
    post = uow.staff.get(tie.decided_by) if tie.decided_by is not None else None
    return HomeReview(
        person=uow.people.get_required(tie.person_id),
        residence=tie,
        decided_by=post.name if post else "",
        by_asker=post is not None and post.person_id == asker,
    )


def ask_centre_again(uow: UnitOfWork, community: str, key: str) -> None:
    """Ask the service centre about every home that waits for it, in the chat it has now."""
    for tie in uow.people.pending_residences(community):
        person = uow.people.get_required(tie.person_id)
        if tie.relation is not Relation.VISITOR and person.phone is not None:
            ask_centre(uow, person, tie, key)


def ask_centre(uow: UnitOfWork, person: Person, tie: Residence, key: str) -> None:
    """Ask the service centre about a home: masked, its button shows the rest (S-154)."""
    say_to_centre(
        uow,
        tie.house.community,
        Notice(
            name="centre-residence",
            args={
                **_home_args(tie.house),
                "residence_id": tie.id,
                "name": mask_name(person.name),
                "phone": mask_phone(person.phone or ""),
                "relation": tie.relation.value,
            },
        ),
        f"residence:{tie.id}:{key}",
    )


def _home_args(house: House) -> dict[str, str]:
    return {
        "community": house.community,
        "building": house.building,
        "unit": house.unit,
        "room": house.room,
    }
