"""Papers: what waits for the secretariat, one paper with its versions and files, two versions side by side."""

from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.contents.texts import Unreadable
from nghitrinh.desk.findings.in_papers import checks_on, wake_for_version
from nghitrinh.desk.kit.access import SIGNED_IN, WORKS, DeskRequest, access, organizations_as, roles_for
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.file_contents import has_pages, picture_of, text_of
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import crumbs_of_list, crumbs_to
from nghitrinh.desk.kit.listing import BY_NAME, NEWEST, OLDEST, ListColumn, Listing, Order, by_state
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import begin, note_restricted, opened, pressed, show, step
from nghitrinh.desk.kit.unread import note_opened
from nghitrinh.desk.kit.uploads import handed_out
from nghitrinh.desk.opinions.answered import answered_parts
from nghitrinh.desk.opinions.words import OUTCOMES
from nghitrinh.desk.papers.compared_files import compared_parts
from nghitrinh.desk.papers.forms import BringForm, LayForm, RegisterForm, SubmitForm
from nghitrinh.desk.personal.noted import marked, marked_body, notes_of_versions, offset_of, on_page
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import not_for_you
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import AgendaItem, ItemState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.opinions.models import RoundState
from nghitrinh.record.opinions.queries import comments_visible_to, rounds_of
from nghitrinh.record.opinions.rules import may_open
from nghitrinh.record.papers.models import Paper, PaperRevision, PaperState
from nghitrinh.record.papers.queries import files_visible_to, papers_visible_to
from nghitrinh.sandbox import Ended
from nghitrinh.vietnamese import sentences

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


@access(WORKS)
def papers(request: DeskRequest) -> HttpResponse:
    """List the papers one may see, newest first."""
    shown = PAPERS.show(request, papers_visible_to(request.user))
    brings = bool(organizations_as(request, Role.SECRETARY, Role.OFFICER))
    return shown.file or render(request, "desk/papers/list.html", {"shown": shown, "brings": brings})


@access(SIGNED_IN)
def paper_page(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Show one paper: its items, its versions and files."""
    found = opened(request, Paper, paper)
    items = items_visible_to(request.user).filter(consultations__paper=found).prefetch_related("meeting__convenings")
    versions, rounds = list(found.versions.all()), list(rounds_of(request.user, found))
    # A round is about a version that there is, while no other one is open.
    is_open = any(each.state == RoundState.OPEN for each in rounds)
    can_be_asked = bool(versions) and not is_open and found.state != PaperState.WITHDRAWN
    asks = can_be_asked and may_open(found, lambda body: roles_for(request, body))
    note_opened(request, *(each.pk for each in versions))
    own = notes_of_versions(request.user, (each.pk for each in versions))
    context: dict[str, Any] = {"versions": versions, "items": items, "rounds": rounds, "asks": asks, "own": own}
    context["texts"] = {each.pk: marked_body(each, own.get(each.pk, [])) for each in versions}
    return show(request, found, "desk/papers/paper.html", **context | checks_on(request, found, versions))


@access(SIGNED_IN)
def compare(request: DeskRequest, paper: UUID) -> HttpResponse:
    """Show two versions of a paper as one text with what was struck and added."""
    found = opened(request, Paper, paper)
    versions = {str(version.number): version for version in found.versions.all()}
    numbers = sorted(versions, key=int)
    new = versions.get(request.GET.get("moi", numbers[-1] if numbers else ""))
    old = versions.get(request.GET.get("cu", str(new.number - 1) if new else ""))
    if new is None or old is None:
        raise Http404
    context: dict[str, Any] = {
        "old": old,
        "new": new,
        "sides": [old, new],
        "numbers": numbers,
        "crumbs": crumbs_to(found),
    }
    note_opened(request, old.pk, new.pk)
    parts = compared_parts(old, new)
    said = comments_visible_to(request.user, clock.today()).filter(opinion__is_given=True, response__isnull=False)
    of_paper = said.filter(opinion__request__round__version__paper=found)
    context |= {
        "crumbs": crumbs_to(found),
        "parts": parts,
        "answered": answered_parts(parts, old, new, of_paper),
        "outcomes": OUTCOMES,
    }
    return show(request, found, "desk/papers/compare.html", **context)


@access(SIGNED_IN)
def download(request: DeskRequest, file: UUID) -> HttpResponseBase:
    """Hand out a file's bytes, always as a download, never to be run in the page."""
    found = one(files_visible_to(request.user), file)
    note_restricted(request, found.version.paper)
    note_opened(request, found.version_id)
    return handed_out(found)


@access(SIGNED_IN)
def read(request: DeskRequest, file: UUID, page: int) -> HttpResponseBase:
    """Show one page of a PDF as a picture with its text below, for whoever has no program at hand, as on a phone."""
    found = one(files_visible_to(request.user), file)
    said = text_of(found.digest)
    if not has_pages(found.digest) or not 0 < page <= len(said.pages):
        raise Http404
    paper = found.version.paper
    note_restricted(request, paper)
    note_opened(request, found.version_id)
    own = notes_of_versions(request.user, [found.version_id]).get(found.version_id, [])
    here, text = on_page(own, found.pk, said.pages, page), said.pages[page - 1]
    first = offset_of(said.pages, page) + len(text) - len(text.lstrip())
    context = {"file": found, "number": page, "count": len(said.pages), "own": here}
    context["text"] = text.strip() and marked(text.strip(), here, begins=first)
    return render(request, "desk/papers/read.html", context | {"paper": paper, "crumbs": crumbs_to(paper)})


@access(SIGNED_IN)
def picture(request: DeskRequest, file: UUID, page: int) -> HttpResponseBase:
    """Hand out the picture of one page of a PDF; what is none does not open as one."""
    found = one(files_visible_to(request.user), file)
    if not has_pages(found.digest) or page < 1:
        raise Http404
    note_restricted(request, found.version.paper)
    try:
        answer = HttpResponse(picture_of(found.digest, page - 1), content_type="image/webp")
    except (IndexError, Unreadable, Ended):
        raise Http404 from None
    answer.headers["X-Content-Type-Options"] = "nosniff"
    return answer


@access(Role.SECRETARY, Role.OFFICER)
def register(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Register a paper and lay it under an item: the secretariat any body's, a body its own to what it presents."""
    under = opened(request, AgendaItem, item)
    submitters = Organization.objects.filter(ended_on__isnull=True)
    if Role.SECRETARY not in roles_for(request, under.owner_id):
        submitters = submitters.filter(presented=under, pk__in=organizations_as(request, Role.OFFICER))
        if not submitters:
            raise not_for_you("paper.register", found=request.user.username)
    return begin(
        request,
        under,
        "paper.register",
        RegisterForm,
        title=_("Đăng ký tài liệu"),
        note=sentences(under.title, _first_step()),
        button=_("Đăng ký, rồi nộp tệp"),
        said=_("Đã đăng ký tài liệu. Nay nộp bản đầu tiên."),
        fixed={"organization": under.owner_id, "item": under.pk},
        initial={"submitted_by": under.presenter_id, "level": under.level},
        options={"submitters": submitters.order_by(in_order("name")), "example": under.presenter or under.owner},
        done=_to_its_first_version,
    )


def _first_step() -> str:
    return _("Bước 1 trên 2: đăng ký tên và số. Bước 2, ở trang sau: nộp lời hoặc tệp.")


def _to_its_first_version(paper: Paper) -> str:
    return reverse("papers.submit", args=[paper.pk])


@access(Role.SECRETARY, Role.OFFICER)
def bring(request: DeskRequest) -> HttpResponseBase:
    """Register a paper that is under no item yet: a charged body brings it, or the secretariat takes it."""
    keeps = organizations_as(request, Role.SECRETARY)
    living = Organization.objects.filter(ended_on__isnull=True).order_by(in_order("name"))
    met = Q(pk__in=keeps) if keeps else in_force(clock.today(), "grants__") & Q(grants__role=Role.SECRETARY)
    submitters = living if keeps else living.filter(pk__in=organizations_as(request, Role.OFFICER))
    page = FormPage(
        form=BringForm,
        act="paper.register",
        title=_("Trình tài liệu"),
        back=reverse("papers"),
        note=_first_step(),
        button=_("Đăng ký, rồi nộp tệp"),
        said=_("Đã đăng ký tài liệu. Nay nộp bản đầu tiên."),
        initial={"submitted_by": submitters.first(), "level": "internal"},
        options={
            "submitters": submitters,
            "example": submitters.first(),
            "organizations": living.filter(met).distinct(),
        },
        crumbs=crumbs_of_list("paper"),
        done=_to_its_first_version,
    )
    return serve(request, page)


@access(Role.SECRETARY, Role.OFFICER)
def submit(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Hand in a version."""
    found = opened(request, Paper, paper, "paper.submit")
    newest = found.versions.order_by("-number").first()
    second = _("Bước 2 trên 2: tài liệu đã đăng ký; nộp lời hoặc tệp thì mới là đã trình.")
    return step(
        request,
        found,
        "paper.submit",
        SubmitForm,
        title=_("Nộp bản %(number)d") % {"number": (newest.number if newest else 0) + 1},
        note=found.title if newest else sentences(found.title, second),
        button=_("Nộp"),
        said=_("Đã nộp. Bản trước vẫn giữ nguyên.") if newest else _("Đã nộp bản đầu tiên."),
        initial={"body": newest.body if newest else ""},
        done=_with_its_checks,
    )


def _with_its_checks(version: PaperRevision) -> str:
    """Lead to the paper, whose workbooks are being checked by the time that anybody reads it."""
    wake_for_version(version)
    return reverse("papers.paper", args=[version.paper_id])


@access(Role.SECRETARY)
@require_POST
def accept(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Take a paper as complete."""
    return pressed(request, Paper, paper, "paper.accept", _("Đã nhận: đủ hồ sơ."))


@access(Role.SECRETARY)
def send_back(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Send a paper back with a reason."""
    found = opened(request, Paper, paper, "paper.return")
    words = {"title": _("Trả lại tài liệu"), "said": _("Đã trả lại.")}
    return step(request, found, "paper.return", ReasonForm, **words)


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Withdraw a paper; its versions stay."""
    found = opened(request, Paper, paper, "paper.withdraw")
    words = {"title": _("Rút tài liệu"), "said": _("Đã rút.")}
    return step(request, found, "paper.withdraw", ReasonForm, **words)


@access(Role.SECRETARY)
def lay(request: DeskRequest, paper: UUID) -> HttpResponseBase:
    """Lay a paper under an item."""
    found = opened(request, Paper, paper, "paper.lay")
    items = items_visible_to(request.user).filter(owner=found.owner_id).exclude(state=ItemState.WITHDRAWN)
    items = items.exclude(consultations__paper=found).prefetch_related("meeting__convenings")
    return step(
        request,
        found,
        "paper.lay",
        LayForm,
        title=_("Đưa vào nội dung"),
        button=_("Đưa vào"),
        said=_("Đã đưa tài liệu vào nội dung."),
        options={"items": items.order_by("-meeting__starts_at", "position")},
    )


urlpatterns = [
    path("tai-lieu/", papers, name="papers"),
    path("tai-lieu/moi/", bring, name="papers.bring"),
    path("tai-lieu/<uuid:paper>/", paper_page, name="papers.paper"),
    path("tep/<uuid:file>/trang/<int:page>/", read, name="papers.read"),
    path("tep/<uuid:file>/trang/<int:page>/anh/", picture, name="papers.picture"),
    path("tai-lieu/<uuid:paper>/so-sanh/", compare, name="papers.compare"),
    path("tai-lieu/<uuid:paper>/nop/", submit, name="papers.submit"),
    path("tai-lieu/<uuid:paper>/nhan/", accept, name="papers.accept"),
    path("tai-lieu/<uuid:paper>/tra-lai/", send_back, name="papers.return"),
    path("tai-lieu/<uuid:paper>/rut/", withdraw, name="papers.withdraw"),
    path("tai-lieu/<uuid:paper>/dua-vao/", lay, name="papers.lay"),
    path("noi-dung/<uuid:item>/tai-lieu-moi/", register, name="papers.register"),
    path("tep/<uuid:file>/", download, name="papers.file"),
]
