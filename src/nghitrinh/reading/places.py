"""Named places, each once, by their shortest full name; bodies' names count only where they hold a proper name."""

import re
from collections.abc import Iterator

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import LOWER, POSTS, SURNAMES, any_of
from nghitrinh.vietnamese import PlaceFound, find_places, fold
from nghitrinh.vietnamese.places import PROVINCES

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


_PROVINCIAL = {"tỉnh", "thành phố", "tp", "tp."}
_CITIES = (*PROVINCES, "HCM")
_VAGUE = {"khu vực", "vùng", "trụ sở", "khu", "trung tâm thương mại", "hội trường", "đường", "cầu"}
# The surname before a province that is a given name: Trương Hòa Bình.
_GIVEN = re.compile(r"(\w+)\s$")
_HALF = re.compile(rf"\s(?!(?:và|của|đến|là|trong|tại|có|được|sẽ|đã|với|cho|theo|về|ở|từ|trên|do|để)\s){LOWER}")
_LENGTH = re.compile(r"\s\d+m\d?$|\s[VI]{2,4}$")


def _ends_in_person(before: str, name: list[str]) -> bool:
    named = len(name) >= 3 and (name[0] in SURNAMES or name[1] in {"Văn", "Thị"})
    return named and bool(_POST.search(before))


def places(page: Page, end: int) -> list[Fact]:
    """Each distinct place once, in order, up to `end` (bylines name newspapers, not places), by its fullest form."""
    found: dict[str, Fact] = {}
    opens: set[str] = set()
    bare: dict[str, str] = {}
    for place in _named(page, end):
        proper = _proper(place)
        key, name = _TOWN.sub("thanh pho ", fold(place.name)), fold(" ".join(proper))
        # "Huyện A" may be the beginning of a title; in the text it is "huyện A".
        if key in opens and place.name[0].islower():
            found[key] = page.fact(place.start, place.end)
            opens.discard(key)
        if name in bare and place.kind in _PROVINCIAL:
            del found[bare.pop(name)]
        if name not in bare and not any(key == known or known.endswith(" " + key) for known in found):
            found[key] = page.fact(place.start, place.end)
            in_title = bool(page.lines) and place.end <= page.lines[0].end
            opens |= {key} if in_title and place.kind and place.name[:2].istitle() else set()
            bare |= {} if place.kind else {name: key}
    return sorted(found.values(), key=lambda fact: fact.start)


def _named(page: Page, end: int) -> Iterator[PlaceFound]:
    """The places of a text, without the persons, companies and half words that look like one."""
    for place in map(_without_person, find_places(page.text[:end])):
        before = page.text[max(0, place.start - 60) : place.start]
        if _COMPANY.search(before[-40:]) or _ends_in_person(before, _proper(place)):
            continue
        if not place.kind and (behind := _GIVEN.search(before)) and behind[1] in SURNAMES:
            continue
        half = len(_proper(place)) == 1 and _HALF.match(page.text, place.end) and place.kind in _VAGUE
        if not half and not _LENGTH.search(place.name):
            yield place


def _without_person(place: PlaceFound) -> PlaceFound:
    """tỉnh Khánh Hòa Lê Xuân Thân: behind the name of a province a person begins."""
    name = place.name[len(place.kind) :].strip()
    known = next((each for each in _CITIES if name.startswith(f"{each} ")), None) if place.kind in _PROVINCIAL else None
    following = name[len(known) :].split() if known else []
    if known is None or not following or following[0] not in SURNAMES:
        return place
    end = place.start + place.name.index(known) + len(known)
    return PlaceFound(place.name[: end - place.start], place.kind, place.start, end)


def _proper(place: PlaceFound) -> list[str]:
    """The proper name's words, TP. HCM's without the city's short form."""
    proper = place.name[len(place.kind) :].split()
    return proper[1:] if proper[:1] == ["HCM"] else proper
