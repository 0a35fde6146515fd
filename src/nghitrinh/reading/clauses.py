"""Clauses of charges: where one ends and the next begins, what stands before it, and what only goes on from another."""

import re
from collections.abc import Iterator

from nghitrinh.reading.actors import actor_at
from nghitrinh.reading.charge import BULLET, finished, passed_on, skip
from nghitrinh.reading.due import due_alone, due_in
from nghitrinh.reading.facts import Charge
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import UPPER
from nghitrinh.reading.verbs import TASK_FIRST

_AGAIN = r"(?:thống\s+nhất\s+giao|giao|yêu\s+cầu|đề\s+nghị)"
_CUT = re.compile(
    rf";|,?\s*(?:(?<=[,;.] )|\b)đồng\s+thời\b,?|(?:,\s+(?:và\s+)?|\s+và\s+)(?={_AGAIN}\s+(?:cho\s+)?(?:các|UBND|Sở|Bộ|Công\s+an|Ủy\s+ban|Ban|đồng\s+chí|Đảng|Thanh\s+tra|chính\s+quyền|(?-i:{UPPER})))",
    re.IGNORECASE,
)
CARRIED = re.compile(
    rf"\s*(?:{BULLET}|[\"“(]|(?:một|hai|ba|bốn|năm|sáu|bảy|tám)\s+là,?\s+|thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám),\s+"
    r"|(?:trong\s+đó|bên\s+cạnh\s+đó|ngoài\s+ra|cùng\s+với\s+đó|song\s+song\s+đó|trước\s+mắt|đặc\s+biệt|mặt\s+khác|riêng|trên\s+cơ\s+sở\s+đó|theo\s+đó|cụ\s+thể|do\s+đó|vì\s+vậy|do\s+vậy|vì\s+thế|cho\s+nên|muốn\s+vậy|tuy\s+nhiên|từ\s+đó|trong\s+thời\s+gian\s+tới|thời\s+gian\s+tới|qua\s+đó)\s*,?\s+"
    r"|(?:và|đồng\s+thời|cũng|nên|hay|hãy|còn)\s*,?\s+)*",
    re.IGNORECASE,
)
# "Về thu ngân sách: Chi cục Thuế …": the item of a list's entry stands before those charged.
_TOPIC = re.compile(r"(?:(?:về|đối\s+với)\s[^:.;]{3,150}|[^:.;,]{3,60}):\s+(?=\S)", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(
    r"(?:đối\s+với|về|trên\s+cơ\s+sở|để|khi|sau(?!\s+khi\s+nghe)|căn\s+cứ|riêng|trong|từ|nhằm|theo|với|trước)\s",
    re.IGNORECASE,
)
_DECIDED = re.compile(
    r"\s*(?:chưa|không|đồng\s+ý|thống\s+nhất|nhất\s+trí|cơ\s+bản|tuy\s+nhiên|nhưng|trong\s+đó|nhất\s+là)\b",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(r"\bnhư\s*:", re.IGNORECASE)
_COMMA = re.compile(r"[,:]\s+")
_FAR = 300
_SHORT = 3
AGAIN = re.compile(rf"\s*(?:và\s+)?{_AGAIN}\s", re.IGNORECASE)


def behind_topic(page: Page, start: int, end: int) -> int:
    """Where the words go on behind the topic ('Về thu ngân sách: …') or circumstance ('Trên cơ sở đó, …')."""
    text = page.text
    if TASK_FIRST.match(text, start, end):
        return start
    topic = _TOPIC.match(text, start, end)
    if topic is None and not _CIRCUMSTANCE.match(text, start, end):
        return start
    ends = [topic.end()] if topic else [comma.end() for comma in _COMMA.finditer(text, start, min(end, start + _FAR))]
    return next((at for at in ends if TASK_FIRST.match(text, at) or actor_at(text, at, end)), start)


def cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a charge; one that says only by when, or an example ("như: A; B"), stays with the clause before it."""
    for cut in _CUT.finditer(text, start, end):
        if not (due_alone(text, cut.end(), end) or _EXAMPLES.search(text, start, cut.start())):
            yield start, cut.start()
            start = cut.end()
    yield start, end


def is_task(charge: Charge) -> bool:
    """A word or two without anybody named are a phrase that somebody used, no task."""
    return len(str(charge.task.value).split()) >= (_SHORT - 1 if charge.responsible else _SHORT)


def nobody(page: Page, at: int) -> Charge:
    """A charge of nobody, with an empty task: what a list begins with that names nobody."""
    return Charge(page.fact(at, at))


def further(page: Page, start: int, end: int, last: Charge) -> Charge | None:
    """Behind a semicolon of a charge whatever is in small letters is a further task, be its verb known or not."""
    start = skip(CARRIED, page.text, start, end)
    if (
        not page.text[start:end].strip()[:1].islower()
        or _DECIDED.match(page.text, start, end)
        or len(page.text[start:end].split()) < 4
    ):
        return None
    return finished(page, Charge(page.fact(start, end), last.responsible, last.through), start, end)


def carried(page: Page, start: int, end: int, last: Charge | None) -> Charge | None:
    """A clause that begins with a task: it is laid on those whom the clause before it charged."""
    start = skip(CARRIED, page.text, start, end)
    while start < end and (page.text[start].isspace() or page.text[start] == ";"):
        start += 1
    due, start = due_in(page, start, end)
    if not TASK_FIRST.match(page.text, start, end):
        return None
    whose = last or nobody(page, start)
    if whose.responsible and (passed := passed_on(page, start, end)):
        charge = Charge(page.fact(passed[1], end), passed[0], whose.responsible, due=due or whose.due)
        return finished(page, charge, passed[1], end)
    fresh = Charge(page.fact(start, end), whose.responsible, whose.through, due=due or whose.due)
    return finished(page, fresh, start, end)
