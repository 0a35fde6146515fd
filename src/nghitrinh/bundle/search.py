"""Search over a bundle: folded words, all of them; few hits are ranked, many are shown newest first.

All hits hold all words, so how rare a word is orders nothing. What does is asked of the index as further conditions on
the same hits: the accents that were typed, the words together, the words in the title. Above `RANKED` hits the order is
by the meeting's year and then by day, which is the order of the databases and of the sets in each: the search stops
early, and often never opens an older year.
"""

import re
import sqlite3
import unicodedata
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import islice

from pyroaring import BitMap

from nghitrinh.bundle.indexing import (
    BLOCKS,
    WORD,
    folded,
    in_title,
    of_body,
    of_day,
    of_kind,
    of_outcome,
    pairs,
    words_of,
)
from nghitrinh.bundle.schema import TABLES
from nghitrinh.vietnamese import in_one_line, whole_days, without_label

RANKED = 500
PAGE = 20
_WORDS, _AROUND = 12, 110
_NAMED = 5  # bodies that words can be in the name of
_OF_A_DAY = re.compile(r"\bng[àa]y\s*\Z", re.IGNORECASE)
_HEADING = re.compile(r"^## (.*?)(\W?)$", re.MULTILINE)
_IN_PARAGRAPHS = ("article", "instrument")  # texts with headings
_EXACT, _TITLE, _ADJACENT = 4, 2, 1  # accents outweigh title and neighbourhood


@dataclass(frozen=True)
class Hit:
    """One found document; `pieces` is an excerpt cut into (words, whether they were searched for)."""

    kind: str
    id: str
    address: str
    day: str
    title: str
    pieces: tuple[tuple[str, bool], ...]
    illustrative: bool = False
    withdrawn: str = ""


@dataclass(frozen=True)
class Found:
    """A page of hits. `total` is exact up to `RANKED`, and no page leads further; `more` says that there are more."""

    hits: tuple[Hit, ...]
    total: int
    more: bool


@dataclass(frozen=True)
class Narrowing:
    """What hits are narrowed by besides their words: a body, an outcome, days (ISO, both included); "" for nothing.

    With `by_day` they stand newest first, however well they fit.
    """

    body: str = ""
    outcome: str = ""
    first: str = ""
    last: str = ""
    by_day: bool = False

    @property
    def tokens(self) -> list[str]:
        """The tokens that every hit has."""
        return [*([of_body(self.body)] if self.body else []), *([of_outcome(self.outcome)] if self.outcome else [])]


NOTHING = Narrowing()
BodyNames = Sequence[tuple[tuple[str, ...], str]]  # the folded words of a name, and which organization has it
DocumentPlace = tuple[int, int]  # which database, counted from the newest year, and which document in it


def search(
    databases: Sequence[sqlite3.Connection],
    query: str,
    *,
    kind: str = "",
    page: int = 1,
    narrowing: Narrowing = NOTHING,
    bodies: BodyNames = (),
) -> Found:
    """Return one page of what holds every word of the query, and every day, in whatever spelling; never raises for it.

    Without words it is everything that the narrowing lets through, newest first, and what is of a day that was asked
    for before what only names it; nothing where that says nothing. `databases` are those of a release, the newest year
    first, the common one last. Who types one of the names of `bodies` finds the tasks of that body too.
    """
    days, rest = _days_of(query)
    words = words_of(rest)[:_WORDS]
    narrowed = [*([of_kind(kind)] if kind else []), *narrowing.tokens, *map(of_day, days)]
    is_asked = bool(words or narrowed or narrowing.first or narrowing.last)
    if not is_asked or kind not in ("", *TABLES) or (query.strip() and not words and not days):
        return Found((), 0, more=False)
    asked = _Asked(databases, narrowed, narrowing.first, narrowing.last)
    matches = asked.matching([*map(folded, words)], RANKED + 1, [*_tasks_of([*map(folded, words)], bodies)])
    more = sum(map(len, matches.values())) > RANKED
    if narrowing.by_day or not words:
        places = _by_day(databases, list(_newest_first(matches)), () if narrowing.by_day else days)
    else:
        places = _newest_exact_first(asked, matches, words) if more else _ranked(databases, matches, words)
    start = (max(page, 1) - 1) * PAGE
    hits = [_hit(databases[place[0]], place[1], words, days) for place in places[start : start + PAGE]]
    return Found(tuple(hits), len(places), more=more)


def _tasks_of(words: list[str], bodies: BodyNames) -> Iterator[list[str]]:
    """Yield what the tasks of each body have that the words name, or that they are in the name of: it, other words.

    The name of a body stands in no task, which knows it by its identifier. Words that many names have name none.
    """
    wanted, within = set(words), set[str]()
    for name, body in bodies:
        place = next((at for at in range(len(words)) if tuple(words[at : at + len(name)]) == name), None)
        if place is not None:
            yield [*words[:place], *words[place + len(name) :], of_body(body), of_kind("task")]
        elif wanted and wanted <= {*name}:
            within.add(body)
    if len(within) <= _NAMED:
        yield from ([of_body(body), of_kind("task")] for body in sorted(within))


def _days_of(query: str) -> tuple[tuple[str, ...], str]:
    """Return the days that a query names with their year (ISO), and the rest of it."""
    text, found, rest, reached = without_label(query), list[str](), list[str](), 0
    for day, start, end in whole_days(text):
        found.append(day.isoformat())
        rest.append(_OF_A_DAY.sub("", text[reached:start]))
        reached = end
    return tuple(dict.fromkeys(found)), " ".join((*rest, text[reached:]))


@dataclass(frozen=True)
class _Asked:
    """The databases, and what every hit fulfils whatever its words are."""

    databases: Sequence[sqlite3.Connection]
    narrowed: list[str]
    first: str
    last: str

    def matching(self, words: list[str], enough: int, others: Iterable[list[str]] = ()) -> dict[int, BitMap]:
        """Return the documents that hold all words, by database from the newest on, until there are enough of them.

        What has all tokens of one of the `others` is among them.
        """
        found: dict[int, BitMap] = {}
        missing, wanted = enough, list(dict.fromkeys([*words, *self.narrowed]))
        for index, database in enumerate(self.databases):
            matches = _meeting(database, wanted) if wanted else _every(database)
            for tokens in others:
                matches |= _meeting(database, [*tokens, *self.narrowed])
            if matches and (self.first or self.last):
                matches &= _between(database, self.first, self.last)
            if matches:
                found[index] = matches
                missing -= len(matches)
            if missing <= 0:
                break
        return found


def _every(database: sqlite3.Connection) -> BitMap:
    (count,) = database.execute("SELECT max(number) FROM document").fetchone()
    return BitMap(range(1, (count or 0) + 1))


def _between(database: sqlite3.Connection, first: str, last: str) -> BitMap:
    """Return the documents of some days: they are numbered by day, so two searches by halves find where these stand."""
    (count,) = database.execute("SELECT max(number) FROM document").fetchone()
    numbers = range(1, (count or 0) + 1)

    def day(number: int) -> str:
        return str(database.execute("SELECT day FROM document WHERE number = ?", (number,)).fetchone()[0])

    start = bisect_left(numbers, 1, key=lambda number: int(day(number) <= last)) if last else 0
    end = bisect_left(numbers, 1, key=lambda number: int(day(number) < (first or "0")))
    return BitMap(numbers[start:end])


def _by_day(
    databases: Sequence[sqlite3.Connection], places: list[DocumentPlace], days: tuple[str, ...]
) -> list[DocumentPlace]:
    """Order documents by day, those of some days first, then the newest: of one day as they stand in the databases."""

    def day(place: DocumentPlace) -> tuple[bool, str]:
        found = databases[place[0]].execute("SELECT day FROM document WHERE number = ?", (place[1],)).fetchone()
        return found[0] in days, str(found[0])

    return sorted(places, key=day, reverse=True)


def _meeting(database: sqlite3.Connection, tokens: list[str]) -> BitMap:
    """Return the documents of one database that hold all tokens; they are read until one token ends the question."""
    matches: BitMap | None = None
    for token in tokens:
        row = database.execute("SELECT documents FROM search WHERE token = ?", (token,)).fetchone()
        if row is None:
            return BitMap()
        read = BitMap.deserialize(row[0])
        matches = read if matches is None else matches & read
        if not matches:
            break
    return matches or BitMap()


def _ranked(
    databases: Sequence[sqlite3.Connection], matches: dict[int, BitMap], words: list[str]
) -> list[DocumentPlace]:
    """Order few hits by what they fulfil besides holding the words; of equal ones the newest first."""
    score, short = Counter[DocumentPlace](), [folded(word) for word in words]
    asked = [(_EXACT, words)] if words != short else []
    asked.append((_TITLE, [in_title(word) for word in short]))
    if len(words) > 1:
        asked.append((_ADJACENT, list(pairs(short))))
    for index, hits in matches.items():
        for weight, tokens in asked:
            for number in hits & _meeting(databases[index], tokens):
                score[index, number] += weight
    return sorted(_newest_first(matches), key=lambda place: (-score[place], place))


def _newest_exact_first(asked: _Asked, matches: dict[int, BitMap], words: list[str]) -> list[DocumentPlace]:
    """Order many hits by day, those with just the accents that were typed before the others."""
    typed = any(word != folded(word) for word in words)
    exact = _newest_first(asked.matching(words, RANKED)) if typed else ()
    return list(dict.fromkeys([*exact, *_newest_first(matches)]))[:RANKED]


def _newest_first(matches: dict[int, BitMap]) -> Iterator[DocumentPlace]:
    """Yield the first few hundred places; of one database, documents are numbered from the newest on."""
    return islice(((index, number) for index, hits in matches.items() for number in hits), RANKED)


def _hit(database: sqlite3.Connection, number: int, words: list[str], days: tuple[str, ...]) -> Hit:
    row = database.execute(
        "SELECT kind, id, address, day, title, text, illustrative, withdrawn FROM document WHERE number = ?", (number,)
    ).fetchone()
    kind, identifier, address, day, title, text, illustrative, withdrawn = row
    shown = _block(text, words, days)
    pieces = excerpt(in_one_line(plain(shown) if kind in _IN_PARAGRAPHS else shown), words, days)
    return Hit(kind, identifier, address, day, title, pieces, bool(illustrative), withdrawn)


def _block(text: str, words: list[str], days: tuple[str, ...]) -> str:
    """Return the first block of a text that holds one of the words or days, or its first."""
    blocks, wanted = text.split(BLOCKS), {folded(word) for word in words}
    return next((each for each in blocks if any(_spans(each, wanted, 0, days))), blocks[0])


def plain(text: str) -> str:
    """Return the text of an article without the marks of headings: a heading ends as a sentence does.

    >>> plain("Lời dẫn.\\n## Đất đai\\nChỉ tiêu được nhất trí.")
    'Lời dẫn.\\nĐất đai.\\nChỉ tiêu được nhất trí.'
    """
    return _HEADING.sub(lambda found: found[1] + (found[2] or "."), text)


def excerpt(text: str, words: list[str], days: tuple[str, ...] = ()) -> tuple[tuple[str, bool], ...]:
    """Return the part of a text around the first that was searched, cut at the searched words and days.

    Whatever their accents, and however a day is written.
    """
    text = unicodedata.normalize("NFC", text)
    wanted = {folded(word) for word in words}
    begin = next((span[0] for span in _spans(text, wanted, 0, days)), 0)
    start, end = _window(text, begin)
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for first, last in _spans(text[:end], wanted, start, days):
        pieces += [(text[at:first], False), (text[first:last], True)]
        at = last
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _window(text: str, begin: int) -> tuple[int, int]:
    """Return where an excerpt starts and ends, between words, with some words before the first that was found."""
    start = max(0, begin - _AROUND // 2)
    end = min(len(text), start + 2 * _AROUND)
    if start:
        start = text.find(" ", start, begin) + 1 or begin
    if end < len(text):
        end = max(text.rfind(" ", begin, end), begin) if " " in text[begin:end] else end
    return start, end


def _spans(text: str, wanted: set[str], start: int, days: tuple[str, ...]) -> Iterator[tuple[int, int]]:
    """Yield where searched words and days stand in a text from a place on, in order, none in another."""
    named = ((first, last) for day, first, last in whole_days(text) if day.isoformat() in days) if days else ()
    words = (word.span() for word in WORD.finditer(text, start) if folded(word.group()) in wanted)
    reached = start
    for first, last in merge(named, words):
        if first >= reached:
            yield first, last
            reached = last
