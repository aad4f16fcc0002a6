"""What was asked and answered since a conversation began: a person it is handed to reads it."""

from itertools import chain

from bot.telegram.cards import DESCRIPTION
from bot.telegram.dialogue import Dialogue
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from domain.intake import MAX_FILES
from services.filing import MAX_DESCRIPTION
from services.intents import Json

MOST_TURNS = 3
"""How many questions the memory holds, the present one among them: a card fills one screen."""

MOST_SAID = 300
"""Characters of a question or answer that are remembered."""

MOST_REPLIES = 3
"""Lines of what was said to an earlier question."""

SHORT = 50
"""Characters of an earlier question or a heading in the card: enough to know which it was."""

BEGINNING = 60
"""Characters of the last answer: what the owner has just read and was not helped by."""

LEAST_TOLD = 200
"""So much of the exchange goes with a question that fills the card by itself."""


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

        The present question comes first and whole. Of what was said, earlier turns are left out
        before the present one is, so that the card shows its end.
        """
        question = question[:MAX_DESCRIPTION]
        head = f"{question}\n\n{turn.t('consult-said-before')}".strip()
        most = min(MAX_DESCRIPTION, max(DESCRIPTION, len(head) + LEAST_TOLD))
        turns = self._told_turns(turn, question)
        while turns and len(told := "\n".join([head, *chain.from_iterable(turns)])) > most:
            turns = turns[1:] if len(turns) > 1 else [turns[0][1:]] if turns[0][1:] else []
        return told if turns else question

    def _told_turns(self, turn: Turn, question: str) -> list[list[str]]:
        """Return the lines of every turn in which something was said, the present one last."""
        *before, (_, *replies) = self._turns() or [[["asked", ""]]]
        told = [
            [_line(turn, *line) for line in (asked, *said[:MOST_REPLIES]) if line != ["asked", ""]]
            for asked, *said in before
        ]
        told = [lines for lines in told if lines]
        if any(name != "unsure" for name, _ in replies):
            answers = [at for at, (name, _) in enumerate(replies) if name == "answered"]
            last = answers[-1] if answers else None
            lines = [
                _line(turn, name, text, beginning=BEGINNING if at == last else 0)
                for at, (name, text) in enumerate(replies)
            ]
            asked = [_line(turn, "asked", question)] if told else []
            told.append([*asked, *lines])
        return told

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


def _line(turn: Turn, name: str, text: str, *, beginning: int = 0) -> str:
    """Return a line in few words: of an answer the heading, and so much of what follows it."""
    heading, _, rest = text.partition("\n")
    if name == "suggested":
        short = " / ".join(_cut(one, SHORT) for one in heading.split(" / "))
    elif name == "answered":
        short = " ".join(filter(None, [_cut(heading, SHORT), _cut(rest, beginning)]))
    else:
        short = _cut(text, SHORT)
    return turn.t(f"consult-said-{name}", text=Html(short))


def _cut(text: str, most: int) -> str:
    """Return the beginning of a text, on one line."""
    line = " ".join(text.split())
    return line if len(line) <= most else f"{line[: most - 1]}…" if most else ""
