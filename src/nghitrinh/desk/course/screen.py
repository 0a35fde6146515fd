"""The room's screen: how one checks in, what is heard, who speaks, what was voted, whether enough are there."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import path

from nghitrinh.desk.course.showing import seen_in_the_room
from nghitrinh.desk.kit.access import DeskRequest, access, require
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.pictures import qr_picture
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.meetings.views import whole
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.presence.codes import code_at

# Seconds after which the screen asks for itself again: often enough for a code that lasts a minute.
_SHOWS_AGAIN_AFTER = 20


@access(Role.SECRETARY, Role.CHAIR)
def screen(request: DeskRequest, meeting: UUID) -> HttpResponse:
    """Show the room's screen: the code of this minute and where to type it, and what is heard; nothing restricted."""
    found = whole(request, meeting)
    require(request, "attendance.check_in", found)
    address = request.build_absolute_uri(reverse("presence.check_in", args=[found.pk]))
    code = code_at(found, clock.now())
    context = {
        "title": title_of(found),
        "code": f"{code[:3]} {code[3:]}",
        "address": request.build_absolute_uri("/"),  # that of the page has a key, which nobody types
        "picture": qr_picture(f"{address}?ma={code}"),
    }
    shown = render(request, "desk/course/screen.html", seen_in_the_room(request.user, found) | context)
    shown["Refresh"] = str(_SHOWS_AGAIN_AFTER)
    return shown


urlpatterns = [path("hoi-nghi/<uuid:meeting>/man-hinh/", screen, name="course.screen")]
