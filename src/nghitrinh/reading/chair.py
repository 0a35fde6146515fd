"""Who is said to chair (chủ trì, chủ tọa, điều hành): by name with posts, or by post when no name is given."""

import re
from collections.abc import Iterator

from nghitrinh.reading.facts import Chair
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import POSTS, SESSIONS, SURNAMES, UPPER, any_of

_ADDRESS = r"(?:đồng\s+chí|đ/c|ông|bà|anh|chị)"
_PERSON = re.compile(
    rf"(?P<address>(?i:\b{_ADDRESS}):?\s+)?(?<!\w)(?P<name>{UPPER}\w*['’]?(?:[ \xa0]{UPPER}\w*['’]?){{1,6}})(?!\w)"
)
_POST = re.compile(rf"\b(?:{any_of(POSTS)})\b", re.IGNORECASE)
_POST_IN_NAME = re.compile(
    r"^(?:Chủ|Phó|Bí|Ủy|Trưởng|Giám|Tỉnh|Thành|Huyện|Quận|Ban|Hội|Sở|Thường|Trung|Văn\s+phòng|UBND|HĐND|UV|Thủ\s+tướng|Bộ|Đoàn\s+(?:ĐBQH|Đ|T)|Đảng|Mặt|Quốc\s+hội)\b"
)
_OBJECT = rf"(?:\s+(?!phối\b|tham\s+mưu|xây\b|soạn\b|thẩm\b|triển\b|rà\b|hướng\b|thực\b|tổ\s+chức)\w+){{0,6}}?\s+(?:{any_of(SESSIONS)}|họp|điểm\s+cầu|đối\s+thoại)"
_CHAIRS = re.compile(
    rf"(?P<led>\bsự\s+)?\b(?:đồng\s+)?(?:chủ\s+trì|chủ\s+t(?:ọa|oạ)|điều\s+hành)(?P<object>{_OBJECT})?\b(?(led)\s+của\b)",
    re.IGNORECASE,
)
_NO_CHAIRING = re.compile(
    r"^\s*(?:,|và)?\s*(?:phối\s+hợp|soạn\s+thảo|tham\s+mưu|xây\s+dựng|thẩm\s+tra|rà\s+soát|hướng\s+dẫn)", re.IGNORECASE
)
_FORWARD = re.compile(
    rf"^(?:[\s,:–-]*(?:(?:có|là|gồm|do)\s+)*(?:các\s+)?{_ADDRESS}\b|\s*(?:[:–-]|(?:có|là|gồm|do)\s))", re.IGNORECASE
)
_APPOSED = re.compile(rf"^\s*[,–-]\s*(?:{_ADDRESS}\s|{any_of(POSTS)})", re.IGNORECASE)
_ENDS = re.compile(r"\s*(?:[.;]|$|,?\s+(?:có\s+sự|với\s+sự|cùng\s+dự|cùng\s+tham\s+dự|tham\s+dự|dự\b))", re.IGNORECASE)
_ATTENDS = re.compile(
    r"\b(?:tham\s+dự|cùng\s+dự|dự\s+(?!và|chủ)\w+|tham\s+gia|báo\s+cáo\s+của|cùng\s+(?:các|với|đại)|(?:với|có)\s+sự\s+(?:tham|có))",
    re.IGNORECASE,
)
# What a charge lays on somebody to lead is no session chaired.
_CHARGES = re.compile(r"\b(?:giao|yêu\s+cầu|đề\s+nghị|phân\s+công)\b", re.IGNORECASE)
_CLOSES_POSTS = re.compile(
    r"[\s,]+(?:(?:và|cùng|dự|đã|đồng|làm|phát\s+biểu|yêu\s+cầu|nhấn\s+mạnh|kết\s+luận|cho\s+biết)\b|các\s+đồng\s+chí\b).*$",
    re.IGNORECASE | re.DOTALL,
)
_SEGMENTS = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")
# Posts by which alone somebody can be named.
_NAMED_POST = re.compile(
    rf"(?:(?:{_ADDRESS}|các\s+đồng\s+chí)\s+)?(?P<post>(?:(?:nguyên|quyền)\s+)?(?:Phó\s+)?(?:Chủ\s+tịch|Bí\s+thư|Thủ\s+tướng|Bộ\s+trưởng|Tổng\s+Bí\s+thư"
    r"|Chủ\s+nhiệm|Trưởng\s+ban|Giám\s+đốc)\b[^,;:.]{0,80}?)\s*(?:[,–-]\s*)?(?:đã\s+|dự\s+và\s+|đồng\s+)*$",
    re.IGNORECASE,
)


def chairs(page: Page, sentences: list[Stretch]) -> list[Chair]:
    """Those said to chair, each once, in order; one named by post alone only where nobody is named."""
    by_post: list[Chair] = []
    for sentence in sentences:
        found: dict[str, Chair] = {}
        for verb in _CHAIRS.finditer(sentence.text):
            for chair in _named(page, sentence, verb):
                found.setdefault(str(chair.value), chair)
            by_post = by_post or list(_by_post(page, sentence, verb))
        if found:
            return list(found.values())
    return by_post


def _named(page: Page, sentence: Stretch, verb: re.Match[str]) -> Iterator[Chair]:
    after = sentence.text[verb.end() :]
    if _NO_CHAIRING.match(after):
        return
    begins = not sentence.text[: verb.start()].strip() and _APPOSED.match(after)
    if verb["led"] or begins or _FORWARD.match(after):
        attends = _ATTENDS.search(after)
        yield from _people(page, sentence, verb.end(), verb.end() + (attends.start() if attends else len(after)))
    elif _is_chairing(sentence, verb, after):
        breaks = [stop.end() for stop in _ATTENDS.finditer(sentence.text, 0, verb.start())]
        yield from _people(page, sentence, max(breaks, default=0), verb.start())


def _is_chairing(sentence: Stretch, verb: re.Match[str], after: str) -> bool:
    """Whether who stands before the verb chairs: it has a session as its object, or closes the sentence."""
    charged = _CHARGES.search(sentence.text, 0, verb.start())
    return not charged and (bool(verb["object"]) or bool(_ENDS.match(after)))


def _by_post(page: Page, sentence: Stretch, verb: re.Match[str]) -> Iterator[Chair]:
    """'Đồng chí Bí thư Tỉnh ủy chủ trì hội nghị': the post is all the page says of who chairs."""
    after = sentence.text[verb.end() :]
    if verb["led"] or _NO_CHAIRING.match(after) or not _is_chairing(sentence, verb, after):
        return
    clause = max(sentence.text.rfind(mark, 0, verb.start()) for mark in ",;:")
    post = _NAMED_POST.search(sentence.text, clause + 1, verb.start())
    if post:
        fact = page.fact(sentence.start + post.start("post"), sentence.start + post.end("post"))
        yield Chair(fact.value, fact.text, fact.start, fact.end, None)


def _people(page: Page, sentence: Stretch, start: int, end: int) -> Iterator[Chair]:
    people = [found for found in _PERSON.finditer(sentence.text, start, end) if _is_person(found)]
    edges = [start, *(edge for found in people for edge in found.span()), end]
    for number, person in enumerate(people):
        before, until = edges[2 * number], edges[2 * number + 3]
        first = person.start("name") + _place_before(person["name"])
        fact = page.fact(sentence.start + first, sentence.start + person.end("name"))
        posts = _posts(sentence.text, (before, first), person.end(), until)
        yield Chair(fact.value, fact.text, fact.start, fact.end, posts)


def _is_person(found: re.Match[str]) -> bool:
    name = found["name"][_place_before(found["name"]) :]
    if _POST_IN_NAME.match(name) or len(name.split()) > 5:
        return False
    return bool(found["address"]) or name.split()[0].title() in SURNAMES or name.split()[1].title() in {"Văn", "Thị"}


def _place_before(name: str) -> int:
    """Bí thư Thành ủy Hà Nội Đinh Tiến Dũng: how much of the words is the place that a post names before the person."""
    words = name.split()
    if len(words) > 2 and words[0].isupper() and words[1] in SURNAMES:
        return len(words[0]) + 1
    for count in (2, 3):
        if (
            len(words) - count in (2, 3, 4)
            and words[count] in SURNAMES
            and (words[0] not in SURNAMES or len(words) > 4)
        ):
            return sum(len(word) + 1 for word in words[:count])
    return 0


def _posts(text: str, before: tuple[int, int], end: int, until: int) -> str | None:
    """The posts stand after the name, behind a dash or comma, or else right before it."""
    after = _posts_after(text[end:until].strip(" -–,;:()."))
    if after:
        return after
    said = text[slice(*before)]
    posts = [found.start() for found in _POST.finditer(said)]
    words = said[posts[0] :].strip(" -–,;:") if posts else ""
    return re.sub(rf"\s*(?i:{_ADDRESS})$", "", words) or None


def _posts_after(text: str) -> str:
    """Parts that each begin with a post, without what closes the sentence."""
    end = 0
    for part in _SEGMENTS.split(text):
        if not _POST.match(part):
            break
        at = text.index(part, end)
        cut = _CLOSES_POSTS.sub("", part)
        end = at + len(cut)
        if cut != part:
            break
    return text[:end].strip(" -–,;:().")
