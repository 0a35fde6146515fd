"""The words of a room in which a body meets: what nothing of a question in writing says of itself."""

import re

ROOM = re.compile(
    r"\b(?:hội nghị|(?<!không )họp|khai mạc|bế mạc|triệu tập|có mặt|điểm danh|giấy mời|được mời|vắng"
    r"|dự(?! kiến| thảo))\b",
    re.IGNORECASE,
)
# What is said beside it of meetings at large: the names of lists, other meetings, a body's own series and rule.
AT_LARGE = (
    "Hội nghị",
    "Hẹn hội nghị",
    "Báo cáo kết quả ở kỳ họp tới",
    "Chưa hẹn hội nghị nào để báo cáo.",
    "Dán danh sách, hoặc lấy từ một hội nghị trước. Xem lại rồi mới ghi: ghi tất cả, hoặc không ghi gì.",
    "Chưa có hội nghị và hạn nào.",
    "Tháng này chưa có hội nghị và hạn nào mà anh chị được xem.",
    "Số thứ tự (Hội nghị Ban Thường vụ)",
)
SERIES = "Hội nghị Ban Thường vụ"


def of_a_room(text: str) -> bool:
    words = " ".join(text.split())
    return words not in AT_LARGE and not words.startswith(SERIES) and bool(ROOM.search(words))
