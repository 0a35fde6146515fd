"""Named places, each once, by their shortest full name; bodies' names count only where they hold a proper name."""

import re

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import POSTS, SURNAMES, any_of
from nghitrinh.vietnamese import PlaceFound, find_places, fold

_COMPANY = re.compile(
    r"(?:(?i:công\s+ty|tập\s+đoàn|bệnh\s+viện|ngân\s+hàng|đại\s+học|hợp\s+tác\s+xã)|\b(?:Báo|Đài|Trường|HTX|báo|đài|trường\s+(?:THPT|THCS|tiểu|mầm|cao)))"
    r"(?:\s+(?!tại\b|ở\b|trên\b|cáo\b|về\b)\w+){0,3}\s+$"
)


_TOWN = re.compile(r"^tp\.? ?")
# "Chủ tịch UBND tỉnh Phạm Anh Tuấn": after a post the level ends and a person begins.
_POST = re.compile(
    rf"(?:{any_of(POSTS)})\s+(?:thường\s+trực\s+)?(?:UBND|HĐND|ĐBQH|MTTQ|Ủy\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân|Đoàn\s+ĐBQH|Công\s+an)\s+$",
    re.IGNORECASE,
)


def _ends_in_person(before: str, name: list[str]) -> bool:
    named = len(name) >= 3 and (name[0] in SURNAMES or name[1] in {"Văn", "Thị"})
    return named and bool(_POST.search(before))


def places(page: Page, end: int) -> list[Fact]:
    """Each distinct place once, in order, up to `end` (bylines name newspapers, not places)."""
    found: dict[str, Fact] = {}
    opens: set[str] = set()
    bare: set[str] = set()
    for place in find_places(page.text[:end]):
        if _COMPANY.search(page.text, max(0, place.start - 40), place.start):
            continue
        proper = _proper(place)
        if _ends_in_person(page.text[max(0, place.start - 60) : place.start], proper):
            continue
        key, name = _TOWN.sub("thanh pho ", fold(place.name)), fold(" ".join(proper))
        # "Huyện A" may be the beginning of a title; in the text it is "huyện A".
        if key in opens and place.name[0].islower():
            found[key] = page.fact(place.start, place.end)
            opens.discard(key)
        if name not in bare and not any(key == known or known.endswith(" " + key) for known in found):
            found[key] = page.fact(place.start, place.end)
            in_title = bool(page.lines) and place.end <= page.lines[0].end
            opens |= {key} if in_title and place.kind and place.name[:2].istitle() else set()
            bare |= set() if place.kind else {name}
    return list(found.values())


def _proper(place: PlaceFound) -> list[str]:
    """The proper name's words, TP. HCM's without the city's short form."""
    proper = place.name[len(place.kind) :].split()
    return proper[1:] if proper[:1] == ["HCM"] else proper
