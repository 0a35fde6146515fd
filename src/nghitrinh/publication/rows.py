"""The public rows of the record as of a day: what a bundle carries, and what the pages are rendered from."""

from collections.abc import Collection, Iterable
from datetime import date
from uuid import UUID

from django.utils import translation

from nghitrinh.bundle.schema import NAMES, Meeting, Organization, Resumption, Rows, Site, Source, Tombstone
from nghitrinh.bundle.years import Tables, empty, joined, meetings_of, share
from nghitrinh.publication.allowlist import ALLOWED, rows_of
from nghitrinh.publication.corrections import corrections
from nghitrinh.publication.pages.links import NAMING
from nghitrinh.publication.released import Common, Released
from nghitrinh.record.meetings.models import Meeting as RecordedMeeting

COMMON_KINDS = (Site, Organization, Resumption, Tombstone)


def public_rows(as_of: date) -> Tables:
    """Return all rows of every table of the public schema, sorted by identifier: the same record gives the same rows.

    `file` is empty here: files are added with the bytes that they name (`nghitrinh.publication.files`).
    """
    rows = rows_of_meetings(as_of, RecordedMeeting.objects.values_list("pk", flat=True))
    common = common_rows(as_of, named_in(rows), owners_in(rows))
    return {name: sorted(found, key=lambda row: row.id) for name, found in joined(rows, common).items()}


def rows_of_meetings(as_of: date, meetings: Collection[UUID]) -> Tables:
    """Return the rows of some meetings, with the sources that they cite."""
    released, found = Released(as_of, set(meetings)), empty()
    with translation.override("vi"):
        for public_row in ALLOWED:
            if public_row.row not in COMMON_KINDS:
                found[NAMES[public_row.row]] = rows_of(public_row, released)
        found["correction"] = [*corrections(released)]
    return _only(found, {str(key) for key in released.asked})


def _only(rows: Tables, asked: set[str]) -> Tables:
    """Keep the rows of the meetings asked for: others were read only to tell under which one a paper stands."""
    meetings = meetings_of(rows)
    kept = {name: [row for row in found if meetings.get(row.id) in asked] for name, found in rows.items()}
    share(kept, rows["source"], ())
    return {name: sorted(found, key=lambda row: row.id) for name, found in kept.items()}


def common_rows(as_of: date, named: Iterable[str], owners: Iterable[str]) -> Tables:
    """Return the rows that belong to no meeting.

    `named` are the identifiers of the organizations that the meetings' rows name, `owners` of those that meet.
    """
    released, found = Common(as_of, map(UUID, named), map(UUID, owners)), empty()
    with translation.override("vi"):
        for public_row in ALLOWED:
            if public_row.row in (*COMMON_KINDS, Source):
                found[NAMES[public_row.row]] = rows_of(public_row, released)
    return {name: sorted(rows, key=lambda row: row.id) for name, rows in found.items()}


def named_in(rows: Rows) -> set[str]:
    """Return the identifiers of the organizations that rows name."""
    named = set[str]()
    for kind, fields in NAMING.items():
        for row in rows[NAMES[kind]]:
            for field in fields:
                value = getattr(row, field)
                named.update(value if isinstance(value, tuple) else (value,))
    return named - {""}


def owners_in(rows: Rows) -> set[str]:
    """Return the identifiers of the organizations whose meetings are among the rows."""
    return {row.organization_id for row in rows["meeting"] if isinstance(row, Meeting)}
