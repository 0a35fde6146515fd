"""What of a proposal a person can change: fields of its head, and fields of the rows of each group.

Values are plain text: days as 2021-09-10, numbers as 4000, objects of the record by identifier, several with a space
between, `keep` as "yes" or "no".
"""

import re

HEAD = ("name", "kind", "organization", "held_on", "series", "number", "published_at", "distinct")
ROWS = {
    "chairs": ("keep", "post", "name"),
    "items": ("keep", "title", "level", "public_title", "outcome", "conclusion"),
    "charges": ("keep", "item", "text", "responsible", "through", "with", "report_to", "due_on", "due_text"),
    "figures": ("keep", "item", "quantity", "low", "high", "unit", "exact", "places"),
}
MOST_ROWS = 100
_ROW = re.compile(r"(?P<group>[a-z]+)\.(?P<place>\d{1,3})\.(?P<field>[a-z_]+)")


def row_of(path: str) -> tuple[str, int, str] | None:
    """Return group, place and field of a path such as `items.3.title`; None for the head's and for no path."""
    match = _ROW.fullmatch(path)
    return (match["group"], int(match["place"]), match["field"]) if match else None


def is_path(path: str) -> bool:
    """Tell whether a path names what can be changed."""
    if path in HEAD:
        return True
    row = row_of(path)
    return row is not None and row[1] < MOST_ROWS and row[2] in ROWS.get(row[0], ())
