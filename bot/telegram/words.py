"""Says the desk's codes in words: places, categories, teams, statuses, moments."""

from dataclasses import dataclass
from datetime import datetime

from bot.telegram import moments
from bot.telegram.texts import Argument, Texts
from domain.desk import Desk
from domain.language import Language
from domain.lifecycle import DeclineReason, HoldReason, Outcome, Status
from domain.people import House, Relation
from domain.ticket import Channel, Severity, TicketKind
from services.views import TicketView


@dataclass(frozen=True, slots=True)
class Words:
    """One language's words at one moment. What it returns is plain text, not escaped."""

    texts: Texts
    desk: Desk
    language: Language
    now: datetime

    def t(self, name: str, /, **args: Argument) -> str:
        """Return a text of the catalogue."""
        return self.texts.get(self.language, name, **args)

    def home(self, house: House) -> str:
        """Return a home as people say it: 3栋2单元501, or Building 3-2-501."""
        return self.home_parts(house.building, house.unit, house.room)

    def home_parts(self, building: str, unit: str, room: str) -> str:
        """Return a home from its codes; a part that is empty is left out."""
        if self.language is Language.EN:
            return "-".join(part for part in (building, unit, room) if part)
        hant = self.language is Language.ZH_HANT
        block = f"{building}{'棟' if hant else '栋'}"
        stair = f"{unit}{'單元' if hant else '单元'}" if unit else ""
        return f"{block}{stair}{room}"

    def place(self, view: TicketView) -> str:
        """Return where a ticket is: the home, or the public spot as it was described."""
        if view.house is not None:
            spot = f" {view.spot}" if view.spot else ""
            return self.at(view.community, self.home(view.house) + spot)
        return self.at(view.community, view.spot or self.t("place-open"))

    def at(self, community: str, place: str) -> str:
        """Return a place, with its community's name where the desk has several."""
        if len(self.desk.communities) == 1:
            return place
        return f"{self.community(community)} {place}"

    def category(self, kind: TicketKind, code: str) -> str:
        """Return a category's or an emergency's name; a code that was removed stays readable."""
        emergency = self.desk.emergency(code) if kind is TicketKind.EMERGENCY else None
        return emergency.name.text(self.language) if emergency else self.any_category(code)

    def subject(self, kind: TicketKind, code: str, *, kind_first: bool = True) -> str:
        """Return kind and category as one, 报修 · 漏水; once where both are called the same."""
        both = (self.kind(kind), self.category(kind, code))
        return " · ".join(dict.fromkeys(both if kind_first else reversed(both)))

    def any_category(self, code: str) -> str:
        """Return the name that a category code has, of whatever kind the ticket is."""
        found = self.desk.category(code) or self.desk.emergency(code)
        if found is not None:
            return found.name.text(self.language)
        return self.t("kind-question") if code == "question" else code

    def team(self, code: str | None) -> str:
        """Return a team's name; a ticket that has none yet is with the service centre."""
        team = self.desk.team(code) if code else None
        return team.name.text(self.language) if team else self.t("team-none")

    def community(self, code: str) -> str:
        """Return a community's name; a code that was removed stays readable."""
        found = next((one for one in self.desk.communities if one.code == code), None)
        return found.name.text(self.language) if found else code

    def kind(self, kind: TicketKind) -> str:
        """Return 报修, 投诉…"""
        return self.t(f"kind-{kind.value}")

    def status(self, status: Status) -> str:
        """Return where a ticket stands."""
        return self.t(f"status-{status.value}")

    def severity(self, severity: Severity) -> str:
        """Return how urgent it is, in a word and with its sign."""
        return self.t(f"severity-{severity.value}")

    def outcome(self, outcome: Outcome, kind: TicketKind = TicketKind.REPAIR) -> str:
        """Return how the work ended; what is no repair is settled or arranged and not fixed."""
        if outcome is Outcome.FIXED and kind is TicketKind.REQUEST:
            return self.t("outcome-arranged")
        if outcome is Outcome.FIXED and kind is TicketKind.QUESTION:
            return self.t("outcome-answered")
        if outcome is Outcome.FIXED and kind not in {TicketKind.REPAIR, TicketKind.EMERGENCY}:
            return self.t("outcome-settled")
        return self.t(f"outcome-{outcome.value.replace('_', '-')}")

    def reason(self, reason: HoldReason | DeclineReason) -> str:
        """Return why a ticket rests, or why it was given back."""
        why = "hold" if isinstance(reason, HoldReason) else "decline"
        return self.t(f"{why}-reason-{reason.value.replace('_', '-')}")

    def relation(self, relation: Relation) -> str:
        """Return how somebody belongs to a home."""
        return self.t(f"relation-{relation.value}")

    def channel(self, channel: Channel) -> str:
        """Return how a report came in."""
        return self.t(f"channel-{channel.value.replace('_', '-')}")

    def moment(self, moment: datetime, community: str) -> str:
        """Return a moment as clock time with its day, in the community's time."""
        zone = self.desk.community(community).timezone
        return moments.clock_time(moment, self.now, zone, self.language)
