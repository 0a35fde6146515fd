"""The calendar of a month: meetings and deadlines that one may see."""

from calendar import Calendar
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import WORKS, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import narrow
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import clock_time
from nghitrinh.desk.meetings.reads import titled
from nghitrinh.record.engagements.queries import engagements_between
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import AgendaItem, MeetingState
from nghitrinh.record.meetings.queries import asked_until, meetings_between
from nghitrinh.record.opinions.queries import rounds_until
from nghitrinh.record.papers.queries import wanted_of
from nghitrinh.record.tasks.models import OPEN_STATES
from nghitrinh.record.tasks.queries import is_overdue, tasks_visible_to

_DUE, _LATE = ("clock", "ev--due"), ("late", "ev--late")


@dataclass(frozen=True)
class CalendarEntry:
    """One entry of a day."""

    words: str
    address: str
    icon: str
    style: str
    illustrative: bool


@dataclass(frozen=True)
class Day:
    """One day of the grid."""

    day: date
    outside: bool
    today: bool
    events: list[CalendarEntry]


@access(WORKS)
def calendar(request: DeskRequest, year: int | None = None, month: int | None = None) -> HttpResponse:
    """Show a month, the present one unless the address says otherwise.

    No Listing: the month is its filter and its page; the lists of meetings and tasks narrow by the same days.
    """
    now = clock.today()
    if year is not None and not (1 <= (month or 0) <= 12 and 1930 <= year <= 2200):
        raise Http404
    first = date(year or now.year, month or now.month, 1)
    weeks = Calendar().monthdatescalendar(first.year, first.month)
    events = cache(lambda: _events(request, weeks[0][0], weeks[-1][-1], now))  # asked where the page shows them
    context = {
        "first": first,
        "weeks": lambda: [[_day(day, first, now, events()[day]) for day in week] for week in weeks],
        "has_events": lambda: any(events().values()),
        "previous": _neighbour(first, -1),
        "next": _neighbour(first, 1),
        "plans": bool(organizations_as(request, Role.SECRETARY)),
    }
    return render(request, "desk/today/month.html", context)


def _day(day: date, first: date, now: date, events: list[CalendarEntry]) -> Day:
    return Day(day, day.month != first.month, day == now, events)


def _neighbour(first: date, by: int) -> dict[str, object]:
    place = first.year * 12 + first.month - 1 + by
    year, month = divmod(place, 12)
    return {"month": month + 1, "year": year, "address": reverse("calendar.month", args=[year, month + 1])}


def _events(request: DeskRequest, first: date, last: date, today: date) -> dict[date, list[CalendarEntry]]:
    found: dict[date, list[CalendarEntry]] = defaultdict(list)
    for meeting in titled(meetings_between(request.user, first, last)).exclude(state=MeetingState.CANCELLED):
        hour = f"{clock_time(meeting.starts_at)} " if meeting.has_time else ""
        address = reverse("meetings.meeting", args=[meeting.pk])
        event = CalendarEntry(hour + title_of(meeting), address, "people", "ev--meet", meeting.is_illustrative)
        found[meeting.day].append(event)
    for meeting in titled(asked_until(request.user, first, last)):
        address = reverse("voting.votes", args=[meeting.pk])
        words = _("Hạn trả lời phiếu: %(title)s") % {"title": title_of(meeting)}
        found[meeting.due_day].append(
            CalendarEntry(words, address, *_due(meeting.due_day, today), meeting.is_illustrative)
        )
    for noun in rounds_until(request.user, first, last):
        address = reverse("opinions.round", args=[noun.pk])
        words = _("Hạn góp ý: %(title)s") % {"title": noun.label()}
        found[noun.due_on].append(CalendarEntry(words, address, *_due(noun.due_on, today), noun.is_illustrative))
    for engagement in engagements_between(request.user, first, last):
        words = f"{clock_time(engagement.starts_at)} {engagement.title}"
        address = reverse("engagements.engagement", args=[engagement.pk])
        found[engagement.day].append(CalendarEntry(words, address, "cal", "ev--meet", engagement.is_illustrative))
    for item in _papers_wanted(request, first, last):
        address = reverse("agenda.item", args=[item.pk])
        words = _("Nộp tài liệu: %(title)s") % {"title": item.title}
        day = item.meeting.papers_by or item.meeting.day
        found[day].append(CalendarEntry(words, address, "doc", "ev--due", item.is_illustrative))
    due = tasks_visible_to(request.user).filter(due_on__range=(first, last), state__in=OPEN_STATES)
    for task in narrow(due, "text", "due_on", "state"):
        if task.due_on is not None:
            address = reverse("tasks.task", args=[task.pk])
            icon, style = _LATE if is_overdue(task, today) else _DUE
            found[task.due_on].append(CalendarEntry(task.label(), address, icon, style, task.is_illustrative))
    return found


def _due(day: date, today: date) -> tuple[str, str]:
    """Return how the last day of something open is drawn, as icon and style."""
    return _LATE if day < today else _DUE


def _papers_wanted(request: DeskRequest, first: date, last: date) -> list[AgendaItem]:
    """Return the items to which the user's bodies have to bring a paper by one of these days."""
    bodies = organizations_as(request, Role.OFFICER)
    if not bodies:
        return []
    columns = ("title", "meeting__papers_by", "meeting__starts_at")
    wanted = narrow(wanted_of(request.user, bodies), *columns, along=("meeting",))
    return [item for item in wanted if first <= (item.meeting.papers_by or item.meeting.day) <= last]


urlpatterns = [
    path("lich/", calendar, name="calendar"),
    path("lich/<int:year>/<int:month>/", calendar, name="calendar.month"),
]
