"""One charge, from the one charged to what he is to do: through whom, with whom, reporting to whom, by when."""

import re
from dataclasses import replace

from nghitrinh.reading.actors import Actor, actor_at, task_behind
from nghitrinh.reading.bodies import find_bodies
from nghitrinh.reading.due import due_after, due_in
from nghitrinh.reading.facts import Charge, Fact
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import UPPER
from nghitrinh.reading.verbs import MODAL, TASK_FIRST, task_within

BULLET = r"(?:[-–+•*]\s*|\(?\d{1,2}[.)]\s*|[a-zđ]\)\s*)"
_LEAD_IN = re.compile(
    r"[\s:,–-]*(?:(?:rằng|đối\s+với|cho|đến|với|tới|là)\s+)?"
    r"(?:(?:trong\s+)?(?:thời\s+gian|những\s+(?:tháng|ngày)|các\s+tháng|năm|quý|giai\s+đoạn)\b[^,;.:]{0,30}?(?:tới|tiếp\s+theo|cuối\s+năm|này|\d{4}|còn\s+lại),\s*)?(?:trước\s+(?:hết|mắt),\s*)?"
)
_WITH = re.compile(
    r"(?:(?:chủ\s+trì|là\s+cơ\s+quan\s+chủ\s+trì|chủ\s+động|làm\s+đầu\s+mối)\s*,?\s*(?:và\s+)?)?(?:tiếp\s+tục\s+|tích\s+cực\s+)?phối\s+hợp"
    r"(?:\s+chặt\s+chẽ)?\s*(?:,\s*)?(?:với\s+|cùng\s+(?:với\s+)?|(?=UBND|Sở|Công\s+an|các\s))",
    re.IGNORECASE,
)
_THROUGH = re.compile(
    rf"(?:{MODAL}\s+|tiếp\s+tục\s+|tập\s+trung\s+)*(?:(?:lãnh\s+đạo|chỉ\s+đạo|tham\s+mưu),?\s*(?:và\s+)?){{0,2}}(?:chỉ\s+đạo|lãnh\s+đạo)\s+(?!các\s+(?:biện|giải|dự|công\s+trình|hoạt|nội|vấn|nhiệm))",
    re.IGNORECASE,
)
_PASSES_ON = re.compile(
    r"(?:UBND|Sở|ủy\s+ban\s+nhân\s+dân|thường\s+trực)\b|(?:các\s+)?(?:ban\s+cán\s+sự|đảng\s+(?:ủy|đoàn|bộ)|(?:ban\s+thường\s+vụ\s+)?(?:tỉnh|thành|huyện|quận|thị)\s+ủy|cấp\s+ủy|chi\s+bộ)|tổ\s+chức\s+đảng",
    re.IGNORECASE,
)
MUST = re.compile(rf"(?:{MODAL})\s+", re.IGNORECASE)
# "Ban Dân vận cùng Hội Nông dân …": who stands behind "cùng" helps.
_BESIDE = re.compile(r"\s+(?:cùng\s+với|phối\s+hợp\s+với)\s+(?=\w)")
# "chuẩn bị 3 phương án, bao gồm: (1) …": the task ends where its parts are spelled out.
_SPELLED_OUT = re.compile(r",?\s+(?:bao\s+gồm|gồm|cụ\s+thể|trong\s+đó)(?:\s+có)?\s*:", re.IGNORECASE)
# What only closes a quotation, says who spoke, or gives the reason.
_ATTRIBUTED = re.compile(
    rf"(?:\s*[\"”]\s*[,–-]?|\s*,|\s+[–-])\s*(?:(?i:theo\s+)?(?:{UPPER}|(?i:ông|bà|đồng\s+chí|thủ\s+tướng|bí\s+thư|chủ\s+tịch|phó\s)))[^,.;]{{0,90}}?(?i:nói|nhấn\s+mạnh|nêu|cho\s+(?:biết|rằng|hay)|khẳng\s+định|chỉ\s+đạo|yêu\s+cầu|lưu\s+ý|phát\s+biểu|đề\s+nghị|kết\s+luận|giao\s+nhiệm\s+vụ|dặn)\b[^.;]{{0,40}}$"
    r"|\s+[–-]\s+(?:do|vì|ông|bà)\s.*$|,\s+(?:bởi\s+vì|bởi|vì|do)\s.*$",
    re.DOTALL,
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
_SMALL = re.compile(
    r"\s+(?=[^\W\d_])(?!(?:là|và|của|đã|đang|sẽ|vừa|bị|được|cũng|vẫn|nói|cho\s+biết|trong\s+việc|để)\s)"
)
# What stands behind a verb of charging and names nobody.
_NOBODY = re.compile(
    r"(?:Chương\s+trình|và|hoặc|nhưng|chưa|không|này|đó|trên|đối|với|tại|về|của|trong|cho|như|là|được|đã|những|việc|đầu\s+mối|nhà\s+nước|một\s+số|có|thêm|từ|hơn|ngay|sớm|chuyển|kinh\s+phí|nhiệm\s+vụ|quyền|đất|vốn|kế\s+hoạch|chỉ\s+tiêu|trước)\s"
)
_WORD = re.compile(r"[^\W\d]\w*\s")
_FEW_WORDS = 7


def skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    """Where the text goes on behind a pattern that may stand at `start`."""
    found = pattern.match(text, start, end)
    return found.end() if found else start


_LISTED = re.compile(BULLET)
_SPACES = re.compile(r"\s*")


def charge_at(page: Page, start: int, end: int, *, strong: bool) -> Charge | None:
    """Read 'A [together with B] does X [by then]'; `strong` after a verb of charging, when A may be of any name."""
    start = skip(_LEAD_IN, page.text, start, end)
    due, start = due_in(page, start, end)
    start = skip(_LISTED, page.text, start, end)
    actor = actor_at(page.text, start, end, named=strong)
    task = _task(page.text, actor, end, strong=strong) if actor else None
    if actor is None and strong and (task := _behind_unknown(page.text, start, end)) is not None:
        actor = Actor(start, task)
    if actor is None or task is None:
        return None
    beside = _BESIDE.search(page.text, start, actor.end)
    charge = _with_parts(page, _who(page, start, beside.start() if beside else actor.end), task, end, due)
    return replace(charge, with_bodies=charge.with_bodies or _who(page, beside.end(), actor.end)) if beside else charge


def _task(text: str, actor: Actor, end: int, *, strong: bool) -> int | None:
    """Where the task begins: at a verb; behind a colon; after a verb of charging at whatever follows in small letters."""
    task = task_behind(text, actor, end)
    if task is None and text.startswith(":", actor.end):
        listed = skip(_LISTED, text, skip(_SPACES, text, actor.end + 1, end), end)
        return listed if TASK_FIRST.match(text, listed, end) else None
    if task is None and strong and (follows := _SMALL.match(text, actor.end, end)) and text[follows.end()].islower():
        return follows.end()
    return task


def _behind_unknown(text: str, start: int, end: int) -> int | None:
    """Where the task begins behind somebody whom no table knows: chủ xe, nhà mạng."""
    if TASK_FIRST.match(text, start, end) or _NOBODY.match(text, start, end) or not _WORD.match(text, start, end):
        return None
    return task_within(text, start, min(end, start + 80), _FEW_WORDS)


def nobody_at(page: Page, start: int, end: int) -> Charge | None:
    """'yêu cầu tập trung …': a task given to nobody who is named."""
    start = skip(_LEAD_IN, page.text, start, end)
    due, start = due_in(page, start, end)
    if not TASK_FIRST.match(page.text, start, end):
        return None
    return finished(page, Charge(page.fact(start, end), due=due), start, end)


def _who(page: Page, start: int, end: int) -> Fact:
    words = page.text[start:end].rstrip(" \t\xa0,:;–-")
    return page.fact(start, start + len(words))


def _with_parts(page: Page, responsible: Fact, task: int, end: int, due: Fact | None) -> Charge:
    through, with_bodies = None, None
    passed = passed_on(page, task, end) if _PASSES_ON.match(str(responsible.value)) else None
    if passed and "đảng" not in str(passed[0].value).lower():
        through, responsible, task = responsible, passed[0], passed[1]
    if joined := _joined(page, task, end):
        with_bodies, task = joined
    return finished(page, Charge(page.fact(task, end), responsible, through, with_bodies, due=due), task, end)


def passed_on(page: Page, task: int, end: int) -> tuple[Fact, int] | None:
    """A committee 'chỉ đạo' an office: the charge goes through the committee."""
    verb = _THROUGH.match(page.text, task, end)
    actor = actor_at(page.text, verb.end(), end) if verb else None
    real = task_behind(page.text, actor, end) if actor else None
    return (_who(page, actor.start, actor.end), real) if actor and real is not None else None


def _joined(page: Page, task: int, end: int) -> tuple[Fact, int] | None:
    verb = _WITH.match(page.text, task, end)
    actor = actor_at(page.text, verb.end(), end, named=True) if verb else None
    real = task_behind(page.text, actor, end) if actor else None
    return (_who(page, actor.start, actor.end), real) if actor and real is not None else None


def finished(page: Page, charge: Charge, task: int, end: int) -> Charge:
    """Close the charge: its task without a word of duty, without the due date that ends it and without who said so."""
    task = skip(MUST, page.text, task, end)
    listed = _SPELLED_OUT.search(page.text, task, end)
    end = listed.start() if listed else end
    said = _ATTRIBUTED.search(page.text, task + 12, end) if task + 12 < end else None
    end = said.start() if said else end
    later, cut = due_after(page, task, end)
    words = page.text[task:cut].rstrip(' \t\xa0,.:;…/-–"”')
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
