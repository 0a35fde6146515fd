"""What a body outside sees of a meeting: when and where it is, its own items, papers, posts and tasks, and no more."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from nghitrinh.desk.kit.access import DeskRequest, organizations_as
from nghitrinh.desk.kit.links import crumbs_above
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.wanted import papers_wanted
from nghitrinh.desk.personal.noted import notes_of_item
from nghitrinh.desk.presence.wording import SIGNS
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import extracts_for
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to, posts_of, restricted_presented
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.papers.queries import papers_visible_to, wanted_of
from nghitrinh.record.presence.queries import invitations_to
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.tasks.queries import tasks_visible_to

Extracts = list[tuple[Instrument, Organization]]


@dataclass(frozen=True)
class PresentedItem:
    """An item that the body presents, its papers under it, and whether one is still to be handed in, or registered."""

    item: AgendaItem
    papers: list[Paper]
    wants_paper: bool
    has_none: bool


def part_of_meeting(request: DeskRequest, meeting: Meeting) -> HttpResponse:
    """Show a meeting to an officer of a body that presents something there or is invited."""
    bodies = organizations_as(request, Role.OFFICER)
    tasks = list(tasks_visible_to(request.user).filter(decision__item__meeting=meeting))
    context: dict[str, Any] = {
        "meeting": meeting,
        "title": title_of(meeting),
        "crumbs": crumbs_above(meeting),
        "rows": _presented(request, bodies, meeting),
        "restricted": restricted_presented(bodies, meeting),
        "invitations": invitations_to(request.user, clock.today())
        .filter(meeting=meeting)
        .order_by("recorded_at", "id"),
        "signs": SIGNS,
        "posts": meeting.attendances.filter(posts_of(bodies)),
        "wanted": papers_wanted(meeting),
        "tasks": tasks,
        "extracts": extracts_of(request, tasks),
        "today": clock.today(),
    }
    return render(request, "desk/meetings/part.html", context)


def _presented(request: DeskRequest, bodies: list[UUID], meeting: Meeting) -> list[PresentedItem]:
    items = list(items_visible_to(request.user).filter(meeting=meeting).order_by("position"))
    under: dict[UUID, list[Paper]] = {}
    for paper in (
        papers_visible_to(request.user).filter(consultations__item__in=items).prefetch_related("consultations")
    ):
        for place in paper.consultations.all():
            under.setdefault(place.item_id, []).append(paper)
    wanted = set(wanted_of(request.user, bodies).filter(meeting=meeting).values_list("pk", flat=True))
    rows = ((item, under.get(item.pk, [])) for item in items)
    return [PresentedItem(item, found, _waits(item, meeting, found), item.pk in wanted) for item, found in rows]


def _waits(item: AgendaItem, meeting: Meeting, papers: list[Paper]) -> bool:
    """Tell whether an item of a meeting to come or under way has no paper that was handed in."""
    ahead = meeting.state in (MeetingState.CONVENED, MeetingState.OPEN) and item.state == ItemState.OPEN
    return ahead and not any(paper.state in (PaperState.SUBMITTED, PaperState.ACCEPTED) for paper in papers)


def part_of_item(request: DeskRequest, item: AgendaItem, meeting: Meeting) -> HttpResponse:
    """Show an item to an officer of the body that presents it."""
    bodies = organizations_as(request, Role.OFFICER)
    tasks = list(tasks_visible_to(request.user).filter(decision__item=item))
    (row,) = (each for each in _presented(request, bodies, meeting) if each.item == item)
    context: dict[str, Any] = {
        "item": item,
        "meeting": meeting,
        "meeting_title": title_of(meeting),
        "crumbs": crumbs_above(item),
        "row": row,
        "wanted": papers_wanted(meeting),
        "tasks": tasks,
        "extracts": extracts_of(request, tasks),
        "today": clock.today(),
        "own": notes_of_item(request.user, item.pk),
    }
    return render(request, "desk/meetings/item_part.html", context)


def extracts_of(request: DeskRequest, tasks: list[Task]) -> Extracts:
    """Return the extracts of documents in which tasks were given to this user's bodies, each once."""
    found = {
        (instrument.pk, body.pk): (instrument, body)
        for task in tasks
        for instrument, body in extracts_for(request.user, task)
    }
    return list(found.values())
