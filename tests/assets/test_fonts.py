"""The fonts: whole, even figures, the same bytes each time, and not made twice."""

from pathlib import Path

import pytest
from fontTools.ttLib import TTFont
from tests.fonts import cut, shared

from nghitrinh.assets.fonts import FACES, FIGURE_WIDTH, TEXT


@pytest.fixture(scope="module")
def made() -> list[Path]:
    """Return what the program's own `build_fonts` made, once for the whole run."""
    return shared()


def test_writes_the_five_faces_in_40_kilobytes(made: list[Path]) -> None:
    assert [path.name for path in made] == list(FACES)
    assert sum(path.stat().st_size for path in made) < 42_000
    assert {path.name for path in made[0].parent.iterdir()} == set(FACES)


def test_holds_every_vietnamese_letter(made: list[Path]) -> None:
    for path in made:
        if "figures" not in path.name:
            assert set("ẮằẵỆđƯợỹ–“”₫") <= {chr(code) for code in TTFont(path).getBestCmap()}
            assert set(TTFont(path).getBestCmap()) <= TEXT


def test_sets_all_figures_on_one_width(made: list[Path]) -> None:
    figures = TTFont(made[2])
    widths = {figures["hmtx"][figures.getBestCmap()[ord(digit)]][0] for digit in "0123456789"}
    assert widths == {FIGURE_WIDTH}


def test_makes_the_same_bytes_again(made: list[Path], tmp_path: Path) -> None:
    again = cut(tmp_path / "again")
    assert [path.read_bytes() for path in again] == [path.read_bytes() for path in made]


def test_leaves_what_is_there(tmp_path: Path) -> None:
    for name in FACES:
        (tmp_path / name).write_bytes(b"made before")
    assert {path.read_bytes() for path in cut(tmp_path)} == {b"made before"}
