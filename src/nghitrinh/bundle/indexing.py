"""What search finds: one document for each thing that has a place on the portal, newest first.

The index knows only which documents hold which token (no places): two words that a million documents share are met in
few milliseconds. What else search asks is a token too, marked by a sign that no word has: a word as written where
folding changes it, two words that stand together, a word of the title, the kind. `document` has the words themselves,
numbered so that the newest has the lowest number: "newest first" is then the order of every set of documents.
"""

import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter
from typing import NamedTuple

from pyroaring import BitMap

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import Article, Decision, Figure, Instrument, Item, Meeting, Organization, Point, Row, Task
from nghitrinh.vietnamese import fold

_DOCUMENTS = "SELECT kind, id, address, day, title, text FROM document ORDER BY number"
Held = Mapping[str, Sequence[Row]]
WORD = re.compile(r"[^\W_]+")


class Document(NamedTuple):
    """One thing that can be found: kind, identifier, address, day (ISO, may be empty), title and text."""

    kind: str
    id: str
    address: str
    day: str
    title: str
    text: str


def documents(held: Held) -> list[Document]:
    """Return every document of a bundle, newest first; of one day in the order of kind and identifier."""
    found = list(_documents(held))
    found.sort(key=lambda each: (each.kind, each.id))
    found.sort(key=lambda each: each.day, reverse=True)
    return found


def _documents(held: Held) -> Iterator[Document]:
    points, figures, days = _points(held), _figures(held), _days(held)
    for row in _rows(held):
        if isinstance(row, Meeting):
            text = " · ".join(each for each in (row.kind, row.place, *row.chairs, row.term) if each)
            yield Document("meeting", row.id, address(row), row.starts_at[:10], _numbered(row), text)
        elif isinstance(row, Item) and not row.decision_id:
            yield Document("item", row.id, address(row), days.get(row.meeting_id, ""), row.title, "")
        elif isinstance(row, Decision):
            said = [point.text for point in points.get(row.id, [])]
            said += [
                f"{each.label}: {each.rendered}"
                for point in points.get(row.id, [])
                for each in figures.get(point.id, [])
            ]
            yield Document("decision", row.id, address(row), row.decided_on[:10], row.title, "\n".join(said))
        elif isinstance(row, Task):
            day = row.finished_on or row.due_on
            yield Document("task", row.id, address(row), day[:10], row.text, row.result)
        elif isinstance(row, Instrument):
            yield Document("instrument", row.id, address(row), row.issued_on[:10], row.title, row.number)
        elif isinstance(row, Article):
            text = "\n".join((row.lead, *row.paragraphs))
            yield Document("article", row.id, address(row), row.published_at[:10], row.title, text)
        elif isinstance(row, Organization):
            yield Document("organization", row.id, address(row), "", row.name, row.short_name)


def _rows(held: Held) -> Iterator[Row]:
    for name in ("meeting", "item", "decision", "task", "instrument", "article", "organization"):
        yield from held.get(name, ())


def _numbered(row: Meeting) -> str:
    return f"{row.name} lần thứ {row.number}" if row.number else row.name


def _points(held: Held) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for row in held.get("point", ()):
        if isinstance(row, Point):
            found.setdefault(row.decision_id, []).append(row)
    for each in found.values():
        each.sort(key=lambda point: point.position)
    return found


def _figures(held: Held) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for row in held.get("figure", ()):
        if isinstance(row, Figure):
            found.setdefault(row.point_id, []).append(row)
    return found


def _days(held: Held) -> dict[str, str]:
    return {row.id: row.starts_at[:10] for row in held.get("meeting", ()) if isinstance(row, Meeting)}


def write_index(
    connection: sqlite3.Connection, found: Iterable[Document], before: sqlite3.Connection | None = None
) -> None:
    """Write the documents and their index, in the order given.

    `before` is a database that perhaps has the same documents in the same order, with other words: then only tokens of
    changed documents are counted anew. The bytes are the same either way.
    """
    connection.execute("CREATE TABLE document (number INTEGER PRIMARY KEY, kind, id, address, day, title, text)")
    connection.execute("CREATE TABLE search (token TEXT PRIMARY KEY, documents BLOB) WITHOUT ROWID")
    listed = list(found)
    rows = ((number, *each) for number, each in enumerate(listed, start=1))
    connection.executemany("INSERT INTO document VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
    old = list(map(Document._make, before.execute(_DOCUMENTS))) if before is not None else []
    is_alike = before is not None and [each.id for each in old] == [each.id for each in listed]
    sets = _renewed(before, old, listed) if before is not None and is_alike else _counted(listed)
    connection.executemany("INSERT INTO search VALUES (?, ?)", sets)


def _counted(listed: list[Document]) -> Iterator[tuple[str, bytes]]:
    """Yield every token, sorted, with the set of documents that hold it."""
    holding: dict[str, list[int]] = {}
    for number, each in enumerate(listed, start=1):
        for token in tokens_of(each):
            holding.setdefault(token, []).append(number)
    return ((token, _packed(BitMap(holding[token]))) for token in sorted(holding))


def _renewed(before: sqlite3.Connection, old: list[Document], new: list[Document]) -> Iterator[tuple[str, bytes]]:
    """Yield what `_counted` would, from an index of the same documents with other words."""
    changed: dict[str, dict[int, bool]] = {}  # token → whether a document holds it now
    for number, (was, now) in enumerate(zip(old, new, strict=True), start=1):
        if was != now:
            held, holds = dict.fromkeys(tokens_of(was)), dict.fromkeys(tokens_of(now))
            for token in held.keys() ^ holds.keys():
                changed.setdefault(token, {})[number] = token in holds
    kept = before.execute("SELECT token, documents FROM search ORDER BY token")
    added = ((token, BitMap().serialize()) for token in sorted(changed))
    for token, sets in groupby(merge(kept, added, key=itemgetter(0)), key=itemgetter(0)):
        packed: bytes = next(sets)[1]
        if token in changed:
            held_by = BitMap.deserialize(packed)
            for number, holds_it in changed[token].items():
                (held_by.add if holds_it else held_by.discard)(number)
            packed = _packed(held_by)
            if not held_by:
                continue
        yield token, packed


def _packed(numbers: BitMap) -> bytes:
    numbers.run_optimize()
    return numbers.serialize()


def tokens_of(document: Document) -> Iterable[str]:
    """Return every token of a document, each once."""
    title, text = words_of(document.title), words_of(document.text)
    short, long = [folded(word) for word in title], [folded(word) for word in text]
    tokens = dict.fromkeys([*short, *long, *title, *text])
    tokens.update(dict.fromkeys([*pairs(short), *pairs(long), *map(in_title, short), of_kind(document.kind)]))
    return tokens


def pairs(words: list[str]) -> Iterator[str]:
    """Yield the tokens of words that stand together."""
    return map("·".join, pairwise(words))


def in_title(word: str) -> str:
    """Return the token of a word in a title."""
    return f"¶{word}"


def of_kind(kind: str) -> str:
    """Return the token of a kind."""
    return f"§{kind}"


def words_of(text: str) -> list[str]:
    """Return every word of a text in small letters, composed (NFC), without signs.

    >>> words_of("Đường An, 4.000 ha")
    ['đường', 'an', '4', '000', 'ha']
    """
    return WORD.findall(unicodedata.normalize("NFC", text.casefold()))


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return one word folded, without signs. Syllables are few and come again and again, so they are kept."""
    return "".join(WORD.findall(fold(word))) or word
