"""What search reads of objects besides their titles, by their identifiers."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

Texts = dict[UUID, list[str]]


def by_key(rows: Iterable[Any]) -> Texts:
    """Gather rows of (identifier, text) by identifier, in their order."""
    found: defaultdict[UUID, list[str]] = defaultdict(list)
    for key, text in rows:
        found[key].append(text)
    return found
