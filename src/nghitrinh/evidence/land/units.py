"""Names of administrative units: "Huyện Gia Phú" on one sheet and "Gia Phú" on the next are one unit."""

import re
from collections import defaultdict
from collections.abc import Iterable

from nghitrinh.evidence.land.layouts import Layout
from nghitrinh.vietnamese import fold

_WORD = re.compile(r"^(?:huyen|thi xa|thanh pho|tp|tx|quan|xa|phuong|thi tran|dac khu)[\s.]+")


def short_key(name: str) -> str:
    """Return a unit's name without accents and without what kind of unit it is.

    >>> short_key("TP. Hải Dương"), short_key("Huyện Nam Sách")
    ('hai duong', 'nam sach')
    """
    return _WORD.sub("", " ".join(fold(name).replace(".", ". ").split()))


class UnitNames:
    """The units of a workbook. Where one sheet has a town and a district of one name, these keep their kind."""

    def __init__(self, layouts: Iterable[Layout]) -> None:
        self.shown: dict[str, str] = {}
        self._shared: set[str] = set()
        for layout in layouts:
            full: dict[str, set[str]] = defaultdict(set)
            for said in (*(row.unit for row in layout.rows), *(head.unit for head in layout.columns.values())):
                if said and short_key(said) != " ".join(fold(said).split()):  # "Gia Phú" alone is either
                    full[short_key(said)].add(fold(said))
            self._shared |= {short for short, names in full.items() if len(names) > 1}

    def key(self, name: str) -> str:
        """Return by what a unit is compared, and remember how it is shown."""
        short = short_key(name)
        key = fold(name) if short in self._shared else short
        self.shown.setdefault(key, name)
        return key
