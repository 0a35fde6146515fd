"""The world into which pages come, and the bytes of such pages."""

from pathlib import Path

import pytest
from tests.world import World, make_world

EXAMPLE = Path(__file__).resolve().parents[2] / "examples" / "hai-duong"


@pytest.fixture
def world(db: None) -> World:
    """Return a small home with bodies, a term, a run of numbers and users of every role."""
    return make_world()


@pytest.fixture
def page() -> bytes:
    """Return the worked example's page, which says 31 above and 36 below."""
    return (EXAMPLE / "page.txt").read_bytes()


@pytest.fixture
def html() -> bytes:
    """Return the same page as HTML."""
    return (EXAMPLE / "page.html").read_bytes()
