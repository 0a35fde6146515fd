"""The world in which pages come in."""

import pytest
from tests.world import World, make_world


@pytest.fixture
def world(db: None) -> World:
    """Return a small home with bodies, terms, users of every role and a planned meeting's series."""
    return make_world()
