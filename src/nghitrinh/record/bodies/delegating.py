"""A role for a time: somebody stands in for another, from a day to a day, and then no more."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.accounts import role_held
from nghitrinh.record.bodies.checks import require_order
from nghitrinh.record.bodies.models import Grant, Organization
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.texts import Reason


@act("grant.delegate", ADMINISTRATOR)
def delegate(
    act: Act, *, user: UUID, organization: UUID, role: Role, starts_on: date, ends_on: date, reason: Reason
) -> Grant:
    """Give a user a role for an organization from a day to a day, both included; `grant.revoke` ends it before."""
    require_order(act, starts_on, ends_on)
    if ends_on < act.at.date():
        act.refuse(
            BadInput(
                _("Ngày cuối %(found)s đã qua"),
                code="delegation_over",
                field="ends_on",
                found=ends_on,
                expected=_("%(first)s hoặc muộn hơn"),
                first=act.at.date(),
            )
        )
    grant = Grant(
        user=act.get(User, user, field="user"),
        organization=act.get(Organization, organization, field="organization"),
        role=role,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    _refuse_twice(act, grant)
    act.create(grant)
    act.about(grant)
    act.reason = reason
    return grant


def _refuse_twice(act: Act, grant: Grant) -> None:
    """Refuse a delegation of a role that the user has on one of its days already."""
    same = Grant.objects.filter(user=grant.user, organization=grant.organization, role=grant.role, ended_at=None)
    lasting = Q(starts_on=None) | Q(starts_on__lte=grant.ends_on), Q(ends_on=None) | Q(ends_on__gte=grant.starts_on)
    if other := same.filter(*lasting).first():
        act.refuse(role_held(other))
