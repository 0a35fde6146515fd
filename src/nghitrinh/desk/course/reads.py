"""The meetings under way, as the first page of the day shows them."""

from dataclasses import dataclass

from nghitrinh.desk.kit.access import DeskRequest, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.record.course.models import Hearing
from nghitrinh.record.kernel.levels import INSIDE
from nghitrinh.record.meetings.models import MeetingForm, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to


@dataclass(frozen=True)
class MeetingUnderWay:
    """A meeting under way: what it is called, its page, where it is followed, and what is heard, if one may see it."""

    title: str
    page: str
    address: str
    heard: str


def under_way(request: DeskRequest) -> list[MeetingUnderWay]:
    """Return the meetings under way of the bodies inside which a user works."""
    opened = meetings_visible_to(request.user).filter(
        owner__in=organizations_as(request, *INSIDE), state=MeetingState.OPEN, form=MeetingForm.ROOM
    )
    found = list(opened.order_by("starts_at", "id"))
    if not found:
        return []
    seen = items_visible_to(request.user).filter(meeting__in=found).order_by().values("pk")
    running = Hearing.objects.filter(item__in=seen, ended_at=None).values_list("meeting", "item__title")
    heard = dict(running)
    return [
        MeetingUnderWay(
            title_of(each),
            reverse("meetings.meeting", args=[each.pk]),
            reverse("course.follow", args=[each.pk]),
            heard.get(each.pk, ""),
        )
        for each in found
    ]
