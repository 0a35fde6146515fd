"""Today: what needs a hand, for whoever is looking, with the coming days and what was done last."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.kit.access import SIGNED_IN, WORKS, DeskRequest, access
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.desk.today.first_steps import first_steps
from nghitrinh.desk.today.needs import coming_days, heading, needs_of
from nghitrinh.record.bodies.queries import journal_visible_to

LAST = 5


@access(SIGNED_IN)
def today(request: DeskRequest) -> HttpResponse:
    """Show what needs this user.

    No Listing: each need names its few first objects and leads to the list that has them all.
    """
    needs = needs_of(request)
    latest = list(journal_visible_to(request.user).order_by("-seq")[:LAST])
    context = {
        "needs": needs,
        "first": [] if needs else first_steps(request),
        "heading": heading(sum(need.count for need in needs)),
        "ahead": coming_days(request),
        "latest": lines_of(latest),
        "has_calendar": WORKS.lets(request.user, request.grants),
    }
    return render(request, "desk/today/today.html", context)


urlpatterns = [path("", today, name="today")]
