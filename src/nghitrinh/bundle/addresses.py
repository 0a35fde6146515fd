"""Where a row's page is on the portal. Addresses are made of identifiers, never of numbers that may change."""

from nghitrinh.bundle.schema import (
    Article,
    Decision,
    File,
    Instrument,
    Item,
    Meeting,
    Organization,
    Point,
    Row,
    Task,
    Tombstone,
)

_OWN = {
    Meeting: "hoi-nghi",
    Article: "bai-viet",
    Decision: "ket-luan",
    Instrument: "van-ban",
    Organization: "co-quan",
}
_KINDS = {"meeting": Meeting, "article": Article, "decision": Decision, "instrument": Instrument}


def folder_of(kind: type[Row]) -> str:
    """Return the folder in which the pages of a table's rows stand."""
    return _OWN[kind]


def page(kind: type[Row], identifier: str) -> str:
    """Return the address of an object that has a page of its own."""
    return f"/{_OWN[kind]}/{identifier}/"


def address(row: Row) -> str:
    """Return the address of a row's page, or the anchor in the page that shows it; "" for rows that have none."""
    if type(row) in _OWN:
        return page(type(row), row.id)
    if isinstance(row, Item):
        return f"{page(Meeting, row.meeting_id)}#{row.id}"
    if isinstance(row, Task | Point):
        return f"{page(Decision, row.decision_id)}#{row.id}"
    if isinstance(row, File):
        return f"/tep/{row.id}/{row.name}"
    if isinstance(row, Tombstone) and row.subject_kind in _KINDS:
        return page(_KINDS[row.subject_kind], row.id)
    return ""
