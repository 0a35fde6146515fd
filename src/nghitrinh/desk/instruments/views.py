"""Instruments: the notice of decisions from draft over the signing chain to its number, its files, its release."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When
from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST

from nghitrinh.desk.instruments.files import sent, template_in_use
from nghitrinh.desk.instruments.forms import CorrectionReasonForm, InstrumentForm, SignedOnForm
from nghitrinh.desk.instruments.recipients import charged_by, proposed
from nghitrinh.desk.kit.access import INSIDER, SIGNED_IN, DeskRequest, access, roles_for
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.listing import NEWEST, OLDEST, ListColumn, Listing, ListRow, Order, by_state, day_of
from nghitrinh.desk.kit.opening import begin, opened, opened_above, pressed, show, step
from nghitrinh.desk.kit.public_status import public_status_of
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.publication.contents import TEMPLATE, public_objects
from nghitrinh.documents import content
from nghitrinh.documents.content import Notice
from nghitrinh.documents.from_record import extract_of, notice_of
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.bodies.seats import is_holders_own
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.decisions.queries import decisions_visible_to
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.instruments.letterheads import heading_of, printed_post
from nghitrinh.record.instruments.models import Instrument, InstrumentState, Register
from nghitrinh.record.instruments.queries import (
    bodies_charged_by,
    carried_by,
    extract_seen_by,
    instruments_visible_to,
    issued_versions,
    leaving_with,
    left_without,
    registers_of,
)
from nghitrinh.record.instruments.rules import LEADS
from nghitrinh.record.instruments.signatures import is_in_office, rights_of, signer_words
from nghitrinh.record.instruments.symbols import fits, other_kind
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.record.publications.queries import is_live
from nghitrinh.vietnamese import plain_number


def _settled(request: DeskRequest, meeting: Meeting) -> QuerySet[Decision]:
    return decisions_visible_to(request.user).filter(Q(item__meeting=meeting), state__in=SETTLED)


@access(Role.SECRETARY)
def draft(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Draft the notice of a meeting's decisions."""
    found = opened_above(request, Meeting, meeting, "instrument.draft")
    decisions = _settled(request, found)
    carried, registers = carried_by(request.user, found), registers_of(found)
    charged = charged_by(decisions)
    public = [each.pk for each in decisions if each.level != "restricted" and each.pk not in carried]
    return begin(
        request,
        found,
        "instrument.draft",
        InstrumentForm,
        title=_("Soạn thông báo kết luận"),
        button=_("Lưu dự thảo"),
        said=_("Đã lưu dự thảo. Kiểm tra thể thức rồi trình ký."),
        initial={"title": f"Thông báo kết luận {title_of(found)}", "decisions": public}
        | _signer(found)
        | {
            "recipients": proposed(found.owner, (name for key in public for name in charged[key])),
            "register": _proposed(registers),
        },
        options={"registers": registers, "decisions": decisions, "carried": carried, "charged": charged}
        | _signers(found.owner),
    )


def _proposed(registers: QuerySet[Register]) -> UUID | None:
    """Return the one register that is, by its symbol, a register of notices; None where the person must choose."""
    fitting = [each.pk for each in registers if fits(each.symbol)]
    return fitting[0] if len(fitting) == 1 else None


INSTRUMENTS = Listing(
    name=gettext_lazy("Văn bản"),
    columns=(
        ListColumn(gettext_lazy("Số, ký hiệu"), lambda instrument: instrument.symbol_number),
        ListColumn(gettext_lazy("Trích yếu"), lambda instrument: instrument.title),
        ListColumn(gettext_lazy("Ban hành ngày"), lambda instrument: instrument.issued_on),
        ListColumn(gettext_lazy("Người ký"), lambda instrument: instrument.signer),
        ListColumn(gettext_lazy("Hội nghị"), lambda instrument: title_of(instrument.meeting)),
        ListColumn(gettext_lazy("Cơ quan"), lambda instrument: instrument.owner.name),
        ListColumn(gettext_lazy("Tình trạng"), lambda instrument: instrument.get_state_display()),
    ),
    texts=("title", "register__symbol", "signer", "meeting__name"),
    finds=lambda word: Q(number=plain_number(word), number__isnull=False),
    day="issued_on",
    bound=day_of,
    body="owner",
    states=lambda: by_state(InstrumentState),
    orders={
        "": Order(NEWEST),
        "cu": Order(OLDEST, ("recorded_at", "id")),
        "so": Order(gettext_lazy("Theo số"), ("register__symbol", "number", "id")),
    },
)


@access(INSIDER)
def instruments(request: DeskRequest) -> HttpResponse:
    """List the documents one may see, newest first."""
    shown = INSTRUMENTS.show(request, instruments_visible_to(request.user).prefetch_related("meeting__convenings"))
    if shown.file:
        return shown.file
    context = {
        "shown": shown,
        "rows": lambda: [ListRow(each, each.label(), page_of(each), _issued(each)) for each in shown.page],
    }
    return render(request, "desk/instruments/list.html", context)


def _issued(instrument: Instrument) -> str:
    words = _("Ban hành ngày %(day)s") % {"day": day(instrument.issued_on)} if instrument.issued_on else ""
    return "; ".join(filter(None, (words, title_of(instrument.meeting), instrument.owner.name)))


@access(SIGNED_IN)
def instrument_page(request: DeskRequest, instrument: UUID) -> HttpResponse:
    """Show a document: what it issues, its state, its files and extracts."""
    found = opened(request, Instrument, instrument)
    versions = issued_versions(found)
    history = list(found.versions.select_related("recorded_by").order_by("-number"))
    context: dict[str, Any] = {
        "versions": versions,
        "text": _text(notice_of(found)),
        "bodies": bodies_charged_by(found),
        "public_status": public_status_of(found),
        "history": history,
        "own_template": template_in_use(found),
        "keeps_nothing": found.number is not None and history[0].telling is None,
        "is_signer": is_holders_own(request.user, found.membership),
        "leads": bool(roles_for(request, found.owner_id) & set(LEADS)),
        "other_kind": other_kind(found.register.symbol) if found.number is None else "",
    }
    return show(request, found, "desk/instruments/instrument.html", **context)


def _text(notice: Notice) -> dict[str, Any]:
    """Return what a notice says, in the parts and the order in which its files have it."""
    return {
        "issuer": content.issuer_lines(notice),
        "heading": content.heading_lines(notice),
        "paragraphs": list(content.paragraphs(notice)),
        "recipients": content.recipient_lines(notice),
        "signature": content.signature_lines(notice),
        "name": content.name_lines(notice),
    }


def _signer(meeting: Meeting) -> dict[str, Any]:
    """Return who chaired a meeting, where the record knows: they sign what it concluded."""
    for chair in chairs_of(meeting):
        held = chair.membership
        if held is not None and is_in_office(held, clock.today()) and held.organization_id == meeting.owner_id:
            return {"membership": held.pk}
        return {"signer": printed_post(chair.post, meeting.owner), "signer_name": chair.name}
    return {"signer": ""}


def _signers(owner: Organization) -> dict[str, Any]:
    """Return what the form offers: posts that are held today, the body's own first, and the rights its form has."""
    own = Case(When(organization=owner, then=0), default=1)
    posts = Membership.objects.filter(lasting(clock.today()), organization__body=owner.body_id)
    rights = [(each.value, each.label) for each in rights_of(heading_of(owner))]
    return {
        "signers": posts.select_related("person", "organization").order_by(own, in_order("post"), "pk"),
        "signings": rights,
    }


@access(Role.SECRETARY)
def revise(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Change a draft."""
    found = opened(request, Instrument, instrument, "instrument.revise")
    initial = {name: getattr(found, name) for name in ("title", "signer", "signer_name", "signing", "recipients")}
    initial |= {"membership": found.membership_id, "register": found.register_id}
    decisions = _settled(request, found.meeting)
    own = Register.objects.filter(pk=found.register_id)  # closed meanwhile, it is still the draft's
    return step(
        request,
        found,
        "instrument.revise",
        InstrumentForm,
        title=_("Sửa dự thảo"),
        said=_("Đã lưu dự thảo."),
        initial=initial | {"decisions": [each.decision_id for each in issued_versions(found)]},
        options={
            "registers": registers_of(found.meeting) | own.order_by("symbol", "pk"),
            "decisions": decisions,
            "charged": charged_by(decisions),
            "carried": _elsewhere(request, found),
        }
        | _signers(found.owner),
    )


def _elsewhere(request: DeskRequest, instrument: Instrument) -> dict[UUID, list[Instrument]]:
    """Return which other documents carry a decision of this one's meeting."""
    carried = carried_by(request.user, instrument.meeting)
    return {key: [each for each in found if each.pk != instrument.pk] for key, found in carried.items()}


@access(*CLEARED)
def correct(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Issue a corrected text under the same number."""
    found = opened(request, Instrument, instrument, "instrument.correct")
    words = {"title": _("Đính chính văn bản"), "said": _("Đã đính chính văn bản.")}
    note = _("Bản đính chính là của người ký: %(signer)s.") % {"signer": signer_words(found)}
    options = {"is_signer": is_holders_own(request.user, found.membership)}
    return step(
        request, found, "instrument.correct", CorrectionReasonForm, seal=True, note=note, options=options, **words
    )


@access(Role.SECRETARY, Role.CHAIR)
def send_back(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Send a document back to its draft."""
    found = opened(request, Instrument, instrument, "instrument.send_back")
    words = {"title": _("Trả lại dự thảo"), "said": _("Đã trả lại.")}
    return step(request, found, "instrument.send_back", ReasonForm, **words)


@access(Role.SECRETARY)
def drop(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Drop a draft that has no number yet."""
    found = opened(request, Instrument, instrument, "instrument.drop")
    words = {"title": _("Bỏ dự thảo"), "said": _("Đã bỏ dự thảo.")}
    return step(request, found, "instrument.drop", ReasonForm, **words)


@access(Role.SECRETARY)
def withdraw(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Withdraw an issued document: at its public address nothing but the fact of it remains."""
    found = opened(request, Instrument, instrument, "instrument.withdraw")
    return step(
        request,
        found,
        "instrument.withdraw",
        ReasonForm,
        title=_("Thu hồi văn bản"),
        note=_left(found)
        + _(
            "Số văn bản không cấp lại. Điều đang ở trên cổng dưới đây biến khỏi cổng ở lần phát hành tới; "
            "ở địa chỉ cũ chỉ còn lời báo đã rút, kèm lý do ghi ở đây. Bài viết về hội nghị được đánh dấu cần soát lại."
        ),
        said=_("Đã thu hồi."),
        template=TEMPLATE,
        context={
            "parts": public_objects(each for each in leaving_with(found) if is_live(each)),
            "parts_words": _("Sẽ biến khỏi cổng"),
            "first": [],
        },
    )


def _left(instrument: Instrument) -> str:
    """Return what a withdrawal leaves without a document in force; nothing where another one tells it all."""
    names = "; ".join(f"“{each.title}”" for each in left_without(instrument))
    words = _(
        "Sau khi thu hồi, không còn văn bản nào có hiệu lực nói kết luận %(names)s. Kết luận ấy vẫn còn và việc vẫn "
        "giao, cho tới khi ban hành lại."
    )
    return f"{words % {'names': names}} " if names else ""


@access(Role.SECRETARY)
@require_POST
def check(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Say that the form of a document was checked: it waits for the signature."""
    return pressed(request, Instrument, instrument, "instrument.check", _("Đã kiểm tra thể thức. Văn bản chờ ký."))


@access(*CLEARED)
@require_POST
def sign(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Sign a document with the signer's own account."""
    return pressed(request, Instrument, instrument, "instrument.sign", _("Đã ký."))


@access(Role.SECRETARY, Role.CHAIR)
def record_signature(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Record that the signer signed the paper, on which day."""
    found = opened(request, Instrument, instrument, "instrument.record_signature")
    return step(
        request,
        found,
        "instrument.record_signature",
        SignedOnForm,
        title=_("Ghi nhận đã ký trên giấy"),
        note=_("%(signer)s đã ký bản giấy. Trang của văn bản nói ai ký, ngày nào, và ai ghi nhận.")
        % {"signer": signer_words(found)},
        said=_("Đã ghi nhận chữ ký trên giấy."),
        initial={"signed_on": clock.today()},
        seal=True,
    )


@access(Role.SECRETARY)
@require_POST
def issue(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Issue a signed document: it takes the next number, and its charges become tasks."""
    return pressed(request, Instrument, instrument, "instrument.issue", _("Đã ban hành: văn bản có số, việc đã giao."))


@access(Role.SECRETARY)
@require_POST
def release(request: DeskRequest, instrument: UUID) -> HttpResponseBase:
    """Let a document and its decisions be published with the next bundle."""
    return pressed(request, Instrument, instrument, "instrument.release", _("Sẽ có trên cổng ở lần phát hành tới."))


@access(SIGNED_IN)
def document(request: DeskRequest, instrument: UUID, kind: str) -> HttpResponse:
    """Send the notice as DOCX or tagged PDF."""
    found = opened(request, Instrument, instrument)
    return sent(found, notice_of(found), kind, found.symbol_number or "du-thao")


@access(SIGNED_IN)
def extract(request: DeskRequest, instrument: UUID, body: UUID, kind: str) -> HttpResponse:
    """Send the extract for one charged body: to those inside, and to that body's own officers."""
    found = extract_seen_by(request.user, instrument, body)
    if found is None:
        raise Http404
    notice = extract_of(found, Organization.objects.get(pk=body))
    return sent(found, notice, kind, f"trich-{found.symbol_number}")


urlpatterns = [
    path("van-ban/", instruments, name="instruments"),
    path("hoi-nghi/<uuid:meeting>/thong-bao/", draft, name="instruments.draft"),
    path("van-ban/<uuid:instrument>/", instrument_page, name="instruments.instrument"),
    path("van-ban/<uuid:instrument>/sua/", revise, name="instruments.revise"),
    path("van-ban/<uuid:instrument>/kiem-tra/", check, name="instruments.check"),
    path("van-ban/<uuid:instrument>/ky/", sign, name="instruments.sign"),
    path("van-ban/<uuid:instrument>/ghi-nhan-ky/", record_signature, name="instruments.record_signature"),
    path("van-ban/<uuid:instrument>/tra-lai/", send_back, name="instruments.send_back"),
    path("van-ban/<uuid:instrument>/ban-hanh/", issue, name="instruments.issue"),
    path("van-ban/<uuid:instrument>/dinh-chinh/", correct, name="instruments.correct"),
    path("van-ban/<uuid:instrument>/cong-bo/", release, name="instruments.release"),
    path("van-ban/<uuid:instrument>/bo/", drop, name="instruments.drop"),
    path("van-ban/<uuid:instrument>/thu-hoi/", withdraw, name="instruments.withdraw"),
    path("van-ban/<uuid:instrument>/tep/<slug:kind>/", document, name="instruments.document"),
    path("van-ban/<uuid:instrument>/trich/<uuid:body>/<slug:kind>/", extract, name="instruments.extract"),
]
