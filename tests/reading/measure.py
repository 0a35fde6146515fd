"""How well the reader reads annotated pages, by the measure of ../shared/tools/score_reading.py, within one process.

Single facts count as right, said or true. Lists are matched one to one by the overlap of their characters with any
place where the annotated words stand (at least half of both together); a charge counts only with its responsible body.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from nghitrinh.reading import read_bytes
from nghitrinh.vietnamese import fold

SINGLE = {
    "organization": "body",
    "number": "ordinal",
    "term": "term",
    "date": "meeting_date",
    "published_at": "publication_date",
    "chair": "chair",
}
LISTS = {
    "items": "agenda_items",
    "charges": "assignments",
    "quantities": "quantities",
    "places": "places",
    "documents": "documents",
}
Span = tuple[int, int]


@dataclass
class Tally:
    """One field over all pages: how many were right, how many said, how many true."""

    right: int = 0
    said: int = 0
    true: int = 0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.right / (self.said + self.true) if self.right else 0.0


@dataclass(frozen=True)
class Miss:
    """What was annotated and not read (`missing`), or read and not annotated."""

    page: str
    field: str
    missing: bool
    words: str


def pages_of(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """Each annotated page of a folder, text or HTML, with what was annotated."""
    return [
        (page, json.loads(page.with_suffix("").with_suffix(".gold.json").read_text("utf-8")))
        for page in sorted(folder.iterdir())
        if page.suffix in {".txt", ".html"}
    ]


def measure(folder: Path) -> tuple[dict[str, Tally], list[Miss]]:
    """Read and compare every page of a folder."""
    tallies = {field: Tally() for field in (*SINGLE, *LISTS, "contradictions")}
    misses: list[Miss] = []
    for page, gold in pages_of(folder):
        reading = read_bytes(page.read_bytes(), page.name)
        found = reading.as_json()
        for field, key in SINGLE.items():
            misses += _single(tallies[field], page.name, field, found[field], gold[key])
        for field, key in LISTS.items():
            misses += _list(tallies[field], page.name, field, reading.source, found[field], gold[key])
        misses += _contradictions(tallies["contradictions"], page.name, found["contradictions"], gold["contradictions"])
    return tallies, misses


def mean(tallies: dict[str, Tally]) -> float:
    """The mean F1 over the fields of which the pages have anything."""
    scores = [tally.f1 for tally in tallies.values() if tally.true]
    return sum(scores) / len(scores)


def _single(tally: Tally, page: str, field: str, said: Any, true: Any) -> Iterable[Miss]:
    value = [each["value"] for each in said] if isinstance(said, list) else (said or {}).get("value")
    right = bool(value) and true is not None and _same(field, value, true)
    tally.right += right
    tally.said += bool(value)
    tally.true += true is not None
    if true is not None and not right:
        yield Miss(page, field, missing=True, words=str(true))
    if value and not right:
        yield Miss(page, field, missing=False, words=str(value))


def _same(field: str, said: Any, true: Any) -> bool:
    if field in {"date", "published_at"}:
        day, wanted = str(said)[:10], str(true)[:10]
        return day == wanted or (wanted.startswith("XXXX") and day[4:] == wanted[4:])
    if field == "number":
        return bool(said == true)
    if field == "chair":
        return any(_plain(person["name"]) in _plain(name) for person in true for name in said)
    return _alike(said, true)


def _plain(text: object) -> str:
    return fold(str(text).replace(".", " "))


def _alike(a: object, b: object) -> bool:
    left, right = set(_plain(a).split()), set(_plain(b).split())
    return bool(left and right) and len(left & right) >= 0.6 * len(left | right)


def _list(tally: Tally, page: str, field: str, text: str, said: Any, true: Any) -> Iterable[Miss]:
    charges = field == "charges"
    found = [(each, tuple((each["task"] if charges else each)["span"])) for each in said]
    wanted = [(each, each["task"] if charges else each) for each in true]
    agree = _same_body if charges else lambda _said, _true: True
    left = list(range(len(found)))
    hits = set()
    for number, (entry, words) in enumerate(wanted):
        best = max(((_best(found[i][1], _places(text, words)), -i) for i in left), default=(0.0, 0))
        if best[0] >= 0.5:
            left.remove(-best[1])
            if agree(found[-best[1]][0], entry):
                hits.add(number)
            else:
                yield Miss(page, field, missing=False, words=f"whom: {found[-best[1]][0]['responsible']}")
    tally.right += len(hits)
    tally.said += len(found)
    tally.true += len(wanted)
    yield from (
        Miss(page, field, missing=True, words=str(words)) for n, (_, words) in enumerate(wanted) if n not in hits
    )
    yield from (Miss(page, field, missing=False, words=text[slice(*found[i][1])]) for i in left)


def _same_body(said: Any, true: Any) -> bool:
    return true["assignee"] is None or _alike((said["responsible"] or {}).get("text", ""), true["assignee"])


def _places(text: str, words: str) -> list[Span]:
    spans, at = [], text.find(words)
    while at >= 0:
        spans.append((at, at + len(words)))
        at = text.find(words, at + 1)
    return spans


def _best(span: Span, spans: list[Span]) -> float:
    return max((_overlap(span, other) for other in spans), default=0.0)


def _overlap(a: Span, b: Span) -> float:
    common = min(a[1], b[1]) - max(a[0], b[0])
    return common / (max(a[1], b[1]) - min(a[0], b[0])) if common > 0 else 0.0


def _contradictions(tally: Tally, page: str, said: Any, true: Any) -> Iterable[Miss]:
    hits = [any(_same_contradiction(each, wanted) for each in said) for wanted in true]
    tally.right += sum(hits)
    tally.said += len(said)
    tally.true += len(true)
    for wanted, hit in zip(true, hits, strict=True):
        if not hit:
            yield Miss(page, "contradictions", missing=True, words=f"{wanted['a']} / {wanted['b']}")
    for each in said:
        if not any(_same_contradiction(each, wanted) for wanted in true):
            words = f"{each['a']['text']} / {each['b']['text']}"
            yield Miss(page, "contradictions", missing=False, words=words)


def _same_contradiction(said: Any, true: Any) -> bool:
    """Both sides agree, in either order, by value or (a date's value is its ISO form) by words."""
    wanted = [_plain(true[side]) for side in "ab"]
    pairs = [[_plain(said[side][kind]) for side in sides] for kind in ("value", "text") for sides in ("ab", "ba")]
    return any(all(x in y or y in x for x, y in zip(pair, wanted, strict=True)) for pair in pairs)
