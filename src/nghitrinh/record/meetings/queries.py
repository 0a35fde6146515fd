"""Reads of meetings that carry meaning."""

from datetime import date, datetime, time, timedelta

from django.db.models import Prefetch, QuerySet

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Attendance, AttendanceRole, Convening, Meeting


@remembered
def meetings_visible_to(user: User | None) -> QuerySet[Meeting]:
    """Return the meetings a user may see, newest first, with their numbers and owners."""
    convenings = Convening.objects.select_related("series__term", "organization")
    return (
        visible_to(user, Meeting.objects.all())
        .select_related("owner", "source")
        .prefetch_related(Prefetch("convenings", convenings))
    )


@remembered
def items_visible_to(user: User | None) -> QuerySet[AgendaItem]:
    """Return the items a user may see, in their order."""
    return visible_to(user, AgendaItem.objects.all()).select_related("meeting", "presenter", "owner", "source")


def meetings_between(user: User | None, first: date, last: date) -> QuerySet[Meeting]:
    """Return the visible meetings from the day `first` to the day `last`, both included, earliest first."""
    begin = datetime.combine(first, time(), tzinfo=ZONE)
    end = datetime.combine(last, time(), tzinfo=ZONE) + timedelta(days=1)
    return meetings_visible_to(user).filter(starts_at__gte=begin, starts_at__lt=end).order_by("starts_at", "id")


def recorded_as(organization: Organization, held_on: date, number: int | None) -> QuerySet[Meeting]:
    """Return meetings of an organization already recorded on that day or under that number."""
    begin = datetime.combine(held_on, time(), tzinfo=ZONE)
    same_day = Meeting.objects.filter(owner=organization, starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1))
    if number is None:
        return same_day
    return same_day | Meeting.objects.filter(
        owner=organization, convenings__number=number, convenings__organization=organization
    )


def chairs_of(meeting: Meeting) -> list[Attendance]:
    """Return who chaired; empty when that is unknown."""
    return [each for each in meeting.attendances.all() if each.role == AttendanceRole.CHAIR]
