"""Reads of pages that came in. They are the secretariat's alone, until they are accepted and become the record."""

from django.db.models import QuerySet

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.queries import organizations_of, remembered
from nghitrinh.record.intakes.models import Intake, IntakeState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User


@remembered
def intakes_visible_to(user: User | None) -> QuerySet[Intake]:
    """Return the pages of the organizations for which a user is secretary, newest first."""
    mine = organizations_of(user, [Role.SECRETARY])
    return Intake.objects.filter(owner__in=mine).select_related("owner__body", "meeting").prefetch_related("rulings")


def can_see_intake(user: User | None, intake: Intake) -> bool:
    """Tell whether a user may see one page."""
    return intake.owner_id in organizations_of(user, [Role.SECRETARY])


def same_bytes(organization: Organization, digest: str) -> Intake | None:
    """Return the page of an organization that came in with the same bytes and was not discarded."""
    return Intake.objects.filter(owner=organization, digest=digest).exclude(state=IntakeState.DISCARDED).first()
