"""Dates, counts and names of the rows in Vietnamese words."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from nghitrinh.bundle.schema import Meeting, TaskEvent
from nghitrinh.vietnamese import (
    find_places,
    format_date,
    glue_ordinals,
    ordinal,
    term_label,
    weekday_name,
    with_ordinal,
)

VIETNAM = timezone(timedelta(hours=7))
_NAME = re.compile(r"[^\s–-]+(?:[ \xa0][^\s–-]+)+")
FORMS = {"room": "Họp trực tiếp", "written": "Lấy ý kiến bằng văn bản"}
STATES = {
    "planned": "Dự kiến",
    "convened": "Đã triệu tập",
    "open": "Đang họp",
    "closed": "Đã kết thúc",
    "cancelled": "Đã hủy",
}
# Where members are asked in writing, nobody meets.
WRITTEN_STATES = STATES | {
    "convened": "Đã cấp số, chưa gửi phiếu",
    "open": "Đang lấy ý kiến",
    "closed": "Đã lấy ý kiến xong",
}
DAYS = {"room": "Họp ngày", "written": "Gửi phiếu ngày"}
DEADLINE = "hạn"  # how a correction of a task's deadline is named
INSTRUMENT_STATES = {"draft": "Dự thảo", "issued": "Đã ban hành", "replaced": "Đã thay thế", "revoked": "Đã bãi bỏ"}


def state_of(meeting: Meeting) -> str:
    """Return how far a meeting has come, in the words of its form."""
    return (WRITTEN_STATES if meeting.form == "written" else STATES).get(meeting.state, meeting.state)


def local(text: str) -> str:
    """Return an ISO date or time as Vietnam's clock reads it (ISO, without offset; unchanged when already a date)."""
    if len(text) <= 10:
        return text
    moment = datetime.fromisoformat(text)
    return (moment.astimezone(VIETNAM) if moment.tzinfo else moment).replace(tzinfo=None).isoformat()


def instant(text: str) -> str:
    """Return a time as RFC 3339 wants it, in Vietnam's offset; a bare day begins at midnight."""
    return f"{local(text)[:10]}T{local(text)[11:19] or '00:00:00'}+07:00"


def year_of(text: str) -> str:
    """Return the four digits of the year of an ISO date or time, "" for no date."""
    if text.endswith("+07:00"):  # as the record writes times: a hundred thousand of them are asked for their year
        return text[:4]
    return local(text)[:4]


def iso_day(text: str) -> str:
    """Return the ISO day of an ISO date or time."""
    return local(text)[:10]


def day(text: str) -> str:
    """Return "10/9/2021" for an ISO date or time, "" for no date."""
    if not text:
        return ""
    return format_date(date.fromisoformat(iso_day(text)))


def weekday(text: str) -> str:
    """Return the weekday of an ISO date or time: "thứ Sáu"."""
    name = weekday_name(date.fromisoformat(iso_day(text)))
    return name if name.startswith("Chủ") else name[:1].lower() + name[1:]


def weekday_and_day(text: str) -> str:
    """Return "thứ Sáu 10/9/2021"; "" for no date."""
    return f"{weekday(text)} {day(text)}" if text else ""


def clock(text: str) -> str:
    """Return "15:20" for a time with an hour, "" for a bare date."""
    return local(text)[11:16]


def moment(text: str) -> str:
    """Return "thứ Bảy 11/9/2021, 15:20", without the hour when the record has none."""
    return ", ".join(part for part in (weekday_and_day(text), clock(text)) if part)


def days_between(earlier: str, later: str) -> int:
    """Return the number of whole days from one ISO date to another (negative when it lies before)."""
    return (date.fromisoformat(iso_day(later)) - date.fromisoformat(iso_day(earlier))).days


def due_before(event: TaskEvent) -> str:
    """Return the deadline before it was put off: its day, or what was said for one."""
    return day(event.due_before) or event.due_text_before


def put_off(event: TaskEvent) -> str:
    """Return "từ 30/9/2021 sang 15/10/2021" for a deadline that was put off."""
    before = due_before(event)
    return f"Từ {before} sang {day(event.due_after)}" if before else f"Định hạn {day(event.due_after)}, trước không có"


def after_the_day(event: TaskEvent) -> str:
    """Return "Lùi khi đã quá hạn 5 ngày." for a deadline that had passed when it was put off; else ""."""
    late = days_between(event.due_before, event.happened_at) if event.due_before else 0
    return f"Lùi khi đã quá hạn {late} ngày." if late > 0 else ""


def capital(text: str) -> str:
    """Return the text with its first letter as a capital, the rest as it is."""
    return text[:1].upper() + text[1:]


def size(count: int) -> str:
    """Return a file's size in kB or MB, with a decimal comma from 1 MB on."""
    if count < 1_000_000:
        return f"{max(1, round(count / 1000))} kB"
    return f"{count / 1_000_000:.1f} MB".replace(".", ",")


def meeting_label(meeting: Meeting) -> str:
    """Return "Hội nghị lần thứ 36", "Kỳ họp thứ 12" for a numbered meeting, else its name.

    It stands above or behind words that are the page's title, where the body is named beside it and a line is short;
    where the meeting itself is the subject, its title stands (`meeting_title`).
    """
    if not meeting.number:
        return meeting.name
    kind = meeting.kind or "hội nghị"
    return f"{capital(kind)} {ordinal(kind, meeting.number)}"


def meeting_title(meeting: Meeting) -> str:
    """Return the meeting's name with its number, which is added only when the name does not say it."""
    return with_ordinal(meeting.name or capital(meeting.kind), meeting.number) if meeting.number else meeting.name


def number_and_term(meeting: Meeting) -> str:
    """Return "Lần thứ 36, khóa XVII", with what the record has of it."""
    parts = [ordinal(meeting.kind, meeting.number) if meeting.number else "", term_label(meeting.term)]
    return capital(", ".join(part for part in parts if part))


def headline(title: str) -> SafeString:
    """Return a title as HTML in which neither a name of a place nor an ordinal is broken between two lines."""
    title, pieces, reached = glue_ordinals(title), [], 0
    for start, end in _names(title):
        pieces += [title[reached:start], format_html('<span class="whole">{}</span>', title[start:end])]
        reached = end
    return format_html_join("", "{}", ((piece,) for piece in (*pieces, title[reached:])))


def _names(title: str) -> Iterator[tuple[int, int]]:
    """Yield where names of several syllables stand; of "cao tốc Hà Nội – Hạ Long" each name by itself."""
    for place in find_places(title):
        for name in _NAME.finditer(title, place.start + len(place.kind), place.end):
            yield name.span()
