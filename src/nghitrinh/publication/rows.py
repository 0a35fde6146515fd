"""The public rows of the record as of a day: what a bundle carries, and what the pages are rendered from."""

from datetime import date

from django.utils import translation

from nghitrinh.bundle.schema import TABLES, Row
from nghitrinh.publication.allowlist import ALLOWED, rows_of
from nghitrinh.publication.corrections import corrections, tombstones
from nghitrinh.publication.live import Live

Rows = dict[str, list[Row]]


def public_rows(as_of: date) -> Rows:
    """Return the rows of every table of the public schema, sorted by identifier: the same record gives the same rows.

    `file` is empty here: files are added with the bytes that they name (`nghitrinh.publication.files`).
    """
    live = Live(as_of)
    names = {kind: name for name, kind in TABLES.items()}
    rows: Rows = {name: [] for name in TABLES}
    with translation.override("vi"):
        for crossing in ALLOWED:
            rows[names[crossing.row]] = rows_of(crossing, live)
        rows["correction"] = [*corrections(live)]
        rows["tombstone"] = [*tombstones(live)]
    return {name: sorted(found, key=lambda row: row.id) for name, found in rows.items()}
