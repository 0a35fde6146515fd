"""The member's page of a meeting under way, which follows it; afterwards, what its course was."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, HttpResponseBase
from django.shortcuts import render
from django.urls import path
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from nghitrinh.desk.course.events import events_of
from nghitrinh.desk.course.leading import of_item, options_in_the_room, own_votes
from nghitrinh.desk.course.showing import seen_by
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access, require
from nghitrinh.desk.kit.acting import press_without_edit
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.lookup import one
from nghitrinh.desk.meetings.views import head_of, whole
from nghitrinh.desk.presence.room import own_post
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import seat_of
from nghitrinh.record.course.checks import against_speaking
from nghitrinh.record.course.models import Speech, SpeechKind
from nghitrinh.record.course.queries import Course
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import CLEARED
from nghitrinh.record.meetings.models import Attendance, Meeting, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.presence.quorum import Room, attendance_of
from nghitrinh.record.voting.queries import votes_visible_to


@dataclass(frozen=True)
class Own:
    """What a user may do at a meeting under way for a post of their own: ask to speak, ask no more, check in first."""

    post: Membership
    attendance: Attendance | None
    speech: Speech | None
    may_ask: bool


@access(SIGNED_IN)
def follow(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """Show a meeting under way: what is heard, who speaks, and one's own presses; of one that is over, its course."""
    found = whole(request, meeting)
    if found.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        raise Http404
    head, now = head_of(request, found, "course"), seen_by(request.user, found)
    context: dict[str, Any] = {
        "own": _own(request, found, now["course"]) if "speech.ask" in head["can"] else None,
        "own_votes": own_votes(request, now["votes"]),
        "kinds": SpeechKind.choices,
        "options": options_in_the_room(),
    }
    if found.state == MeetingState.CLOSED:
        context["events"] = events_of(found, now["course"], votes_visible_to(request.user))
    return render(request, "desk/course/follow.html", head | now | context)


def _own(request: DeskRequest, meeting: Meeting, course: Course) -> Own | None:
    """Return the user's post at a meeting with what it may do now; None for whoever has none there."""
    room = Room(meeting)
    post = own_post(request, meeting, room.seats)
    if post is None:
        return None
    attendance = attendance_of(meeting, post, seat_of(post.pk, room.seats), room.seats)
    waiting = [each for each in course.waiting if attendance and each.attendance_id == attendance.pk]
    heard = course.heard
    may_ask = attendance is not None and heard is not None
    if may_ask:
        may_ask = not any(against_speaking(heard.item, attendance, clock.now()))  # type: ignore[union-attr, arg-type]
    return Own(post, attendance, waiting[0] if waiting else None, may_ask)


@access(*CLEARED)
@require_POST
def ask(request: DeskRequest, item: UUID) -> HttpResponseBase:
    """Ask to speak, for the post that one holds."""
    found = one(items_visible_to(request.user).select_related("meeting__owner"), item)
    require(request, "speech.ask", found.meeting)
    post = own_post(request, found.meeting, Room(found.meeting).seats)
    if post is None:
        raise Http404
    return press_without_edit(
        request,
        "speech.ask",
        back=reverse("course.follow", args=[found.meeting_id]),
        said=_("Đã đăng ký. Khi được mời, tên anh chị hiện ở “Đang phát biểu”."),
        item=found.pk,
        membership=post.pk,
        kind=request.POST.get("kind", ""),
    )


@access(*CLEARED)
@require_POST
def withdraw(request: DeskRequest, speech: UUID) -> HttpResponseBase:
    """Ask no more to speak."""
    found = of_item(request, Speech, speech, "speech.withdraw")
    back = reverse("course.follow", args=[found.meeting_id])
    return press_without_edit(request, "speech.withdraw", back=back, said=_("Đã thôi đăng ký."), speech=found.pk)


urlpatterns = [
    path("hoi-nghi/<uuid:meeting>/dang-hop/", follow, name="course.follow"),
    path("noi-dung/<uuid:item>/xin-phat-bieu/", ask, name="course.ask"),
    path("phat-bieu/<uuid:speech>/thoi/", withdraw, name="course.withdraw"),
]
