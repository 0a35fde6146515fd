"""Instruments: the notice of decisions from draft over the signing chain to its number, its files, its release."""

from typing import Any
from uuid import UUID

from django.db.models import Case, Q, QuerySet, When
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.instruments.files import template_in_use
from nghitrinh.desk.instruments.forms import InstrumentForm
from nghitrinh.desk.instruments.recipients import charged_by, proposed
from nghitrinh.desk.instruments.texts import issued_texts, signature_of
from nghitrinh.desk.kit.access import INSIDER, SIGNED_IN, DeskRequest, access, roles_for
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.listing import NEWEST, OLDEST, ListColumn, Listing, ListRow, Order, by_state, day_of
from nghitrinh.desk.kit.opening import begin, opened, opened_above, show, step
from nghitrinh.desk.kit.public_status import public_status_of
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.unread import note_opened
from nghitrinh.desk.kit.wording import day
from nghitrinh.documents import content
from nghitrinh.documents.content import Notice
from nghitrinh.documents.from_record import notice_of
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
    instruments_visible_to,
    issued_versions,
    predecessors_of,
    registers_of,
    successors_of,
)
from nghitrinh.record.instruments.rules import LEADS
from nghitrinh.record.instruments.signatures import is_in_office, rights_of
from nghitrinh.record.instruments.symbols import fits, other_kind
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.journal import reason_of
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.queries import chairs_of
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
    versions, texts = issued_versions(found), issued_texts(found)
    note_opened(request, *(each.pk for each in versions), *(each.version.pk for each in texts))
    context: dict[str, Any] = {
        "versions": versions,
        "text": _text(notice_of(found, versions)),
        "bodies": bodies_charged_by(found),
        "public_status": public_status_of(found),
        "texts": texts,
        "signature": signature_of(found),
        "own_template": template_in_use(found),
        "keeps_nothing": bool(texts) and texts[0].version.telling is None,
        **_around(request, found),
        "is_signer": is_holders_own(request.user, found.membership),
        "leads": bool(roles_for(request, found.owner_id) & set(LEADS)),
        "other_kind": other_kind(found.register.symbol) if found.number is None else "",
    }
    return show(request, found, "desk/instruments/instrument.html", **context)


def _around(request: DeskRequest, instrument: Instrument) -> dict[str, Any]:
    """Return what stands in a document's place, or what it stands in the place of, and why it was withdrawn."""
    withdrawn, issued = (instrument.state == each for each in (InstrumentState.WITHDRAWN, InstrumentState.ISSUED))
    why = reason_of("instrument.withdraw", "instrument", instrument.pk) if withdrawn else ""
    return {
        "withdrawn_for": instrument.withdrawn_reason or why,
        "successors": successors_of(request.user, instrument) if withdrawn else [],
        "predecessors": predecessors_of(request.user, instrument) if issued else [],
    }


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


urlpatterns = [
    path("van-ban/", instruments, name="instruments"),
    path("hoi-nghi/<uuid:meeting>/thong-bao/", draft, name="instruments.draft"),
    path("van-ban/<uuid:instrument>/", instrument_page, name="instruments.instrument"),
    path("van-ban/<uuid:instrument>/sua/", revise, name="instruments.revise"),
]
