"""Who chairs, before anybody has said it: the head of the body, so that "all present" leaves no meeting without one."""

from collections.abc import Sequence

from django.contrib import messages
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.record.bodies.models import Grant, Membership, Organization
from nghitrinh.record.instruments.letterheads import heading_of, printed_post
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import AttendanceRole, Meeting
from nghitrinh.vietnamese import fold


def head_among(memberships: Sequence[Membership], organization: Organization) -> Membership | None:
    """Return who holds the post of the body's head, or the one post whose account chairs there; None unless it is one.

    >>> head_among([], Organization()) is None
    True
    """
    if not memberships:
        return None
    head = fold(heading_of(organization).head)
    heads = [each for each in memberships if fold(printed_post(each.post, organization)) == head]
    chairing = Grant.objects.filter(in_force(clock.today()), organization=organization, role=Role.CHAIR)
    posts = {fold(post) for post in chairing.values_list("user__post", flat=True)}
    found = heads or [each for each in memberships if fold(each.post) in posts]
    return found[0] if len(found) == 1 else None


def present_as(membership: Membership, head: Membership | None) -> AttendanceRole:
    """Return as what the holder of a post is there when nothing else is said: who has no vote is no member."""
    if head is not None and membership.pk == head.pk:
        return AttendanceRole.CHAIR
    return AttendanceRole.MEMBER if membership.voting else AttendanceRole.INVITED


def say_unchaired(request: DeskRequest, meeting: Meeting) -> None:
    """Tell that nobody is recorded as who chairs a meeting; its papers would name nobody either."""
    if not meeting.attendances.filter(role=AttendanceRole.CHAIR).exists():
        messages.warning(request, _("Chưa ghi ai chủ trì: chọn “Chủ trì” cho người ấy ở trang Điểm danh."))
