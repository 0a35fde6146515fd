"""The parts of a form with points, as a conflict shows them: what belongs together stands under one heading."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django import forms
from django.utils.translation import gettext as _

_PLACE = re.compile(r"points-(\d+)-(?:(figures|charges)-(\d+)-)?")


@dataclass
class Section:
    """Some fields under a heading (none above the points); with each that differs, what the record has now."""

    heading: str
    clashes: list[Any] = field(default_factory=list)
    same: list[forms.BoundField] = field(default_factory=list)


def sections_of(fields: Iterable[forms.BoundField], clashes: Iterable[Any]) -> list[Section]:
    """Return the fields of a form by their sections, in the form's order; clashes are known by their fields."""
    clashing = {clash.field.name: clash for clash in clashes}
    found: dict[str, Section] = {}
    for bound in fields:
        heading = heading_of(bound.name)
        section = found.setdefault(heading, Section(heading))
        if bound.name in clashing:
            section.clashes.append(clashing[bound.name])
        else:
            section.same.append(bound)
    return list(found.values())


def heading_of(name: str) -> str:
    """Return where a field stands, by its name: "Ý 1", "Ý 1, số liệu 2"; nothing for one outside the points."""
    place = _PLACE.match(name)
    if place is None:
        return ""
    given = {"point": int(place[1]) + 1, "n": int(place[3] or 0) + 1}
    words = {
        "figures": _("Ý %(point)d, số liệu %(n)d"),
        "charges": _("Ý %(point)d, việc giao %(n)d"),
    }
    return words.get(place[2], _("Ý %(point)d")) % given
