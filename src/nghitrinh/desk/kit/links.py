"""Where an object's page is, how the object is called there, and the way to it."""

from functools import reduce
from uuid import UUID

from django.urls import NoReverseMatch

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.nouns import ROWS, row_at, row_of
from nghitrinh.record.bodies.models import Owned

Crumbs = list[tuple[str, str]]


def address_of(key: str, identifier: UUID | str) -> str:
    """Return the address of an object's page by the words the journal names it with; nothing for what has none."""
    row = row_at(key)
    return there(row.page, identifier) if row else ""


def page_of(noun: Owned) -> str:
    """Return the address of an object's page."""
    return reverse(row_of(noun).page, args=[noun.pk])


def label_of(noun: Owned) -> str:
    """Return how an object is called: a meeting with its number, anything else by its label."""
    return row_of(noun).called(noun)


def crumbs_above(noun: Owned) -> Crumbs:
    """Return the way to an object's page: from its own list, or from what it hangs under."""
    row = row_of(noun)
    if not row.above:
        return crumbs_of_list(row.kind)
    return crumbs_to(reduce(getattr, row.above.split("__"), noun))


def crumbs_to(noun: Owned) -> Crumbs:
    """Return the way to the pages below an object's page."""
    return [*crumbs_above(noun), (row_of(noun).crumb(noun), page_of(noun))]


def crumbs_of_list(kind: str) -> Crumbs:
    """Return the way to the pages below the list of a noun."""
    row = ROWS[kind]
    return [(str(row.listed or row.words), reverse(row.listing))]


def there(name: str, *args: UUID | str) -> str:
    """Return the address of a page, or nothing when no area has it."""
    try:
        return reverse(name, args=args)
    except NoReverseMatch:
        return ""
