"""What a page says of one person, and one document, in two places: posts, days."""

import re
from collections.abc import Iterator

from nghitrinh.reading.facts import Fact, PageContradiction
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import UPPER, any_of
from nghitrinh.vietnamese import find_dates, fold

_POSTS = (
    "chủ tịch",
    "phó chủ tịch",
    "bí thư",
    "phó bí thư",
    "giám đốc",
    "phó giám đốc",
    "trưởng ban",
    "phó trưởng ban",
    "chủ nhiệm",
    "phó chủ nhiệm",
)
# The most common surnames only: the others are also the beginnings of names of places.
_SURNAMES = "Nguyễn|Trần|Lê|Phạm|Hoàng|Huỳnh|Phan|Vũ|Võ|Đặng|Bùi|Đỗ|Hồ(?! Chí Minh)|Ngô|Dương|Lý|Đinh|Trịnh|Đoàn|Trương|Lương|Tạ|Cao"
_NAME = rf"(?:{_SURNAMES})(?:\s{UPPER}\w*){{1,3}}"
_OF = rf"(?:\s(?!{_NAME})[\w.]+){{1,6}}?"
_POSTED = re.compile(
    rf"(?=[CcPpBbGgTtNLHVĐD])(?:(?P<before>(?i:\b(?P<rank1>{any_of(_POSTS)})){_OF})\s(?:(?i:ông|bà|đồng\s+chí)\s)?(?P<name1>{_NAME})(?!\w)"
    rf"|(?P<name2>{_NAME})\s*[,–-]\s*(?P<after>(?i:\b(?P<rank2>{any_of(_POSTS)})){_OF})(?=\s*[,.–-]|\s(?i:đã|cho|nói|yêu|đề|chủ|phát|nhấn|khẳng|báo|kết|trình)\b))"
)
# Who was elected or moved had one post and has another.
_MOVED = re.compile(
    r"\b(?:bầu|bổ\s+nhiệm|miễn\s+nhiệm|điều\s+động|phân\s+công|luân\s+chuyển|nguyên|thôi\s+giữ|quyền|từng)\b",
    re.IGNORECASE,
)
_NUMBERED = re.compile(
    r"(?P<number>\d+\s?[-–/]\s?(?:\d{4}/)?[A-ZĐ][A-ZĐa-z]*(?:\s?[-–/]\s?[A-ZĐ][A-Za-zĐƯ]*)+)\s*,?\s*\(?(?:ban\s+hành\s+)?ngày\s+(?=\d)"
)
_FAR = 60


def two_posts(page: Page) -> Iterator[PageContradiction]:
    """One person who is chairman here and deputy chairman there, of the same body, on a page that moves nobody."""
    if _MOVED.search(page.text):
        return
    seen: dict[tuple[str, str], tuple[str, Fact]] = {}
    for found in _POSTED.finditer(page.text):
        before = found["before"] is not None
        name, post, rank = (
            (found["name1"], "before", found["rank1"]) if before else (found["name2"], "after", found["rank2"])
        )
        words = " ".join(rank.lower().split())
        fact = page.fact(*found.span(post))
        key = fold(name), fold(str(fact.value)[len(rank) :]) + words.removeprefix("phó ")
        known = seen.setdefault(key, (words, fact))
        if known[0] != words:
            why = f"Cùng một người mà ghi hai chức vụ: {known[1].value} và {fact.value}."
            yield PageContradiction("posts", known[1], fact, why)
            return


def two_days(page: Page) -> Iterator[PageContradiction]:
    """One numbered document with two days."""
    seen: dict[str, tuple[str, Fact]] = {}
    for found in _NUMBERED.finditer(page.text):
        dates = find_dates("ngày " + page.text[found.end() : found.end() + _FAR])
        if not dates or dates[0].start != len("ngày ") or dates[0].year is None:
            continue
        end = found.end() + dates[0].end - len("ngày ")
        fact = page.fact(found.start(), end)
        known = seen.setdefault(re.sub(r"\s", "", fold(found["number"])), (dates[0].iso, fact))
        if known[0] != dates[0].iso:
            why = f"Cùng một văn bản mà ghi hai ngày: {known[1].value} và {fact.value}."
            yield PageContradiction("documents", known[1], fact, why)
