"""Pages that come in: upload, the source beside the proposed record, contradictions decided, accepted or put away."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.intake.forms import AmendForm, DecideForm, UploadForm, initial_of
from nghitrinh.desk.intake.rows import lines_of
from nghitrinh.desk.kit.access import DeskRequest, access, organizations_as
from nghitrinh.desk.kit.acting import FormPage, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ConfirmForm, ReasonForm
from nghitrinh.desk.kit.links import crumbs_of_list, page_of
from nghitrinh.desk.kit.listing import NEWEST, OLDEST, ListColumn, Listing, Order, by_state
from nghitrinh.desk.kit.opening import opened, show, step
from nghitrinh.intake.accepting import accept as accept_page
from nghitrinh.intake.marks import marked
from nghitrinh.intake.opening import NoMeeting, ReadingError, known_page, open_page, read_page
from nghitrinh.intake.review import Review, review_of
from nghitrinh.intake.values import Clash, Value
from nghitrinh.reading.facts import Reading
from nghitrinh.reading.sandbox import Sandbox, read_in_sandbox
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.intakes.models import Intake, IntakeState, Side
from nghitrinh.record.intakes.paths import HEAD, MOST_ROWS, ROWS
from nghitrinh.record.intakes.queries import intakes_visible_to
from nghitrinh.record.kernel import deadline
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.vietnamese import alphabetical, plain_number


def _mine(request: DeskRequest) -> Any:
    return Organization.objects.filter(pk__in=organizations_as(request, Role.SECRETARY)).order_by(in_order("name"))


INTAKES = Listing(
    name=gettext_lazy("Nhập trang cũ"),
    columns=(
        ListColumn(gettext_lazy("Trang"), lambda intake: intake.title),
        ListColumn(gettext_lazy("Tệp"), lambda intake: intake.file_name),
        ListColumn(gettext_lazy("Địa chỉ"), lambda intake: intake.address),
        ListColumn(gettext_lazy("Cơ quan"), lambda intake: intake.owner.name),
        ListColumn(gettext_lazy("Ngày nhập"), lambda intake: intake.recorded_at.astimezone(ZONE).date()),
        ListColumn(gettext_lazy("Tình trạng"), lambda intake: intake.get_state_display()),
    ),
    texts=("title", "file_name", "address"),
    day="recorded_at",
    body="owner",
    states=lambda: by_state(IntakeState),
    orders={"": Order(NEWEST), "cu": Order(OLDEST, ("recorded_at", "id"))},
)


@access(Role.SECRETARY)
def intakes(request: DeskRequest) -> HttpResponse:
    """List the pages that came in, newest first."""
    shown = INTAKES.show(request, intakes_visible_to(request.user))
    if shown.file:
        return shown.file
    rows = [{"intake": each, "open": _undecided(each)} for each in shown.page]
    return render(request, "desk/intake/list.html", {"shown": shown, "rows": rows})


def _undecided(intake: Intake) -> int:
    return len(intake.contradictions()) - len(intake.rulings.all()) if intake.state == IntakeState.OPEN else 0


@access(Role.SECRETARY)
def upload(request: DeskRequest) -> HttpResponseBase:
    """Take a page in."""
    mine = _mine(request)
    page = FormPage(
        form=UploadForm,
        act="intake.open",
        title=_("Nhập một trang"),
        note=_("Máy đọc trang và đề nghị; chưa có gì vào hồ sơ cho đến khi có người soát và nhận."),
        back=reverse("intake"),
        button=_("Đọc trang"),
        said=_("Đã đọc trang. Nay soát từng chỗ."),
        options={"organizations": mine},
        crumbs=crumbs_of_list("intake"),
        done=page_of,
        run=_take_in,
        once=False,  # reading takes seconds, and the same page is known by its digest
    )
    return serve(request, page)


def _take_in(request: DeskRequest, form: Any) -> Intake:
    file, organization = form.cleaned_data["upload"], form.cleaned_data["organization"]
    try:
        page = read_page(file.read(), file.name, read=_read_in_time)
    except ReadingError as error:
        raise _unreadable(error) from None
    except NoMeeting:
        raise BadInput(
            _("Trang này không kể về một cuộc họp nào"), code="page_without_meeting", field="upload"
        ) from None
    before = known_page(page, organization)
    return before or open_page(page, organization.pk, by=request.user, address=form.cleaned_data["address"])


def _read_in_time(data: bytes, name: str) -> Reading:
    """Read a page in the time that the request has, but for what its answer takes."""
    return read_in_sandbox(data, name, seconds=0.9 * deadline.remaining(Sandbox.seconds))


_UNREADABLE = {
    "not_utf8": gettext_lazy("Chữ trong tệp không phải mã UTF-8; hãy lưu lại tệp bằng mã UTF-8."),
    "empty": gettext_lazy("Tệp trống, không có chữ nào."),
    "too_slow": gettext_lazy(
        "Đọc trang này lâu quá, máy đã thôi đọc. "
        "Hãy thử lại sau ít phút; vẫn vậy thì chép chữ của trang vào một tệp văn bản."
    ),
    "too_large": gettext_lazy("Tệp lớn quá; văn bản nhiều nhất 5 MB, HTML nhiều nhất 20 MB."),
    "other_file": gettext_lazy("Tệp này là PDF, tệp Office, ảnh hay tệp nén, không phải văn bản hay HTML mã UTF-8."),
    "zero_byte": gettext_lazy("Tệp có ký tự rỗng, không phải văn bản hay HTML mã UTF-8."),
    "old_encoding": gettext_lazy("Chữ của trang còn ở bảng mã cũ (TCVN3 hoặc VNI); hãy chuyển sang Unicode trước."),
    "no_content": gettext_lazy("Trang không có chữ nào để đọc; hãy chép chữ của trang vào một tệp văn bản."),
    "broken_html": gettext_lazy("HTML của trang bị hỏng; hãy chép chữ của trang vào một tệp văn bản."),
    "too_deep": gettext_lazy("Trang lồng quá nhiều tầng; hãy chép chữ của trang vào một tệp văn bản."),
    "too_many_elements": gettext_lazy("Trang có quá nhiều phần; hãy chép chữ của trang vào một tệp văn bản."),
    "unreadable": gettext_lazy("Không đọc được tệp; hãy chọn lại tệp."),
}


def _unreadable(error: ReadingError) -> BadInput:
    """Return why a file is no page: the reader is a library of its own and has English and a code alone."""
    return BadInput(_UNREADABLE[error.code], code=f"page_{error.code}", field="upload")


@access(Role.SECRETARY)
def intake_page(request: DeskRequest, intake: UUID) -> HttpResponse:
    """Show the source with its facts numbered beside the proposed record, and what contradicts itself."""
    found = opened(request, Intake, intake)
    review = review_of(found)
    shown = marked(found.text, review.proposal)
    lines = lines_of(review, shown)
    visible = set(meetings_visible_to(request.user).values_list("pk", flat=True)) if review.recorded else set()
    context: dict[str, Any] = {
        "review": review,
        "source": shown,
        "lines": lines,
        "anchored": {line.mark.number for line in lines if line.mark},
        "clashes": [_clash_context(review, clash, _decide_form(found, clash)) for clash in review.proposal.clashes],
        "recorded": [{"meeting": each, "seen": each.key in visible} for each in review.recorded],
        "adds": [(words, f"{group}.{len(review.proposal.rows[group])}") for group, words in _groups().items()],
    }
    return show(request, found, "desk/intake/intake.html", **context)


def _groups() -> dict[str, str]:
    return {
        "items": _("Thêm nội dung"),
        "charges": _("Thêm việc giao"),
        "figures": _("Thêm số liệu"),
        "chairs": _("Thêm chủ trì"),
    }


def _decide_form(intake: Intake, clash: Clash) -> DecideForm:
    return DecideForm(None, None, initial=_decided(clash), edit=intake.edit, auto_id=f"id_{clash.position}_%s")


def _decided(clash: Clash) -> dict[str, str]:
    if clash.decided is None:
        return {}
    other = clash.decided.value if clash.decided.side == Side.OTHER else ""
    return {"side": clash.decided.side, "value": other, "reason": clash.decided.reason}


def _clash_context(review: Review, clash: Clash, form: Any) -> dict[str, Any]:
    return {
        "clash": clash,
        "form": form,
        "number": clash.position + 1,
        "address": reverse("intake.decide", args=[review.intake.pk, clash.position]),
        "numbers": review.numbers if clash.field == "number" else "",
    }


@access(Role.SECRETARY)
def decide(request: DeskRequest, intake: UUID, position: int) -> HttpResponseBase:
    """Decide one contradiction with a reason."""
    found = opened(request, Intake, intake, "intake.decide")
    review = review_of(found)
    if position >= len(review.proposal.clashes):
        raise Http404
    clash = review.proposal.clashes[position]
    return step(
        request,
        found,
        "intake.decide",
        DecideForm,
        title=_("Mâu thuẫn %(n)d") % {"n": position + 1},
        button=_("Ghi quyết định"),
        said=_("Đã ghi quyết định, cùng lý do và tên người quyết."),
        fixed={"contradiction": position},
        initial=_decided(clash),
        template="desk/intake/decide.html",
        context={"each": _clash_context(review, clash, None)},
    )


@access(Role.SECRETARY)
def amend(request: DeskRequest, intake: UUID, part: str) -> HttpResponseBase:
    """Change one part of the proposal."""
    found = opened(request, Intake, intake, "intake.amend")
    review = review_of(found)
    values = _part(review, part)
    return step(
        request,
        found,
        "intake.amend",
        AmendForm,
        title=_("Sửa bản đề nghị"),
        note=_("Trang ghi: “%(said)s”") % {"said": said} if (said := _said(values)) else "",
        button=_("Lưu"),
        said=_("Đã sửa bản đề nghị."),
        initial=initial_of(values),
        options={"part": values, "choices": _choices(review)},
    )


def _part(review: Review, part: str) -> list[Value]:
    """Return the values of a part: one of the head, a row, or the row that would come next."""
    if part in HEAD:
        return [review.proposal.head[part]]
    group, _dot, place = part.partition(".")
    rows = review.proposal.rows.get(group)
    index = plain_number(place, MOST_ROWS - 1)
    if rows is None or index is None or index > len(rows):
        raise Http404
    if index < len(rows):
        return list(rows[index].values.values())
    begun = {"keep": "yes", "level": "internal", "exact": "yes"}
    return [Value(f"{part}.{name}", begun.get(name, "")) for name in ROWS[group]]


def _said(values: list[Value]) -> str:
    return next((value.said for value in values if value.said), "")


def _choices(review: Review) -> dict[str, list[tuple[str, str]]]:
    known = review.known
    bodies = sorted(
        ((str(each.key), each.name) for each in known.organizations), key=lambda pair: alphabetical(pair[1])
    )
    items = review.proposal.rows["items"]
    return {
        "organization": [(str(known.owner), known.owner_name)],
        "series": [(str(run.key), f"{run.name} ({run.term})" if run.term else run.name) for run in known.runs],
        "item": [(str(row.index), f"{row.index + 1}. {row.text('title')[:80]}") for row in items if row.kept],
        "places": [(str(each.key), f"{each.kind} {each.name}".strip()) for each in known.places],
        **dict.fromkeys(("responsible", "through", "with", "report_to"), bodies),
    }


@access(Role.SECRETARY)
def accept(request: DeskRequest, intake: UUID) -> HttpResponseBase:
    """Enter the page as a past meeting."""
    found = opened(request, Intake, intake, "intake.accept")
    return step(
        request,
        found,
        "intake.accept",
        ConfirmForm,
        title=_("Nhận vào hồ sơ"),
        note=_("Hội nghị, nội dung, kết luận, số liệu và việc giao vào hồ sơ cùng một lúc, mỗi chỗ kèm nguồn."),
        said=_("Đã nhận vào hồ sơ."),
        seal=True,
        run=lambda asked, form: accept_page(found.pk, form.cleaned_data["edit"], by=asked.user),
        done=lambda meeting: reverse("meetings.meeting", args=[meeting.pk]),
    )


@access(Role.SECRETARY)
def discard(request: DeskRequest, intake: UUID) -> HttpResponseBase:
    """Put the page away."""
    found = opened(request, Intake, intake, "intake.discard")
    return step(
        request,
        found,
        "intake.discard",
        ReasonForm,
        title=_("Bỏ bản nhập"),
        note=_("Không có gì vào hồ sơ. Quyết định đã ghi vẫn còn trong nhật ký; trang có thể nhập lại."),
        said=_("Đã bỏ bản nhập."),
    )


urlpatterns = [
    path("nhap/", intakes, name="intake"),
    path("nhap/moi/", upload, name="intake.upload"),
    path("nhap/<uuid:intake>/", intake_page, name="intake.intake"),
    path("nhap/<uuid:intake>/quyet/<int:position>/", decide, name="intake.decide"),
    path("nhap/<uuid:intake>/sua/<str:part>/", amend, name="intake.amend"),
    path("nhap/<uuid:intake>/nhan/", accept, name="intake.accept"),
    path("nhap/<uuid:intake>/bo/", discard, name="intake.discard"),
]
