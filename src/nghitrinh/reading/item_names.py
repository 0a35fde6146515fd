"""One item as a noun phrase: without what introduces it, without what only closes the sentence, or not an item at all."""

import re
from collections.abc import Iterator

from nghitrinh.reading.tables import SURNAMES, UPPER

VEHICLE = (
    r"(?:dự\s+thảo\s+(?:nghị\s+quyết|báo\s+cáo|tờ\s+trình|quyết\s+định|kế\s+hoạch|chỉ\s+thị|thông\s+báo|chương\s+trình)"
    r"|báo\s+cáo(?:\s+(?:tổng\s+hợp|thẩm\s+tra|tóm\s+tắt|kết\s+quả(?=\s+thực\s+hiện)))?|tờ\s+trình"
    r"|nghị\s+quyết|văn\s+bản|dự\s+thảo|đề\s+nghị|các\s+nội\s+dung|nội\s+dung(?=\s*:)|thông\s+báo\s+kết\s+luận|kết\s+luận(?=\s+của))"
)
_MANY = r"(?:(?:các|những|một\s+số|toàn\s+bộ|\d+)\s+)?"
_WHO = rf"(?:(?-i:{UPPER})|lãnh\s+đạo|đại\s+diện|đồng\s+chí|đ/c|ông|bà|các\s|phòng|chủ\s+đầu\s+tư|đơn\s+vị|cơ\s+quan)"
_TELLS = r"(?:báo\s+cáo|trình\s+bày|thông\s+tin|quán\s+triệt|phổ\s+biến|thông\s+qua|thông\s+báo|dự\s+báo|giới\s+thiệu)"
OPENS = re.compile(
    rf"""(?<!\w)(?:
      (?<!lắng\s)nghe(?:(?:\s+báo\s+cáo)?(?:,|\s+và)?\s+(?:(?:và\s+)?(?:cho\s+ý\s+kiến|thảo\s+luận|kết\s+luận),?\s*)+(?:(?:về|vào|đối\s+với)\b)?)?
        (?:\s+(?!báo\s+cáo|thông\s+qua){_WHO}[^;:.]{{0,160}}?(?=\s{_TELLS}\s))?
        (?:\s+(?:trình\s+bày|thông\s+qua|thông\s+tin(?:\s+chuyên\s+đề)?|quán\s+triệt|phổ\s+biến|dự\s+báo|giới\s+thiệu))?
    | trình\s+bày(?=\s+(?:các\s+)?(?:dự\s+thảo|báo\s+cáo|tờ\s+trình|đề\s+án|chương\s+trình|phương\s+án|kế\s+hoạch)\s)
    | cho\s+ý\s+kiến\s+(?:về|vào|đối\s+với|lần\s+đầu|với)
    | bàn(?:\s+(?:bạc|thảo|luận))?(?:,?\s+(?:và\s+)?(?:thảo\s+luận|quyết\s+định|cho\s+ý\s+kiến|thông\s+qua))*\s+(?:về|nhiều(?=\s+nội)|nhiều(?=\s+vấn)|các\s+giải\s+pháp|các\s+biện\s+pháp|việc|phương\s+án)(?=\s)
    | (?:thống\s+nhất\s+)?kết\s+luận(?=\s+việc\s)
    | duyệt(?=\s+(?:kế\s+hoạch|chương\s+trình|phương\s+án|quy\s+hoạch|đề\s+án)\s)
    | (?=lấy\s+phiếu\s+tín\s+nhiệm\s)
    | (?:trả\s+lời\s+)?chất\s+vấn\b[^;.]{{0,100}}?(?:\svề|(?:vấn\s+đề|nội\s+dung)\s*:)
    | (?<!sau\skhi\s)(?:xem\s+xét|thảo\s+luận)(?:(?:,|\s+và|\s*,\s*và)?\s+(?:thảo\s+luận|cho\s+ý\s+kiến|quyết\s+định|thông\s+qua|quyết\s+nghị|phê\s+chuẩn
        |đánh\s+giá|nhất\s+trí|thống\s+nhất|biểu\s+quyết|đề\s+nghị|kết\s+luận))*(?:\s+tại\s+(?:hội\s+trường|tổ))?(?:\s+(?:về|vào|đối\s+với))?(?!\s*[,.]\s*(?:(?-i:{UPPER})|hội\s|các\s|đồng\s|ban\s|$))
    | (?<!báo\scáo\s)thẩm\s+tra(?=\s+\d+\s)
    | (?:đồng\s+ý|chấp\s+thuận|nhất\s+trí|thống\s+nhất)(?=\s+(?:gia\s+hạn|bổ\s+sung|điều\s+chỉnh|kéo\s+dài|thành\s+lập|đầu\s+tư|đề\s+xuất|giải\s+thể|sáp\s+nhập)\s)
    | (?:biểu\s+quyết|nhất\s+trí|thống\s+nhất|cơ\s+bản|đã|cũng|qua|và|được|quyết\s+nghị)\s+thông\s+qua(?:\s+được)?
    | (?:thông\s+qua|biểu\s+quyết|quyết\s+nghị)(?:\s+được)?
    | (?:tiến\s+hành(?:\s+thủ\s+tục)?|đồng\s+thời|biểu\s+quyết|bỏ\s+phiếu|hiệp\s+thương|sẽ|đã|cũng)(?=\s+(?:bầu|miễn\s+nhiệm|bãi\s+nhiệm|cho\s+thôi|cử|kiện\s+toàn)\b)
    | (?:thống\s+nhất|nhất\s+trí)(?:\s+cao)?\s+(?:với|về)(?!\s+(?:chủ\s+trương|nguyên\s+tắc)\s+với)
    | (?:có|ra)\s+kết\s+luận\s+(?:về|đối\s+với)
    | thống\s+nhất(?=\s+(?:nội\s+dung|chủ\s+trương|phương\s+án|lịch|danh\s+mục|kế\s+hoạch|dự\s+kiến|mức|thời\s+gian|đề\s+án))
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
# What an item is: a further noun of this kind behind a comma begins a further item.
_KINDS = (
    r"(?:về|việc|tình\s+hình|kết\s+quả|phương\s+án|kế\s+hoạch|dự\s+toán|quyết\s+toán|đề\s+án|danh\s+mục|chủ\s+trương|mức(?!\s+độ)|quy\s+định|quy\s+chế|quy\s+hoạch|điều\s+chỉnh|phân\s+bổ"
    r"|phê\s+duyệt|phê\s+chuẩn|thành\s+lập|sáp\s+nhập|dự\s+án|dự\s+thảo|nghị\s+quyết|tờ\s+trình|báo\s+cáo|xử\s+lý|đặt\s+tên|bảng\s+giá|bầu|miễn\s+nhiệm|bãi\s+nhiệm|lấy\s+phiếu|chất\s+vấn|nghe|thông\s+qua|xem\s+xét|thực\s+trạng|thực\s+hiện)"
)
CUTS = re.compile(
    rf";|,\s+(?:và\s+)?(?={_KINDS}\s)|,?\s+và\s+(?=(?:kế\s+hoạch|phương\s+án|dự\s+toán|kết\s+quả|bầu|miễn\s+nhiệm|lấy\s+phiếu|chất\s+vấn|thực\s+hiện|đề\s+nghị)\s)|,?\s+và\s+(?=(?:các\s+{VEHICLE}|(?:nghị\s+quyết|tờ\s+trình|báo\s+cáo|dự\s+thảo)\s+về))|,\s+(?=(?:các\s+)?{VEHICLE}\s)|,?\s+và\s+(?=một\s+số\s+nội\s+dung\s+(?:về|liên\s+quan))"
    r"|,?\s+và\s+(?=(?:tiến\s+độ|tình\s+hình|việc|chủ\s+trương|dự\s+thảo|quy\s+chế|đề\s+án|danh\s+mục|chương\s+trình|báo\s+cáo|tờ\s+trình|nghị\s+quyết)\s)"
    r"|,\s+(?=(?:chủ\s+trương|đề\s+án|kết\s+quả|phương\s+án|công\s+tác\s+(?:cán\s+bộ|tổ\s+chức|nhân\s+sự)|dự\s+toán|quy\s+định)\s)"
    r"|,?\s+và\s+(?:chất\s+vấn|ghi\s+nhận|nghe)\s"
    r"|,?\s+(?:và|đồng\s+thời)\s+(?:cũng\s+)?(?:cho\s+ý\s+kiến|thảo\s+luận)\s+(?:về|vào|đối\s+với)"
    r"|,\s+(?=(?:(?:thảo\s+luận|cho\s+ý\s+kiến|xem\s+xét|quyết\s+định|biểu\s+quyết)(?:,|\s+và)?\s+){1,4}(?:về|vào|đối\s+với|thông\s+qua)\s)",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    rf"""\s*(?:
      [:,–+-]\s* | (?:\d+|các|những|nhiều)\s+(?:\w+\s+){{0,8}}?\w+(?:\s+(?:bao\s+gồm|gồm|sau|như\s+sau|trong\s+đó\s+có|cụ\s+thể)\s*:\s*|,?\s+trong\s+đó\s*:\s*|,?\s+(?:trong\s+đó\s+có|gồm\s+có|gồm|bao\s+gồm)\s+(?:các\s+)?(?={VEHICLE})) | \(?\d{{1,2}}[.)]\s* | [a-zđ]\)\s* | và\s+(?=các|nghị\s+quyết|thông\s+qua) | đồng\s+thời,?\s+ | cũng\s+ | đã\s+ | được\s+ | lần\s+lượt\s+
    | {_MANY}{VEHICLE}(?:(?:,|\s+và|/)\s*(?:các\s+)?{VEHICLE})*(?:\s+(?:của|do)\s[^;:]{{1,110}}?)??\s*(?:\s(?:về\s+việc|về|liên\s+quan\s+đến)\s+|\s(?=cho\s+thôi|điều\s+chỉnh|phê|quy\s+định|ban\s+hành|đặt|thành\s+lập|sửa\s+đổi|bổ\s+sung|giao|phân\s+bổ|xác\s+nhận|miễn\s+nhiệm|bãi\s+bỏ|hỗ\s+trợ|kiểm\s+điểm)|:\s*)
    | (?:về\s+việc|về|vào|đối\s+với|việc)\s+
    | trình\s+bày\s+ | thông\s+báo\s+(?:về|kết\s+quả)\s+ | biểu\s+quyết\s+(?!thông) | kết\s+luận\s+
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN_PREFIX = re.compile(
    r"\s*báo\s+cáo(?:\s+(?:tổng\s+hợp|tóm\s+tắt|nhanh))?\s+(?=công\s+tác|tiến\s+độ|tình\s+hình|kết\s+quả|phương\s+án|đề\s+xuất)",
    re.IGNORECASE,
)
_TAIL = re.compile(
    r"""(?:
      ,?\s+và\s+(?:(?:xem\s+xét|quyết\s+định|thảo\s+luận|cho\s+ý\s+kiến)[\s,]+)*(?:về\s+|vào\s+)?(?:một\s+số|các|nhiều)\s+(?:nội\s+dung|vấn\s+đề|công\s+việc)
        (?:\s+(?:quan\s+trọng|khác|cần\s+thiết))?.*
    | ,\s+(?:đồng\s+chí|các\s+đồng\s+chí|ông|bà|hội\s+nghị|các\s+đại\s+biểu|Chủ\s+tịch|Phó\s+Chủ\s+tịch|Bí\s+thư|Ban\s+Thường\s+vụ|HĐND|UBND|Thường\s+trực)\b.*
    | ,\s+(?:ý\s+kiến|kết\s+luận|Thủ\s+tướng|giao|yêu\s+cầu|đề\s+nghị|phát\s+biểu|gồm|và\s+giao|trên\s+cơ\s+sở|đồng\s+thời|nhưng|tuy\s+nhiên)\b.*
    | \.{3}.* | ….* | \s+theo\s+(?:quy\s+định|luật\s+định|thẩm\s+quyền|thông\s+báo\s+số).* | ,\s+(?:trong\s+đó|bao\s+gồm|theo\s+đó|với\s+sự).*
    | \s+(?:trước\s+khi|để\s+(?:các\s+đại\s+biểu|trình|làm\s+cơ\s+sở|báo\s+cáo|HĐND)|nhằm)\s.*
    | ,?\s+(?:do|thuộc)\s+thẩm\s+quyền.* | \s+và\s+(?:thống\s+nhất(?!\s+hành)|nhất\s+trí|giao|yêu\s+cầu|đề\s+nghị|bế\s+mạc)\b.*
    | ,?\s+(?:vào\s+|trong\s+)?(?:sáng|chiều|tối|ngày)\s+(?:ngày\s+)?\d{1,2}[-/]\d.* | \s+tại\s+(?:kỳ|phiên|hội|cuộc|buổi)\s+(?:họp|nghị|làm)\b.*
    | \s+đối\s+với\s+các\s+(?:ông|bà|đồng\s+chí)\b.* | ,?\s+với\s+\d+/\d+\s.* | \s*\(\d+/\d+\s.*
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
# What is left of a charge that follows, when the list of items ends where it begins.
_CHARGING = re.compile(
    r"[;,]?\s*(?:và\s+)?(?:thống\s+nhất\s+)?(?:giao|yêu\s+cầu|đề\s+nghị)(?:\s+cho)?\s*$", re.IGNORECASE
)
# Who is elected or relieved is said of the item, not part of it.
_OF_PERSONS = re.compile(r"(?:bầu|miễn\s+nhiệm|bãi\s+nhiệm|xác\s+nhận|phê\s+chuẩn)\b", re.IGNORECASE)
_WHOM = re.compile(r",?\s+(?:đối\s+với\s+(?:các\s+)?(?:ông|bà|đồng\s+chí)\b|gồm\s+\d).*$", re.IGNORECASE | re.DOTALL)
_TAIL_OF_PERSONS = re.compile(
    r"(?:,\s+(?:đồng\s+chí|ông|bà|giao|yêu\s+cầu|đề\s+nghị)\b.*|\.{3}.*|….*|\s*\(\d+/\d+\s.*)$",
    re.IGNORECASE | re.DOTALL,
)
# In a list of what was heard each entry may say from whom.
_HEARD = re.compile(
    rf"(?:{_WHO})[^;:.,]{{2,100}}?\s(?:báo\s+cáo|trình\s+bày|giới\s+thiệu|thông\s+tin|quán\s+triệt|phổ\s+biến)\s+(?:về\s+)?(?=\w)"
)
_UNDECIDED = re.compile(r"\bchưa\s+(?:xem\s+xét|thống\s+nhất|thông\s+qua)\b", re.IGNORECASE)
_GENERIC = re.compile(
    r"^báo\s+cáo\s+(?:thẩm\s+tra|kiểm\s+tra)\s+của\s[^,;]*$|^(?:một\s+số|mội\s+số|các|những|nhiều|toàn\s+bộ|tất\s+cả)?\s*(?:\d+\s+)?(?:nội\s+dung|vấn\s+đề|ý\s+kiến|báo\s+cáo|tờ\s+trình|nghị\s+quyết|văn\s+bản|dự\s+thảo"
    r"|chương\s+trình|công\s+việc|việc(?=\s+(?:lớn|quan|khác|của))|nhiệm\s+vụ|giải\s+pháp|đề\s+án|kiến\s+nghị|quyết\s+định|cao|tham\s+luận|phát\s+biểu|đóng\s+góp|kết\s+quả)"
    r"(?:[\s,]+(?:và|nội\s+dung|chương\s+trình|nghị\s+quyết|tờ\s+trình|báo\s+cáo|đề\s+án|dự\s+thảo|quan\s+trọng|lớn|khác|trên|nêu\s+trên|này|sau|như\s+sau|của\s+\S+(?:\s\S+){0,5}|trình"
    r"|kỳ\s+họp|chuyên\s+đề|thường\s+lệ|hội\s+nghị|phiên\s+họp|theo|thuộc|thẩm\s+quyền|HĐND|tỉnh|huyện|xã|thành\s+phố|tham\s+gia|phát\s+biểu|đề\s+ra|tại|cuộc\s+họp|được|đã|\d+|cần\s+thiết|ý\s+kiến|thảo\s+luận|góp\s+ý|thẩm\s+tra|chức\s+năng|ban))*$"
    r"|^(?:một\s+số|nhiều|các)\s+(?:nội\s+dung|vấn\s+đề|việc\s+(?:lớn|quan\s+trọng))\s(?!.*(?:\bvề\b|liên\s+quan|:))",
    re.IGNORECASE,
)
_NO_ITEM = re.compile(
    rf"^(?:nhằm|để|tại|ở|dân\s+chủ|sôi\s+nổi|đóng\s+góp|thẳng\s+thắn|kỹ|cao|ông\s|bà\s|đồng\s+chí|ban\s+hành\s+các|ý\s+kiến|các\s+ý\s+kiến|các\s+dự\s+thảo\s|và\s"
    rf"|làm\s+rõ|tập\s+trung|lãnh\s+đạo\s|các\s+đại\s+biểu|(?-i:(?:{'|'.join(sorted(SURNAMES))})[ ]{UPPER}\w*[ ]{UPPER}))",
    re.IGNORECASE,
)

_SHORT = 3
# The last two of a list that semicolons part are joined by "và".
_LAST = re.compile(
    r"\s+và\s+(?=(?:công\s+tác|phương\s+án|kế\s+hoạch|báo\s+cáo|dự\s+án|quy\s+hoạch|chương\s+trình)\s)", re.IGNORECASE
)


def trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the place of the item that stands between two offsets; nothing if what stands there names none."""
    for _ in range(6):
        while start < end and text[start].isspace():
            start += 1
        found = (
            OPENS.match(text, start, end) or _PREFIX.match(text, start, end) or _PLAIN_PREFIX.match(text, start, end)
        )
        if found is None or found.end() == start:
            break
        start = found.end()
    if heard := _HEARD.match(text, start, end):
        start = heard.end()
    if _UNDECIDED.search(text, start, end):
        return
    tail = _TAIL_OF_PERSONS if _OF_PERSONS.match(text, start, end) else _TAIL
    words = tail.sub("", _CHARGING.sub("", text[start:end].rstrip(" \t\xa0.,:;/"))).rstrip(" ,.;:")
    if _OF_PERSONS.match(words):
        words = _WHOM.sub("", words)
    if len(words.split()) >= 3 and not _GENERIC.match(words.strip()) and not _NO_ITEM.match(words.strip()):
        yield start + len(words) - len(words.lstrip()), start + len(words)


def _is_whole(text: str, start: int, cut: re.Match[str], end: int) -> bool:
    """Whether both sides of a cut can name an item: "chương trình, kế hoạch" is one phrase."""
    before, after = text[start : cut.start()].split(), text[cut.end() : end].split()
    return ";" in cut[0] or (len(before) > _SHORT and len(after) > _SHORT and "," not in " ".join(after[:2]))


def listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the items of a list within one sentence."""
    several = False
    for cut in CUTS.finditer(text, start, end):
        if not _is_whole(text, start, cut, end):
            continue
        yield from trimmed(text, start, cut.start())
        start, several = cut.end(), several or cut[0] == ";"
    last = _LAST.search(text, start, end) if several else None
    if last:
        yield from trimmed(text, start, last.start())
        start = last.end()
    yield from trimmed(text, start, end)
