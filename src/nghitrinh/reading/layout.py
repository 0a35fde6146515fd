"""Lines as the writer meant them: what a source broke is joined, what stands in two columns is parted.

Every change keeps the length of the text, so that offsets into the mended text are offsets into what was given.
"""

import re
from itertools import pairwise

from nghitrinh.reading.tables import UPPER

# A new paragraph: a dash, a bullet, a number, a letter, a numeral of a part.
_BEGINS = re.compile(
    r"\s*(?:[-–+•]\s|\*\s|\(?\d{1,2}(?:\.\d{1,2})*[.)]\s|\(?[a-zđ]\)\s|[IVX]{1,5}\.\s|Điều\s+\d|Nơi\s+nhận|Kính\s+gửi|V/v\s)"
)
_ENDS = re.compile(r"[.:;!?…][\"”’)]*$")
_MARKUP = re.compile(r"\*\*|(?<!\S)\*(?=\S)|(?<=\S)\*(?!\S)|(?<=[:.,;)])\*|\|")
# Two columns of a printed page: number on the left, day on the right.
_GAP = re.compile(r"(?<=\S)[ \t\xa0]{4,}(?=\S)")
_COLUMN = "\v"  # parts two columns while lines are joined
_PAGE_NUMBER = re.compile(r"^[ \t\f]*\d{1,3}[ \t]*$", re.MULTILINE)
_CONTINUES = re.compile(rf"\s*(?!{UPPER})\S")
# "… ở TP.\nHồ Chí Minh": a short form ends no line.
_SHORT_FORM = re.compile(rf"(?<=\bTP\.)\n(?={UPPER})|(?<=\bTX\.)\n(?={UPPER})")
_NARROW, _WIDE = 40, 160
_LEAST, _SHARE = 3, 0.25


def unbroken(text: str) -> str:
    """Return the text, of the same length, with each paragraph on one line where the source breaks its lines."""
    text = _SHORT_FORM.sub(" ", text)
    lines = text.split("\n")
    if len(lines) < _LEAST or not _is_broken(lines):
        return text
    plain = _PAGE_NUMBER.sub(lambda found: " " * len(found[0]), text)
    plain = _MARKUP.sub(lambda found: " " * len(found[0]), plain)
    plain = _GAP.sub(lambda found: _COLUMN + " " * (len(found[0]) - 1), plain)
    lines = plain.split("\n")
    width = _width(lines)
    joins = (" " if _goes_on(line, following, width) else "\n" for line, following in pairwise(lines))
    joined = lines[0] + "".join(join + line for join, line in zip(joins, lines[1:], strict=True))
    return joined.replace(_COLUMN, "\n")


def _is_broken(lines: list[str]) -> bool:
    """Whether lines often end within a sentence: long, without a stop, and the next begins with a small letter."""
    pairs = [(a, b) for a, b in pairwise(lines) if a.strip() and b.strip()]
    broken = [a for a, b in pairs if _NARROW <= len(a) <= _WIDE and not _ENDS.search(a.rstrip()) and _is_middle(b)]
    return len(broken) >= max(_LEAST, _SHARE * len(pairs))


def _is_middle(line: str) -> bool:
    return bool(_CONTINUES.match(line)) and not _BEGINS.match(line)


def _width(lines: list[str]) -> int:
    lengths = sorted(len(line.rstrip()) for line in lines if len(line.strip()) >= _NARROW)
    return lengths[len(lengths) * 3 // 4] if lengths else 0


def _goes_on(line: str, following: str, width: int) -> bool:
    """Whether a paragraph goes on from one line to the next."""
    line = line.rstrip()
    if _COLUMN in line or not line.strip() or not following.strip() or _BEGINS.match(following):
        return False
    if line.isupper() and following.isupper():
        return True
    return len(line) >= 0.75 * width if _ENDS.search(line) else not line.isupper()
