"""Items: what the meeting heard, considered, discussed or voted, one entry an item, without the introducing words."""

import re
from collections.abc import Iterator

from nghitrinh.reading.facts import Charge, Fact, Item
from nghitrinh.reading.item_names import OPENS, VEHICLE, listed, trimmed
from nghitrinh.reading.outcomes import outcomes_of
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.speakers import Speakers
from nghitrinh.reading.tables import SESSIONS, any_of
from nghitrinh.vietnamese import fold

Span = tuple[int, int]
_PASSIVE = re.compile(
    r"^(?:các\s+)?(?:tờ\s+trình|báo\s+cáo|dự\s+thảo(?:\s+nghị\s+quyết)?)\b[^;:.]{0,120}?\s+về(?:\s+việc)?\s+(?P<item>[^;.]{8,300}?)"
    r"\s+(?:đã\s+)?(?:chưa|không)?\s*được\s",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"(?:thông\s+báo\s+kết\s+luận\s+(?:của\s+[^;:.]*?(?:\.\s?HCM)?\s+)?(?:tại|về)|kết\s+luận\s+của\s+[^;:.]{5,160}?\s+về(?:\s+việc)?)\s+(?P<item>[^;.]{8,300})",
    re.IGNORECASE,
)
# What a session was held for, or on what: weaker than what it is said to have heard or decided.
_PURPOSE = re.compile(
    rf"\b(?:{any_of(SESSIONS)}|họp)\b[^.;:]{{0,200}}?\b(?:để|nhằm)\s+(?P<item>(?:đưa\s+ra|đề\s+ra|tìm|đánh\s+giá|sơ\s+kết|tổng\s+kết|bàn|triển\s+khai|kiểm\s+điểm|rà\s+soát|thẩm\s+tra|nghe"
    r"|xem\s+xét|cho\s+ý\s+kiến|thảo\s+luận|quyết\s+định|giải\s+quyết|tháo\s+gỡ|chuẩn\s+bị)\b[^.;]{8,300})",
    re.IGNORECASE,
)
_ON = re.compile(
    rf"\b(?:{any_of(SESSIONS)}|họp|làm\s+việc|giám\s+sát(?=\s+(?:việc|công\s+tác|tình\s+hình)\s))\b(?:(?<=giám\ssát)|[^.;:]{{0,160}}?\s(?:về(?:\s+việc)?|(?<!địa\s)bàn(?:\s+về)?(?!\s+(?:bạc|giao)))|(?:[^.;:,]|,\s+(?:khóa|khoá|nhiệm\s+kỳ|lần)){{0,60}}?,?(?=\s(?:đánh\s+giá|duyệt|tổng\s+kết|sơ\s+kết|triển\s+khai|rà\s+soát|xét|thẩm\s+định)\s))"
    r"\s+(?P<item>(?!(?:dự(?!\s+(?:thảo|án|toán))|tham\s+dự|ở|phía)\b)[^.;]{12,260})",
    re.IGNORECASE,
)
_AIMED = re.compile(
    r"\s*(?:đưa\s+ra|đề\s+ra|tìm|duyệt|đánh\s+giá|bàn(?:\s+về)?|kiểm\s+điểm|rà\s+soát|xét|thẩm\s+định|tổng\s+kết|nghe(?:\s+báo\s+cáo)?|xem\s+xét|cho\s+ý\s+kiến|thảo\s+luận|quyết\s+định|về|việc)[\s,]+(?:(?:về|vào|đối\s+với)\s+)?",
    re.IGNORECASE,
)
_PART = re.compile(
    r"(?:,|\s+và)\s+(?=(?:triển\s+khai|bàn|đề\s+ra|phương\s+hướng|nhiệm\s+vụ|cho\s+ý\s+kiến|thảo\s+luận|thông\s+qua)\s)|;",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\b(?:{any_of(SESSIONS)}|đại\s+biểu|(?:ban\s+)?thường\s+vụ|(?:tỉnh|thành|huyện|thị)\s+ủy|HĐND|UBND|thường\s+trực|ban\s+chấp\s+hành|họp|hội\s+đồng|ủy\s+ban"
    r"|sau\s+khi|trong\s+đó|tiếp\s+đó|chủ\s+tọa|quốc\s+hội|trường\s+hợp|chính\s+phủ|ban\s+chỉ\s+đạo|ban\s+(?:pháp|kinh|văn|dân)\w*|cũng\s+tại|làm\s+việc|thay\s+mặt|lãnh\s+đạo|đại\s+diện|sở)\b",
    re.IGNORECASE,
)
# "Đối với X, hội nghị nhất trí với Y": the item is X, named before; Y is what came of it.
_ABOUT = re.compile(r"^\s*(?:[-–+*]\s*)?(?:đối\s+với|về)\s[^.;]*,\s", re.IGNORECASE)
_TOPIC = re.compile(
    r"^\s*(?:[-–+*]\s*|\d{1,2}[.)]\s*)?(?:đối\s+với|về(?:\s+việc)?)\s+(?P<item>[^.;:]{8,200}?)(?:(?P<colon>:)\s|,\s)",
    re.IGNORECASE,
)
# A topic that is itself what was submitted to the meeting.
_PROPOSED = re.compile(r"(?:đề\s+xuất|đề\s+nghị|kiến\s+nghị|tờ\s+trình|đề\s+án|dự\s+thảo|phương\s+án)\s", re.IGNORECASE)
# "Một trong những nội dung thảo luận là X", "với hai nội dung chính là X và Y".
_CONTENT = re.compile(
    r"\b(?:nội\s+dung|vấn\s+đề)(?:\s+(?!là\b|gồm\b)[^\W\d]\w*){0,12}?,?\s+(?:đáng\s+chú\s+ý\s+)?(?:là|gồm|:)\s+(?P<item>[^.]{12,300})",
    re.IGNORECASE,
)
_NUMBERED_TOPIC = re.compile(
    r"^(?:\d{1,2}[.)]|[a-zđ]\)|[-–+])\s+Về\s+(?P<item>(?:việc|kiến\s+nghị|đề\s+nghị|đề\s+xuất)\s.{12,400}?):?$"
)
# Who wishes or asks that something be heard does not hear it.
_BY_LEADER = re.compile(r"\b(?:yêu\s+cầu|đề\s+nghị|mong|kiến\s+nghị|giao|cho\s+rằng)\s[^.;]*$", re.IGNORECASE)
# What somebody says who reports or asks is no item, unless it tells what the session hears.
_REPORTS = re.compile(
    r"^\W*(?:\w+\s+){0,3}?theo\s+(?:ông|bà|đại|đồng)|\b(?:cho\s+(?:biết|rằng|hay)|nói|lo\s+ngại|phản\s+ánh|chia\s+sẻ)\b",
    re.IGNORECASE,
)
_BACKGROUND = re.compile(r"(?:trước\s+đó|trước\s+đây|sau\s+đó)\b", re.IGNORECASE)
_AT_COMING = re.compile(
    r"\b(?:kỳ\s+họp|phiên\s+họp|hội\s+nghị|cuộc\s+họp)\s+(?:\w+\s+){0,3}?(?:sắp\s+tới|tới\s+đây|tới|sau)\b",
    re.IGNORECASE,
)
_COMING = re.compile(r"\b(?:dự\s+kiến|sẽ)\b", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:cần|phải|không|chưa|trước\s+đó|thông\s+qua\s+theo|dự\s+thảo|xin|trình)(?:\s+\w+)?\s+$",
    re.IGNORECASE,
)
_BULLET = re.compile(r"(?:[-–+•*]|\(?\d{1,2}[.)]|[a-zđ]\))\s*", re.IGNORECASE)
_ENTRY = re.compile(rf"(?:{VEHICLE})\s", re.IGNORECASE)
# A sentence that introduces a list of items, not of charges.
_INTRODUCES = re.compile(
    r"\b(?:nội\s+dung|nghị\s+quyết|tờ\s+trình|báo\s+cáo|dự\s+thảo|vấn\s+đề|như\s+sau|sau\s+đây|gồm|trong\s+đó\s+có)\b[^.;]{0,40}:$"
    r"|\b(?:đã\s+)?(?:biểu\s+quyết\s+thông\s+qua|thông\s+qua|thảo\s+luận|xem\s+xét|cho\s+ý\s+kiến|bàn|nghe)(?:\s+(?:về|vào|đối\s+với))?\s*:$",
    re.IGNORECASE,
)
_ACTS = re.compile(r"(?:bầu|miễn\s+nhiệm|bãi\s+nhiệm|cho\s+thôi|xác\s+nhận|phê\s+chuẩn)\b", re.IGNORECASE)
_IN_TITLE = re.compile(r"\bvề\s|(?=\b(?:phương\s+hướng|đánh\s+giá|tổng\s+kết|sơ\s+kết|triển\s+khai)\b)", re.IGNORECASE)
_CONCLUDES = re.compile(
    r"\b(?:kết\s+luận|chỉ\s+đạo|yêu\s+cầu|đề\s+nghị|nhiệm\s+vụ)(?:\s+(?:như\s+)?sau(?:\s+đây)?)?\s*:$", re.IGNORECASE
)
_SENTENCES_READ = 6
_NEAR = 300


def items(
    page: Page, title: Stretch | None, sentences: list[Stretch], charges: list[Charge], speakers: Speakers
) -> list[Item]:
    """The items of a meeting, each once, with what came of it; from the title when the text names none.

    `charges` are all clauses that charge, also those said twice: what charges is no item.
    """
    taken = [_place(page, charge) for charge in charges]
    spans: list[Span] = []
    spoken = [
        sentence
        for sentence, own in zip(sentences, speakers.own, strict=True)
        if not _BACKGROUND.match(sentence.text) and (own is not False or not _REPORTS.search(sentence.text))
    ]
    for sentence, entry in _with_lists(page, spoken):
        found = _entries(page.text, sentence, taken) if entry else _of_sentence(page.text, sentence, taken)
        spans += [span for span in found if _is_new(page.text, spans, span)]
    for span in _weaker(page.text, spoken):
        in_charge = any(start <= span[0] < end for start, end in taken)
        spans += [span] if not in_charge and _is_new(page.text, spans, span) else []
    if not spans and title is not None:
        spans = list(_of_title(page.text, title))
    spans.sort()
    return [_item(page, *each) for each in zip(spans, outcomes_of(page, spans, sentences), strict=True)]


def _place(page: Page, charge: Charge) -> Span:
    """Where a charge stands, from the first one it names."""
    named = (charge.through, charge.responsible, charge.task)
    task = page.here(charge.task)
    starts = [page.here(fact)[0] for fact in named if fact]
    return min((start for start in starts if task[0] - start < _NEAR), default=task[0]), task[1]


def _item(page: Page, span: Span, outcome: Fact | None) -> Item:
    fact = page.fact(*span)
    return Item(fact.value, fact.text, fact.start, fact.end, outcome)


def _is_new(text: str, spans: list[Span], span: Span) -> bool:
    """In another sentence most words of the shorter name standing in the longer make one item; in one list none does."""
    words, done = _words(text, span), _done(text, span)
    return all(
        done != _done(text, other) or len(words & known) < 0.75 * min(len(words), len(known))
        for other, known in ((other, _words(text, other)) for other in spans)
    )


def _done(text: str, span: Span) -> str:
    """What is done to persons or accounts tells items apart that share all other words: bầu, miễn nhiệm."""
    found = _ACTS.match(text, *span)
    return found[0].lower() if found else ""


def _words(text: str, span: Span) -> set[str]:
    return set(re.findall(r"\w+", fold(text[span[0] : span[1]])))


def _with_lists(page: Page, sentences: list[Stretch]) -> Iterator[tuple[Stretch, bool]]:
    """Each sentence, and whether it is an entry of a list of items that a sentence before it opened."""
    listing = False
    for sentence in sentences:
        entry = listing and bool(_BULLET.match(sentence.text) or _ENTRY.match(sentence.text))
        yield sentence, entry
        opens = (
            sentence.text.endswith(":")
            and bool(_INTRODUCES.search(sentence.text))
            and not _CONCLUDES.search(sentence.text)
            and bool(OPENS.search(sentence.text) or _SUBJECT.search(sentence.text))
        )
        listing = entry or opens or (listing and not page.begins_line(sentence))


def _entries(text: str, sentence: Stretch, taken: list[Span]) -> Iterator[Span]:
    """An entry of a list of items; one that charges somebody is no item, but its head ("Về thu ngân sách: …") is."""
    topic = _TOPIC.match(sentence.text)
    if topic and topic["colon"]:
        yield from trimmed(text, sentence.start + topic.start("item"), sentence.start + topic.end("item"))
    elif not any(sentence.start <= start < sentence.end for start, _ in taken):
        yield from listed(text, sentence.start, sentence.end)


def _of_sentence(text: str, sentence: Stretch, taken: list[Span]) -> Iterator[Span]:
    for pattern in (_PASSIVE, _NOTICE, _NUMBERED_TOPIC):
        if found := pattern.search(sentence.text):
            yield from trimmed(text, sentence.start + found.start("item"), sentence.start + found.end("item"))
    content = _CONTENT.search(sentence.text)
    if content and _SUBJECT.search(sentence.text) and not _is_taken(sentence.start + content.start("item"), taken):
        yield from listed(text, sentence.start + content.start("item"), sentence.start + content.end("item"))
        return
    opening = _opening(text, sentence, taken)
    if opening is not None:
        yield from listed(text, opening, _before_charges(sentence, opening, taken))


def _is_taken(at: int, taken: list[Span]) -> bool:
    return any(start <= at < end for start, end in taken)


def _before_charges(sentence: Stretch, opening: int, taken: list[Span]) -> int:
    """A list of items ends where a charge begins in the same sentence."""
    return min((start for start, _ in taken if opening < start < sentence.end), default=sentence.end)


def _opening(text: str, sentence: Stretch, taken: list[Span]) -> int | None:
    for found in OPENS.finditer(text, sentence.start, sentence.end):
        before = text[sentence.start : found.start()]
        if _ABOUT.match(before):
            return None
        if _BY_LEADER.search(before) or _AT_COMING.search(before):
            continue
        if (
            not _is_taken(found.start(), taken)
            and not _FUTURE.search(before)
            and (not before.strip() or _SUBJECT.search(before))
        ):
            return found.end()
    return None


def _weaker(text: str, sentences: list[Stretch]) -> Iterator[Span]:
    """What the session was held for or on, where nothing stronger names the item."""
    for sentence in sentences[:_SENTENCES_READ]:
        found = _PURPOSE.search(sentence.text) or _ON.search(sentence.text)
        if found and not _COMING.search(sentence.text, 0, found.start("item")):
            yield from _aimed(text, sentence.start + found.start("item"), sentence.start + found.end("item"))
    for sentence in sentences:
        topic = _TOPIC.match(sentence.text)
        if topic and _PROPOSED.match(topic["item"]):
            yield from trimmed(text, sentence.start + topic.start("item"), sentence.start + topic.end("item"))


def _aimed(text: str, start: int, end: int) -> Iterator[Span]:
    for cut in [*(found.span() for found in _PART.finditer(text, start, end)), (end, end)]:
        while aim := _AIMED.match(text, start, cut[0]):
            start = aim.end()
        yield from trimmed(text, start, cut[0])
        start = cut[1]


def _of_title(text: str, title: Stretch) -> Iterator[Span]:
    opening = OPENS.search(text, title.start, title.end)
    if opening is None and _SUBJECT.search(title.text):
        opening = _IN_TITLE.search(text, title.start, title.end)
    if opening:
        yield from listed(text, opening.end(), title.end)
