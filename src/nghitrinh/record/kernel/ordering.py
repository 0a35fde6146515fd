"""Names in the order of the Vietnamese alphabet, alike on both databases; and rows in an order made outside them."""

from collections.abc import Iterable
from functools import lru_cache
from typing import TypeVar

from django.db.models import Case, IntegerField, Model, QuerySet, Value, When
from django.db.models.functions import Collate

from nghitrinh.vietnamese import alphabetical

# PostgreSQL's own, of ICU; SQLite is given one of the same name (`databases/sqlite3`).
COLLATION = "vi-x-icu"

M = TypeVar("M", bound=Model)
_key = lru_cache(maxsize=20_000)(alphabetical)


def in_order(field: str) -> Collate:
    """Return what a query is ordered by to have a field of names in Vietnamese order."""
    return Collate(field, COLLATION)


def as_listed(found: QuerySet[M], rows: Iterable[M]) -> QuerySet[M]:
    """Return a query in the order of its rows as a list: for a choice, which reads its rows itself."""
    places = [When(pk=each.pk, then=Value(place)) for place, each in enumerate(rows)]
    return found.order_by(Case(*places, default=Value(len(places)), output_field=IntegerField()), "pk")


def compare(left: str, right: str) -> int:
    """Tell which of two texts stands first: negative for the left one, 0 for neither."""
    first, second = _key(left), _key(right)
    return (first > second) - (first < second)
