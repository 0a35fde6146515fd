"""How wide words are in the documents' face, so that lines are broken by us, alike in every renderer.

Tinos has the widths of Times New Roman: a line that fits here fits in a DOCX that is set in either.
"""

from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import as_file, files
from itertools import combinations, pairwise

from nghitrinh.vietnamese import fold

FONTS = "nghitrinh.documents"
_POINT = 25.4 / 72
# Before these words a name is broken first: what follows is said in one breath.
_RANKS = ("tinh", "thanh pho", "thi xa", "thi tran", "huyen", "quan", "xa", "phuong", "dac khu", "va", "khoa")


@lru_cache(maxsize=4)
def _widths(style: str) -> tuple[dict[int, int], int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - most processes measure nothing

    with as_file(files(FONTS) / "fonts" / f"Tinos-{style}.ttf") as path, TTFont(path) as font:
        advances = font["hmtx"].metrics
        return {code: advances[name][0] for code, name in font.getBestCmap().items()}, font["head"].unitsPerEm


def width(text: str, size: float, *, bold: bool = False, italic: bool = False) -> float:
    """Return how wide a text is at a size in points, in millimetres; a letter that the face lacks counts as an m."""
    widths, units = _widths({(True, False): "Bold", (False, True): "Italic"}.get((bold, italic), "Regular"))
    return sum(widths.get(ord(letter), widths[ord("m")]) for letter in text) / units * size * _POINT


def fitted(text: str, room: float, size: float, *, bold: bool = False) -> tuple[str, ...]:
    """Return a name as the lines that fit into a room in millimetres: one where it fits, otherwise as few as do.

    It is broken before "xã", "tỉnh" and their like where that fits, otherwise so that the lines are alike.

    >>> fitted("ỦY BAN NHÂN DÂN XÃ TÂN LẬP", 66, 13, bold=True)
    ('ỦY BAN NHÂN DÂN', 'XÃ TÂN LẬP')
    """
    words = text.split()
    greedy = _filled(words, room, size, bold=bold)
    if len(greedy) not in (2, 3):
        return greedy
    broken = [
        lines for lines in _broken(words, len(greedy)) if all(width(line, size, bold=bold) <= room for line in lines)
    ]
    return min(
        broken,
        default=greedy,
        key=lambda lines: (not _is_natural(lines), max(width(line, size, bold=bold) for line in lines)),
    )


def _filled(words: list[str], room: float, size: float, *, bold: bool) -> tuple[str, ...]:
    """Return words as lines each of which takes what fits; a word that is wider than the room has a line of its own."""
    lines: list[str] = []
    for word in words:
        longer = f"{lines[-1]} {word}" if lines else word
        if lines and width(longer, size, bold=bold) <= room:
            lines[-1] = longer
        else:
            lines.append(word)
    return tuple(lines)


def _broken(words: list[str], count: int) -> Iterator[tuple[str, ...]]:
    for breaks in combinations(range(1, len(words)), count - 1):
        yield tuple(" ".join(words[first:last]) for first, last in pairwise((0, *breaks, len(words))))


def _is_natural(lines: tuple[str, ...]) -> bool:
    return all(fold(line).startswith(tuple(f"{rank} " for rank in _RANKS)) for line in lines[1:])
