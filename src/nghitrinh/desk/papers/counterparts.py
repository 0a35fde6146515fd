"""Which file of a paper's new version goes on which file of its old one, where a version has several.

A version is handed in as DOCX and PDF of one text, with annexes and scans beside it. A file's counterpart is the one
that says most of the same under the likest name, of its own kind before any other: an annex that was given another
number is found by its words, a scan by its name. Each file has one counterpart at most; what is like nothing has none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from rapidfuzz.fuzz import ratio

from nghitrinh.vietnamese import fold

# What a name says of its version is no part of what the file is: "to trinh v2", "du thao lan 3", "phu luc (1)".
_VERSION = re.compile(r"\b(?:v|ver|version|ban|lan)[ ._-]*\d+\b|\(\d+\)")
_PARTS = re.compile(r"\d+|[^\W\d_]+")
_RUN = 3  # words in a row: two papers of one office share most words, and few runs of them
_MOST_WORDS = 10_000  # of one file that are held against another's: its beginning is enough to know it by
_SAME_WORDS, _SAME_NAME = 0.25, 0.8  # from here on two files are like each other, by what they say or by their names
_OF_WORDS = 0.7  # what the words weigh beside the name


@dataclass(frozen=True)
class Held:
    """A file as it is held against others; `text` is empty where nothing in it can be read."""

    name: str
    digest: str
    text: str = field(default="", repr=False)

    @cached_property
    def kind(self) -> str:
        """What its name says it is: "docx"."""
        return self.name.rpartition(".")[2].casefold() if "." in self.name else ""

    @cached_property
    def known_as(self) -> str:
        """Its name without its kind and its version, in one spelling."""
        stem = fold(self.name.rpartition(".")[0] or self.name).replace("_", " ")
        return " ".join(_PARTS.findall(_VERSION.sub(" ", stem)) or _PARTS.findall(stem))

    @cached_property
    def runs(self) -> frozenset[tuple[str, ...]]:
        """The runs of words that it says."""
        words = self.text.casefold().split(maxsplit=_MOST_WORDS)[:_MOST_WORDS]
        return frozenset(tuple(words[at : at + _RUN]) for at in range(max(len(words) - _RUN + 1, min(len(words), 1))))


Pair = tuple[int | None, int | None]


def counterparts(old: Sequence[Held], new: Sequence[Held]) -> list[Pair]:
    """Return every file once, by its index: with its counterpart, or beside None.

    In the order of the new ones, then of the old ones that are gone.

    >>> held = [Held("to-trinh.docx", "1", "Giao 3.500 ha đất"), Held("to-trinh.pdf", "2", "Giao 3.500 ha đất")]
    >>> counterparts(held, [Held("moi.pdf", "3", "Giao 3.500 ha đất"), Held("so-lieu.xlsx", "4")])
    [(1, 0), (None, 1), (0, None)]
    """
    found: dict[int, int] = {}
    taken: set[int] = set()
    for _rank, _score, there, at in sorted(_alike(old, new), key=lambda each: (-each[0], -each[1], each[2:])):
        if there not in found and at not in taken:
            found[there] = at
            taken.add(at)
    gone: list[Pair] = [(at, None) for at in range(len(old)) if at not in taken]
    return [*((found.get(there), there) for there in range(len(new))), *gone]


def _alike(old: Sequence[Held], new: Sequence[Held]) -> Iterator[tuple[int, float, int, int]]:
    """Yield the pairs that may be counterparts: how near by what is compared first, how like, and their indexes."""
    for at, before in enumerate(old):
        for there, after in enumerate(new):
            rank = _rank(before, after)
            score = _score(before, after)
            if rank > 1 or score:
                yield rank, score, there, at


def _rank(before: Held, after: Held) -> int:
    """The very same bytes first, then files of one kind, then any."""
    return 2 if before.digest == after.digest else int(before.kind == after.kind)


def _score(before: Held, after: Held) -> float:
    """Return how like two files are, from 0 for not at all."""
    same_name = before.known_as == after.known_as
    name = ratio(before.known_as, after.known_as) / 100
    if not (before.runs and after.runs):
        return name if same_name or (name >= _SAME_NAME and before.kind == after.kind) else 0.0
    words = 2 * len(before.runs & after.runs) / (len(before.runs) + len(after.runs))
    return _OF_WORDS * words + (1 - _OF_WORDS) * name if same_name or words >= _SAME_WORDS else 0.0
