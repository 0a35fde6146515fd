"""Names in the order of the Vietnamese alphabet, alike on both databases."""

from functools import lru_cache

from django.db.models.functions import Collate

from nghitrinh.vietnamese import alphabetical

# PostgreSQL's own, of ICU; SQLite is given one of the same name (`databases/sqlite3`).
COLLATION = "vi-x-icu"

_key = lru_cache(maxsize=20_000)(alphabetical)


def in_order(field: str) -> Collate:
    """Return what a query is ordered by to have a field of names in Vietnamese order."""
    return Collate(field, COLLATION)


def compare(left: str, right: str) -> int:
    """Tell which of two texts stands first: negative for the left one, 0 for neither."""
    first, second = _key(left), _key(right)
    return (first > second) - (first < second)
