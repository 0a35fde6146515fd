"""Search over a bundle: folded words, all of them; few hits are ranked, many are shown newest first.

bm25 reads every hit, which takes 243 ms for a syllable as common as "tỉnh" in a million documents; so above `RANKED`
hits the order is by day, which is the order of the index and stops at the page that is asked for. Within what is
ranked, words with the accents that were typed weigh more.
"""

import sqlite3
import unicodedata
from dataclasses import dataclass

from nghitrinh.vietnamese import fold, fold_with_offsets

RANKED = 500
PAGE = 20
_AROUND = 110


@dataclass(frozen=True)
class Hit:
    """One found document; `pieces` is an excerpt cut into (words, whether they were searched for)."""

    kind: str
    id: str
    address: str
    day: str
    title: str
    pieces: tuple[tuple[str, bool], ...]


@dataclass(frozen=True)
class Found:
    """A page of hits. `total` is exact up to `RANKED`; `more` says that there are more than that."""

    hits: tuple[Hit, ...]
    total: int
    more: bool


def words_of(query: str) -> list[str]:
    """Return the words of a query as they were typed (NFC), without signs; at most twelve."""
    cleaned = "".join(each if each.isalnum() else " " for each in unicodedata.normalize("NFC", query))
    return cleaned.split()[:12]


def search(connection: sqlite3.Connection, query: str, *, kind: str = "", page: int = 1) -> Found:
    """Return one page of what holds every word of the query; nothing for a query without words. Never raises for it."""
    words = words_of(query)
    if not words:
        return Found((), 0, more=False)
    match = " ".join(f'"{fold(word)}"' for word in words)
    numbers = _numbers(connection, match, kind, RANKED + 1)
    more = len(numbers) > RANKED
    start = (max(page, 1) - 1) * PAGE
    if more:
        chosen = _numbers(connection, match, kind, PAGE, start)
    else:
        chosen = _ranked(connection, match, numbers, words)[start : start + PAGE]
    hits = [_hit(connection, number, words) for number in chosen]
    return Found(tuple(hits), min(len(numbers), RANKED), more=more)


def _numbers(connection: sqlite3.Connection, match: str, kind: str, limit: int, start: int = 0) -> list[int]:
    joined = "JOIN document ON document.number = search.rowid AND document.kind = ?" if kind else ""
    query = f"SELECT search.rowid FROM search {joined} WHERE search MATCH ? ORDER BY search.rowid LIMIT ? OFFSET ?"  # noqa: S608
    given = (kind, match, limit, start) if kind else (match, limit, start)
    return [number for (number,) in connection.execute(query, given)]


def _ranked(connection: sqlite3.Connection, match: str, numbers: list[int], words: list[str]) -> list[int]:
    allowed = set(numbers)
    query = "SELECT rowid, bm25(search, 4.0, 1.0) FROM search WHERE search MATCH ? ORDER BY rowid"
    scores = {number: score for number, score in connection.execute(query, (match,)) if number in allowed}
    exact = {number: _exact(connection, number, words) for number in scores}
    return sorted(scores, key=lambda number: (-exact[number], scores[number], number))


def _exact(connection: sqlite3.Connection, number: int, words: list[str]) -> int:
    """Count the typed words that stand in a document with just these accents."""
    (title, text) = connection.execute("SELECT title, text FROM document WHERE number = ?", (number,)).fetchone()
    present = set(words_all(f"{title} {text}"))
    return sum(word.casefold() in present for word in words)


def words_all(text: str) -> list[str]:
    """Return every word of a text, casefolded, in NFC."""
    cleaned = "".join(each if each.isalnum() else " " for each in unicodedata.normalize("NFC", text).casefold())
    return cleaned.split()


def _hit(connection: sqlite3.Connection, number: int, words: list[str]) -> Hit:
    row = connection.execute(
        "SELECT kind, id, address, day, title, text FROM document WHERE number = ?", (number,)
    ).fetchone()
    kind, identifier, address, day, title, text = row
    return Hit(kind, identifier, address, day, title, excerpt(text, words))


def excerpt(text: str, words: list[str]) -> tuple[tuple[str, bool], ...]:
    """Return the part of a text around the first searched word, cut at the searched words, whatever their accents."""
    text = unicodedata.normalize("NFC", text)
    spans = _spans(text, {fold(word) for word in words})
    start = max(0, spans[0][0] - _AROUND // 2) if spans else 0
    end = min(len(text), start + 2 * _AROUND)
    if start:
        start = text.find(" ", start) + 1 or start
    if end < len(text):
        end = text.rfind(" ", start, end) if text.rfind(" ", start, end) > start else end
    pieces: list[tuple[str, bool]] = [("… ", False)] if start else []
    at = start
    for begin, stop in spans:
        if begin >= at and stop <= end:
            pieces += [(text[at:begin], False), (text[begin:stop], True)]
            at = stop
    pieces += [(text[at:end], False), (" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece[0])


def _spans(text: str, wanted: set[str]) -> list[tuple[int, int]]:
    folded, offsets = fold_with_offsets(text)
    spans: list[tuple[int, int]] = []
    at = 0
    while at < len(folded):
        if not folded[at].isalnum():
            at += 1
            continue
        end = at
        while end < len(folded) and folded[end].isalnum():
            end += 1
        if folded[at:end] in wanted:
            spans.append((offsets[at], offsets[end - 1] + 1))
        at = end
    return spans
