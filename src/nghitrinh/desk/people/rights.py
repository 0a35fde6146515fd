"""Who keeps what of organizations and people: administrators everything, secretaries what `bodies.keepers` says."""

from uuid import UUID

from django.db.models import QuerySet

from nghitrinh.desk.kit.access import DeskRequest, organizations_as
from nghitrinh.desk.menu import KEEPERS
from nghitrinh.record.bodies.keepers import jurisdictions_of, side_from_outside, side_of_body
from nghitrinh.record.bodies.models import Body, Organization
from nghitrinh.record.kernel.errors import not_for_you
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role, role_words

__all__ = [
    "KEEPERS",
    "ends",
    "in_jurisdictions",
    "is_kept",
    "keeps",
    "keeps_jurisdiction",
    "require",
    "require_administrator",
    "require_ends",
    "require_keeper",
]


def keeps(request: DeskRequest, organization: Organization) -> bool:
    """Tell whether a user keeps the posts and names of an organization."""
    return is_kept(request, side_of_body(request.user, organization))


def ends(request: DeskRequest, organization: Organization) -> bool:
    """Tell whether a user may end an organization, or say who took over: not one inside which somebody works."""
    return is_kept(request, side_from_outside(request.user, organization))


def keeps_jurisdiction(request: DeskRequest, body: UUID) -> bool:
    """Tell whether a user keeps the places and terms of a jurisdiction, and founds its bodies."""
    return request.user.is_administrator or body in jurisdictions_of(request.user)


def in_jurisdictions(request: DeskRequest) -> QuerySet[Body]:
    """Return the jurisdictions of which a user keeps what is nobody's."""
    rows = Body.objects.order_by("recorded_at")
    return rows if request.user.is_administrator else rows.filter(pk__in=jurisdictions_of(request.user))


def is_kept(request: DeskRequest, side: UUID) -> bool:
    """Tell whether a user administers the home, or is secretary of the body for which something is kept."""
    return request.user.is_administrator or side in organizations_as(request, Role.SECRETARY)


def require(request: DeskRequest, verb: str, *, kept: bool) -> None:
    """Refuse, as missing, a page of what this user does not keep."""
    if not kept:
        raise not_for_you(verb, found=request.user.username, roles=role_words((ADMINISTRATOR, Role.SECRETARY)))


def require_keeper(request: DeskRequest, organization: Organization, verb: str) -> None:
    """Refuse a page about an organization that is not this user's, as missing."""
    require(request, verb, kept=keeps(request, organization))


def require_ends(request: DeskRequest, organization: Organization, verb: str) -> None:
    """Refuse a page that ends an organization inside which somebody works, but to administrators."""
    require(request, verb, kept=ends(request, organization))


def require_administrator(request: DeskRequest, verb: str) -> None:
    """Refuse a page of administrators, as missing."""
    if not request.user.is_administrator:
        raise not_for_you(verb, found=request.user.username, roles=role_words((ADMINISTRATOR,)))
