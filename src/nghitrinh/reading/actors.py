"""Who is charged: a noun phrase read word by word, by tables of bodies, offices and what qualifies them.

The words of names are verbs elsewhere (Ban Tổ chức, đơn vị thi công, Sở Kế hoạch và Đầu tư): such a word belongs to the name
right behind the head it qualifies, and only where another verb, a name or a further body follows.
"""

import re
from dataclasses import dataclass

from nghitrinh.reading.names import FIELDS, PEOPLE, QUALIFIERS
from nghitrinh.reading.tables import CHARGED, UPPER, any_of
from nghitrinh.reading.verbs import MODAL, TASK_FIRST, task_within

_ACTING = re.compile(
    r"(?:kiểm|thanh tra|giám sát|tổ chức|chỉ|quản lý|đầu tư|xây dựng|thẩm định|hỗ trợ|điều hành|phòng|bảo|dự báo|tiếp|giải phóng|bồi thường"
    r"|xúc tiến|thi|phục vụ|xét duyệt|chống|cứu|tìm kiếm|lưu trữ|tự quản|phát triển|phản ứng|tham|vận hành|khai thác|cung cấp|kinh doanh|sản xuất"
    r"|tư vấn|phối hợp|chủ trì|phụ trách|lãnh đạo|thoát|cấp nước|khác$|trên$|được|truyền thông)"
)
_MANY = {
    "từng",
    "mỗi",
    "toàn",
    "toàn bộ",
    "cả",
    "những",
    "một số",
    "tất cả",
    "cả hệ thống",
    "các chi",
    "các chủ",
    "Trưởng",
    "khối",
}
_QUANT = (
    r"(?i:tất\s+cả\s+các|các|những|mọi|mỗi|từng|toàn\s+thể|toàn\s+bộ|tất\s+cả|một\s+số|nhiều|cả|hai|ba|bốn|\d{1,2})"
)
_NO_HEAD = (
    r"(?!(?i:hội\s+(?:nghị|trường|thảo|hợp)|tổ\s+chức\s+(?!Đảng|đảng|cá\s+nhân|chính\s+trị|đoàn|liên|xã)|ban\s+hành|bộ\s+máy|đoàn\s+kết|đội\s+ngũ|báo\s+(?:cáo|động)|trường\s+hợp|viện\s+trợ|phòng\s*,?\s+chống"
    r"|phòng\s+(?:ngừa|cháy|dịch|thủ)|cơ\s+sở\s+(?:hạ\s+tầng|vật\s+chất|pháp)|đầu\s+tư|cấp\s+(?:phép|bách|thiết|cứu|phát|giấy|kinh|vốn|đất|nước)|thanh\s+tra\s*,\s+kiểm|xã\s+hội\b(?!\s+(?:hóa))|thành\s+phố\s+thông|bản\s+(?:đồ|quy)|ngành\s+nghề|đài\s+thọ|vụ\s+(?:việc|án|cháy)"
    r"|kiểm\s+lâm\s+luật|lãnh\s+đạo\s*,\s+(?:chỉ|điều)|lãnh\s+đạo\s+(?:thực\s+hiện|triển\s+khai|tổ\s+chức|và\s+chỉ|công\s+tác)|đảng\s+phí|trung\s+tâm\s+của|tỉnh\s+táo|xã\s+hội\s+hóa|quận\s+công)\b)"
)
_HEADS = any_of(tuple(dict.fromkeys(word for word in (*CHARGED, *PEOPLE) if word not in _MANY)))
_HEAD = rf"{_NO_HEAD}(?i:{_HEADS})(?!\w)"
_OFFICE = re.compile(
    r"(?:bộ\s+phận|bộ\s+chỉ\s+huy|sở|bộ|ủy\s+ban|ban|phòng|chi\s+cục|tổng\s+cục|cục|trung\s+tâm|viện|văn\s+phòng|hội\s+đồng|đoàn|tổ|đội|liên\s+đoàn|hội|ngành|lực\s+lượng|cơ\s+quan|đơn\s+vị|thanh\s+tra"
    r"|cảnh\s+sát|công\s+ty|quỹ|vụ|cơ\s+sở|nhà\s+thầu|hạt|người|thành\s+viên|chủ)\s+",
    re.IGNORECASE,
)
_NAME = rf"{UPPER}[\w.&]*(?:[-–]{UPPER}\w*)*"
_KIND = re.compile(_HEAD)
_WORDS = re.compile(rf"(?:{any_of(tuple(dict.fromkeys((*FIELDS, *QUALIFIERS))))})(?!\w)", re.IGNORECASE)
_TOWN = re.compile(rf"(?:TP|TX)\.\s?{_NAME}(?!\w)")
_PROPER = re.compile(rf"(?:{_NAME}|\d{{1,3}}(?![\d/.,]*\d|\s*%))(?!\w)")
# What shows that an acting word is part of a name: a further verb, a place, a further body.
_FOLLOWS = re.compile(
    rf"\s+(?:{UPPER}|(?i:tỉnh|huyện|thành\s+phố|quận|xã|phường|khu\s+phố|thôn|dự\s+án|trực\s+thuộc|của|có\s+liên|liên\s+quan)(?!\w))"
    rf"|\s*,\s+{UPPER}|\s*(?:,|và)\s+(?i:các|sở|ban|phòng|ủy\s+ban|công\s+an|địa\s+phương|đơn\s+vị|chính\s+quyền|UBND)\s"
)
_LINK = re.compile(
    rf"(?!\s+lãnh\s+đạo\b)(?:\s*,\s+(?:và\s+)?|:\s+(?={UPPER})|\s+(?:và|cùng\s+với|cùng|hoặc|của|thuộc|gồm|-|–|&|/)\s+|/|\s+)"
)
_ASIDE = re.compile(r"\s*\([^()]{1,120}\)|,?\s+nhiệm\s+kỳ\s+\d{4}\s?[-–]\s?\d{4}")
_QUANTITY = re.compile(rf"{_QUANT}\s+")
# Somebody known by name alone: Dawaco, EVN; a person whom a form of address introduces is in the heads.
_NAMED = re.compile(
    rf"(?!(?:Chương|Nghị|Luật|Dự|Quốc|Kế|Quy|Tờ|Báo\s+cáo|Đề|Hiến|Quyết|Thông|Chỉ|Công\s+(?:điện|văn))\b){_NAME}(?:[ \xa0]{_NAME}){{0,4}}(?!\w)"
)
_RELATIVE = re.compile(
    r"\s+(?:có|đang|bị|chưa|trực\s+tiếp|sinh\s+sống|ở|tại|trong|nơi|nào|được|đã|liên|quản|làm|tham|phụ|thuộc|của|trên|về|thực\s+hiện|sử\s+dụng|hoạt\s+động|đăng\s+ký|không)\s"
)
_CLEAR = re.compile(rf"\s(?=(?i:{MODAL}|khẩn\s+trương|tập\s+trung|tăng\s+cường)(?!\w))")
_SPACE = re.compile(r"[\s,]*")
# When, or by what right: what may stand between those charged and their task.
_BETWEEN = re.compile(
    r"(?:theo|trên\s+cơ\s+sở)\s+(?:chức\s+năng|thẩm\s+quyền|nhiệm\s+vụ)(?:,?\s+(?:nhiệm\s+vụ|quyền\s+hạn|chức\s+năng|thẩm\s+quyền|được\s+giao|của\s+mình)){0,3},?\s+"
    r"|(?:trong|theo|trên|căn\s+cứ|từ|ngay|đến|khi|nếu|bên\s+cạnh|ngoài|trước|với|bằng|nhân|nhằm|để|sau)\s[^,;.:]{2,140},\s+"
)
_STOPS = re.compile(r"[;.:]")
_QUALIFYING = frozenset(QUALIFIERS)
_LONG = 260
_NEAR = 90
_FEW_WORDS = 16


@dataclass(frozen=True)
class Actor:
    """Who is charged, at offsets of `Page.text`."""

    start: int
    end: int


def actor_at(text: str, start: int, end: int, *, named: bool = False) -> Actor | None:
    """The noun phrase of bodies or posts that begins at `start`.

    With `named`, as behind a verb of charging, also a proper name alone, and a relative clause up to the task.
    """
    stop = min(end, start + _LONG)
    at = _phrase(text, start, stop)
    if at is None and named and (name := _NAMED.match(text, start, stop)):
        at = _further(text, name.end(), stop)
    if at is None:
        return None
    return Actor(start, _with_relative(text, at, stop) if named else at)


def task_behind(text: str, actor: Actor, end: int) -> int | None:
    """Where the task begins behind those charged: at a word of duty or a verb, behind what says when or by what right."""
    return _task_at(text, actor.end, end)


def _task_at(text: str, at: int, end: int) -> int | None:
    space = _SPACE.match(text, at, end)
    at = space.end() if space else at
    if TASK_FIRST.match(text, at, end):
        return at
    between = _BETWEEN.match(text, at, end)
    return between.end() if between and TASK_FIRST.match(text, between.end(), end) else None


def _phrase(text: str, start: int, stop: int) -> int | None:
    counted = _QUANTITY.match(text, start, stop)
    at = _unit(text, counted.end(), stop, first=False) if counted else None
    at = at if at is not None else _unit(text, start, stop, first=True)
    return _further(text, at, stop) if at is not None else None


def _further(text: str, at: int, stop: int) -> int:
    """Where the phrase ends that may go on behind `at`: by what qualifies it, by an aside, by further bodies."""
    while True:
        aside = _ASIDE.match(text, at, stop)
        at = aside.end() if aside else at
        link = _LINK.match(text, at, stop)
        if link and link[0].startswith(":") and TASK_FIRST.match(text, link.end(), stop):
            return at
        counted = _QUANTITY.match(text, link.end(), stop) if link else None
        following = _unit(text, counted.end(), stop, first=False) if counted else None
        if following is None and link:
            following = _unit(text, link.end(), stop, first=False)
        if following is None:
            return at
        at = following


def _unit(text: str, at: int, stop: int, *, first: bool) -> int | None:
    """Where one part of the phrase ends: an office with its field, a kind of body, a name or what qualifies."""
    if town := _TOWN.match(text, at, stop):
        return town.end()
    office = _OFFICE.match(text, at, stop)
    if office and (field := _WORDS.match(text, office.end(), stop)) and _belongs(text, field, stop):
        return field.end()
    kind = _KIND.match(text, at, stop)
    if kind or first:
        return kind.end() if kind else None
    proper = _PROPER.match(text, at, stop)
    words = _WORDS.match(text, at, stop)
    if words and (text[at].isupper() or (words[0].lower() in _QUALIFYING and not _ACTING.match(words[0].lower()))):
        return words.end()
    return proper.end() if proper else None


def _belongs(text: str, field: re.Match[str], stop: int) -> bool:
    """Whether a word behind the head of an office is its field, and not what the office is to do."""
    if field[0][0].isupper() or not _ACTING.match(field[0].lower()):
        return True
    behind = _SPACE.match(text, field.end(), stop)
    acts = text.startswith(" ", field.end()) and behind is not None and TASK_FIRST.match(text, behind.end(), stop)
    return bool(acts or _FOLLOWS.match(text, field.end(), stop))


def _with_relative(text: str, at: int, stop: int) -> int:
    """'các phường có nhiều người nước ngoài': the clause belongs to the phrase, up to where the task must begin."""
    if _task_at(text, at, stop) is not None or not _RELATIVE.match(text, at, stop):
        return at
    clear = _CLEAR.search(text, at + 4, min(stop, at + _NEAR))
    task = clear.end() if clear else task_within(text, at + 4, min(stop, at + _NEAR), _FEW_WORDS)
    return task - 1 if task is not None and not _STOPS.search(text, at, task) else at
