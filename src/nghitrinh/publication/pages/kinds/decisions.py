"""The lists of decisions, newest meeting first."""

from nghitrinh.bundle.schema import Decision
from nghitrinh.publication.pages.facts import Facts
from nghitrinh.publication.pages.kind import Counted, YearlyList, list_address_of
from nghitrinh.publication.pages.lines import LISTED, decision_line, yearly_head
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.selection import by_agenda, listed_decision, yearly


def facts(public: PublicSet, year: str, counted: Counted) -> Facts:
    """List decisions with outcome and tasks."""
    lines = [decision_line(public, row) for row in by_agenda(public, public.all(Decision))]
    return yearly_head("Kết luận", Decision, year, counted) | {"decisions": lines}


PAGE = YearlyList(
    name="list-decision",
    of=Decision,
    address=list_address_of(Decision),
    reads=LISTED,
    select=yearly(Decision, listed_decision),
    facts=facts,
    template="list-decision",
    nav="decisions",
    sitemap=4,
)
