"""Letterheads, registers and series of the organizations for which one is secretary; of all, for administrators."""

from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q, QuerySet
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import PUBLISHER, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.registers.forms import (
    LetterheadForm,
    RegisterCorrectionForm,
    RegisterForm,
    SeriesCorrectionForm,
    SeriesForm,
)
from nghitrinh.desk.registers.frame import mine, step
from nghitrinh.documents.docx import notice_docx
from nghitrinh.documents.pdf import notice_pdf
from nghitrinh.documents.sample import sample_notice
from nghitrinh.record.bodies.models import LegislativeTerm, Organization
from nghitrinh.record.instruments.counting import RegisterState, counting_of, state_of
from nghitrinh.record.instruments.letterheads import Heading, heading_of
from nghitrinh.record.instruments.models import DocumentTemplate, Letterhead, Register, TemplateKind
from nghitrinh.record.instruments.queries import template_of
from nghitrinh.record.instruments.symbols import other_kind
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force
from nghitrinh.record.kernel.levels import INSIDE
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.kernel.striking import bare
from nghitrinh.record.meetings.models import Series
from nghitrinh.record.meetings.numbering import number_to_come

_HANDED_IN = {
    TemplateKind.NOTICE: "registers.hand_in",
    TemplateKind.MINUTES: "registers.hand_in_minutes",
    TemplateKind.INVITATION: "registers.hand_in_letter",
}
SAMPLES = {
    "pdf": (notice_pdf, "application/pdf"),
    "docx": (notice_docx, "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
}


def _that_issue(request: DeskRequest) -> QuerySet[Organization]:
    """Return those of them that meet: somebody works inside, or they have a register or a series already."""
    inside = Q(grants__role__in=INSIDE) & in_force(clock.today(), "grants__")
    kept = Q(registers__isnull=False) | Q(series__isnull=False) | Q(letterhead__isnull=False)
    return mine(request).filter(inside | kept).distinct().select_related("body").order_by(in_order("name"))


@dataclass(frozen=True)
class SeriesState:
    """A series, its next number (None where it is closed or has none), and whether no row points to it."""

    series: Series
    next_number: int | None
    is_bare: bool


@dataclass(frozen=True)
class TemplateOf:
    """A kind of documents, the template that it is made with now, and where another is handed in."""

    kind: TemplateKind
    template: DocumentTemplate | None
    hand_in: str


@dataclass(frozen=True)
class PapersOf:
    """What one organization's documents are made with."""

    organization: Organization
    heading: Heading
    is_said: bool
    registers: list[RegisterState]
    series: list[SeriesState]
    templates: list[TemplateOf]


def _papers_of(organization: Organization) -> PapersOf:
    registers = organization.registers.select_related("organization__body").order_by("closed_on", "symbol", "pk")
    runs = list(organization.series.select_related("term").order_by("closed_on", in_order("name"), "pk"))
    free = bare(runs)
    return PapersOf(
        organization=organization,
        heading=heading_of(organization),
        is_said=Letterhead.objects.filter(organization=organization).exists(),
        registers=[state_of(each, clock.today()) for each in registers],
        series=[SeriesState(each, None if each.closed_on else number_to_come(each), each.pk in free) for each in runs],
        templates=[
            TemplateOf(kind, template_of(organization, kind), reverse(page, args=[organization.pk]))
            for kind, page in _HANDED_IN.items()
        ],
    )


@access(PUBLISHER)
def registers(request: DeskRequest) -> HttpResponse:
    """Show how each of one's organizations heads and numbers its documents and meetings.

    No Listing: the registers of one's own organizations are few, and each stands under its organization.
    """
    found = [_papers_of(each) for each in _that_issue(request)]
    return render(request, "desk/registers/registers.html", {"found": found, "other_kind": other_kind})


@access(PUBLISHER)
def letterhead(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Say how an organization's documents are headed: what its kind and name suggest stands there already."""
    owner = one(mine(request).select_related("body"), organization)
    found, heading = Letterhead.objects.filter(organization=owner).first(), heading_of(owner)
    initial = {name: getattr(heading, name) for name in ("form", "place", "code", "in_name_of", "head")}
    return step(
        request,
        "letterhead.revise" if found else "letterhead.set",
        LetterheadForm,
        found,
        title=_("Tiêu đề và thể thức ký"),
        note=_("Dùng cho văn bản ban hành từ nay; văn bản đã ban hành giữ tiêu đề và chữ ký của nó."),
        button=_("Lưu tiêu đề"),
        said=_("Đã lưu tiêu đề. Xem thử văn bản mẫu ngay trong danh sách."),
        fixed={} if found else {"organization": owner.pk},
        options={"organization": owner},
        initial=initial | {"superior": "\n".join(heading.superior), "name": "\n".join(heading.name)},
    )


@access(PUBLISHER)
def sample(request: DeskRequest, organization: UUID, kind: str) -> HttpResponse:
    """Send a sample of a notice with an organization's letterhead, as PDF or DOCX."""
    owner = one(mine(request).select_related("body"), organization)
    if kind not in SAMPLES:
        raise Http404
    make, media_type = SAMPLES[kind]
    content = make(sample_notice(heading_of(owner), clock.today()))
    return attached(content, media_type, f"van-ban-mau.{kind}")


@access(PUBLISHER)
def open_register(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Open a register; symbol and way of counting are suggested by the letterhead."""
    owner = one(mine(request).select_related("body"), organization)
    heading = heading_of(owner)
    counting = counting_of(Register(organization=owner), heading)
    return step(
        request,
        "register.open",
        RegisterForm,
        title=_("Mở sổ văn bản"),
        said=_("Đã mở sổ. Văn bản ban hành sẽ lấy số ở sổ này."),
        fixed={"organization": owner.pk},
        options={"organization": owner},
        initial={"symbol": heading.symbol("TB"), "counting": counting, "starts_at": 1},
    )


def _register(request: DeskRequest, register: UUID) -> Register:
    return one(Register.objects.filter(organization__in=mine(request)).select_related("organization__body"), register)


@access(PUBLISHER)
def correct_register(request: DeskRequest, register: UUID) -> HttpResponseBase:
    """Correct a register's symbol, how it counts, or its next number."""
    found = _register(request, register)
    state = state_of(found, clock.today())
    return step(
        request,
        "register.correct",
        RegisterCorrectionForm,
        found,
        title=_("Sửa sổ văn bản"),
        note=_("Số đã cấp giữ nguyên như đã ban hành. Số bỏ qua được nêu trong sổ."),
        said=_("Đã sửa sổ."),
        initial={"symbol": found.symbol, "counting": state.counting, "next_number": state.next_number},
    )


@access(PUBLISHER)
def close_register(request: DeskRequest, register: UUID) -> HttpResponseBase:
    """Close a register."""
    found = _register(request, register)
    words = {"title": _("Khóa sổ văn bản"), "note": _("Sổ khóa thì không cấp số nữa."), "said": _("Đã khóa sổ.")}
    return step(request, "register.close", ReasonForm, found, **words)


@access(PUBLISHER)
def start_series(request: DeskRequest, organization: UUID) -> HttpResponseBase:
    """Begin a series of meetings."""
    owner = one(mine(request), organization)
    terms = LegislativeTerm.objects.filter(body=owner.body_id).order_by("-starts_on", "pk")
    return step(
        request,
        "series.start",
        SeriesForm,
        title=_("Mở dãy số hội nghị"),
        said=_("Đã mở dãy số. Hội nghị triệu tập sẽ lấy số ở dãy này."),
        fixed={"organization": owner.pk},
        initial={"term": terms.first(), "starts_at": 1, "numbered": True},
        options={"terms": terms, "organization": owner},
    )


def _series(request: DeskRequest, series: UUID) -> Series:
    return one(Series.objects.filter(organization__in=mine(request)), series)


@access(PUBLISHER)
def correct_series(request: DeskRequest, series: UUID) -> HttpResponseBase:
    """Correct the name of a series or its next number."""
    found = _series(request, series)
    return step(
        request,
        "series.correct",
        SeriesCorrectionForm,
        found,
        title=_("Sửa dãy số"),
        note=_("Số của các hội nghị đã có giữ nguyên."),
        said=_("Đã sửa dãy số."),
        initial={"name": found.name, "next_number": number_to_come(found)},
    )


@access(PUBLISHER)
def close_series(request: DeskRequest, series: UUID) -> HttpResponseBase:
    """Close a series."""
    found = _series(request, series)
    words = {"title": _("Khóa dãy số"), "note": _("Dãy số khóa thì không cấp số nữa."), "said": _("Đã khóa dãy số.")}
    return step(request, "series.close", ReasonForm, found, **words)


urlpatterns = [
    path("so-van-ban/", registers, name="registers"),
    path("so-van-ban/<uuid:organization>/tieu-de/", letterhead, name="registers.letterhead"),
    path("so-van-ban/<uuid:organization>/van-ban-mau/<slug:kind>/", sample, name="registers.sample"),
    path("so-van-ban/<uuid:organization>/so-moi/", open_register, name="registers.open"),
    path("so-van-ban/<uuid:organization>/day-so-moi/", start_series, name="registers.start_series"),
    path("so-van-ban/so/<uuid:register>/sua/", correct_register, name="registers.correct"),
    path("so-van-ban/so/<uuid:register>/khoa/", close_register, name="registers.close"),
    path("so-van-ban/day-so/<uuid:series>/sua/", correct_series, name="registers.correct_series"),
    path("so-van-ban/day-so/<uuid:series>/khoa/", close_series, name="registers.close_series"),
]
