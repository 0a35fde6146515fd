"""Lists of charges: what opens one, whose its entries are, what ends it."""

import re
from dataclasses import dataclass, replace

from nghitrinh.reading.actors import actor_at
from nghitrinh.reading.charge import BULLET, skip
from nghitrinh.reading.clauses import CARRIED
from nghitrinh.reading.facts import Charge, Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import CHARGE_VERBS, UPPER, any_of

VERB = re.compile(
    rf"(?<!\w)(?P<verb>{any_of(CHARGE_VERBS)})(?!\w)(?!\s+(?:của|về|như|được|thông|dịch|lưu|thừa|đất|dự\s+án\s|biện|việc\s|(?-i:ban)\b(?!\s+(?:quản|chỉ|tổ|cán|chấp|giám|thường))))",
    re.IGNORECASE,
)
NO_CHARGE = re.compile(
    r"(?:\b(?:được|bị|trong|việc|về|theo|những|các|một\s+số|mọi|đáp\s+ứng|sự|nhiệm\s+vụ|như|với|mong\s+muốn|để|sẽ|khi|có|không|tờ\s+trình|kiến\s+nghị|bàn|phân|nhiều|đúng|của|ra|từ|nếu|chưa"
    r"|công\s+tác|vai\s+trò|ban|văn\s+bản|chuyển|thuê|đấu\s+giá|tổ|lãnh\s+đạo,?|tiếp\s+tục|tăng\s+cường|tập\s+trung|nâng\s+cao|ý\s+kiến|cần|phải|bàn|nhận|trách\s+nhiệm|thực\s+hiện|đang|số|vốn|đất|đã\s+bàn)|lãnh\s+đạo,)\s+$",
    re.IGNORECASE,
)
_CONCLUDES = re.compile(
    r"\b(?:kết\s+luận|(?P<tasks>chỉ\s+đạo|nhiệm\s+vụ|giải\s+pháp)|nhấn\s+mạnh)(?:\s+(?:và|,)\s+chỉ\s+đạo|\s+như\s+sau|\s+(?:một\s+số|các)\s+(?:nội\s+dung|nhiệm\s+vụ|việc|vấn\s+đề|yêu\s+cầu)[^:.]{0,40}|\s+sau(?:\s+đây)?)?\s*:$",
    re.IGNORECASE,
)
_OF_TASKS = re.compile(
    r"^(?:[IVX]{1,5}[.)]|\d{1,2}[.)]|[A-Z][.)])?\s*(?:VỀ\s+)?(?:CÁC|MỘT\s+SỐ|NHỮNG)?\s*(?:NHIỆM\s+VỤ|YÊU\s+CẦU|GIAO\s+NHIỆM)",
    re.IGNORECASE,
)
_SECTION = re.compile(rf"^(?:[IVX]{{1,5}}[.)]\s|{UPPER}{{2}}(?:[^\W\d_]|[\s,.;–-])*$)")
_ENDS_LIST = re.compile(r"^(?:nơi\s+nhận|tổ\s+chức\s+thực\s+hiện\b|văn\s+phòng\b[^:]{0,80}thông\s+báo)", re.IGNORECASE)
_OWNED = re.compile(
    rf"(?:{BULLET}|[IVX]{{1,5}}[.)]\s*)?(?:trách\s+nhiệm|nhiệm\s+vụ)\s+(?:\w+\s+){{0,2}}của\s+", re.IGNORECASE
)
# A decision that a page reports: what follows "Theo đó" is what it charges.
_ISSUES = re.compile(
    r"\b(?:ký|ban\s+hành|ra|có|gửi)\s+(?:\w+\s+){0,3}?(?:quyết\s+định|công\s+điện|chỉ\s+thị|công\s+văn|văn\s+bản|kế\s+hoạch|thông\s+báo|kết\s+luận)\b",
    re.IGNORECASE,
)
_ONLY_NAMES = re.compile(r"(?:\s+là\s[^:;.,]{2,40}?)?\s*(?:\([^()]*\))?\s*[:.]?\s*")
_LINE = 90
_LONG_LINE = 160
_ASKED = re.compile(r"\bkiến\s+nghị\b", re.IGNORECASE)
_TO_WHOM = re.compile(r"(?:cho|với)\s+")


@dataclass(frozen=True)
class Before:
    """What the sentences before leave: whom they charged, whether a list of charges is open, and whose.

    `decided`: the page reports a decision, whose words follow "Theo đó". `headed`: headings say whose entries follow, so
    that a sentence that charges nobody ends no list. `named`: a list of decisions, in which only an entry that names
    somebody charges.
    """

    last: Charge | None = None
    listing: bool = False
    owner: Fact | None = None
    decided: bool = False
    headed: bool = False
    named: bool = False


def after(page: Page, sentence: Stretch, before: Before, here: list[Charge]) -> Before:
    """What is left behind a sentence: a list may be opened, headed by somebody, gone on with, or closed by prose."""
    before = replace(before, decided=before.decided or bool(_ISSUES.search(sentence.text)))
    begun = _begun(page, sentence, before) if not here else None
    if begun is not None:
        return begun
    is_entry = before.headed or bool(here or re.match(BULLET, sentence.text) or not page.begins_line(sentence))
    if before.listing and is_entry and not _ENDS_LIST.match(sentence.text):
        return replace(before, last=here[-1] if here else before.last)
    return Before(here[-1] if here else None, decided=before.decided)


def _begun(page: Page, sentence: Stretch, before: Before) -> Before | None:
    """What a sentence that charges nobody begins: a list of tasks, a part of one, or nothing (None)."""
    decided = before.decided
    if _OF_TASKS.match(sentence.text) and len(sentence.text) < _LONG_LINE:
        return Before(listing=True, decided=decided)
    if _SECTION.match(sentence.text):
        return Before(listing=before.listing and bool(_ASKED.search(sentence.text)), decided=decided)
    if owner := heads(page, sentence, before):
        return replace(before, last=None, owner=owner, headed=True)
    if _is_heading(page, sentence):
        return before
    return _opened(page, sentence, before) if sentence.text.endswith(":") else None


def _opened(page: Page, sentence: Stretch, before: Before) -> Before | None:
    """The list that a sentence with a colon at its end opens."""
    verbs = [*VERB.finditer(page.text, sentence.start, sentence.end)]
    if verbs and not NO_CHARGE.search(page.text[sentence.start : verbs[-1].start()]):
        return Before(listing=True, owner=_owner(page, verbs[-1].end(), sentence.end), decided=before.decided)
    if concludes := _CONCLUDES.search(sentence.text):
        return Before(listing=True, decided=before.decided, named=concludes["tasks"] is None)
    return before if before.listing else None


def _is_heading(page: Page, sentence: Stretch) -> bool:
    """A short line without a stop stands over the next paragraph and ends nothing."""
    return len(sentence.text) < _LINE and sentence.text[-1].isalnum() and page.begins_line(sentence)


def heads(page: Page, sentence: Stretch, before: Before) -> Fact | None:
    """A line of a list that only names whose entries follow: "2. Sở Tài chính", "1. Trách nhiệm của các đơn vị"."""
    if not before.listing:
        return None
    owned = _OWNED.match(page.text, sentence.start, sentence.end)
    start = owned.end() if owned else skip(CARRIED, page.text, sentence.start, sentence.end)
    actor = actor_at(page.text, start, sentence.end)
    return page.fact(start, actor.end) if actor and _ONLY_NAMES.fullmatch(page.text, actor.end, sentence.end) else None


def _owner(page: Page, start: int, end: int) -> Fact | None:
    """Whose list it is, when "yêu cầu A [thực hiện một số nhiệm vụ sau]:" opens it."""
    start = skip(CARRIED, page.text, start, end)
    start = skip(_TO_WHOM, page.text, start, end)
    actor = actor_at(page.text, start, end)
    return page.fact(start, actor.end) if actor else None
