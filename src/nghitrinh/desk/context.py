"""What every page of the desk has around it: who works for whom, the menu with its counts."""

from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.functional import Promise
from django.utils.safestring import SafeString

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.frame import frame_of
from nghitrinh.desk.kit.house import house
from nghitrinh.desk.menu import ENTRIES
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import User


@dataclass(frozen=True)
class MenuLine:
    """One line of the menu as the template draws it; `begins` draws a rule above it."""

    address: str
    icon: str
    words: Promise
    count: int
    late: bool
    current: bool
    begins: bool


def frame(request: HttpRequest) -> dict[str, Any]:
    """Return the frame of a page; pages before signing in have the house alone."""
    user = getattr(request, "user", None)
    if not isinstance(user, User) or not user.is_authenticated:
        return {"house": house()}
    match = request.resolver_match
    area = (match.url_name or "").split(".")[0] if match else ""
    found = frame_of(cast("DeskRequest", request))
    menu = _menu(area, found.counts, translation.get_language())
    return {"house": house(), "menu": menu, "works_for": found.works_for, "today": clock.today()}


@lru_cache(maxsize=1000)
def _menu(area: str, counts: tuple[tuple[str, int], ...], _language: str) -> SafeString:
    """Draw the menu. Nothing but what is given here stands in it, so what was drawn once is good for everybody."""
    entries = {entry.name: entry for entry in ENTRIES}
    first_kept = next((name for name, _count in counts if entries[name].keeps), "")
    lines = [
        MenuLine(
            reverse(name),
            entry.icon,
            entry.words,
            count,
            entry.late and count > 0,
            area in entry.areas,
            name == first_kept,
        )
        for name, count in counts
        for entry in [entries[name]]
    ]
    return SafeString(render_to_string("desk/menu.html", {"menu": lines}))  # a template escapes what it writes
