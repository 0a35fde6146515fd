"""By when: 'trước ngày 30-8', 'trong tháng 9/2019', 'trong thời gian sớm nhất'."""

import re

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.vietnamese import find_dates

_DAY = r"\d{1,2}\s?[/.-]\s?\d{1,2}(?:\s?[/.-]\s?\d{4})?|\d{1,2}\s+tháng\s+\d{1,2}(?:\s+năm\s+\d{4})?"
_MONTH = r"tháng\s+\d{1,2}(?:\s?[/-]\s?\d{4}|\s+năm\s+\d{4})?"
_QUARTER = r"quý\s+(?:[IVX]+|\d)(?:\s?[/-]\s?\d{4}|\s+năm\s+\d{4})?"
_YEAR = r"(?:năm\s+)?(?:19|20)\d\d"
_SPAN = rf"(?:{_DAY}|{_MONTH}|{_QUARTER}|{_YEAR})"
_HOUR = r"(?:\d{1,2}\s?(?:giờ|h)(?:\s?\d{2})?\s+)?"
_END = r"(?:(?:cuối|đầu|giữa|hết)\s+)?(?:ngày\s+|dịp\s+)?"
_WHEN = (
    rf"(?:(?:xong\s+)?trước\s+{_HOUR}(?:{_END}{_SPAN}|(?:Tết|Quốc\s+khánh|khai\s+giảng|mùa\s+mưa|kỳ\s+họp)\b(?:[^,;.]{{0,25}}?\d[\d/.-]*)?)"
    rf"|(?:chậm\s+nhất|muộn\s+nhất)\s+(?:là\s+|vào\s+)?(?:đến\s+|trong\s+|trước\s+)?{_END}{_SPAN}|đến\s+(?:hết\s+)?(?:ngày\s+)(?:{_DAY})|đến\s+(?:hết|cuối)\s+{_SPAN}"
    rf"|(?:ngay\s+)?(?:trong|vào)\s+{_END}(?:{_MONTH}|{_QUARTER}|{_YEAR}|{_DAY})"
    r"|trong\s+(?:tuần\s+(?:này|tới|sau)|tháng\s+(?:này|tới)|năm\s+nay|thời\s+gian\s+(?:sớm\s+nhất|tới|sắp\s+tới|nhanh\s+nhất))"
    r"|trong\s+(?:vòng|thời\s+hạn)\s+\d+\s+\w+|ngay\s+sau\s+(?:hội\s+nghị|kỳ\s+họp|cuộc\s+họp|phiên\s+họp)(?:\s+này)?)"
)
_DUE = re.compile(rf"(?<!\w){_WHEN}(?!\w)", re.IGNORECASE)
_AND = re.compile(r"\s+và\s+", re.IGNORECASE)
_BEHIND = re.compile(r"\s*,\s*|\s+(?=[^\W\d_])")
_TAIL = re.compile(r"[\s,.;:)/…]*")
# What the date is for belongs to the date: "trước ngày 28/6 để kịp trình kỳ họp".
_PURPOSE = re.compile(r"[\s,]*(?:để|nhằm)\s", re.IGNORECASE)
_SAID = re.compile(
    r"^(?:thời\s+(?:gian|hạn)(?:\s+hoàn\s+thành)?|hoàn\s+thành)\b[^.;]{0,80}?\b(?:là\s+)?(?=trong|trước|chậm|đến)",
    re.IGNORECASE,
)
_INTRODUCED = re.compile(
    r"\s*(?:(?:thời\s+(?:gian|hạn)(?:\s+hoàn\s+thành)?|hoàn\s+thành|xong|báo\s+cáo\s+kết\s+quả)(?:\s+là)?\s+)?",
    re.IGNORECASE,
)
_CLOSED = re.compile(r"\s*(?:[.;/]|$)")
_LETTERS = re.compile(r"^[^\d]+")


def _when(text: str, at: int, end: int) -> tuple[int, int | None] | None:
    """Where the due phrase at an offset ends, and where the second of two that "và" joins begins."""
    first = _DUE.match(text, at, end)
    joined = _AND.match(text, first.end(), end) if first else None
    second = _DUE.match(text, joined.end(), end) if joined else None
    if first is None:
        return None
    return (second.end(), second.start()) if second else (first.end(), None)


def due_in(page: Page, start: int, end: int) -> tuple[Fact | None, int]:
    """A due date that stands before the one charged ('yêu cầu trong tháng 9, các sở …'), and where the text goes on."""
    found = _when(page.text, start, end)
    behind = _BEHIND.match(page.text, found[0], end) if found else None
    return (page.fact(start, found[0]), behind.end()) if found and behind else (None, start)


def due_after(page: Page, start: int, end: int) -> tuple[Fact | None, int]:
    """The due date in a task, and where the task ends: before the date when it is its last word."""
    last: tuple[int, int] | None = None
    at = start + 1
    while found := _DUE.search(page.text, at, end):
        whole = _when(page.text, found.start(), end)
        last = found.start(), whole[0] if whole else found.end()
        at = last[1]
    if last is None:
        return None, end
    ends = _TAIL.fullmatch(page.text, last[1], end) or _PURPOSE.match(page.text, last[1], end)
    return page.fact(*last), last[0] if ends else end


def due_sentence(page: Page, sentence: Stretch) -> Fact | None:
    """A sentence that says nothing but by when the task before it is to be done."""
    said = _SAID.match(sentence.text)
    found = _DUE.match(page.text, sentence.start + said.end(), sentence.end) if said else None
    return page.fact(found.start(), found.end()) if found else None


def due_alone(text: str, start: int, end: int) -> bool:
    """Whether nothing but by when stands from `start` to the next clause ('hoàn thành trước ngày 30/9')."""
    said = _INTRODUCED.match(text, start, end)
    found = _DUE.match(text, said.end() if said else start, end)
    return found is not None and bool(_CLOSED.match(text, found.end(), end))


def are_different(one: Fact, other: Fact) -> bool:
    """Whether two due phrases name different days: with a day each, and not the same."""
    days = [
        [(day.day, day.month) for day in find_dates(f"ngày {_LETTERS.sub('', fact.text)}")] for fact in (one, other)
    ]
    return bool(days[0] and days[1]) and days[0] != days[1]


def two_due_dates(text: str) -> tuple[str, str] | None:
    """The two dates of a due phrase that names two, or None."""
    found = _DUE.search(text)
    whole = _when(text, found.start(), len(text)) if found else None
    if found is None or whole is None or whole[1] is None:
        return None
    return found[0], text[whole[1] : whole[0]]
