"""Meetings as events of a calendar (RFC 5545, 5546): one invitation each for whom is asked, and the private feed.

An event is a meeting for one recipient, by a UID of both; what happens to the meeting later updates or cancels the same
event. SEQUENCE is the meeting's `edit`: it never goes back and grows with every change, while `public_revision` stands
still as long as a meeting is not public, and then no calendar would take the update.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.conf import settings
from django.utils.translation import gettext as _

from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.in_calendars import PRODUCT, UNKNOWN_LENGTH
from nghitrinh.record.meetings.models import Meeting, MeetingState
from nghitrinh.record.meetings.titles import title_of


@dataclass(frozen=True)
class Event:
    """The part of a letter that a calendar reads, and the parameters of its media type."""

    content: bytes
    method: str

    @property
    def parameters(self) -> dict[str, str]:
        """Return what its Content-Type says: mail programs look there, and not inside."""
        return {"method": self.method, "charset": "utf-8"}


def words_of(meeting: Meeting) -> str:
    """Return what a calendar says of a meeting: its title, and of one that asks in writing that answers are due."""
    title = title_of(meeting)
    if meeting.answers_by and meeting.state == MeetingState.OPEN:
        return _("Hạn trả lời phiếu: %(title)s") % {"title": title}
    return title


def uid_of(meeting: Meeting, user: User) -> str:
    """Return by what a calendar knows a meeting of this user again."""
    return f"{uuid5(NAMESPACE_OID, f'{meeting.pk}:{user.pk}')}@nghitrinh"


def of(meeting: Meeting, user: User, address: str, at: datetime, page: str) -> Event:
    """Return a meeting as the invitation of one user, or as its cancellation."""
    from icalendar import vCalAddress  # noqa: PLC0415 - it takes a fifth of a second, which a start can spare

    method = "CANCEL" if meeting.state == MeetingState.CANCELLED else "REQUEST"
    event = _event(meeting, user, at, page)
    event.add("organizer", vCalAddress(f"mailto:{settings.MAIL.sender}"))
    attendee = vCalAddress(f"mailto:{address}")
    attendee.params.update({"ROLE": "REQ-PARTICIPANT", "PARTSTAT": "NEEDS-ACTION", "RSVP": "FALSE"})
    event.add("attendee", attendee)
    return Event(_calendar([event], method=method), method)


def feed(meetings: Iterable[Meeting], user: User, at: datetime, page: str) -> bytes:
    """Return meetings as the feed of one user's calendar; `page` is the address of a meeting, with {} for its key."""
    return _calendar([_event(each, user, at, page.format(each.pk)) for each in meetings], name=_("Lịch họp của tôi"))


def _calendar(events: Iterable[Any], *, method: str = "", name: str = "") -> bytes:
    from icalendar import Calendar  # noqa: PLC0415 - as above

    found = Calendar()
    for key, value in (("version", "2.0"), ("prodid", PRODUCT), ("calscale", "GREGORIAN"), ("method", method)):
        if value:
            found.add(key, value)
    if name:
        found.add("x-wr-calname", name)
    for event in events:
        found.add_component(event)
    found.add_missing_timezones()
    content: bytes = found.to_ical()
    return content


def _event(meeting: Meeting, user: User, at: datetime, page: str) -> Any:
    from icalendar import Event as Component  # noqa: PLC0415 - as above

    event, begins = Component(), meeting.starts_at.astimezone(ZONE)
    event.add("uid", uid_of(meeting, user))
    event.add("dtstamp", at)
    event.add("sequence", meeting.edit)
    event.add("dtstart", begins if meeting.has_time else meeting.due_day)
    if meeting.has_time:
        ends = meeting.ends_at.astimezone(ZONE) if meeting.ends_at and meeting.ends_at > begins else None
        event.add("dtend", ends or begins + UNKNOWN_LENGTH)
    title = words_of(meeting)
    event.add("summary", _("%(words)s (minh họa)") % {"words": title} if meeting.is_illustrative else title)
    if meeting.place:
        event.add("location", meeting.place)
    event.add("status", "CANCELLED" if meeting.state == MeetingState.CANCELLED else "CONFIRMED")
    if "://" in page:
        event.add("url", page)
    return event
