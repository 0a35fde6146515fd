"""Posts of an organization and the people who hold them: appointed, ended, followed, corrected."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext

from nghitrinh.desk.kit.access import DeskRequest, access, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.listing import ListColumn, Listing
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.people import forms
from nghitrinh.desk.people.frame import crumbs, parts, step
from nghitrinh.desk.people.organizations import LIVING, crumbs_of, page_of
from nghitrinh.desk.people.rights import KEEPERS, require_keeper
from nghitrinh.record.acts import ACTS
from nghitrinh.record.bodies.holding import held_beside
from nghitrinh.record.bodies.keepers import persons_kept_by
from nghitrinh.record.bodies.models import Membership, Organization, Person
from nghitrinh.record.kernel.acts import one_transaction
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.kernel.striking import bare


def persons_seen_by(request: DeskRequest) -> QuerySet[Person]:
    """Return the people whom a user keeps: administrators all, secretaries who has a post that they keep, or none."""
    rows = Person.objects.all() if request.user.is_administrator else persons_kept_by(request.user)
    return rows.order_by(in_order("name"), "pk")


LIST = Listing(
    name=gettext_lazy("Người"),
    columns=(
        ListColumn(gettext_lazy("Họ và tên"), lambda each: each.name),
        ListColumn(gettext_lazy("Chức vụ"), lambda each: "; ".join(_said(post) for post in each.memberships.all())),
    ),
    texts=("name",),
    states=lambda: {
        "": (_("Tất cả"), Q()),
        "giu-chuc": (_("Đang giữ chức"), Q(memberships__isnull=False, memberships__ends_on__isnull=True)),
        "khong": (_("Chưa giữ chức nào"), Q(memberships__isnull=True)),
    },
    state_name="con",
    rows=100,
)


def _said(post: Membership) -> str:
    return f"{post.post}, {post.organization.short_name or post.organization.name}"


@access(KEEPERS)
def persons(request: DeskRequest) -> HttpResponse:
    """List the people."""
    rows = persons_seen_by(request).prefetch_related("memberships__organization").distinct()
    shown = LIST.show(request, rows)
    if shown.file:
        return shown.file
    context = {"shown": shown, "parts": parts("people.persons"), "free": bare(shown.page)}
    return render(request, "desk/people/persons.html", context)


@access(KEEPERS)
def register(request: DeskRequest) -> HttpResponseBase:
    """Record a person."""
    mine = organizations_as(request, Role.SECRETARY)
    return step(
        request,
        "person.register",
        forms.PersonForm,
        title=_("Ghi tên người"),
        back=reverse("people.persons"),
        said=_("Đã ghi tên. Nay ghi chức vụ ở trang của cơ quan."),
        fixed={"organization": mine[0] if mine else None},
        crumbs=crumbs((pgettext("list", "Người"), reverse("people.persons"))),
    )


@access(KEEPERS)
def correct_person(request: DeskRequest, person: UUID) -> HttpResponseBase:
    """Correct a person's name."""
    noun = one(persons_seen_by(request), person)
    return step(
        request,
        "person.correct",
        forms.CorrectNameForm,
        noun=noun,
        title=_("Sửa tên người"),
        back=reverse("people.persons"),
        said=_("Đã sửa."),
        initial={"name": noun.name},
        crumbs=crumbs((pgettext("list", "Người"), reverse("people.persons"))),
    )


def _holder(request: DeskRequest, form: Any, organization: UUID) -> UUID | None:
    """Return who holds the post: chosen, recorded now, or nobody named."""
    given = form.cleaned_data
    if given["new_person"]:
        made: Person = ACTS["person.register"](by=request.user, name=given["new_person"], organization=organization)
        return made.pk
    return given["person"].pk if given["person"] else None


@access(KEEPERS)
def appoint(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Record a post, and who holds it."""
    noun = one(Organization.objects.filter(LIVING), organization)
    require_keeper(request, noun, "membership.appoint")

    def run(request: DeskRequest, form: Any) -> Any:
        given = {name: form.cleaned_data[name] for name in ("post", "voting", "starts_on")}
        with one_transaction():
            if form.cleaned_data.get("held") == forms.END:
                _end_before(request, form.present, given["starts_on"])
            else:
                given["beside"] = form.cleaned_data.get("beside", "")
            person = _holder(request, form, noun.pk)
            return ACTS["membership.appoint"](by=request.user, organization=noun.pk, person=person, **given)

    return step(
        request,
        "membership.appoint",
        forms.AppointForm,
        title=_("Ghi chức vụ"),
        back=page_of(noun),
        said=_("Đã ghi chức vụ."),
        options={"choices": {"person": persons_seen_by(request)}, "organization": noun},
        run=run,
        crumbs=crumbs_of(noun),
    )


def _end_before(request: DeskRequest, present: list[Membership], first: date) -> None:
    """End what present holders of a post hold, on the day before another begins."""
    for each in present:
        ended = {"membership": each.pk, "edit": each.edit, "ends_on": first - timedelta(days=1)}
        ACTS["membership.end"](by=request.user, **ended)


def _post(request: DeskRequest, membership: UUID, verb: str) -> Membership:
    found = one(Membership.objects.select_related("organization", "person"), membership)
    require_keeper(request, found.organization, verb)
    return found


def _step(request: DeskRequest, post: Membership, act: str, form: Any, **given: Any) -> HttpResponseBase:
    standard = {"back": page_of(post.organization), "crumbs": crumbs_of(post.organization)}
    return step(request, act, form, noun=post, **standard | given)


@access(KEEPERS)
def end(request: DeskRequest, membership: UUID) -> HttpResponseBase:
    """Say until when somebody held a post."""
    post = _post(request, membership, "membership.end")
    return _step(
        request,
        post,
        "membership.end",
        forms.EndPostForm,
        title=_("Thôi giữ chức"),
        note=_called(post),
        said=_("Đã ghi ngày thôi giữ chức."),
        initial={"ends_on": post.ends_on},
    )


def _called(post: Membership) -> str:
    return f"{post.person.name}, {post.post}" if post.person else post.post


@access(KEEPERS)
def follow(request: DeskRequest, membership: UUID) -> HttpResponseBase:
    """Say who follows in a post: it ends for one and begins for the other."""
    post = _post(request, membership, "membership.end")

    def run(request: DeskRequest, form: Any) -> Any:
        given = form.cleaned_data
        with one_transaction():
            ended = {"membership": post.pk, "edit": given["edit"], "ends_on": given["ends_on"]}
            ACTS["membership.end"](by=request.user, **ended)
            person = _holder(request, form, post.organization_id)
            values = {"post": post.post, "voting": post.voting, "starts_on": given["starts_on"], "person": person}
            values["beside"] = post.beside or next((each.beside for each in held_beside(post) if each.beside), "")
            return ACTS["membership.appoint"](by=request.user, organization=post.organization_id, **values)

    return _step(
        request,
        post,
        "membership.end",
        forms.FollowForm,
        title=_("Người thay"),
        note=_called(post),
        said=_("Đã ghi người thay."),
        initial={"ends_on": post.ends_on},
        options={"choices": {"person": persons_seen_by(request)}},
        run=run,
    )


@access(KEEPERS)
def correct(request: DeskRequest, membership: UUID) -> HttpResponseBase:
    """Correct what was recorded wrongly of a post."""
    post = _post(request, membership, "membership.correct")
    values = {name: getattr(post, name) for name in ("post", "person", "voting", "starts_on", "ends_on", "beside")}
    known = Person.objects.filter(Q(pk=post.person_id) | Q(pk__in=persons_seen_by(request).order_by().values("pk")))
    return _step(
        request,
        post,
        "membership.correct",
        forms.CorrectPostForm,
        title=_("Sửa chỗ ghi sai của chức vụ"),
        note=_("Dùng khi ghi nhầm. Người khác nhận chức thì dùng “Người thay”."),
        said=_("Đã sửa."),
        initial=values,
        options={"choices": {"person": known.order_by(in_order("name"))}},
    )


urlpatterns = [
    path("co-quan/<uuid:organization>/chuc-vu/", appoint, name="people.appoint"),
    path("chuc-vu/<uuid:membership>/thoi/", end, name="people.end_post"),
    path("chuc-vu/<uuid:membership>/thay/", follow, name="people.follow"),
    path("chuc-vu/<uuid:membership>/sua/", correct, name="people.correct_post"),
    path("nguoi/", persons, name="people.persons"),
    path("nguoi/ghi/", register, name="people.register"),
    path("nguoi/<uuid:person>/sua/", correct_person, name="people.correct_person"),
]
