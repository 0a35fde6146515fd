"""After every test, the journal must answer for every row."""

from collections.abc import Iterator

import pytest
from tests.world import World

from nghitrinh.record.kernel import journal


@pytest.fixture(autouse=True)
def journal_verifies(world: World) -> Iterator[None]:
    """Verify the journal when the test is over."""
    yield
    assert journal.verify() == []
