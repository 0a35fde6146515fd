"""Places, and the administrative units of a province: picked from the official list, never typed."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.listing import ListColumn, Listing
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.people import forms
from nghitrinh.desk.people.frame import crumbs, of_jurisdictions, parts, step
from nghitrinh.desk.people.rights import KEEPERS, in_jurisdictions, keeps_jurisdiction, require
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import Location, Organization, OrganizationKind
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.naming import taken
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.kernel.striking import bare
from nghitrinh.vietnamese.administrative_units import AdministrativeUnit, provinces, unit_of, units_of

LIST = Listing(
    name=gettext_lazy("Địa danh"),
    columns=(
        ListColumn(gettext_lazy("Tên"), lambda each: each.name),
        ListColumn(gettext_lazy("Loại"), lambda each: each.kind),
        ListColumn(gettext_lazy("Có từ ngày"), lambda each: each.starts_on),
        ListColumn(gettext_lazy("Đến ngày"), lambda each: each.ends_on),
    ),
    texts=("name", "kind"),
    states=lambda: {
        "": (pgettext("place", "Đang có"), Q(ends_on__isnull=True)),
        "thoi": (_("Không còn"), Q(ends_on__isnull=False)),
    },
    state_name="con",
    rows=200,
)


@access(KEEPERS)
def places(request: DeskRequest) -> HttpResponse:
    """List the places."""
    shown = LIST.show(request, Location.objects.order_by(in_order("name"), "pk"))
    if shown.file:
        return shown.file
    kept = {each.pk for each in in_jurisdictions(request)}
    context = {"shown": shown, "parts": parts("people.places"), "kept": kept, "free": bare(shown.page)}
    return render(request, "desk/people/places.html", context)


def _step(request: DeskRequest, act: str, form: Any, **given: Any) -> HttpResponseBase:
    standard = {
        "back": reverse("people.places"),
        "crumbs": crumbs((pgettext("list", "Địa danh"), reverse("people.places"))),
    }
    return step(request, act, form, **standard | given)


def _place(request: DeskRequest, location: UUID, verb: str) -> Location:
    place = one(Location.objects.all(), location)
    require(request, verb, kept=keeps_jurisdiction(request, place.body_id))
    return place


@access(KEEPERS)
def name(request: DeskRequest) -> HttpResponseBase:
    """Record a place."""
    said = _("Đã ghi địa danh.")
    given = of_jurisdictions(request, "location.name")
    return _step(request, "location.name", forms.PlaceForm, title=_("Ghi địa danh"), said=said, **given)


@access(KEEPERS)
def correct(request: DeskRequest, location: UUID) -> HttpResponseBase:
    """Correct what was recorded wrongly of a place."""
    place = _place(request, location, "location.correct")
    values = {each: getattr(place, each) for each in ("name", "kind", "starts_on", "ends_on")}
    form = forms.CorrectPlaceForm
    title = _("Sửa chỗ ghi sai của địa danh")
    return _step(request, "location.correct", form, noun=place, title=title, said=_("Đã sửa."), initial=values)


@access(KEEPERS)
def end(request: DeskRequest, location: UUID) -> HttpResponseBase:
    """Say until when a place was one."""
    place = _place(request, location, "location.end")
    title, said = _("Kết thúc địa danh"), _("Đã ghi ngày kết thúc.")
    note = _("%(name)s: số liệu cũ vẫn nói về nơi này.") % {"name": place.name}
    return _step(request, "location.end", forms.EndPlaceForm, noun=place, title=title, said=said, note=note)


@access(KEEPERS)
def units(request: DeskRequest) -> HttpResponseBase:
    """Add communes of a province by ticks; what is there already is not recorded again."""
    given = of_jurisdictions(request, "location.name", as_places=True)
    code = request.GET.get("tinh", "")
    known = {each.code: each for each in provinces()}
    if code not in known:
        context = {"provinces": provinces(), "crumbs": crumbs((pgettext("list", "Địa danh"), reverse("people.places")))}
        return render(request, "desk/people/provinces.html", context)
    return _step(
        request,
        "location.name",
        forms.UnitsForm,
        title=_("Thêm xã, phường của %(province)s") % {"province": known[code].full_name},
        note=_("Theo danh mục đơn vị hành chính từ 1/7/2025. Nơi đã ghi thì không ghi lần nữa."),
        button=_("Ghi các nơi đã chọn"),
        said=_("Đã ghi."),
        options=given["options"] | {"units": _choices(code)},
        initial=given["initial"],
        run=_add_units,
    )


def _choices(province: str) -> list[tuple[str, str]]:
    return [(unit.code, unit.full_name) for unit in units_of(province)]


def _add_units(request: DeskRequest, form: Any) -> None:
    """Record each unit that is not there yet as what was ticked, all or none."""
    given, body = form.cleaned_data, form.cleaned_data["body"].pk
    names = list(Location.objects.filter(body=body, ends_on__isnull=True).values_list("name", flat=True))
    bodies = list(Organization.objects.filter(body=body, ended_on__isnull=True).values_list("name", flat=True))
    with one_transaction():
        for unit in map(unit_of, given["units"]):
            if given["as_places"] and not taken(unit.full_name, names):
                ACTS["location.name"](by=request.user, body=body, name=unit.full_name, kind=unit.kind.lower())
            if given["as_organizations"] and not taken(committee_of(unit), bodies):
                ACTS["organization.found"](by=request.user, body=body, **_organization(unit))


def committee_of(unit: AdministrativeUnit) -> str:
    """Return what the people's committee of a unit is called: "Ủy ban nhân dân xã Tân Lập"."""
    return f"Ủy ban nhân dân {unit.kind.lower()} {unit.name}"


def _organization(unit: AdministrativeUnit) -> dict[str, str]:
    short = f"UBND {unit.kind.lower()} {unit.name}"
    return {"name": committee_of(unit), "short_name": short, "kind": OrganizationKind.COMMUNE}


urlpatterns = [
    path("dia-danh/", places, name="people.places"),
    path("dia-danh/ghi/", name, name="people.name_place"),
    path("dia-danh/them/", units, name="people.units"),
    path("dia-danh/<uuid:location>/sua/", correct, name="people.correct_place"),
    path("dia-danh/<uuid:location>/ket-thuc/", end, name="people.end_place"),
]
