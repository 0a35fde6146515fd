"""Names of bodies (HĐND tỉnh, Ban Thường vụ Tỉnh ủy, Thường trực UBND TP. HCM) and which of them met."""

import re
from dataclasses import dataclass
from functools import cached_property

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import POSTS, SESSIONS, SURNAMES, UPPER, any_of
from nghitrinh.vietnamese import fold

# In a title all in capitals a verb follows the name in capitals too.
_NO_VERB = r"(?!(?:TỔ\s+CHỨC|HỌP|KHAI\s+MẠC|BẾ\s+MẠC|TIẾN\s+HÀNH|THÔNG\s+QUA|CHO\s+Ý|XEM\s+XÉT|LÀM\s+VIỆC|GIAO\s+BAN|KHÓA|NHIỆM\s+KỲ|LẦN\s+THỨ)\b)"
_NAME = rf"(?:{UPPER}\w*(?:\.(?=\s?{UPPER}))?(?:\s{_NO_VERB}{UPPER}\w*){{0,3}}(?:\s?[-–]\s?(?:Vũng\s+Tàu|Huế|Tháp\s+Chàm))?|\d{{1,2}}\b)"
# A post, a form of address or a verb after the name of a level is not part of it.
_NOT_NAME = r"(?!(?:TỔ\s+CHỨC|HỌP|KHAI\s+MẠC|BẾ\s+MẠC|TIẾN\s+HÀNH|THÔNG\s+QUA|CHO\s+Ý|XEM\s+XÉT|LÀM\s+VIỆC|GIAO\s+BAN|Chủ\s+t|Phó\s|Bí\s+thư|Ủy\s|Ban\s|Đồng\s+(?:chí|thời)|Trưởng|Giám\s+đốc|Ông\s|Bà\s(?!Rịa)|Các\s|Tại\s|Sau\s|Theo\s|Khóa|Kỳ\s+họp|Hội\s+[nđ]|Lần\s|UBND|HĐND|Đảng|Nhiệm\s))"
_LEVEL = rf"(?:(?i:tỉnh|thành\s+phố|huyện|quận|thị\s+xã|xã|phường|thị\s+trấn)\b|TP\b\.?|TX\b\.?|T\.P\b)(?:\s{_NOT_NAME}{_NAME}|(?<=\.){_NOT_NAME}{_NAME})?"
_COUNCIL = r"(?:HĐND|UBND|(?i:hội\s+đồng\s+nhân\s+dân|[uủ][ỷỳy]?\s*ban\s+nhân\s+dân|ủy\s+ban\s+nhân\s+dân))"
_BLOC = rf"(?i:(?:khối\s+)?(?:các\s+)?(?:cơ\s+quan|doanh\s+nghiệp)(?:\s+(?:và|-)\s+doanh\s+nghiệp)?|công\s+an|quân\s+sự|bộ\s+đội\s+biên\s+phòng|khối)(?:\s{_LEVEL})?"
_PARTY = rf"(?i:tỉnh\s+ủy|thành\s+ủy|huyện\s+ủy|quận\s+ủy|thị\s+ủy|đảng\s+ủy|đảng\s+bộ)(?:\s{_BLOC}|\s{_LEVEL}|\s{_NOT_NAME}{_NAME})?"
_FRONT = r"(?:(?i:ban\s+thường\s+vụ|ban\s+chấp\s+hành|ban\s+thường\s+trực|thường\s+trực|thường\s+vụ|đảng\s+đoàn|ban\s+cán\s+sự\s+đảng)|BTV|BCH|TT)"
_STATE = r"(?i:quốc\s+hội|ủy\s+ban\s+thường\s+vụ\s+quốc\s+hội|chính\s+phủ|bộ\s+chính\s+trị|ban\s+bí\s+thư|trung\s+ương\s+đảng)"
_FATHERLAND = r"(?i:(?:ủy\s+ban\s+|UB)(?:mttq|mặt\s+trận\s+tổ\s+quốc)(?:\s+(?:việt\s+nam|VN))?)"
_CONTROL = r"(?:(?i:ủy\s+ban\s+kiểm\s+tra)|UBKT)"
_COMMITTEE = r"(?i:ban\s+(?:pháp\s+chế|dân\s+tộc|đô\s+thị|kinh\s+tế\s*(?:-|–|và)\s*(?:ngân\s+sách|xã\s+hội)|văn\s+hóa\s*(?:-|–|và)\s*xã\s+hội))"
# Departments of a party committee, and organizations of the people.
_DEPARTMENT = r"(?i:ban\s+(?:nội\s+chính|tổ\s+chức|tuyên\s+giáo|dân\s+vận|kinh\s+tế))"
_PEOPLE = (
    r"(?:(?i:liên\s+đoàn\s+lao\s+động|hội\s+(?:nông\s+dân|cựu\s+chiến\s+binh|chữ\s+thập\s+đỏ|liên\s+hiệp\s+phụ\s+nữ|người\s+cao\s+tuổi|khuyến\s+học)|tỉnh\s+đoàn|thành\s+đoàn|huyện\s+đoàn)"
    r"|Hội\s+(?:LHPN|CCB)|LĐLĐ)(?:\s+Việt\s+Nam)?"
)
# Bodies named by their work: Ban Chỉ đạo phòng, chống thiên tai và tìm kiếm cứu nạn tỉnh.
_TASK_FORCE = r"(?i:ban\s+chỉ\s+đạo|ban\s+chỉ\s+huy|ban\s+an\s+toàn|ban\s+đại\s+diện|ủy\s+ban\s+bầu\s+cử|hội\s+đồng(?!\s+nhân\s+dân)|tổ\s+công\s+tác|tiểu\s+ban)"
_WORK = r"(?:(?!\b(?i:họp|tổ\s+chức|yêu\s+cầu|đã|vừa|do|về)\b)[^.;:()\n]){0,90}?"
_BODY = re.compile(
    rf"""(?=[BCHLMQTUbchlmqtuĐđỦủ])(?<!\w)(?:  # the first letters of all that follow
      (?:{_COMMITTEE}\s+(?:của\s+)?{_COUNCIL}|(?:{_FRONT}\s+)?(?:{_PEOPLE}|{_COUNCIL}(?:\s+các\s+cấp)?|{_FATHERLAND})
        |(?i:đoàn)\s+(?:ĐBQH|(?i:đại\s+biểu\s+quốc\s+hội)))(?:\s+{_LEVEL})?
    | (?:(?P<front>{_FRONT}\s+)|{_DEPARTMENT}\s+|{_CONTROL}\s+)?{_PARTY}(?(front)(?:(?:\s*[,–-]\s*{_COUNCIL}){{1,2}}(?:\s+{_LEVEL})?)?)
    | {_FRONT}\s+{_STATE}
    | {_CONTROL}(?:\s+(?i:trung\s+ương))?
    | {_STATE}
    | {_TASK_FORCE}(?:{_WORK}\s(?:{_LEVEL}|(?i:trung\s+ương|quốc\s+gia))|\s+[\d/]+|)
    )(?!\w)""",
    re.VERBOSE,
)
_POST_BEFORE = re.compile(
    rf"(?:{any_of(POSTS)}|văn phòng|các ban|Ban \S+(?: - |-)\S+(?: \S+)?|của|trình|với|cho|theo|tham mưu|giúp|đề xuất|báo cáo|kiến nghị|giao|yêu cầu|đề nghị)\s*$",
    re.IGNORECASE,
)
_PERSON = re.compile(rf"\s(?:{'|'.join(sorted(SURNAMES))})(?:\s{UPPER}\w*){{2,3}}$")
_SESSION_BEFORE = re.compile(
    rf"(?:\b(?:{any_of(SESSIONS)}|họp)\b)(?:\s+(?:thường\s+kỳ|thường\s+lệ|chuyên\s+đề|bất\s+thường|toàn\s+thể|mở\s+rộng|định\s+kỳ|trực\s+tuyến"
    r"|giao\s+ban|của|tháng\s+\d+|(?:lần\s+)?thứ\s+\w+(?:\s+mươi)?(?:\s\w+)?|lần\s+\d+|\([^)]{0,40}\)))*\s*[,–-]?\s*(?:của\s+)?$",
    re.IGNORECASE,
)
# What may stand between a body and its verb: term, time, with whom.
_BETWEEN = (
    r"^[\s,()]*(?:\(?kh(?:óa|oá)\s+\w+\)?[\s,]*|nhiệm\s+kỳ\s+\d{4}\s*[-–]\s*\d{4}[\s,]*|tỉnh[\s,]*|(?:huyện|quận|thị\s+xã|thành\s+phố|tỉnh|TP\.?)\s+\w+(?:\s\w+){0,2}?[\s,]+|lần\s+thứ\s+\w+[\s,]*"
    r"|(?:phối\s+hợp|cùng|đồng)\s+(?:với\s+)?[^.;]{0,90}?|(?:đã|vừa|sẽ|tiếp\s+tục|long\s+trọng|chính\s+thức|trang\s+trọng|cũng|đang)\s+)*"
)
_MEETS = re.compile(
    _BETWEEN
    + r"(?:họp|làm\s+việc\s+(?:với|tại)|tiếp\s+xúc|giao\s+ban|có\s+(?:buổi|cuộc|phiên)|bước\s+vào|(?:tổ\s+chức|tiến\s+hành|khai\s+mạc|bế\s+mạc|mở|triệu\s+tập|chủ\s+trì|tham\s+dự)"
    + rf"\b[^.;]{{0,90}}?\b(?:{any_of(SESSIONS)}|họp|giao\s+ban))\b",
    re.IGNORECASE,
)
_SPEAKS = re.compile(
    r"^[\s,()]*(?:\(?kh(?:óa|oá)\s+\w+\)?[\s,]*)?(?:(?:đã|vừa|cũng|cơ\s+bản|tiếp\s+tục)\s+)*(?:giao|thống\s+nhất|cho\s+ý\s+kiến|yêu\s+cầu|nhất\s+trí|kết\s+luận|xem\s+xét|nghe"
    r"|biểu\s+quyết|bỏ\s+phiếu|quyết\s+định|thông\s+qua|chưa\s+thông\s+qua|quyết\s+nghị|thảo\s+luận|có\s+kết\s+luận|ra\s+kết\s+luận)\b",
    re.IGNORECASE,
)
# A session spoken of beside the one reported: before it, prepared by it.
_BESIDE = re.compile(r"\b(?:trước|sau|chuẩn\s+bị|trình|phục\s+vụ|gửi)\s+(?:các\s+)?$", re.IGNORECASE)
_NUMBER = re.compile(r"[\s,]*(?:lần\s+)?thứ\s", re.IGNORECASE)
_AT_SESSION = re.compile(rf"^\W*tại\s+(?:{any_of(SESSIONS)})[^.;,]{{0,40}},\s*$", re.IGNORECASE)
# "kỳ họp thứ 9 HĐND … diễn ra mới đây" is spoken of beside the meeting reported.
_ANOTHER_TIME = re.compile(r"^[^.;]{0,40}?\b(?:mới\s+đây|trước\s+đó|trước\s+đây|sắp\s+tới|tới\s+đây)\b", re.IGNORECASE)
_RANKS = (
    (re.compile(r"quoc hoi|chinh phu|trung uong|bo chinh tri|ban bi thu"), 3),
    (re.compile(r"\btinh\b"), 2),
    (re.compile(r"\b(?:huyen|quan|thi xa|thi uy|thanh pho|tp|tx|thanh uy)\b"), 1),
    (re.compile(r"\b(?:xa|phuong|thi tran)\b"), 0),
)
_IN_HEAD = 4
_SHORT = (("hội đồng nhân dân", "hđnd"), ("ủy ban nhân dân", "ubnd"), ("ban thường vụ", "btv"), ("thường vụ", "btv"),
          ("ban chấp hành", "bch"), ("ủy ban kiểm tra", "ubkt"), ("mặt trận tổ quốc", "mttq"),
          ("thành phố", "tp"), ("tp.", "tp"), ("thị xã", "tx"))  # fmt: skip


@dataclass(frozen=True)
class OrganizationName:
    """A body's name in a page, at offsets of `Page.text`."""

    start: int
    end: int
    name: str

    @cached_property
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

    @property
    def is_of_people(self) -> bool:
        """Whether this is a people's council or committee, or a standing part of one."""
        return any(name in self.key.split() for name in ("hdnd", "ubnd"))

    @property
    def may_be_placed(self) -> bool:
        """Whether its place may be named once and then left out: councils, committees, a party committee itself."""
        return self.is_of_people or self.key in {"tinh uy", "thanh uy", "huyen uy", "quan uy", "thi uy"}

    @property
    def rank(self) -> int | None:
        """How high the body stands, as far as its name tells: 0 for a commune, 3 for the state."""
        words = self.key
        return next((rank for pattern, rank in _RANKS if pattern.search(words)), None)

    @property
    def is_clipped(self) -> bool:
        """Whether the name lacks its first word: Thường vụ for Ban Thường vụ."""
        return fold(self.name).startswith("thuong vu")

    @property
    def is_control(self) -> bool:
        """Whether this is a control commission, which holds kỳ họp too."""
        return self.key.startswith("ubkt")


def find_bodies(text: str, offset: int = 0) -> list[OrganizationName]:
    """Find the names of bodies in a text, in order; `offset` is added to their places."""
    spans = ((found.start(), _without_person(text, found)) for found in _BODY.finditer(text))
    return [OrganizationName(offset + start, offset + end, text[start:end]) for start, end in spans]


def bodies_of(page: Page) -> list[OrganizationName]:
    """The names of bodies in a page, in order; none goes over the end of a line."""
    return page.once(_all)


def _all(page: Page) -> list[OrganizationName]:
    return [body for line in page.lines for body in find_bodies(line.text, line.start)]


def _without_person(text: str, found: re.Match[str]) -> int:
    """Chủ tịch UBND tỉnh Trần Quý Kiên: behind a post the body ends with its level, and a person's name begins."""
    person = _PERSON.search(found[0])
    if person is None or not _POST_BEFORE.search(text, max(0, found.start() - 40), found.start()):
        return found.end()
    return found.start() + person.start()


def body_that_met(page: Page, head: list[Stretch]) -> OrganizationName | None:
    """Find the body whose session the page reports: the one said to meet, earliest best. None when only posts name it."""
    best: tuple[float, OrganizationName] | None = None
    for index, sentence in enumerate(head):
        for body in bodies_of(page):
            if not sentence.start <= body.start < body.end <= sentence.end:
                continue
            score = _score(page.text, sentence, body, heads=index == 0) - index * 0.7
            if score > 0 and (best is None or score > best[0]):
                best = score, body
    return best[1] if best else None


def _score(text: str, sentence: Stretch, body: OrganizationName, *, heads: bool) -> float:
    before = text[max(sentence.start, body.start - 120) : body.start]
    after = text[body.end : min(sentence.end, body.end + 220)]
    if session := _SESSION_BEFORE.search(before):
        if _ANOTHER_TIME.match(after) or _BESIDE.search(before[: session.start()]):
            return 0.0
        return 9.8 if _NUMBER.match(after) else 9.0
    if _POST_BEFORE.search(before):
        return 0.0
    if _MEETS.match(after):
        return 10.0
    if heads and not before.strip() and after.startswith(":"):
        return 7.0
    return 6.0 if _AT_SESSION.search(before) else 5.0 if _SPEAKS.match(after) else 0.0


def organization(page: Page, body: OrganizationName) -> Fact:
    """Return the body as a fact: with its place when the page's head gives it, by the shortest of its spellings."""
    known = bodies_of(page)
    whole = [other for other in known if body.is_clipped and body.key.startswith(other.key) and not other.is_clipped]
    key = _placed(body.key, [other.key for other in known[:_IN_HEAD]]) if body.may_be_placed else body.key
    same = whole or [other for other in known if other.key == key] or [body]
    shortest = min(same, key=lambda other: (len(other.name), other.start))
    return page.fact(shortest.start, shortest.end)


def _placed(key: str, known: list[str]) -> str:
    """Within a page "HĐND TP" is the one HĐND TP of a named place, when its head names one alone."""
    longer = {other for other in known if other.startswith(f"{key} ")}
    return longer.pop() if len(longer) == 1 else key
