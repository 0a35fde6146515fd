"""The week: by day, by person, by room, with what clashes; on one page to be printed."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import combinations
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.instruments.files import MEDIA_TYPES
from nghitrinh.desk.kit.access import INSIDER, WORKS, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import clock_time, weekday
from nghitrinh.documents.week import WeekEntry, week_paper
from nghitrinh.documents.week_files import week_docx, week_pdf
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.seats import memberships_of
from nghitrinh.record.engagements.models import Engagement
from nghitrinh.record.engagements.queries import engagements_between
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import INSIDE, Level, Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import AttendanceRole, Meeting, MeetingForm, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to, meetings_between
from nghitrinh.record.presence.models import Answer, Invitation
from nghitrinh.vietnamese import format_day, name_key

_NEAR = timedelta(hours=1)  # within it two meetings want the same people, or the same room
_MADE = {"pdf": week_pdf, "docx": week_docx}
DAY, PERSON, ROOM = "ngay", "nguoi", "phong"


@dataclass(frozen=True)
class Entry:
    """One thing of the week: a meeting or an engagement, who chairs or goes, which posts and bodies it wants."""

    noun: Meeting | Engagement
    words: str
    who: tuple[str, ...]
    posts: frozenset[UUID]
    bodies: frozenset[UUID] = frozenset()

    @property
    def has_time(self) -> bool:
        """Tell whether its hour is known."""
        return bool(getattr(self.noun, "has_time", True))

    @property
    def hour(self) -> str:
        """Return its hour; nothing where only its day is known."""
        return clock_time(self.noun.starts_at) if self.has_time else ""

    @property
    def address(self) -> str:
        """Return the address of its page."""
        return page_of(self.noun)


@dataclass(frozen=True)
class Week:
    """The entries of a week that a user may see, and the people who are asked to them."""

    monday: date
    entries: list[Entry]
    people: dict[UUID, Membership]

    def clashes(self) -> list[tuple[Entry, Entry, str]]:
        """Return the pairs within an hour that want the same room or the same people, with what they want."""
        timed = [each for each in self.entries if each.has_time]
        pairs = combinations(timed, 2)
        near = ((one, other) for one, other in pairs if _is_near(one, other))
        return [(one, other, said) for one, other in near if (said := self._wanted(one, other))]

    def _wanted(self, one: Entry, other: Entry) -> str:
        place = one.noun.place
        if place and name_key(place) == name_key(other.noun.place):
            return place
        if one.bodies & other.bodies:
            return one.noun.owner.name
        posts = sorted(one.posts & other.posts, key=lambda each: (self.people[each].post, each))
        return "; ".join(_called(self.people[each]) for each in posts[:3]) + ("…" if len(posts) > 3 else "")


def _is_near(one: Entry, other: Entry) -> bool:
    return abs(one.noun.starts_at - other.noun.starts_at) < _NEAR


def _called(held: Membership) -> str:
    return ", ".join(filter(None, (held.post, held.holder_name)))


def read_week(request: DeskRequest, monday: date) -> Week:
    """Return the week of what a user may see: of a restricted meeting nothing, not that somebody is busy."""
    meetings = meetings_between(request.user, monday, monday + timedelta(days=6))
    held = meetings.filter(form=MeetingForm.ROOM).exclude(state=MeetingState.CANCELLED)
    found = list(held.prefetch_related("attendances"))
    asked, people = _asked(request, found)
    entries = [_entry(each, asked.get(each.pk, set())) for each in found]
    for each in engagements_between(request.user, monday, monday + timedelta(days=6)):
        going = {row.membership.pk: row.membership for row in each.going.all()}
        people |= going
        named = tuple(_called(held) for held in going.values())
        entries.append(Entry(each, each.title, named, frozenset(going)))
    return Week(monday, sorted(entries, key=lambda entry: (entry.noun.starts_at, entry.noun.pk)), people)


def _asked(request: DeskRequest, meetings: list[Meeting]) -> tuple[dict[UUID, set[UUID]], dict[UUID, Membership]]:
    """Return by meeting the posts that are asked to it and did not excuse themselves, and the posts themselves."""
    seen = items_visible_to(request.user).filter(meeting__in=meetings).order_by().values_list("pk", flat=True)
    items, mine = set(seen), set(organizations_as(request, *INSIDE))
    rows = Invitation.objects.filter(meeting__in=meetings, membership__isnull=False).exclude(answer=Answer.EXCUSED)
    by_meeting: dict[UUID, set[UUID]] = {}
    people: dict[UUID, Membership] = {}
    for each in rows.select_related("meeting", "membership__person"):
        if each.meeting.owner_id in mine and each.membership and (each.item_id is None or each.item_id in items):
            by_meeting.setdefault(each.meeting_id, set()).add(each.membership.pk)
            people[each.membership.pk] = each.membership
    return by_meeting, people


def _entry(meeting: Meeting, posts: Iterable[UUID]) -> Entry:
    chairs = (each for each in meeting.attendances.all() if each.role == AttendanceRole.CHAIR)
    named = tuple(", ".join(filter(None, (each.post, each.name))) for each in chairs)
    return Entry(meeting, title_of(meeting), named, frozenset(posts), frozenset({meeting.owner_id}))


def _monday(year: int | None, week: int | None) -> date:
    """Return the first day of a week of the calendar, of this week where none is named; 404 for one there is not."""
    if year is None or week is None:
        today = clock.today()
        return today - timedelta(days=today.weekday())
    if not 1930 <= year <= 2200:
        raise Http404
    try:
        return date.fromisocalendar(year, week, 1)
    except ValueError:
        raise Http404 from None


def _address(monday: date) -> str:
    year, week, _day = monday.isocalendar()
    return reverse("calendar.week_of", args=[year, week])


def _planned_for(request: DeskRequest) -> list[tuple[str, str]]:
    """Return where one puts an engagement into the week, for each body whose secretary one is."""
    mine = Organization.objects.filter(pk__in=organizations_as(request, Role.SECRETARY), ended_on__isnull=True)
    return [(each.name, reverse("engagements.plan", args=[each.pk])) for each in mine.order_by(in_order("name"), "pk")]


def _file_address(monday: date, kind: str) -> str:
    return reverse("calendar.week_file", args=[*monday.isocalendar()[:2], kind])


@access(WORKS)
def week(request: DeskRequest, year: int | None = None, week: int | None = None) -> HttpResponse:
    """Show a week by day, by person or by room, and what clashes in it.

    No Listing: the week is its filter and its page.
    """
    monday = _monday(year, week)
    read, by = read_week(request, monday), request.GET.get("theo", DAY)
    own = memberships_of(request.user, clock.today())
    groups = {PERSON: _by_person, ROOM: _by_room}.get(by, _by_day)
    context: dict[str, Any] = {
        "monday": monday,
        "sunday": monday + timedelta(days=6),
        "number": monday.isocalendar().week,
        "groups": groups(read, own),
        "by": by if by in (PERSON, ROOM) else DAY,
        "ways": ((DAY, _("Theo ngày")), (PERSON, _("Theo người")), (ROOM, _("Theo phòng"))),
        "clashes": read.clashes(),
        "previous": _address(monday - timedelta(days=7)),
        "next": _address(monday + timedelta(days=7)),
        "here": _address(monday),
        "files": [(kind.upper(), _file_address(monday, kind)) for kind in _MADE],
        "prints": bool(organizations_as(request, *INSIDE)),
        "plans": _planned_for(request),
    }
    return render(request, "desk/today/week.html", context)


Groups = list[tuple[str, list[Entry]]]


def _by_day(read: Week, _own: set[UUID]) -> Groups:
    days = [read.monday + timedelta(days=index) for index in range(7)]
    named = [(day, [each for each in read.entries if each.noun.day == day]) for day in days]
    return [(_day_words(day), rows) for day, rows in named if rows or day.weekday() < 5]


def _by_person(read: Week, own: set[UUID]) -> Groups:
    """Return the week of each who is asked to something, one's own first."""
    held = sorted(read.people.values(), key=lambda each: (each.pk not in own, each.post, each.pk))
    return [(_called(each), [entry for entry in read.entries if each.pk in entry.posts]) for each in held]


def _by_room(read: Week, _own: set[UUID]) -> Groups:
    rooms: dict[str, list[Entry]] = {}
    for each in read.entries:
        rooms.setdefault(name_key(each.noun.place), []).append(each)
    named = sorted(rooms.values(), key=lambda rows: (not rows[0].noun.place, rows[0].noun.place))
    return [(rows[0].noun.place or _("Chưa ghi nơi họp"), rows) for rows in named]


def _day_words(day: date) -> str:
    return f"{weekday(day)} {format_day(day)}"


@access(INSIDER)
def week_file(request: DeskRequest, year: int, week: int, kind: str) -> HttpResponse:
    """Hand out the week on one page, as it hangs at the door: nothing restricted is on it, whoever prints it."""
    monday = _monday(year, week)
    mine = Organization.objects.filter(pk__in=organizations_as(request, *INSIDE)).select_related("body")
    body = mine.order_by(in_order("name"), "pk").first()
    if kind not in _MADE or body is None:
        raise Http404
    read = read_week(request, monday)
    open_to_all = [each for each in read.entries if each.noun.level != Level.RESTRICTED]
    content = _MADE[kind](week_paper(body, monday, [_printed(each) for each in open_to_all]))
    name = _("Lịch tuần %(week)d năm %(year)d") % {"week": week, "year": year}
    return attached(content, MEDIA_TYPES[kind], f"{name}.{kind}")


def _printed(entry: Entry) -> WeekEntry:
    who = "; ".join(entry.who) or entry.noun.owner.name
    return WeekEntry(entry.noun.day, entry.hour, entry.words, who, entry.noun.place)


urlpatterns = [
    path("lich/tuan/", week, name="calendar.week"),
    path("lich/tuan/<int:year>/<int:week>/", week, name="calendar.week_of"),
    path("lich/tuan/<int:year>-<int:week>.<str:kind>", week_file, name="calendar.week_file"),
]
