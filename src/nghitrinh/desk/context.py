"""What every page of the desk has around it: who works for whom, the menu with its counts."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from nghitrinh.desk.menu import ENTRIES, Entry
from nghitrinh.record.bodies.models import Grant, LegislativeTerm
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User


@dataclass(frozen=True)
class Line:
    """One line of the menu as the template draws it."""

    address: str
    icon: str
    words: Promise
    count: int
    late: bool
    current: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a page; pages before signing in have none."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return {}
    grants = live_grants(user)
    return {"menu": _menu(request, user, grants), "works_for": _works_for(grants), "today": clock.today()}


def _menu(request: HttpRequest, user: User, grants: list[Grant]) -> list[Line]:
    match = request.resolver_match
    area = (match.url_name or "").split(".")[0] if match else ""
    return [_line(entry, area, user) for entry in ENTRIES if entry.rule.lets(user, grants)]


def _line(entry: Entry, area: str, user: User) -> Line:
    count = entry.count(user) if entry.count else 0
    return Line(reverse(entry.name), entry.icon, entry.words, count, entry.late and count > 0, area in entry.areas)


def _works_for(grants: list[Grant]) -> list[dict[str, str]]:
    today = clock.today()
    organizations = {grant.organization_id: grant.organization for grant in grants}
    terms: dict[Any, LegislativeTerm] = {}
    if organizations:
        bodies = {organization.body_id for organization in organizations.values()}
        for term in LegislativeTerm.objects.filter(body__in=bodies, starts_on__lte=today).order_by("starts_on"):
            terms[term.body_id] = term
    return [
        {
            "name": organization.name,
            "where": ", ".join(
                [organization.body.name]
                + ([terms[organization.body_id].label()] if organization.body_id in terms else [])
            ),
        }
        for organization in organizations.values()
    ]
