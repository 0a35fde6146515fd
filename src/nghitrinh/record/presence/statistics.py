"""How often each member of a body came, over its meetings: counted from what is recorded of who was there.

A meeting of which nothing is recorded is counted for nobody: unknown is not absent.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import Seat, seats_over
from nghitrinh.record.meetings.models import AWAY, Attendance, AttendanceRole, Meeting
from nghitrinh.record.presence.models import Stay
from nghitrinh.record.presence.quorum import held_seats


class Came(models.TextChoices):
    """How somebody who was due came to one meeting."""

    WHOLE = "whole", _("Dự cả buổi")
    LATE = "late", _("Dự, đến muộn")
    PART = "part", _("Dự một phần")
    SENT = "sent", _("Cử người dự thay")
    EXCUSED = "excused", _("Vắng có lý do")
    ABSENT = "absent", _("Vắng không lý do")
    UNKNOWN = "unknown", _("Chưa ghi")


@dataclass(frozen=True)
class Course:
    """One member over the meetings: `came` has each meeting at which they had a seat, the earliest first."""

    membership: Membership
    came: tuple[tuple[Meeting, Came], ...]

    @property
    def due(self) -> int:
        """Count the meetings at which they had a seat."""
        return len(self.came)

    def count(self, *kinds: Came) -> int:
        """Count the meetings to which they came in one of these ways."""
        found = Counter(kind for _meeting, kind in self.came)
        return sum(found[kind] for kind in kinds)


@dataclass(frozen=True)
class Statistics:
    """The members of a body over some meetings, and how many of these have nobody recorded."""

    courses: tuple[Course, ...]
    counted: int
    unrecorded: int


def statistics_of(organization: UUID, meetings: Iterable[Meeting]) -> Statistics:
    """Return how often each member of a body came to meetings that are over, in a fixed number of queries."""
    found = sorted(meetings, key=lambda each: (each.starts_at, each.pk))
    rows = _attendances(found)
    recorded = [each for each in found if rows.get(each.pk)]
    seats = seats_over(organization, (each.day for each in recorded))
    courses: dict[UUID, list[tuple[Meeting, Came]]] = {}
    held: dict[UUID, Membership] = {}
    for meeting in recorded:
        for seat, came in _of_meeting(meeting, seats[meeting.day], rows[meeting.pk]):
            who = seat.membership.person_id or seat.key
            held[who] = seat.membership  # the post of the last meeting is the one that is shown
            courses.setdefault(who, []).append((meeting, came))
    made = tuple(Course(held[who], tuple(came)) for who, came in courses.items())
    return Statistics(made, len(recorded), len(found) - len(recorded))


def _attendances(meetings: Sequence[Meeting]) -> dict[UUID, list[Attendance]]:
    found: dict[UUID, list[Attendance]] = {}
    for each in Attendance.objects.filter(meeting__in=meetings).prefetch_related("stays"):
        found.setdefault(each.meeting_id, []).append(each)
    return found


def _of_meeting(meeting: Meeting, seats: list[Seat], rows: list[Attendance]) -> list[tuple[Seat, Came]]:
    held, sent = held_seats(rows, seats), [each for each in rows if each.stands_for_id and each.role not in AWAY]
    return [
        (seat, _came(meeting, held.get(seat.key), is_sent=any(each.stands_for_id in seat.keys for each in sent)))
        for seat in seats
    ]


def _came(meeting: Meeting, attendance: Attendance | None, *, is_sent: bool) -> Came:
    if attendance is None or attendance.role in AWAY:
        if is_sent:
            return Came.SENT
        if attendance is None:
            return Came.UNKNOWN
        return Came.EXCUSED if attendance.role == AttendanceRole.EXCUSED else Came.ABSENT
    stays = list(attendance.stays.all())
    if _left_early(meeting, stays):
        return Came.PART
    return Came.LATE if stays and all(_is_late(meeting, each) for each in stays) else Came.WHOLE


def _is_late(meeting: Meeting, stay: Stay) -> bool:
    return stay.arrived_at is not None and stay.arrived_at > meeting.starts_at


def _left_early(meeting: Meeting, stays: list[Stay]) -> bool:
    """Tell whether somebody went before the end, or went and came again."""
    if not stays:
        return False
    ends = meeting.ends_at
    stayed = any(each.left_at is None or (ends is not None and each.left_at >= ends) for each in stays)
    return not stayed or len(stays) > 1
