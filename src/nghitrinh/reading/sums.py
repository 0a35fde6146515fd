"""Sums that do not add up: a whole and the parts the page itself lists for it."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import islice

from nghitrinh.reading.facts import Fact, PageContradiction
from nghitrinh.reading.page import Page, can_count
from nghitrinh.vietnamese import NumberFound, find_numbers, format_number

_PARTS = re.compile(
    r"^(?:[^.;\d]|\b(?:19|20)\d\d\b){0,60}?(?:,\s*)?(?:trong\s+đó|gồm|bao\s+gồm|cụ\s+thể)\s*(?:có|là)?\s*:?\s*[^.;\d]{0,40}$",
    re.IGNORECASE,
)
_ALL = re.compile(r"\b(?:bao\s+gồm|gồm)\b", re.IGNORECASE)
_AND = re.compile(r"\bvà\b", re.IGNORECASE)
_CLOSED = re.compile(r"(?:(?!\bvà\b)[^,;.\d]){0,80}(?:[.]|$)", re.IGNORECASE)
# "65 vụ (giảm 8 vụ), trong đó …": what stands in brackets is no part.
_BRACKETS = re.compile(r"\([^()]*\)")
_PARTS_WORD = re.compile(r"\b(?:trong\s+đó|gồm|cụ\s+thể)\b", re.IGNORECASE)
_JOINS = re.compile(r"^[^.;:\d%]{0,60}?(?:,|\bvà|;)\s[^.;:\d%]{0,40}$", re.IGNORECASE)


def wrong_sums(page: Page) -> Iterator[PageContradiction]:
    """'30 A, gồm 10 B và 15 B': parts in the unit of the whole, exact all, that do not make it up."""
    for line in page.lines:
        if not _PARTS_WORD.search(line.text):
            continue
        text = _BRACKETS.sub(lambda aside: " " * len(aside[0]), line.text)
        numbers = [number for number in find_numbers(text) if number.unit and can_count(number)]
        for index, whole in enumerate(numbers):
            parts = _parts(text, numbers, index)
            total = sum((part.low for part in parts), Decimal(0))
            short = total < whole.low and _is_whole(text, whole, parts)
            if len(parts) >= 2 and whole.low == whole.high and (total > whole.low or short):
                yield _contradiction(page, line.start, whole, parts, total)


def _parts(text: str, numbers: list[NumberFound], index: int) -> list[NumberFound]:
    whole = numbers[index]
    parts: list[NumberFound] = []
    for number in islice(numbers, index + 1, None):
        between = text[(parts[-1] if parts else whole).end : number.start]
        if number.unit != whole.unit or number.hedge or whole.hedge or not (_JOINS if parts else _PARTS).match(between):
            break
        parts.append(number)
        if sum(part.low for part in parts) == whole.low:
            break
    return parts


def _is_whole(text: str, whole: NumberFound, parts: list[NumberFound]) -> bool:
    """'gồm A và B.' lists all there is: nothing follows the last part, which 'và' joins."""
    if len(parts) < 2:
        return False
    named = _ALL.search(text, whole.end, parts[0].start)
    last = _AND.search(text, parts[-2].end, parts[-1].start)
    return bool(named and last and _CLOSED.match(text, parts[-1].end))


def _contradiction(
    page: Page, offset: int, whole: NumberFound, parts: list[NumberFound], total: Decimal
) -> PageContradiction:
    a: Fact = page.fact(offset + whole.start, offset + whole.end)
    b: Fact = page.fact(offset + parts[0].start, offset + parts[-1].end)
    why = f"Các phần cộng lại là {format_number(total)}, không phải {format_number(whole.low)}."
    return PageContradiction("quantities", a, b, why)
