"""Where an object's page is, and how the object is called there."""

from typing import Any
from uuid import UUID

from django.urls import NoReverseMatch, reverse

from nghitrinh.desk.nouns import row_at, row_of


def address_of(key: str, identifier: UUID | str) -> str:
    """Return the address of an object's page by the words the journal names it with; nothing for what has none."""
    row = row_at(key)
    return there(row.page, identifier) if row else ""


def label_of(noun: Any) -> str:
    """Return how an object is called: a meeting with its number, anything else by its label."""
    return row_of(noun).called(noun)


def there(name: str, *args: UUID | str) -> str:
    """Return the address of a page, or nothing when no area has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
