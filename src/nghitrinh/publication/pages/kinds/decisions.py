"""The lists of decisions, newest meeting first."""

from nghitrinh.bundle.schema import Decision
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import Counted, YearlyList, list_address_of
from nghitrinh.publication.pages.lines import LISTED, NAMED_STONES, decision_line
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import by_agenda, listed_decision, yearly
from nghitrinh.publication.pages.yearly import around


def facts(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List decisions with outcome and tasks."""
    lines = [decision_line(public, row) for row in by_agenda(public, public.all(Decision))]
    return around("Kết luận", Decision, public, year, counted) | {"decisions": lines}


PAGE = YearlyList(
    name="list-decision",
    of=Decision,
    address=list_address_of(Decision),
    reads={**LISTED, **NAMED_STONES},
    select=yearly(Decision, listed_decision),
    facts=facts,
    template="list-decision",
    nav="decisions",
    sitemap=4,
)
