"""What search finds: one document for each thing that has a place on the portal, newest first.

The index knows only which documents hold which token (no places): two words that a million documents share are met in
few milliseconds. What else search asks is a token too, marked by a sign that no word has: a word as written where
folding changes it, two words that stand together, a word of the title, the kind. `document` has the words themselves,
numbered so that the newest has the lowest number: "newest first" is then the order of every set of documents.
"""

import hashlib
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from heapq import merge
from itertools import groupby, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any, NamedTuple

from pyroaring import BitMap

import nghitrinh.vietnamese
from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import (
    NAMES,
    TABLES,
    Article,
    Correction,
    Decision,
    Figure,
    File,
    Instrument,
    Item,
    Meeting,
    Organization,
    Paper,
    Point,
    Row,
    Source,
    Task,
    TaskEvent,
    Tombstone,
)
from nghitrinh.vietnamese import fold, format_date, parse_date, term_label, whole_days, with_ordinal

Tables = Mapping[str, Sequence[Row]]
Subject = Meeting | Item | Decision | Task | Instrument | Article | Organization
WORD = re.compile(r"[^\W\d_]+|\d+")  # ĐH15, ĐH.15 and ĐH 15 are the same two words
_MIXED = re.compile(r"[^\W_]+")
_LEFT_WITH_IT = "Kết luận, việc giao"
BLOCKS = "\n\n"  # in a document's text, between its own words and what else is found of it


class Document(NamedTuple):
    """One thing that can be found: kind, identifier, address, day (ISO, may be empty), title and text.

    `bodies` are the identifiers of the organizations that it is of or charges, `outcomes` the codes of what was
    decided, `days` those that it has besides (a deadline, an approval), each parted by blanks; `illustrative` is 1 for
    what was invented, `withdrawn` the day on which what stood there was withdrawn.
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
    days: str = ""
    withdrawn: str = ""


COLUMNS = ", ".join(Document._fields)


def documents(held: Tables) -> list[Document]:
    """Return every document of a bundle, newest first; of one day in the order of kind and identifier."""
    found = list(Findable(held).documents())
    found.sort(key=lambda each: (each.kind, each.id))
    found.sort(key=lambda each: each.day, reverse=True)
    return found


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


class Findable:
    """What is found of the rows of one database: every word that a page shows of its object or of what hangs under it.

    What has a place of its own (a task, the body that it names) is a document of its own and is not repeated.
    """

    def __init__(self, held: Tables) -> None:
        self._held, self._bodies = held, _Bodies(held)
        self._days = {row.id: row.starts_at[:10] for row in held.get("meeting", ()) if isinstance(row, Meeting)}
        self._decided = {row.id: row.decided_on for row in held.get("decision", ()) if isinstance(row, Decision)}
        self._items = {row.id: row for row in held.get("item", ()) if isinstance(row, Item)}
        self._sources = {row.id: row.title for row in held.get("source", ()) if isinstance(row, Source)}
        self._files = {row.id: row.name for row in held.get("file", ()) if isinstance(row, File)}
        self._points = {row.id: row for row in held.get("point", ()) if isinstance(row, Point)}
        self._outcomes: dict[str, dict[str, None]] = {}  # the codes of a decision's points, each once
        for row in sorted(self._points.values(), key=lambda point: point.position):
            if row.outcome:
                self._outcomes.setdefault(row.decision_id, {})[row.outcome] = None
        self._said: dict[str, list[str]] = {}  # the words of a decision's points
        for key, said in self._say():
            self._said.setdefault(key, []).append(said)
        self._beside: dict[str, list[str]] = {}  # what else a page shows, by the document in which it is found
        for key, words in (*self._labels(), *self._papers(), *self._events(), *self._corrections()):
            self._beside.setdefault(key, []).extend(words)

    def documents(self) -> Iterator[Document]:
        """Yield every document, in the order of the tables."""
        for name in TABLES:
            for row in self._held.get(name, ()):
                document = self._document(row)
                if document is not None:
                    yield document

    def _document(self, row: Row) -> Document | None:
        match row:
            case Meeting():
                words = (row.kind, row.place, *row.chairs, term_label(row.term), row.series, *row.further_numbers)
                given: tuple[str, ...] = (row.starts_at, _numbered(row), " · ".join(filter(None, words)))
            case Item() if not row.decision_id:
                given = (self._days.get(row.meeting_id, ""), row.title)
            case Decision():
                given = (row.decided_on, row.title, *self._said.get(row.id, ()))
            case Task():  # its day is the one on which it was charged: each has one, and none is put off
                given = (self._decided.get(row.decision_id, ""), row.text, row.result)
            case Instrument():
                given = (row.issued_on, row.title, row.number, *row.paragraphs)
            case Article():
                given = (row.published_at, row.title, row.lead, *row.paragraphs)
            case Organization():
                given = ("", row.name, row.short_name)
            case Tombstone():
                return self._of_withdrawn(row)
            case _:
                return None
        return self._written(row, *given)

    def _of_withdrawn(self, row: Tombstone) -> Document | None:
        """Return the place of what was withdrawn: who has its number or day finds that it was withdrawn, and why.

        What has neither of its own (a decision, a task) is found by its document.
        """
        if not row.name or row.is_read_in_document or not address(row):
            return None
        gone, whose = row.withdrawn_at[:10], row.organization_id
        happened = "Đã thu hồi" if row.is_document else "Đã rút khỏi trang công khai"
        words = [f"{happened} ngày {format_date(parse_date(gone))}: {row.reason}"]
        if row.is_document and row.issued:
            words.append(f"{_LEFT_WITH_IT} trong {row.name} đã rút khỏi trang công khai")
        text = BLOCKS.join(words)
        return Document(row.subject_kind, row.id, address(row), row.day, row.name, text, bodies=whose, withdrawn=gone)

    def _written(self, row: Subject, day: str, title: str, *words: str) -> Document:
        beside = (*self._of_row(row), *self._beside.get(row.id, ()), self._sources.get(row.source_id, ""))
        blocks = ("\n".join(filter(None, block)) for block in (words, dict.fromkeys(beside)))
        found, mine = BLOCKS.join(filter(None, blocks)), self._bodies.columns_of(row)
        if isinstance(row, Decision):
            mine["outcomes"] = " ".join(self._outcomes.get(row.id, ()))
        mine["days"] = " ".join(dict.fromkeys(filter(None, _further_days(row))))
        return Document(NAMES[type(row)], row.id, address(row), day[:10], title, found, **mine)

    def _of_row(self, row: Subject) -> tuple[str, ...]:
        """Return what else a page shows of a row: found, and shown where it was what somebody searched for."""
        match row:
            case Decision():
                item = self._items.get(row.item_id)
                return (item.title,) if item is not None and item.title != row.title else ()
            case Task():
                return row.due_text, row.moved_by, row.state_label
            case Instrument():
                return row.kind, row.signer, *row.signature, *(self._files.get(each, "") for each in row.files)
            case Article():
                return row.byline, row.image_caption, row.image_alt
            case Organization():
                renamed = (f"{name} (nay là {row.short_name or row.name})" for name in row.former_names)
                return row.kind, row.succession_act, *renamed
        return ()

    def _say(self) -> Iterator[tuple[str, str]]:
        """Yield the words of each decision's points, then of their figures, in the order of the points."""
        points = sorted(self._points.values(), key=lambda point: point.position)
        yield from ((point.decision_id, point.text) for point in points)
        figures: dict[str, list[Figure]] = {}
        for row in self._held.get("figure", ()):
            if isinstance(row, Figure):
                figures.setdefault(row.point_id, []).append(row)
        for point in points:
            yield from ((point.decision_id, f"{each.quantity}: {each.rendered}") for each in figures.get(point.id, ()))

    def _labels(self) -> Iterator[tuple[str, list[str]]]:
        yield from ((point.decision_id, [point.outcome_label, point.vote_count]) for point in self._points.values())
        for row in self._held.get("figure", ()):
            if isinstance(row, Figure) and row.point_id in self._points:
                yield self._points[row.point_id].decision_id, [*row.places, row.as_of]

    def _papers(self) -> Iterator[tuple[str, list[str]]]:
        for row in self._held.get("paper", ()):
            if isinstance(row, Paper):
                yield self._of_item(row.item_id), [row.title, row.kind, row.number]

    def _events(self) -> Iterator[tuple[str, list[str]]]:
        for row in self._held.get("taskevent", ()):
            if isinstance(row, TaskEvent):
                yield row.task_id, [row.reason, row.due_text_before]

    def _corrections(self) -> Iterator[tuple[str, list[str]]]:
        """Yield what a correction says of its object, or of what that hangs under where it has no place of its own."""
        points = {key: point.decision_id for key, point in self._points.items()}
        figures = [row for row in self._held.get("figure", ()) if isinstance(row, Figure)]
        papers = [row for row in self._held.get("paper", ()) if isinstance(row, Paper)]
        under = points | {key: self._of_item(key) for key in self._items}
        under |= {row.id: points.get(row.point_id, "") for row in figures}
        under |= {row.id: self._of_item(row.item_id) for row in papers}
        for row in self._held.get("correction", ()):
            if isinstance(row, Correction):
                yield under.get(row.subject_id, row.subject_id), [row.old, row.new, row.reason]

    def _of_item(self, key: str) -> str:
        """Return the document in which an item is found: its decision's, once there is one."""
        item = self._items.get(key)
        return item.decision_id or key if item is not None else key


def _further_days(row: Subject) -> tuple[str, ...]:
    match row:
        case Meeting():
            return (row.ends_at[:10],)
        case Decision():
            return (row.approved_on,)
        case Task():
            return row.due_on, row.finished_on
    return ()


def _numbered(row: Meeting) -> str:
    return with_ordinal(row.name, row.number) if row.number else row.name


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


@cache
def made_by() -> int:
    """Return a number that is another one when what makes tokens is: then no index is renewed from an earlier one."""
    folder = Path(nghitrinh.vietnamese.__file__).parent
    found = hashlib.sha256(Path(__file__).read_bytes())
    for path in sorted(folder.glob("*.py")):
        found.update(path.read_bytes())
    return int.from_bytes(found.digest()[:4], signed=True)


def tokens_of(document: Document) -> Iterable[str]:
    """Return every token of a document, each once. What one of its kind is called is one of its words.

    Of letters and digits in one (`QH15`) the whole is one too, for whoever asks the index for it.
    """
    title, text = words_of(document.title), words_of(document.text)
    called = words_of(TABLES[document.kind].WORD)
    short, long = [folded(word) for word in title], [folded(word) for word in text]
    tokens = dict.fromkeys([*short, *long, *title, *text, *called, *map(folded, called)])
    tokens.update(dict.fromkeys([*pairs(short), *pairs(long), *map(in_title, short), of_kind(document.kind)]))
    tokens.update(dict.fromkeys([*map(of_body, document.bodies.split()), *map(of_outcome, document.outcomes.split())]))
    tokens.update(dict.fromkeys(map(of_day, filter(None, (document.day, *document.days.split())))))
    for words in (document.title, document.text):
        tokens.update(dict.fromkeys(_mixed(words)))
        tokens.update((of_day(day.isoformat()), None) for day, _, _ in whole_days(words))
    return tokens


def _mixed(text: str) -> Iterator[str]:
    """Yield what has letters and digits in one, folded."""
    for word in _MIXED.findall(unicodedata.normalize("NFC", text.casefold())):
        if len(WORD.findall(word)) > 1:
            yield "".join(_MIXED.findall(fold(word))) or word


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


def of_day(day: str) -> str:
    """Return the token of a day (ISO): one that it has, or that its words name in whatever spelling."""
    return f"#{day}"


def words_of(text: str) -> list[str]:
    """Return every word of a text in small letters, composed (NFC), without signs.

    >>> words_of("Đường An, 4.000 ha"), words_of("ĐH15") == words_of("ĐH.15")
    (['đường', 'an', '4', '000', 'ha'], True)
    """
    return WORD.findall(unicodedata.normalize("NFC", text.casefold()))


@lru_cache(maxsize=50_000)
def folded(word: str) -> str:
    """Return one word folded, without signs, a number without noughts before it: 05/TB and 5/TB are one.

    Syllables are few and come again and again, so they are kept.
    """
    found = "".join(WORD.findall(fold(word))) or word
    return found.lstrip("0") or "0" if found.isdecimal() else found
