"""Organizations, posts, people and users from a workbook: the template, what would come in, and the record to take."""

from dataclasses import astuple
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse, whole
from nghitrinh.desk.kit.forms import NounField
from nghitrinh.desk.kit.typed import typed_for
from nghitrinh.desk.kit.workbooks import WorkbookField
from nghitrinh.desk.people.forms import Offering
from nghitrinh.desk.people.frame import crumbs
from nghitrinh.desk.people.rights import KEEPERS, require_administrator
from nghitrinh.desk.refusals import each_in_words, in_desk_words
from nghitrinh.intake.people_list.bringing import BadPeopleList, Outcome, bring_in, tried
from nghitrinh.intake.people_list.reading import PeopleList, read_people, understood
from nghitrinh.intake.people_list.writing import listed
from nghitrinh.intake.people_list.writing import template as written_template
from nghitrinh.intake.sheet_remarks import UnseenRemarks
from nghitrinh.intake.task_list.tables import BadCell, SheetTable, table_from
from nghitrinh.intake.task_list.writing import MEDIA_TYPE
from nghitrinh.record.bodies.models import AccountLink, Body
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.messages import written
from nghitrinh.workbooks import Remark, RemarkKind

_SALT = "nghitrinh.desk.people_list"


class WorkbookForm(Offering):
    """A workbook to look at."""

    body = NounField(label=gettext_lazy("Địa bàn"), empty_label=None)
    upload = WorkbookField(label=gettext_lazy("Tệp bảng tính"))


class SeenWorkbookForm(Offering):
    """A workbook that was seen, as it comes back: `tables` is cleaned into its sheets, `seen` are its answers."""

    body = NounField(empty_label=None)
    tables = forms.CharField(widget=forms.HiddenInput)
    seen = forms.MultipleChoiceField(choices=[(kind.value, kind.value) for kind in RemarkKind], required=False)

    def clean_tables(self) -> PeopleList:
        """Return what the workbook says, or refuse one that did not come back whole."""
        try:
            kept = signing.loads(self.cleaned_data["tables"], salt=_SALT)
        except signing.BadSignature:
            raise forms.ValidationError(_("Bảng tính không về trọn vẹn; hãy nộp lại tệp")) from None
        return understood(kept["file"], [_opened(kept["file"], each) for each in kept["tables"]])


def _sealed(file: str, tables: list[SheetTable]) -> str:
    kept = [
        {"sheet": each.sheet, "text": each.text, "remarks": [astuple(one) for one in each.remarks]} for each in tables
    ]
    return signing.dumps({"file": file, "tables": kept}, salt=_SALT, compress=True)


def _opened(file: str, kept: dict[str, Any]) -> SheetTable:
    remarks = tuple(Remark(RemarkKind(kind), *place) for kind, *place in kept["remarks"])
    return table_from(kept["text"], file=file, sheet=kept["sheet"], remarks=remarks)


def _given() -> dict[str, Any]:
    rows = Body.objects.order_by("recorded_at")
    return {"choices": {"body": rows}, "initial": {"body": rows.first()}}


@access(KEEPERS)
def bring(request: DeskRequest) -> HttpResponseBase:
    """Take a workbook and show what would come in, or every cell that is bad; nothing is kept yet."""
    require_administrator(request, "organization.found")
    if request.method != "POST":
        typed = typed_for(request)
        if typed is None:
            return _ask(request, WorkbookForm(**_given()))
        typed.shown = True
        again = WorkbookForm(typed.data, **_given())
        return _ask(request, again, notice=typed.why, files_again=typed.files, status=typed.status)
    form = WorkbookForm(request.POST, request.FILES, **_given())
    if not form.is_valid():
        return _ask(request, form)
    upload = form.cleaned_data["upload"]
    try:
        tables = read_people(upload.read(), upload.name)
        people = understood(upload.name, tables)
        outcome = tried(people, form.cleaned_data["body"], by=request.user)
    except ActError as error:
        return _ask(request, form, said=each_in_words(error))
    if outcome.bad:
        return _ask(request, form, bad=outcome.bad)
    return _seen(request, outcome, form.cleaned_data["body"], _sealed(upload.name, tables), upload.name)


_ORDER = ("organization.found", "person.register", "membership.appoint", "user.invite", "grant.give")


def _in_sheets_order(added: tuple[str, str]) -> int:
    return _ORDER.index(added[0])


def _seen(
    request: DeskRequest,
    outcome: Outcome,
    body: Body,
    sealed: str,
    file: str,
    *,
    answered: tuple[str, ...] = (),
    said: tuple[str, ...] = (),
) -> HttpResponse:
    context = {
        "outcome": outcome,
        "rows": [{"verb": verb, "said": words} for verb, words in sorted(outcome.added, key=_in_sheets_order)],
        "questions": [(question, question.key in answered) for question in outcome.questions],
        "body": body,
        "sealed": sealed,
        "file": file,
        "said": said,
        "crumbs": crumbs((_("Nhập từ bảng tính"), reverse("people.bring"))),
    }
    return render(request, "desk/people/seen.html", context, status=422 if said else 200)


@access(KEEPERS)
@require_POST
def enter(request: DeskRequest) -> HttpResponseBase:
    """Write what was seen, all or nothing; invitations of new users are shown once."""
    require_administrator(request, "organization.found")
    form = SeenWorkbookForm(request.POST, **_given())
    if not form.is_valid():
        said = [str(text) for texts in form.errors.values() for text in texts]
        return _ask(request, WorkbookForm(**_given()), said=said)
    people, body, answered = form.cleaned_data["tables"], form.cleaned_data["body"], form.cleaned_data["seen"]
    try:
        outcome = bring_in(people, body, by=request.user, seen=answered)
    except UnseenRemarks as error:
        again, words = tried(people, body, by=request.user), tuple(each_in_words(error))
        return _seen(request, again, body, request.POST["tables"], people.file, answered=tuple(answered), said=words)
    except BadPeopleList as error:
        return _ask(request, WorkbookForm(**_given()), bad=error.bad)
    count = len(outcome.added)
    messages.success(
        request, ngettext("Đã ghi %(n)d điều vào hồ sơ.", "Đã ghi %(n)d điều vào hồ sơ.", count) % {"n": count}
    )
    if not outcome.links:
        return HttpResponseRedirect(reverse("people"))
    links = [(link.user, _address(request, link)) for link in outcome.links]
    is_local = not whole(request, request.path)
    return render(request, "desk/people/links.html", {"links": links, "is_local": is_local, "crumbs": crumbs()})


def _address(request: DeskRequest, link: AccountLink) -> str:
    return request.build_absolute_uri(reverse("signing.link", args=[link.secret]))


def _ask(
    request: DeskRequest,
    form: WorkbookForm,
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
        "crumbs": crumbs(),
        "notice": "",
        "files_again": form.files_again(),
        **more,
    }
    wrong = 422 if said or bad or form.errors else 200
    return render(request, "desk/people/bring.html", context, status=status or wrong)


@access(KEEPERS)
def template(request: DeskRequest) -> HttpResponse:
    """Hand out the empty workbook with its explanation."""
    require_administrator(request, "organization.found")
    return _workbook(written_template(), _("Cơ quan và người, mẫu.xlsx"))


@access(KEEPERS)
def export(request: DeskRequest) -> HttpResponse:
    """Hand out what the record has, in the columns of the template."""
    require_administrator(request, "organization.found")
    return _workbook(listed(), _("Cơ quan và người.xlsx"))


def _workbook(data: bytes, name: str) -> HttpResponse:
    answer = HttpResponse(data, content_type=MEDIA_TYPE)
    answer.headers["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or ""
    return answer


urlpatterns = [
    path("co-quan/bang-tinh/", export, name="people.export"),
    path("co-quan/nhap/", bring, name="people.bring"),
    path("co-quan/nhap/ghi/", enter, name="people.enter"),
    path("co-quan/nhap/mau/", template, name="people.template"),
]
