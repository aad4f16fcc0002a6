"""What every test may use."""

import pytest

from tests.official import Spec, load_spec


@pytest.fixture(scope="session")
def official_spec() -> Spec | None:
    """The official specification of the Bot API; ``None`` where it is not there."""
    return load_spec()
