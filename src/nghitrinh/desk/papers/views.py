"""Papers: what waits for the secretariat, one paper with its versions and files, two versions side by side."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path, reverse
from django.utils.http import content_disposition_header
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, organizations_as, roles_for, verbs
from nghitrinh.desk.kit.acting import FormPage, press, serve
from nghitrinh.desk.kit.comparisons import compared
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.listing import BY_NAME, NEWEST, OLDEST, ListColumn, Listing, Order, by_state
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.typed import is_sent
from nghitrinh.desk.meetings.agenda import crumbs_to, page_of
from nghitrinh.desk.papers.forms import BringForm, LayForm, RegisterForm, SubmitForm
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import not_for_you, not_now
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import ItemState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.papers.queries import files_visible_to, papers_visible_to
from nghitrinh.record.papers.rules import PAPER


def home(paper: Paper) -> str:
    """Return the address of a paper's page."""
    return reverse("papers.paper", args=[paper.pk])


def _crumbs(paper: Paper) -> list[tuple[str, str]]:
    return [(_("Tài liệu"), reverse("papers")), (paper.title, home(paper))]


def _possible(request: DeskRequest, paper: Paper) -> set[str]:
    """Return what the user may do: an officer for the submitting body, otherwise for the owner, as the acts ask."""
    officer = Role.OFFICER in roles_for(request, paper.submitted_by_id)
    return verbs(request, PAPER, paper, owner=paper.submitted_by_id if officer else paper.owner_id)


PAPERS = Listing(
    name=gettext_lazy("Tài liệu"),
    columns=(
        ListColumn(gettext_lazy("Tên"), lambda paper: paper.title),
        ListColumn(gettext_lazy("Loại"), lambda paper: paper.get_kind_display()),
        ListColumn(gettext_lazy("Số, ký hiệu"), lambda paper: paper.number),
        ListColumn(gettext_lazy("Cơ quan trình"), lambda paper: paper.submitted_by.name),
        ListColumn(gettext_lazy("Ngày đăng ký"), lambda paper: paper.recorded_at.astimezone(ZONE).date()),
        ListColumn(gettext_lazy("Tình trạng"), lambda paper: paper.get_state_display()),
        ListColumn(gettext_lazy("Mức phổ biến"), lambda paper: paper.get_level_display()),
    ),
    texts=("title", "number", "submitted_by__name"),
    day="recorded_at",
    body="submitted_by",
    states=lambda: by_state(PaperState),
    orders={
        "": Order(NEWEST),
        "cu": Order(OLDEST, ("recorded_at", "id")),
        "ten": Order(BY_NAME, ("title", "id")),
    },
)


@access(SIGNED_IN)
def papers(request: DeskRequest) -> HttpResponse:
    """List the papers one may see, newest first."""
    shown = PAPERS.show(request, papers_visible_to(request.user))
    brings = bool(organizations_as(request, Role.SECRETARY, Role.OFFICER))
    return shown.file or render(request, "desk/papers/list.html", {"shown": shown, "brings": brings})


@access(SIGNED_IN)
def paper_page(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Show one paper: its items, its versions and files."""
    found = one(papers_visible_to(request.user), paper)
    context = {
        "paper": found,
        "versions": list(found.versions.all()),
        "items": items_visible_to(request.user).filter(consultations__paper=found),
        "can": _possible(request, found),
    }
    return render(request, "desk/papers/paper.html", context)


@access(SIGNED_IN)
def compare(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Show two versions of a paper as one text with what was struck and added."""
    found = one(papers_visible_to(request.user), paper)
    versions = {str(version.number): version for version in found.versions.all()}
    numbers = sorted(versions, key=int)
    new = versions.get(request.GET.get("moi", numbers[-1] if numbers else ""))
    old = versions.get(request.GET.get("cu", str(new.number - 1) if new else ""))
    if new is None or old is None:
        raise Http404
    context = {"paper": found, "old": old, "new": new, "sides": [old, new], "numbers": numbers}
    context["comparison"] = compared(old.body, new.body)
    return render(request, "desk/papers/compare.html", context)


@access(SIGNED_IN)
def download(request: DeskRequest, file: UUID) -> HttpResponseBase:
    """Hand out a file's bytes, always as a download, never to be run in the page."""
    found = one(files_visible_to(request.user), file)
    answer = HttpResponse(storage.get(found.digest), content_type="application/octet-stream")
    attached = content_disposition_header(as_attachment=True, filename=found.name)
    answer.headers["Content-Disposition"] = attached or "attachment"
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@access(Role.SECRETARY)
def register(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Register a paper and lay it under an item."""
    under = one(items_visible_to(request.user), item)
    if Role.SECRETARY not in roles_for(request, under.owner_id):
        raise not_for_you("paper.register")
    page = FormPage(
        form=RegisterForm,
        act="paper.register",
        title=_("Đăng ký tài liệu"),
        note=under.title,
        back=page_of(under),
        button=_("Đăng ký"),
        said=_("Đã đăng ký tài liệu. Nay nộp bản đầu tiên."),
        fixed={"organization": under.owner_id, "item": under.pk},
        initial={"submitted_by": under.presenter_id, "level": under.level},
        options={"submitters": Organization.objects.filter(ended_on__isnull=True).order_by("name")},
        crumbs=crumbs_to(under),
        done=lambda paper: reverse("papers.submit", args=[paper.pk]),
    )
    return serve(request, page)


@access(Role.SECRETARY, Role.OFFICER)
def bring(request: DeskRequest) -> HttpResponseBase:
    """Register a paper that is under no item yet: a charged body brings it, or the secretariat takes it."""
    keeps = organizations_as(request, Role.SECRETARY)
    living = Organization.objects.filter(ended_on__isnull=True).order_by("name")
    met = Q(pk__in=keeps) if keeps else Q(grants__role=Role.SECRETARY, grants__ended_at__isnull=True)
    submitters = living if keeps else living.filter(pk__in=organizations_as(request, Role.OFFICER))
    page = FormPage(
        form=BringForm,
        act="paper.register",
        title=_("Trình tài liệu"),
        back=reverse("papers"),
        button=_("Đăng ký"),
        said=_("Đã đăng ký tài liệu. Nay nộp bản đầu tiên."),
        initial={"submitted_by": submitters.first(), "level": "internal"},
        options={"submitters": submitters, "organizations": living.filter(met).distinct()},
        crumbs=[(_("Tài liệu"), reverse("papers"))],
        done=lambda paper: reverse("papers.submit", args=[paper.pk]),
    )
    return serve(request, page)


def _step(request: DeskRequest, paper: UUID, verb: str) -> Paper:
    found = one(papers_visible_to(request.user), paper)
    row = PAPER.find(verb)
    officer = Role.OFFICER in roles_for(request, found.submitted_by_id)
    if not roles_for(request, found.submitted_by_id if officer else found.owner_id) & set(row.roles):
        raise not_for_you(verb)
    if found.state not in row.sources and not is_sent(request):
        raise not_now(verb, type(found), found.state)
    return found


def _page(request: DeskRequest, paper: Paper, **given: Any) -> HttpResponseBase:
    return serve(request, FormPage(noun=paper, back=home(paper), crumbs=_crumbs(paper), **given))


@access(Role.SECRETARY, Role.OFFICER)
def submit(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Hand in a version."""
    found = _step(request, paper, "paper.submit")
    newest = found.versions.order_by("-number").first()
    return _page(
        request,
        found,
        form=SubmitForm,
        act="paper.submit",
        title=_("Nộp bản %(number)d") % {"number": (newest.number if newest else 0) + 1},
        note=found.title,
        button=_("Nộp"),
        said=_("Đã nộp. Bản cũ vẫn giữ nguyên."),
        initial={"body": newest.body if newest else ""},
    )


@access(Role.SECRETARY)
@require_POST
def accept(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Take a paper as complete."""
    found = one(papers_visible_to(request.user), paper)
    return press(request, "paper.accept", back=home(found), said=_("Đã nhận: đủ hồ sơ."), paper=found.pk)


@access(Role.SECRETARY)
def send_back(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Send a paper back with a reason."""
    found = _step(request, paper, "paper.return")
    words = {"title": _("Trả lại tài liệu"), "said": _("Đã trả lại.")}
    return _page(request, found, form=ReasonForm, act="paper.return", **words)


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Withdraw a paper; its versions stay."""
    found = _step(request, paper, "paper.withdraw")
    words = {"title": _("Rút tài liệu"), "said": _("Đã rút.")}
    return _page(request, found, form=ReasonForm, act="paper.withdraw", **words)


@access(Role.SECRETARY)
def lay(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Lay a paper under an item."""
    found = _step(request, paper, "paper.lay")
    items = items_visible_to(request.user).filter(owner=found.owner_id).exclude(state=ItemState.WITHDRAWN)
    return _page(
        request,
        found,
        form=LayForm,
        act="paper.lay",
        title=_("Đưa vào nội dung"),
        button=_("Đưa vào"),
        said=_("Đã đưa tài liệu vào nội dung."),
        options={"items": items.exclude(consultations__paper=found).order_by("-meeting__starts_at", "position")},
    )


urlpatterns = [
    path("tai-lieu/", papers, name="papers"),
    path("tai-lieu/moi/", bring, name="papers.bring"),
    path("tai-lieu/<uuid:paper>/", paper_page, name="papers.paper"),
    path("tai-lieu/<uuid:paper>/so-sanh/", compare, name="papers.compare"),
    path("tai-lieu/<uuid:paper>/nop/", submit, name="papers.submit"),
    path("tai-lieu/<uuid:paper>/nhan/", accept, name="papers.accept"),
    path("tai-lieu/<uuid:paper>/tra-lai/", send_back, name="papers.return"),
    path("tai-lieu/<uuid:paper>/rut/", withdraw, name="papers.withdraw"),
    path("tai-lieu/<uuid:paper>/dua-vao/", lay, name="papers.lay"),
    path("noi-dung/<uuid:item>/tai-lieu-moi/", register, name="papers.register"),
    path("tep/<uuid:file>/", download, name="papers.file"),
]
