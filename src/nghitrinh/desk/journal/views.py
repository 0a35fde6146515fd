"""The journal as a page: every act one may read, overall and for one object."""

from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.lines import lines_of
from nghitrinh.desk.kit.links import address_of
from nghitrinh.desk.kit.lookup import SEARCHED, one
from nghitrinh.desk.kit.titles import label_of
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel.models import Journal

PAGE = 50


def _show(request: DeskRequest, lines: QuerySet[Journal], **context: Any) -> HttpResponse:
    page = Paginator(lines.order_by("-seq"), PAGE).get_page(request.GET.get("trang"))
    return render(request, "desk/journal/journal.html", {"page": page, "lines": lines_of(list(page)), **context})


@access(SIGNED_IN)
def journal(request: DeskRequest) -> HttpResponse:
    """Show every line one may read, newest first."""
    return _show(request, journal_visible_to(request.user))


@access(SIGNED_IN)
def of_object(request: DeskRequest, kind: str, noun: UUID) -> HttpResponse:
    """Show the lines about one object that one may see."""
    if kind not in SEARCHED:
        raise Http404
    found = one(SEARCHED[kind](request.user), noun)
    lines = journal_visible_to(request.user).filter(subject=f"{kind}:{noun}")
    return _show(request, lines, noun=found, title=label_of(found), kind=kind, address=address_of(kind, noun))


urlpatterns = [
    path("nhat-ky/", journal, name="journal"),
    path("nhat-ky/<slug:kind>/<uuid:noun>/", of_object, name="journal.object"),
]
