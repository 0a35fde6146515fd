"""Organizations, posts, people and users from a workbook: the template, what would come in, and the record to take."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.http import HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse, whole
from nghitrinh.desk.kit.forms import NounField
from nghitrinh.desk.kit.typed import typed_for
from nghitrinh.desk.kit.workbook_page import WorkbookPage, opened, sealed, workbook
from nghitrinh.desk.kit.workbooks import WorkbookField
from nghitrinh.desk.people.forms import Offering, why_corrected
from nghitrinh.desk.people.frame import crumbs
from nghitrinh.desk.people.rights import KEEPERS, require_administrator
from nghitrinh.desk.refusals import each_in_words
from nghitrinh.intake.people_list.bringing import bring_in, tried
from nghitrinh.intake.people_list.outcome import BadPeopleList, NoReason, Outcome
from nghitrinh.intake.people_list.reading import PeopleList, read_people, understood
from nghitrinh.intake.people_list.writing import listed
from nghitrinh.intake.people_list.writing import template as written_template
from nghitrinh.intake.sheet_remarks import UnseenRemarks
from nghitrinh.record.bodies.models import AccountLink, Body
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.workbooks import RemarkKind

_SALT = "nghitrinh.desk.people_list"
# In which order what would come is shown: what each needs comes before it.
_ORDER = (
    *("organization.found", "organization.correct", "organization.end", "person.register"),
    *("membership.correct", "membership.end", "membership.appoint", "user.invite", "user.rename", "user.name_holder"),
    "grant.give",
)


class WorkbookForm(Offering):
    """A workbook to look at."""

    body = NounField(label=gettext_lazy("Địa bàn"), empty_label=None)
    upload = WorkbookField(label=gettext_lazy("Tệp bảng tính"))


class SeenWorkbookForm(Offering):
    """A workbook that was seen, as it comes back: `tables` is cleaned into its rows, `seen` are its answers."""

    body = NounField(label=gettext_lazy("Địa bàn"), empty_label=None)
    tables = forms.CharField(widget=forms.HiddenInput)
    seen = forms.MultipleChoiceField(choices=[(kind.value, kind.value) for kind in RemarkKind], required=False)
    reason = why_corrected(required=False)

    def clean_tables(self) -> PeopleList:
        """Return what the workbook says, or refuse one that did not come back whole."""
        try:
            tables = opened(self.cleaned_data["tables"], salt=_SALT)
        except signing.BadSignature:
            raise forms.ValidationError(_("Bảng tính không về trọn vẹn; hãy nộp lại tệp")) from None
        return understood(tables[0].file, tables)


def _given() -> dict[str, Any]:
    rows = Body.objects.order_by("recorded_at")
    return {"choices": {"body": rows}, "initial": {"body": rows.first()}}


def _first(_request: HttpRequest, *sent: Any) -> WorkbookForm:
    return WorkbookForm(*sent, **_given())


PAGE = WorkbookPage("people.bring", "desk/people/bring.html", _first, crumbs)


@access(KEEPERS)
def bring(request: DeskRequest) -> HttpResponseBase:
    """Take a workbook and show what would come in, or every cell that is bad; nothing is kept yet."""
    require_administrator(request, "organization.found")
    if request.method != "POST":
        return PAGE.opened(request)
    form = _first(request, request.POST, request.FILES)
    if not form.is_valid():
        return PAGE.ask(request, form)
    upload, body = form.cleaned_data["upload"], form.cleaned_data["body"]
    try:
        tables = read_people(upload.read(), upload.name)
        outcome = tried(understood(upload.name, tables), body, by=request.user)
    except ActError as error:
        return PAGE.refused(request, form, error)
    if outcome.bad:
        return PAGE.ask(request, form, bad=outcome.bad)
    first = SeenWorkbookForm(**_given())
    return _seen(request, first, outcome, body=body, tables=sealed(tables, salt=_SALT), file=upload.name)


def _seen(
    request: DeskRequest,
    form: SeenWorkbookForm,
    outcome: Outcome,
    *,
    body: Body,
    tables: str,
    file: str,
    said: Iterable[str] = (),
    notice: str = "",
    status: int = 200,
) -> HttpResponse:
    answered = form.cleaned_data.get("seen", ()) if form.is_bound else ()
    form.fields["reason"].required = outcome.corrections > 0
    context = {
        "form": form,
        "outcome": outcome,
        "rows": [
            {"verb": row.verb, "said": row.said, "changes": row.changes}
            for row in sorted(outcome.written, key=lambda row: _ORDER.index(row.verb))
        ],
        "questions": [(question, question.key in answered) for question in outcome.questions],
        "body": body,
        "sealed": tables,
        "file": file,
        "said": list(said),
        "notice": notice,
        "crumbs": crumbs((_("Nhập từ bảng tính"), reverse("people.bring"))),
    }
    return render(request, "desk/people/seen.html", context, status=status)


@access(KEEPERS)
def enter(request: DeskRequest) -> HttpResponseBase:
    """Write what was seen, all or nothing; invitations of new users are shown once."""
    require_administrator(request, "organization.found")
    typed = typed_for(request)
    if request.method != "POST" and typed is None:
        return HttpResponseRedirect(reverse("people.bring"))
    form = SeenWorkbookForm(typed.data if typed else request.POST, **_given())
    if not form.is_valid() and form.errors.keys() & {"tables", "body"}:
        return PAGE.came_otherwise(request, form)
    if typed is not None:
        typed.shown = True
        return _again(request, form, notice=typed.why, status=typed.status)
    return _entered(request, form) if form.is_valid() else _again(request, form)


def _entered(request: DeskRequest, form: SeenWorkbookForm) -> HttpResponse:
    given = {name: form.cleaned_data[name] for name in ("body", "seen", "reason")}
    try:
        outcome = bring_in(form.cleaned_data["tables"], by=request.user, **given)
    except BadPeopleList as error:
        return PAGE.refused(request, _first(request), error)
    except NoReason as error:
        form.add_error("reason", each_in_words(error))
        return _again(request, form)
    except UnseenRemarks as error:
        return _again(request, form, said=each_in_words(error))
    return _finished(request, outcome)


def _again(request: DeskRequest, form: SeenWorkbookForm, *, status: int = 422, **more: Any) -> HttpResponse:
    """Show what was seen as it would come now, with what was typed."""
    people, body = form.cleaned_data["tables"], form.cleaned_data["body"]
    outcome = tried(people, body, by=request.user)
    if outcome.bad:
        return PAGE.ask(request, _first(request), bad=outcome.bad)
    shown = {"body": body, "tables": form.data["tables"], "file": people.file}
    return _seen(request, form, outcome, status=status, **shown, **more)


def _finished(request: DeskRequest, outcome: Outcome) -> HttpResponse:
    count = len(outcome.written)
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


@access(KEEPERS)
def template(request: DeskRequest) -> HttpResponse:
    """Hand out the empty workbook with its explanation."""
    require_administrator(request, "organization.found")
    return workbook(written_template(), _("Cơ quan và người, mẫu.xlsx"))


@access(KEEPERS)
def export(request: DeskRequest) -> HttpResponse:
    """Hand out what the record has, in the columns of the template."""
    require_administrator(request, "organization.found")
    return workbook(listed(), _("Cơ quan và người.xlsx"))


urlpatterns = [
    path("co-quan/bang-tinh/", export, name="people.export"),
    path("co-quan/nhap/", bring, name="people.bring"),
    path("co-quan/nhap/ghi/", enter, name="people.enter"),
    path("co-quan/nhap/mau/", template, name="people.template"),
]
