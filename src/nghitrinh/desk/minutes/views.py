"""Pages of minutes: drafted by one press, edited, reviewed, signed, approved, corrected; and their files."""

from typing import Any
from uuid import UUID

from django.db.models import Case, When
from django.http import Http404, HttpResponse, HttpResponseBase
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, roles_for
from nghitrinh.desk.kit.acting import press_without_edit
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ReasonForm
from nghitrinh.desk.kit.links import page_of
from nghitrinh.desk.kit.opening import opened, opened_above, pressed, show, step
from nghitrinh.desk.minutes.changed import changed_words
from nghitrinh.desk.minutes.files import sent, template_in_use
from nghitrinh.desk.minutes.forms import ApprovalForm, CorrectionForm, MinutesForm, PaperSignatureForm, field_of
from nghitrinh.desk.minutes.waiting import TURN, why_unsigned
from nghitrinh.documents.content import heading_lines, issuer_lines
from nghitrinh.documents.minutes import MinutesText, minutes_text
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import is_holders_own
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.minutes.models import Minutes, MinutesRevision, MinutesState
from nghitrinh.record.minutes.queries import in_force, signed_texts, text_now, text_seen
from nghitrinh.record.minutes.rules import LEADS
from nghitrinh.record.minutes.signing import Seat, words_of
from nghitrinh.record.minutes.writing import Since, changed_since

_NOTHING = Since()


@access(Role.SECRETARY)
@require_POST
def draft(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Draft the minutes of a meeting from the record."""
    found = opened_above(request, Meeting, meeting, "minutes.draft")
    back = reverse("meetings.results", args=[found.pk])
    said = _("Đã soạn biên bản theo hồ sơ. Thêm lời ở giữa, rồi soát.")
    return press_without_edit(request, "minutes.draft", back=back, said=said, done=page_of, meeting=found.pk)


@access(SIGNED_IN)
def minutes_page(request: DeskRequest, minutes: UUID) -> HttpResponse:
    """Show minutes as this user may read them, and what they can do."""
    found = opened(request, Minutes, minutes)
    seen = text_now(request.user, found)
    text = minutes_text(found, seen)
    since = _NOTHING if found.state == MinutesState.DRAFT else changed_since(seen.version, found.meeting)
    verb, seat = TURN.get(found.state, ("", "chair"))
    roles = roles_for(request, found.owner_id)
    context: dict[str, Any] = {
        "text": text,
        "lines": {"issuer": issuer_lines(text.head), "heading": heading_lines(text.head)},
        "since": _seen_since(since, text),
        "turn": verb,
        "is_signer": bool(verb) and is_holders_own(request.user, getattr(found, seat)),
        "why_unsigned": why_unsigned(request.user, found, since),
        "is_chair": is_holders_own(request.user, found.chair),
        "leads": bool(roles & set(LEADS)),
        # What changed may be a vote or a decision that a reader of its item may not know of.
        "changed_words": changed_words if roles & set(CLEARED) else lambda _names: "",
        "texts": list(reversed(signed_texts(found))),
        "own_template": template_in_use(found),
        "writer": words_of(found, "writer"),
        "chair": words_of(found, "chair"),
    }
    return show(request, found, "desk/minutes/minutes.html", **context)


def _seen_since(since: Since, text: MinutesText) -> Since:
    """Return what changed of what somebody may read: of an item that they may not see, not that something did."""
    shown = {each.item for each in text.entries}
    return Since(since.sitting, {key: names for key, names in since.items.items() if key in shown})


def _words(minutes: Minutes) -> dict[str, Any]:
    """Return the words of the version in force, by the fields of a form."""
    version = in_force(minutes)
    parts = {field_of(each.item_id): each.text for each in version.parts.all()}
    return {"opening": version.opening, "closing": version.closing} | parts


def _entries(request: DeskRequest, minutes: Minutes) -> list[Any]:
    """Return the parts that a form has words for: those of the items that this user sees."""
    return [each.part for each in text_now(request.user, minutes).parts]


@access(Role.SECRETARY)
def revise(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Change the words of a draft, and who signs it."""
    found = opened(request, Minutes, minutes, "minutes.revise")
    own = Case(When(organization=found.owner, then=0), default=1)
    posts = Membership.objects.filter(lasting(found.meeting.day), organization__body=found.owner.body_id)
    who = {name: getattr(found, name) for name in ("writer_post", "writer_name", "chair_post", "chair_name")}
    return step(
        request,
        found,
        "minutes.revise",
        MinutesForm,
        title=_("Sửa biên bản"),
        note=_("Ai dự, biểu quyết, kết luận lấy từ hồ sơ, không gõ lại. Ở đây chỉ viết lời xen giữa."),
        button=_("Lưu"),
        said=_("Đã lưu biên bản."),
        initial=_words(found) | who | {"writer": found.writer_id, "chair": found.chair_id},
        options={
            "entries": _entries(request, found),
            "signers": posts.select_related("person", "organization").order_by(own, in_order("post"), "pk"),
        },
    )


@access(*LEADS)
@require_POST
def review(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Pass a draft as right."""
    return pressed(request, Minutes, minutes, "minutes.review", _("Đã soát. Biên bản chờ thư ký ký, rồi chủ trì ký."))


@access(*CLEARED)
@require_POST
def sign(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Sign minutes with the signer's own account, the secretary first."""
    return pressed(request, Minutes, minutes, _turn(request, minutes)[0], _("Đã ký."))


def _turn(request: DeskRequest, minutes: UUID) -> tuple[str, Seat]:
    """Return whose signature minutes wait for; of those that wait for none the chair's, which the act then refuses."""
    return TURN.get(opened(request, Minutes, minutes).state, ("minutes.sign", "chair"))


@access(*LEADS)
def record_signature(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Record that somebody signed the paper, on which day."""
    verb, seat = _turn(request, minutes)
    found = opened(request, Minutes, minutes, verb)
    who = {"who": words_of(found, seat)}
    return step(
        request,
        found,
        verb,
        PaperSignatureForm,
        title=_("Ghi nhận thư ký đã ký trên giấy") if seat == "writer" else _("Ghi nhận chủ trì đã ký trên giấy"),
        note=_("%(who)s đã ký bản giấy. Trang của biên bản nói ai ký, ngày nào, và ai ghi nhận.") % who,
        said=_("Đã ghi nhận chữ ký trên giấy."),
        initial={"signed_on": clock.today()},
        seal=True,
    )


@access(*LEADS)
def send_back(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Send minutes back to their draft."""
    found = opened(request, Minutes, minutes, "minutes.send_back")
    note = _("Thư ký đã ký thì sau khi sửa phải ký lại.")
    words = {"title": _("Trả lại biên bản"), "said": _("Đã trả lại để sửa.")}
    return step(request, found, "minutes.send_back", ReasonForm, note=note, **words)


@access(Role.SECRETARY)
def drop(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Drop a draft."""
    found = opened(request, Minutes, minutes, "minutes.drop")
    words = {"title": _("Bỏ dự thảo biên bản"), "said": _("Đã bỏ dự thảo; soạn lại được.")}
    return step(request, found, "minutes.drop", ReasonForm, **words)


@access(*LEADS)
def approve(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Note which later meeting approved signed minutes."""
    found = opened(request, Minutes, minutes, "minutes.approve")
    begun = meetings_visible_to(request.user).filter(state__in=(MeetingState.OPEN, MeetingState.CLOSED))
    later = begun.filter(owner=found.owner_id, starts_at__gt=found.meeting.starts_at)
    return step(
        request,
        found,
        "minutes.approve",
        ApprovalForm,
        title=_("Thông qua biên bản"),
        note=_("Quy chế làm việc đòi biên bản được thông qua ở một phiên sau."),
        said=_("Đã ghi: biên bản được thông qua."),
        options={"meetings": later.order_by("starts_at", "id")},
    )


@access(*CLEARED)
def correct(request: DeskRequest, minutes: UUID) -> HttpResponseBase:
    """Correct signed minutes: a new version with its reason, which the chair stands behind."""
    found = opened(request, Minutes, minutes, "minutes.correct")
    is_chair = is_holders_own(request.user, found.chair)
    return step(
        request,
        found,
        "minutes.correct",
        CorrectionForm,
        title=_("Đính chính biên bản"),
        note=_("Bản mới lấy theo hồ sơ hôm nay; bản đã ký vẫn giữ nguyên, xem được ở trang này."),
        button=_("Ký bản đính chính") if is_chair else _("Đính chính"),
        said=_("Đã đính chính. Bản trước vẫn giữ."),
        initial=_words(found),
        options={"entries": _entries(request, found), "is_chair": is_chair},
        seal=True,
    )


@access(SIGNED_IN)
def document(request: DeskRequest, minutes: UUID, kind: str) -> HttpResponse:
    """Send minutes as DOCX or tagged PDF, with what this user may read."""
    found = opened(request, Minutes, minutes)
    return sent(found, text_now(request.user, found), kind)


@access(SIGNED_IN)
def earlier_text(request: DeskRequest, minutes: UUID, version: int, kind: str) -> HttpResponse:
    """Send a text that signed minutes have had, as it was before a correction."""
    found = opened(request, Minutes, minutes)
    text: MinutesRevision | None = next((each for each in signed_texts(found) if each.number == version), None)
    if text is None:
        raise Http404
    return sent(found, text_seen(request.user, text), kind)


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/bien-ban/", draft, name="minutes.draft"),
    path("bien-ban/<uuid:minutes>/", minutes_page, name="minutes.minutes"),
    path("bien-ban/<uuid:minutes>/sua/", revise, name="minutes.revise"),
    path("bien-ban/<uuid:minutes>/soat/", review, name="minutes.review"),
    path("bien-ban/<uuid:minutes>/ky/", sign, name="minutes.sign"),
    path("bien-ban/<uuid:minutes>/ghi-nhan-ky/", record_signature, name="minutes.record_signature"),
    path("bien-ban/<uuid:minutes>/tra-lai/", send_back, name="minutes.send_back"),
    path("bien-ban/<uuid:minutes>/bo/", drop, name="minutes.drop"),
    path("bien-ban/<uuid:minutes>/thong-qua/", approve, name="minutes.approve"),
    path("bien-ban/<uuid:minutes>/dinh-chinh/", correct, name="minutes.correct"),
    path("bien-ban/<uuid:minutes>/tep/<slug:kind>/", document, name="minutes.document"),
    path("bien-ban/<uuid:minutes>/ban/<int:version>/<slug:kind>/", earlier_text, name="minutes.earlier_text"),
]
