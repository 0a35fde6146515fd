"""Regression on pages of our own: facts invented, manners those of real sites. Real pages: docs/reading.md."""

from pathlib import Path

import pytest
from tests.reading.measure import mean, measure

PAGES = Path(__file__).parent / "pages"


@pytest.mark.parametrize(
    ("folder", "floor"),
    [("first", 0.95), ("second", 0.97), ("third", 0.94), ("fourth", 0.95), ("fifth", 0.94), ("sixth", 0.84)],
)
def test_pages_of_our_own_are_read_as_annotated(folder: str, floor: float) -> None:
    tallies, misses = measure(PAGES / folder)
    assert mean(tallies) >= floor, misses
