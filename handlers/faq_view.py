"""What the service centre sees of badly answered questions: lists, clusters, edits."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from bot.telegram.callbacks import FaqPress, Press
from bot.telegram.keyboards import Button, Keyboard, button, grid, inline
from bot.telegram.texts import Html
from bot.telegram.turn import Turn
from handlers.consult_answers import Answers
from services.knowledge import KnowledgeMatch
from services.knowledge_rows import EditKind, Verdict
from services.learning import AskQuestions, AskTold, Edited, Learning, Question, Told
from services.ports import KeptKnowledge, Runner

PAGE: Final = 5
SHOWN: Final = 8
"""So many questions of a cluster are shown word for word."""

NEAREST: Final = 3
_SHORT: Final = 30
_LONGEST_SHOWN: Final = 160
_LONGEST_DATA: Final = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Cluster:
    """Questions that ask the same, the most central first, as they stood at one moment."""

    community: str
    upto: int
    questions: tuple[Question, ...]

    @property
    def ids(self) -> tuple[int, ...]:
        """The questions' ids, oldest first."""
        return tuple(sorted(one.id for one in self.questions))

    @property
    def short(self) -> str:
        """What stands for all of them, in a few words."""
        line = " ".join(self.questions[0].text.split())
        return line if len(line) <= _SHORT else f"{line[: _SHORT - 1]}…"

    @property
    def gist(self) -> str:
        """What they ask, without what is private."""
        return self.questions[0].gist or self.questions[0].text

    def press(self, action: str, value: str = "") -> FaqPress:
        """Return the data of a button about this cluster."""
        return FaqPress(
            action=action, at=self.ids[0], upto=self.upto, n=len(self.questions), value=value
        )


async def find_clusters(
    turn: Turn, runner: Runner, learning: Learning, answers: Answers, community: str, upto: int = 0
) -> list[Cluster]:
    """Return what needs a better answer, the largest cluster first; ``upto`` leaves out newer."""
    asked = AskQuestions(by=turn.person.id, community=community)
    questions = await runner.read(learning.questions, asked)
    if upto:
        questions = [one for one in questions if one.id <= upto]
    if not questions:
        return []
    newest = max(one.id for one in questions)
    knowledge = answers.in_community(community)
    texts = [one.gist or one.text for one in questions]
    groups = await asyncio.to_thread(knowledge.clusters, texts)
    return [
        Cluster(
            community=community,
            upto=upto or newest,
            questions=tuple(questions[place] for place in group),
        )
        for group in groups
    ]


# ---- the list -----------------------------------------------------------------------------


def list_text(turn: Turn, clusters: Sequence[Cluster], page: int) -> str:
    """Return a page of the clusters with their numbers."""
    if not clusters:
        return turn.t("faq-nothing")
    asked = sum(len(one.questions) for one in clusters)
    lines = [turn.t("faq-list", count=len(clusters), asked=asked)]
    lines += [
        turn.t("faq-line", number=number, short=one.short, count=len(one.questions))
        for number, one in _on(clusters, page)
    ]
    return "\n".join(lines)


def list_keyboard(turn: Turn, clusters: Sequence[Cluster], page: int, community: str) -> Keyboard:
    """Return a button for each cluster of the page, the way to other pages and to the edits."""
    numbers = [button(str(number), one.press("open")) for number, one in _on(clusters, page)]
    pages = []
    if page > 0:
        back = FaqPress(action="list", at=page - 1, value=community)
        pages.append(button(turn.t("btn-page-back"), back))
    if (page + 1) * PAGE < len(clusters):
        on = FaqPress(action="list", at=page + 1, value=community)
        pages.append(button(turn.t("btn-page-on"), on))
    log = button(turn.t("btn-faq-log"), FaqPress(action="log", value=community))
    return inline(numbers, [*pages, log])


def _on(clusters: Sequence[Cluster], page: int) -> list[tuple[int, Cluster]]:
    """Return the clusters of a page with their numbers; the last page where there is none such."""
    first = min(page, max(0, (len(clusters) - 1) // PAGE)) * PAGE
    return [(first + place + 1, one) for place, one in enumerate(clusters[first : first + PAGE])]


# ---- one cluster --------------------------------------------------------------------------


async def told_to(
    turn: Turn, runner: Runner, learning: Learning, cluster: Cluster
) -> Mapping[int, Told]:
    """Return what colleagues told the askers, by the question's id."""
    asked = AskTold(
        by=turn.person.id, community=cluster.community, consultations=cluster.ids[-SHOWN * 4 :]
    )
    return {one.consultation_id: one for one in await runner.read(learning.told, asked)}


async def nearest_to(
    turn: Turn, knowledge: KeptKnowledge, text: str
) -> tuple[KnowledgeMatch, ...]:
    """Return the entries that a question may mean, off the event loop."""
    return await asyncio.to_thread(knowledge.nearest, text, turn.language.value, NEAREST)


def cluster_text(
    turn: Turn, cluster: Cluster, told: Mapping[int, Told], knowledge: KeptKnowledge
) -> str:
    """Return the questions word for word, each with what became of it."""
    lines = [turn.t("faq-cluster", short=cluster.short, count=len(cluster.questions))]
    for one in cluster.questions[:SHOWN]:
        lines.append(
            turn.t("faq-asked", text=_cut(one.text), received=_received(turn, one, knowledge))
        )
        if one.id in told:
            lines.append(turn.t("faq-told", name=told[one.id].by, text=_cut(told[one.id].text)))
    if len(cluster.questions) > SHOWN:
        lines.append(turn.t("faq-more", count=len(cluster.questions) - SHOWN))
    lines.append(turn.t("faq-which"))
    return "\n".join(lines)


def _cut(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else f"{line[: _LONGEST_SHOWN - 1]}…"


def _received(turn: Turn, one: Question, knowledge: KeptKnowledge) -> str:
    """Say what was answered to a question, and what its asker thought of it."""
    entry = knowledge.entry(one.entry_id, turn.language.value) if one.entry_id else None
    verdict = one.verdict.value if one.verdict is not None else "none"
    if one.decision == "answer" and entry is not None:
        return turn.t("faq-was-answered", question=entry.question, verdict=verdict)
    if one.decision == "suggest" and one.verdict is not Verdict.PERSON:
        return turn.t("faq-was-suggested", verdict=verdict)
    return turn.t("faq-was-unknown", verdict=verdict)


def cluster_keyboard(turn: Turn, cluster: Cluster, nearest: Sequence[KnowledgeMatch]) -> Keyboard:
    """Return what can be done with a cluster by one tap."""
    entries = [
        button(turn.t("btn-faq-this", question=one.question), press)
        for one in nearest
        if fits(press := cluster.press("add", one.entry_id))
    ]
    back = FaqPress(action="list", value=cluster.community)
    return inline(
        *grid(entries, 1),
        [
            button(turn.t("btn-faq-write"), cluster.press("write")),
            button(turn.t("btn-faq-dismiss"), cluster.press("dismiss")),
        ],
        [button(turn.t("btn-back"), back)],
    )


def fits(press: Press) -> bool:
    """Whether a button can carry its data: entries of other people's content may have long ids."""
    try:
        return len(press.pack().encode()) <= _LONGEST_DATA
    except ValueError:
        return False


# ---- edits --------------------------------------------------------------------------------


def edit_line(turn: Turn, done: Edited, knowledge: KeptKnowledge) -> Html:
    """Say what an edit did, and who made it."""
    edit = done.edit
    entry = knowledge.entry(edit.entry_id, turn.language.value) if edit.entry_id else None
    question = entry.question if entry is not None else done.question
    args = {"author": done.author, "question": question}
    match edit.kind:
        case EditKind.PHRASING:
            said = turn.t("faq-did-phrasing", **args, count=len(edit.phrasings))
        case EditKind.ENTRY:
            said = turn.t("faq-did-entry", **args)
        case EditKind.REVIEW:
            said = turn.t("faq-did-review", **args)
        case EditKind.DISMISSAL if question:
            said = turn.t("faq-did-dismissal", **args)
        case EditKind.DISMISSAL:
            said = turn.t("faq-did-dismissal-plain", author=done.author)
        case EditKind.UNDO if question:
            said = turn.t("faq-did-undo", **args, undoes=edit.undoes or 0)
        case EditKind.UNDO:
            said = turn.t("faq-did-undo-plain", author=done.author, undoes=edit.undoes or 0)
    return Html(turn.t("faq-what", what=Html(said), settled=edit.settles))


def edit_text(turn: Turn, done: Edited, knowledge: KeptKnowledge) -> str:
    """Say what an edit did, who made it and which version the base has with it."""
    what = edit_line(turn, done, knowledge)
    return turn.t("faq-did", what=what, version=done.edit.id)


def done_keyboard(turn: Turn, done: Edited) -> Keyboard:
    """Return the way to take an edit back, and back to the list."""
    edit, rows = done.edit, []
    if edit.kind is not EditKind.UNDO:
        rows.append(button(turn.t("btn-faq-undo"), FaqPress(action="undo", at=edit.id)))
    back = FaqPress(action="list", value=edit.community)
    return inline([*rows, button(turn.t("btn-faq-list"), back)])


def say_done(turn: Turn, done: Edited, knowledge: KeptKnowledge) -> None:
    """Say what was done where the button was."""
    turn.edit(edit_text(turn, done, knowledge), done_keyboard(turn, done))


def history_text(turn: Turn, history: Sequence[Edited], knowledge: KeptKnowledge) -> str:
    """Return the last edits, newest first."""
    if not history:
        return turn.t("faq-log-nothing")
    lines = [turn.t("faq-log")]
    for done in history:
        edit, what = done.edit, edit_line(turn, done, knowledge)
        line = turn.t("faq-log-line", version=edit.id, at=edit.at, what=what)
        lines.append(line if edit.undone_by is None else f"<s>{line}</s>")
    return "\n".join(lines)


def history_keyboard(turn: Turn, history: Sequence[Edited], community: str) -> Keyboard:
    """Return a button for each edit that can be taken back."""
    undos: list[Button] = [
        button(
            turn.t("btn-faq-undo-one", version=done.edit.id),
            FaqPress(action="undo-log", at=done.edit.id, value=community),
        )
        for done in history
        if done.edit.undone_by is None and done.edit.kind is not EditKind.UNDO
    ]
    back = button(turn.t("btn-faq-list"), FaqPress(action="list", value=community))
    return inline(*grid(undos, 4), [back])
