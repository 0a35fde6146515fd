"""Two texts side by side in words: what stayed, what was struck, what was added. Linear in practice, whatever they are.

Paragraphs are compared first, then the words of those that changed, then the marks within words that changed. Each
comparison is exact where that is cheap; where it is not, runs that both texts have exactly once cut it into parts that
are (as "patience" does with lines). What stays too large is shown whole, and `Comparison.whole` says so.
"""

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count, groupby, pairwise

from rapidfuzz.distance import Indel

_PARAGRAPHS = re.compile(r"[^\n]*\n|[^\n]+")
_WORDS = re.compile(r"\S+\s*|\s+")
# A figure with its dots and commas is one word, and so is a date or a time.
_MARKS = re.compile(r"\d[\d.,:/–-]*\d|\d|\s+|\w+|[^\w\s]")
# How many of them in a row are looked up together when a part is too large for an exact comparison.
_PARAGRAPHS_IN_A_RUN, _WORDS_IN_A_RUN = 1, 4
LONGEST = 2_000_000  # characters of one text that are compared by words
_EXACT = 1_000_000  # cells of one exact comparison: two runs of 1,000 words
_CELLS = 100_000_000  # cells of all exact comparisons of two texts

Block = tuple[int, int, int]  # where an equal run begins in the old sequence, in the new one, and its length
Part = tuple[int, int, int, int]  # old from, old to, new from, new to
Step = tuple[bool, str, str]  # whether it is the same, what was struck, what was added


@dataclass(frozen=True)
class Word:
    """A run of words that stayed ("same"), was struck ("old") or added ("new")."""

    kind: str
    text: str


@dataclass(frozen=True)
class Comparison:
    """What leads from one text to another; `whole` where some paragraphs were too long or too different for words."""

    words: list[Word]
    whole: bool = False


@dataclass
class _Budget:
    """What the exact comparisons of two texts may still cost, and whether a part was left uncompared."""

    cells: int = field(default_factory=lambda: _CELLS)
    whole: bool = False

    def pays(self, part: Part) -> bool:
        """Take the cost of an exact comparison, if it is not too high."""
        cells = (part[1] - part[0]) * (part[3] - part[2])
        if cells > _EXACT:
            return False
        if cells > self.cells:
            self.whole = True
            return False
        self.cells -= cells
        return True


def compare(old: str, new: str) -> Comparison:
    """Return what leads from an old text to a new one; joined without "new" it is the old text, without "old" the new.

    >>> [(word.kind, word.text) for word in compare("khoảng 3.500 ha", "khoảng 4.000 ha").words]
    [('same', 'khoảng '), ('old', '3.500'), ('new', '4.000'), ('same', ' ha')]
    """
    before, after = (_PARAGRAPHS.findall(text.replace("\r\n", "\n")) for text in (old, new))
    budget = _Budget()
    runs: list[Word] = []
    for same, struck, added in _steps(before, after, _PARAGRAPHS_IN_A_RUN, budget):
        if same:
            runs.append(Word("same", struck))
        else:
            runs += _by_words(struck, added, budget)
    return Comparison(_joined(runs), budget.whole)


AROUND = 6  # words that stayed, shown beside a change
_ALIKE = 0.3  # less of it the same, and old and new are read better one behind the other


def changed_words(old: str, new: str, around: int = AROUND) -> list[Word]:
    """Return the words that changed between two texts, with a few on either side; "…" stands for the others.

    >>> [(word.kind, word.text) for word in changed_words("một hai ba bốn năm sáu", "một hai ba bốn năm bảy", 2)]
    [('same', '… bốn năm '), ('old', 'sáu'), ('new', 'bảy')]
    """
    words = compare(old, new).words if old and new else _changed(old, new)
    same = sum(len(word.text) for word in words if word.kind == "same")
    if same < _ALIKE * min(len(old), len(new)):
        return [*_changed(old, ""), *([Word("same", " → ")] if old and new else []), *_changed("", new)]
    last = len(words) - 1
    return [
        word if word.kind != "same" else Word("same", _shortened(word.text, around, at == 0, at == last))
        for at, word in enumerate(words)
    ]


def _shortened(text: str, around: int, is_first: bool, is_last: bool) -> str:  # noqa: FBT001 - of one use
    """Return a run that stayed without the words that are far from a change."""
    words = _WORDS.findall(text)
    before, behind = (0 if is_first else around), (0 if is_last else around)
    if len(words) <= before + behind + 1:
        return text
    ending = "".join(words[len(words) - behind :]) if behind else ""
    return f"{''.join(words[:before])}… {ending}" if ending or before else "… "


def _by_words(old: str, new: str, budget: _Budget) -> Iterator[Word]:
    if max(len(old), len(new)) > LONGEST:
        budget.whole = True
        yield from _changed(old, new)
        return
    for same, struck, added in _steps(_WORDS.findall(old), _WORDS.findall(new), _WORDS_IN_A_RUN, budget):
        if same:
            yield Word("same", struck)
        elif struck and added and not _is_large(struck, added):
            yield from _by_marks(struck, added, budget)
        else:
            budget.whole |= bool(struck and added)
            yield from _changed(struck, added)


def _by_marks(old: str, new: str, budget: _Budget) -> Iterator[Word]:
    for same, struck, added in _steps(_MARKS.findall(old), _MARKS.findall(new), 0, budget):
        yield from [Word("same", struck)] if same else _changed(struck, added)


def _is_large(old: str, new: str) -> bool:
    """Tell whether a changed part is too large to be compared exactly: words of four letters and a space."""
    return len(old) * len(new) > _EXACT * 25


def _changed(old: str, new: str) -> list[Word]:
    return [Word(kind, text) for kind, text in (("old", old), ("new", new)) if text]


def _joined(runs: list[Word]) -> list[Word]:
    """Return the runs with neighbours of a kind as one; a lone space between two changes belongs to both."""
    joined: list[Word] = []
    struck = added = ""
    stretches = [(same, list(group)) for same, group in groupby(runs, key=lambda run: run.kind == "same")]
    for index, (same, group) in enumerate(stretches):
        text = "".join(run.text for run in group)
        if not same:
            struck += "".join(run.text for run in group if run.kind == "old")
            added += "".join(run.text for run in group if run.kind == "new")
        elif 0 < index < len(stretches) - 1 and text.isspace() and "\n" not in text:
            struck, added = struck + text, added + text
        else:
            joined += [*_changed(struck, added), Word("same", text)]
            struck = added = ""
    return [*joined, *_changed(struck, added)]


def _steps(before: list[str], after: list[str], run: int, budget: _Budget) -> Iterator[Step]:
    """Yield what is the same in both sequences, and what was struck and added between."""
    number: dict[str, int] = {}
    numbers = count()
    old = list(map(number.setdefault, before, numbers))
    new = list(map(number.setdefault, after, numbers))
    i = j = 0
    for at, there, length in [*_equal(old, new, run, budget), (len(old), len(new), 0)]:
        if i < at or j < there:
            yield False, "".join(before[i:at]), "".join(after[j:there])
        i, j = at + length, there + length
        if length:
            yield True, "".join(before[at:i]), ""


def _equal(old: list[int], new: list[int], run: int, budget: _Budget) -> list[Block]:
    """Return the equal runs of two sequences in order."""
    found: list[Block] = []
    parts: list[Part] = [(0, len(old), 0, len(new))]
    while parts:
        a, b, c, d = parts.pop()
        start, end = _ends(old, new, (a, b, c, d))
        found += [(a, c, start)] if start else []
        found += [(b - end, d - end, end)] if end else []
        part = (a + start, b - end, c + start, d - end)
        if part[0] == part[1] or part[2] == part[3]:
            continue
        if budget.pays(part):
            found += _exact(old, new, part)
        elif run and (anchors := _anchors(old, new, part, run)):
            found += [(at, there, run) for at, there in anchors]
            parts += _between(part, anchors, run)
    return sorted(found)


def _ends(old: list[int], new: list[int], part: Part) -> tuple[int, int]:
    """Return how much is equal at the beginning of a part and, apart from that, at its end."""
    a, b, c, d = part
    most = min(b - a, d - c)
    start = next((n for n in range(most) if old[a + n] != new[c + n]), most)
    most -= start
    end = next((n for n in range(most) if old[b - 1 - n] != new[d - 1 - n]), most)
    return start, end


def _exact(old: list[int], new: list[int], part: Part) -> list[Block]:
    a, b, c, d = part
    steps = Indel.opcodes(old[a:b], new[c:d])
    return [(a + s.src_start, c + s.dest_start, s.src_end - s.src_start) for s in steps if s.tag == "equal"]


def _anchors(old: list[int], new: list[int], part: Part, run: int) -> list[tuple[int, int]]:
    """Return where runs begin that both sides have exactly once: those that stand in one order and do not overlap."""
    a, b, c, d = part
    number: dict[tuple[int, ...], int] = {}
    numbers = count()
    before, after = (
        list(map(number.setdefault, zip(*(side[at:] for at in range(run)), strict=False), numbers))
        for side in (old[a:b], new[c:d])
    )
    once, there = Counter(before), Counter(after)
    places = {each: at for at, each in enumerate(after) if there[each] == 1}
    pairs = [(a + at, c + places[each]) for at, each in enumerate(before) if once[each] == 1 and each in places]
    anchors: list[tuple[int, int]] = []
    for at, other in _rising(_begun(pairs)):
        if not anchors or (at >= anchors[-1][0] + run and other >= anchors[-1][1] + run):
            anchors.append((at, other))
    return anchors


def _begun(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Leave out the pairs that only go on where the one before them began: `_ends` finds those."""
    return [pair for last, pair in pairwise([(-2, -2), *pairs]) if pair != (last[0] + 1, last[1] + 1)]


def _rising(pairs: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the longest part of the pairs, in order of the first, whose second rises too."""
    tails: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_, other) in enumerate(pairs):
        length = bisect_left(tails, other)
        before.append(last[length - 1] if length else -1)
        if length == len(tails):
            tails.append(other)
            last.append(place)
        else:
            tails[length], last[length] = other, place
    chain: list[tuple[int, int]] = []
    place = last[-1] if last else -1
    while place >= 0:
        chain.append(pairs[place])
        place = before[place]
    return chain[::-1]


def _between(part: Part, anchors: list[tuple[int, int]], run: int) -> Iterator[Part]:
    a, b, c, d = part
    for at, there in [*anchors, (b, d)]:
        yield a, at, c, there
        a, c = at + run, there + run
