"""A list of tasks as a spreadsheet: the template, the list seen before it comes in, and open tasks to take along."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import WORKS, DeskRequest, access, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import crumbs_of_list
from nghitrinh.desk.kit.workbook_page import WorkbookPage, sealed, workbook
from nghitrinh.desk.refusals import each_in_words
from nghitrinh.desk.tasks.list_forms import SALT, ListForm, SeenListForm
from nghitrinh.desk.tasks.views import chosen_tasks
from nghitrinh.intake.sheet_remarks import UnseenRemarks
from nghitrinh.intake.task_list.bodies import chargeable
from nghitrinh.intake.task_list.bringing import BadList, bring_in, require_new
from nghitrinh.intake.task_list.rows import TaskList, understand
from nghitrinh.intake.task_list.tables import NotAList, SheetTable
from nghitrinh.intake.task_list.workbook import read_table
from nghitrinh.intake.task_list.writing import listed
from nghitrinh.intake.task_list.writing import template as written_template
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import Contradiction
from nghitrinh.record.kernel.levels import Role
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


def _first(request: DeskRequest, *sent: Any) -> ListForm:
    return ListForm(*sent, organizations=_mine(request))


PAGE = WorkbookPage("tasks.bring", "desk/tasks/bring.html", _first, partial(crumbs_of_list, "task"))


@access(Role.SECRETARY)
def bring(request: DeskRequest) -> HttpResponseBase:
    """Take a list and show what would come in, or every cell that is bad; nothing is written yet."""
    if request.method != "POST":
        return PAGE.opened(request)
    form = _first(request, request.POST, request.FILES)
    if not form.is_valid():
        return PAGE.ask(request, form)
    organization, upload = form.cleaned_data["organization"], form.cleaned_data["upload"]
    try:
        listing = _understood(read_table(upload.read(), upload.name), organization)
    except (NotAList, Contradiction, BadList) as error:
        return PAGE.refused(request, form, error)
    return render(request, "desk/tasks/seen.html", _seen(listing, organization))


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
        "table": sealed([listing.table], salt=SALT),
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
        return PAGE.came_otherwise(request, form)
    organization, answered = form.cleaned_data["organization"], form.cleaned_data["seen"]
    try:
        listing = _understood(form.cleaned_data["table"], organization)
        tasks = bring_in(listing, organization, by=request.user, seen=answered)
    except UnseenRemarks as error:
        shown = _seen(listing, organization, answered) | {"said": each_in_words(error)}
        return render(request, "desk/tasks/seen.html", shown, status=422)
    except (NotAList, Contradiction, BadList) as error:
        return PAGE.refused(request, _first(request), error)
    said = ngettext("Đã ghi %(count)d việc vào hồ sơ.", "Đã ghi %(count)d việc vào hồ sơ.", len(tasks))
    messages.success(request, said % {"count": len(tasks)})
    return HttpResponseRedirect(reverse("tasks"))


@access(Role.SECRETARY)
def template(_request: DeskRequest) -> HttpResponse:
    """Hand out the empty list with its explanation."""
    return workbook(written_template(chargeable(clock.today())), _("Danh sách việc, mẫu.xlsx"))


@access(WORKS)
def export(request: DeskRequest) -> HttpResponse:
    """Hand out the open tasks of the list one is looking at, in the columns of the template."""
    return workbook(listed(chosen_tasks(request).filter(state__in=OPEN_STATES)), _("Việc chưa xong.xlsx"))


urlpatterns = [
    path("viec/nhap/", bring, name="tasks.bring"),
    path("viec/nhap/ghi/", enter, name="tasks.enter"),
    path("viec/nhap/mau/", template, name="tasks.template"),
    path("viec/bang-tinh/", export, name="tasks.export"),
]
