"""A list of tasks as a spreadsheet: the template, the list seen before it comes in, and open tasks to take along."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import WORKS, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import crumbs_of_list
from nghitrinh.desk.kit.typed import Typed, typed_for
from nghitrinh.desk.refusals import each_in_words, in_desk_words
from nghitrinh.desk.tasks.list_forms import ListForm, SeenListForm, sealed
from nghitrinh.desk.tasks.views import chosen_tasks
from nghitrinh.intake.sheet_remarks import UnseenRemarks
from nghitrinh.intake.task_list.bodies import chargeable
from nghitrinh.intake.task_list.bringing import BadList, bring_in, require_new
from nghitrinh.intake.task_list.rows import TaskList, understand
from nghitrinh.intake.task_list.tables import BadCell, NotAList, SheetTable
from nghitrinh.intake.task_list.workbook import read_table
from nghitrinh.intake.task_list.writing import MEDIA_TYPE, listed
from nghitrinh.intake.task_list.writing import template as written_template
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError, Contradiction
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.messages import written
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.tasks.acts.lists import ListedTask
from nghitrinh.record.tasks.models import OPEN_STATES


@dataclass(frozen=True)
class SeenRow:
    """One row of a list as it was understood, with the names of the organizations."""

    line: int
    task: ListedTask
    names: dict[str, str]


def _mine(request: DeskRequest) -> QuerySet[Organization]:
    return Organization.objects.filter(pk__in=organizations_as(request, Role.SECRETARY)).order_by(in_order("name"))


@access(Role.SECRETARY)
def bring(request: DeskRequest) -> HttpResponseBase:
    """Take a list and show what would come in, or every cell that is bad; nothing is written yet."""
    if request.method != "POST":
        return _opened(request, typed_for(request))
    form = ListForm(request.POST, request.FILES, organizations=_mine(request))
    if not form.is_valid():
        return _ask(request, form)
    organization, upload = form.cleaned_data["organization"], form.cleaned_data["upload"]
    try:
        listing = _understood(read_table(upload.read(), upload.name), organization)
    except (NotAList, Contradiction, BadList) as error:
        return _refused(request, form, error)
    return render(request, "desk/tasks/seen.html", _seen(listing, organization))


def _opened(request: DeskRequest, typed: Typed | None) -> HttpResponse:
    """Show the form, empty or with what was typed before and could not be sent."""
    if typed is None:
        return _ask(request, ListForm(organizations=_mine(request)))
    typed.shown = True
    form = ListForm(typed.data, organizations=_mine(request))
    return _ask(request, form, notice=typed.why, files_again=typed.files, status=typed.status)


def _understood(table: SheetTable, organization: Organization) -> TaskList:
    require_new(table, organization)
    listing = understand(table, organization)
    if listing.bad:
        raise BadList(table.file, listing.bad)
    return listing


def _seen(listing: TaskList, organization: Organization, answered: Collection[str] = ()) -> dict[str, Any]:
    return {
        "listing": listing,
        "said": [],
        "questions": [(question, question.key in answered) for question in listing.questions],
        "rows": [SeenRow(row.line + 1, row.task, _names(listing, row.task)) for row in listing.rows],
        "organization": organization,
        "table": sealed(listing.table),
        "today": clock.today(),
        "crumbs": [*crumbs_of_list("task"), (_("Nhập danh sách việc"), reverse("tasks.bring"))],
    }


def _names(listing: TaskList, task: ListedTask) -> dict[str, str]:
    single = {"responsible": task.responsible, "through": task.through, "report_to": task.report_to}
    names = {field: listing.names[body] for field, body in single.items() if body}
    return names | {"with_bodies": ", ".join(listing.names[body] for body in task.with_bodies)}


@access(Role.SECRETARY)
@require_POST
def enter(request: DeskRequest) -> HttpResponseBase:
    """Enter the list that was seen: every task or none."""
    form = SeenListForm(request.POST, organizations=_mine(request))
    if not form.is_valid():
        again = ListForm(organizations=_mine(request))
        return _ask(request, again, said=[str(text) for texts in form.errors.values() for text in texts])
    organization, answered = form.cleaned_data["organization"], form.cleaned_data["seen"]
    try:
        listing = _understood(form.cleaned_data["table"], organization)
        tasks = bring_in(listing, organization, by=request.user, seen=answered)
    except UnseenRemarks as error:
        shown = _seen(listing, organization, answered) | {"said": each_in_words(error)}
        return render(request, "desk/tasks/seen.html", shown, status=422)
    except (NotAList, Contradiction, BadList) as error:
        return _refused(request, ListForm(organizations=_mine(request)), error)
    said = ngettext("Đã ghi %(count)d việc vào hồ sơ.", "Đã ghi %(count)d việc vào hồ sơ.", len(tasks))
    messages.success(request, said % {"count": len(tasks)})
    return HttpResponseRedirect(reverse("tasks"))


def _refused(request: DeskRequest, form: ListForm, error: ActError) -> HttpResponse:
    if isinstance(error, BadList):
        return _ask(request, form, bad=error.bad)
    return _ask(request, form, said=each_in_words(error))


def _ask(
    request: DeskRequest,
    form: ListForm,
    *,
    said: list[str] | None = None,
    bad: list[BadCell] | None = None,
    status: int = 0,
    **more: Any,
) -> HttpResponse:
    context = {
        "form": form,
        "said": said or [],
        "bad": [(cell, written(cell.expected, in_desk_words)) for cell in bad or []],
        "crumbs": crumbs_of_list("task"),
        "notice": "",
        "files_again": form.files_again(),
        **more,
    }
    wrong = 422 if said or bad or form.errors else 200
    return render(request, "desk/tasks/bring.html", context, status=status or wrong)


@access(Role.SECRETARY)
def template(_request: DeskRequest) -> HttpResponse:
    """Hand out the empty list with its explanation."""
    return _workbook(written_template(chargeable(clock.today())), _("Danh sách việc, mẫu.xlsx"))


@access(WORKS)
def export(request: DeskRequest) -> HttpResponse:
    """Hand out the open tasks of the list one is looking at, in the columns of the template."""
    return _workbook(listed(chosen_tasks(request).filter(state__in=OPEN_STATES)), _("Việc đang làm.xlsx"))


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


urlpatterns = [
    path("viec/nhap/", bring, name="tasks.bring"),
    path("viec/nhap/ghi/", enter, name="tasks.enter"),
    path("viec/nhap/mau/", template, name="tasks.template"),
    path("viec/bang-tinh/", export, name="tasks.export"),
]
