"""Organizations: the list by kind, one's page with its names, posts and users, and the acts on it."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Count, IntegerField, Q, QuerySet, Value, When
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from nghitrinh.desk.kit.access import DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import Crumbs, there
from nghitrinh.desk.kit.listing import ListColumn, Listing, States, by_choice
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.people import forms
from nghitrinh.desk.people.frame import crumbs, of_jurisdictions, parts, step
from nghitrinh.desk.people.rights import (
    KEEPERS,
    ends,
    in_jurisdictions,
    keeps,
    require_administrator,
    require_ends,
    require_keeper,
)
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.models import FormerName, Organization, OrganizationKind, SuccessionLink
from nghitrinh.record.bodies.precedence import in_rank
from nghitrinh.record.bodies.unseated import unseated
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force, to_come
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.kernel.striking import bare

LIVING = Q(ended_on__isnull=True)


def in_kinds() -> QuerySet[Organization]:
    """Return every organization, by kind as the record lists them, then by name."""
    order = [When(kind=kind, then=Value(index)) for index, kind in enumerate(OrganizationKind.values)]
    rows = Organization.objects.annotate(
        rank=Case(*order, output_field=IntegerField()),
        posts=Count("memberships", filter=Q(memberships__ends_on__isnull=True)),
    )
    return rows.order_by("rank", in_order("name"), "pk")


def _kinds() -> States:
    found = set(Organization.objects.order_by().values_list("kind", flat=True).distinct())
    return by_choice("kind", [choice for choice in OrganizationKind.choices if choice[0] in found])


LIST = Listing(
    name=gettext_lazy("Cơ quan"),
    columns=(
        ListColumn(gettext_lazy("Tên cơ quan"), lambda each: each.name),
        ListColumn(gettext_lazy("Tên gọi tắt"), lambda each: each.short_name),
        ListColumn(gettext_lazy("Loại"), lambda each: each.get_kind_display()),
        ListColumn(gettext_lazy("Lập ngày"), lambda each: each.started_on),
        ListColumn(gettext_lazy("Kết thúc ngày"), lambda each: each.ended_on),
    ),
    texts=("name", "short_name"),
    kinds=_kinds,
    states=lambda: {
        "": (_("Đang hoạt động"), LIVING),
        "da-ket-thuc": (_("Đã kết thúc"), ~LIVING),
        "moi": (_("Tất cả"), Q()),
    },
    state_name="con",
    rows=200,
)


@access(KEEPERS)
def organizations(request: DeskRequest) -> HttpResponse:
    """List organizations by kind."""
    shown = LIST.show(request, in_kinds())
    if shown.file:
        return shown.file
    rows = [{"kind": each.get_kind_display(), "row": each} for each in shown.page.object_list]
    context = {"shown": shown, "rows": rows, "parts": parts("people"), "founds": bool(in_jurisdictions(request))}
    return render(request, "desk/people/organizations.html", context)


@access(KEEPERS)
def organization(request: DeskRequest, organization: UUID) -> HttpResponse:
    """Show one organization: names, posts, who took over, and for those who keep it who may do what."""
    found = one(Organization.objects.select_related("body", "source"), organization)
    mine = keeps(request, found)
    context = {
        "organization": found,
        "mine": mine,
        "ends": ends(request, found),
        "former": found.former_names.order_by("-renamed_on"),
        "successors": _links(SuccessionLink.objects.filter(old=found), "new"),
        "predecessors": _links(SuccessionLink.objects.filter(new=found), "old"),
        "crumbs": crumbs(),
        **(_inside(found) if mine else {}),
    }
    return render(request, "desk/people/organization.html", context)


def _links(links: QuerySet[SuccessionLink], side: str) -> QuerySet[SuccessionLink]:
    return links.select_related(side, "succession").order_by("succession__happened_on", in_order(f"{side}__name"))


def _inside(found: Organization) -> dict[str, Any]:
    today = clock.today()
    posts = found.memberships.select_related("person")
    over = Q(ends_on__lt=today)
    grants = found.grants.filter(in_force(today) | to_come(today))
    held, before = in_rank(posts.exclude(over)), list(posts.filter(over).order_by("-ends_on"))
    given = list(grants.select_related("user").order_by("user__post", "role"))
    return {
        "held": held,
        "before": before,
        "grants": given,
        "unseated": {each.user.pk for each in unseated(today) if each.organization == found},
        "free": bare([found]) | bare([*held, *before]) | bare(given),
        "links": [
            (words, there(page))
            for words, page in ((_("Sổ văn bản và dãy số"), "registers"), (pgettext("list", "Người dùng"), "users"))
            if there(page)
        ],
    }


def page_of(organization: Organization) -> str:
    """Return the address of an organization's page."""
    return reverse("people.organization", args=[organization.pk])


def crumbs_of(organization: Organization) -> Crumbs:
    """Return the way to the pages below an organization's."""
    return crumbs((organization.name, page_of(organization)))


@access(KEEPERS)
def found(request: DeskRequest) -> HttpResponseBase:
    """Record a new organization."""
    given = of_jurisdictions(request, "organization.found")
    return step(
        request,
        "organization.found",
        forms.FoundForm,
        title=_("Lập cơ quan"),
        back=reverse("people"),
        said=_("Đã lập cơ quan. Nay ghi ai giữ chức vụ gì."),
        done=page_of,
        crumbs=crumbs(),
        **given,
    )


def _step(request: DeskRequest, noun: Organization, act: str, form: Any, **given: Any) -> HttpResponseBase:
    standard = {"back": page_of(noun), "crumbs": crumbs_of(noun)}
    return step(request, act, form, noun=noun, **standard | given)


@access(KEEPERS)
def correct(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Correct what was recorded wrongly."""
    noun = one(Organization.objects.all(), organization)
    require_keeper(request, noun, "organization.correct")
    values = {name: getattr(noun, name) for name in ("name", "short_name", "kind", "started_on", "ended_on")}
    return _step(
        request,
        noun,
        "organization.correct",
        forms.CorrectOrganizationForm,
        title=_("Sửa chỗ ghi sai"),
        note=_("Dùng khi ghi nhầm. Cơ quan đổi tên thật thì dùng “Đổi tên”: điều xảy ra trước đó giữ tên cũ."),
        said=_("Đã sửa."),
        initial=values,
        options={"ended": noun.ended_on is not None},
    )


@access(KEEPERS)
def rename(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Give another name from a day on."""
    noun = one(Organization.objects.filter(LIVING), organization)
    require_keeper(request, noun, "organization.rename")
    return _step(
        request,
        noun,
        "organization.rename",
        forms.RenameForm,
        title=_("Đổi tên"),
        note=_("Hội nghị, văn bản, tài liệu trước ngày này giữ tên cũ, và nói nay là gì."),
        said=_("Đã đổi tên."),
        initial={"name": noun.name, "short_name": noun.short_name},
    )


@access(KEEPERS)
def correct_former(request: DeskRequest, organization: UUID, former: UUID) -> HttpResponseBase:
    """Correct what was recorded wrongly of a former name."""
    noun = one(Organization.objects.all(), organization)
    require_keeper(request, noun, "organization.correct_former")
    name = one(FormerName.objects.filter(organization=noun), former)
    return _step(
        request,
        noun,
        "organization.correct_former",
        forms.FormerNameForm,
        title=_("Sửa tên cũ"),
        said=_("Đã sửa."),
        fixed={"former": name.pk},
        initial={each: getattr(name, each) for each in ("name", "short_name", "renamed_on", "legal_act")},
    )


@access(KEEPERS)
def end(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """End an organization that nobody takes over from."""
    noun = one(Organization.objects.filter(LIVING), organization)
    require_ends(request, noun, "organization.end")
    return _step(
        request,
        noun,
        "organization.end",
        forms.EndForm,
        title=_("Kết thúc cơ quan"),
        note=_("Có cơ quan khác nhận nhiệm vụ thì dùng “Kế tục”: việc chưa xong chuyển theo."),
        said=_("Đã ghi ngày kết thúc."),
        instead=[(_("Ghi việc kế tục"), reverse("people.succeed", args=[noun.pk]))],
    )


@access(KEEPERS)
def succeed(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """End an organization in favour of others."""
    noun = one(Organization.objects.filter(LIVING), organization)
    require_ends(request, noun, "organization.succeed")
    others = Organization.objects.filter(LIVING).exclude(pk=noun.pk).order_by(in_order("name"))

    def run(request: DeskRequest, form: Any) -> Any:
        given = form.cleaned_data
        moves = {str(noun.pk): str(given["heir"].pk)} if given["heir"] else {}
        values = {"happened_on": given["happened_on"], "legal_act": given["legal_act"], "moves": moves}
        return ACTS["organization.succeed"](
            by=request.user, old=[noun.pk], new=[each.pk for each in given["new"]], **values
        )

    return step(
        request,
        "organization.succeed",
        forms.SucceedForm,
        title=_("Ghi việc kế tục"),
        note=_("Cơ quan này kết thúc từ ngày ấy; việc chưa xong chuyển sang cơ quan nhận việc."),
        said=_("Đã ghi việc kế tục."),
        back=page_of(noun),
        crumbs=crumbs_of(noun),
        options={"choices": {"new": others, "heir": others}},
        run=run,
    )


@access(KEEPERS)
def delegate(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Give a user a role for a time."""
    require_administrator(request, "grant.delegate")
    noun = one(Organization.objects.filter(LIVING), organization)
    return step(
        request,
        "grant.delegate",
        forms.DelegateForm,
        title=_("Ủy quyền có hạn"),
        note=_("Vai trò có hiệu lực từ ngày đầu đến hết ngày cuối, rồi tự hết."),
        said=_("Đã ghi ủy quyền."),
        back=page_of(noun),
        crumbs=crumbs_of(noun),
        fixed={"organization": noun.pk},
        options={"choices": {"user": User.objects.filter(is_active=True).order_by(in_order("username"), "pk")}},
    )


urlpatterns = [
    path("co-quan/", organizations, name="people"),
    path("co-quan/lap/", found, name="people.found"),
    path("co-quan/<uuid:organization>/", organization, name="people.organization"),
    path("co-quan/<uuid:organization>/sua/", correct, name="people.correct"),
    path("co-quan/<uuid:organization>/doi-ten/", rename, name="people.rename"),
    path("co-quan/<uuid:organization>/ten-cu/<uuid:former>/", correct_former, name="people.correct_former"),
    path("co-quan/<uuid:organization>/ket-thuc/", end, name="people.end"),
    path("co-quan/<uuid:organization>/ke-tuc/", succeed, name="people.succeed"),
    path("co-quan/<uuid:organization>/uy-quyen/", delegate, name="people.delegate"),
]
