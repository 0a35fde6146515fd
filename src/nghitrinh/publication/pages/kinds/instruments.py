"""The lists of numbered documents, newest first."""

from nghitrinh.bundle.schema import Instrument
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import SUMMARY, Counted, YearlyList, list_address_of
from nghitrinh.publication.pages.lines import instrument_line, yearly_head
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import yearly
from nghitrinh.publication.pages.summary import line


def facts(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List documents with number and day."""
    lines = [instrument_line(row) for row in public.all(Instrument)[::-1]]
    return yearly_head("Văn bản", Instrument, year, counted) | {"instruments": lines}


PAGE = YearlyList(
    name="list-instrument",
    of=Instrument,
    address=list_address_of(Instrument),
    reads={Instrument: SUMMARY},
    select=yearly(Instrument, lambda _, row: [line(row)]),
    facts=facts,
    template="list-instrument",
    nav="instruments",
    sitemap=5,
)
