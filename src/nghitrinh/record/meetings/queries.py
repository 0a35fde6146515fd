"""Reads of meetings that carry meaning."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Prefetch, Q, QuerySet

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.derived import Texts, texts_by_key
from nghitrinh.record.kernel.levels import BELOW_RESTRICTED, Level
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceRole,
    Convening,
    ItemState,
    Meeting,
    MeetingForm,
    MeetingState,
)
from nghitrinh.vietnamese import name_key

_AN_HOUR = timedelta(hours=1)
# A meeting to which somebody was called: before it is convened nobody outside knows of it.
CALLED = Q(state__in=(MeetingState.CONVENED, MeetingState.OPEN, MeetingState.CLOSED))
CALLED_OFF = Q(state=MeetingState.CANCELLED, pk__in=Convening.objects.order_by().values("meeting"))


def _asked(bodies: set[UUID]) -> Q:
    """Return the condition of a meeting that asks something of bodies: to present an item, or to come.

    Of a restricted meeting no other body knows by this record; of a restricted item its body learns that there is one.
    """
    presented = AgendaItem.objects.filter(presenter__in=bodies).order_by().values("meeting")
    recorded = Attendance.objects.filter(posts_of(bodies)).order_by().values("meeting")
    of_body = Q(invitations__organization__in=bodies) | Q(invitations__membership__organization__in=bodies)
    known = Q(invitations__item=None) | Q(invitations__item__level__in=BELOW_RESTRICTED)
    invited = Meeting.objects.filter(of_body, known).order_by().values("pk")
    asks = Q(pk__in=presented) | Q(pk__in=recorded) | Q(pk__in=invited)
    return asks & (CALLED | CALLED_OFF) & Q(level__in=BELOW_RESTRICTED)


def _presented(bodies: set[UUID]) -> Q:
    """Return the condition of an item that bodies present at a meeting of which they know."""
    known = Meeting.objects.filter(CALLED | CALLED_OFF, level__in=BELOW_RESTRICTED).order_by().values("pk")
    return Q(presenter__in=bodies, level__in=BELOW_RESTRICTED, meeting__in=known)


def posts_of(bodies: Iterable[UUID]) -> Q:
    """Return the condition of an attendance by somebody of bodies: by the post held there, or as their guest."""
    bodies = set(bodies)
    return Q(membership__organization__in=bodies) | Q(organization__in=bodies)


@remembered
def meetings_visible_to(user: User | None) -> QuerySet[Meeting]:
    """Return the meetings a user may see, newest first, with their numbers and owners.

    From inside, and as an officer of a body that presents something there or is invited: then the page shows its part.
    """
    convenings = Convening.objects.select_related("series__term", "organization")
    return (
        visible_to(user, Meeting.objects.all(), part=_asked)
        .select_related("owner", "source")
        .prefetch_related(Prefetch("convenings", convenings))
    )


@remembered
def items_visible_to(user: User | None) -> QuerySet[AgendaItem]:
    """Return the items a user may see, in their order: from inside, and those that their own body presents."""
    items = visible_to(user, AgendaItem.objects.all(), part=_presented)
    return items.select_related("meeting", "presenter", "owner", "source")


def restricted_presented(bodies: Iterable[UUID], meeting: Meeting) -> int:
    """Count the restricted items that bodies present at a meeting: that there are so many is all their officers see."""
    items = AgendaItem.objects.filter(meeting=meeting, presenter__in=set(bodies), level=Level.RESTRICTED)
    return items.exclude(state=ItemState.WITHDRAWN).count()


def meetings_between(user: User | None, first: date, last: date) -> QuerySet[Meeting]:
    """Return the visible meetings from the day `first` to the day `last`, both included, earliest first."""
    begin = datetime.combine(first, time(), tzinfo=ZONE)
    end = datetime.combine(last, time(), tzinfo=ZONE) + timedelta(days=1)
    return meetings_visible_to(user).filter(starts_at__gte=begin, starts_at__lt=end).order_by("starts_at", "id")


def asked_until(user: User | None, first: date, last: date) -> QuerySet[Meeting]:
    """Return the visible meetings that ask in writing now, with the last day of answers between two days."""
    asking = meetings_visible_to(user).filter(form=MeetingForm.WRITTEN, state=MeetingState.OPEN)
    return asking.filter(answers_by__range=(first, last)).order_by("answers_by", "id")


def recorded_as(organization: Organization, held_on: date, number: int | None) -> QuerySet[Meeting]:
    """Return meetings of an organization already recorded on that day or under that number."""
    begin = datetime.combine(held_on, time(), tzinfo=ZONE)
    same_day = Meeting.objects.filter(owner=organization, starts_at__gte=begin, starts_at__lt=begin + timedelta(days=1))
    if number is None:
        return same_day
    return same_day | Meeting.objects.filter(
        owner=organization, convenings__number=number, convenings__organization=organization
    )


def way_of(user: User | None, item: AgendaItem) -> list[AgendaItem]:
    """Return an item over the meetings at which it stood, earliest first: itself, and what a user may see of the rest.

    What it goes on from stands before it, what goes on from it behind it; empty for an item of one meeting.
    """
    found, visible = [item], items_visible_to(user).prefetch_related("meeting__convenings")
    while (earlier := found[0].continues_id) and (before := visible.filter(pk=earlier).first()):
        found.insert(0, before)
    while later := visible.filter(continues=found[-1]).order_by("-meeting__starts_at", "id").first():
        found.append(later)
    return found if len(found) > 1 else []


@dataclass(frozen=True)
class Presence:
    """How many of those who were due came, how many are away with and without a reason, how many are invited."""

    came: int
    due: int
    excused: int
    absent: int
    invited: int


def presence_of(meeting: Meeting) -> Presence:
    """Count who is recorded at a meeting; whoever is not recorded is unknown, and counted nowhere."""
    roles = Counter(each.role for each in meeting.attendances.all())
    came = roles[AttendanceRole.CHAIR] + roles[AttendanceRole.MEMBER]
    away = roles[AttendanceRole.EXCUSED], roles[AttendanceRole.ABSENT]
    return Presence(came, came + sum(away), *away, roles[AttendanceRole.INVITED])


def chairs_of(meeting: Meeting) -> list[Attendance]:
    """Return who chaired; empty when that is unknown."""
    return [each for each in meeting.attendances.all() if each.role == AttendanceRole.CHAIR]


@dataclass(frozen=True)
class Time:
    """When and where bodies meet, or are to meet; `meeting` is the one that is asked about, where it is there."""

    starts_at: datetime
    place: str
    bodies: frozenset[UUID]
    meeting: UUID | None = None


def at_the_same_time(user: User | None, asked: Time) -> list[Meeting]:
    """Return the other visible meetings within an hour that want the same body, or the same place."""
    near = (asked.starts_at - _AN_HOUR, asked.starts_at + _AN_HOUR)
    ahead = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
    found = meetings_visible_to(user).filter(has_time=True, state__in=ahead, form=MeetingForm.ROOM)
    found = found.filter(starts_at__gt=near[0], starts_at__lt=near[1])

    def wants_the_same(meeting: Meeting) -> bool:
        bodies = {meeting.owner_id, *(each.organization_id for each in meeting.convenings.all())}
        return bool(bodies & asked.bodies) or (bool(asked.place) and name_key(meeting.place) == name_key(asked.place))

    others = (each for each in found.order_by("starts_at", "pk") if each.pk != asked.meeting)
    return [each for each in others if wants_the_same(each)]


def texts_of_items(items: QuerySet[AgendaItem]) -> Texts:
    """Return what search reads of items besides their titles: by what the public calls them people ask, too."""
    return texts_by_key(items.order_by().exclude(public_title="").values_list("pk", "public_title"))
