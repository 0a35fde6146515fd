"""Words that tell an outcome. The decisive ones exclude each other; "cơ bản nhất trí" is not "nhất trí"."""

import re

from nghitrinh.vietnamese import modern

_AGREE = r"(?:thống nhất|nhất trí|đồng ý|tán thành|thông qua|đồng thuận)"
# In the order in which they are looked for: a refusal contains the words of an agreement.
DECISIVE: dict[str, re.Pattern[str]] = {
    "refused": re.compile(rf"(?:không|chưa|chẳng) (?:{_AGREE})|bác bỏ|từ chối"),
    "deferred": re.compile(r"để lại|lùi (?:lại|thời|sang)|hoãn|chuyển sang kỳ|chưa xem xét|dừng xem xét"),
    "returned": re.compile(r"trả lại|trả về"),
    "agreed_in_principle": re.compile(
        rf"(?:cơ bản|nguyên tắc)(?: \w+){{0,2}} {_AGREE}|{_AGREE}(?: \w+){{0,2}} (?:chủ trương|nguyên tắc|cơ bản)"
    ),
    "agreed": re.compile(_AGREE),
}
FURTHER: dict[str, re.Pattern[str]] = {
    "opinion_given": re.compile(r"cho ý kiến|góp ý|đóng góp ý kiến|có ý kiến|thảo luận"),
    "complete_and_submit": re.compile(r"hoàn thiện|hoàn chỉnh|bổ sung|tiếp thu|chỉnh sửa|rà soát"),
    "noted": re.compile(r"ghi nhận|đánh giá cao|biểu dương"),
}


def says(words: str, outcome: str) -> bool:
    """Tell whether words tell an outcome, and not another that would exclude it."""
    text = " ".join(modern(words).lower().split())
    decided = next((code for code, pattern in DECISIVE.items() if pattern.search(text)), "")
    if outcome in DECISIVE:
        return decided == outcome
    return bool(FURTHER[outcome].search(text)) and decided not in ("refused", "deferred", "returned")
