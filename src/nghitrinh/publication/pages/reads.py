"""What a change leaves as it is: each kind of page says which fields of which rows it reads (`PageKind.reads`).

A page reads a field to show it, to count, to choose or to order by it. What it does not read is not looked at: a tenth
of the pages that a changed row could stand on must be made to be compared, and none of the long lists.
"""

from collections.abc import Iterable, Iterator
from typing import Any

from nghitrinh.bundle.schema import NAMES, Correction, Row, Site, columns
from nghitrinh.publication.pages.changed import Changed
from nghitrinh.publication.pages.inputs import PageInput
from nghitrinh.publication.pages.kind import WHOLE, PageKind
from nghitrinh.publication.pages.summary import line, without_day


def concerns(kind: PageKind, change: Changed) -> bool:
    """Tell whether a page of this kind can read what changed in a row."""
    row = change.forms[0]
    if isinstance(row, Site) and not kind.judged:
        return {without_day(form) for form in change.forms if isinstance(form, Site)} != {without_day(row)}
    if isinstance(row, Correction):
        return any(form.subject_kind in _corrected(kind) for form in change.forms if isinstance(form, Correction))
    more = WHOLE if isinstance(row, Site) else kind.reads.get(type(row))
    if more is None:
        return False
    return more is WHOLE or len(change.forms) == 1 or len({line(form, *more) for form in change.forms}) > 1


def _corrected(kind: PageKind) -> set[str]:
    return {NAMES[shown] for shown in kind.corrected}


def is_shown_anew(given: PageInput, changes: Iterable[Changed]) -> bool:
    """Tell whether a page's input has a row in a form that it cannot have had before.

    Of the fields that were left of the row at least one has another value than the row had before, cut or not.
    """
    before = {(type(change.after), change.after.id): change.before for change in changes if change.after is not None}
    mine = (row for row in given.rows if (type(row), row.id) in before)
    return any(_differs(row, before[type(row), row.id]) for row in mine)


def _differs(row: Row, before: Row | None) -> bool:
    return before is None or any(value and value != getattr(before, name) for name, value in _values(row))


def _values(row: Row) -> Iterator[tuple[str, Any]]:
    return ((name, getattr(row, name)) for name in columns(type(row)))
