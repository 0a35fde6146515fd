"""Who may come for a member: nobody, unless the body's rule of the meeting's day says so; nobody for a substitute."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import seat_of, seats_on
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.procedure.provisions import Key, Substitute
from nghitrinh.record.procedure.queries import rule_on
from nghitrinh.vietnamese import fold

Called = tuple[str, str]  # how somebody without a post in this record is told from others: post and name, folded


def called(post: str, name: str) -> Called:
    """Return what tells somebody by post and name."""
    return fold(post), fold(name)


def against_sending(
    meeting: Meeting, member: Membership, post: str, name: str, substitute: UUID | None, *, field: str
) -> Iterator[ActError]:
    """Yield what speaks against somebody coming to a meeting for the holder of a post.

    The rule binds those who have a seat of the meeting's body; who is invited besides has no vote that one could carry.
    """
    seats = seats_on(meeting.owner_id, meeting.day)
    if not post and substitute is None:
        yield BadInput(
            _("Chưa ghi ai dự thay"),
            code="substitute_unnamed",
            field=field,
            expected=_("chức vụ, họ tên người dự thay"),
        )
    if seat_of(member.pk, seats) is None:
        return
    rule = rule_on(meeting.owner_id, meeting.day)
    if rule.get(Key.SUBSTITUTE) == Substitute.NONE:
        yield Contradiction(
            _("Quy chế không cho cử người dự thay: %(found)s"),
            code="no_substitutes",
            field=field,
            found=rule.title,
            expected=_("tự dự, hoặc xin vắng có lý do"),
        )
    held = [each.membership for each in seats if each.membership.holder_name]
    holders = {called(each.post, each.holder_name) for each in held}
    if seat_of(substitute, seats) is not None if substitute else called(post, name) in holders:
        yield Contradiction(
            _("Người này là thành viên, đã có ghế của mình: %(found)s"),
            code="substitute_has_seat",
            field=field,
            found=post,
            expected=_("người không phải thành viên: mỗi người một ghế"),
        )


def substitute_of_substitute(found: str, *, field: str) -> Contradiction:
    """Return the refusal of somebody who would come for a substitute."""
    return Contradiction(
        _("Người dự thay không cử người khác dự thay mình: %(found)s"),
        code="substitute_of_substitute",
        field=field,
        found=found,
        expected=_("thành viên tự cử người dự thay, hoặc xin vắng"),
    )
