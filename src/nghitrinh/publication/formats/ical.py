"""iCalendar (RFC 5545): the meetings as events."""

from collections.abc import Iterator
from datetime import UTC, datetime

from nghitrinh.bundle.schema import Meeting
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import href
from nghitrinh.publication.pages.public_set import PublicSet

OCTETS_A_LINE = 75


def calendar(public: PublicSet, base: str) -> str:
    """Return the newest meetings as calendar events: lines of at most 75 octets, ended by CR LF."""
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Nghi trinh//Nghi trinh//VI", "CALSCALE:GREGORIAN"]
    lines.append(f"X-WR-CALNAME:{_text(public.site.name)}")
    for row in public.all(Meeting):
        lines += _event(row, base)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded}\r\n" for line in lines for folded in _folded(line))


def _event(row: Meeting, base: str) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{row.id}"
    # DTSTAMP would be the time of the release: the meeting's own time keeps an unchanged file unchanged.
    yield f"DTSTAMP:{_utc(row.starts_at)}"
    yield f"SEQUENCE:{max(row.revision - 1, 0)}"
    yield from _when(row)
    yield f"SUMMARY:{_text(words.meeting_title(row))}"
    if row.place:
        yield f"LOCATION:{_text(row.place)}"
    yield f"STATUS:{'CANCELLED' if row.state == 'cancelled' else 'CONFIRMED'}"
    yield f"URL:{base}{href('meeting', row.id)}"
    yield "END:VEVENT"


def _when(row: Meeting) -> Iterator[str]:
    if not words.clock(row.starts_at):
        yield f"DTSTART;VALUE=DATE:{row.starts_at.replace('-', '')}"
        return
    yield f"DTSTART:{_utc(row.starts_at)}"
    if words.clock(row.ends_at):
        yield f"DTEND:{_utc(row.ends_at)}"


def _utc(text: str) -> str:
    moment = datetime.fromisoformat(words.instant(text)).astimezone(UTC)
    return f"{moment:%Y%m%dT%H%M%SZ}"


def _text(value: str) -> str:
    """Escape a text value as RFC 5545, 3.3.11 says."""
    escaped = value.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return escaped.replace("\r\n", "\\n").replace("\n", "\\n")


def _folded(line: str) -> Iterator[str]:
    """Cut a line into pieces of at most 75 octets, never inside a character; each but the first begins with a space."""
    piece, length = "", 0
    for character in line:
        octets = len(character.encode())
        if length + octets > OCTETS_A_LINE:
            yield piece
            piece, length = " ", 1
        piece += character
        length += octets
    yield piece
