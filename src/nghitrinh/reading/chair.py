"""Who is said to chair (chủ trì, chủ tọa, điều hành), by name."""

import re
from collections.abc import Iterator
from itertools import pairwise

from nghitrinh.reading.facts import Chair
from nghitrinh.reading.page import Page, Stretch
from nghitrinh.reading.tables import POSTS, SESSIONS, SURNAMES, UPPER, any_of

_ADDRESS = r"(?:đồng\s+chí|đ/c|ông|bà|anh|chị)"
_PERSON = re.compile(
    rf"(?P<address>(?i:\b{_ADDRESS}):?\s+)?(?<!\w)(?P<name>{UPPER}\w*['’]?(?:[ \xa0]{UPPER}\w*['’]?){{1,4}})(?!\w)"
)
_POST = re.compile(rf"\b(?:{any_of(POSTS)})\b", re.IGNORECASE)
_POST_IN_NAME = re.compile(
    r"^(?:Chủ|Phó|Bí|Ủy|Trưởng|Giám|Tỉnh|Thành|Huyện|Quận|Ban|Hội|Sở|Thường|Trung|Văn|UBND|HĐND|UV)\b"
)
_CHAIRS = re.compile(
    rf"\b(?:đồng\s+)?(?:chủ\s+trì|chủ\s+t(?:ọa|oạ)|điều\s+hành)(?P<object>\s+(?:và\s+\w+(?:\s\w+)?\s+|tại\s+|điều\s+hành\s+)?(?:{any_of(SESSIONS)}|họp))?\b",
    re.IGNORECASE,
)
_NO_CHAIRING = re.compile(r"^\s*(?:,|và)?\s*(?:phối\s+hợp|soạn\s+thảo|tham\s+mưu|xây\s+dựng|thẩm\s+tra)", re.IGNORECASE)
_FORWARD = re.compile(r"^[\s,:]*(?:(?:có|là|gồm|do)\s+)*(?:các\s+)?(?:đồng\s+chí|ông|bà)\b", re.IGNORECASE)
_ATTENDS = re.compile(
    r"\b(?:tham\s+dự|cùng\s+dự|dự\s+(?!và|chủ)\w+|tham\s+gia|báo\s+cáo\s+của|cùng\s+(?:các|với|đại)|với\s+sự\s+(?:tham|có))",
    re.IGNORECASE,
)


def chairs(page: Page, sentences: list[Stretch]) -> list[Chair]:
    """Those said to chair, each once, in order; a chairman by post alone is not named, so not given."""
    found: dict[str, Chair] = {}
    for sentence in sentences:
        for verb in _CHAIRS.finditer(sentence.text):
            for chair in _named(page, sentence, verb):
                found.setdefault(str(chair.value), chair)
        if found:
            break
    return list(found.values())


def _named(page: Page, sentence: Stretch, verb: re.Match[str]) -> Iterator[Chair]:
    after = sentence.text[verb.end() :]
    if _NO_CHAIRING.match(after):
        return
    ahead = _FORWARD.match(after)
    attends = _ATTENDS.search(after)
    if ahead:
        end = verb.end() + (attends.start() if attends else len(after))
        yield from _people(page, sentence, verb.end(), end)
    elif verb["object"] or not after.strip(" .,;"):
        breaks = [stop.end() for stop in _ATTENDS.finditer(sentence.text, 0, verb.start())]
        yield from _people(page, sentence, max(breaks, default=0), verb.start())


def _people(page: Page, sentence: Stretch, start: int, end: int) -> Iterator[Chair]:
    people = [found for found in _PERSON.finditer(sentence.text, start, end) if _is_person(found)]
    edges = [*(found.start() for found in people), end]
    for person, (_, until) in zip(people, pairwise(edges), strict=True):
        fact = page.fact(sentence.start + person.start("name"), sentence.start + person.end("name"))
        yield Chair(fact.value, fact.text, fact.start, fact.end, _posts(sentence.text, start, person, until))


def _is_person(found: re.Match[str]) -> bool:
    name = found["name"]
    if _POST_IN_NAME.match(name) or len(name.split()) > 5:
        return False
    return bool(found["address"]) or name.split()[0].title() in SURNAMES


def _posts(text: str, start: int, person: re.Match[str], until: int) -> str | None:
    """The posts stand after the name, behind a dash or comma, or else right before it."""
    after = text[person.end("name") : until].strip(" -–,;:()")
    after = re.sub(r"[\s,]+(?:và|cùng|dự|đã|đồng|các\s+đồng\s+chí|làm)(?:\s+(?:các|dự|đã|chí|và))*\s*$", "", after)
    if _POST.match(after):
        return after
    before = text[start : person.start("name")]
    posts = [found.start() for found in _POST.finditer(before)]
    said = before[posts[0] :].strip(" -–,;:") if posts else ""
    return re.sub(rf"\s*(?i:{_ADDRESS})$", "", said) or None
