"""The service centre's group with two clerks, and an owner who asks."""

from domain.language import Language
from domain.people import CENTRE
from playground.chats import Message
from services.consultations import Consultations, ReceiveVerdict, RecordConsultation
from services.knowledge_rows import Decision, Verdict
from tests.dialogs.desk import DeskOnTrial, Group, Somebody
from tests.dialogs.two_communities import SUN

SPHERE = ("那个会转的球咋个用", "会转的球咋个用", "会转的球咋用")
"""What the shipped base knows nothing of, asked in three ways."""

ANSWER = "早上六点到晚上九点，推一下就转。"


class Centre:
    """The service centre's group with two clerks, and an owner who asks."""

    def __init__(
        self, desk: DeskOnTrial, group: Group, chen: Somebody, lin: Somebody, owner: Somebody
    ) -> None:
        self.desk, self.group = desk, group
        self.chen, self.lin, self.owner = chen, lin, owner

    @property
    def last(self) -> Message:
        return self.group.last

    async def asked(
        self,
        text: str,
        decision: Decision = "abstain",
        *,
        verdict: Verdict | None = None,
        entry_id: str | None = None,
        community: str = SUN,
    ) -> int:
        """Put a question into the archive as if the owner had asked it."""
        consultations: Consultations = self.desk.app.services["consultations"]
        assert self.owner.person_id is not None
        command = RecordConsultation(
            key=f"q:{community}:{text}",
            by=self.owner.person_id,
            community=community,
            language=Language.ZH_HANS,
            text=text,
            decision=decision,
            entry_id=entry_id,
        )
        kept = await self.desk.app.runner.run(consultations.record, command)
        if verdict is not None:
            received = ReceiveVerdict(
                by=self.owner.person_id, consultation_id=kept, verdict=verdict
            )
            await self.desk.app.runner.run(consultations.receive, received)
        return kept

    async def opened(self, *texts: str) -> None:
        """Have questions asked, and open the first cluster."""
        for text in texts:
            await self.asked(text)
        await self.chen.says("/faq", in_=self.group)
        await self.chen.taps("1", in_=self.group)

    def choice(self) -> str:
        """The first entry that is offered for a cluster."""
        return next(label for label in self.last.labels if label.startswith("是这个："))


async def centre_of(desk: DeskOnTrial) -> Centre:
    chen, lin = await desk.staff("陈小姐"), await desk.staff("林先生")
    group = await desk.team(CENTRE, chen, lin)
    return Centre(desk, group, chen, lin, await desk.owner("王女士", home="3-2-501"))
