"""Charges: what the meeting, its chair or its decision lays on somebody, sentence by sentence and list by list."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from nghitrinh.reading.charge import HEAD, TASK_FIRST, charge_at, finished, is_reported, must_at, nobody_at, skip
from nghitrinh.reading.due import are_different, due_alone, due_in, due_sentence
from nghitrinh.reading.facts import Charge, Fact
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import CHARGE_VERBS, any_of
from nghitrinh.vietnamese import fold

_VERB = re.compile(
    rf"(?<!\w)(?P<verb>{any_of(CHARGE_VERBS)})(?!\w)(?!\s+(?-i:ban)\b(?!\s+(?:quản|chỉ|tổ|cán|chấp|giám|thường)))",
    re.IGNORECASE,
)
_NO_CHARGE = re.compile(
    r"(?:\b(?:được|bị|trong|việc|về|theo|những|đáp\s+ứng|sự|nhiệm\s+vụ|như|với|mong\s+muốn|để|sẽ|khi|có|không|tờ\s+trình|kiến\s+nghị|bàn|phân"
    r"|công\s+tác|vai\s+trò|ban|văn\s+bản|chuyển|thuê|đấu\s+giá|tổ|lãnh\s+đạo,?|tiếp\s+tục|tăng\s+cường|tập\s+trung|nâng\s+cao|ý\s+kiến)|lãnh\s+đạo,)\s+$",
    re.IGNORECASE,
)
# Requests of those who may only ask: delegates, voters, citizens, the scrutiny reports of committees.
_ASKS = re.compile(
    r"\b(?:đại\s+biểu|cử\s+tri|người\s+dân|công\s+dân|nhân\s+dân|hộ\s+dân|thẩm\s+tra|kiến\s+nghị|doanh\s+nghiệp|(?<!cho\s)(?<!thu\s)ý\s+kiến)\b",
    re.IGNORECASE,
)
_ASKING = re.compile(
    r"\b(?:cử\s+tri|người\s+dân|công\s+dân|hộ\s+dân|bà\s+con|(?<!Phó\s)đại\s+biểu|thành\s+viên|chủ\s+đầu\s+tư|doanh\s+nghiệp|nhà\s+thầu)(?:\s+[\w/]+){0,5}\s+$",
    re.IGNORECASE,
)
_SPEAKER = re.compile(
    r"\b(?:kết\s+luận|chủ\s+tịch|bí\s+thư|chủ\s+trì|ban\s+thường\s+vụ|hội\s+nghị|phó\s+chủ\s+tịch|thủ\s+tướng|chủ\s+tọa|trưởng\s+ban)\b",
    re.IGNORECASE,
)
# A leader stresses what others must: only a word of duty makes it a charge.
_STRESSES = re.compile(
    r"\b(?:nhấn\s+mạnh|chỉ\s+rõ|cho\s+rằng|nêu\s+rõ|kết\s+luận|phát\s+biểu[^,:.;]{0,60})\s*[:,]?\s*(?:rằng\s+)?(?:(?:trong\s+)?thời\s+gian\s+tới,?\s*)?",
    re.IGNORECASE,
)
_WITHOUT_NAME = re.compile(r"^(?:yêu\s+cầu|đề\s+nghị|lưu\s+ý)$", re.IGNORECASE)
_CHARGES_AGAIN = r"(?:thống\s+nhất\s+giao|giao|yêu\s+cầu|đề\s+nghị)"
_CUT = re.compile(
    rf";|,?\s*(?:(?<=[,;] )|\b)đồng\s+thời\b,?|,\s+(?:và\s+)?(?={_CHARGES_AGAIN}\s+(?:cho\s+)?{HEAD.pattern})",
    re.IGNORECASE,
)
_AGAIN = re.compile(rf"\s*(?:và\s+)?{_CHARGES_AGAIN}\s", re.IGNORECASE)
_CARRIED = re.compile(
    r"\s*(?:[-–+•*]\s*|\(?\d{1,2}[.)]\s*|[a-zđ]\)\s*|(?:một|hai|ba|bốn|năm|sáu|bảy|tám)\s+là,?\s+|thứ\s+(?:nhất|hai|ba|tư|năm|sáu|bảy|tám),\s+|trong\s+đó,?\s+|bên\s+cạnh\s+đó,?\s+|ngoài\s+ra,?\s+|cùng\s+với\s+đó,?\s+|trước\s+mắt,?\s+"
    r"|(?:và|đồng\s+thời|cũng)\s+)*",
    re.IGNORECASE,
)
_BULLET = re.compile(r"\s*(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ]\))\s*", re.IGNORECASE)
# "Về thu ngân sách: Chi cục Thuế …": the item of a list's entry stands before those charged.
_TOPIC = re.compile(r"(?:(?:về|đối\s+với)\s[^:.;]{3,150}|[^:.;,]{3,60}):\s+(?=\S)", re.IGNORECASE)
_CIRCUMSTANCE = re.compile(
    rf"(?:đối\s+với|về|trên\s+cơ\s+sở|để|khi|sau(?!\s+khi\s+nghe)|căn\s+cứ|riêng|trong)\s[^.;:]{{3,240}}?,\s+(?={HEAD.pattern})",
    re.IGNORECASE,
)
_REPORTED = re.compile(r"\b(?:cho\s+(?:biết|hay)|khẳng\s+định|bày\s+tỏ|chia\s+sẻ|trình\s+bày)\b", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\b(?:kết\s+luận|chỉ\s+đạo)(?:\s+(?:và|,)\s+chỉ\s+đạo|\s+như\s+sau|\s+một\s+số\s+nội\s+dung(?:\s+(?:như\s+)?sau)?)?\s*:$",
    re.IGNORECASE,
)
_LEADER = re.compile(
    r"\b(?:chủ\s+tịch|bí\s+thư|thủ\s+tướng|bộ\s+trưởng|giám\s+đốc|trưởng\s+ban|chủ\s+trì)\b", re.IGNORECASE
)
_NUMBERED = re.compile(r"\(?\d{1,2}[.)]\s")
_DECIDED = re.compile(
    r"\s*(?:chưa|không|đồng\s+ý|thống\s+nhất|nhất\s+trí|cơ\s+bản|tuy\s+nhiên|nhưng|trong\s+đó|nhất\s+là)\b",
    re.IGNORECASE,
)
_EXAMPLES = re.compile(r"\bnhư\s*:", re.IGNORECASE)
_QUOTED = re.compile(r"[\"“][^\"”]*[\"”]?")


@dataclass(frozen=True)
class _Before:
    """What the sentence before leaves: whom it charged, whether a list of charges is open, and whose.

    `named`: a list of decisions, in which only an entry that names somebody charges.
    """

    last: Charge | None = None
    listing: bool = False
    owner: Fact | None = None
    named: bool = False


def charges(page: Page, sentences: list[Stretch]) -> list[Charge]:
    """All charges of a page, in order; a sentence that only goes on takes over who was charged before it."""
    found: list[Charge] = []
    before = _Before()
    for sentence in sentences:
        due = due_sentence(page, sentence)
        if due and found:
            found[-1] = _with_due(found[-1], due)
            continue
        here = [_with_earlier_due(charge, found) for charge in _of_sentence(page, sentence, before)]
        found = [known for known in found if not any(_is_same_charge(charge, known) for charge in here)] + here
        before = _after(page, sentence, before, here)
    return found


def _with_due(charge: Charge, due: Fact) -> Charge:
    """A due date given later is the charge's own, or contradicts the one it has."""
    return replace(charge, due_again=due) if charge.due and are_different(charge.due, due) else replace(charge, due=due)


def _with_earlier_due(charge: Charge, found: list[Charge]) -> Charge:
    """A charge that was given before keeps its earlier due date, when the two differ."""
    for known in found:
        if known.due and charge.due and _is_same_charge(charge, known) and are_different(known.due, charge.due):
            return replace(charge, due=known.due, due_again=charge.due)
    return charge


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
    last = here[-1] if here else None
    if sentence.text.endswith(":") and not here:
        verbs = [
            verb
            for verb in _VERB.finditer(page.text, sentence.start, sentence.end)
            if _charges(page.text, sentence, verb)
        ]
        if verbs:
            return _Before(None, listing=True, owner=_owner(page, verbs[-1].end(), sentence.end))
        if _CONCLUDES.search(sentence.text) and _LEADER.search(sentence.text):
            return _Before(None, listing=True, named=True)
        if before.listing:
            return replace(before, last=None, owner=_owner(page, sentence.start, sentence.end))
    entry = before.listing and bool(here or _BULLET.match(sentence.text) or not page.begins_line(sentence))
    return _Before(last, listing=entry, owner=before.owner if entry else None, named=entry and before.named)


def _owner(page: Page, start: int, end: int) -> Fact | None:
    """Whose list it is, when 'A:' opens it."""
    start = skip(_CARRIED, page.text, start, end)
    named = HEAD.match(page.text, start, end)
    words = page.text[start:end].rstrip(" :")
    return page.fact(start, start + len(words)) if named and len(words) < 160 else None


def _of_sentence(page: Page, sentence: Stretch, before: _Before) -> Iterator[Charge]:
    at, last = sentence.start, before.last
    for verb in _VERB.finditer(page.text, sentence.start, sentence.end):
        if verb.start() < at or not _charges(page.text, sentence, verb):
            continue
        for charge in _clauses(page, _after_verb(page, sentence, verb), verb.end(), sentence.end):
            at = max(sentence.start + 1, page.here(charge.task)[1])
            last = charge
            yield charge
    if at == sentence.start:
        yield from _without_verb(page, sentence, before, last)


def _charges(text: str, sentence: Stretch, verb: re.Match[str]) -> bool:
    before = text[sentence.start : verb.start()]
    if _NO_CHARGE.search(before) or before.count('"') % 2 or before.count("“") > before.count("”"):
        return False
    subject = before[-160:]
    if _ASKING.search(subject):
        return False
    return not _ASKS.search(subject) or bool(_SPEAKER.search(subject))


def _after_verb(page: Page, sentence: Stretch, verb: re.Match[str]) -> Charge | None:
    """The task given to nobody, when the verb's subject may charge at all and it names nobody."""
    before = page.text[sentence.start : verb.start()]
    speaks = not _BULLET.sub("", before).strip() or _SPEAKER.search(before[-200:])
    first = next(_cuts(page.text, verb.end(), sentence.end))
    return nobody_at(page, *first) if speaks and _WITHOUT_NAME.match(verb["verb"]) else None


def _clauses(page: Page, unnamed: Charge | None, start: int, end: int) -> Iterator[Charge]:
    """The charge that begins after the verb, and those that follow it behind ';' or 'đồng thời'."""
    last: Charge | None = None
    for first, stop in _cuts(page.text, start, end):
        if last is not None and _AGAIN.match(page.text, first, stop):
            return
        charge = charge_at(page, first, stop, strong=last is None) or (unnamed if last is None else None)
        if charge is None and last is not None:
            charge = _carried(page, first, stop, last) or _further(page, first, stop, last)
        if charge is None:
            return
        last = charge
        yield charge


def _cuts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The clauses of a charge; one that says only by when, or an example ("như: A; B"), stays with the clause before it."""
    for cut in _CUT.finditer(text, start, end):
        if not (due_alone(text, cut.end(), end) or _EXAMPLES.search(text, start, cut.start())):
            yield start, cut.start()
            start = cut.end()
    yield start, end


def _without_verb(page: Page, sentence: Stretch, before: _Before, last: Charge | None) -> Iterator[Charge]:
    """What a sentence charges by going on: an entry of a list, a further body, a further task, 'A cần X'."""
    start = skip(_CARRIED, page.text, sentence.start, sentence.end)
    if _QUOTED.match(page.text, start) or _REPORTED.search(page.text, start, min(sentence.end, start + 160)):
        return
    if before.listing:
        yield from _entry(page, _behind_topic(page, start, sentence.end), sentence.end, before)
        return
    stressed = list(_stressed(page, sentence))
    if stressed or last is None or _NUMBERED.match(sentence.text):
        yield from stressed
    else:
        yield from _going_on(page, _behind_topic(page, start, sentence.end), sentence.end, last)


def _behind_topic(page: Page, start: int, end: int) -> int:
    """Where those charged stand behind the item ('Về thu ngân sách: Chi cục Thuế …', 'Đối với 5 dự án, Sở …')."""
    found = _TOPIC.match(page.text, start, end)
    if found:
        return found.end()
    circumstance = _CIRCUMSTANCE.match(page.text, start, end)
    return circumstance.end() if circumstance else start


def _entry(page: Page, start: int, end: int, before: _Before) -> Iterator[Charge]:
    for begin, stop in _cuts(page.text, start, end):
        first = skip(_CARRIED, page.text, begin, stop)
        charge = None if is_reported(page, first, stop) else charge_at(page, first, stop, strong=False)
        if charge is None and before.named and before.last is None:
            return
        if charge is None:
            owner = before.last or Charge(page.fact(start, end), before.owner)
            charge = _carried(
                page,
                first,
                stop,
                owner if begin > start or before.owner is None else replace(owner, responsible=before.owner),
            )
        if charge is None:
            return
        before = replace(before, last=charge)
        yield charge


def _going_on(page: Page, start: int, end: int, last: Charge) -> Iterator[Charge]:
    for begin, stop in _cuts(page.text, start, end):
        first = skip(_CARRIED, page.text, begin, stop)
        charge = must_at(page, first, stop)
        if charge is None and not is_reported(page, first, stop):
            charge = charge_at(page, first, stop, strong=False)
        charge = charge or _carried(page, first, stop, last)
        if charge is None:
            return
        last = charge
        yield charge


def _stressed(page: Page, sentence: Stretch) -> Iterator[Charge]:
    for found in _STRESSES.finditer(page.text, sentence.start, sentence.end):
        if _SPEAKER.search(page.text, sentence.start, found.start() + 1):
            first = next(_cuts(page.text, found.end(), sentence.end))
            charge = must_at(page, *first)
            if charge is not None:
                yield charge
                yield from _going_on(page, first[1] + 1, sentence.end, charge)
                return


def _further(page: Page, start: int, end: int, last: Charge) -> Charge | None:
    """Behind a semicolon of a charge whatever is in small letters is a further task, be its verb known or not."""
    start = skip(_CARRIED, page.text, start, end)
    if (
        not page.text[start:end].strip()[:1].islower()
        or _DECIDED.match(page.text, start, end)
        or len(page.text[start:end].split()) < 4
    ):
        return None
    return finished(page, Charge(page.fact(start, end), last.responsible, last.through), start, end)


def _carried(page: Page, start: int, end: int, last: Charge) -> Charge | None:
    start = skip(_CARRIED, page.text, start, end)
    while start < end and (page.text[start].isspace() or page.text[start] == ";"):
        start += 1
    due, start = due_in(page, start, end)
    if not TASK_FIRST.match(page.text, start, end):
        return None
    fresh = Charge(page.fact(start, end), last.responsible, last.through, due=due or last.due)
    return finished(page, fresh, start, end)
