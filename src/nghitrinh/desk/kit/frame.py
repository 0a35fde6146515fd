"""What stands around every page of one visibility: the menu's counts, and for whom one works.

It is computed for a request once, and its values, not the rows behind them, are what a kept page hangs on.
"""

from dataclasses import dataclass
from typing import Any

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.kit.wording import term_words
from nghitrinh.desk.menu import ENTRIES, MenuEntry
from nghitrinh.record.bodies.models import Grant, LegislativeTerm
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.heads import aside, note


@dataclass(frozen=True)
class Frame:
    """The counts of the menu by entry, of those this user has; the organizations one works for, each with its body."""

    counts: tuple[tuple[str, int], ...]
    works_for: tuple[tuple[str, str], ...]


def frame_of(request: DeskRequest) -> Frame:
    """Return the frame of this request's pages."""
    found: Frame | None = getattr(request, "frame", None)
    if found is None:
        with aside():
            found = request.frame = _frame(request)  # type: ignore[attr-defined]
    return found


def _frame(request: DeskRequest) -> Frame:
    grants = live_grants(request.user)
    entries = [entry for entry in ENTRIES if entry.rule.lets(request.user, grants)]
    return Frame(
        tuple((entry.name, _count(request, entry)) for entry in entries),
        keep(request, "works_for", lambda: _works_for(grants)),
    )


def _count(request: DeskRequest, entry: MenuEntry) -> int:
    count = entry.count
    return keep(request, f"menu.{entry.name}", lambda: count(request.user)) if count else 0


def _works_for(grants: list[Grant]) -> tuple[tuple[str, str], ...]:
    note(frozenset({"organization", "body"}))  # they came with the grants
    organizations = {grant.organization_id: grant.organization for grant in grants}
    terms: dict[Any, LegislativeTerm] = {}
    if organizations:
        bodies = {organization.body_id for organization in organizations.values()}
        begun = LegislativeTerm.objects.filter(body__in=bodies, starts_on__lte=clock.today())
        terms = {term.body_id: term for term in begun.order_by("starts_on")}
    return tuple(
        (each.name, ", ".join([each.body.name, *([term_words(terms[each.body_id])] if each.body_id in terms else [])]))
        for each in organizations.values()
    )
