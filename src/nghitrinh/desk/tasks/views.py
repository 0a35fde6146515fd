"""Tasks: who was charged with what, and what became of it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import SIGNED_IN, WORKS, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.acting import FormPage, press_without_edit, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.chain import Step, chain
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.listing import ListColumn, Listing, Order, States, day_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.needs import narrow
from nghitrinh.desk.kit.opening import note_restricted, opened, pressed, show, step
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.uploads import handed_out
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.tasks.forms import AnswerForm, CancelForm, ExtendForm, ReportForm, ReturnForm, SaidForm
from nghitrinh.desk.tasks.needs import TODAY
from nghitrinh.desk.tasks.story import story_of
from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.decisions.queries import decisions_visible_to
from nghitrinh.record.instruments.queries import extracts_for, withdrawn_carrying
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Level, Role
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to
from nghitrinh.record.papers.queries import papers_under
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskState
from nghitrinh.record.tasks.queries import (
    is_overdue,
    open_questions,
    overdue,
    task_files_visible_to,
    tasks_per_body,
    tasks_visible_to,
)


def _filters() -> States:
    return {
        "": (_("Chưa xong"), Q(state__in=OPEN_STATES)),
        "qua-han": (_("Quá hạn"), overdue(clock.today())),
        "cho-xac-nhan": (_("Chờ xác nhận"), Q(state=TaskState.REPORTED)),
        "da-xong": (_("Đã xong"), Q(state=TaskState.CONFIRMED)),
        "thoi-giao": (_("Thôi giao"), Q(state=TaskState.CANCELLED)),
        "tat-ca": (_("Tất cả"), Q()),
    }


def _rows(tasks: QuerySet[Task]) -> QuerySet[Task]:
    bodies = ("responsible", "through", "addressee")
    columns = ("text", "state", "result", "due_on", "due_text", *(f"{body}__name" for body in bodies))
    return narrow(tasks, *columns, along=bodies)


TASKS = Listing(
    name=gettext_lazy("Việc giao"),
    columns=(
        ListColumn(gettext_lazy("Việc"), lambda task: task.text),
        ListColumn(gettext_lazy("Chịu trách nhiệm"), lambda task: task.responsible.name),
        ListColumn(gettext_lazy("Thông qua"), lambda task: task.through.name if task.through else ""),
        ListColumn(gettext_lazy("Phối hợp"), lambda task: "; ".join(each.name for each in task.with_bodies.all())),
        ListColumn(gettext_lazy("Ngày giao"), lambda task: task.assigned_on),
        ListColumn(gettext_lazy("Hạn"), lambda task: task.due_on or task.due_text),
        ListColumn(gettext_lazy("Tình trạng"), lambda task: task.get_state_display()),
        ListColumn(gettext_lazy("Kết quả"), lambda task: task.result),
        ListColumn(gettext_lazy("Mức phổ biến"), lambda task: task.get_level_display()),
    ),
    texts=("text", "reference", "responsible__name", "result"),
    day="due_on",
    bound=day_of,
    body="responsible",
    on_page=_rows,
    states=_filters,
    state_name="loc",
    orders={
        "": Order(gettext_lazy("Theo hạn")),
        "moi": Order(gettext_lazy("Giao sau trước"), ("-assigned_on", "id")),
        "co-quan": Order(gettext_lazy("Theo cơ quan"), ("responsible__name", "due_on", "id")),
    },
)


@access(WORKS)
def tasks(request: DeskRequest) -> HttpResponse:
    """List the tasks one may see by deadline, and what each body has."""
    shown = TASKS.show(request, tasks_visible_to(request.user))
    if shown.file:
        return shown.file
    context: dict[str, Any] = {
        "shown": shown,
        "bodies": lambda: tasks_per_body(request.user),
        "today": clock.today(),
        "can_bring": bool(organizations_as(request, Role.SECRETARY)),
        "asked": request.GET.urlencode(),
    }
    return render(request, "desk/tasks/list.html", context)


def chosen_tasks(request: DeskRequest) -> QuerySet[Task]:
    """Return the tasks one may see, narrowed as the list's address says."""
    return TASKS.show(request, tasks_visible_to(request.user)).all


@access(SIGNED_IN)
def task_page(request: DeskRequest, task: UUID) -> HttpResponse:
    """Show one task: the charge, what was reported and answered, and what may be done next."""
    found = opened(request, Task, task)
    decision = decisions_visible_to(request.user).filter(pk=found.decision_id).first() if found.decision_id else None
    context: dict[str, Any] = {"today": clock.today(), "story": story_of(found), "decision": decision}
    context["late"], context["asked"] = is_overdue(found, clock.today()), open_questions(found).last()
    context["withdrawn"], context["waits"] = _withdrawn(found), _waits(found)
    if decision is None:
        part: dict[str, Any] = {
            "chain": [],
            "given_at": _given_at(request, found),
            "extracts": extracts_for(request.user, found),
        }
    else:
        part = {"chain": _chain(request, found, decision), "given_at": None, "extracts": []}
    return show(request, found, "desk/tasks/task.html", **context | part)


def _waits(task: Task) -> str:
    """Return whose hand a task waits for, for everybody whose it is not: who sees no button reads why."""
    if task.state == TaskState.ASSIGNED:
        return _("Chờ %(body)s nhận việc.") % {"body": task.responsible.name}
    if task.state in (TaskState.ACCEPTED, TaskState.RETURNED):
        return _("Chờ %(body)s báo cáo.") % {"body": task.responsible.name}
    if task.state == TaskState.REPORTED:
        return _("Chờ thư ký hoặc người chủ trì của %(body)s xác nhận báo cáo.") % {"body": task.owner.name}
    return ""


def _withdrawn(task: Task) -> list[str]:
    """Return under which numbers the documents were issued that gave an open task, where all of them are withdrawn."""
    giving = task.decision
    if giving is None or giving.state != DecisionState.RECALLED or task.state not in OPEN_STATES:
        return []
    return [each.symbol_number for each in withdrawn_carrying(giving)]


def _chain(request: DeskRequest, task: Task, decision: Decision) -> list[Step]:
    """Return the way from the paper to this task's result, for whoever may see the item; nothing otherwise."""
    item = items_visible_to(request.user).filter(pk=decision.item_id).first()
    if item is None:
        return []
    return chain(list(papers_under(request.user, item)), decision, [task], clock.today())


@dataclass(frozen=True)
class GivenAt:
    """The meeting at which a task was given, for whoever does not see the decision; its page where they have a part."""

    words: str
    address: str


def _given_at(request: DeskRequest, task: Task) -> GivenAt | None:
    meeting = task.decision.item.meeting if task.decision else None
    if meeting is None or meeting.level == Level.RESTRICTED:
        return None
    words = f"{title_of(meeting)}, {day(meeting.starts_at)}"
    return GivenAt(words, page_of(meeting) if meetings_visible_to(request.user).filter(pk=meeting.pk).exists() else "")


def _step(request: DeskRequest, task: UUID, act: str, form: type[ActForm], words: tuple[str, str]) -> HttpResponseBase:
    found, (title, said) = opened(request, Task, task, act), words
    return step(request, found, act, form, title=title, note=found.text, said=said)


@access(Role.OFFICER)
@require_POST
def accept(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Take a task on for one's body."""
    return pressed(request, Task, task, "task.accept", _("Đã nhận việc."))


@access(Role.OFFICER)
def report(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Report on a task."""
    return _step(request, task, "task.report", ReportForm, (_("Báo cáo việc"), _("Đã gửi báo cáo.")))


@access(Role.SECRETARY, Role.CHAIR)
@require_POST
def ask(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Ask the charged body about an overdue task in one press; it leads back to where it was pressed."""
    found = opened(request, Task, task, "task.ask")
    back = reverse("today") if request.POST.get("from") == TODAY else page_of(found)
    said = _("Đã hỏi %(body)s: câu hỏi ở trang Hôm nay của cơ quan ấy.") % {"body": found.responsible.name}
    return press_without_edit(request, "task.ask", back=back, said=said, task=found.pk)


@access(Role.OFFICER)
def answer(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Answer what was asked about a task, in a line."""
    found = opened(request, Task, task, "task.answer")
    page = FormPage(  # it writes nothing of the task, and so takes no edit
        act="task.answer",
        form=SaidForm,
        title=_("Trả lời câu hỏi về việc"),
        note=found.text,
        button=_("Trả lời"),
        said=_("Đã trả lời."),
        back=page_of(found),
        fixed={"task": found.pk},
        crumbs=crumbs_to(found),
    )
    return serve(request, page)


@access(SIGNED_IN)
def file(request: DeskRequest, report_file: UUID) -> HttpResponse:
    """Hand out a file of a report to whoever may see its task."""
    found = one(task_files_visible_to(request.user).select_related("report__task"), report_file)
    note_restricted(request, found.report.task)
    return handed_out(found)


@access(Role.SECRETARY, Role.CHAIR)
def confirm(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Confirm that a task is done."""
    return _step(request, task, "task.confirm", AnswerForm, (_("Xác nhận đã xong"), _("Đã xác nhận.")))


@access(Role.SECRETARY, Role.CHAIR)
def send_back(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Send a report back."""
    return _step(request, task, "task.return", ReturnForm, (_("Trả lại báo cáo"), _("Đã trả lại.")))


@access(Role.SECRETARY)
def extend(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Give a task more time; the form says which deadline it has now."""
    found = opened(request, Task, task, "task.extend")
    has = day(found.due_on) if found.due_on else found.due_text or _("không định hạn")
    note = _("%(task)s. Hạn đang có: %(deadline)s.") % {"task": found.text.rstrip("."), "deadline": has}
    return step(request, found, "task.extend", ExtendForm, title=_("Gia hạn"), note=note, said=_("Đã gia hạn."))


@access(Role.SECRETARY)
def cancel(request: DeskRequest, task: UUID) -> HttpResponseBase:
    """Release a body from a task."""
    return _step(request, task, "task.cancel", CancelForm, (_("Thôi giao việc"), _("Đã thôi giao.")))


urlpatterns = [
    path("viec/", tasks, name="tasks"),
    path("viec/<uuid:task>/", task_page, name="tasks.task"),
    path("viec/tep/<uuid:report_file>/", file, name="tasks.file"),
    path("viec/<uuid:task>/nhan/", accept, name="tasks.accept"),
    path("viec/<uuid:task>/bao-cao/", report, name="tasks.report"),
    path("viec/<uuid:task>/xac-nhan/", confirm, name="tasks.confirm"),
    path("viec/<uuid:task>/tra-lai/", send_back, name="tasks.send_back"),
    path("viec/<uuid:task>/hoi/", ask, name="tasks.ask"),
    path("viec/<uuid:task>/tra-loi/", answer, name="tasks.answer"),
    path("viec/<uuid:task>/gia-han/", extend, name="tasks.extend"),
    path("viec/<uuid:task>/thoi-giao/", cancel, name="tasks.cancel"),
]
