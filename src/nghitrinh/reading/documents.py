"""Documents named by number or by date: kind, number, date, and who issued them."""

import re

from nghitrinh.reading.bodies import find_bodies
from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import DOCUMENT_KINDS, any_of
from nghitrinh.vietnamese import find_dates, fold

_NUMBER = r"\d+(?:\s?/\s?(?:\d{4}\s?/\s?)?[A-ZĐ][A-ZĐa-z]*(?:\s?[-–]\s?[A-ZĐ][A-Za-zĐƯ]*)*|(?:\s?[-–]\s?[A-ZĐ][A-Za-zĐ]+(?:\s?/\s?[A-ZĐ]+)?))?"
_DOCUMENT = re.compile(
    rf"(?<!\w)(?P<kind>(?i:{any_of(DOCUMENT_KINDS)}))\s+(?:(?i:số)\s*:?\s*)?(?P<number>{_NUMBER})(?!\w|[.,]\d|\s?%)"
)
_DATED = re.compile(r"\s*,?\s*\(?(?:ban\s+hành\s+)?ngày\s+(?=\d)", re.IGNORECASE)
_ISSUER = re.compile(
    r"\s+của\s+(?P<issuer>(?:Thủ tướng Chính phủ|Chính phủ|Quốc hội|Bộ Chính trị|Ban Bí thư|Trung ương(?: Đảng)?|Thanh tra Chính phủ|Ban Chấp hành"
    r" Trung ương(?: Đảng)?|Bộ (?:[^\W\d_]\w*\s?){1,4}(?=[\s,.;])))"
)


def documents(page: Page) -> list[Fact]:
    """Each numbered document once, in order, with date and issuer when they follow."""
    found: dict[str, Fact] = {}
    for match in _DOCUMENT.finditer(page.text):
        numbered = "/" in match["number"] or "-" in match["number"] or "số" in match[0].lower()
        end = _dated(page.text, match.end())
        if not numbered and end == match.end():
            continue
        fact = page.fact(match.start(), _issued(page.text, end))
        found.setdefault(fold(match["kind"] + re.sub(r"\s", "", match["number"])), fact)
    return list(found.values())


def _dated(text: str, at: int) -> int:
    before = _DATED.match(text, at)
    if before is None:
        return at
    dates = find_dates("ngày " + text[before.end() : before.end() + 40])
    return before.end() + dates[0].end - 5 if dates and dates[0].start == 5 else at


def _issued(text: str, at: int) -> int:
    if named := _ISSUER.match(text, at):
        return named.end()
    if not text.startswith(" của ", at):
        return at
    bodies = find_bodies(text[at + 5 : at + 100], at + 5)
    return bodies[0].end if bodies and bodies[0].start == at + 5 else at
