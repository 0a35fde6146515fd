"""Matters: what the meeting heard, considered, discussed or voted, one entry a matter, without the introducing words."""

import re
from collections.abc import Iterator

from nghitrinh.reading.facts import Charge, Item
from nghitrinh.reading.outcomes import outcome_of
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import SESSIONS, SURNAMES, UPPER, any_of
from nghitrinh.vietnamese import fold

_VEHICLE = (
    r"(?:dự\s+thảo\s+(?:nghị\s+quyết|báo\s+cáo|tờ\s+trình)|báo\s+cáo(?:\s+(?:tổng\s+hợp|thẩm\s+tra|kết\s+quả(?=\s+thực\s+hiện)))?|tờ\s+trình"
    r"|nghị\s+quyết|văn\s+bản|dự\s+thảo|đề\s+nghị|các\s+nội\s+dung|nội\s+dung(?=\s*:)|thông\s+báo\s+kết\s+luận|kết\s+luận(?=\s+của))"
)
_MANY = r"(?:(?:các|những|một\s+số|toàn\s+bộ|\d+)\s+)?"
_OPENS = re.compile(
    r"""(?<!\w)(?:
      (?<!lắng\s)nghe(?:\s+(?:và\s+)?(?:cho\s+ý\s+kiến|thảo\s+luận)(?:\s+(?:về|vào|đối\s+với))?)?
        (?:\s+(?:lãnh\s+đạo|đại\s+diện|đồng\s+chí|ông|bà|các\s+đồng\s+chí|UBND|Ban|Sở|phòng)\b[^;:.]{0,160}?(?=\s(?:báo\s+cáo|trình\s+bày|thông\s+qua)\s))?
        (?:\s+(?:trình\s+bày|thông\s+qua))?
    | cho\s+ý\s+kiến\s+(?:về|vào|đối\s+với|lần\s+đầu|với)
    | (?:xem\s+xét|thảo\s+luận)(?:(?:,|\s+và|\s*,\s*và)?\s+(?:thảo\s+luận|cho\s+ý\s+kiến|quyết\s+định|thông\s+qua|quyết\s+nghị|phê\s+chuẩn
        |đánh\s+giá|nhất\s+trí|thống\s+nhất|biểu\s+quyết|đề\s+nghị))*(?:\s+(?:về|vào|đối\s+với))?
    | (?:biểu\s+quyết|nhất\s+trí|thống\s+nhất|cơ\s+bản|đã|cũng|qua|và|được|quyết\s+nghị)\s+thông\s+qua(?:\s+được)?
    | (?:thông\s+qua|biểu\s+quyết|quyết\s+nghị)(?:\s+được)?
    | (?:tiến\s+hành|đồng\s+thời|biểu\s+quyết)(?=\s+(?:bầu|miễn\s+nhiệm|bãi\s+nhiệm|cho\s+thôi)\b)
    | (?:thống\s+nhất|nhất\s+trí)(?:\s+cao)?\s+(?:với|về)
    | thống\s+nhất(?=\s+(?:nội\s+dung|chủ\s+trương|phương\s+án))
    )(?!\w)""",
    re.IGNORECASE | re.VERBOSE,
)
_PASSIVE = re.compile(
    r"^(?:các\s+)?(?:tờ\s+trình|báo\s+cáo|dự\s+thảo(?:\s+nghị\s+quyết)?)\b[^;:.]{0,120}?\s+về(?:\s+việc)?\s+(?P<matter>[^;.]{8,300}?)"
    r"\s+(?:đã\s+)?(?:chưa|không)?\s*được\s",
    re.IGNORECASE,
)
_NOTICE = re.compile(
    r"thông\s+báo\s+kết\s+luận\s+(?:của\s+[^;:.]*?(?:\.\s?HCM)?\s+)?(?:tại|về)\s+(?P<matter>[^;.]{8,300})",
    re.IGNORECASE,
)
_CUTS = re.compile(
    rf";|,?\s+và\s+(?=các\s+{_VEHICLE})|,\s+(?=(?:các\s+)?{_VEHICLE}\s)|,?\s+và\s+(?=một\s+số\s+nội\s+dung\s+(?:về|liên\s+quan))"
    r"|,?\s+(?:và|đồng\s+thời)\s+(?:cũng\s+)?(?:cho\s+ý\s+kiến|thảo\s+luận)\s+(?:về|vào|đối\s+với)",
    re.IGNORECASE,
)
_PREFIX = re.compile(
    rf"""\s*(?:
      [:,–-]\s* | và\s+(?=các|nghị\s+quyết|thông\s+qua) | đồng\s+thời,?\s+ | cũng\s+ | đã\s+ | được\s+ | lần\s+lượt\s+
    | {_MANY}{_VEHICLE}(?:(?:,|\s+và|/)\s*(?:các\s+)?{_VEHICLE})*(?:\s+(?:của|do)\s[^;:]{{1,110}}?)??\s*(?:\s(?:về\s+việc|về|liên\s+quan\s+đến)\s+|\s(?=cho\s+thôi|điều\s+chỉnh|phê)|:\s*)
    | (?:về\s+việc|về|vào|đối\s+với|việc)\s+
    | trình\s+bày\s+ | biểu\s+quyết\s+(?!thông)
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_PLAIN_PREFIX = re.compile(
    r"\s*báo\s+cáo(?:\s+tổng\s+hợp)?\s+(?=công\s+tác|tiến\s+độ|tình\s+hình|kết\s+quả)", re.IGNORECASE
)
_TAIL = re.compile(
    r"""(?:
      ,?\s+và\s+(?:(?:xem\s+xét|quyết\s+định|thảo\s+luận|cho\s+ý\s+kiến)[\s,]+)*(?:về\s+|vào\s+)?(?:một\s+số|các|nhiều)\s+(?:nội\s+dung|vấn\s+đề|công\s+việc)
        (?:\s+(?:quan\s+trọng|khác|cần\s+thiết))?.*
    | ,\s+(?:đồng\s+chí|các\s+đồng\s+chí|ông|bà|hội\s+nghị|các\s+đại\s+biểu|Chủ\s+tịch|Phó\s+Chủ\s+tịch|Bí\s+thư|Ban\s+Thường\s+vụ|HĐND|UBND)\b.*
    | \.{3}.* | ….* | \s+theo\s+(?:quy\s+định|luật\s+định|thẩm\s+quyền|thông\s+báo\s+số).* | ,\s+(?:trong\s+đó|bao\s+gồm|theo\s+đó|với\s+sự).*
    | \s+(?:trước\s+khi|để\s+(?:các\s+đại\s+biểu|trình|làm\s+cơ\s+sở|báo\s+cáo)|nhằm)\s.*
    | ,?\s+(?:do|thuộc)\s+thẩm\s+quyền.* | \s+và\s+(?:thống\s+nhất|nhất\s+trí|giao|yêu\s+cầu|đề\s+nghị|bế\s+mạc)\b.*
    | \s+đối\s+với\s+(?:các\s+)?(?:ông|bà|đồng\s+chí)\b.*
    )$""",
    re.IGNORECASE | re.VERBOSE,
)
_GENERIC = re.compile(
    r"^(?:một\s+số|mội\s+số|các|những|nhiều|toàn\s+bộ|tất\s+cả)?\s*(?:\d+\s+)?(?:nội\s+dung|vấn\s+đề|ý\s+kiến|báo\s+cáo|tờ\s+trình|nghị\s+quyết|văn\s+bản|dự\s+thảo"
    r"|chương\s+trình|công\s+việc|nhiệm\s+vụ|giải\s+pháp|đề\s+án|kiến\s+nghị|quyết\s+định|cao|tham\s+luận)"
    r"(?:[\s,]+(?:và|nội\s+dung|chương\s+trình|nghị\s+quyết|tờ\s+trình|báo\s+cáo|đề\s+án|quan\s+trọng|khác|trên|nêu\s+trên|này|của\s+\S+(?:\s\S+){0,5}|trình"
    r"|kỳ\s+họp|hội\s+nghị|phiên\s+họp|theo|thuộc|thẩm\s+quyền|HĐND|tỉnh|huyện|xã|thành\s+phố|tham\s+gia|phát\s+biểu|đề\s+ra|tại|cuộc\s+họp|được|đã))*$",
    re.IGNORECASE,
)
_NO_MATTER = re.compile(
    rf"^(?:nhằm|để|tại|ở|dân\s+chủ|sôi\s+nổi|đóng\s+góp|thẳng\s+thắn|kỹ|cao|ông\s|bà\s|đồng\s+chí|ban\s+hành\s+các|ý\s+kiến|các\s+dự\s+thảo\s"
    rf"|lãnh\s+đạo\s|(?-i:(?:{'|'.join(sorted(SURNAMES))})[ ]{UPPER}\w*[ ]{UPPER}))",
    re.IGNORECASE,
)
_SUBJECT = re.compile(
    rf"\b(?:{any_of(SESSIONS)}|các\s+đại\s+biểu|đại\s+biểu\s+HĐND|ban\s+thường\s+vụ|HĐND|UBND|thường\s+trực|ban\s+chấp\s+hành|họp|hội\s+đồng|ủy\s+ban"
    r"|sau\s+khi|trong\s+đó|tiếp\s+đó|chủ\s+tọa|quốc\s+hội|trường\s+hợp)\b",
    re.IGNORECASE,
)
# "Đối với X, hội nghị nhất trí với Y": the matter is X, named before; Y is what came of it.
_ABOUT = re.compile(r"^\s*(?:đối\s+với|về)\s[^.;]*,\s", re.IGNORECASE)
_FUTURE = re.compile(
    r"\b(?:sẽ|dự\s+kiến(?:\s+sẽ)?|cần|phải|không|chưa|trước\s+đó|thông\s+qua\s+theo|dự\s+thảo|xin|trình)(?:\s+\w+)?\s+$",
    re.IGNORECASE,
)


def items(page: Page, title: Stretch | None, sentences: list[Stretch], charges: list[Charge]) -> list[Item]:
    """The matters of a meeting, each once, with what came of it; from the title when the text names none."""
    taken = [page.here(charge.task) for charge in charges]
    spans: list[tuple[int, int]] = []
    for sentence in sentences:
        spans += [span for span in _of_sentence(page.text, sentence, taken) if _is_new(page.text, spans, span)]
    if not spans and title is not None:
        spans = list(_of_title(page.text, title))
    return [_item(page, span, sentences) for span in spans]


def _item(page: Page, span: tuple[int, int], sentences: list[Stretch]) -> Item:
    fact = page.fact(*span)
    return Item(fact.value, fact.text, fact.start, fact.end, outcome_of(page, span, sentences))


def _is_new(text: str, spans: list[tuple[int, int]], span: tuple[int, int]) -> bool:
    """In another sentence most words of the shorter name standing in the longer make one matter; in one list none does."""
    words = _words(text, span)
    return all(
        len(words & known) < 0.75 * min(len(words), len(known)) for known in (_words(text, other) for other in spans)
    )


def _words(text: str, span: tuple[int, int]) -> set[str]:
    return set(re.findall(r"\w+", fold(text[span[0] : span[1]])))


def _of_sentence(text: str, sentence: Stretch, taken: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for pattern in (_PASSIVE, _NOTICE):
        if found := pattern.search(sentence.text):
            yield from _trimmed(text, sentence.start + found.start("matter"), sentence.start + found.end("matter"))
    opening = _opening(text, sentence, taken)
    if opening is not None:
        yield from _listed(text, opening, sentence.end)


def _opening(text: str, sentence: Stretch, taken: list[tuple[int, int]]) -> int | None:
    for found in _OPENS.finditer(text, sentence.start, sentence.end):
        before = text[sentence.start : found.start()]
        if _ABOUT.match(before):
            return None
        in_charge = any(start <= found.start() < end for start, end in taken)
        if not in_charge and not _FUTURE.search(before) and (not before.strip() or _SUBJECT.search(before)):
            return found.end()
    return None


def _listed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    for cut in _CUTS.finditer(text, start, end):
        yield from _trimmed(text, start, cut.start())
        start = cut.end()
    yield from _trimmed(text, start, end)


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The matter without what introduces it and without what only closes the sentence; nothing if it names no matter."""
    for _ in range(6):
        found = (
            _OPENS.match(text, start, end) or _PREFIX.match(text, start, end) or _PLAIN_PREFIX.match(text, start, end)
        )
        if found is None or found.end() == start:
            break
        start = found.end()
    words = _TAIL.sub("", text[start:end].rstrip(" \t\xa0.,:;/")).rstrip(" ,.;:")
    if len(words.split()) >= 3 and not _GENERIC.match(words.strip()) and not _NO_MATTER.match(words.strip()):
        yield start + len(words) - len(words.lstrip()), start + len(words)


def _of_title(text: str, title: Stretch) -> Iterator[tuple[int, int]]:
    opening = _OPENS.search(text, title.start, title.end)
    if opening:
        yield from _listed(text, opening.end(), title.end)
