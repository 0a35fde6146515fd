"""Figures with a unit, periods (giai đoạn 2016-2020), and shares of a whole (50/53 đại biểu)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from nghitrinh.reading.facts import Quantity
from nghitrinh.reading.page import Page
from nghitrinh.reading.tables import LOWER, UPPER, any_of
from nghitrinh.vietnamese import NumberFound, fold, spelled
from nghitrinh.vietnamese.units import UNITS

_PERIOD = re.compile(
    r"(?=[gGnNtT\d])(?:\b(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+khóa|thời\s+kỳ)|(?<![\d.,])\d{1,2}\s+năm)\s+(?P<low>(?:19|20)\d\d)\s*[-–]\s*(?P<high>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<![\w/.,-])(?P<low>\d{1,4})/(?P<high>\d{1,4})\s+(?P<unit>giờ|máy\s+bơm|máy|đại\s+biểu|ủy\s+viên|đồng\s+chí|xã|phường|huyện|thành\s+viên|chỉ\s+tiêu"
    r"|đơn\s+vị|người|tổ|hộ|thôn|dự\s+án|phiếu|địa\s+phương|công\s+trình|tiêu\s+chí|chi\s+bộ|chi|đảng\s+bộ|trường|cơ\s+sở|nhiệm\s+vụ|nội\s+dung|hồ\s+sơ|kiến\s+nghị|đảng\s+viên"
    r"|ý\s+kiến|cán\s+bộ|ban|ngành|sở|khu|bản|ấp|tuyến|điểm|vụ|nghị\s+quyết|huyện,\s+thành\s+phố|xã,\s+thị\s+trấn|xã,\s+phường|nhà|mục\s+tiêu)\b",
    re.IGNORECASE,
)
# "tháng 3 năm 2021", "năm 2021", "quý 1", "điểm 2": a number that names and does not count.
_NAMES = re.compile(
    r"(?:\b(?:năm|tháng|quý|tuần|(?<!trong )số|thứ|điều|khoản|điểm|phường|quận|khóa|khoá|lần|nghị quyết|(?<!danh )mục|tầng|QL|quốc lộ|đường|tỉnh lộ|tổ|khu phố"
    r"|cấp|lớp|kỳ|đợt|loại(?! \d+ con)|khu vực|ngõ|ngách|hẻm|lô|km|cột)|(?<!thu )\bhồi|\blúc)\s+$",
    re.IGNORECASE,
)
_PER = re.compile(
    r"(?:\s?/\s?(?:tuần|năm|tháng|ngày|người|hộ|ha|m2|giờ|lần|km|tấn|xã|nhóm|giây|phút|doanh\s+nghiệp|đơn\s+vị|trường|em)|/[a-z]{1,2}\d?)\b",
    re.IGNORECASE,
)
# Whatever is counted by figures though no table knows it: 97 chung cư; one or two syllables that are no function word.
_FUNCTION = (
    r"(?!(?:và|của|đến|tới|là|thì|trong|tại|có|được|sẽ|đã|với|cho|theo|về|ở|từ|trên|dưới|này|kia|nay|hoặc|để|mà|nhưng|do|bị|khi|vào|ra|lên|xuống|hay|cũng|còn|qua|nhằm|vừa|diễn|khai|bế|đang|gồm|như|nên"
    r"|thuộc|giữa|bằng|đối|cùng|sau|trước|tổ|đầu|cuối|khóa|nhiệm|phải|cần|không|chưa|hơn|rất|thứ|đi|nối|đoạn|gây|chiều|sáng|tối|hôm|các|những|năm|tháng|ngày|giờ|thông|tăng|giảm|sinh)\b)"
)
_COUNTED = re.compile(
    rf"(?=\d)(?<![\w.,/:–-])(?P<figure>\d{{1,3}}(?:\.\d{{3}}){{0,5}}|\d{{1,7}})\s(?P<unit>{_FUNCTION}{LOWER}+(?:\s{_FUNCTION}{LOWER}+)?)(?![\w/])"
)
# Small numbers in words count too, but "một" is mostly an article and "năm" a year.
_IN_WORDS = re.compile(
    rf"(?=[hbstcm])(?<!thứ )(?<!tháng )(?<!quý )(?<!\w)(?P<figure>hai|ba|bốn|sáu|bảy|tám|chín|mười)\s(?P<unit>{any_of(tuple(unit for unit in UNITS if unit[0].islower() and unit not in {'khi', 'mặt', 'đồng'}))})(?!\w)",
    re.IGNORECASE,
)
# "Điều 5 quy định", "Covid 19 lây": a figure that belongs to a name.
_PROPER = re.compile(rf"(?:^|\s){UPPER}\w*\s+$")
_READERS = re.compile(r"\s+(?:lượt\s+)?(?:xem|đọc|truy\s+cập)\b", re.IGNORECASE)
# "trước 18 giờ ngày 14/9", "tính đến 17 giờ cùng ngày": a time of day, no span of hours.
_CLOCK = re.compile(r"\s*(?:\d{1,2}\b|ngày|cùng\s+ngày|sáng|chiều|hôm|ngày\s+mai)", re.IGNORECASE)
_AT = re.compile(r"\b(?:lúc|hồi|từ|đến|tới|trước|sau|khoảng|vào)\s+$", re.IGNORECASE)
_THOUSANDS = {"tỷ": ("triệu",), "tỉ": ("triệu",), "triệu": ("nghìn", "ngàn")}


def quantities(page: Page, body_end: int) -> list[Quantity]:
    """Each distinct quantity once, in order, up to `body_end`."""
    found: dict[str, Quantity] = {}
    taken = bytearray(len(page.text))
    for quantity in (
        *_periods(page, body_end),
        *_shares(page, body_end),
        *_counts(page, body_end),
        *_others(page, body_end),
    ):
        start, end = page.here(quantity)
        if any(taken[start:end]):
            continue
        taken[start:end] = b"\1" * (end - start)
        key = re.sub(r"\s*[-–]\s*", "-", fold(quantity.text))
        key = re.sub(r"^0+(?=\d)", "", key)
        if key not in found or found[key].text.isupper() > quantity.text.isupper():
            found[key] = quantity
    keys = set(found)
    longest = [each for key, each in found.items() if not any(other.startswith(f"{key} ") for other in keys)]
    return sorted(longest, key=lambda quantity: quantity.start)


def _periods(page: Page, end: int) -> Iterator[Quantity]:
    for found in _PERIOD.finditer(page.text, 0, end):
        yield _quantity(page, found.span(), found["low"], found["high"], "năm", None)


def _shares(page: Page, end: int) -> Iterator[Quantity]:
    dates = {at for found in page.dates for at in range(found.start, found.end)}
    for found in _SHARE.finditer(page.text, 0, end):
        if int(found["low"]) <= int(found["high"]) and found.start() not in dates:
            yield _quantity(page, found.span(), found["low"], found["low"], found["unit"], None)


def _counts(page: Page, end: int) -> Iterator[Quantity]:
    for number, following in zip(page.numbers, [*page.numbers[1:], None], strict=False):
        if (
            number.end > end
            or number.unit is None
            or _NAMES.search(page.text[max(0, number.start - 20) : number.start])
        ):
            continue
        if number.unit.lower() == "năm" and 1900 <= number.low <= 2100:
            continue
        if _READERS.match(page.text, number.end) or _is_clock(page.text, number):
            continue
        stop = number.end
        if whole := _summed(page.text, number, following):
            yield _quantity(page, (number.start, whole[1]), _plain(whole[0]), _plain(whole[0]), whole[2], number.hedge)
            continue
        if tail := _PER.match(page.text, stop):
            stop = tail.end()
        yield _quantity(page, (number.start, stop), _plain(number.low), _plain(number.high), number.unit, number.hedge)


def _others(page: Page, end: int) -> Iterator[Quantity]:
    """What figures or small numbers in words count, beyond the table of units."""
    dates = {at for found in page.dates for at in range(found.start, found.end)}
    for found in _COUNTED.finditer(page.text, 0, end):
        named = _NAMES.search(page.text, max(0, found.start() - 20), found.start())
        if named or found.start() in dates or _PROPER.search(page.text, max(0, found.start() - 12), found.start()):
            continue
        low = found["figure"].replace(".", "")
        yield _quantity(page, found.span(), low, low, found["unit"], None)
    for found in _IN_WORDS.finditer(page.text, 0, end):
        low = str(spelled(found["figure"].lower()))
        yield _quantity(page, found.span(), low, low, found["unit"], None)


def _summed(text: str, number: NumberFound, following: NumberFound | None) -> tuple[Decimal, int, str] | None:
    """'9 tỷ 450 triệu đồng': two figures that are one, given in the smaller unit; where it ends, and that unit."""
    unit = (number.unit or "").lower()
    if unit not in _THOUSANDS or following is None or text[number.end : following.start].strip() != "":
        return None
    smaller = (following.unit or "").lower()
    if not smaller.startswith(_THOUSANDS[unit]) or number.low != number.high:
        return None
    return number.low * 1000 + following.low, following.end, following.unit or ""


def _is_clock(text: str, number: NumberFound) -> bool:
    if number.unit is None or number.unit.lower() != "giờ" or number.high > 24:
        return False
    return bool(_CLOCK.match(text, number.end) or _AT.search(text, max(0, number.start - 12), number.start))


def _plain(number: Decimal) -> str:
    return f"{number:f}"


def _quantity(page: Page, span: tuple[int, int], low: str, high: str, unit: str, hedge: str | None) -> Quantity:
    fact = page.fact(*span)
    return Quantity(fact.value, fact.text, fact.start, fact.end, low, high, unit, hedge)
