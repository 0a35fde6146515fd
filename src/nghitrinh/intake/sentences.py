"""Where a fact stands in the page: its sentence, and which item the sentence is about. Pure."""

import re
from collections.abc import Iterable
from itertools import pairwise

from nghitrinh.intake.matching import plain_name

Span = tuple[int, int]
# A sentence ends at a full stop or a semicolon before white space, or with its line. "TP." and "Q." end none.
_END = re.compile(r"(?<!\bTP)(?<!\b\w)[.;!?…]+(?=\s|$)|\n")
_LEAST = 2


def sentence_of(text: str, span: Span) -> Span:
    """Return the span of the sentence around a span, without white space at its ends.

    >>> text = "Một câu. Câu thứ hai nói 4.000 ha. Ba."
    >>> text[slice(*sentence_of(text, (25, 30)))]
    'Câu thứ hai nói 4.000 ha.'
    """
    start, end = 0, len(text)
    for found in _END.finditer(text):
        if found.end() <= span[0]:
            start = found.end()
        elif found.start() >= span[1]:
            end = found.end()
            break
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


def item_of(text: str, span: Span, titles: list[str], *, ignored: Iterable[str] = ()) -> int | None:
    """Return which title a fact belongs to: the one that shares most pairs of words with its sentence, if one does.

    `ignored` are the names of bodies: who is charged does not say with what.
    """
    start, end = sentence_of(text, span)
    said = _pairs(text[start:end]).difference(*map(_pairs, ignored))
    shared = [len(said & _pairs(title)) for title in titles]
    most = max(shared, default=0)
    return shared.index(most) if most >= _LEAST and shared.count(most) == 1 else None


def _pairs(text: str) -> set[tuple[str, str]]:
    words = plain_name(text).split()
    return set(pairwise(words))
