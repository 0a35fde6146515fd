"""What a page asks of a release's rows, wherever they lie: in memory (`PublicSet`) or on disk (`StoredSet`)."""

from collections.abc import Mapping, Sequence
from typing import Protocol, TypeVar

from nghitrinh.bundle.schema import Row, Site, Task
from nghitrinh.publication.pages.tally import Tally

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

    def newest(self, kind: type[R], count: int) -> Sequence[R]:
        """Return the last so many rows of one kind, the very last at the end."""

    def where(self, kind: type[R], field: str, value: str) -> Sequence[R]:
        """Return the rows of one kind whose `field` equals `value` (or, being a list, holds it)."""

    def tallies(self) -> Mapping[str, Tally]:
        """Return how the tasks of each responsible body stand, by its identifier."""

    def waiting(self, count: int, body: str = "") -> Sequence[Task]:
        """Return the first so many tasks without a result, of one responsible body when it is named."""

    def finished(self, count: int, body: str) -> Sequence[Task]:
        """Return the so many tasks of a responsible body that were finished last, the very last at the end."""

    def handed_on(self, count: int, body: str) -> Sequence[Task]:
        """Return the last so many tasks that a body was charged with and that are another's now."""

    def by_year(self, kind: type[R], field: str) -> Mapping[str, Sequence[R]]:
        """Return the rows of one kind by the year of a date or time field; those without a date left out."""
