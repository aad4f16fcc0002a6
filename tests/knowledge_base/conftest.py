"""One base with believable facts for all tests of the package."""

import pytest

from knowledge_base.knowledge import KnowledgeBase
from knowledge_base.loader import read_facts
from knowledge_base.placeholders import FactValue


@pytest.fixture(scope="session")
def example_facts() -> dict[str, FactValue]:
    return {fact.key: fact.example for fact in read_facts()}


@pytest.fixture(scope="session")
def base(example_facts: dict[str, FactValue]) -> KnowledgeBase:
    return KnowledgeBase.from_content(example_facts)
