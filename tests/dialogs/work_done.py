"""Brings a ticket to where a test begins, through the services."""

from dataclasses import dataclass
from datetime import timedelta

from domain.lifecycle import HoldReason, Outcome
from domain.people import PersonId, StaffRole
from domain.ticket import TicketId, TicketKind
from services.acts import Say, TicketCommand
from services.filing import Draft, FileTicket, Filing
from services.notes import Notes
from services.reactions import Reactions
from services.views import TicketView
from services.work import Finish, Hold, Work
from tests.dialogs.desk import DeskOnTrial, Group, Somebody


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """An owner with a leak, the repair team and the service centre with their groups."""

    desk: DeskOnTrial
    owner: Somebody
    worker: Somebody
    clerk: Somebody
    repair: Group
    centre: Group
    work: Work
    notes: Notes
    filing: Filing

    async def file(self, text: str = "厨房水槽下面一直滴水", draft: str = "d1") -> TicketView:
        house = await self.desk.house("3-2-501")
        command = FileTicket(
            key=f"file:{draft}",
            by=_person(self.owner),
            draft=Draft(
                draft_key=draft,
                kind=TicketKind.REPAIR,
                community=self.desk.community,
                category="leak",
                description=text,
                house_id=house.id,
            ),
        )
        view = await self.desk.app.runner.run(self.filing.file, command)
        await self.desk.settle()
        return view

    async def emergency(self) -> TicketView:
        """Somebody is trapped in a lift."""
        draft = Draft(
            draft_key="e1",
            kind=TicketKind.EMERGENCY,
            community=self.desk.community,
            category="trapped",
            description="电梯停了，我妈困在里面",
            spot="3栋电梯",
        )
        command = FileTicket(key="file:e1", by=_person(self.owner), draft=draft)
        view = await self.desk.app.runner.run(self.filing.file, command)
        await self.desk.settle()
        return view

    async def accept(self, ticket_id: TicketId, key: str = "accept") -> TicketView:
        command = TicketCommand(key=key, by=_person(self.worker), ticket_id=ticket_id)
        view = await self.desk.app.runner.run(self.work.accept, command)
        await self.desk.settle()
        return view

    async def finish(self, ticket_id: TicketId, key: str = "finish") -> TicketView:
        command = Finish(
            key=key,
            by=_person(self.worker),
            ticket_id=ticket_id,
            outcome=Outcome.FIXED,
            note="换了角阀和软管",
        )
        view = await self.desk.app.runner.run(self.work.finish, command)
        await self.desk.settle()
        return view

    async def hold(self, ticket_id: TicketId, days: int) -> TicketView:
        until = self.desk.clock.now() + timedelta(days=days)
        command = Hold(
            key="hold",
            by=_person(self.worker),
            ticket_id=ticket_id,
            reason=HoldReason.PARTS,
            until=until,
        )
        view = await self.desk.app.runner.run(self.work.hold, command)
        await self.desk.settle()
        return view

    async def relay(self, ticket_id: TicketId, text: str) -> None:
        command = Say(key=f"say:{text}", by=_person(self.worker), ticket_id=ticket_id, text=text)
        await self.desk.app.runner.run(self.notes.relay, command)
        await self.desk.settle()

    async def finished(self, draft: str = "d1") -> TicketView:
        """A leak that was reported, taken and mended."""
        view = await self.file(draft=draft)
        await self.accept(view.id, f"accept:{draft}")
        return await self.finish(view.id, f"finish:{draft}")


async def scene(desk: DeskOnTrial) -> Scene:
    """Set the scene."""
    worker = await desk.staff("张师傅", "repair")
    clerk = await desk.staff("小陈", "centre", StaffRole.CLERK)
    reacting = Reactions(desk.app.desk)
    return Scene(
        desk=desk,
        owner=await desk.owner("王女士", home="3-2-501"),
        worker=worker,
        clerk=clerk,
        repair=await desk.team("repair", worker),
        centre=await desk.team("centre", clerk),
        work=Work(desk.app.desk, desk.clock, reacting),
        notes=Notes(desk.app.desk, desk.clock, reacting),
        filing=Filing(desk.app.desk, desk.clock, reacting),
    )


def _person(somebody: Somebody) -> PersonId:
    if somebody.person_id is None:
        raise AssertionError("nobody the desk knows")
    return somebody.person_id
