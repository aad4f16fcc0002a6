"""What follows once a question has become a ticket: all its words arrive, the archive knows it."""

from dataclasses import dataclass

from bot.telegram.dialogue import Dialogue
from bot.telegram.turn import Turn
from handlers.consult_answers import Answers
from handlers.consult_memory import Memory
from services.acts import Say
from services.filing import MAX_DESCRIPTION
from services.intents import Json
from services.knowledge_rows import Verdict
from services.owners import Owners
from services.ports import Runner
from services.views import TicketView


@dataclass(frozen=True, slots=True, kw_only=True)
class HandedOver:
    """A question on its way to a person; a draft carries it while consent is waited for.

    ``rest`` is what of its words finds no room in a description; ``consultation`` is its id in
    the archive, ``entry_id`` what it was answered with.
    """

    rest: str
    consultation: int | None
    entry_id: str

    @classmethod
    def of(cls, memory: Memory) -> "HandedOver":
        """Return the present question."""
        rest = memory.text[MAX_DESCRIPTION:]
        return cls(rest=rest, consultation=memory.consultation, entry_id=memory.entry)

    @classmethod
    def carried_by(cls, dialogue: Dialogue) -> "HandedOver":
        """Return the question that a draft carries; nothing of one where it is another report."""
        return cls(
            rest=dialogue.text("handed_rest"),
            consultation=dialogue.number("handed_kept"),
            entry_id=dialogue.text("handed_entry"),
        )

    def carried(self) -> dict[str, Json]:
        """Return what a draft is to carry."""
        return {
            "handed_rest": self.rest,
            "handed_kept": self.consultation,
            "handed_entry": self.entry_id,
        }

    async def wants_a_person(
        self, turn: Turn, runner: Runner, answers: Answers, view: TicketView | None = None
    ) -> None:
        """Let the archive know that its asker wanted a person, and what it became, if it has."""
        if self.consultation is not None:
            ticket_id = view.id if view is not None else None
            verdict, kept = Verdict.PERSON, self.consultation
            await answers.judged(turn, runner, kept, verdict, self.entry_id, ticket_id)

    async def arrive(
        self, turn: Turn, runner: Runner, owners: Owners, answers: Answers, view: TicketView
    ) -> None:
        """Add the rest of the words to the ticket, and let the archive know of it."""
        for at in range(0, len(self.rest), MAX_DESCRIPTION):
            said = Say(
                key=f"{turn.key}:rest:{at}",
                by=turn.person.id,
                ticket_id=view.id,
                text=self.rest[at : at + MAX_DESCRIPTION],
            )
            await runner.run(owners.write, said)
        await self.wants_a_person(turn, runner, answers, view)
