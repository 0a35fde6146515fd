"""One difference between what readers see now and what they saw in an earlier version, and how to take it back."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.homes.seen import Rows


@dataclass(frozen=True)
class Intended:
    """One intended difference: its reason, and how to take it back.

    `rows` has by table and identifier some values of a row now, and those that it had then: none where there was none.
    """

    why: str
    lines: Sequence[tuple[str, tuple[str, ...], tuple[str, ...]]] = ()  # pages, the lines now, the lines then
    renamed: dict[tuple[str, str], str] = field(default_factory=dict)  # table and column now: the column then
    added: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)  # table and column: the rows' values
    rows: dict[tuple[str, str], tuple[dict[str, Any], dict[str, Any]]] = field(default_factory=dict)  # now and then
    tables: dict[str, set[str]] = field(default_factory=dict)  # a table that there was not: its rows
    rewritten: Sequence[tuple[str, str, str]] = ()  # pages, what stands in a line now, what stood there
    new: Sequence[str] = ()  # pages that there were not
    gone: Sequence[str] = ()  # pages that there are no more

    def take_back_rows(self, rows: Rows) -> Rows:
        """Return the rows as they were without this difference; fail where it is another one."""
        for table, identifiers in self.tables.items():
            assert set(rows[table]) == identifiers, table
        for (table, column), values in self.added.items():
            assert {key: row[column] for key, row in rows[table].items()} == values, (table, column)
        for (table, key), (now, then) in self.rows.items():
            there = rows[table].get(key, {})
            assert {column: there.get(column) for column in now} == now, (self.why, table, key)
            if then:
                rows[table][key] = there | then
            else:
                del rows[table][key]
        return {
            table: {
                key: {
                    self.renamed.get((table, column), column): value
                    for column, value in row.items()
                    if (table, column) not in self.added
                }
                for key, row in kept.items()
            }
            for table, kept in rows.items()
            if table not in self.tables
        }

    def take_back_lines(self, pages: dict[str, str]) -> dict[str, str]:
        """Return the pages as they were without this difference; fail where it is not to be found."""
        for pattern, now, then in self.lines:
            wanted, put = _block(now), _block(then)
            there = {name for name, text in pages.items() if fnmatchcase(name, pattern) and wanted in f"\n{text}\n"}
            assert there, (self.why, pattern, now)
            pages |= {name: f"\n{pages[name]}\n".replace(wanted, put)[1:-1] for name in there}
        for pattern, now, then in self.rewritten:
            there = {name for name, text in pages.items() if fnmatchcase(name, pattern) and re.search(now, text)}
            assert there, (self.why, pattern, now)
            pages |= {name: re.sub(now, then, pages[name]) for name in there}
        return _without(pages, self.new, self.why)

    def take_back_gone(self, before: dict[str, str]) -> dict[str, str]:
        """Return the pages of that version without those that there are no more; fail where there were none."""
        return _without(before, self.gone, self.why)


def _without(pages: dict[str, str], patterns: Sequence[str], why: str) -> dict[str, str]:
    for pattern in patterns:
        assert [name for name in pages if fnmatchcase(name, pattern)], (why, pattern)
    return {name: text for name, text in pages.items() if not any(fnmatchcase(name, each) for each in patterns)}


def _block(lines: tuple[str, ...]) -> str:
    return "".join(f"\n{line}" for line in lines) + "\n"
