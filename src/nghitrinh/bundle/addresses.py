"""Where a row's page is on the portal. Addresses are made of identifiers, never of numbers that may change."""

from nghitrinh.bundle.schema import (
    TABLES,
    Decision,
    File,
    Item,
    Meeting,
    Point,
    Row,
    Tombstone,
)


def folder_of(kind: type[Row]) -> str:
    """Return the folder in which the pages of a table's rows stand."""
    return kind.FOLDER


def page(kind: type[Row], identifier: str) -> str:
    """Return the address of an object that has a page of its own."""
    return f"/{kind.FOLDER}/{identifier}/"


def address(row: Row) -> str:
    """Return the address of a row's page, or the anchor in the page that shows it; "" for rows that have none."""
    if row.FOLDER:
        return page(type(row), row.id)
    if isinstance(row, Item):
        return f"{page(Meeting, row.meeting_id)}#{row.id}"
    if isinstance(row, Point):
        return f"{page(Decision, row.decision_id)}#{row.id}"
    if isinstance(row, File):
        return f"/tep/{row.id}/{row.name}"
    if isinstance(row, Tombstone) and (kind := TABLES.get(row.subject_kind)) and kind.FOLDER:
        return page(kind, row.id)
    return ""


def document_file_name(number: str) -> str:
    """Return the name under which a reader keeps a document of some number: `thong-bao-120-TB-TU.pdf`."""
    return f"thong-bao-{number.replace('/', '-')}.pdf"


def former_file(number: str) -> str:
    """Return the page that tells what became of the file of a withdrawn document: `/tep/thong-bao-120-TB-TU.pdf/`."""
    return f"/tep/{document_file_name(number)}/"
