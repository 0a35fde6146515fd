"""What has changed since: for each kind of row, the last line of the journal that wrote one.

The record changes only by acts, and each act's line names the rows it wrote. So whatever was computed from some kinds
of rows is still true while no later line wrote a row of them. Which kinds a computation reads, its queries say.

    with reads() as kinds:          # kinds: filled with the kinds of rows that the block's queries read
        value = compute()
    position = heads.now()          # where the journal ends; asked before computing
    heads.latest(kinds) <= position.seq     # later: is the value still true?
"""

import re
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from django.apps import apps
from django.db import connection

from nghitrinh.record.kernel.models import DERIVED
from nghitrinh.record.kernel.seal import GENESIS

# The journal's own rows come with every line.
JOURNAL = "journal"
# What a query reads that no line of the journal tells of: nothing computed from it may be kept.
ELSEWHERE = "elsewhere"
# Sessions decide who asks, not what is answered; what is derived changes with the nouns that are read beside it.
_ASIDE = frozenset({"django_session", *(model._meta.db_table for model in DERIVED)})
_TABLE = re.compile(r"\b(?:record|django|auth|desk)_\w+")
# So many new lines at once are not read one by one: everything counts as changed.
_MOST = 100


@dataclass(frozen=True)
class Position:
    """Where the journal ends: its last line's number and digest."""

    seq: int
    digest: str


class Heads:
    """What this process knows of the journal's end. Each question begins by reading the lines that came since."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        # Raised when what is known begins anew: what was computed before then says nothing any more.
        self.epoch = 0
        self._begin(Position(0, GENESIS))

    def _begin(self, position: Position) -> None:
        self.epoch += 1
        self._at, self._floor = position, position.seq
        self._last: dict[str, int] = {}

    def now(self) -> Position:
        """Return where the journal ends, by the database; never older than the last line committed.

        The database is asked outside the lock: whoever asks at once would otherwise wait in a row. So the answer is
        what this thread was told, which another one may have passed already.
        """
        at = self._at
        with aside():
            lines = _lines_from(at.seq)
            with self._lock:
                if len(lines) > _MOST or next(iter(lines), None) != at:
                    # Far behind, or another record than the one we knew: restored, or a test's.
                    self._begin(_last_line())
                    return self._at
                for position, kinds in lines.items():
                    self._read(position, kinds)
        return next(reversed(lines))

    def _read(self, position: Position, kinds: set[str] | None) -> None:
        """Take in one line that came since; one that does not say what it wrote may have written anything."""
        if position.seq <= self._at.seq:
            return
        if kinds is None or not kinds <= _known():
            self._floor = position.seq
        else:
            self._last.update(dict.fromkeys(kinds, position.seq))
        self._at = position

    def latest(self, kinds: frozenset[str]) -> int:
        """Return the last line, of those known, that wrote a row of one of the kinds."""
        if JOURNAL in kinds:
            return self._at.seq
        return max([self._floor, *(self._last.get(kind, 0) for kind in kinds)])

    def has(self, position: Position) -> bool:
        """Tell whether the journal has such a line: another record's positions say nothing about this one."""
        if position == self._at:
            return True
        with aside(), connection.cursor() as cursor:
            cursor.execute("SELECT digest FROM record_journal WHERE seq = %s", [position.seq])
            return bool(cursor.fetchone() == (position.digest,))


heads = Heads()


# A line of version 1 whose content was erased before its rows had a table names none: nobody knows what it wrote.
_NAMES_ITS_ROWS = 2


def _lines_from(seq: int) -> dict[Position, set[str] | None]:
    """Return a line and those after it, in order, each with the kinds of the rows it wrote; None where none knows."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT DISTINCT line.seq, line.digest, line.version, written.kind FROM"
            " (SELECT seq, digest, version FROM record_journal WHERE seq >= %s ORDER BY seq LIMIT %s) line"
            " LEFT JOIN record_journal_row written ON written.seq = line.seq AND written.seq > %s ORDER BY line.seq",
            [seq, _MOST + 2, seq],
        )
        rows = cursor.fetchall()
    lines: dict[Position, set[str] | None] = {}
    for number, digest, version, kind in rows:
        kinds = lines.setdefault(Position(int(number), str(digest)), set() if version >= _NAMES_ITS_ROWS else None)
        if kind is not None:
            lines[Position(int(number), str(digest))] = {*(kinds or ()), str(kind)}
    return lines


def _last_line() -> Position:
    with connection.cursor() as cursor:
        cursor.execute("SELECT seq, digest FROM record_journal ORDER BY seq DESC LIMIT 1")
        row = cursor.fetchone()
    return Position(int(row[0]), str(row[1])) if row else Position(0, GENESIS)


# -- what a computation reads ----------------------------------------------------------------------------------------


class _Reading(threading.local):
    """What this thread collects: a set of kinds for each block of `reads`, outermost first."""

    def __init__(self) -> None:
        self.blocks: list[set[str]] = []
        # Blocks before this one are not told what is read now.
        self.first = 0
        self.position: Position | None = None


_reading = _Reading()


def position() -> Position:
    """Return where the journal ended when the block of `reads` around this place first asked; without one, where now.

    All that is read after it in the block is at least as new.
    """
    if not _reading.blocks:
        return heads.now()
    if _reading.position is None:
        _reading.position = heads.now()
    return _reading.position


@contextmanager
def reads() -> Iterator[set[str]]:
    """Collect the kinds of rows that the queries of a block read, those of blocks within it too."""
    kinds: set[str] = set()
    _reading.blocks.append(kinds)
    try:
        if len(_reading.blocks) > 1:
            yield kinds
        else:
            with connection.execute_wrapper(_note):
                yield kinds
    finally:
        _reading.blocks.pop()
        if not _reading.blocks:
            _reading.position = None


@contextmanager
def aside() -> Iterator[None]:
    """Read something of which the blocks around this place are not told: they compare what was found, not its kinds."""
    first, _reading.first = _reading.first, len(_reading.blocks)
    try:
        yield
    finally:
        _reading.first = first


def note(kinds: frozenset[str]) -> None:
    """Say that the blocks around this place read some kinds, without a query: they were kept from an earlier one."""
    for each in _reading.blocks[_reading.first :]:
        each.update(kinds)


def _note(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:  # noqa: FBT001
    note(kinds_in(sql))
    return execute(sql, params, many, context)


@lru_cache(maxsize=4096)
def kinds_in(sql: str) -> frozenset[str]:
    """Return the kinds of the rows that a query reads, by the tables it names."""
    known = _kinds()
    tables = {name for name in _TABLE.findall(sql) if name not in _ASIDE}
    return frozenset(known.get(table, ELSEWHERE) for table in tables)


@lru_cache(maxsize=1)
def _kinds() -> dict[str, str]:
    """Return the kind of each table of the record."""
    models = apps.get_app_config("record").get_models(include_auto_created=True)
    kinds = {model._meta.db_table: str(model._meta.model_name) for model in models}
    return kinds | dict.fromkeys(("record_journal", "record_act_content", "record_journal_row"), JOURNAL)


@lru_cache(maxsize=1)
def _known() -> frozenset[str]:
    return frozenset(_kinds().values())


@lru_cache(maxsize=1)
def all_kinds() -> list[str]:
    """Return every kind of row, in order."""
    return sorted(_known())
