"""Named places, each once, by their shortest full name; bodies' names count only where they hold a proper name."""

import re

from nghitrinh.reading.facts import Fact
from nghitrinh.reading.page import Page
from nghitrinh.vietnamese import find_places, fold

_COMPANY = re.compile(
    r"(?:công\s+ty|tập\s+đoàn|báo|đài|đài\s+tt|trường|bệnh\s+viện|ngân\s+hàng|đại\s+học)(?:\s+\w+){0,3}\s+$",
    re.IGNORECASE,
)


def places(page: Page, end: int) -> list[Fact]:
    """Each distinct place once, in order, up to `end` (bylines name newspapers, not places)."""
    found: dict[str, Fact] = {}
    for place in find_places(page.text[:end]):
        if _COMPANY.search(page.text[max(0, place.start - 40) : place.start]):
            continue
        fact = page.fact(place.start, place.end)
        key = fold(place.name.removeprefix(place.kind)) if not place.kind else fold(place.name)
        if not any(key == known or known.endswith(" " + key) for known in found):
            found[key] = fact
    return list(found.values())
