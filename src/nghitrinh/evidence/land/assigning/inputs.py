"""The inputs of `land cells`: a list of cells with their suitability (CSV), and quotas by class or region (TOML)."""

import csv
import io
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from nghitrinh.evidence.errors import EvidenceError
from nghitrinh.evidence.land.assigning.solver import CountRange

MOST_DECIMALS = 9
_RANGE = frozenset(("least", "most"))


@dataclass
class CellList:
    """Cells in the order of the file: names, regions ("" where there are none) and suitability by class, or None."""

    classes: tuple[str, ...]
    names: list[str] = field(default_factory=list)
    regions: list[str] = field(default_factory=list)
    rows: list[tuple[Decimal | None, ...]] = field(default_factory=list)
    decimals: int = 0  # the most that a suitability shows

    def whole(self, row: Sequence[Decimal | None]) -> list[int | None]:
        """Return a row in units of the last decimal, as whole numbers."""
        return [None if value is None else int(value.scaleb(self.decimals)) for value in row]


def read_cells(data: bytes, name: str) -> CellList:
    """Read the list: a column `cell`, at will a column `region`, and a column a class; empty where it cannot be.

    Raises EvidenceError, which names file, line and column.
    """
    try:
        lines = csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), strict=True)
        head = [each.strip() for each in next(lines, [])]
        cells = CellList(_classes(head, name))
        seen: set[str] = set()
        for row in lines:
            if row:
                _add(cells, head, row, f"{name}:{lines.line_num}", seen)
    except UnicodeDecodeError as error:
        raise EvidenceError(name, str(error), "text in UTF-8", code="bad_cells") from None
    except csv.Error as error:
        raise EvidenceError(name, str(error), "comma-separated values", code="bad_cells") from None
    if not cells.names:
        raise EvidenceError(name, "no cell", "a line for each cell", code="bad_cells")
    return cells


def _classes(head: list[str], name: str) -> tuple[str, ...]:
    classes = tuple(each for each in head if each not in ("cell", "region"))
    if "cell" not in head or not all(head) or len(set(head)) < len(head) or not classes:
        raise EvidenceError(name, ",".join(head) or "no head", "cell,[region,]CLASS,CLASS…", code="bad_cells")
    return classes


def _add(cells: CellList, head: list[str], row: list[str], where: str, seen: set[str]) -> None:
    if len(row) != len(head):
        raise EvidenceError(where, f"{len(row)} values", f"{len(head)}, as the head has", code="bad_cells")
    found = dict(zip(head, (each.strip() for each in row), strict=True))
    if not found["cell"] or found["cell"] in seen:
        raise EvidenceError(where, f"the cell {found['cell']!r}", "a name of its own", code="bad_cells")
    values = tuple(_suitability(found[each], f"{where}, {each}") for each in cells.classes)
    if all(value is None for value in values):
        raise EvidenceError(where, "no class that it can be", "a suitability for one at least", code="bad_cells")
    seen.add(found["cell"])
    cells.names.append(found["cell"])
    cells.regions.append(found.get("region", ""))
    cells.rows.append(values)
    cells.decimals = max(cells.decimals, *(_decimals(value) for value in values if value is not None))


def _suitability(text: str, where: str) -> Decimal | None:
    if not text:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal("NaN")
    if not value.is_finite() or abs(value) >= Decimal("1e12") or _decimals(value) > MOST_DECIMALS:
        expected = f"a number below 1e12 with a point and at most {MOST_DECIMALS} decimals, or nothing"
        raise EvidenceError(where, text[:40], expected, code="bad_cells")
    return value


def _decimals(value: Decimal) -> int:
    exponent = value.as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def read_quotas(data: bytes, name: str, cells: CellList) -> dict[str, list[CountRange]]:
    """Read the range of each class in each region: `[classes.LUA]`, or `[regions."Bình Giang".LUA]`, least and most.

    What is not named has no limit. Raises EvidenceError for names that the cells do not have and for ranges that are
    none.
    """
    try:
        found = tomllib.loads(data.decode("utf-8-sig"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise EvidenceError(name, str(error), "TOML", code="bad_quotas") from None
    regions = dict.fromkeys(cells.regions)
    if len(found) > 1 or set(found) - {"classes", "regions"}:
        raise EvidenceError(name, ", ".join(found), "either [classes…] or [regions…]", code="bad_quotas")
    by_region = found.get("regions", {})
    _known(by_region, regions, name)
    given = {region: by_region.get(region, {}) if by_region else found.get("classes", {}) for region in regions}
    if len(regions) > 1 and found.get("classes"):
        raise EvidenceError(name, "[classes…] beside several regions", "[regions…]", code="bad_quotas")
    return {region: _ranges(quotas, cells, region, name) for region, quotas in given.items()}


def _known(found: object, known: Mapping[str, object], where: str) -> None:
    if not isinstance(found, dict):
        raise EvidenceError(where, repr(found)[:40], "a table", code="bad_quotas")
    for each in found:
        if each not in known:
            raise EvidenceError(where, repr(each), ", ".join(known), code="bad_quotas")


def _ranges(quotas: dict[str, object], cells: CellList, region: str, name: str) -> list[CountRange]:
    count = cells.regions.count(region)
    _known(quotas, dict.fromkeys(cells.classes), name)
    return [_range(quotas.get(each, {}), count, f"{name}, {each}") for each in cells.classes]


def _range(given: object, count: int, where: str) -> CountRange:
    _known(given, dict.fromkeys(sorted(_RANGE)), where)
    limits = {"least": 0, "most": count} | (given if isinstance(given, dict) else {})
    least, most = limits["least"], limits["most"]
    whole = all(isinstance(each, int) and not isinstance(each, bool) for each in (least, most))
    if not whole or not 0 <= least <= most:
        raise EvidenceError(where, f"least {least}, most {most}", "0 ≤ least ≤ most, whole", code="bad_quotas")
    return CountRange(least, most)
