"""A guide (办事指南): how something is arranged with the desk, step by step."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class GuideStep:
    """One step; ``number`` is its place in the content, the same in every community."""

    number: int
    title: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Guide:
    """A guide in one language, with a community's facts.

    A step whose fact is not set is not among ``steps``; ``cost`` and ``time`` are empty then.
    ``request`` is the category under which the desk file may have it filed.
    """

    guide_id: str
    name: str
    intro: str
    steps: tuple[GuideStep, ...]
    documents: tuple[str, ...]
    cost: str
    time: str
    request: str
