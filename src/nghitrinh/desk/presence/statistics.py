"""How often members came: per body and term, as a table with squares one can count, and as a workbook."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import INSIDER, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.exports import xlsx_answer
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import term_words
from nghitrinh.desk.presence.drawing import strip
from nghitrinh.record.bodies.models import LegislativeTerm, Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import INSIDE
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import Meeting, MeetingForm, MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.presence.statistics import Came, Course, Statistics, statistics_of
from nghitrinh.vietnamese import alphabetical, format_date

ALL = "tat-ca"


@dataclass(frozen=True)
class Asked:
    """Of which body and which term (None: all meetings) one asks, among those that one may ask about."""

    bodies: list[Organization]
    terms: list[LegislativeTerm]
    body: Organization | None
    term: LegislativeTerm | None


def _asked(request: DeskRequest) -> Asked:
    """Return what the address asks about: without a choice the first body, and the term of today."""
    mine = Organization.objects.filter(pk__in=organizations_as(request, *INSIDE)).order_by(in_order("name"), "pk")
    bodies = list(mine)
    body = next((each for each in bodies if str(each.pk) == request.GET.get("co-quan")), bodies[0] if bodies else None)
    terms = list(LegislativeTerm.objects.filter(body=body.body_id).order_by("-starts_on", "pk")) if body else []
    said, today = request.GET.get("khoa", ""), clock.today()
    now = next((each for each in terms if each.starts_on <= today <= (each.ends_on or today)), None)
    term = next((each for each in terms if str(each.pk) == said), None if said == ALL else now)
    return Asked(bodies, terms, body, term)


def _statistics(request: DeskRequest, asked: Asked) -> Statistics:
    """Count over the meetings in a room that are over and that the user may see."""
    if asked.body is None:
        return Statistics((), 0, 0)
    over = {"owner": asked.body, "state": MeetingState.CLOSED, "form": MeetingForm.ROOM}
    meetings = meetings_visible_to(request.user).filter(**over)
    if asked.term:
        meetings = meetings.filter(starts_at__gte=datetime.combine(asked.term.starts_on, time(), tzinfo=ZONE))
        if asked.term.ends_on:
            end = datetime.combine(asked.term.ends_on, time(), tzinfo=ZONE) + timedelta(days=1)
            meetings = meetings.filter(starts_at__lt=end)
    found = statistics_of(asked.body.pk, meetings)
    return Statistics(tuple(sorted(found.courses, key=_name)), found.counted, found.unrecorded)


def _name(course: Course) -> tuple[bool, str, str]:
    name = course.membership.holder_name
    return not name, alphabetical(name.rpartition(" ")[2]), alphabetical(name or course.membership.post)


def _row(course: Course) -> tuple[object, ...]:
    """Return the figures of a member in the order of the columns."""
    came = course.count(Came.WHOLE, Came.LATE, Came.PART)
    rest = (Came.WHOLE, Came.LATE, Came.PART, Came.SENT, Came.EXCUSED, Came.ABSENT, Came.UNKNOWN)
    return (course.due, came, *(course.count(each) for each in rest))


def _headers() -> tuple[str, ...]:
    return (_("Số hội nghị"), _("Có dự"), *(str(each.label) for each in Came))


@access(INSIDER)
def statistics(request: DeskRequest) -> HttpResponse:
    """Show how often each member of a body came.

    No Listing: they are the members of one body, and its filter is the body and the term.
    """
    asked = _asked(request)
    found = _statistics(request, asked)
    context: dict[str, Any] = {
        "asked": asked,
        "all": ALL,
        "terms": [(each, term_words(each)) for each in asked.terms],
        "found": found,
        "headers": _headers(),
        "rows": [(each.membership, _row(each), _strip(each)) for each in found.courses],
        "legend": [(each.label, strip([each])) for each in Came],
    }
    return render(request, "desk/presence/statistics.html", context)


def _strip(course: Course) -> SafeString:
    return strip([kind for _meeting, kind in course.came])


@access(INSIDER)
def workbook(request: DeskRequest) -> HttpResponse:
    """Hand out the figures as a workbook, with how each came to each meeting behind them."""
    asked = _asked(request)
    found = _statistics(request, asked)
    meetings = _meetings(found)
    headers = (
        _("Chức vụ"),
        _("Họ tên"),
        *_headers(),
        *(f"{title_of(each)}, {format_date(each.day)}" for each in meetings),
    )
    rows = (
        (each.membership.post, each.membership.holder_name, *_row(each), *_each_meeting(each, meetings))
        for each in found.courses
    )
    return xlsx_answer(_("Thống kê dự họp"), headers, rows)


def _meetings(found: Statistics) -> list[Meeting]:
    every = {meeting.pk: meeting for course in found.courses for meeting, _kind in course.came}
    return sorted(every.values(), key=lambda each: (each.starts_at, each.pk))


def _each_meeting(course: Course, meetings: list[Meeting]) -> list[str]:
    came = {meeting.pk: str(kind.label) for meeting, kind in course.came}
    return [came.get(each.pk, "") for each in meetings]


urlpatterns = [
    path("hoi-nghi/thong-ke/", statistics, name="presence.statistics"),
    path("hoi-nghi/thong-ke.xlsx", workbook, name="presence.workbook"),
]
