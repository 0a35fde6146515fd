"""What came of a matter, in the outcomes of the record."""

import re

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.vietnamese import fold

# The first pattern that stands in a sentence decides it; the order is from the special to the general.
_OUTCOMES = tuple(
    (value, re.compile(pattern, re.IGNORECASE))
    for value, pattern in (
        (
            "deferred",
            r"chưa\s+(?:thông\s+qua|xem\s+xét|thống\s+nhất)|không\s+đưa|không\s+được\s+[^.;,]{0,40}?đưa\s+ra|để\s+lại|lùi\s+(?:thời|lại)",
        ),
        ("returned", r"trả\s+lại|rút\s+(?:tờ\s+trình|hồ\s+sơ)"),
        ("refused", r"không\s+(?:nhất\s+trí|đồng\s+ý|thống\s+nhất|chấp\s+thuận|thông\s+qua)|bác\s+bỏ"),
        (
            "complete_and_submit",
            r"(?:tiếp\s+thu|bổ\s+sung|hoàn\s+thiện|hoàn\s+thành|hoàn\s+chỉnh)\b[^.;]{0,120}?\b(?:để\s+)?(?:báo\s+cáo|trình)\b",
        ),
        (
            "agreed_in_principle",
            r"cơ\s+bản\s+(?:nhất\s+trí|thống\s+nhất|thông\s+qua|đồng\s+ý|tán\s+thành)|thống\s+nhất\s+(?:về\s+)?chủ\s+trương|nhất\s+trí\s+(?:về\s+)?chủ\s+trương",
        ),
        (
            "agreed",
            r"biểu\s+quyết(?:\s+nhất\s+trí)?\s+thông\s+qua|(?:nhất\s+trí|thống\s+nhất)(?:\s+cao)?(?:\s+(?:thông\s+qua|với|về))?|đã\s+thông\s+qua|đồng\s+ý|phê\s+chuẩn|tán\s+thành|thông\s+qua",
        ),
        ("opinion_given", r"cho\s+ý\s+kiến"),
        ("noted", r"(?:được\s+)?nghe"),
    )
)
_ABOUT = re.compile(r"^(?:đối\s+với|về|cho\s+ý\s+kiến\s+(?:về|vào|đối\s+với)|với)\s", re.IGNORECASE)


def outcome_of(page: Page, span: tuple[int, int], sentences: list[Stretch]) -> Fact | None:
    """What the page says became of the matter at `span`: in a later sentence about it, or in the one that names it."""
    own = next((sentence for sentence in sentences if sentence.start <= span[0] < sentence.end), None)
    later = [sentence for sentence in sentences if sentence.start > span[1] and _is_about(page.text, span, sentence)]
    for sentence in (*later, *([own] if own else [])):
        if found := _in(page, sentence, span):
            return found
    return None


def _is_about(text: str, span: tuple[int, int], sentence: Stretch) -> bool:
    if not _ABOUT.match(sentence.text):
        return False
    words = set(re.findall(r"\w+", fold(text[span[0] : span[1]])))
    said = set(re.findall(r"\w+", fold(sentence.text[: span[1] - span[0] + 60])))
    return len(words & said) >= 0.7 * len(words)


def _in(page: Page, sentence: Stretch, span: tuple[int, int]) -> Fact | None:
    """Words of the matter's own name (a programme 'to complete …') say nothing of its outcome."""
    for value, pattern in _OUTCOMES:
        for found in pattern.finditer(page.text, sentence.start, sentence.end):
            if not span[0] <= found.start() < span[1]:
                return page.fact(found.start(), found.end(), value)
    return None
