"""What a page asks of a release's rows, wherever they lie: in memory (`PublicSet`) or on disk (`StoredSet`)."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from nghitrinh.bundle.schema import Row, Site

R = TypeVar("R", bound=Row)


class RowSource(Protocol):
    """Public rows by kind and identifier; wherever several are listed, in the order of their kind."""

    @property
    def site(self) -> Site:
        """Whose record this is; an empty row when there is none."""

    def get(self, kind: type[R], identifier: str) -> R | None:
        """Return one row, or None where there is no such row."""

    def all(self, kind: type[R]) -> Sequence[R]:
        """Return all rows of one kind."""

    def where(self, kind: type[R], field: str, value: str) -> Sequence[R]:
        """Return the rows of one kind whose `field` equals `value` (or, being a list, holds it)."""

    def by_year(self, kind: type[R], field: str) -> Mapping[str, Sequence[R]]:
        """Return the rows of one kind by the year of a date or time field; those without a date left out."""
