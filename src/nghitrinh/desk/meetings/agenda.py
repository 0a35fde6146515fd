"""The agenda: one item with its chain from paper to result, and every change of the agenda."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.contents.differences import Comparison
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, verbs
from nghitrinh.desk.kit.acting import press
from nghitrinh.desk.kit.chain import chain
from nghitrinh.desk.kit.comparisons import compared_briefly
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.opening import opened, show, step
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.agenda_forms import ItemForm, PublicTitleForm
from nghitrinh.desk.meetings.part import part_of_item
from nghitrinh.desk.meetings.views import may_conclude
from nghitrinh.desk.papers.reads import unread_papers
from nghitrinh.desk.personal.filed import documents_at
from nghitrinh.desk.personal.noted import notes_of_item
from nghitrinh.desk.voting.reads import may_prepare, rows_of
from nghitrinh.record.bodies.queries import is_inside
from nghitrinh.record.decisions.queries import points_of, put_off_undecided, undropped_decisions
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.form_words import words_of
from nghitrinh.record.meetings.models import AgendaItem, Meeting, MeetingState
from nghitrinh.record.meetings.queries import way_of
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.papers.queries import papers_under
from nghitrinh.record.publications.queries import is_live
from nghitrinh.record.tasks.queries import tasks_visible_to

OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)


@access(SIGNED_IN)
def item_page(request: DeskRequest, item: UUID) -> HttpResponse:
    """Show one item: its chain, decision, papers with their versions, and how the two newest differ."""
    found = opened(request, AgendaItem, item)
    found.meeting = meeting = opened(request, Meeting, found.meeting_id)  # with its number, for the way here
    if not is_inside(request.user, found):
        return part_of_item(request, found, meeting)
    papers = list(papers_under(request.user, found))
    decision = undropped_decisions(request.user).filter(item=found).first()
    tasks = list(tasks_visible_to(request.user).filter(decision__item=found))
    context: dict[str, Any] = {
        "meeting": meeting,
        "meeting_title": title_of(meeting),
        "form_words": words_of(meeting),
        "can": _possible(request, found),
        "papers": papers,
        "unread": unread_papers(request.user, papers),
        "way": way_of(request.user, found),
        "decision": decision,
        "points": points_of(decision) if decision else [],
        "tasks": tasks,
        "chain": chain(papers, decision, tasks, clock.today()),
        "compared": _newest_difference(papers),
        "put_off": put_off_undecided(AgendaItem.objects.filter(pk=found.pk)).exists(),
        "can_draft": decision is None and may_conclude(request, found),
        "votes": rows_of(request.user, found),
        "can_prepare": may_prepare(request, found),
        "own": notes_of_item(request.user, found.pk),
        "own_documents": documents_at(request.user, [found.pk]).get(found.pk, []),
    }
    return show(request, found, "desk/meetings/item.html", **context)


def _possible(request: DeskRequest, item: AgendaItem) -> set[str]:
    found = verbs(request, item)
    if item.meeting.state in OVER:
        found -= {"item.revise", "item.withdraw"}
    if item.level != "restricted":
        found.discard("item.approve_public_title")
    return found


def _newest_difference(papers: list[Paper]) -> tuple[Paper, Comparison | None] | None:
    """Return the first paper in two versions, and how they differ where that is said briefly."""
    for paper in papers:
        versions = list(paper.versions.all())
        if len(versions) > 1 and versions[0].body and versions[1].body:
            return paper, compared_briefly(versions[1].body, versions[0].body)
    return None


@access(Role.SECRETARY)
def add(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Put an item on the agenda."""
    found = opened(request, Meeting, meeting, "item.add")
    said = _("Đã thêm nội dung vào cuối chương trình.")
    preset = {"level": found.level}  # an item of a public meeting is public until somebody says otherwise
    return step(request, found, "item.add", ItemForm, title=_("Thêm nội dung"), said=said, initial=preset)


@access(Role.SECRETARY)
@require_POST
def move(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Move an item to the place that the button names."""
    found = opened(request, AgendaItem, item)
    position = request.POST.get("position", "")
    said = _("%(title)s: nay là nội dung %(position)s") % {"title": found.title, "position": position}
    back = f"{page_of(found.meeting)}#{found.pk}"
    return press(request, "item.move", back=back, said=said, item=found.pk, position=position)


@access(Role.SECRETARY)
def revise(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Change an item."""
    found = opened(request, AgendaItem, item, "item.revise")
    names = ("title", "minutes", "level", "public_title")
    initial = {name: getattr(found, name) for name in names} | {"presenter": found.presenter_id}
    said = _("Đã lưu nội dung.")
    return step(
        request,
        found,
        "item.revise",
        ItemForm,
        title=_("Sửa nội dung"),
        said=said,
        initial=initial,
        options={"announced": is_live(found)},
    )


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Take an item off the agenda."""
    found = opened(request, AgendaItem, item, "item.withdraw")
    note = _("Nội dung vẫn ở trong hồ sơ, ghi là đã rút.")
    if is_live(found):
        note = f"{note} {words_of(found.meeting).read_by_all}"
    said = _("Đã rút nội dung.")
    return step(request, found, "item.withdraw", ReasonForm, title=_("Rút nội dung"), note=note, said=said)


@access(Role.CHAIR)
def approve_title(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Approve the words under which a restricted item is named to the public."""
    found = opened(request, AgendaItem, item, "item.approve_public_title")
    return step(
        request,
        found,
        "item.approve_public_title",
        PublicTitleForm,
        title=_("Duyệt tên công khai"),
        note=_("Nội dung này hạn chế: ngoài tên dưới đây, không chữ nào của nó được công bố."),
        said=_("Đã duyệt tên công khai."),
        initial={"public_title": found.public_title},
        options={"announced": is_live(found)},
    )


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/them-noi-dung/", add, name="agenda.add"),
    path("noi-dung/<uuid:item>/", item_page, name="agenda.item"),
    path("noi-dung/<uuid:item>/chuyen/", move, name="agenda.move"),
    path("noi-dung/<uuid:item>/sua/", revise, name="agenda.revise"),
    path("noi-dung/<uuid:item>/rut/", withdraw, name="agenda.withdraw"),
    path("noi-dung/<uuid:item>/ten-cong-khai/", approve_title, name="agenda.approve_title"),
]
