"""What every page of the desk has around it: who works for whom, the menu with its counts."""

from dataclasses import dataclass
from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import Promise

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.desk.menu import ENTRIES, MenuEntry
from nghitrinh.record.bodies.models import Grant, LegislativeTerm
from nghitrinh.record.bodies.queries import live_grants
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User


@dataclass(frozen=True)
class MenuLine:
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
    works_for = keep(cast("DeskRequest", request), "works_for", lambda: _works_for(grants))
    return {"menu": _menu(request, user, grants), "works_for": works_for, "today": clock.today()}


def _menu(request: HttpRequest, user: User, grants: list[Grant]) -> list[MenuLine]:
    match = request.resolver_match
    area = (match.url_name or "").split(".")[0] if match else ""
    entries = [entry for entry in ENTRIES if entry.rule.lets(user, grants)]
    return [_line(entry, area, _count(request, entry, user)) for entry in entries]


def _count(request: HttpRequest, entry: MenuEntry, user: User) -> int:
    count = entry.count
    return keep(cast("DeskRequest", request), f"menu.{entry.name}", lambda: count(user)) if count else 0


def _line(entry: MenuEntry, area: str, count: int) -> MenuLine:
    return MenuLine(reverse(entry.name), entry.icon, entry.words, count, entry.late and count > 0, area in entry.areas)


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
