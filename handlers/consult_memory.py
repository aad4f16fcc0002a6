"""What a consultation remembers between two messages: the question, what was said, the files."""

import secrets
from datetime import datetime, timedelta

from aiogram.fsm.state import State, StatesGroup

from bot.telegram.callbacks import Press
from bot.telegram.dialogue import Dialogue
from domain.intake import MAX_FILES

KEPT_FOR = timedelta(minutes=10)
"""How long what was said waits to be taken into a report, or to be joined by more."""


class Consult(StatesGroup):
    """A question that came between, and a sentence for a person; most questions need no state."""

    asking = State()
    question = State()


class AskPress(Press, prefix="q"):
    """A button of the consultation; ``token`` is the question that it belongs to."""

    token: str = ""
    value: str = ""


class Memory:
    """Reads and writes what is remembered; it belongs to no state and never falls idle."""

    def __init__(self, dialogue: Dialogue) -> None:
        self._dialogue = dialogue

    @property
    def token(self) -> str:
        """The present question's own id."""
        return self._dialogue.text("ask_token")

    @property
    def text(self) -> str:
        """The question, or whatever was said."""
        return self._dialogue.text("ask_text")

    @property
    def answer(self) -> str:
        """What was answered to it."""
        return self._dialogue.text("ask_answer")

    @property
    def files(self) -> list[str]:
        """Files that came with it, packed."""
        return self._dialogue.texts("ask_files")

    @property
    def misses(self) -> int:
        """How often in a row nothing fitting was found."""
        return self._dialogue.number("ask_misses") or 0

    def begin(self, text: str, files: list[str] | None = None, token: str = "") -> str:
        """Remember a new question and return its token.

        With the ``token`` of the one before, the buttons under that go on to work.
        """
        token = token or secrets.token_hex(6)
        self._dialogue.put(
            ask_token=token, ask_text=text, ask_answer="", ask_files=[*(files or [])], ask_at=None
        )
        return token

    def offered(self, now: datetime) -> None:
        """Note that a report was offered for what is remembered: it waits for its sender."""
        self._dialogue.put(ask_at=int(now.timestamp()))

    def waiting(self, now: datetime) -> tuple[str, list[str]]:
        """Return the words and files that wait to be taken into a report, if any do."""
        at = self._dialogue.number("ask_at")
        if at is None or now.timestamp() - at > KEPT_FOR.total_seconds():
            return "", []
        return self.text, self.files

    def answered(self, answer: str) -> None:
        """Remember what was answered; the count of misses begins anew."""
        self._dialogue.put(ask_answer=answer, ask_misses=0, ask_at=None)

    def missed(self) -> int:
        """Count a miss and return how many there are in a row."""
        misses = self.misses + 1
        self._dialogue.put(ask_misses=misses)
        return misses

    def joins(self, album_id: str | None) -> bool:
        """Whether a file belongs to the album that is being kept; remembers the album."""
        same = album_id is not None and self._dialogue.text("ask_album") == album_id
        self._dialogue.put(ask_album=album_id or "")
        return same

    def keep(self, packed: str, text: str) -> bool:
        """Add a file, and words that came with it; false where the file found no room."""
        fits = len(self.files) < MAX_FILES
        joined = "\n".join(filter(None, [self.text, text]))
        self._dialogue.put(ask_files=[*self.files, *([packed] if fits else [])], ask_text=joined)
        return fits

    def forget(self) -> None:
        """Forget it all."""
        self._dialogue.drop(
            "ask_token", "ask_text", "ask_answer", "ask_files", "ask_misses", "ask_album", "ask_at"
        )
