"""Today: what needs a hand, for whoever is looking, with the coming days and what was done last."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.course.reads import under_way
from nghitrinh.desk.kit.access import SIGNED_IN, WORKS, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.desk.today.first_steps import first_steps
from nghitrinh.desk.today.needs import coming_days, heading, needs_of
from nghitrinh.desk.today.next_meeting import next_meeting
from nghitrinh.desk.today.raised import raised
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel.levels import Role

LAST = 5


@access(SIGNED_IN)
def today(request: DeskRequest) -> HttpResponse:
    """Show what needs this user.

    No Listing: each need names its few first objects and leads to the list that has them all.
    """
    everything = needs_of(request)
    meeting, needs = next_meeting(request, everything)
    keeps = request.user.is_administrator or organizations_as(request, Role.SECRETARY, Role.CHAIR)
    sitting = under_way(request)
    first = next((each for each in sitting if meeting and each.page == meeting.address), None)
    latest = list(journal_visible_to(request.user).order_by("-seq")[:LAST]) if keeps else []
    context = {
        "next": meeting,
        "needs": needs,
        "sits": first,
        "under_way": [each for each in sitting if each is not first],
        "is_calm": not everything,
        "first": first_steps(request),
        "heading": heading(sum(need.count for need in everything)),
        "ahead": coming_days(request, everything, meeting.address if meeting else ""),
        "raised": raised(request),
        "latest": lines_of(latest),
        "has_calendar": WORKS.lets(request.user, request.grants),
    }
    return render(request, "desk/today/today.html", context)


urlpatterns = [path("", today, name="today")]
