"""What a consultation remembers between two messages: the question, the files, the exchange."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from aiogram.fsm.state import State, StatesGroup

from bot.telegram.callbacks import Press
from bot.telegram.dialogue import Dialogue
from domain.intake import MAX_FILES
from domain.language import Language
from handlers.consult_exchange import Exchange
from services.filing import MAX_DESCRIPTION
from services.intents import Json

KEPT_FOR = timedelta(minutes=10)
"""How long what was said waits to be taken into a report, or to be joined by more."""

FORGOTTEN_AFTER = timedelta(minutes=30)
"""After so long a silence another conversation begins."""

MOST_KEPT = 4 * MAX_DESCRIPTION
"""Characters of a question: more than the two messages into which the messenger cuts 5,000."""

CUT_AT = 4000
"""The messenger cuts a text at 4,096 characters: what follows one so long is its other half."""

CUT_WITHIN = timedelta(minutes=1)

MOST_FURTHER = 2
"""How many other entries are shown, one after the other, when an answer was of no use."""


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
        self.exchange = Exchange(dialogue)

    # ---- the present question -------------------------------------------------------------

    @property
    def token(self) -> str:
        """The present question's own id."""
        return self._dialogue.text("ask_token")

    @property
    def text(self) -> str:
        """The question, or whatever was said."""
        return self._dialogue.text("ask_text")

    @property
    def files(self) -> list[str]:
        """Files that came with it, packed."""
        return self._dialogue.texts("ask_files")

    @property
    def language(self) -> Language | None:
        """The language that it was asked in, where that was clear."""
        named = self._dialogue.text("ask_language")
        return Language(named) if named else None

    def begin(self, text: str, now: datetime, files: Iterable[str] = (), token: str = "") -> str:
        """Remember a new question and return its token.

        With the ``token`` of the one before, it is the same question with more to it, and the
        buttons under that go on to work.
        """
        if self.silent_since(now):
            self.forget()
        if not token or token != self.token:
            token = token or secrets.token_hex(6)
            self.exchange.turn(self.text)
        files = [*files]
        for packed in files:
            self.exchange.show(packed)
        self._dialogue.put(
            ask_token=token,
            ask_text=text[:MOST_KEPT],
            ask_files=[*files],
            ask_at=None,
            ask_last=_seconds(now),
            ask_language="",
            ask_next=[],
            ask_entry="",
            ask_kept=None,
        )
        return token

    def asked_in(self, language: Language | None) -> None:
        """Remember the language of the question: its buttons speak it as well."""
        self._dialogue.put(ask_language=language.value if language else "")

    def silent_since(self, now: datetime) -> bool:
        """Whether nothing was asked for so long that what was before is another conversation."""
        last = self._dialogue.number("ask_last")
        return last is not None and _seconds(now) - last > FORGOTTEN_AFTER.total_seconds()

    def was_cut(self, now: datetime) -> bool:
        """Whether the messenger has just cut off the end of what was said."""
        last = self._dialogue.number("ask_last") or 0
        soon = _seconds(now) - last <= CUT_WITHIN.total_seconds()
        return soon and len(self.text) >= CUT_AT

    # ---- waiting for a report -------------------------------------------------------------

    def offered(self, now: datetime) -> None:
        """Note that a report was offered for what is remembered: it waits for its sender."""
        self._dialogue.put(ask_at=_seconds(now))

    def waiting(self, now: datetime) -> tuple[str, list[str]]:
        """Return the words and files that wait to be taken into a report, if any do."""
        at = self._dialogue.number("ask_at")
        if at is None or now.timestamp() - at > KEPT_FOR.total_seconds():
            return "", []
        return self.text[:MAX_DESCRIPTION], self.files

    # ---- answers --------------------------------------------------------------------------

    @property
    def entry(self) -> str:
        """The id of the entry that was answered with last."""
        return self._dialogue.text("ask_entry")

    def answered(self, entry_id: str) -> None:
        """Remember what was answered with; the count of misses begins anew."""
        others = [other for other in self._dialogue.texts("ask_next") if other != entry_id]
        self._dialogue.put(ask_entry=entry_id, ask_next=[*others], ask_misses=0, ask_at=None)

    @property
    def consultation(self) -> int | None:
        """The question's id in the archive; ``None`` where it was not looked up."""
        return self._dialogue.number("ask_kept")

    def looked_up(self, consultation_id: int, entry_ids: Sequence[str]) -> None:
        """Remember what was found, the best first, and where the archive keeps the question."""
        best = entry_ids[: MOST_FURTHER + 1]
        self._dialogue.put(ask_kept=consultation_id, ask_next=[*best], ask_further=0)

    def next_best(self) -> str:
        """Take the next best entry's id; "" when they, or the owner's patience, are used up."""
        others = self._dialogue.texts("ask_next")
        shown = self._dialogue.number("ask_further") or 0
        if not others or shown >= MOST_FURTHER:
            return ""
        self._dialogue.put(ask_next=[*others[1:]], ask_further=shown + 1)
        return others[0]

    @property
    def misses(self) -> int:
        """How often in a row nothing fitting was found."""
        return self._dialogue.number("ask_misses") or 0

    def missed(self) -> int:
        """Count a miss and return how many there are in a row."""
        misses = self.misses + 1
        self._dialogue.put(ask_misses=misses)
        return misses

    # ---- files ----------------------------------------------------------------------------

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
        if fits:
            self.exchange.show(packed)
        return fits

    # ---- the end --------------------------------------------------------------------------

    def carry(self) -> dict[str, Json]:
        """Return all of it, for a dialogue that comes between to `take_over`."""
        return {name: value for name, value in self._dialogue.data.items() if _ours(name)}

    def take_over(self, carried: dict[str, Json]) -> None:
        """Remember what was carried over."""
        self._dialogue.put(**carried)

    def forget(self) -> None:
        """Forget it all."""
        self._dialogue.drop(*(name for name in self._dialogue.data if _ours(name)))


def _ours(name: str) -> bool:
    return name.startswith("ask_")


def _seconds(moment: datetime) -> int:
    return int(moment.timestamp())
