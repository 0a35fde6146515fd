"""Figures with a unit, periods (giai đoạn 2016-2020), and shares of a whole (50/53 đại biểu)."""

import re
from collections.abc import Iterator
from decimal import Decimal

from nghitrinh.reading.facts import Quantity
from nghitrinh.reading.page import Page
from nghitrinh.vietnamese import NumberFound, fold

_PERIOD = re.compile(
    r"(?=[gGnNtT\d])(?:\b(?:giai\s+đoạn|nhiệm\s+kỳ|năm\s+học|niên\s+khóa|thời\s+kỳ)|(?<![\d.,])\d{1,2}\s+năm)\s+(?P<low>(?:19|20)\d\d)\s*[-–]\s*(?P<high>(?:19|20)\d\d)(?!\d)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    r"(?<![\w/.,-])(?P<low>\d{1,4})/(?P<high>\d{1,4})\s+(?P<unit>đại\s+biểu|ủy\s+viên|đồng\s+chí|xã|phường|huyện|thành\s+viên|chỉ\s+tiêu"
    r"|đơn\s+vị|người|tổ|hộ|thôn|dự\s+án|phiếu|địa\s+phương|công\s+trình|tiêu\s+chí|chi\s+bộ|chi|đảng\s+bộ|trường|cơ\s+sở|nhiệm\s+vụ|nội\s+dung|hồ\s+sơ|kiến\s+nghị|đảng\s+viên"
    r"|ý\s+kiến|cán\s+bộ|ban|ngành|sở|khu|bản|ấp|tuyến|điểm|vụ|nghị\s+quyết|huyện,\s+thành\s+phố|xã,\s+thị\s+trấn|xã,\s+phường|nhà|mục\s+tiêu)\b",
    re.IGNORECASE,
)
# "tháng 3 năm 2021", "năm 2021", "quý 1", "điểm 2": a number that names and does not count.
_NAMES = re.compile(
    r"(?:\b(?:năm|tháng|quý|tuần|số|thứ|điều|khoản|điểm|phường|quận|khóa|khoá|lần|nghị quyết|(?<!danh )mục|tầng|QL|quốc lộ|đường|tỉnh lộ|tổ|khu phố"
    r"|cấp|lớp|kỳ|đợt|loại(?! \d+ con)|khu vực|ngõ|ngách|hẻm|lô|km|cột)|(?<!thu )\bhồi|\blúc)\s+$",
    re.IGNORECASE,
)
_PER = re.compile(r"\s?/\s?(?:tuần|năm|tháng|ngày|người|hộ|ha|m2|giờ|lần|km|tấn|xã)\b", re.IGNORECASE)
_READERS = re.compile(r"\s+(?:lượt\s+)?(?:xem|đọc|truy\s+cập)\b", re.IGNORECASE)
# "trước 18 giờ ngày 14/9", "tính đến 17 giờ cùng ngày": a time of day, no span of hours.
_CLOCK = re.compile(r"\s*(?:\d{1,2}\b|ngày|cùng\s+ngày|sáng|chiều|hôm|ngày\s+mai)", re.IGNORECASE)
_AT = re.compile(r"\b(?:lúc|hồi|từ|đến|tới|trước|sau|khoảng|vào)\s+$", re.IGNORECASE)
_THOUSANDS = {"tỷ": ("triệu",), "tỉ": ("triệu",), "triệu": ("nghìn", "ngàn")}
_HALVES = re.compile(r"\s+(?:đầu|cuối)\s+năm(?:\s+(?:19|20)\d\d)?", re.IGNORECASE)


def quantities(page: Page, body_end: int) -> list[Quantity]:
    """Each distinct quantity once, in order, up to `body_end`."""
    found: dict[str, Quantity] = {}
    taken = bytearray(len(page.text))
    for quantity in (*_periods(page, body_end), *_shares(page, body_end), *_counts(page, body_end)):
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
        if tail := (
            _PER.match(page.text, stop) or (_HALVES.match(page.text, stop) if number.unit == "tháng" else None)
        ):
            stop = tail.end()
        yield _quantity(page, (number.start, stop), _plain(number.low), _plain(number.high), number.unit, number.hedge)


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
