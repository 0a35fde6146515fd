"""Today: what needs a hand, for whoever is looking."""

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.access import SIGNED_IN, DeskRequest, access


@access(SIGNED_IN)
def today(request: DeskRequest) -> HttpResponse:
    """Show what needs this user."""
    return render(request, "desk/today/today.html")


urlpatterns = [path("", today, name="today")]
