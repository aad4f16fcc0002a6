"""Ties a person to a home and says what came of it (S-015, S-018)."""

from collections.abc import Mapping
from typing import Any

from bot.telegram.turn import Turn
from domain.desk import Desk
from domain.errors import ConsentMissing
from domain.people import House, Relation, ResidenceStatus
from handlers.consent import ask_consent
from handlers.home_questions import ask_phone, home_name, leave_walk, words_of
from services.identity import Check, Checked, ClaimHome, Identity
from services.ports import Runner


async def claim_home(
    turn: Turn,
    desk: Desk,
    runner: Runner,
    identity: Identity,
    house: House,
    relation: Relation,
    data: Mapping[str, Any],
) -> None:
    """Tie the person to the home; what is still missing is asked for."""
    command = ClaimHome(key=turn.key, by=turn.person.id, house_id=house.id, relation=relation)
    try:
        checked = await runner.run(identity.claim, command)
    except ConsentMissing:
        ask_consent(turn, desk)
        return
    home = home_name(turn, desk, house)
    if checked.check is Check.WAITS_FOR_PHONE and relation is not Relation.VISITOR:
        relation_word = words_of(turn, desk).relation(relation)
        turn.edit(turn.t("home-claimed", home=home, relation=relation_word))
        ask_phone(turn)
        return
    if relation is Relation.VISITOR:
        turn.edit(turn.t("home-visitor", home=home))
    else:
        turn.edit(outcome_text(turn, desk, checked, house))
    await leave_walk(turn, {**data, "desk": desk, "runner": runner, "identity": identity})


def _waiting_homes(checked: Checked) -> list[House]:
    return [
        tie.house
        for tie in checked.actor.residences
        if tie.status is ResidenceStatus.PENDING and tie.relation is not Relation.VISITOR
    ]


def outcome_text(turn: Turn, desk: Desk, checked: Checked, house: House | None = None) -> str:
    """Say what came of the check."""
    name = checked.actor.person.name
    ties = [tie for tie in checked.actor.residences if tie.verified]
    if house is not None:
        ties = [tie for tie in ties if tie.house.id == house.id]
    homes = "、".join(home_name(turn, desk, tie.house) for tie in ties)
    match checked.check:
        case Check.VERIFIED:
            return turn.t("home-verified", name=name, homes=homes)
        case Check.WAITS_FOR_CENTRE:
            if house is not None and homes:
                # This one is settled; another home still waits, and was told so before.
                return turn.t("home-verified", name=name, homes=homes)
            waits = [house] if house is not None else _waiting_homes(checked)
            hours = desk.community(waits[0].community).office_hours
            text = turn.t(
                "home-waits",
                homes="、".join(home_name(turn, desk, one) for one in waits),
                start=f"{hours.start:%H:%M}",
                end=f"{hours.end:%H:%M}",
            )
            if not homes:
                return text
            return turn.t("home-verified", name=name, homes=homes) + "\n" + text
        case Check.VISITOR | Check.NO_HOME_YET | Check.WAITS_FOR_PHONE:
            return turn.t("home-phone-kept")
