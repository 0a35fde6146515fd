"""The papers of a meeting under the items of its agenda, each with the way to its text, and what one has not read."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.needs import narrow
from nghitrinh.desk.meetings.views import head_of, whole
from nghitrinh.desk.papers.reads import unread_papers
from nghitrinh.desk.personal.filed import documents_at
from nghitrinh.desk.personal.noted import count_of
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.models import Consultation, Paper, PaperRevision
from nghitrinh.record.papers.queries import papers_visible_to


@dataclass(frozen=True)
class ShownPaper:
    """A paper under an item with its newest version, and how often one noted something at any version of it."""

    paper: Paper
    version: PaperRevision | None
    notes: int


@dataclass(frozen=True)
class ItemPapers:
    """An item with its papers in the order in which they were laid under it, and one's own notes at it."""

    item: AgendaItem
    papers: list[ShownPaper]
    notes: int


@access(SIGNED_IN)
def meeting_papers(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """Show the papers under a meeting's items: from here one press leads to the text of any."""
    found = whole(request, meeting)
    rows = _rows(request, found)
    papers = {each.paper.pk: each.paper for row in rows for each in row.papers}
    unread = unread_papers(request.user, papers.values())
    own = documents_at(request.user, [found.pk, *(row.item.pk for row in rows)])
    context = {"rows": rows, "count": len(papers), "unread": unread, "own": own}
    return render(request, "desk/meetings/papers.html", head_of(request, found, "papers") | context)


def _rows(request: DeskRequest, meeting: Meeting) -> list[ItemPapers]:
    columns = ("position", "title", "level", "state", "meeting", "owner")
    items = list(narrow(items_visible_to(request.user), *columns).filter(meeting=meeting).order_by("position", "id"))
    papers = {
        each.pk: each for each in papers_visible_to(request.user).filter(consultations__item__in=items).distinct()
    }
    under: dict[UUID, list[Paper]] = {}
    for item, paper in _places(items):
        if paper in papers:
            under.setdefault(item, []).append(papers[paper])
    versions = [version.pk for paper in papers.values() for version in paper.versions.all()]
    counts = count_of(request.user, versions, [each.pk for each in items])

    def shown(paper: Paper) -> ShownPaper:
        own = list(paper.versions.all())
        return ShownPaper(paper, own[0] if own else None, sum(counts[each.pk] for each in own))

    return [ItemPapers(each, [shown(paper) for paper in under.get(each.pk, [])], counts[each.pk]) for each in items]


def _places(items: Iterable[AgendaItem]) -> Iterable[tuple[UUID, UUID]]:
    places = Consultation.objects.filter(item__in=[each.pk for each in items]).order_by("recorded_at", "id")
    return dict.fromkeys(places.values_list("item", "paper"))


urlpatterns = [path("hoi-nghi/<uuid:meeting>/tai-lieu/", meeting_papers, name="meetings.papers")]
