"""Rows that are not the same in two releases."""

from collections.abc import Iterator
from dataclasses import dataclass

from nghitrinh.bundle.schema import TABLES, Row
from nghitrinh.publication.pages.public_set import PublicSet


@dataclass(frozen=True)
class Changed:
    """A row that is not the same in two sets: as it was and as it is, None where a set has no such row."""

    before: Row | None
    after: Row | None

    @property
    def forms(self) -> tuple[Row, ...]:
        """Return the row as either set has it."""
        return tuple(row for row in (self.before, self.after) if row is not None)


def changed_rows(old: PublicSet, new: PublicSet) -> Iterator[Changed]:
    """Yield the rows that are not the same in two sets."""
    for kind in TABLES.values():
        before, after = old.raw(kind), new.raw(kind)
        for identifier, row in before.items():
            other = after.get(identifier)
            if other is not row and other != row:
                yield Changed(row, other)
        yield from (Changed(None, row) for identifier, row in after.items() if identifier not in before)
