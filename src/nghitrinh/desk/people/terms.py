"""Jurisdictions with their terms, and sources."""

from typing import Any
from uuid import UUID

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from nghitrinh.desk.kit.access import DeskRequest, access, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.listing import ListColumn, Listing, by_choice
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.people import forms
from nghitrinh.desk.people.frame import crumbs, of_jurisdictions, parts, step
from nghitrinh.desk.people.rights import KEEPERS, in_jurisdictions, keeps_jurisdiction, require, require_administrator
from nghitrinh.record.bodies.keepers import sources_kept_by
from nghitrinh.record.bodies.models import Body, LegislativeTerm, Organization, Source, SourceKind
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.kernel.striking import bare


@access(KEEPERS)
def terms(request: DeskRequest) -> HttpResponse:
    """Show each jurisdiction with its terms, the newest first.

    No Listing: a home has one jurisdiction or two, with a term every five years.
    """
    newest = Prefetch("terms", LegislativeTerm.objects.order_by("-starts_on"))
    rows = Body.objects.order_by("recorded_at").prefetch_related(newest)
    kept = {each.pk for each in in_jurisdictions(request)}
    free = bare(term for row in rows for term in row.terms.all())
    context = {"rows": rows, "kept": kept, "parts": parts("people.terms"), "free": free}
    return render(request, "desk/people/terms.html", context)


def _step(request: DeskRequest, act: str, form: Any, **given: Any) -> HttpResponseBase:
    standard = {"back": reverse("people.terms"), "crumbs": crumbs((_("Địa bàn, nhiệm kỳ"), reverse("people.terms")))}
    return step(request, act, form, **standard | given)


@access(KEEPERS)
def correct_body(request: DeskRequest, jurisdiction: UUID) -> HttpResponseBase:
    """Correct the name of a jurisdiction."""
    require_administrator(request, "body.correct")
    found = one(Body.objects.all(), jurisdiction)
    given: dict[str, Any] = {"noun": found, "initial": {"name": found.name}}
    title = _("Sửa tên địa bàn")
    return _step(request, "body.correct", forms.CorrectNameForm, title=title, said=_("Đã sửa."), **given)


def _term(request: DeskRequest, term: UUID, verb: str) -> LegislativeTerm:
    found = one(LegislativeTerm.objects.all(), term)
    require(request, verb, kept=keeps_jurisdiction(request, found.body_id))
    return found


@access(KEEPERS)
def open_term(request: DeskRequest) -> HttpResponseBase:
    """Open a term."""
    given = of_jurisdictions(request, "term.open")
    said = _("Đã mở khóa, nhiệm kỳ.")
    return _step(request, "term.open", forms.TermForm, title=_("Mở khóa, nhiệm kỳ"), said=said, **given)


@access(KEEPERS)
def correct_term(request: DeskRequest, term: UUID) -> HttpResponseBase:
    """Correct what was recorded wrongly of a term."""
    found = _term(request, term, "term.correct")
    initial = {name: getattr(found, name) for name in ("number", "starts_on", "ends_on")}
    title, said = _("Sửa khóa, nhiệm kỳ"), _("Đã sửa.")
    return _step(request, "term.correct", forms.CorrectTermForm, noun=found, title=title, said=said, initial=initial)


@access(KEEPERS)
def close_term(request: DeskRequest, term: UUID) -> HttpResponseBase:
    """Say on which day a term ends."""
    found = _term(request, term, "term.close")
    title, said = _("Kết thúc khóa, nhiệm kỳ"), _("Đã ghi ngày kết thúc.")
    initial = {"ends_on": found.ends_on}
    return _step(request, "term.close", forms.CloseTermForm, noun=found, title=title, said=said, initial=initial)


SOURCES = Listing(
    name=gettext_lazy("Nguồn"),
    columns=(
        ListColumn(gettext_lazy("Tên nguồn"), lambda each: each.title),
        ListColumn(gettext_lazy("Loại"), lambda each: each.get_kind_display()),
        ListColumn(gettext_lazy("Địa chỉ"), lambda each: each.address),
        ListColumn(gettext_lazy("Mã SHA-256"), lambda each: each.digest),
    ),
    texts=("title", "address"),
    kinds=lambda: by_choice("kind", SourceKind.choices),
)


def _sources(request: DeskRequest) -> QuerySet[Source]:
    return Source.objects.all() if request.user.is_administrator else sources_kept_by(request.user)


@access(KEEPERS)
def sources(request: DeskRequest) -> HttpResponse:
    """List where facts came from: administrators see all, secretaries what came in for their bodies."""
    shown = SOURCES.show(request, _sources(request).defer("text").order_by(in_order("title"), "pk"))
    if shown.file:
        return shown.file
    context = {"shown": shown, "parts": parts("people.sources"), "free": bare(shown.page)}
    return render(request, "desk/people/sources.html", context)


@access(KEEPERS)
def register_source(request: DeskRequest) -> HttpResponseBase:
    """Record a source: a page or document with its words, or that something is invented."""
    own = Organization.objects.filter(ended_on__isnull=True)
    if not request.user.is_administrator:
        own = own.filter(pk__in=organizations_as(request, Role.SECRETARY))
    return step(
        request,
        "source.register",
        forms.SourceForm,
        title=_("Ghi nguồn"),
        note=_(
            "Nơi một điều trong hồ sơ được lấy ra. Lời ghi ở đây được niêm phong bằng mã SHA-256 và không sửa được."
        ),
        said=_("Đã ghi nguồn."),
        options={"choices": {"organization": own.order_by(in_order("name"))}},
        initial={"organization": own.order_by("recorded_at").first()},
        back=reverse("people.sources"),
        crumbs=crumbs((pgettext("list", "Nguồn"), reverse("people.sources"))),
    )


@access(KEEPERS)
def correct_source(request: DeskRequest, source: UUID) -> HttpResponseBase:
    """Correct what was recorded wrongly of a source."""
    found = one(_sources(request).defer("text"), source)
    return _step(
        request,
        "source.correct",
        forms.CorrectSourceForm,
        noun=found,
        title=_("Sửa chỗ ghi sai của nguồn"),
        said=_("Đã sửa."),
        note=_("Lời của nguồn giữ nguyên như khi vào hồ sơ."),
        initial={"title": found.title, "address": found.address},
        back=reverse("people.sources"),
        crumbs=crumbs((pgettext("list", "Nguồn"), reverse("people.sources"))),
    )


urlpatterns = [
    path("nhiem-ky/", terms, name="people.terms"),
    path("nhiem-ky/mo/", open_term, name="people.open_term"),
    path("nhiem-ky/<uuid:term>/sua/", correct_term, name="people.correct_term"),
    path("nhiem-ky/<uuid:term>/ket-thuc/", close_term, name="people.close_term"),
    path("dia-ban/<uuid:jurisdiction>/sua/", correct_body, name="people.correct_body"),
    path("nguon/", sources, name="people.sources"),
    path("nguon/ghi/", register_source, name="people.register_source"),
    path("nguon/<uuid:source>/sua/", correct_source, name="people.correct_source"),
]
