"""Statements of one page that cannot both be true. Each rule is one function; arithmetic and calendar are checked."""

import datetime
import re
from collections.abc import Iterator

from nghitrinh.reading.bodies import OrganizationName
from nghitrinh.reading.due import two_due_dates
from nghitrinh.reading.facts import Fact, PageContradiction, Reading
from nghitrinh.reading.head import Head
from nghitrinh.reading.page import Page
from nghitrinh.reading.people import two_days, two_posts
from nghitrinh.reading.session import Numbered, numbered_sessions, numbers, term_after
from nghitrinh.reading.sums import wrong_sums
from nghitrinh.vietnamese import format_date, weekday_name

# "Kết luận hội nghị lần thứ 35, …" is said of the session reported, as the title is.
_THIS = re.compile(
    r"(?:^|[\n.]\s*)(?:kết\s+luận|phát\s+biểu\s+(?:khai\s+mạc|bế\s+mạc|kết\s+luận)|khai\s+mạc|bế\s+mạc)\s+$",
    re.IGNORECASE,
)


def contradictions(page: Page, head: Head, reading: Reading, body: OrganizationName | None) -> list[PageContradiction]:
    """All contradictions found, in the order of their rules."""
    return [
        *(_numbers(page, head, body) if body else ()),
        *_terms(page),
        *_weekdays(page),
        *_published(reading),
        *_viewed(page, head),
        *_ranges(page),
        *_due(page, reading),
        *wrong_sums(page),
        *two_posts(page),
        *two_days(page),
    ]


def _numbers(page: Page, head: Head, body: OrganizationName) -> Iterator[PageContradiction]:
    """Two numbers for the session of one body, in one series: a special session may have a number of its own."""
    sessions = numbers(page, body, head.title)
    if not sessions:
        return
    first = sessions[0]
    for other in sessions[1:]:
        in_title = head.title is not None and other.end <= head.title.end
        if (
            (in_title or _THIS.search(page.text, max(0, other.start - 40), other.start))
            and other.value != first.value
            and (other.session, other.special) == (first.session, first.special)
        ):
            why = f"Một nơi ghi lần thứ {first.value}, một nơi ghi lần thứ {other.value}, cho cùng một {first.session}."
            yield PageContradiction("number", _session_fact(page, first), _session_fact(page, other), why)
            return


def _session_fact(page: Page, session: Numbered) -> Fact:
    return page.fact(session.start, session.end, session.value)


def _terms(page: Page) -> Iterator[PageContradiction]:
    """One numbered session of one body, said to be in two terms."""
    seen: dict[tuple[str, int, str], tuple[str, Fact]] = {}
    for session in numbered_sessions(page, every=True):
        found = term_after(page, session)
        if found is None or session.body is None:
            continue
        key = session.session, session.value, session.body.key
        whole = page.fact(session.start, found[1])
        known = seen.setdefault(key, (found[0], whole))
        if known[0] != found[0]:
            why = f"Cùng một {session.session} thứ {session.value} mà ghi hai khóa: {known[0]} và {found[0]}."
            yield PageContradiction("term", known[1], whole, why)
            return


def _weekdays(page: Page) -> Iterator[PageContradiction]:
    """A date that is not the weekday it is called."""
    for found in page.dates:
        day = found.on(found.year) if found.year is not None else None
        if found.weekday is None or day is None or day.weekday() == found.weekday:
            continue
        fact = page.fact(found.start, found.end)
        digits = re.search(r"\d{1,4}\s?[/.-]|\d{1,2}\s+tháng|\d{1,2}\s?[-–và,]", fact.text[6:])
        cut = found.start + 6 + (digits.start() if digits else 0)
        why = f"Ngày {format_date(day)} là {weekday_name(day)}."
        yield PageContradiction("weekday", page.fact(found.start, cut), page.fact(cut, found.end), why)


def _published(reading: Reading) -> Iterator[PageContradiction]:
    """A page published before the meeting it reports."""
    if reading.published_at is None or reading.date is None:
        return
    published, met = _day(str(reading.published_at.value)), _day(str(reading.date.value))
    if published and met and published < met:
        why = f"Trang đăng ngày {format_date(published)}, trước ngày họp {format_date(met)}."
        yield PageContradiction("published_at", reading.published_at, reading.date, why)


def _day(value: str) -> datetime.date | None:
    try:
        return datetime.date.fromisoformat(value[:10])
    except ValueError:
        return None


def _viewed(page: Page, head: Head) -> Iterator[PageContradiction]:
    """The clock of the web page beside the date of publication."""
    if head.viewed and head.published:
        why = "Ngày ở đầu trang là ngày xem trang, không phải ngày đăng bài."
        yield PageContradiction(
            "published_at",
            page.fact(head.published.start, head.published.end, head.published.value),
            page.fact(head.viewed.start, head.viewed.end, head.viewed.value),
            why,
        )


def _ranges(page: Page) -> Iterator[PageContradiction]:
    """A range whose lower end is the higher figure."""
    for number in page.numbers:
        if number.low > number.high and number.unit:
            words = page.text[number.start : number.end]
            cut = re.search(r"\s?[-–]\s?|\s+(?:đến|tới)\s+", words)
            if cut:
                low = page.fact(number.start, number.start + cut.start())
                high = page.fact(number.start + cut.end(), number.end)
                yield PageContradiction("quantities", low, high, "Khoảng số bị đảo: số đầu lớn hơn số cuối.")


def _due(page: Page, reading: Reading) -> Iterator[PageContradiction]:
    """Two due dates for one task."""
    for charge in reading.charges:
        if charge.due and charge.due_again:
            yield PageContradiction("due", charge.due, charge.due_again, "Một nhiệm vụ có hai thời hạn.")
        start = page.here(charge.due)[0] if charge.due else 0
        two = two_due_dates(str(charge.due.value)) if charge.due else None
        if two:
            second = str(charge.due.value).rindex(two[1]) if charge.due else 0
            a = page.fact(start, start + len(two[0]))
            b = page.fact(start + second, start + second + len(two[1]))
            yield PageContradiction("due", a, b, "Một nhiệm vụ có hai thời hạn.")
