"""A role for a time: somebody stands in for another, from a day to a day, and then no more."""

from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.accounts import role_held
from nghitrinh.record.bodies.checks import require_order
from nghitrinh.record.bodies.models import Grant, Membership, Organization
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.levels import ADMINISTRATOR, CLEARED, Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.texts import Reason


@act("grant.delegate", ADMINISTRATOR)
def delegate(
    act: Act,
    *,
    user: UUID,
    organization: UUID,
    role: Role,
    starts_on: date,
    ends_on: date,
    reason: Reason,
    membership: UUID | None = None,
) -> Grant:
    """Give a user a role for an organization from a day to a day, both included; `grant.revoke` ends it before.

    `membership` is the seat for which they act: they answer, and where the body's rule lets substitutes vote, vote.
    """
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
        membership=act.get(Membership, membership, field="membership") if membership else None,
    )
    _refuse_elsewhere(act, grant)
    _refuse_twice(act, grant)
    act.create(grant)
    act.about(grant)
    act.reason = reason
    return grant


def _refuse_elsewhere(act: Act, grant: Grant) -> None:
    """Refuse a seat that is another organization's, or goes with a role by which nobody sits there."""
    seat = grant.membership
    if seat and (seat.organization_id != grant.organization_id or grant.role not in CLEARED):
        act.refuse(
            BadInput(
                _("Vai trò này không ứng với chức vụ ấy: %(found)s"),
                code="seat_elsewhere",
                field="membership",
                found=seat.post,
                expected=_("chức vụ của %(organization)s, với vai trò thư ký, chủ trì hoặc ủy viên"),
                organization=grant.organization.name,
            )
        )


def _refuse_twice(act: Act, grant: Grant) -> None:
    """Refuse a delegation of a role that the user has on one of its days already."""
    same = Grant.objects.filter(user=grant.user, organization=grant.organization, role=grant.role, ended_at=None)
    lasting = Q(starts_on=None) | Q(starts_on__lte=grant.ends_on), Q(ends_on=None) | Q(ends_on__gte=grant.starts_on)
    if other := same.filter(*lasting).first():
        act.refuse(role_held(other))
