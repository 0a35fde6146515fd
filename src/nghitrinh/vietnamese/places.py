"""Named places: a kind word (huyện, khu công nghiệp, quốc lộ) and a proper name, or a province by its bare name."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from nghitrinh.vietnamese.wordlists import words_pattern

_UNITS = (
    "tỉnh", "thành phố", "TP.", "TP", "Tp.", "Tp", "huyện", "quận", "thị xã", "TX.", "TX", "xã", "phường",
    "thị trấn", "thôn", "xóm", "ấp", "bản", "làng", "khu phố", "khóm", "buôn", "đảo", "quần đảo", "đặc khu",
)  # fmt: skip
_AREAS = (
    "khu công nghiệp", "khu đô thị", "khu đô thị mới", "khu kinh tế", "khu du lịch", "khu dân cư",
    "khu tái định cư", "khu di tích", "cụm công nghiệp", "KCN", "CCN", "KĐT",
    "bán đảo", "di tích", "công viên", "quảng trường", "bến xe",
    "nhà ga", "vườn quốc gia", "khu bảo tồn", "cù lao", "cửa khẩu",
    "nhà máy nước", "nhà máy", "nhà máy xử lý rác", "nhà máy xử lý nước thải", "nhà máy thủy điện", "thủy điện",
    "hồ chứa nước", "hồ chứa", "trạm bơm", "đô thị", "thành phố mới", "bãi rác", "bãi biển", "làng nghề", "khu vực",
    "cụm di tích", "danh thắng", "vùng lõi", "trung tâm thương mại",
)  # fmt: skip
_ROUTES = (
    "tuyến đường", "đại lộ", "quốc lộ", "tỉnh lộ", "đường tỉnh", "đường sắt", "cao tốc",
    "đường cao tốc", "đường ô tô cao tốc", "tuyến cao tốc", "cảng biển",
    "cảng hàng không", "cảng hàng không quốc tế", "sân bay", "sân bay quốc tế", "nút giao", "đường vành đai",
    "vành đai", "hương lộ",
)  # fmt: skip
# Also syllables of names and of other words: a kind of place in small letters only ("hồ Tây", but "Hồ Quốc Dũng").
_SHORT = (
    "hồ", "sông", "suối", "núi", "kênh", "vùng", "biển", "ga", "cồn", "chợ", "vịnh", "đèo", "rạch", "lăng", "đền",
    "chùa", "đường", "phố", "cầu", "hầm", "cảng", "tuyến", "đập", "kè", "đê", "bến", "phà", "mỏ",
    "đình", "miếu", "thác", "hang", "miền",
)  # fmt: skip
_BUILDINGS = ("trung tâm hội nghị", "nhà văn hóa", "cung văn hóa", "nhà hát", "hội trường", "trụ sở", "nhà khách")
PROVINCES = (
    "An Giang", "Bà Rịa - Vũng Tàu", "Bạc Liêu", "Bắc Giang", "Bắc Kạn", "Bắc Ninh", "Bến Tre", "Bình Dương",
    "Bình Định", "Bình Phước", "Bình Thuận", "Cà Mau", "Cao Bằng", "Cần Thơ", "Đà Nẵng", "Đắk Lắk", "Đắk Nông",
    "Điện Biên", "Đồng Nai", "Đồng Tháp", "Gia Lai", "Hà Giang", "Hà Nam", "Hà Nội", "Hà Tĩnh", "Hải Dương",
    "Hải Phòng", "Hậu Giang", "Hòa Bình", "Hồ Chí Minh", "Huế", "Hưng Yên", "Khánh Hòa", "Kiên Giang", "Kon Tum",
    "Lai Châu", "Lạng Sơn", "Lào Cai", "Lâm Đồng", "Long An", "Nam Định", "Nghệ An", "Ninh Bình", "Ninh Thuận",
    "Phú Thọ", "Phú Yên", "Quảng Bình", "Quảng Nam", "Quảng Ngãi", "Quảng Ninh", "Quảng Trị", "Sóc Trăng",
    "Sơn La", "Tây Ninh", "Thái Bình", "Thái Nguyên", "Thanh Hóa", "Thừa Thiên Huế", "Tiền Giang", "Trà Vinh",
    "Tuyên Quang", "Vĩnh Long", "Vĩnh Phúc", "Yên Bái",
)  # fmt: skip

# Countries that pages of local bodies name; "Việt Nam" stands in the names of organizations.
_COUNTRIES = (
    "Lào", "Campuchia", "Trung Quốc", "Nhật Bản", "Hàn Quốc", "Thái Lan", "Singapore", "Đài Loan", "Hoa Kỳ",
    "Australia", "Dubai", "Ấn Độ",
)  # fmt: skip

_LATIN = (*range(0x41, 0x250), *range(0x1E00, 0x1F00))
_UPPER = "".join(char for char in map(chr, _LATIN) if char.isupper())
_BODIES = (
    r"UBND|HĐND|MTTQ|TTHĐND|UBMTTQ|BTV|BCH|Ủy\s+ban|Uỷ\s+ban|Hội\s+đồng|Đảng|Đoàn|Ban|Bí\s+thư|Chủ\s+tịch|Phó"
    r"|Thường\s+trực|Ảnh|Video"
)
_SYLLABLE = rf"(?!(?:{_BODIES})\b)(?:[{_UPPER}]{{1,3}}\.(?=[ \xa0]?\d)|[{_UPPER}]\w*)"
_DASHED = rf"(?:[ \xa0]?[-–][ \xa0]?{_SYLLABLE}(?:[ \xa0]{_SYLLABLE}){{0,2}})"
_NAME = rf"{_SYLLABLE}(?:[ \xa0]{_SYLLABLE}){{0,3}}(?:[ \xa0]\d+\w?\b)?"
# Khu đô thị mới Nam sông Khê: the name of a zone may hold the name of a river or lake.
_WITHIN = rf"(?:[ \xa0](?:sông|hồ|suối|núi|biển|đường)[ \xa0]{_SYLLABLE}(?:[ \xa0]{_SYLLABLE}){{0,2}})?"


def _any(words: tuple[str, ...], *, cased: bool = False) -> str:
    return words_pattern(words, r"[ \xa0]+", cased=cased)


class _Patterns(NamedTuple):
    unit: re.Pattern[str]
    route: re.Pattern[str]
    code: re.Pattern[str]
    building: re.Pattern[str]
    following: re.Pattern[str]
    bare: re.Pattern[str]


@cache
def _patterns() -> _Patterns:
    """Compile the patterns when the first text is searched: it takes a while, and most processes search none."""
    unit = (
        rf"\b(?P<many>(?:\d+|các|hai|ba|bốn|những)[ \xa0]+)?(?<!tác )(?<!nông )"
        rf"\b(?P<kind>(?i:{_any(_UNITS)}))(?(many):?)[ \xa0]?"
        rf"(?P<name>\d{{1,2}}\b(?![.,/]\d)|{_NAME})"
    )
    route = (
        rf"\b(?P<many>(?:\d+|các|hai|ba|bốn|những)[ \xa0]+)?(?<!yêu )(?<!nhu )(?<!hội )"
        rf"\b(?P<kind>(?i:{_any(_ROUTES)}|{_any(_AREAS)})|{_any(_SHORT, cased=True)})[ \xa0]+"
        rf"(?P<name>(?:số[ \xa0]+)?\d+\w?(?:[./]\d+)*\b(?!,\d|[ \xa0]?(?:ha|km|m2|m|tỷ|triệu|%)\b)"
        rf"|(?:(?:(?:ven|dọc|bờ)[ \xa0]+)?(?:sông|hồ|biển|vịnh|núi|suối|thác)[ \xa0]+)?"
        rf"{_NAME}{_WITHIN}{_DASHED}{{0,4}})"
    )
    building = (
        rf"\b(?P<kind>(?i:{_any(_BUILDINGS)}))"
        rf"(?P<name>(?:[ \xa0]+(?!cho|của|tại|ở|và|về|thông|để|đã|nghe|thảo|có|được|đối|trong|với)\w+){{0,4}}?[ \xa0]+"
        rf"(?:tỉnh|huyện|thành[ \xa0]+phố|quận|thị[ \xa0]+xã|xã|phường|{_NAME}))(?!\w)"
    )
    countries = _any((*PROVINCES, *_COUNTRIES), cased=True)
    return _Patterns(
        unit=re.compile(unit),
        route=re.compile(route),
        code=re.compile(r"(?=[QTĐH])\b(?P<kind>QL|TL|ĐT|HL)(?P<name>\.?\s?\d+\w?)\b"),
        building=re.compile(building),
        following=re.compile(rf"[ \xa0]*(?:,|và|;)[ \xa0]+(?P<name>{_NAME})"),
        bare=re.compile(rf"(?=[{_UPPER}])(?<![\w-])(?P<kind>)(?P<name>{countries})(?!\w|[ \xa0]Phủ\b)"),
    )


@dataclass(frozen=True)
class PlaceFound:
    """A named place: its name as written, kind word and proper name together, the kind word (or ''), and its span."""

    name: str
    kind: str
    start: int
    end: int

    @property
    def span(self) -> tuple[int, int]:
        """Its offsets: first character and one past the last."""
        return self.start, self.end


def find_places(text: str) -> list[PlaceFound]:
    """Find named places, in order, none within another; 'hai huyện A, B' gives both names.

    >>> [found.name for found in find_places("tại 2 huyện Thanh Miện, Bình Giang")]
    ['huyện Thanh Miện', 'Bình Giang']
    """
    found = sorted(_candidates(text), key=lambda place: (place.start, -place.end))
    kept: list[PlaceFound] = []
    reached = 0
    for place in found:
        if place.start >= reached:
            kept.append(place)
            reached = place.end
    return kept


def _candidates(text: str) -> Iterator[PlaceFound]:
    patterns = _patterns()
    for pattern in (patterns.code, patterns.building, patterns.bare):
        for found in pattern.finditer(text):
            yield _place(found)
    for pattern in (patterns.route, patterns.unit):
        for found in pattern.finditer(text):
            if _is_shouted(found):
                continue
            yield _place(found)
            if found["many"]:
                yield from _siblings(text, found.end())


def _is_shouted(found: re.Match[str]) -> bool:
    """In a title all in capitals a name cannot be kept apart from what follows: XÃ ĐÔNG HƯNG TỔ CHỨC."""
    return found["kind"].isupper() and found["name"].isupper() and " " in found["name"]


def _siblings(text: str, at: int) -> Iterator[PlaceFound]:
    """The further names after a kind word in the plural, as long as they follow each other."""
    while following := _patterns().following.match(text, at, min(len(text), at + 200)):
        yield PlaceFound(following["name"], "", following.start("name"), following.end())
        at = following.end()


def _place(found: re.Match[str]) -> PlaceFound:
    start = found.start("kind")
    return PlaceFound(found.string[start : found.end()], found["kind"].lower(), start, found.end())
