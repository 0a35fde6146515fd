"""The year of a date that is written without one, where the page makes it plain."""

import datetime
import re
from collections import Counter

from nghitrinh.reading.page import Page
from nghitrinh.vietnamese import DateFound

_MONTH = re.compile(r"(?<![\d/.-])(?<!quý )(?P<month>1[0-2]|0?[1-9])[/-](?P<year>(?:19|20)\d\d)(?![\d/-])")
_WRITTEN_MONTH = re.compile(r"\btháng\s+(?P<month>1[0-2]|0?[1-9])\s+năm\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_TERM_YEARS = re.compile(r"nhiệm\s+kỳ\s+(?P<first>(?:19|20)\d\d)\s*[-–]\s*(?P<last>(?:19|20)\d\d)", re.IGNORECASE)
_QUARTER = re.compile(r"\bquý\s+(?P<quarter>[1-4]|IV|I{1,3})\s?[-/]\s?(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)
_OF_DOCUMENT = re.compile(
    r"(?:\b(?:số|QĐ)\s*\d+|\d\s?/\s?[A-ZĐ]\w*)[^.;,]{0,24}$|\b(?:Luật|luật|Hiến pháp)\s[^.;,]{0,30}$"
)
_PLAN = re.compile(
    r"\b(?:dự\s+toán|kế\s+hoạch|nhiệm\s+vụ|biên\s+chế|chỉ\s+tiêu|phương\s+hướng|định\s+hướng)\b[^.;\d]{0,90}\b(?P<year>20\d\d)\b",
    re.IGNORECASE,
)
_LAST_MONTH = 12
_QUARTERS = {"1": 1, "2": 2, "3": 3, "4": 4, "I": 1, "II": 2, "III": 3, "IV": 4}
_EARLY = 6
# A year of birth, of a beginning or of a far end says nothing of the day told.
_ELSEWHERE = re.compile(
    r"(?:\b(?:sinh|từ|kể\s+từ|đến|tới|tầm\s+nhìn|trước|hết)\s+(?:hết\s+)?(?:ngày\s+|tháng\s+|năm\s+)*|[-–]\s?)$",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\bnăm\s+(?P<year>(?:19|20)\d\d)\b", re.IGNORECASE)


def year_for(date: DateFound, page: Page, published: DateFound | None) -> int | None:
    """Return the year that makes the date last before publication, or nearest to the full dates of the page.

    29 February is in the one leap year of the term the page names. A page without any date may still name its year.
    """
    if published is not None and published.year is not None:
        return _before(date, published)
    marks = _marks(page)
    if marks:
        return _nearest(date, marks)
    text = page.text
    return (
        _leap(date, text)
        or _year_end(date, text)
        or _single(text)
        or _quarter(date, text)
        or _planned(date, text)
        or _frequent(text)
    )


def _before(date: DateFound, published: DateFound) -> int | None:
    year = published.year
    if (
        year is not None
        and (date.month, date.day) > (published.month, published.day)
        and date.month - published.month > 2
    ):
        return year - 1
    return year


def _marks(page: Page) -> list[datetime.date]:
    full = [
        day
        for found in page.dates
        if found.year and (day := found.on(found.year)) and not _is_elsewhere(page.text, found.start)
    ]
    months = [
        datetime.date(int(found["year"]), int(found["month"]), 15)
        for pattern in (_MONTH, _WRITTEN_MONTH)
        for found in pattern.finditer(page.text)
        if not _is_elsewhere(page.text, found.start())
    ]
    return full + months


def _is_elsewhere(text: str, at: int) -> bool:
    return bool(_ELSEWHERE.search(text, max(0, at - 20), at) or _OF_DOCUMENT.search(text, max(0, at - 40), at))


def _years(text: str) -> list[int]:
    """The years that a page names, but those of far ends and beginnings."""
    return sorted({int(found["year"]) for found in _YEAR.finditer(text) if not _is_elsewhere(text, found.start())})


def _nearest(date: DateFound, marks: list[datetime.date]) -> int | None:
    choices = [
        (abs((day - mark).days), day.year)
        for mark in marks
        for year in (mark.year - 1, mark.year, mark.year + 1)
        if (day := date.on(year))
    ]
    return min(choices)[1] if choices else None


def _leap(date: DateFound, text: str) -> int | None:
    term = _TERM_YEARS.search(text)
    if term is None or (date.day, date.month) != (29, 2):
        return None
    years = [year for year in range(int(term["first"]), int(term["last"]) + 1) if date.on(year)]
    return years[0] if len(years) == 1 else None


def _quarter(date: DateFound, text: str) -> int | None:
    """The year of the one quarter that a page without other dates names (quý 1-2018)."""
    found = {(_QUARTERS[each["quarter"].upper()], int(each["year"])) for each in _QUARTER.finditer(text)}
    return (
        _nearest(date, [datetime.date(year, 3 * quarter - 1, 15) for quarter, year in found])
        if len(found) == 1
        else None
    )


def _year_end(date: DateFound, text: str) -> int | None:
    """In December the year whose budget or plan is settled is the next one."""
    planned = {int(found["year"]) for found in _PLAN.finditer(text)}
    return (
        planned.pop() - 1
        if date.month == _LAST_MONTH
        and planned
        and len(planned) == 1
        and set(_years(text)) <= planned | {max(planned) - 1}
        else None
    )


def _single(text: str) -> int | None:
    years = _years(text)
    return years[0] if len(years) == 1 else None


def _planned(date: DateFound, text: str) -> int | None:
    """What a year was and what the next one is to be is said within the next; at the end of a year, before it."""
    years = _years(text)
    if len(years) != 2 or years[1] - years[0] != 1:
        return None
    return years[1] if date.month <= _EARLY else years[0]


def _frequent(text: str) -> int | None:
    """Of several years the one that is named more often than all others together."""
    named = Counter(int(found["year"]) for found in _YEAR.finditer(text) if not _is_elsewhere(text, found.start()))
    year, count = named.most_common(1)[0] if named else (0, 0)
    return year if count > 1 and 2 * count > named.total() else None
