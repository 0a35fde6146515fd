"""The newest meetings as a calendar."""

from nghitrinh.bundle.schema import Meeting
from nghitrinh.publication.formats import ical
from nghitrinh.publication.pages.kind import PageKind, Selected
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.summary import line

LENGTH = 200
SHOWN = ("ends_at", "place", "state", "public_revision")


def select(public: ReleaseRows, _: str) -> Selected:
    """Select the newest meetings."""
    return Selected([line(row, *SHOWN) for row in public.newest(Meeting, LENGTH)])


PAGE = PageKind(
    name="calendar",
    address="calendar.ics",
    reads={Meeting: SHOWN},
    select=select,
    write=lambda public, *_: ical.calendar(public),
)
