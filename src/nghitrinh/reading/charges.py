"""Charges: what the meeting, its chair or its decision lays on somebody, clause by clause and list by list.

A clause charges by a verb of charging (yêu cầu, giao), by a word of duty said by one who may charge (cần, phải), or by going on
from a clause that charged: with a further task, a further body, an entry of a list. Whoever only asks or reports charges nobody.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nghitrinh.reading.actors import actor_at, task_behind
from nghitrinh.reading.charge import BULLET, charge_at, finished, nobody_at, passed_on, skip
from nghitrinh.reading.due import are_different, due_alone, due_in, due_sentence
from nghitrinh.reading.facts import Charge, Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.speakers import Speakers
from nghitrinh.reading.tables import CHARGE_VERBS, UPPER, any_of
from nghitrinh.reading.verbs import MODAL, TASK_FIRST, goes_on
from nghitrinh.vietnamese import fold

_VERB = re.compile(
    rf"(?<!\w)(?P<verb>{any_of(CHARGE_VERBS)})(?!\w)(?!\s+(?:của|về|như|được|thông|dịch|lưu|thừa|đất|dự\s+án\s|biện|việc\s|(?-i:ban)\b(?!\s+(?:quản|chỉ|tổ|cán|chấp|giám|thường))))",
    re.IGNORECASE,
)
_NO_CHARGE = re.compile(
    r"(?:\b(?:được|bị|trong|việc|về|theo|những|các|một\s+số|mọi|đáp\s+ứng|sự|nhiệm\s+vụ|như|với|mong\s+muốn|để|sẽ|khi|có|không|tờ\s+trình|kiến\s+nghị|bàn|phân|nhiều|đúng|của|ra|từ|nếu|chưa"
    r"|công\s+tác|vai\s+trò|ban|văn\s+bản|chuyển|thuê|đấu\s+giá|tổ|lãnh\s+đạo,?|tiếp\s+tục|tăng\s+cường|tập\s+trung|nâng\s+cao|ý\s+kiến|cần|phải|bàn|nhận|trách\s+nhiệm|thực\s+hiện|đang|số|vốn|đất|đã\s+bàn)|lãnh\s+đạo,)\s+$",
    re.IGNORECASE,
)
_SELDOM = re.compile(r"(?:chỉ\s+đạo|lưu\s+ý|nhắc\s+nhở|quán\s+triệt|phân\s+công)$", re.IGNORECASE)
_WITHOUT_NAME = re.compile(r"^(?:yêu\s+cầu|đề\s+nghị|lưu\s+ý|chỉ\s+đạo|giao\s+nhiệm\s+vụ)$", re.IGNORECASE)
_AGAIN = r"(?:thống\s+nhất\s+giao|giao|yêu\s+cầu|đề\s+nghị)"
_CUT = re.compile(
    rf";|,?\s*(?:(?<=[,;.] )|\b)đồng\s+thời\b,?|(?:,\s+(?:và\s+)?|\s+và\s+)(?={_AGAIN}\s+(?:cho\s+)?(?:các|UBND|Sở|Bộ|Công\s+an|Ủy\s+ban|Ban|đồng\s+chí|Đảng|Thanh\s+tra|chính\s+quyền|(?-i:{UPPER})))",
    re.IGNORECASE,
)
_CHARGES_AGAIN = re.compile(rf"\s*(?:và\s+)?{_AGAIN}\s", re.IGNORECASE)
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
# What is told, and no task: somebody did or does it already.
_REPORTED = re.compile(
    r"\b(?:cho\s+(?:biết|hay|rằng)|khẳng\s+định|bày\s+tỏ|chia\s+sẻ|trình\s+bày|đề\s+xuất\s+với|báo\s+cáo\s+tại)\b",
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
_DECIDED = re.compile(
    r"\s*(?:chưa|không|đồng\s+ý|thống\s+nhất|nhất\s+trí|cơ\s+bản|tuy\s+nhiên|nhưng|trong\s+đó|nhất\s+là)\b",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(r"\bnhư\s*:", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?$")
# A decision that a page reports: what follows "Theo đó" is what it charges.
_ISSUES = re.compile(
    r"\b(?:ký|ban\s+hành|ra|có|gửi)\s+(?:\w+\s+){0,3}?(?:quyết\s+định|công\s+điện|chỉ\s+thị|công\s+văn|văn\s+bản|kế\s+hoạch|thông\s+báo|kết\s+luận)\b",
    re.IGNORECASE,
)
_DUTY = re.compile(
    rf"(?<!\w)(?P<modal>{MODAL})(?!\w)\s+(?!(?:được|là|có\s+thể|thừa\s+nhận|nói|công\s+nhận|cảm\s+ơn)\b)", re.IGNORECASE
)
_NO_DUTY = re.compile(
    r"\b(?:buộc|đã|vẫn|mới|đang|thường|từng|bị|những|gì|không|chẳng|điều|việc|khi|nếu|muốn|để|bao\s+nhiêu|ai|lẽ\s+ra|đáng\s+lẽ|chưa|có|cảm\s+thấy|thấy|thật|rất|nhu\s+cầu)\s+$",
    re.IGNORECASE,
)
_CLAUSE = re.compile(r"[,;:–\"“”(]\s*|\s-\s|\b(?:rằng|nên|thì|là|mà|nhưng|và|song|nêu\s+rõ|nhấn\s+mạnh|cho\s+biết|chỉ\s+rõ|khẳng\s+định)\s", re.IGNORECASE)
_FILLER = re.compile(
    r"\s*(?:(?:do\s+đó|vì\s+vậy|ngoài\s+ra|chúng\s+ta|ta|chúng\s+tôi|tất\s+cả|mọi\s+người|nhất\s+định|trước\s+hết|trước\s+mắt|cũng|thì|đều|rất|càng|luôn|nên|vậy|như\s+vậy|bây\s+giờ|sắp\s+tới|thời\s+gian\s+tới|trong\s+thời\s+gian\s+tới"
    r"|dứt\s+khoát|đặc\s+biệt|đồng\s+thời|tới\s+đây|từ\s+nay(?:\s+[^,;.]{2,20})?|hiện\s+nay|cụ\s+thể|theo\s+đó)\s*,?\s*)*",
    re.IGNORECASE,
)
_SIDE = re.compile(r"(?:về\s+)?phía\s+", re.IGNORECASE)
_ADVERBS = re.compile(r"\s*(?:cũng|đều|vẫn|luôn|thì|sẽ|nhất\s+định|càng|còn|lại|,)*\s*", re.IGNORECASE)
_WHENCE = re.compile(r"(?:nên|vì\s+vậy|do\s+đó|do\s+vậy)\s*,?\s+", re.IGNORECASE)
_EAGER = re.compile(
    r"(?:khẩn\s+trương|tập\s+trung|chủ\s+động|kịp\s+thời|tiếp\s+tục|tăng\s+cường|nghiêm\s+túc|phối\s+hợp|rà\s+soát)\b",
    re.IGNORECASE,
)
# Who leads speaks in a sentence that goes on, and is not charged by it.
_SPEAKS = re.compile(
    r"(?:ông|bà|đồng\s+chí|(?:phó\s+)?thủ\s+tướng|(?:phó\s+)?bí\s+thư|(?:phó\s+)?chủ\s+tịch(?!\s+UBND\s+(?:các|cấp|quận|huyện|xã|phường))|đại\s+biểu|hội\s+nghị|HĐND)\b",
    re.IGNORECASE,
)
_ONLY_NAMES = re.compile(r"(?:\s+là\s[^:;.,]{2,40}?)?\s*(?:\([^()]*\))?\s*[:.]?\s*")
_SERVES = re.compile(
    r"(?:các\s+)?(?:bộ|sở|công\s+an|phòng|thanh\s+tra|chi\s+cục|cục|địa\s+phương|đơn\s+vị|huyện|quận|xã)\b",
    re.IGNORECASE,
)
# What was before the session, or goes on elsewhere.
_BACKGROUND = re.compile(r"(?:trước\s+đó|trước\s+đây|trong\s+khi\s+đó|liên\s+quan\s+(?:vụ|đến\s+vụ))\b", re.IGNORECASE)
_IS_CHARGED = re.compile(r"\s+(?:cũng\s+)?được\s+(?:giao\s+nhiệm\s+vụ|giao|yêu\s+cầu|phân\s+công)\s+", re.IGNORECASE)
_STRESSES = re.compile(
    r"\b(?:nhấn\s+mạnh|chỉ\s+rõ|nêu\s+rõ)\s*[:,]?\s*(?:rằng\s+)?(?:(?:trong\s+)?thời\s+gian\s+tới,?\s*)?", re.IGNORECASE
)
# Somebody speaks again: no entry of the list before.
_SPOKEN = re.compile(
    r"(?:phát\s+biểu|kết\s+thúc|bế\s+mạc|tại\s+(?:hội|cuộc|buổi|kỳ|phiên)|cũng\s+tại|thay\s+mặt)\b", re.IGNORECASE
)
_COMMA = re.compile(r"[,:]\s+")
_FAR = 300
_SHORT = 3


@dataclass(frozen=True)
class _Before:
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


@dataclass(frozen=True)
class Charges:
    """The charges of a page, each once, and every clause that charges, also what the lead or a later sentence repeats."""

    once: list[Charge]
    clauses: list[Charge]


def charges(page: Page, sentences: list[Stretch], speakers: Speakers, lead: Stretch | None = None) -> Charges:
    """All charges of a page, in order; what the lead says shortly and the text says again is given once."""
    found: list[Charge] = []
    clauses: list[Charge] = []
    before = _Before()
    for index, sentence in enumerate(sentences):
        due = due_sentence(page, sentence)
        if due and found:
            found[-1] = _with_due(found[-1], due)
            continue
        read = _Sentence(page, sentence, speakers, speakers.leads[index])
        here = list(read.charges(before))
        clauses += here
        found = _joined(page, found, here, lead)
        before = _after(page, sentence, before, here)
    return Charges(_without_lead(page, found, lead), clauses)


def _without_lead(page: Page, found: list[Charge], lead: Stretch | None) -> list[Charge]:
    """A lead sums up: where the text below it charges at length, what the lead charges is a repeat."""
    if lead is None:
        return found
    below = [charge for charge in found if page.here(charge.task)[0] >= lead.end]
    return below if len(below) >= 2 else found


def _with_due(charge: Charge, due: Fact) -> Charge:
    """A due date given later is the charge's own, or contradicts the one it has."""
    return replace(charge, due_again=due) if charge.due and are_different(charge.due, due) else replace(charge, due=due)


def _joined(page: Page, found: list[Charge], here: list[Charge], lead: Stretch | None) -> list[Charge]:
    """What was charged so far and here: the same charge once, where the text gives it first, not in the lead."""
    for charge in here:
        index = next((index for index, known in enumerate(found) if _is_same_charge(charge, known)), None)
        if index is None:
            found = [*found, charge]
            continue
        known = found[index]
        merged = _with_due(known, charge.due) if charge.due and known.due else known
        if lead is not None and page.here(known.task)[0] < lead.end:
            found = [
                *found[:index],
                *found[index + 1 :],
                replace(charge, due=merged.due or charge.due, due_again=merged.due_again),
            ]
        else:
            found = [*found[:index], replace(merged, due=merged.due or charge.due), *found[index + 1 :]]
    return found


def _is_same_charge(charge: Charge, known: Charge) -> bool:
    """The lead says what the text says again: the same task given to the same body is one charge."""
    words, said = (set(fold(str(each.task.value)).split()) for each in (charge, known))
    return (
        known.responsible is not None
        and charge.responsible is not None
        and fold(str(known.responsible.value)) == fold(str(charge.responsible.value))
        and len(words & said) >= 0.7 * max(len(words), len(said))
    )


def _after(page: Page, sentence: Stretch, before: _Before, here: list[Charge]) -> _Before:
    """A sentence that ends in a colon opens a list of charges, or names whose entries follow; prose closes it."""
    decided = before.decided or bool(_ISSUES.search(sentence.text))
    if not here and _OF_TASKS.match(sentence.text) and len(sentence.text) < 160:
        return _Before(None, listing=True, decided=decided)
    if _ENDS_LIST.match(sentence.text) or (_SECTION.match(sentence.text) and not here):
        return _Before(
            None, listing=before.listing and bool(re.search(r"\bkiến\s+nghị\b", sentence.text, re.I)), decided=decided
        )
    if not here and (owner := _heads(page, sentence, before)):
        return replace(before, last=None, owner=owner, decided=decided, headed=True)
    if sentence.text.endswith(":") and not here:
        verbs = [*_VERB.finditer(page.text, sentence.start, sentence.end)]
        if verbs and not _NO_CHARGE.search(page.text[sentence.start : verbs[-1].start()]):
            return _Before(None, listing=True, owner=_owner(page, verbs[-1].end(), sentence.end), decided=decided)
        if concludes := _CONCLUDES.search(sentence.text):
            return _Before(None, listing=True, decided=decided, named=concludes["tasks"] is None)
        if before.listing:
            return replace(before, decided=decided)
    is_entry = before.headed or bool(here or re.match(BULLET, sentence.text) or not page.begins_line(sentence))
    entry = before.listing and is_entry
    last = here[-1] if here else before.last if entry else None
    owner = before.owner if entry else None
    return _Before(last, entry, owner, decided, before.headed and entry, before.named and entry)


def _heads(page: Page, sentence: Stretch, before: _Before) -> Fact | None:
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
    start = skip(re.compile(r"cho\s+|với\s+"), page.text, start, end)
    actor = actor_at(page.text, start, end)
    return page.fact(start, actor.end) if actor else None


@dataclass(frozen=True)
class _Sentence:
    """One sentence and who speaks in it: `leads` is one who may charge, None when nobody is named."""

    page: Page
    sentence: Stretch
    speakers: Speakers
    leads: bool | None

    def charges(self, before: _Before) -> Iterator[Charge]:
        """What it charges: by verb, by a word of duty, or by going on from what was charged before."""
        text, sentence = self.page.text, self.sentence
        if _BACKGROUND.match(sentence.text):
            return
        at = sentence.start
        for verb in _VERB.finditer(text, sentence.start, sentence.end):
            if verb.start() < at or not self._may(verb, before):
                continue
            for charge in self._clauses(self._unnamed(verb), verb.end()):
                at = max(sentence.start + 1, self.page.here(charge.task)[1])
                yield charge
        if at == sentence.start:
            yield from self._without_verb(before)

    def _may(self, verb: re.Match[str], left: _Before) -> bool:
        before = self.page.text[self.sentence.start : verb.start()]
        if _SELDOM.match(verb["verb"]) and left.last and self._is_task(verb):
            return False
        if _NO_CHARGE.search(before) or before.count('"') % 2 or before.count("“") > before.count("”"):
            return False
        if _SELDOM.match(verb["verb"]) and before.rstrip().endswith(","):
            return False
        subject = self.speakers.subject(self.sentence.start, verb.start())
        if subject is None:
            subject = self.leads if before.strip() else True
        return subject is not False

    def _is_task(self, verb: re.Match[str]) -> bool:
        """Behind a charge "Bộ Y tế chỉ đạo …" and "Phân công …" are what the next one is to do."""
        first = skip(CARRIED, self.page.text, self.sentence.start, verb.start())
        actor = actor_at(self.page.text, first, verb.start()) if _SERVES.match(self.page.text, first) else None
        alone = first == verb.start() and not verb["verb"].lower().startswith("chỉ")
        return alone or (actor is not None and not self.page.text[actor.end : verb.start()].strip())

    def _unnamed(self, verb: re.Match[str]) -> Charge | None:
        """The task given to nobody who is named."""
        if self.page.text[self.sentence.start : verb.start()].rstrip().endswith(","):
            return None
        first = next(_cuts(self.page.text, verb.end(), self.sentence.end))
        return nobody_at(self.page, *first) if _WITHOUT_NAME.match(verb["verb"]) else None

    def _clauses(self, unnamed: Charge | None, start: int) -> Iterator[Charge]:
        """The charge that begins after the verb, and those that follow it behind ';' or 'đồng thời'."""
        last: Charge | None = None
        for first, stop in _cuts(self.page.text, start, self.sentence.end):
            if last is not None and _CHARGES_AGAIN.match(self.page.text, first, stop):
                return
            charge = charge_at(self.page, first, stop, strong=last is None) or (unnamed if last is None else None)
            if charge is None and last is not None:
                charge = _carried(self.page, first, stop, last) or _further(self.page, first, stop, last)
            if charge is None or not _is_task(charge):
                return
            last = charge
            yield charge

    def _without_verb(self, before: _Before) -> Iterator[Charge]:
        page, sentence = self.page, self.sentence
        start = skip(CARRIED, page.text, sentence.start, sentence.end)
        if sentence.text.endswith(":") or (_QUOTED.match(page.text[start : sentence.end]) and not self.leads):
            return
        if before.listing and _SPOKEN.match(sentence.text):
            return
        if before.listing:
            yield from () if _heads(page, sentence, before) else self._entry(start, before)
            return
        if self.leads is not False and (told := self._passive(start) or self._stressed()):
            yield told
            return
        follows = (before.last or (before.decided and _follows_decision(sentence))) and self.leads is not False
        if follows and goes_on(page.text, start, sentence.end):
            yield from self._going_on(start, before)
            return
        duties = list(self._duties(before)) if self.leads or before.decided or before.last else []
        yield from duties
        if follows and not duties:
            yield from self._going_on(start, before)

    def _passive(self, start: int) -> Charge | None:
        """'Sở Nội vụ được giao rà soát …'."""
        text, end = self.page.text, self.sentence.end
        actor = actor_at(text, self._behind_topic(start), end)
        verb = _IS_CHARGED.match(text, actor.end, end) if actor else None
        if actor is None or verb is None or not TASK_FIRST.match(text, verb.end(), end):
            return None
        stop = next(_cuts(text, verb.end(), end))[1]
        whole = Charge(self.page.fact(verb.end(), stop), self.page.fact(actor.start, actor.end))
        return finished(self.page, whole, verb.end(), stop)

    def _stressed(self) -> Charge | None:
        """'… nhấn mạnh các ngành tập trung …': who may charge names whom and what, with no verb of charging."""
        found = _STRESSES.search(self.page.text, self.sentence.start, self.sentence.end) if self.leads else None
        return (
            charge_at(self.page, *next(_cuts(self.page.text, found.end(), self.sentence.end)), strong=False)
            if found
            else None
        )

    def _entry(self, start: int, before: _Before) -> Iterator[Charge]:
        """An entry of a list of charges: whom it names, or those whose list it is."""
        page, end = self.page, self.sentence.end
        owner = (
            before.last
            if before.owner is None
            else replace(before.last or _nobody(page, start), responsible=before.owner)
        )
        start = self._behind_topic(start)
        for begin, stop in _cuts(page.text, start, end):
            first = self._behind_topic(skip(CARRIED, page.text, begin, stop))
            charge = charge_at(page, first, stop, strong=False)
            if charge is None and before.named and before.last is None:
                return
            charge = charge or _carried(page, first, stop, owner)
            if charge is None and begin > start and owner is not None:
                charge = _further(page, begin, stop, owner)
            if charge is None:
                return
            owner = charge
            yield charge

    def _behind_topic(self, start: int) -> int:
        """Where the words go on behind the topic ('Về thu ngân sách: …') or circumstance ('Trên cơ sở đó, …')."""
        if TASK_FIRST.match(self.page.text, start, self.sentence.end):
            return start
        text, end = self.page.text, self.sentence.end
        topic = _TOPIC.match(text, start, end)
        if topic is None and not _CIRCUMSTANCE.match(text, start, end):
            return start
        ends = (
            [topic.end()] if topic else [comma.end() for comma in _COMMA.finditer(text, start, min(end, start + _FAR))]
        )
        return next((at for at in ends if TASK_FIRST.match(text, at) or actor_at(text, at, end)), start)

    def _going_on(self, start: int, before: _Before) -> Iterator[Charge]:
        page, last = self.page, before.last
        start = self._behind_topic(start)
        if _REPORTED.search(page.text, start, min(self.sentence.end, start + 160)):
            return
        for begin, stop in _cuts(page.text, start, self.sentence.end):
            first = skip(CARRIED, page.text, begin, stop)
            if _SPOKEN.match(page.text, first, stop):
                return
            charge = None if _SPEAKS.match(page.text, first, stop) else charge_at(page, first, stop, strong=False)
            if charge is None and goes_on(page.text, first, stop):
                charge = _carried(page, first, stop, last)
            if charge is None:
                return
            last = charge
            yield charge

    def _duties(self, before: _Before) -> Iterator[Charge]:
        """'A cần X', 'phải X' in the words of one who may charge."""
        here: Charge | None = None
        for start, stop in _cuts(self.page.text, self.sentence.start, self.sentence.end):
            found = (self._duty(duty, stop, before) for duty in _DUTY.finditer(self.page.text, start, stop))
            charge = next((each for each in found if each is not None and _is_task(each)), None)
            if charge is None and here is not None:
                charge = _carried(self.page, start, stop, here)
            if charge is not None:
                here, before = charge, replace(before, last=charge)
                yield charge
        if here is None and self.leads:
            yield from self._eager()

    def _duty(self, found: re.Match[str], stop: int, before: _Before) -> Charge | None:
        page, text, start = self.page, self.page.text, self.sentence.start
        if _NO_DUTY.search(text, max(start, found.start() - 20), found.start()):
            return None
        clauses = [start, *(cut.end() for cut in _CLAUSE.finditer(text, start, found.start()))]
        for clause in clauses:
            first = skip(_SIDE, text, skip(CARRIED, text, clause, found.start()), found.start())
            actor = actor_at(text, first, found.start(), named=True)
            if actor and skip(_ADVERBS, text, actor.end, found.start()) == found.start():
                return finished(
                    page, Charge(page.fact(found.end(), stop), page.fact(first, actor.end)), found.end(), stop
                )
        behind = skip(_FILLER, text, clauses[-1], found.start())
        if behind < found.start():
            return None
        last = before.last
        return finished(
            page, Charge(page.fact(found.end(), stop), last.responsible if last else None), found.end(), stop
        )

    def _eager(self) -> Iterator[Charge]:
        """'…, nên UBND tỉnh khẩn trương X': no word of duty, but a body and how it is to act."""
        for whence in _WHENCE.finditer(self.page.text, self.sentence.start, self.sentence.end):
            actor = actor_at(self.page.text, whence.end(), self.sentence.end)
            task = task_behind(self.page.text, actor, self.sentence.end) if actor else None
            if actor and task is not None and _EAGER.match(self.page.text, task):
                stop = next(_cuts(self.page.text, task, self.sentence.end))[1]
                yield finished(
                    self.page, Charge(self.page.fact(task, stop), self.page.fact(actor.start, actor.end)), task, stop
                )


def _nobody(page: Page, at: int) -> Charge:
    return Charge(page.fact(at, at))


def _follows_decision(sentence: Stretch) -> bool:
    return bool(re.match(r"theo\s+đó\b|cụ\s+thể\b", sentence.text, re.IGNORECASE))


def _is_task(charge: Charge) -> bool:
    """A word or two without anybody named are a phrase that somebody used, no task."""
    return len(str(charge.task.value).split()) >= (_SHORT - 1 if charge.responsible else _SHORT)


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a charge; one that says only by when, or an example ("như: A; B"), stays with the clause before it."""
    for cut in _CUT.finditer(text, start, end):
        if not (due_alone(text, cut.end(), end) or _EXAMPLES.search(text, start, cut.start())):
            yield start, cut.start()
            start = cut.end()
    yield start, end


def _further(page: Page, start: int, end: int, last: Charge) -> Charge | None:
    """Behind a semicolon of a charge whatever is in small letters is a further task, be its verb known or not."""
    start = skip(CARRIED, page.text, start, end)
    if (
        not page.text[start:end].strip()[:1].islower()
        or _DECIDED.match(page.text, start, end)
        or len(page.text[start:end].split()) < 4
    ):
        return None
    return finished(page, Charge(page.fact(start, end), last.responsible, last.through), start, end)


def _carried(page: Page, start: int, end: int, last: Charge | None) -> Charge | None:
    start = skip(CARRIED, page.text, start, end)
    while start < end and (page.text[start].isspace() or page.text[start] == ";"):
        start += 1
    due, start = due_in(page, start, end)
    if not TASK_FIRST.match(page.text, start, end):
        return None
    whose = last or _nobody(page, start)
    if whose.responsible and (passed := passed_on(page, start, end)):
        charge = Charge(page.fact(passed[1], end), passed[0], whose.responsible, due=due or whose.due)
        return finished(page, charge, passed[1], end)
    fresh = Charge(page.fact(start, end), whose.responsible, whose.through, due=due or whose.due)
    return finished(page, fresh, start, end)
