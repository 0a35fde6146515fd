"""Findings: the page of one, the check of a file, answers, and sending the paper back with what does not agree."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.findings import runs
from nghitrinh.desk.findings.forms import AnswerForm, SendBackForm
from nghitrinh.desk.findings.in_papers import wake_for
from nghitrinh.desk.findings.shown import faults_as_text, shown
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, verbs
from nghitrinh.desk.kit.acting import press_without_edit
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import note_restricted, opened, pressed, show, step
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.papers.queries import files_visible_to


@access(SIGNED_IN)
def finding_page(request: DeskRequest, finding: UUID) -> HttpResponse:
    """Show one finding: what does not agree, the table with its cells marked, every check with its numbers."""
    found = opened(request, Finding, finding)
    wake_for([found])
    paper = found.version.paper
    returns = bool(found.faults) and "paper.return" in verbs(request, paper)
    return show(request, found, "desk/findings/finding.html", shown=shown(found), paper=paper, returns=returns)


@access(SIGNED_IN)
def result(request: DeskRequest, finding: UUID) -> HttpResponseBase:
    """Hand out what was computed as JSON, byte for byte as the program makes it anywhere."""
    found = opened(request, Finding, finding)
    if not found.result:
        raise Http404
    name = f"{found.file.name.rpartition('.')[0]}-kiem-tra.json"
    return attached(storage.get(found.result), "application/json", name)


@access(Role.SECRETARY, Role.OFFICER)
@require_POST
def begin(request: DeskRequest, file: UUID) -> HttpResponseBase:
    """Have a workbook checked that came in before workbooks were checked by themselves."""
    found = one(files_visible_to(request.user), file)
    paper = found.version.paper
    note_restricted(request, paper)
    answered = press_without_edit(request, "finding.begin", back=page_of(paper), said=_being_checked(), file=found.pk)
    runs.wake()
    return answered


def _being_checked() -> str:
    return _("Đang kiểm tra bảng số liệu; xem lại trang này sau ít giây.")


@access(Role.SECRETARY, Role.OFFICER)
def answer(request: DeskRequest, finding: UUID) -> HttpResponseBase:
    """Answer what a workbook does not say, once for all files of its form."""
    found = opened(request, Finding, finding, "finding.answer")
    if not found.questions:
        raise Http404
    return step(
        request,
        found,
        "finding.answer",
        AnswerForm,
        title=_("Trả lời về bảng số liệu"),
        note=_("Trả lời một lần: tệp sau cùng mẫu không bị hỏi lại."),
        button=_("Trả lời, rồi kiểm tra"),
        said=_being_checked(),
        options={"questions": found.questions, "answers": found.answers},
        done=_woken,
    )


def _woken(finding: Any) -> str:
    runs.wake()
    return page_of(finding)


@access(Role.SECRETARY, Role.OFFICER)
@require_POST
def renew(request: DeskRequest, finding: UUID) -> HttpResponseBase:
    """Have a workbook checked again."""
    answered = pressed(request, Finding, finding, "finding.renew", _being_checked())
    runs.wake()
    return answered


@access(Role.SECRETARY)
def send_back(request: DeskRequest, finding: UUID) -> HttpResponseBase:
    """Send the paper back with what does not agree in its table."""
    found = opened(request, Finding, finding, "finding.send_back")
    paper = found.version.paper
    return step(
        request,
        found,
        "finding.send_back",
        SendBackForm,
        title=_("Trả lại tài liệu kèm lỗi"),
        note=paper.title,
        button=_("Trả lại kèm lỗi"),
        said=_("Đã trả lại, kèm bảng kiểm tra."),
        initial={"reason": faults_as_text(found)},
        done=lambda _finding: reverse("papers.paper", args=[paper.pk]),
    )


urlpatterns = [
    path("kiem-tra/<uuid:finding>/", finding_page, name="findings.finding"),
    path("kiem-tra/<uuid:finding>/ket-qua.json", result, name="findings.result"),
    path("kiem-tra/<uuid:finding>/tra-loi/", answer, name="findings.answer"),
    path("kiem-tra/<uuid:finding>/lai/", renew, name="findings.renew"),
    path("kiem-tra/<uuid:finding>/tra-lai/", send_back, name="findings.send_back"),
    path("tep/<uuid:file>/kiem-tra/", begin, name="findings.begin"),
]
