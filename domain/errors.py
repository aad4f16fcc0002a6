"""What a rule refuses, as data: the edges turn each into a sentence, a test into a check."""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from domain.lifecycle import Action, Status
    from domain.people import StaffId


class DomainError(Exception):
    """A refusal that the person should be told about. Nothing was changed."""


class NotFound(DomainError):
    """What was asked for does not exist, or is not the asker's to see."""


class UnknownCommunity(DomainError):
    """The desk file has no such community."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


class NotAllowed(DomainError):
    """The person may not do this, whoever can see the button."""


class NotInTeam(NotAllowed):
    """Only staff of the ticket's team may do this."""

    def __init__(self, team: str) -> None:
        super().__init__(team)
        self.team = team


class NotInThisGroup(NotAllowed):
    """No team that the person works in uses this group: nothing may be read out in it."""


class AlreadyAccepted(DomainError):
    """Somebody else was first to take the ticket."""

    def __init__(self, by: "StaffId") -> None:
        super().__init__(by)
        self.by = by


class AlreadySettled(DomainError):
    """A colleague, whose name ``by`` is, has dealt with these questions meanwhile."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class AlreadyUndone(DomainError):
    """A colleague, whose name ``by`` is, has taken this back before."""

    def __init__(self, by: str) -> None:
        super().__init__(by)
        self.by = by


class WrongStatus(DomainError):
    """The ticket has moved on, and the act no longer fits."""

    def __init__(self, action: "Action", status: "Status") -> None:
        super().__init__(f"{action} while {status}")
        self.action = action
        self.status = status


class TooSoon(DomainError):
    """The act was done a moment ago; it may be repeated after ``minutes``."""

    def __init__(self, minutes: int) -> None:
        super().__init__(minutes)
        self.minutes = minutes


class Conflict(DomainError):
    """Somebody else changed the same thing at the same moment; reading afresh shows it."""


class InviteInvalid(DomainError):
    """The invite link was used, has expired, or never existed."""


class ConsentMissing(DomainError):
    """The person has not yet agreed that the desk keeps their data."""


class InvalidInput(DomainError):
    """What was typed cannot be used; ``reason`` names the text that says why."""

    def __init__(self, reason: str, **details: str | int) -> None:
        super().__init__(reason)
        self.reason = reason
        self.details = details
