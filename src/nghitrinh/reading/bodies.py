"""Names of bodies (HĐND tỉnh, Ban Thường vụ Tỉnh ủy, Thường trực UBND TP. HCM) and which of them met."""

import re
from dataclasses import dataclass

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import POSTS, SESSIONS, UPPER, any_of
from nghitrinh.vietnamese import fold

_NAME = rf"(?:{UPPER}\w*(?:\.(?=\s?{UPPER}))?(?:\s{UPPER}\w*){{0,3}}|\d{{1,2}}\b)"
# A post, a form of address or a verb after the name of a level is not part of it.
_NOT_NAME = r"(?!(?:Chủ\s+t|Phó\s|Bí\s+thư|Ủy\s|Ban\s|Đồng\s+(?:chí|thời)|Trưởng|Giám\s+đốc|Ông\s|Bà\s(?!Rịa)|Các\s|Tại\s|Sau\s|Theo\s|Khóa|Kỳ\s+họp|Hội\s+[nđ]|Lần\s|UBND|HĐND|Đảng|Nhiệm\s))"
_LEVEL = rf"(?:(?i:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn)\b|TP\b\.?|TX\b\.?|T\.P\b)(?:\s{_NOT_NAME}{_NAME})?"
_COUNCIL = r"(?:HĐND|UBND|(?i:hội\s+đồng\s+nhân\s+dân|[uủ][ỷỳy]?\s*ban\s+nhân\s+dân|ủy\s+ban\s+nhân\s+dân))"
_PARTY = (
    rf"(?i:tỉnh\s+ủy|thành\s+ủy|huyện\s+ủy|quận\s+ủy|thị\s+ủy|đảng\s+ủy|đảng\s+bộ)(?:\s{_LEVEL}|\s{_NOT_NAME}{_NAME})?"
)
_FRONT = r"(?:(?i:ban\s+thường\s+vụ|ban\s+chấp\s+hành|thường\s+trực|thường\s+vụ|đảng\s+đoàn|ban\s+cán\s+sự\s+đảng)|BTV|BCH|TT)"
_STATE = r"(?i:quốc\s+hội|ủy\s+ban\s+thường\s+vụ\s+quốc\s+hội|chính\s+phủ|bộ\s+chính\s+trị|ban\s+bí\s+thư|trung\s+ương\s+đảng)"
_BODY = re.compile(
    rf"""(?<!\w)(?:
      (?:{_FRONT}\s+)?(?:{_COUNCIL}(?:\s+(?:các\s+cấp|{_LEVEL}))?|{_PARTY})
    | {_FRONT}\s+{_STATE}
    | {_STATE}
    | (?i:ban\s+chỉ\s+đạo|ủy\s+ban\s+mttq(?:\s+việt\s+nam)?|ủy\s+ban\s+mặt\s+trận\s+tổ\s+quốc(?:\s+việt\s+nam)?)(?:\s+{_LEVEL})?
    )(?!\w)""",
    re.VERBOSE,
)
_POST_BEFORE = re.compile(
    rf"(?:{any_of(POSTS)}|văn phòng|các ban|Ban \S+(?: - |-)\S+(?: \S+)?|của|trình|với)\s*$", re.IGNORECASE
)
_SESSION_BEFORE = re.compile(
    rf"(?:\b(?:{any_of(SESSIONS)}|họp)\b)(?:\s+(?:thường\s+kỳ|thường\s+lệ|chuyên\s+đề|bất\s+thường|toàn\s+thể|mở\s+rộng|định\s+kỳ"
    r"|giao\s+ban|của|(?:lần\s+)?thứ\s+\w+(?:\s+mươi)?(?:\s\w+)?|lần\s+\d+|\([^)]{0,40}\)))*\s*,?\s*(?:của\s+)?$",
    re.IGNORECASE,
)
_MEETS = re.compile(
    r"^[\s,()]*(?:\(?kh(?:óa|oá)\s+\w+\)?[\s,]*|nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4}[\s,]*|tỉnh[\s,]*|lần\s+thứ\s+\w+[\s,]*"
    r"|phối\s+hợp\s+với\s+[^.;]{0,90}?|(?:đã|vừa|sẽ|tiếp\s+tục|long\s+trọng|chính\s+thức)\s+)*"
    r"(?:tổ\s+chức|họp|tiến\s+hành|khai\s+mạc|bế\s+mạc|mở|triệu\s+tập|làm\s+việc|có\s+(?:buổi|cuộc|phiên))\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"^[\s,()]*(?:đã\s+|cũng\s+|cơ\s+bản\s+)*(?:giao|thống\s+nhất|cho\s+ý\s+kiến|yêu\s+cầu|nhất\s+trí|kết\s+luận|xem\s+xét|nghe"
    r"|biểu\s+quyết|quyết\s+định|thông\s+qua|chưa\s+thông\s+qua|quyết\s+nghị)\b",
    re.IGNORECASE,
)
# "kỳ họp thứ 9 HĐND … diễn ra mới đây" is spoken of beside the meeting reported.
_ANOTHER_TIME = re.compile(r"^[^.;]{0,40}?\b(?:mới\s+đây|trước\s+đó|trước\s+đây|sắp\s+tới|tới\s+đây)\b", re.IGNORECASE)
_SHORT = (("hội đồng nhân dân", "hđnd"), ("ủy ban nhân dân", "ubnd"), ("ban thường vụ", "btv"), ("ban chấp hành", "bch"),
          ("thành phố", "tp"), ("tp.", "tp"), ("thị xã", "tx"))  # fmt: skip


@dataclass(frozen=True)
class Body:
    """A body's name in a page, at offsets of `Page.text`."""

    start: int
    end: int
    name: str

    @property
    def key(self) -> str:
        """The name folded, with its long forms shortened: what two spellings of one body have in common."""
        name = " ".join(self.name.lower().split())
        for long, short in _SHORT:
            name = name.replace(long, short)
        return fold(name)

    @property
    def is_council(self) -> bool:
        """Whether this body holds kỳ họp: a people's council itself (not its standing committee), or the assembly."""
        return self.key.startswith(("hdnd", "quoc hoi"))


def find_bodies(text: str, offset: int = 0) -> list[Body]:
    """Find the names of bodies in a text, in order; `offset` is added to their places."""
    return [Body(offset + found.start(), offset + found.end(), found[0]) for found in _BODY.finditer(text)]


def body_that_met(page: Page, head: list[Stretch]) -> Body | None:
    """Find the body whose session the page reports: the one said to meet, earliest best. None when only posts name it."""
    best: tuple[float, Body] | None = None
    for index, sentence in enumerate(head):
        for body in find_bodies(sentence.text, sentence.start):
            score = _score(page.text, sentence, body) - index * 0.7
            if score > 0 and (best is None or score > best[0]):
                best = score, body
    return best[1] if best else None


def _score(text: str, sentence: Stretch, body: Body) -> float:
    before = text[max(sentence.start, body.start - 120) : body.start]
    after = text[body.end : min(sentence.end, body.end + 220)]
    if _SESSION_BEFORE.search(before):
        return 0.0 if _ANOTHER_TIME.match(after) else 9.0
    if _POST_BEFORE.search(before):
        return 0.0
    if _MEETS.match(after):
        return 10.0
    if not before.strip() and after.startswith(":"):
        return 7.0
    return 5.0 if _SPEAKS.match(after) else 0.0


def organization(page: Page, body: Body) -> Fact:
    """Return the body as a fact, by the shortest of its spellings in the page (UBND rather than Ủy ban nhân dân)."""
    same = [other for other in find_bodies(page.text) if other.key == body.key]
    shortest = min([body, *same], key=lambda other: (len(other.name), other.start))
    return page.fact(shortest.start, shortest.end)
