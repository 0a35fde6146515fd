"""Pages of who is there: seats one can count, arrivals and departures, checking in."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, require, verbs
from nghitrinh.desk.kit.acting import FormPage, press, press_without_edit, serve
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.links import crumbs_to, page_of
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.kit.opening import opened
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.views import head_of, whole
from nghitrinh.desk.presence.forms import CheckInForm, StayForm
from nghitrinh.desk.presence.wording import ahead_words, present_words, rule_words, span_words
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import Seat, memberships_of, seat_of, seats_on
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import CLEARED, Role
from nghitrinh.record.meetings.models import AWAY, Attendance, Meeting, MeetingState
from nghitrinh.record.presence.models import Stay
from nghitrinh.record.presence.quorum import Quorum, Room, SeatNow, is_there


@dataclass(frozen=True)
class SeatRow:
    """One seat or guest as the page shows it: who, as what, from when to when, and which button stands there."""

    post: str
    name: str
    words: str
    kind: str
    icon: str
    stays: list[Stay]
    attendance: Attendance | None
    membership: Membership | None = None
    is_there: bool = False


def _row_of_seat(now: SeatNow) -> SeatRow:
    held, there = now.attendance, now.counts and not _by_substitute(now)
    words, kind, icon = _said(held, counts=there)
    if now.substitute is not None:
        words = f"{words}; " + _("dự thay: %(who)s") % {"who": now.substitute.post}
    stays = list(held.stays.all()) if held else []
    post = now.membership
    return SeatRow(post.post, post.holder_name, words, kind, icon, stays, held, post, there)


def _by_substitute(now: SeatNow) -> bool:
    """Tell whether a seat counts by its substitute alone."""
    return now.counts and (now.attendance is None or now.attendance.role in AWAY)


def _said(attendance: Attendance | None, *, counts: bool) -> tuple[str, str, str]:
    """Return how somebody is called who is recorded, or is not: words, style and icon."""
    if attendance is None:
        return _("Chưa rõ"), "", "clock"
    role = str(attendance.get_role_display())
    if attendance.role in AWAY:
        return f"{role}: {attendance.absence}" if attendance.absence else role, "", "cross"
    return (role, "ok", "done") if counts else (_("Đã về"), "warn", "clock")


def _row_of_guest(attendance: Attendance, now: Quorum) -> SeatRow:
    there = is_there(attendance, now.moment)
    words, kind, icon = _said(attendance, counts=there)
    return SeatRow(
        attendance.post, attendance.name, words, kind, icon, list(attendance.stays.all()), attendance, None, there
    )


def shown(read: Room) -> Quorum:
    """Return who is there: now at a meeting under way, at the end of one that is over, at the opening of one ahead."""
    meeting = read.meeting
    ends = meeting.ends_at if meeting.state == MeetingState.CLOSED else None
    at = clock.now() if meeting.state == MeetingState.OPEN else ends or meeting.starts_at
    return read.at(max(at, meeting.starts_at))


def _takes_check_ins(request: DeskRequest, meeting: Meeting) -> bool:
    """Tell whether somebody may check in now: of a meeting under way, or on its day."""
    its_time = meeting.state == MeetingState.OPEN or meeting.day == clock.today()
    return its_time and "attendance.check_in" in verbs(request, meeting)


def has_begun(meeting: Meeting) -> bool:
    """Tell whether a meeting was opened."""
    return meeting.state in (MeetingState.OPEN, MeetingState.CLOSED)


@access(SIGNED_IN)
def room(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """Show who is there now, whether they are enough, and how it was from the opening on.

    No Listing: they are the seats of one body and the guests of one meeting.
    """
    found = whole(request, meeting)
    read = Room(found)
    now = shown(read)
    spans = read.course() if now.is_known and found.state in (MeetingState.OPEN, MeetingState.CLOSED) else []
    context = {
        "quorum": now,
        "rule": rule_words(now),
        "present": present_words(now) if has_begun(found) else ahead_words(now),
        "is_short": has_begun(found) and now.is_met is False,
        "spans": [span_words(each) for each in spans[1:]],
        "rows": [_row_of_seat(each) for each in now.seats],
        "guests": [_row_of_guest(each, now) for each in read.others()],
        "own": own_post(request, found, read.seats) if _takes_check_ins(request, found) else None,
    }
    return render(request, "desk/presence/room.html", head_of(request, found, "presence") | context)


@access(Role.SECRETARY)
@require_POST
def arrive(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Record that somebody came just now."""
    found = opened(request, Meeting, meeting, "attendance.arrive")
    who: dict[str, Any] = {name: request.POST[name] for name in ("membership", "attendance") if request.POST.get(name)}
    back = reverse("presence.room", args=[found.pk])
    said = _("Đã ghi giờ đến.")
    return press_without_edit(request, "attendance.arrive", back=back, said=said, meeting=found.pk, **who)


@access(Role.SECRETARY)
@require_POST
def leave(request: DeskRequest, attendance: UUID) -> HttpResponseBase:
    """Record that somebody left just now."""
    found, meeting = _attendance(request, attendance, "attendance.leave")
    back = reverse("presence.room", args=[meeting.pk])
    return press(request, "attendance.leave", back=back, said=_("Đã ghi giờ về."), attendance=found.pk)


def _attendance(request: DeskRequest, attendance: UUID, verb: str) -> tuple[Attendance, Meeting]:
    found = one(Attendance.objects.select_related("meeting__owner"), attendance)
    meeting = whole(request, found.meeting_id)
    require(request, verb, meeting)
    return found, meeting


@access(Role.SECRETARY)
def correct(request: DeskRequest, attendance: UUID) -> HttpResponseBase:
    """Correct from when to when somebody was there, or add a stay: `?khoang=` names the one that is corrected."""
    found, meeting = _attendance(request, attendance, "attendance.correct_stay")
    asked = request.GET.get("khoang", "")
    stay = next((each for each in found.stays.all() if str(each.pk) == asked), None)
    if asked and stay is None:
        raise Http404
    page = FormPage(
        act="attendance.correct_stay",
        form=StayForm,
        title=_("Đính chính giờ có mặt"),
        note=", ".join(filter(None, (found.post, found.name))),
        button=_("Đính chính"),
        back=reverse("presence.room", args=[meeting.pk]),
        said=_("Đã đính chính."),
        noun=found,
        fixed={"stay": stay.pk if stay else None},
        initial={"arrived_at": stay.arrived_at, "left_at": stay.left_at} if stay else {},
        crumbs=crumbs_to(meeting),
    )
    return serve(request, page)


def own_post(request: DeskRequest, meeting: Meeting, seats: list[Seat]) -> Membership | None:
    """Return the post by which a user checks in: one with a seat first; None for whoever holds none there."""
    own = memberships_of(request.user, clock.today())
    held = list(Membership.objects.filter(pk__in=own, organization=meeting.owner_id).order_by("recorded_at", "id"))
    return next((each for each in held if seat_of(each.pk, seats)), held[0] if held else None)


@access(*CLEARED)
def check_in(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Record oneself as there with the code on the room's screen; the QR picture brings it along."""
    found = whole(request, meeting)
    require(request, "attendance.check_in", found)
    post = own_post(request, found, seats_on(found.owner_id, found.day))
    if post is None:
        raise Http404
    page = FormPage(
        act="attendance.check_in",
        form=CheckInForm,
        title=_("Tôi có mặt"),
        note=f"{title_of(found)}. {post.post}.",
        back=page_of(found),
        said=_("Đã điểm danh."),
        fixed={"meeting": found.pk, "membership": post.pk},
        initial={"code": request.GET.get("ma", "")[:12]},
        crumbs=crumbs_to(found),
    )
    return serve(request, page)


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/co-mat/", room, name="presence.room"),
    path("hoi-nghi/<uuid:meeting>/co-mat/den/", arrive, name="presence.arrive"),
    path("hoi-nghi/<uuid:meeting>/toi-co-mat/", check_in, name="presence.check_in"),
    path("diem-danh/<uuid:attendance>/ve/", leave, name="presence.leave"),
    path("diem-danh/<uuid:attendance>/gio/", correct, name="presence.correct"),
]
