"""What waits about invitations: one's own to answer, and for the secretary those that nobody has answered."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import SHOWN, Need, OnePress, Thing, Waiting
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import when_and_where
from nghitrinh.desk.meetings.reads import titled
from nghitrinh.record.bodies.unseated import without_account
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.presence.models import Answer, Invitation
from nghitrinh.record.presence.queries import invitations_to, unanswered


def _asked(invitation: Invitation) -> Thing:
    meeting = invitation.meeting
    item = f": {invitation.item.title}" if invitation.item else ""
    for_whom = f"{invitation.organization.name}, " if invitation.organization else ""
    return Thing(
        f"{title_of(meeting)}{item}",
        reverse("presence.answer", args=[invitation.pk]),
        f"{for_whom}{when_and_where(meeting)}",
        is_illustrative=meeting.is_illustrative,
        presses=(
            OnePress(
                reverse("presence.come", args=[invitation.pk]), invitation.edit, _("Tôi sẽ dự"), "invitation.answer"
            ),
        ),
        other=_("Trả lời khác"),
    )


def _own(user: User, _owners: list[UUID]) -> Iterator[Need]:
    """Find the invitations that this account answers and has not, the earliest meeting first."""
    asked = invitations_to(user, clock.today()).filter(answer=Answer.OPEN, meeting__state=MeetingState.CONVENED)
    rows = list(
        asked.select_related("meeting__source").prefetch_related("meeting__convenings").order_by("meeting__starts_at")
    )
    yield Need(len(rows), _("Giấy mời chờ anh chị trả lời"), tuple(_asked(each) for each in rows[:SHOWN]))


def _unanswered(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the meetings to which somebody has not answered: one line each, and the list behind it says who."""
    waiting: dict[UUID, list[Invitation]] = defaultdict(list)
    for each in unanswered(user, owners).order_by():
        waiting[each.meeting_id].append(each)
    unreached = without_account([each for some in waiting.values() for each in some], clock.today())
    meetings = list(titled(Meeting.objects.filter(pk__in=waiting)).order_by("starts_at", "id")) if waiting else []
    things = tuple(_of_meeting(each, waiting[each.pk], unreached) for each in meetings[:SHOWN])
    rest = reverse("meetings") if len(meetings) > SHOWN else ""
    words = _("Hội nghị có giấy mời chưa trả lời")
    yield Need(len(meetings), words, things, rest, _("Xem tất cả") if rest else "")


def _of_meeting(meeting: Meeting, waiting: list[Invitation], unreached: set[UUID]) -> Thing:
    count = len(waiting)
    said = [
        when_and_where(meeting),
        ngettext("%(n)d giấy mời chưa trả lời", "%(n)d giấy mời chưa trả lời", count) % {"n": count},
    ]
    if by_hand := sum(each.pk in unreached for each in waiting):
        said.append(_("%(n)d không có tài khoản: hỏi rồi ghi trả lời") % {"n": by_hand})
    address = reverse("presence.invitations", args=[meeting.pk])
    return Thing(title_of(meeting), address, "; ".join(said), is_illustrative=meeting.is_illustrative)


OWN = Waiting("presence.own", "meeting", (Role.SECRETARY, Role.CHAIR, Role.MEMBER, Role.OFFICER), _own, of_account=True)
UNANSWERED = Waiting("presence.unanswered", "meeting", (Role.SECRETARY,), _unanswered)
