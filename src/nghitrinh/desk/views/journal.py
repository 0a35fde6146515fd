"""The journal as a page: every act one may read, overall and for one object."""

import json
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.links import address_of
from nghitrinh.desk.reading import SEARCHED, one
from nghitrinh.desk.wording import value_words
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel.models import ActContent, Journal

PAGE = 50


@dataclass(frozen=True)
class Line:
    """One line as the page shows it; `content` is None when it was erased."""

    row: Journal
    content: dict[str, Any] | None
    kind: str
    address: str

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Return what changed: field, old, new."""
        given = (self.content or {}).get("changes", {})
        kind = self.kind
        return [
            (name, value_words(kind, name, old), value_words(kind, name, new)) for name, (old, new) in given.items()
        ]


def lines_of(rows: list[Journal]) -> list[Line]:
    """Return lines of the journal with what they say, in two queries however many they are."""
    written = dict(ActContent.objects.filter(seq__in=[row.seq for row in rows]).values_list("seq", "content"))
    return [_line(row, json.loads(text) if (text := written.get(row.seq)) else None) for row in rows]


def _line(row: Journal, content: dict[str, Any] | None) -> Line:
    kind, _, identifier = row.subject.partition(":")
    return Line(row, content, kind, address_of(kind, identifier) if identifier else "")


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
    return _show(request, lines, noun=found, kind=kind, address=address_of(kind, noun))


urlpatterns = [
    path("nhat-ky/", journal, name="journal"),
    path("nhat-ky/<slug:kind>/<uuid:noun>/", of_object, name="journal.object"),
]
