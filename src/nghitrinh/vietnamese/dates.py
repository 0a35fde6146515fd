"""Dates as Vietnamese pages write them: day first, the weekday before, the year often left out."""

import datetime
import re
from collections.abc import Iterator
from dataclasses import dataclass

WEEKDAYS = ("Thứ Hai", "Thứ Ba", "Thứ Tư", "Thứ Năm", "Thứ Sáu", "Thứ Bảy", "Chủ Nhật")
_WEEKDAY_WORDS = {
    "hai": 0, "2": 0, "ba": 1, "3": 1, "tư": 2, "4": 2, "năm": 3, "5": 3, "sáu": 4, "6": 4, "bảy": 5, "bẩy": 5, "7": 5,
    "nhật": 6,
}  # fmt: skip
_EXPECTED = "10/9/2021, 10-09-2021, 2021-09-10 or 'ngày 10 tháng 9 năm 2021'"

_WEEKDAY = r"(?P<weekday>(?:thứ|chủ)\s+(?:hai|ba|tư|năm|sáu|bảy|bẩy|nhật|[2-7]))"
# Further days of the same month: 8, 9 và 10/12.
_MORE = r"(?:\s*(?:-|–|và|,|đến|đến\s+hết)\s*(?:ngày\s+)?\d{1,2}){0,3}?"
_FOUND = re.compile(
    rf"""(?=[\dTtCcNnSsHh])(?<![\w/.:-])  # what a date can begin with: a digit, a weekday, a time of day
    (?:{_WEEKDAY}\s*[,.:(-]?\s*)?
    (?:(?P<named>ngày|sáng|chiều|tối|trưa|hôm)\s+(?:ngày\s+|nay,?\s+)?\(?)?
    (?:
        (?P<iso>(?P<y1>\d{{4}})-(?P<m1>\d{{1,2}})-(?P<d1>\d{{1,2}})(?!\d|-\d))
      | (?P<d2>\d{{1,2}}){_MORE}\s+tháng\s+(?P<m2>\d{{1,2}})
        (?:,?\s+(?:năm\s+)?(?P<y2>(?:19|20)\d\d)|\s?[/-]\s?(?P<y4>\d{{4}}))?(?!\d)
      | (?P<d3>\d{{1,2}}){_MORE}\s?(?P<sep>[/.–-])\s?(?P<m3>\d{{1,2}})
        (?:\s?(?P=sep)\s?(?P<y3>\d{{4}})|(?P<short>))(?!\d|[/-]\w|\.\d)
    )""",
    re.IGNORECASE | re.VERBOSE,
)


@dataclass(frozen=True)
class DateFound:
    """A date in a text: day, month, year (None when left out), its span, and the weekday (0 = Monday) it is called."""

    day: int
    month: int
    year: int | None
    start: int
    end: int
    weekday: int | None = None

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets: first character and one past the last."""
        return self.start, self.end

    @property
    def iso(self) -> str:
        """ISO form; XXXX stands for a year that is not written."""
        return f"{self.year if self.year is not None else 'XXXX'}-{self.month:02d}-{self.day:02d}"

    def on(self, year: int) -> datetime.date | None:
        """Return the date, in the given year when it has none of its own; None when there is no such day."""
        try:
            return datetime.date(self.year if self.year is not None else year, self.month, self.day)
        except ValueError:
            return None


# A day with its year, typed with accents or without: what search looks for, in a tenth of the time of all dates.
_WHOLE = re.compile(
    r"\d{1,2}(?:([/.-])\d{1,2}\1\d{4}|\s+th[áa]ng\s+\d{1,2},?\s+(?:n[ăa]m\s+)?\d{4}|\d\d-\d\d-\d\d)(?![\d/-])",
    re.IGNORECASE,
)
_NO_BEGINNING = {*"/.0123456789"}
_NUMBERS = re.compile(r"\d+")


def whole_days(text: str) -> Iterator[tuple[datetime.date, int, int]]:
    """Yield the days that a text names with their year, however they are written, each with its span.

    >>> [day.isoformat() for day, _, _ in whole_days("26/11/2026, ngay 5 thang 9 nam 2026, 2026-01-02")]
    ['2026-11-26', '2026-09-05', '2026-01-02']
    """
    for found in _WHOLE.finditer(text):
        if text[found.start() - 1 : found.start()] in _NO_BEGINNING:
            continue
        parts = [int(each) for each in _NUMBERS.findall(found[0])]
        day, month, year = parts if parts[0] < 1000 else parts[::-1]
        if (date := DateFound(day, month, year, 0, 0).on(year)) is not None:
            yield date, found.start(), found.end()


_MONTH_OF_YEAR = re.compile(r"(?<![\d/.-])(\d{1,2})/(\d{4})(?![\d/])")


def impossible_date(text: str) -> str:
    """Return the first date in a text, with its year, that no calendar has; nothing where every one can be.

    >>> impossible_date("tính đến 32/13/2021")
    '32/13/2021'
    """
    for found in _FOUND.finditer(text):
        parts = [next((found[f"{name}{way}"] for way in "123" if found[f"{name}{way}"]), "0") for name in "dm"]
        year = next((found[name] for name in ("y1", "y2", "y3", "y4") if found[name]), None)
        if year is not None and DateFound(int(parts[0]), int(parts[1]), int(year), 0, 0).on(2000) is None:
            return found[0].strip()
    months = (found[0] for found in _MONTH_OF_YEAR.finditer(text) if not 1 <= int(found[1]) <= 12)
    return next(months, "")


def format_date(date: datetime.date) -> str:
    """Write a date as pages do: day, month, year without leading zeros.

    >>> format_date(datetime.date(2021, 9, 10))
    '10/9/2021'
    """
    return f"{date.day}/{date.month}/{date.year}"


def format_day(date: datetime.date) -> str:
    """Write the day and month of a date whose year is said elsewhere.

    >>> format_day(datetime.date(2021, 9, 10))
    '10/9'
    """
    return f"{date.day}/{date.month}"


def format_datetime(moment: datetime.datetime) -> str:
    """Write date and clock time.

    >>> format_datetime(datetime.datetime(2021, 9, 11, 15, 20))
    '11/9/2021, 15:20'
    """
    return f"{format_date(moment)}, {moment:%H:%M}"


def weekday_name(date: datetime.date) -> str:
    """Name the weekday.

    >>> weekday_name(datetime.date(2021, 9, 10))
    'Thứ Sáu'
    """
    return WEEKDAYS[date.weekday()]


def find_dates(text: str) -> list[DateFound]:
    """Find dates, in order. A day and month without a year count only after a word of time (ngày, sáng, a weekday).

    >>> find_dates("Thứ Sáu, ngày 10/9")[0].iso
    'XXXX-09-10'
    """
    return list(_dates(text))


def _dates(text: str) -> Iterator[DateFound]:
    for found in _FOUND.finditer(text):
        day = int(found["d1"] or found["d2"] or found["d3"])
        month = int(found["m1"] or found["m2"] or found["m3"])
        written = found["y1"] or found["y2"] or found["y3"] or found["y4"]
        year = int(written) if written else None
        if not day or not month or (found["short"] is not None and not _announced(found)):
            continue
        if DateFound(day, month, year, 0, 0).on(2000) is None:  # 2000 is a leap year: 29/2 may be meant
            continue
        start = _start(found)
        yield DateFound(day, month, year, start, found.end(), _weekday(found["weekday"]))


def _announced(found: re.Match[str]) -> bool:
    """A bare 3/4 is a fraction, 1.5 a number: without a year, only a word of time or its place makes it a date.

    Its place: in brackets with its last day (14-15/12), or at the beginning of a line before a comma.
    """
    text, start = found.string, found.start()
    span = found["d3"] is not None and text[start - 1 : start] == "(" and found["sep"] == "/"
    opens = text[max(0, start - 1) : start] in {"", "\n"} and text[found.end() : found.end() + 2] == ", "
    return bool(found["named"] or found["weekday"]) or (span and "-" in found[0]) or opens


def _start(found: re.Match[str]) -> int:
    """The date begins at its weekday or first digit; 'ngày' belongs to the sentence."""
    if found["weekday"]:
        return found.start("weekday")
    return min(found.start(name) for name in ("iso", "d2", "d3") if found[name])


def _weekday(words: str | None) -> int | None:
    return _WEEKDAY_WORDS.get(words.split()[-1].lower()) if words else None


def parse_date(text: str) -> datetime.date:
    """Read one whole date.

    Raises ValueError, saying what was found and what is expected.

    >>> parse_date("ngày 10 tháng 9 năm 2021")
    datetime.date(2021, 9, 10)
    """
    stripped = text.strip()
    found = find_dates(stripped)
    whole = found and found[0].end == len(stripped) and stripped[: found[0].start].strip().lower() in {"", "ngày"}
    date = found[0].on(found[0].year) if whole and found[0].year is not None else None
    if date is None:
        raise ValueError(f"found {text!r}, expected a date such as {_EXPECTED}")
    return date
