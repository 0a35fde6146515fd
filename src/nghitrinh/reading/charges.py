"""Charges: whom the meeting, its chair or its decision charges with what, through whom, with whom, by when."""

import re
from collections.abc import Iterator
from dataclasses import replace

from nghitrinh.reading.bodies import find_bodies
from nghitrinh.reading.due import due_after, due_in, due_sentence
from nghitrinh.reading.facts import Charge, Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import CHARGE_VERBS, CHARGED, TASK_VERBS, UPPER, any_of
from nghitrinh.vietnamese import fold

_VERB = re.compile(rf"(?<!\w)(?P<verb>{any_of(CHARGE_VERBS)})(?!\w)", re.IGNORECASE)
_NO_CHARGE = re.compile(
    r"(?:\b(?:được|bị|việc|về|theo|những|đáp\s+ứng|sự|nhiệm\s+vụ|như|với|mong\s+muốn|để|sẽ|khi|có|không|tờ\s+trình|kiến\s+nghị|bàn|phân"
    r"|công\s+tác|vai\s+trò|ban|văn\s+bản|chuyển|thuê|đấu\s+giá|tổ|lãnh\s+đạo,?|tiếp\s+tục|tăng\s+cường|tập\s+trung|nâng\s+cao)|lãnh\s+đạo,)\s+$",
    re.IGNORECASE,
)
# Requests of those who may only ask: delegates, voters, citizens, the scrutiny reports of committees.
_ASKS = re.compile(
    r"\b(?:đại\s+biểu|cử\s+tri|người\s+dân|công\s+dân|nhân\s+dân|hộ\s+dân|thẩm\s+tra|kiến\s+nghị|doanh\s+nghiệp|ý\s+kiến)\b",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\b(?:kết\s+luận|chủ\s+tịch|bí\s+thư|chủ\s+trì|ban\s+thường\s+vụ|hội\s+nghị|phó\s+chủ\s+tịch)\b", re.IGNORECASE
)
_LEAD_IN = re.compile(r"[\s:,–-]*(?:(?:rằng|đối\s+với|cho|đến|với|tới)\s+)?")
_HEAD = re.compile(rf"(?:[-–]\s*)?(?:{any_of(CHARGED)})(?!\w)", re.IGNORECASE)
_TASK_WORDS = any_of(TASK_VERBS)
# These also stand inside the names of those charged: các tổ chức, chủ đầu tư, cơ quan tham mưu, phòng quản lý đô thị.
_IN_NAMES = (
    "tổ chức", "đầu tư", "phát triển", "quản lý", "giám sát", "thanh tra", "lãnh đạo", "tham mưu", "kiểm tra", "báo cáo", "thu",
    "chi", "kế hoạch", "quy hoạch", "đề xuất", "tuyên truyền", "vận động", "thẩm định", "phê duyệt", "trình", "chủ trì",
)  # fmt: skip
_NOUN_BEFORE = (
    r"(?<!các )(?<!chủ )(?<!và )(?<!ban )(?<!, )(?<!của )(?<!cơ quan )(?<!đơn vị )(?<!được )(?<!người )(?<!bộ phận )(?<!hội đồng )"
    r"(?<!tổ )(?<!nhà )(?<!phòng )(?<!sở )(?<!– )(?<!- )"
)
_NEVER_FIRST = r"(?<!công tác )(?<!nhiệm vụ )(?<!của )(?<!được )"
_PLAIN_VERBS = any_of(tuple(verb for verb in TASK_VERBS if verb not in _IN_NAMES))
_TASK = re.compile(rf"(?:{_NEVER_FIRST}(?<!\w)(?:{_PLAIN_VERBS})|{_NOUN_BEFORE}(?<!\w)(?:{any_of(_IN_NAMES)}))(?!\w)")
_TASK_FIRST = re.compile(rf"(?<!\w)(?:{_TASK_WORDS})(?!\w)", re.IGNORECASE)
_LISTED_TASK = re.compile(rf"(?::\s*(?:[-–+]\s*)?|\s[-–+]\s+)(?=(?i:{_TASK_WORDS})(?!\w))")
_WITH = re.compile(
    r"(?:chủ\s+trì\s*,?\s*(?:và\s+)?)?(?:tiếp\s+tục\s+)?phối\s+hợp(?:\s+chặt\s+chẽ)?\s*(?:,\s*)?(?:với|cùng)\s+",
    re.IGNORECASE,
)
_THROUGH = re.compile(r"(?:cần\s+|phải\s+|tiếp\s+tục\s+|tập\s+trung\s+|lãnh\s+đạo,\s*)?chỉ\s+đạo\s+", re.IGNORECASE)
_MUST = re.compile(r"(?:cần\s+phải|cần|phải|có\s+trách\s+nhiệm)\s+", re.IGNORECASE)
_CUT = re.compile(r";|,?\s*(?:(?<=[,;] )|\b)đồng\s+thời\b,?", re.IGNORECASE)
_CARRIED = re.compile(
    r"\s*(?:[-–+•*]\s*|\d{1,2}[.)]\s*|trong\s+đó,?\s+|bên\s+cạnh\s+đó,?\s+|ngoài\s+ra,?\s+|cùng\s+với\s+đó,?\s+|(?:và|đồng\s+thời|cũng)\s+)*",
    re.IGNORECASE,
)
# The name of a ministry or department joins capitalised heads by "và"; after a head come one or two words in lower case.
_NO_NAME = r"(?!(?:và|để|về|theo|xem|trước|trong|cho|phê|tham|chỉ|quyết|đăng|bổ|hướng)\b)"
_HEAD_WORDS = UPPER + r"\w*(?:\s" + _NO_NAME + r"[^\W\dA-Z_]\w*){0,2}"
_OFFICE = r"(?:Bộ|Sở)\s+" + _HEAD_WORDS + r"(?:(?:,|\s+và)\s+(?!Bộ|Sở)" + _HEAD_WORDS + r")*"
_REPORT = re.compile(
    r"(?:báo\s+cáo|trình|đề\s+xuất)\s+(?:kết\s+quả\s+)?(?:(?:với|cho|lên|về)\s+)?(?P<to>(?=\S)(?:"
    + _OFFICE
    + r"|Thủ\s+tướng(?:\s+Chính\s+phủ)?|Chính\s+phủ)|)"
)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")


def charges(page: Page, sentences: list[Stretch]) -> list[Charge]:
    """All charges of a page, in order; a sentence that only goes on takes over who was charged before it."""
    found: list[Charge] = []
    last: Charge | None = None
    for sentence in sentences:
        due = due_sentence(page, sentence)
        if due and found:
            found[-1] = replace(found[-1], due=due)
            continue
        here = list(_of_sentence(page, sentence, last))
        found.extend(charge for charge in here if not _told(charge, found))
        last = here[-1] if here else None
    return found


def _told(charge: Charge, found: list[Charge]) -> bool:
    """The lead tells what the text tells again: the same task laid on the same body is one charge."""
    words = set(fold(str(charge.task.value)).split())
    return any(
        known.responsible is not None
        and charge.responsible is not None
        and fold(str(known.responsible.value)) == fold(str(charge.responsible.value))
        and len(words & (said := set(fold(str(known.task.value)).split()))) >= 0.7 * max(len(words), len(said))
        for known in found
    )


def _of_sentence(page: Page, sentence: Stretch, last: Charge | None) -> Iterator[Charge]:
    at = sentence.start
    for verb in _VERB.finditer(page.text, sentence.start, sentence.end):
        if verb.start() < at or not _charges(page.text, sentence, verb):
            continue
        for charge in _clauses(page, verb.end(), sentence.end):
            at = max(sentence.start + 1, page.here(charge.task)[1])
            last = charge
            yield charge
    if at == sentence.start:
        yield from _without_verb(page, sentence, last)


def _skip(pattern: re.Pattern[str], text: str, start: int, end: int) -> int:
    found = pattern.match(text, start, end)
    return found.end() if found else start


def _charges(text: str, sentence: Stretch, verb: re.Match[str]) -> bool:
    before = text[sentence.start : verb.start()]
    if _NO_CHARGE.search(before) or before.count('"') % 2 or before.count("“") > before.count("”"):
        return False
    subject = before[-160:]
    return not _ASKS.search(subject) or bool(_SPEAKER.search(subject))


def _clauses(page: Page, start: int, end: int) -> Iterator[Charge]:
    """The charge that begins after the verb, and those that follow it behind ';' or 'đồng thời'."""
    last: Charge | None = None
    for first, stop in _cuts(page.text, start, end):
        charge = _charge(page, first, stop)
        if charge is None and last is not None:
            charge = _carried(page, first, stop, last)
        if charge is None:
            return
        last = charge
        yield charge


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in _CUT.finditer(text, start, end):
        yield start, cut.start()
        start = cut.end()
    yield start, end


def _charge(page: Page, start: int, end: int) -> Charge | None:
    """Read 'A [together with B] does X [by then]' between two offsets."""
    start = _skip(_LEAD_IN, page.text, start, end)
    due, start = due_in(page, start, end)
    head = _HEAD.match(page.text, start, end)
    if head is None:
        return None
    task = _task_from(page.text, head.end(), min(end, start + 260))
    if task is None or ";" in page.text[start:task]:
        return None
    responsible = _who(page, start, task)
    return _with_parts(page, responsible, task, end, due)


def _task_from(text: str, start: int, end: int) -> int | None:
    verb = _TASK.search(text, start, end)
    listed = _LISTED_TASK.search(text, start, end)
    places = [verb.start() if verb else None, listed.end() if listed else None]
    return min((place for place in places if place is not None), default=None)


def _who(page: Page, start: int, end: int) -> Fact:
    words = page.text[start:end].rstrip(" \t\xa0,:;–-")
    return page.fact(start, start + len(words))


def _with_parts(page: Page, responsible: Fact, task: int, end: int, due: Fact | None) -> Charge:
    through, partners = None, None
    if passed := _passed_on(page, task, end):
        through, responsible, task = responsible, passed[0], passed[1]
    if joined := _joined(page, task, end):
        partners, task = joined
    return _finished(page, Charge(page.fact(task, end), responsible, through, partners, due=due), task, end)


def _passed_on(page: Page, task: int, end: int) -> tuple[Fact, int] | None:
    """'chỉ đạo' another body: who was named first is the one through whom the charge goes."""
    verb = _THROUGH.match(page.text, task, end)
    head = _HEAD.match(page.text, verb.end(), end) if verb else None
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


def _finished(page: Page, charge: Charge, task: int, end: int) -> Charge:
    if must := _MUST.match(page.text, task, end):
        task = must.end()
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


def _without_verb(page: Page, sentence: Stretch, last: Charge | None) -> Iterator[Charge]:
    """'A cần X' charges by itself; a sentence that begins with what is to be done goes on with the charge before it."""
    start = _skip(_CARRIED, page.text, sentence.start, sentence.end)
    if last is None or _QUOTED.match(page.text, start):
        return
    charge = _must(page, start, sentence.end)
    if charge is None:
        charge = _carried(page, start, sentence.end, last)
    if charge is not None:
        yield charge


def _must(page: Page, start: int, end: int) -> Charge | None:
    """'A cần X': without a verb of charging only a word of duty makes what A does a charge."""
    head = _HEAD.match(page.text, start, end)
    task = _task_from(page.text, head.end(), min(end, start + 260)) if head else None
    return _charge(page, start, end) if task is not None and _MUST.match(page.text, task, end) else None


def _carried(page: Page, start: int, end: int, last: Charge) -> Charge | None:
    start = _skip(_CARRIED, page.text, start, end)
    while start < end and page.text[start].isspace():
        start += 1
    if not _TASK_FIRST.match(page.text, start, end):
        return None
    fresh = Charge(page.fact(start, end), last.responsible, last.through, due=last.due if last.due else None)
    return _finished(page, fresh, start, end)
