"""Two texts side by side in words: what stayed, what was struck, what was added."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


@dataclass(frozen=True)
class Word:
    """A run of words that stayed ("same"), was struck ("old") or added ("new")."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[Word]:
    """Return the runs of words that lead from an old text to a new one.

    >>> [(word.kind, word.text) for word in differences("khoảng 3.500 ha", "khoảng 4.000 ha")]
    [('same', 'khoảng '), ('old', '3.500'), ('new', '4.000'), ('same', ' ha')]
    """
    before, after = _split(old), _split(new)
    runs: list[Word] = []
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            runs.append(Word("same", "".join(before[i1:i2])))
            continue
        runs += [Word("old", "".join(before[i1:i2]))] if i2 > i1 else []
        runs += [Word("new", "".join(after[j1:j2]))] if j2 > j1 else []
    return runs


def _split(text: str) -> list[str]:
    """Split into words, marks and spaces; a figure with its dots and commas is one word."""
    return re.findall(r"\d[\d.,–-]*\d|\d|" + _WORDS.pattern, text.replace("\r\n", "\n"))
