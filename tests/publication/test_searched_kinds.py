"""A public kind is found by search and has its word there, or it is said here where its words are found."""

from tests.publication.pages.sample import sample_rows

from nghitrinh.bundle.indexing import documents
from nghitrinh.bundle.schema import NAMES, TABLES, Row
from nghitrinh.portal.searching import KINDS

FOUND_ELSEWHERE = {
    "site": "whose record it is stands on every page",
    "source": "at the foot of the pages that cite it; it has no place of its own",
    "paper": "under its item",
    "point": "in the text of its decision",
    "figure": "in the text of its decision",
    "taskevent": "in the timeline of its task's decision",
    "correction": "on the page of what was corrected",
    "resumption": "on the page about the portal",
    "tombstone": "a withdrawn document or meeting by its number, among the documents or meetings",
    "file": "under the document or article that names it",
}


def test_every_public_kind_is_found_by_search_or_it_is_said_where() -> None:
    tables: dict[str, list[Row]] = {name: [] for name in TABLES}
    for row in sample_rows():
        tables[NAMES[type(row)]].append(row)
    assert all(tables[name] for name in TABLES)  # or nothing would be said of that kind
    found = {document.kind for document in documents(tables)}
    assert found == TABLES.keys() - FOUND_ELSEWHERE.keys()
    assert KINDS.keys() == found
