"""What the heads of a table say: a year, whose figure it is, a class, a share, a unit of area, an administrative unit.

Only words that offices use are here; a head that says nothing of these is taken for the name of a unit.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from nghitrinh.evidence.land.classes import codes_named
from nghitrinh.vietnamese import fold

WHOLE = ""  # the unit of all units: the province, or the district of a district's table


class ColumnKind(StrEnum):
    """Whose figure a column has; TOTAL is what stands where nothing else is said."""

    TOTAL = "total"
    ALLOCATED = "allocated"
    LOCAL = "local"
    ADDITIONAL = "additional"
    SHARE = "share"
    CHANGE = "change"


@dataclass(frozen=True)
class Head:
    """What the heads over one column, the outer first, say of it; None or empty where they say nothing."""

    kind: ColumnKind | None = None
    year: int | None = None
    unit: str | None = None
    codes: frozenset[str] = frozenset()
    measure: str = ""
    numbered: bool = False


_NOT_YEARS = re.compile(
    r"\d+\s*/\s*(?:19|20)\d\d\s*/\s*[A-ZĐ][\w-]*|ngày\s+\d+.{0,20}?năm\s+\d{4}|\d{1,2}[/.-]\d{1,2}[/.-]\d{4}",
    re.IGNORECASE,
)
_PERIOD = re.compile(r"(?<!\d)((?:19|20)\d\d)\s*[-–]\s*((?:19|20)\d\d)(?!\d)")
_YEAR = re.compile(r"(?<!\d)((?:19|20)\d\d)(?!\d)")
_ALLOCATED = re.compile(r"\b(?:cap tren|quoc gia|cap tinh|tinh|trung uong|chinh phu)(?: duoc)? phan bo\b|^duoc phan bo")
_ADDITIONAL = re.compile(r"xac dinh (?:bo sung|them)")
_LOCAL = re.compile(r"\b(?:dia phuong|cap tinh|tinh|cap huyen|huyen|cap xa|xa)(?: tu)? xac dinh\b")
_SHARE = re.compile(r"%|\b(?:co cau|ty le|ti le)\b")
_CHANGE = re.compile(r"\b(?:tang|giam|bien dong|chenh lech|so sanh)\b")
_TOTAL = re.compile(r"^(?:tong|tong so|tong cong|cong|tong dien tich|tong dien tich cac loai dat|toan \w+|tinh \w.*)$")
_UNIT_WORD = re.compile(r"^(?:huyen|thi xa|thanh pho|tp|tx|quan|xa|phuong|thi tran|dac khu)[\s.]")
_NO_UNIT = re.compile(
    r"^(?:dien tich|hien trang|quy hoach|ke hoach|chi tieu|phan theo|trong do|don vi|loai dat|den nam|giai doan|thu tu"
    r"|gia tri|so lieu|phuong an|nhu cau|ghi chu|cac |phan bo|cap |ten |nam\s*(?:\d|$)|ky (?:\d|quy|ke|truoc|nay)"
    r"|ma(?: so)?(?: loai)?(?: dat)?$|stt$|tt$|so tt$|dvt$|tdtn$)"
)
_CODE_LIKE = re.compile(r"^[A-ZĐ]{2,4}\*?$")
_NUMBERING = re.compile(r"^\(?\d{1,3}\)?(?:\s*=.*)?$")
# In brackets, after a colon or alone: "Huyện Cẩm Hà" measures nothing.
_MEASURE = re.compile(r"(?:^|[(:,;]\s*|tính\s+)(ha|hecta|héc ta|km2|m2)\s*(?:[).,;]|$)")


def years_in(text: str) -> tuple[list[int], list[tuple[int, int]]]:
    """Return the years and the periods that a text names; numbers and dates of documents are none.

    >>> years_in("Quy hoạch đến năm 2030"), years_in("kỳ 2021-2025 (Thông tư 01/2021/TT-BTNMT)")
    (([2030], []), ([], [(2021, 2025)]))
    """
    bare = _NOT_YEARS.sub(" ", text)
    periods = [(int(found[1]), int(found[2])) for found in _PERIOD.finditer(bare)]
    return [int(found[1]) for found in _YEAR.finditer(_PERIOD.sub(" ", bare))], periods


def measure_in(text: str) -> str:
    """Return the unit of area that a text names: ha, km2, m2, or nothing.

    >>> measure_in("Diện tích (ha)"), measure_in("Đơn vị tính: km²"), measure_in("Huyện Cẩm Ha")
    ('ha', 'km2', '')
    """
    found = _MEASURE.search(text.strip().lower().replace("²", "2"))
    return {"hecta": "ha", "héc ta": "ha"}.get(found[1], found[1]) if found else ""


def is_total(text: str) -> bool:
    """Whether a text stands for all units together, or all classes.

    >>> is_total("Toàn tỉnh"), is_total("Tổng số"), is_total("Huyện Nam Giang")
    (True, True, False)
    """
    return bool(_TOTAL.match(_words(text)))


def heads_all_classes(text: str) -> bool:
    """Whether a row is the natural area by its label: "Tổng diện tích", or "I. LOẠI ĐẤT" in the forms of the circulars.

    >>> heads_all_classes("LOẠI ĐẤT"), heads_all_classes("Tổng diện tích"), heads_all_classes("Đất ở")
    (True, True, False)
    """
    return is_total(text) or _words(text) == "loai dat"


def is_numbering(text: str) -> bool:
    """Whether a text only numbers its column, as in (4) or (5)=(6)+(7)."""
    return bool(_NUMBERING.match(text.strip().replace(" ", "")))


def kind_in(text: str) -> ColumnKind | None:
    """Return whose figure a head announces, or None.

    >>> [str(kind_in(text)) for text in ("Cấp trên phân bổ", "Địa phương xác định", "Cơ cấu (%)", "Phường Tăng Phú")]
    ['allocated', 'local', 'share', 'None']
    """
    folded = fold(text)
    if _ADDITIONAL.search(folded):
        return ColumnKind.ADDITIONAL
    if _LOCAL.search(folded):
        return ColumnKind.LOCAL
    if _UNIT_WORD.match(folded):
        return None
    found = ((_ALLOCATED, ColumnKind.ALLOCATED), (_SHARE, ColumnKind.SHARE), (_CHANGE, ColumnKind.CHANGE))
    return next((kind for pattern, kind in found if pattern.search(folded)), None)


def unit_in(text: str) -> str | None:
    """Return the administrative unit that a text names: WHOLE for all of them, None for none.

    >>> unit_in("Nam Sách (ha)"), unit_in("Toàn tỉnh"), unit_in("Diện tích năm 2020")
    ('Nam Sách', '', None)
    """
    bare = " ".join(re.sub(r"\([^)]*\)|\*", " ", text).split())
    if is_total(bare):
        return WHOLE
    named = bare and not _NO_UNIT.match(fold(bare)) and not bare.replace(".", "").isdigit()
    return bare if named and not looks_like_code(bare) else None


def looks_like_code(text: str) -> bool:
    """Whether a text is written as codes are, so that an unknown one is a mistake and no name.

    >>> looks_like_code("NTX"), looks_like_code("Đất lúa")
    (True, False)
    """
    return bool(_CODE_LIKE.match(text))


def read_head(texts: list[str]) -> Head:
    """Return what the heads over a column say, the outer first; what is said below wins.

    >>> read_head(["Quy hoạch đến năm 2030", "Địa phương xác định (ha)"])
    Head(kind=<ColumnKind.LOCAL: 'local'>, year=2030, unit=None, codes=frozenset(), measure='ha', numbered=False)
    """
    kind, year, unit, codes, measure = None, None, None, frozenset[str](), ""
    for text in texts:
        years, periods = years_in(text)
        year = years[-1] if years else periods[-1][1] if periods else year
        measure = measure_in(text) or measure
        found, named = kind_in(text), codes_named(text)
        if named:  # first: "hạ tầng" is no "tăng"
            codes = named
        elif found is not None:
            kind = found
        elif not years:
            said = unit_in(text)
            unit = unit if said is None or (said == WHOLE and unit) else said  # "Tổng số" under a unit is that unit's
    return Head(kind, year, unit, codes, measure, numbered=bool(texts) and all(map(is_numbering, texts)))


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", fold(text)).split())
