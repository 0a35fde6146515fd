"""The agenda: one matter with its chain from paper to result, and every change of the agenda."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nghitrinh.desk.access import SIGNED_IN, DeskRequest, access, require, verbs
from nghitrinh.desk.acting import FormPage, press, serve
from nghitrinh.desk.differences import Word, differences
from nghitrinh.desk.forms.agenda import ItemForm, PublicTitleForm
from nghitrinh.desk.forms.base import ReasonForm
from nghitrinh.desk.numbers import title_of
from nghitrinh.desk.reading import one
from nghitrinh.desk.views.meetings import crumbs, home, may_conclude, opened
from nghitrinh.desk.wording import day
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.decisions.queries import decisions_visible_to, points_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import AgendaItem, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.meetings.rules import ITEM, MEETING
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.papers.queries import papers_under
from nghitrinh.record.tasks.models import Task, TaskState
from nghitrinh.record.tasks.queries import is_overdue, tasks_visible_to

OVER = (MeetingState.CLOSED, MeetingState.CANCELLED)


@dataclass(frozen=True)
class Step:
    """One step of the chain: its name, how it stands, in words and as a node."""

    name: str
    icon: str
    style: str
    words: str
    when: str


def page_of(item: AgendaItem) -> str:
    """Return the address of a matter's page."""
    return reverse("agenda.item", args=[item.pk])


def way_to(item: AgendaItem) -> list[tuple[str, str]]:
    """Return the way to a matter's page, for the pages below it."""
    return [*crumbs(item.meeting), (_("Nội dung %(number)d") % {"number": item.position}, page_of(item))]


def chain(papers: list[Paper], decision: Decision | None, tasks: list[Task], today: date) -> list[Step]:
    """Return the chain of a matter: paper, decision, tasks, result."""
    return [_paper_step(papers), _decision_step(decision), _task_step(tasks, today), _result_step(tasks)]


def _paper_step(papers: list[Paper]) -> Step:
    live = [each for each in papers if each.state != PaperState.WITHDRAWN]
    if not live:
        return Step(_("Tờ trình"), "doc", "is-open", _("Chưa có tài liệu"), "")
    newest = max((version.submitted_on for each in live for version in each.versions.all()), default=None)
    words = ngettext("%(count)d tài liệu", "%(count)d tài liệu", len(live)) % {"count": len(live)}
    return Step(_("Tờ trình"), "doc", "is-past", words, _("Nộp %(day)s") % {"day": day(newest)} if newest else "")


def _decision_step(decision: Decision | None) -> Step:
    if decision is None:
        return Step(_("Kết luận"), "seal", "is-open", _("Chưa có"), "")
    when = _("Duyệt %(day)s") % {"day": day(decision.approved_on)} if decision.approved_on else ""
    settled = decision.state in ("approved", "issued")
    return Step(_("Kết luận"), "seal", "is-seal" if settled else "is-open", decision.get_state_display(), when)


def _task_step(tasks: list[Task], today: date) -> Step:
    if not tasks:
        return Step(_("Việc giao"), "task", "is-open", _("Chưa giao việc"), "")
    late = [each for each in tasks if is_overdue(each, today)]
    dues = [each.due_on for each in tasks if each.due_on and each.state != TaskState.CONFIRMED]
    when = _("Hạn sớm nhất %(day)s") % {"day": day(min(dues))} if dues else ""
    if late:
        words = ngettext("%(count)d việc quá hạn", "%(count)d việc quá hạn", len(late)) % {"count": len(late)}
        return Step(_("Việc giao"), "late", "is-late", words, when)
    words = ngettext("%(count)d việc", "%(count)d việc", len(tasks)) % {"count": len(tasks)}
    return Step(_("Việc giao"), "task", "is-past", words, when)


def _result_step(tasks: list[Task]) -> Step:
    done = [each for each in tasks if each.state == TaskState.CONFIRMED]
    if not done:
        return Step(_("Kết quả"), "done", "is-open", _("Chưa có"), "")
    words = _("%(done)d trên %(all)d việc đã xong") % {"done": len(done), "all": len(tasks)}
    return Step(_("Kết quả"), "done", "is-past" if len(done) == len(tasks) else "is-open", words, "")


@access(SIGNED_IN)
def item_page(request: DeskRequest, item: UUID) -> HttpResponse:
    """Show one matter: its chain, conclusion, papers with their versions, and how the two newest differ."""
    found = one(items_visible_to(request.user), item)
    meeting = opened(request, found.meeting_id)
    papers = list(papers_under(request.user, found))
    decision = decisions_visible_to(request.user).filter(item=found).first()
    tasks = list(tasks_visible_to(request.user).filter(decision__item=found))
    context: dict[str, Any] = {
        "item": found,
        "meeting": meeting,
        "meeting_title": title_of(meeting),
        "crumbs": crumbs(meeting),
        "can": _possible(request, found),
        "papers": papers,
        "decision": decision,
        "points": points_of(decision) if decision else [],
        "tasks": tasks,
        "chain": chain(papers, decision, tasks, clock.today()),
        "compared": _newest_difference(papers),
        "can_draft": decision is None and may_conclude(request, found),
    }
    return render(request, "desk/agenda/item.html", context)


def _possible(request: DeskRequest, item: AgendaItem) -> set[str]:
    found = verbs(request, ITEM, item)
    if item.meeting.state in OVER:
        found -= {"item.revise", "item.withdraw"}
    if item.level != "restricted":
        found.discard("item.approve_public_title")
    return found


def _newest_difference(papers: list[Paper]) -> tuple[Paper, list[Word]] | None:
    for paper in papers:
        versions = list(paper.versions.all())
        if len(versions) > 1 and versions[0].body and versions[1].body:
            return paper, differences(versions[1].body, versions[0].body)
    return None


@access(Role.SECRETARY)
def add(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Put a matter on the agenda."""
    found = opened(request, meeting)
    require(request, MEETING, "item.add", found)
    page = FormPage(
        form=ItemForm,
        act="item.add",
        title=_("Thêm nội dung"),
        back=home(found),
        said=_("Đã thêm nội dung vào cuối chương trình."),
        noun=found,
        crumbs=crumbs(found),
    )
    return serve(request, page)


@access(Role.SECRETARY)
@require_POST
def move(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Move a matter to the place that the button names."""
    found = one(items_visible_to(request.user), item)
    position = request.POST.get("position", "")
    said = _("%(title)s: nay là nội dung %(position)s") % {"title": found.title, "position": position}
    back = f"{home(found.meeting)}#{found.pk}"
    return press(request, "item.move", back=back, said=said, item=found.pk, position=position)


def _step(request: DeskRequest, item: UUID, verb: str) -> AgendaItem:
    found = one(items_visible_to(request.user), item)
    require(request, ITEM, verb, found)
    return found


def _page(request: DeskRequest, item: AgendaItem, **given: Any) -> HttpResponseBase:
    return serve(request, FormPage(noun=item, back=page_of(item), crumbs=way_to(item), **given))


@access(Role.SECRETARY)
def revise(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Change a matter."""
    found = _step(request, item, "item.revise")
    names = ("title", "minutes", "level", "public_title")
    initial = {name: getattr(found, name) for name in names} | {"presenter": found.presenter_id}
    said = _("Đã lưu nội dung.")
    return _page(request, found, form=ItemForm, act="item.revise", title=_("Sửa nội dung"), said=said, initial=initial)


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Take a matter off the agenda."""
    found = _step(request, item, "item.withdraw")
    note = _("Nội dung vẫn ở trong hồ sơ, ghi là đã rút.")
    said = _("Đã rút nội dung.")
    return _page(request, found, form=ReasonForm, act="item.withdraw", title=_("Rút nội dung"), note=note, said=said)


@access(Role.CHAIR)
def approve_title(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Approve the words under which a restricted matter is named to the public."""
    found = _step(request, item, "item.approve_public_title")
    return _page(
        request,
        found,
        form=PublicTitleForm,
        act="item.approve_public_title",
        title=_("Duyệt tên công khai"),
        note=_("Nội dung này hạn chế: ngoài tên dưới đây, không chữ nào của nó được công bố."),
        said=_("Đã duyệt tên công khai."),
        initial={"public_title": found.public_title},
    )


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/them-noi-dung/", add, name="agenda.add"),
    path("noi-dung/<uuid:item>/", item_page, name="agenda.item"),
    path("noi-dung/<uuid:item>/chuyen/", move, name="agenda.move"),
    path("noi-dung/<uuid:item>/sua/", revise, name="agenda.revise"),
    path("noi-dung/<uuid:item>/rut/", withdraw, name="agenda.withdraw"),
    path("noi-dung/<uuid:item>/ten-cong-khai/", approve_title, name="agenda.approve_title"),
]
