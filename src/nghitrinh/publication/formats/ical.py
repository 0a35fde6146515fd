"""iCalendar (RFC 5545): the meetings as events."""

from datetime import UTC, date, datetime
from functools import lru_cache

from nghitrinh.bundle.schema import Meeting
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import href
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.record.meetings.in_calendars import PRODUCT, UNKNOWN_LENGTH

END_UNKNOWN = "Hồ sơ chưa có giờ kết thúc; lịch để ba giờ."


def calendar(public: PublicSet) -> bytes:
    """Return the meetings of a set as one calendar."""
    from icalendar import Calendar  # noqa: PLC0415 - it takes a fifth of a second, which a start can spare

    found = Calendar()
    for name, value in (("version", "2.0"), ("prodid", PRODUCT), ("calscale", "GREGORIAN")):
        found.add(name, value)
    found.add("x-wr-calname", public.site.name)
    frame: bytes = found.to_ical()
    end = frame.rindex(b"END:VCALENDAR")
    return b"".join((frame[:end], *(_event(row, public.site.address) for row in public.all(Meeting)), frame[end:]))


@lru_cache(maxsize=1000)  # a calendar's events, for a change that changes one of them
def _event(row: Meeting, base: str) -> bytes:
    from icalendar import Event  # noqa: PLC0415 - as above

    event = Event()
    event.add("uid", row.id)
    # DTSTAMP would be the time of the release: the meeting's own time keeps an unchanged file unchanged.
    event.add("dtstamp", _instant(row.starts_at))
    event.add("sequence", max(row.public_revision - 1, 0))
    event.add("dtstart", _instant(row.starts_at) if words.clock(row.starts_at) else date.fromisoformat(row.starts_at))
    if words.clock(row.starts_at) and words.clock(row.ends_at) and _instant(row.ends_at) > _instant(row.starts_at):
        event.add("dtend", _instant(row.ends_at))
    elif words.clock(row.starts_at):
        event.add("duration", UNKNOWN_LENGTH)
        event.add("description", END_UNKNOWN)
    event.add("summary", words.meeting_title(row) + (" (minh họa)" if row.illustrative else ""))
    if row.place:
        event.add("location", row.place)
    event.add("status", "CANCELLED" if row.state == "cancelled" else "CONFIRMED")
    if base:
        event.add("url", base + href("meeting", row.id))
    content: bytes = event.to_ical()
    return content


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(words.instant(text)).astimezone(UTC)
