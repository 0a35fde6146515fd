"""The lists of numbered documents, newest first."""

from nghitrinh.bundle.schema import Instrument
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import Counted, YearlyList, list_address_of
from nghitrinh.publication.pages.lines import NAMED_STONES, instrument_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import LATEST, yearly
from nghitrinh.publication.pages.summary import line
from nghitrinh.publication.pages.yearly import around


def facts(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List documents with number and day."""
    # What stands in the place of a withdrawn one is named as well: it is not one of this list for that.
    listed = public.all(Instrument)[-LATEST:]
    if year:
        listed = tuple(row for row in public.all(Instrument) if words.year_of(row.issued_on) == year)
    lines = [instrument_line(row) for row in listed[::-1]]
    return around("Văn bản", Instrument, public, year, counted) | {"instruments": lines}


PAGE = YearlyList(
    name="list-instrument",
    of=Instrument,
    address=list_address_of(Instrument),
    reads=NAMED_STONES,
    select=yearly(Instrument, lambda _, row: [line(row)]),
    facts=facts,
    template="list-instrument",
    nav="instruments",
    sitemap=5,
)
