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
from dataclasses import dataclass
from functools import lru_cache
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from pyroaring import BitMap

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import (
    TABLES,
    Article,
    Decision,
    Figure,
    Instrument,
    Item,
    Meeting,
    Organization,
    Point,
    Row,
    Task,
)
from nghitrinh.vietnamese import fold, with_ordinal

Tables = Mapping[str, Sequence[Row]]
WORD = re.compile(r"[^\W_]+")


class Document(NamedTuple):
    """One thing that can be found: kind, identifier, address, day (ISO, may be empty), title and text.

    `bodies` are the identifiers of the organizations that it is of or charges, `outcomes` the codes of what was
    decided, each parted by blanks; `illustrative` is 1 for what was invented.
    """

    kind: str
    id: str
    address: str
    day: str
    title: str
    text: str
    bodies: str = ""
    outcomes: str = ""
    illustrative: int = 0


COLUMNS = ", ".join(Document._fields)


def documents(held: Tables) -> list[Document]:
    """Return every document of a bundle, newest first; of one day in the order of kind and identifier."""
    found = list(_documents(held))
    found.sort(key=lambda each: (each.kind, each.id))
    found.sort(key=lambda each: each.day, reverse=True)
    return found


def _documents(held: Tables) -> Iterator[Document]:
    points, figures, days, bodies = _points(held), _figures(held), _days(held), _Bodies(held)
    for row in _rows(held):
        mine = bodies.columns_of(row) if isinstance(row, _FOUND) else {}
        if isinstance(row, Meeting):
            text = " · ".join(each for each in (row.kind, row.place, *row.chairs, row.term) if each)
            yield Document("meeting", row.id, address(row), row.starts_at[:10], _numbered(row), text, **mine)
        elif isinstance(row, Item) and not row.decision_id:
            yield Document("item", row.id, address(row), days.get(row.meeting_id, ""), row.title, "", **mine)
        elif isinstance(row, Decision):
            said = [point.text for point in points.get(row.id, [])]
            said += [
                f"{each.quantity}: {each.rendered}"
                for point in points.get(row.id, [])
                for each in figures.get(point.id, [])
            ]
            outcomes = " ".join(dict.fromkeys(point.outcome for point in points.get(row.id, []) if point.outcome))
            whole, day = "\n".join(said), row.decided_on[:10]
            found = mine | {"outcomes": outcomes}
            yield Document("decision", row.id, address(row), day, row.title, whole, **found)
        elif isinstance(row, Task):
            day = row.finished_on or row.due_on
            yield Document("task", row.id, address(row), day[:10], row.text, row.result, **mine)
        elif isinstance(row, Instrument):
            yield Document("instrument", row.id, address(row), row.issued_on[:10], row.title, row.number, **mine)
        elif isinstance(row, Article):
            text = "\n".join((row.lead, *row.paragraphs))
            yield Document("article", row.id, address(row), row.published_at[:10], row.title, text, **mine)
        elif isinstance(row, Organization):
            names = " ".join(filter(None, (row.short_name, *row.former_names)))
            yield Document("organization", row.id, address(row), "", row.name, names, **mine)


_FOUND = (Meeting, Item, Decision, Task, Instrument, Article, Organization)


class _Bodies:
    """Of which organizations rows are, and which they charge: what search narrows by."""

    def __init__(self, held: Tables) -> None:
        self._owner = {row.id: row.organization_id for row in held.get("meeting", ()) if isinstance(row, Meeting)}
        self._charged: dict[str, list[str]] = {}
        for row in held.get("task", ()):
            if isinstance(row, Task):
                self._charged.setdefault(row.decision_id, []).append(row.responsible_id)

    def columns_of(self, row: Any) -> dict[str, Any]:
        """Return what a document says of its bodies, and whether the row was invented."""
        names = [self._owner.get(getattr(row, "meeting_id", ""), "")]
        if isinstance(row, Decision):
            names += self._charged.get(row.id, [])
        elif isinstance(row, Organization):
            names.append(row.id)
        for column in row.BODIES:
            value = getattr(row, column)
            names += value if isinstance(value, tuple) else (value,)
        return {"bodies": " ".join(sorted({*names} - {""})), "illustrative": int(row.illustrative)}


def _rows(held: Tables) -> Iterator[Row]:
    for name in TABLES:
        yield from held.get(name, ())


def _numbered(row: Meeting) -> str:
    return with_ordinal(row.name, row.number) if row.number else row.name


def _points(held: Tables) -> dict[str, list[Point]]:
    found: dict[str, list[Point]] = {}
    for row in held.get("point", ()):
        if isinstance(row, Point):
            found.setdefault(row.decision_id, []).append(row)
    for each in found.values():
        each.sort(key=lambda point: point.position)
    return found


def _figures(held: Tables) -> dict[str, list[Figure]]:
    found: dict[str, list[Figure]] = {}
    for row in held.get("figure", ()):
        if isinstance(row, Figure):
            found.setdefault(row.point_id, []).append(row)
    return found


def _days(held: Tables) -> dict[str, str]:
    return {row.id: row.starts_at[:10] for row in held.get("meeting", ()) if isinstance(row, Meeting)}


def write_index(
    connection: sqlite3.Connection, found: Iterable[Document], before: sqlite3.Connection | None = None
) -> None:
    """Write the documents and their index, in the order given.

    `before` is a database that perhaps has most of the documents: then only those that are new, gone, moved or changed
    are looked at. The bytes are the same either way.
    """
    connection.execute(f"CREATE TABLE document (number INTEGER PRIMARY KEY, {COLUMNS})")
    connection.execute("CREATE TABLE search (token TEXT PRIMARY KEY, documents BLOB) WITHOUT ROWID")
    listed = list(found)
    rows = ((number, *each) for number, each in enumerate(listed, start=1))
    connection.executemany(f"INSERT INTO document VALUES (?{', ?' * len(Document._fields)})", rows)  # noqa: S608 - marks
    changes = Changes.between(_documents_in(before), listed) if before is not None else None
    sets = _counted(listed) if before is None or changes is None else _renewed(before, changes)
    connection.executemany("INSERT INTO search VALUES (?, ?)", sets)


def _documents_in(database: sqlite3.Connection) -> list[Document]:
    rows = database.execute(f"SELECT {COLUMNS} FROM document ORDER BY number")  # noqa: S608 - no input
    return list(map(Document._make, rows))


def _counted(listed: list[Document]) -> Iterator[tuple[str, bytes]]:
    """Yield every token, sorted, with the set of documents that hold it."""
    holding: dict[str, list[int]] = {}
    for number, each in enumerate(listed, start=1):
        for token in tokens_of(each):
            holding.setdefault(token, []).append(number)
    return ((token, _packed(BitMap(holding[token]))) for token in sorted(holding))


MOST_CHANGES = 100


@dataclass(frozen=True)
class Changes:
    """How one list of documents became another: which runs of numbers stayed together, and what is new for a token."""

    runs: list[tuple[BitMap, int]]  # numbers of the old list, and by how much they moved
    first: int  # up to this number of the old list nothing moved
    added: dict[str, list[int]]  # token → numbers in the new list

    @classmethod
    def between(cls, old: list[Document], new: list[Document]) -> "Changes | None":
        """Compare two lists; None when they have too little in common for that to be quicker than counting anew."""
        places = {each: number for number, each in enumerate(new, start=1)}
        stayed = [(number, places[each]) for number, each in enumerate(old, start=1) if each in places]
        is_in_order = all(one[1] < other[1] for one, other in pairwise(stayed))
        if not is_in_order or len(old) + len(new) - 2 * len(stayed) > MOST_CHANGES:
            return None
        runs = [
            (BitMap(number for number, _ in run), moved)
            for moved, run in groupby(stayed, key=lambda pair: pair[1] - pair[0])
        ]
        first = next((number for number, pair in enumerate(stayed) if pair != (number + 1, number + 1)), len(stayed))
        added: dict[str, list[int]] = {}
        for number in sorted({*places.values()} - {place for _, place in stayed}):
            for token in tokens_of(new[number - 1]):
                added.setdefault(token, []).append(number)
        return cls(runs, first, added)

    def applied(self, held: BitMap, token: str) -> BitMap:
        """Return which documents of the new list hold a token that these of the old one held."""
        moved = BitMap.union(*((held & run).shift(by) for run, by in self.runs), BitMap(self.added.get(token, [])))
        return BitMap(moved)


def _renewed(before: sqlite3.Connection, changes: Changes) -> Iterator[tuple[str, bytes]]:
    """Yield what `_counted` would, from the index of the documents before these changes."""
    kept = before.execute("SELECT token, documents FROM search ORDER BY token")
    added = ((token, _packed(BitMap())) for token in sorted(changes.added))
    for token, sets in groupby(merge(kept, added, key=itemgetter(0)), key=itemgetter(0)):
        packed: bytes = next(sets)[1]
        held = BitMap.deserialize(packed)
        if token in changes.added or held.max() > changes.first:
            now = changes.applied(held, token)
            packed = _packed(now) if now else b""
        if packed:
            yield token, packed


def _packed(numbers: BitMap) -> bytes:
    # Where runs and single numbers take the same room, the library keeps what it had: made anew, one set has one form.
    anew = BitMap(numbers.to_array())
    anew.run_optimize()
    return anew.serialize()


def tokens_of(document: Document) -> Iterable[str]:
    """Return every token of a document, each once."""
    title, text = words_of(document.title), words_of(document.text)
    short, long = [folded(word) for word in title], [folded(word) for word in text]
    tokens = dict.fromkeys([*short, *long, *title, *text])
    tokens.update(dict.fromkeys([*pairs(short), *pairs(long), *map(in_title, short), of_kind(document.kind)]))
    tokens.update(dict.fromkeys([*map(of_body, document.bodies.split()), *map(of_outcome, document.outcomes.split())]))
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


def of_body(identifier: str) -> str:
    """Return the token of an organization, by its identifier."""
    return f"@{identifier}"


def of_outcome(code: str) -> str:
    """Return the token of an outcome, by its code."""
    return f"={code}"


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
