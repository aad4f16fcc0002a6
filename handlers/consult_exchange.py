"""What was asked and answered since a conversation began: a person it is handed to reads it."""

from bot.telegram.dialogue import Dialogue
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from domain.intake import MAX_FILES
from services.filing import MAX_DESCRIPTION
from services.intents import Json

MOST_TURNS = 10
"""How many questions back the memory goes."""

MOST_SAID = 300
"""Characters of an earlier question or answer: enough to know which it was."""


class Exchange:
    """The questions before the present one, and what was said to each and to the present one.

    A turn is a list of lines: what was asked, then what the desk said to it, each line a pair of
    the name of its text in the catalogue and the words.
    """

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    @property
    def files(self) -> list[str]:
        """All files that were shown meanwhile, packed."""
        return self._dialogue.texts("ask_shown")

    def show(self, packed: str) -> None:
        """Remember a file."""
        known = self.files
        if packed not in known and len(known) < MAX_FILES:
            self._dialogue.put(ask_shown=[*known, packed])

    def turn(self, asked: str) -> None:
        """Put the question that was ``asked`` until now behind, before another one begins."""
        turns = self._turns()
        if turns:
            turns[-1][0][1] = asked[:MOST_SAID]
        turns.append([["asked", ""]])
        self._keep(turns)

    def say(self, name: str, text: str = "") -> None:
        """Remember what the desk said, or what the owner thought of it.

        ``name`` is the end of a text's name in the catalogue: ``consult-said-<name>``.
        """
        turns = self._turns()
        if turns:
            turns[-1].append([name, text[:MOST_SAID]])
            self._keep(turns)

    def told(self, turn: Turn, question: str) -> str:
        """Return a question with what was said before and to it, as the colleague reads it.

        Of an answer to an earlier question only its title is kept: a card has room for little, and
        what was said to the present one stands last. It fits into the description of a ticket: the
        oldest lines are left out first.
        """
        turns = self._turns()
        lines = [_short(line) for lines in turns[:-1] for line in lines if line != ["asked", ""]]
        replies = turns[-1][1:] if turns else []
        if any(name != "unsure" for name, _ in replies):
            lines += [["asked", question[:MOST_SAID]], *replies] if lines else replies
        said = [turn.t(f"consult-said-{name}", text=Html(text)) for name, text in lines]
        question = question[:MAX_DESCRIPTION]
        head = f"{question}\n\n{turn.t('consult-said-before')}".strip()
        while said and len(head) + sum(len(line) + 1 for line in said) > MAX_DESCRIPTION:
            said.pop(0)
        return "\n".join([head, *said]) if said else question

    def _turns(self) -> list[list[list[str]]]:
        kept = self._dialogue.get("ask_turns")
        if not isinstance(kept, list):
            return []
        return [
            [[str(word) for word in line] for line in lines if isinstance(line, list)]
            for lines in kept
            if isinstance(lines, list)
        ]

    def _keep(self, turns: list[list[list[str]]]) -> None:
        kept: list[Json] = [[[*line] for line in lines] for lines in turns[-MOST_TURNS:]]
        self._dialogue.put(ask_turns=kept)


def _short(line: list[str]) -> list[str]:
    name, text = line
    return [name, text.partition("\n")[0]] if name == "answered" else line
