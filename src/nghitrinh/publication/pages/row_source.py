"""What is asked alike of a release (`ReleaseRows`) and of the rows of one page of it (`PublicSet`)."""

from collections.abc import Sequence
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

    def newest(self, kind: type[R], count: int) -> Sequence[R]:
        """Return the last so many rows of one kind, the very last at the end."""

    def where(self, kind: type[R], field: str, value: str) -> Sequence[R]:
        """Return the rows of one kind whose `field` equals `value` (or, being a list, holds it)."""
