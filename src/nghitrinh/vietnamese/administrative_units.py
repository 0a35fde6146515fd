"""The provinces and communes of Vietnam since 1 July 2025: 34 and 3,321, with their codes, in Vietnamese order.

They are read from the data of the package `vietnamadminunits` (MIT), which is never imported: it would bring libraries
of geometry with it. Its table is keyed by names without marks, so that two communes of one province such as Cẩm Giang
and Cẩm Giàng stand in a second one; its column of kinds is wrong for four of them, so the kind is read from the name.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from nghitrinh.vietnamese.order import alphabetical
from nghitrinh.vietnamese.spellings import modern

_PACKAGE = "vietnamadminunits"
_TABLES = ("DICT_PROVINCE_WARD_NO_ACCENTED", "DICT_PROVINCE_WARD_ACCENTED")
_KINDS = ("Thành phố", "Tỉnh", "Phường", "Xã", "Đặc khu")


@dataclass(frozen=True)
class AdministrativeUnit:
    """A province or commune: its code in the official list, its kind ("Xã") and its name without it ("Tân Lập")."""

    code: str
    kind: str
    name: str

    @property
    def full_name(self) -> str:
        """Return the name as it is written in full: "Xã Tân Lập"."""
        return f"{self.kind} {self.name}"


def provinces() -> tuple[AdministrativeUnit, ...]:
    """Return the 34 provinces and cities, by name.

    >>> [province.full_name for province in provinces()[:2]]
    ['Tỉnh An Giang', 'Tỉnh Bắc Ninh']
    """
    return _ordered(_unit(row["provinceCode"], row["province"]) for row in _data()["DICT_PROVINCE"].values())


@cache
def units_of(province: str) -> tuple[AdministrativeUnit, ...]:
    """Return the communes, wards and special zones of a province (its two-digit code), by name.

    KeyError for a code that no province has.

    >>> [unit.full_name for unit in units_of("31") if unit.name.startswith("Cẩm Gi")]
    ['Xã Cẩm Giang', 'Xã Cẩm Giàng']
    """
    data = _data()
    keys = {row["provinceCode"]: key for key, row in data["DICT_PROVINCE"].items()}
    rows = {row["wardCode"]: row["ward"] for table in _TABLES for row in data[table].get(keys[province], {}).values()}
    return _ordered(_unit(code, name) for code, name in rows.items())


@cache
def unit_of(code: str) -> AdministrativeUnit:
    """Return the province (two digits) or commune (five) of a code; KeyError for one that the list does not have.

    >>> unit_of("10903").full_name, unit_of("31").full_name
    ('Xã Cẩm Giàng', 'Thành phố Hải Phòng')
    """
    return _by_code()[code]


@cache
def _by_code() -> dict[str, AdministrativeUnit]:
    found = provinces()
    return {unit.code: unit for unit in (*found, *(unit for province in found for unit in units_of(province.code)))}


def _ordered(units: Iterable[AdministrativeUnit]) -> tuple[AdministrativeUnit, ...]:
    return tuple(sorted(units, key=lambda unit: (alphabetical(unit.name), unit.kind, unit.code)))


def _unit(code: str, full_name: str) -> AdministrativeUnit:
    for kind in _KINDS:
        if full_name.startswith(f"{kind} "):
            return AdministrativeUnit(code, kind, modern(full_name.removeprefix(f"{kind} ")))
    raise ValueError(f"an administrative unit of no known kind; found {full_name}, expected one of {_KINDS}")


@cache
def _data() -> dict[str, Any]:
    spec = find_spec(_PACKAGE)
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError(f"the list of administrative units is the package {_PACKAGE}; found none")
    path = Path(spec.submodule_search_locations[0]) / "data" / "parser_from_2025.json"
    data: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return data
