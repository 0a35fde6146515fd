"""One charge, from the one charged to what he is to do: through whom, with whom, reporting to whom, by when."""

import re
from dataclasses import replace

from nghitrinh.reading.bodies import find_bodies
from nghitrinh.reading.due import due_after, due_in
from nghitrinh.reading.facts import Charge, Fact
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import CHARGE_VERBS, CHARGED, TASK_VERBS, UPPER, any_of

_BULLET = r"(?:[-–+•*]\s*|\(?\d{1,2}[.)]\s*|[a-zđ]\)\s*)"
_LEAD_IN = re.compile(
    r"[\s:,–-]*(?:(?:rằng|đối\s+với|cho|đến|với|tới|là)\s+)?"
    r"(?:(?:trong\s+)?(?:thời\s+gian|những\s+(?:tháng|ngày)|các\s+tháng|năm|quý|giai\s+đoạn)\b[^,;.:]{0,30}?(?:tới|tiếp\s+theo|cuối\s+năm|này|\d{4}|còn\s+lại),\s*)?"
)
# "Hội nghị", "Ban hành", "Đội ngũ" begin like bodies and are none.
_NO_BODY = r"(?!(?:hội\s+(?:nghị|trường|thảo|hợp)|tổ\s+chức|ban\s+hành|đoàn\s+kết|đội\s+ngũ|bộ\s+máy|hạt\s+nhân|báo\s+cáo|trường\s+hợp|viện\s+trợ|cơ\s+sở\s+(?:đó|hạ)|đoàn\s+(?:giám\s+sát|kiểm\s+tra|công\s+tác|khảo\s+sát))\b)"
HEAD = re.compile(rf"(?:{_BULLET})?{_NO_BODY}(?:{any_of(CHARGED)})(?!\w)", re.IGNORECASE)
# Whoever is named after a strong verb: a name, or "some", "all", "each" of a kind.
_NAMED = re.compile(rf"(?:{UPPER}\w|(?:các|những|mọi|mỗi|từng|toàn|tất\s+cả|một\s+số)\s+\w)")
_TASK_WORDS = any_of(TASK_VERBS)
# These also stand inside the names of those charged: các tổ chức, chủ đầu tư, cơ quan tham mưu, phòng quản lý đô thị.
_IN_NAMES = (
    "tổ chức", "đầu tư", "phát triển", "quản lý", "giám sát", "thanh tra", "lãnh đạo", "tham mưu", "kiểm tra", "báo cáo", "thu",
    "chi", "kế hoạch", "quy hoạch", "đề xuất", "tuyên truyền", "vận động", "thẩm định", "phê duyệt", "trình", "chủ trì", "phục vụ",
    "soạn thảo", "vận hành", "điều hành", "hỗ trợ", "xây dựng", "phòng, chống", "phòng chống", "thực hiện", "triển khai", "thẩm tra", "trực",
)  # fmt: skip
_NOUN_BEFORE = (
    r"(?<!các )(?<!chủ )(?<!và )(?<!ban )(?<!, )(?<!của )(?<!cơ quan )(?<!đơn vị )(?<!được )(?<!người )(?<!bộ phận )(?<!hội đồng )"
    r"(?<!tổ )(?<!nhà )(?<!phòng )(?<!sở )(?<!– )(?<!- )(?<!đạo )(?<!lực lượng )(?<!dự án )(?<!nhóm )(?<!Ban )(?<!Tổ )(?<!Đoàn )(?<!Phòng )(?<!Hội đồng )(?<!Cơ quan )(?<!Đội )(?<!đoàn )(?<!Thường )(?<!thường )"
)
_NEVER_FIRST = r"(?<!công tác )(?<!nhiệm vụ )(?<!của )(?<!được )(?<!chưa )"
_PLAIN_VERBS = any_of(tuple(verb for verb in TASK_VERBS if verb not in _IN_NAMES))
_TASK = re.compile(rf"(?:{_NEVER_FIRST}(?<!\w)(?:{_PLAIN_VERBS})|{_NOUN_BEFORE}(?<!\w)(?:{any_of(_IN_NAMES)}))(?!\w)")
TASK_FIRST = re.compile(rf"(?<!\w)(?:{_TASK_WORDS})(?!\w)", re.IGNORECASE)
_LISTED_TASK = re.compile(rf"(?::\s*(?:[-–+]\s*)?|\s[-–+]\s+)(?=(?i:{_TASK_WORDS})(?!\w))")
_WITH = re.compile(
    r"(?:(?:chủ\s+trì|là\s+cơ\s+quan\s+chủ\s+trì|chủ\s+động|làm\s+đầu\s+mối)\s*,?\s*(?:và\s+)?)?(?:tiếp\s+tục\s+|tích\s+cực\s+)?phối\s+hợp"
    r"(?:\s+chặt\s+chẽ)?\s*(?:,\s*)?(?:với\s+|cùng\s+(?:với\s+)?|(?=UBND|Sở|Công\s+an|các\s))",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    r"(?:cần\s+|phải\s+|tiếp\s+tục\s+|tập\s+trung\s+)*(?:lãnh\s+đạo,?\s*(?:và\s+)?)?(?:chỉ\s+đạo|lãnh\s+đạo)\s+",
    re.IGNORECASE,
)
MUST = re.compile(r"(?:cần\s+phải|cần|phải|(?:có|chịu)\s+trách\s+nhiệm)\s+", re.IGNORECASE)
# "Ban Dân vận cùng Hội Nông dân …": who stands behind "cùng" helps.
_BESIDE = re.compile(r"\s+(?:cùng\s+với|cùng|phối\s+hợp\s+với)\s+(?=\w)")
# What stands between one charged and his task when the sentence tells what is, not what is to be.
_TELLS = re.compile(
    r":|\b(?:kết\s+luận|nhấn\s+mạnh|đề\s+nghị|đã|đang|sẽ|cho\s+(?:biết|rằng)|được|là|vẫn|chưa|còn)\b", re.IGNORECASE
)
# "chuẩn bị 3 phương án, bao gồm: (1) …": the task ends where its parts are spelled out.
_SPELLED_OUT = re.compile(r",?\s+(?:bao\s+gồm|gồm|cụ\s+thể|trong\s+đó)(?:\s+có)?\s*:", re.IGNORECASE)
# Who decides, opines or charges is not charged thereby.
_DECIDES = re.compile(
    rf"(?:{any_of(CHARGE_VERBS)}|thống\s+nhất|quyết\s+định|ban\s+hành|xem\s+xét|phê\s+duyệt|đánh\s+giá|phân\s+tích|báo\s+cáo|trình|kiến\s+nghị|tham\s+gia)\b"
)
# The name of a ministry or department joins capitalised heads by "và"; after a head come one or two words in lower case.
_NO_NAME = r"(?!(?:và|để|về|theo|xem|trước|trong|cho|phê|tham|chỉ|quyết|đăng|bổ|hướng|thẩm)\b)"
_HEAD_WORDS = UPPER + r"\w*(?:\s" + _NO_NAME + r"[^\W\dA-Z_]\w*){0,2}"
_OFFICE = r"(?:Bộ|Sở)\s+" + _HEAD_WORDS + r"(?:(?:,|\s+và)\s+(?!Bộ|Sở)" + _HEAD_WORDS + r")*"
_REPORT = re.compile(
    r"(?:báo\s+cáo|trình|đề\s+xuất)\s+(?:kết\s+quả\s+)?(?:(?:với|cho|lên|về)\s+)?(?P<to>(?=\S)(?:"
    + _OFFICE
    + r"|Thủ\s+tướng(?:\s+Chính\s+phủ)?|Chính\s+phủ|(?:Phó\s+)?Chủ\s+tịch\s+UBND\s+(?:tỉnh|huyện|thành\s+phố|quận|xã))|)"
)


def charge_at(page: Page, start: int, end: int, *, strong: bool) -> Charge | None:
    """Read 'A [together with B] does X [by then]'; `strong` after a verb of charging, when A may be of any name."""
    start = skip(_LEAD_IN, page.text, start, end)
    due, start = due_in(page, start, end)
    named = HEAD.match(page.text, start, end) or (_NAMED.match(page.text, start, end) if strong else None)
    if named is None:
        return None
    task = _task_from(page.text, named.end(), min(end, start + 260))
    if task is None or ";" in page.text[start:task]:
        return None
    start = skip(_LISTED, page.text, start, end)
    beside = _BESIDE.search(page.text, start, task)
    responsible = _who(page, start, beside.start() if beside else task)
    charge = _with_parts(page, responsible, task, end, due)
    return replace(charge, with_bodies=charge.with_bodies or _who(page, beside.end(), task)) if beside else charge


_LISTED = re.compile(_BULLET)


def skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the text goes on behind a pattern that may stand at `start`."""
    found = pattern.match(text, start, end)
    return found.end() if found else start


def is_reported(page: Page, start: int, end: int) -> bool:
    """Whether what begins at `start` says what somebody did or is, so that it lays nothing on him."""
    head = HEAD.match(page.text, start, end)
    task = _task_from(page.text, head.end(), min(end, start + 200)) if head else None
    if head is None or task is None or _TELLS.search(page.text, head.end(), task):
        return True
    return bool(_DECIDES.match(page.text, task, end))


def must_at(page: Page, start: int, end: int) -> Charge | None:
    """'A cần X': without a verb of charging only a word of duty makes what A does a charge."""
    head = HEAD.match(page.text, start, end)
    task = _task_from(page.text, head.end(), min(end, start + 260)) if head else None
    bound = task is not None and MUST.match(page.text, task, end)
    return charge_at(page, start, end, strong=False) if bound else None


def nobody_at(page: Page, start: int, end: int) -> Charge | None:
    """'yêu cầu tập trung …': a task given to nobody who is named."""
    start = skip(_LEAD_IN, page.text, start, end)
    due, start = due_in(page, start, end)
    if not TASK_FIRST.match(page.text, start, end):
        return None
    return finished(page, Charge(page.fact(start, end), due=due), start, end)


def _task_from(text: str, start: int, end: int) -> int | None:
    verb = _TASK.search(text, start, end)
    listed = _LISTED_TASK.search(text, start, end)
    places = [verb.start() if verb else None, listed.end() if listed else None]
    return min((place for place in places if place is not None), default=None)


def _who(page: Page, start: int, end: int) -> Fact:
    words = page.text[start:end].rstrip(" \t\xa0,:;–-")
    return page.fact(start, start + len(words))


def _with_parts(page: Page, responsible: Fact, task: int, end: int, due: Fact | None) -> Charge:
    through, with_bodies = None, None
    if passed := _passed_on(page, task, end):
        through, responsible, task = responsible, passed[0], passed[1]
    if joined := _joined(page, task, end):
        with_bodies, task = joined
    return finished(page, Charge(page.fact(task, end), responsible, through, with_bodies, due=due), task, end)


def _passed_on(page: Page, task: int, end: int) -> tuple[Fact, int] | None:
    """'chỉ đạo' another body: who was named first is the one through whom the charge goes."""
    verb = _THROUGH.match(page.text, task, end)
    head = HEAD.match(page.text, verb.end(), end) if verb else None
    if verb is None or head is None:
        return None
    real = _task_from(page.text, head.end(), min(end, head.start() + 200))
    return (_who(page, head.start(), real), real) if real is not None else None


def _joined(page: Page, task: int, end: int) -> tuple[Fact, int] | None:
    verb = _WITH.match(page.text, task, end)
    if verb is None:
        return None
    real = _task_from(page.text, verb.end() + 1, min(end, verb.end() + 200))
    return (_who(page, verb.end(), real), real) if real is not None else None


def finished(page: Page, charge: Charge, task: int, end: int) -> Charge:
    """Close the charge: its task without a word of duty and without the due date that ends it, and to whom it reports."""
    task = skip(MUST, page.text, task, end)
    listed = _SPELLED_OUT.search(page.text, task, end)
    end = listed.start() if listed else end
    later, cut = due_after(page, task, end)
    words = page.text[task:cut].rstrip(" \t\xa0,.:;…/-–")
    return replace(
        charge, task=page.fact(task, task + len(words)), due=charge.due or later, report_to=_report_to(page, task, cut)
    )


def _report_to(page: Page, start: int, end: int) -> Fact | None:
    for found in _REPORT.finditer(page.text, start, end):
        if found["to"]:
            return page.fact(found.start("to"), found.end("to"))
        bodies = find_bodies(page.text[found.end() : min(end, found.end() + 80)], found.end())
        if bodies and bodies[0].start == found.end():
            return page.fact(bodies[0].start, bodies[0].end)
    return None
