"""Makes one text, or one guide, of those of several communities: what is the same is said once."""

from collections.abc import Sequence
from dataclasses import replace

from services.guides import Guide, GuideStep


def said_by_each(said: Sequence[tuple[str, str]]) -> str:
    """Return what all say; where they differ, each text below the names of whoever says it.

    ``said`` are pairs of a community's name and its text. Where one says nothing, nobody does.
    """
    names: dict[str, list[str]] = {}
    for name, text in said:
        names.setdefault(text, []).append(name)
    if "" in names:
        return ""
    if len(names) == 1:
        return next(iter(names))
    return "\n".join(f"▪ {' / '.join(who)}\n{text}" for text, who in names.items())


def join_guides(guides: Sequence[tuple[str, Guide]]) -> Guide:
    """Return one guide of those of several communities, each with the community's name.

    A step, a price or a time that one of them does not know is left out.
    """
    first = guides[0][1]
    steps = (_join_steps(step.number, guides) for step in first.steps)
    return replace(
        first,
        steps=tuple(step for step in steps if step is not None),
        cost=said_by_each([(name, guide.cost) for name, guide in guides]),
        time=said_by_each([(name, guide.time) for name, guide in guides]),
    )


def _join_steps(number: int, guides: Sequence[tuple[str, Guide]]) -> GuideStep | None:
    said: list[tuple[str, str]] = []
    for name, guide in guides:
        step = next((one for one in guide.steps if one.number == number), None)
        if step is None:
            return None
        said.append((name, step.text))
    title = next(step.title for step in guides[0][1].steps if step.number == number)
    return GuideStep(number=number, title=title, text=said_by_each(said))
