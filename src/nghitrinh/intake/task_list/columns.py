"""The columns of a list: their headers, what stands in them, and how they are explained. In any order in a sheet."""

import re
from dataclasses import dataclass
from enum import Enum

from nghitrinh.record.kernel.levels import Level
from nghitrinh.vietnamese import fold, modern

SHEET = "Danh sách"
HELP_SHEET, BODIES_SHEET = "Hướng dẫn", "Cơ quan"
LEVELS = {"Công khai": Level.PUBLIC, "Nội bộ": Level.INTERNAL, "Hạn chế": Level.RESTRICTED}


class Kind(Enum):
    """What stands in a column. What is unread is there for people only."""

    TEXT = "text"
    DAY = "day"
    BODY = "body"
    BODIES = "bodies"
    LEVEL = "level"
    UNREAD = "unread"


@dataclass(frozen=True)
class SheetColumn:
    """One column: the field of a listed task that it fills, its header, and what the template says of it."""

    field: str
    header: str
    kind: Kind
    says: str
    example: str
    width: int
    required: bool = False


COLUMNS = (
    SheetColumn("place", "STT", Kind.UNREAD, "Chỉ để người xem; máy không đọc.", "1", 6),
    SheetColumn(
        "reference",
        "Ký hiệu",
        Kind.TEXT,
        "Ký hiệu của việc; trong hồ sơ và trong danh sách không việc nào khác mang ký hiệu này.",
        "TB 118-TB/TU, ý 2",
        24,
        required=True,
    ),
    SheetColumn(
        "text", "Việc", Kind.TEXT, "Việc được giao.", "Hoàn thiện Chương trình, trình xem xét", 60, required=True
    ),
    SheetColumn(
        "responsible",
        "Chịu trách nhiệm",
        Kind.BODY,
        "Một cơ quan: tên đầy đủ hoặc tên tắt như ở trang “Cơ quan”.",
        "Ban cán sự đảng UBND tỉnh",
        34,
        required=True,
    ),
    SheetColumn("through", "Chỉ đạo, thông qua", Kind.BODY, "Một cơ quan, nếu việc giao thông qua cơ quan ấy.", "", 34),
    SheetColumn(
        "with_bodies",
        "Phối hợp",
        Kind.BODIES,
        "Các cơ quan cùng làm; cách nhau bằng dấu chấm phẩy.",
        "Sở Xây dựng; Sở Tài chính",
        34,
    ),
    SheetColumn("report_to", "Báo cáo cho", Kind.BODY, "Một cơ quan.", "", 34),
    SheetColumn("due_on", "Hạn", Kind.DAY, "Một ngày, như 31/12/2021.", "31/12/2021", 14),
    SheetColumn("due_text", "Hạn bằng lời", Kind.TEXT, "Khi không có ngày; nhiều nhất 120 chữ.", "trong quý IV", 20),
    SheetColumn(
        "assigned_on",
        "Ngày giao",
        Kind.DAY,
        "Một ngày không muộn hơn hôm nay; để trống là giao hôm nay. Hạn đã qua thì phải có.",
        "10/9/2021",
        14,
    ),
    SheetColumn(
        "level",
        "Mức phổ biến",
        Kind.LEVEL,
        "“Công khai”, “Nội bộ” hoặc “Hạn chế”; để trống là “Nội bộ”.",
        "Nội bộ",
        16,
    ),
)
# What a written list says besides; brought back in, it is not read.
STATE = SheetColumn("state", "Tình trạng", Kind.UNREAD, "Chỉ để người xem; máy không đọc.", "Đang làm", 16)


def plain(text: str) -> str:
    """Return a header folded and without punctuation.

    >>> plain("Chỉ đạo,  thông qua")
    'chi dao thong qua'
    """
    return " ".join(re.findall(r"\w+", fold(modern(text))))
