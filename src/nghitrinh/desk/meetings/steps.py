"""The steps of a meeting: plan, enter a past one, convene, open, close, cancel, move, correct, record who was there."""

from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.http import HttpResponseBase
from django.shortcuts import redirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.access import DeskRequest, access, organizations_as, require, verbs
from nghitrinh.desk.kit.acting import FormPage, press, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.forms import ConfirmForm, ReasonForm
from nghitrinh.desk.kit.links import crumbs_of_list, page_of
from nghitrinh.desk.kit.opening import opened, step
from nghitrinh.desk.kit.wording import begins, moment, verb_words
from nghitrinh.desk.meetings.chairing import say_unchaired
from nghitrinh.desk.meetings.closing import closed_early
from nghitrinh.desk.meetings.forms import (
    AttendanceCorrectionForm,
    AttendanceForm,
    ConveneForm,
    ConvenerForm,
    CorrectForm,
    OpenEarlyForm,
    PastForm,
    PlanForm,
    RescheduleForm,
    attendance_of,
)
from nghitrinh.desk.meetings.reads import members_on_the_day, put_off_of, undecided
from nghitrinh.desk.meetings.views import is_ahead
from nghitrinh.desk.meetings.written_forms import CorrectWrittenForm, RescheduleWrittenForm
from nghitrinh.desk.presence.wording import called_once, count_once
from nghitrinh.record.bodies.models import MEETING_PLACE, Location, Organization
from nghitrinh.record.bodies.precedence import in_rank
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.acts import ACTS, one_transaction
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import ActError, NotAllowed, Stale, as_one
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.form_words import words_of
from nghitrinh.record.meetings.models import Meeting, MeetingState, Series
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.record.meetings.titles import HELD_BY
from nghitrinh.record.presence.acts.invitations import due_to
from nghitrinh.record.presence.queries import presented_unasked
from nghitrinh.record.presence.quorum import as_seated
from nghitrinh.record.publications.queries import is_live


def organizations_of(request: DeskRequest) -> QuerySet[Organization]:
    """Return the bodies whose secretary the user is."""
    return Organization.objects.filter(pk__in=organizations_as(request, Role.SECRETARY)).order_by(in_order("name"))


def series_for(*organizations: UUID) -> QuerySet[Series]:
    """Return the runs of numbers in which meetings of bodies are counted now."""
    return (
        Series.objects.filter(organization__in=organizations, closed_on__isnull=True)
        .select_related("organization", "term")
        .order_by(in_order("name"))
    )


# How the names of meetings begin: the word that the form asks for as its kind.
_KINDS = ("hội nghị", "phiên họp", "kỳ họp")


def _called(request: DeskRequest) -> dict[str, str]:
    """Return what a meeting of the secretary's one series is called, where its name says that it is one.

    Else its kind is that which bodies of this kind hold, where it is the secretary's only one.
    """
    mine = organizations_as(request, Role.SECRETARY)
    series = list(series_for(*mine).filter(closed_on__isnull=True)[:2])
    name = series[0].name if len(series) == 1 else ""
    kind = next((each for each in _KINDS if name.lower().startswith(each)), "")
    if kind:
        return {"name": name, "kind": kind}
    kinds = Organization.objects.filter(pk__in=mine[:1]).values_list("kind", flat=True) if len(mine) == 1 else ()
    held = [HELD_BY[each] for each in kinds if each in HELD_BY]
    return {"kind": held[0]} if held else {}


def _meets_at(request: DeskRequest) -> dict[str, str]:
    """Return where the secretary's bodies met last, or where they are recorded to meet."""
    mine = organizations_as(request, Role.SECRETARY)
    met = Meeting.objects.filter(owner__in=mine).exclude(place="").order_by("-starts_at")
    rooms = Location.objects.filter(body__organizations__in=mine, kind=MEETING_PLACE, ends_on=None)
    place = met.values_list("place", flat=True).first() or rooms.values_list("name", flat=True).first()
    return {"place": place} if place else {}


@access(Role.SECRETARY)
def plan(request: DeskRequest) -> HttpResponseBase:
    """Plan a meeting."""
    page = FormPage(
        form=PlanForm,
        act="meeting.plan",
        title=_("Hẹn hội nghị"),
        back=reverse("meetings"),
        said=_("Đã hẹn hội nghị. Nay thêm nội dung vào chương trình."),
        initial=_called(request) | _meets_at(request),
        options={"organizations": organizations_of(request), "user": request.user},
        crumbs=crumbs_of_list("meeting"),
        done=page_of,
    )
    return serve(request, page)


@access(Role.SECRETARY)
def enter_past(request: DeskRequest) -> HttpResponseBase:
    """Enter a meeting that was held before, from a source."""
    page = FormPage(
        form=PastForm,
        act="meeting.enter_past",
        title=_("Nhập hội nghị đã họp"),
        note=_("Chỉ ghi điều nguồn có nói; điều không rõ thì để trống. Hội nghị nhập vào là đã kết thúc."),
        back=reverse("meetings"),
        button=_("Nhập hội nghị"),
        said=_("Đã nhập hội nghị."),
        options={
            "organizations": organizations_of(request),
            "series": series_for(*organizations_as(request, Role.SECRETARY)),
        },
        crumbs=crumbs_of_list("meeting"),
        done=page_of,
        run=_enter_past,
        template="desk/meetings/past.html",
    )
    return serve(request, page)


def _enter_past(request: DeskRequest, form: PastForm) -> Meeting:
    given, cleaned = form.parameters(), form.cleaned_data
    with one_transaction():
        source = ACTS["source.register"](
            by=request.user,
            organization=given["organization"],
            kind=cleaned["source_kind"],
            title=cleaned["source_title"],
            address=cleaned["source_address"],
        )
        entered: Meeting = ACTS["meeting.enter_past"](by=request.user, source=source.pk, **given)
    return entered


@access(Role.SECRETARY)
def reschedule(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Give a meeting that has not begun another name, time or place."""
    found = opened(request, Meeting, meeting, "meeting.reschedule")
    return step(
        request,
        found,
        "meeting.reschedule",
        RescheduleWrittenForm if found.is_written else RescheduleForm,
        title=_("Đổi tên, lịch"),
        button=_("Lưu"),
        said=str(words_of(found).renamed),
        initial={name: getattr(found, name) for name in ("name", "starts_at", "place", "papers_by", "answers_by")},
        fixed={"place": ""} if found.is_written else {},
        options={"announced": is_live(found)} | ({} if found.is_written else {"user": request.user, "meeting": found}),
    )


@access(Role.SECRETARY)
def convene(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Convene a meeting: the record gives its number."""
    found = opened(request, Meeting, meeting, "meeting.convene")
    series, due = series_for(found.owner_id), due_to(found)
    return step(
        request,
        found,
        "meeting.convene",
        ConveneForm,
        title=verb_words("meeting.convene", found.form),
        note=str(words_of(found).number_is_kept),
        button=_("Cấp số") if found.is_written else _("Triệu tập"),
        said=_said_convened,
        template="desk/form.html" if found.is_written else "desk/meetings/convene.html",
        context={
            "meeting": found,
            "due": called_once(due),
            "count": len(due),
            "unasked": presented_unasked(request.user, found),
        },
        initial={"series": series.first()},
        options={"series": series},
    )


def _said_convened(meeting: Meeting) -> str:
    """Return that a meeting is convened, and how many it asked."""
    count = count_once(meeting.invitations.select_related("organization"))
    words = ngettext("Đã triệu tập hội nghị; đã mời %(n)s.", "Đã triệu tập hội nghị; đã mời %(n)s.", count)
    return words % {"n": count} if count else str(words_of(meeting).convened)


@access(Role.SECRETARY)
def add_convener(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Record that another body convenes the meeting too, or a second true number."""
    found = opened(request, Meeting, meeting, "meeting.add_convener")
    bodies = Organization.objects.filter(body=found.owner.body_id, ended_on__isnull=True).order_by(in_order("name"))
    return step(
        request,
        found,
        "meeting.add_convener",
        ConvenerForm,
        title=verb_words("meeting.add_convener", found.form),
        note=_("Hai cơ quan có thể cùng đứng tên, mỗi bên một số; đó không phải là mâu thuẫn."),
        button=_("Thêm"),
        said=_("Đã thêm cơ quan."),
        options={"organizations": bodies, "series": series_for(*bodies.values_list("pk", flat=True))},
    )


@access(Role.SECRETARY, Role.CHAIR)
def open_meeting(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Open a convened meeting: at once about its hour or after it, earlier only when asked and answered."""
    found = opened(request, Meeting, meeting)
    if not is_ahead(found) and request.method != "POST":
        return redirect(page_of(found))
    if is_ahead(found):
        answer = _open_early(request, meeting)
    else:
        said = _("Hội nghị đã khai mạc.")
        answer = press(request, "meeting.open", back=page_of(found), said=said, meeting=found.pk)
    if request.method == "POST":
        _say_opened(request, found)
    return answer


def _say_opened(request: DeskRequest, meeting: Meeting) -> None:
    """Tell beside the opening that nobody is recorded as who chairs."""
    if Meeting.objects.filter(pk=meeting.pk, state=MeetingState.OPEN).exists():
        say_unchaired(request, meeting)


def _open_early(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    found = opened(request, Meeting, meeting, "meeting.open")
    if request.method == "POST" and "starts_at" not in request.POST:
        return redirect(request.path)  # pressed on a page of before the meeting was moved: the question comes first
    times = {"set": begins(found), "now": moment(clock.now())}
    return step(
        request,
        found,
        "meeting.open",
        OpenEarlyForm,
        title=_("Khai mạc trước ngày hẹn?") if found.day > clock.today() else _("Khai mạc trước giờ hẹn?"),
        note=_(
            "Hội nghị hẹn %(set)s, bây giờ là %(now)s. Đã khai mạc thì không quay lại được. "
            "Thông báo và bài viết kể theo ngày giờ họp thật."
        )
        % times,
        button=_("Khai mạc ngay"),
        said=_("Hội nghị đã khai mạc."),
        initial={"starts_at": clock.now().replace(second=0, microsecond=0)},
        options={"announced": is_live(found)},
    )


@access(Role.SECRETARY, Role.CHAIR)
def close(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Ask once, then close a meeting."""
    found = opened(request, Meeting, meeting, "meeting.close")
    if found.is_written:
        return redirect(reverse("written.close", args=[found.pk]))
    return step(
        request,
        found,
        "meeting.close",
        ConfirmForm,
        title=_("Kết thúc hội nghị?"),
        note=_(
            "Điểm danh và thứ tự nội dung sẽ khóa lại. Kết luận chưa xong vẫn soạn, soát và duyệt tiếp được. "
            "Sai sót về sau chỉ sửa bằng đính chính có ghi lý do."
        ),
        button=_("Kết thúc hội nghị"),
        said=_("Hội nghị đã kết thúc."),
        seal=True,
        template="desk/meetings/close.html",
        context={
            "meeting": found,
            "present": as_seated(found, found.attendances.all()),
            "chairs": chairs_of(found),
            "unconcluded": undecided(request.user, found),
            "put_off": put_off_of(request.user, found),
            "early": closed_early(found),
            "may_attend": "attendance.record" in verbs(request, found),
        },
    )


@access(Role.SECRETARY)
def cancel(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Cancel a meeting that has not begun."""
    found = opened(request, Meeting, meeting, "meeting.cancel")
    words = words_of(found)
    return step(
        request,
        found,
        "meeting.cancel",
        ReasonForm,
        title=verb_words("meeting.cancel", found.form),
        note=f"{words.is_kept} {words.read_by_all}" if is_live(found) else str(words.is_kept),
        said=str(words.cancelled),
    )


@access(Role.SECRETARY)
def correct(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Correct what was recorded of a closed meeting."""
    found = opened(request, Meeting, meeting, "meeting.correct")
    return step(
        request,
        found,
        "meeting.correct",
        CorrectWrittenForm if found.is_written else CorrectForm,
        title=verb_words("meeting.correct", found.form),
        note=_("Nhật ký giữ lời cũ, lời mới và lý do."),
        button=_("Đính chính"),
        said=_("Đã đính chính."),
        initial={"name": found.name, "starts_at": found.starts_at.astimezone(ZONE), "place": found.place},
    )


@access(Role.SECRETARY)
def attendance(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Record who is there, post by post; once the meeting is closed, correct it with a reason."""
    found = opened(request, Meeting, meeting)
    over = found.state == MeetingState.CLOSED
    act = "attendance.correct" if over else "attendance.record"
    require(request, act, found)
    return step(
        request,
        found,
        act,
        AttendanceCorrectionForm if over else AttendanceForm,
        title=_("Đính chính điểm danh") if over else _("Điểm danh"),
        note=_("Nhật ký giữ lời cũ, lời mới và lý do.")
        if over
        else _("Chưa rõ không phải là vắng: ai chưa rõ thì để nguyên."),
        button=_("Đính chính") if over else _("Lưu điểm danh"),
        said=_("Đã đính chính.") if over else _("Đã ghi điểm danh."),
        initial={"posts": attendance_of(found, in_rank(members_on_the_day(found)))},
        options={
            "organizations": Organization.objects.filter(ended_on__isnull=True).order_by(in_order("name")),
            "members": members_on_the_day(found).filter(voting=True),
            "announced": over or is_live(found),
        },
        run=_attend(found, act),
        template="desk/meetings/attendance.html",
    )


def _attend(meeting: Meeting, act: str) -> Any:
    def run(request: DeskRequest, form: AttendanceForm) -> None:
        edit, refused = form.cleaned_data["edit"], []
        with one_transaction():
            for path, row in form.changed():
                try:
                    ACTS[act](by=request.user, meeting=meeting.pk, edit=edit, **row, **form.shared())
                    edit += 1
                except (NotAllowed, Stale):
                    raise
                except ActError as error:
                    refused.append(error if error.field == "reason" else error.under(path))
            if refused:
                raise as_one(refused)
        say_unchaired(request, meeting)

    return run


urlpatterns = [
    path("hoi-nghi/moi/", plan, name="meetings.plan"),
    path("hoi-nghi/da-hop/", enter_past, name="meetings.enter_past"),
    path("hoi-nghi/<uuid:meeting>/doi-lich/", reschedule, name="meetings.reschedule"),
    path("hoi-nghi/<uuid:meeting>/trieu-tap/", convene, name="meetings.convene"),
    path("hoi-nghi/<uuid:meeting>/co-quan/", add_convener, name="meetings.add_convener"),
    path("hoi-nghi/<uuid:meeting>/khai-mac/", open_meeting, name="meetings.open"),
    path("hoi-nghi/<uuid:meeting>/ket-thuc/", close, name="meetings.close"),
    path("hoi-nghi/<uuid:meeting>/huy/", cancel, name="meetings.cancel"),
    path("hoi-nghi/<uuid:meeting>/dinh-chinh/", correct, name="meetings.correct"),
    path("hoi-nghi/<uuid:meeting>/diem-danh/", attendance, name="meetings.attendance"),
]
