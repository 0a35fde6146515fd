"""Units as dimensions and factors, so that 50 km² is 5.000 ha and 1,2 tỷ đồng is 1.200 triệu đồng."""

import re
from decimal import Decimal

from nghitrinh.vietnamese.folding import fold
from nghitrinh.vietnamese.spellings import modern

SCALE_VALUES = {
    "nghìn tỷ": 10**12, "nghìn tỉ": 10**12, "ngàn tỷ": 10**12, "ngàn tỉ": 10**12, "tỷ": 10**9, "tỉ": 10**9,
    "triệu": 10**6, "vạn": 10**4, "nghìn": 10**3, "ngàn": 10**3,
}  # fmt: skip
# By their signs, and by their words without marks, blanks and hyphens: "héc-ta", "Hécta" and "hec ta" are one.
_MEASURES: dict[str, tuple[str, Decimal]] = {
    "m2": ("area", Decimal(1)), "m²": ("area", Decimal(1)), "ha": ("area", Decimal(10**4)),
    "km2": ("area", Decimal(10**6)), "km²": ("area", Decimal(10**6)),
    "mm": ("length", Decimal("0.001")), "cm": ("length", Decimal("0.01")), "m": ("length", Decimal(1)),
    "km": ("length", Decimal(1000)), "g": ("mass", Decimal("0.001")),
    "kg": ("mass", Decimal(1)), "tạ": ("mass", Decimal(100)), "tấn": ("mass", Decimal(1000)),
    "%": ("share", Decimal(1)), "đồng": ("đồng", Decimal(1)), "đ": ("đồng", Decimal(1)), "vnđ": ("đồng", Decimal(1)),
    "vnd": ("đồng", Decimal(1)), "usd": ("usd", Decimal(1)),
    "m3": ("volume", Decimal(1)), "m³": ("volume", Decimal(1)), "lít": ("volume", Decimal("0.001")),
    "mw": ("power", Decimal(1)), "mwp": ("power", Decimal(1)), "kw": ("power", Decimal("0.001")),
}  # fmt: skip
MEASURED = frozenset(dimension for dimension, _factor in _MEASURES.values())
_WRITTEN_OUT = {
    "met": "m", "metvuong": "m2", "metkhoi": "m3", "hecta": "ha", "hectare": "ha", "kmvuong": "km2", "kilomet": "km",
    "kilometvuong": "km2", "kilomevuong": "km2", "milimet": "mm", "centimet": "cm", "xentimet": "cm",
    "xangtimet": "cm", "gam": "g", "gram": "g", "kilogam": "kg", "kilogram": "kg", "phantram": "%", "dola": "usd",
    "dolamy": "usd", "dongvietnam": "đồng", "litre": "lít", "megaoat": "mw", "megawatt": "mw", "kilooat": "kw",
    "kilowatt": "kw", "mkhoi": "m3", "mvuong": "m2",
}  # fmt: skip
_PARTING = re.compile(r"[\s\-‐‑]+")


def measure(unit: str) -> tuple[str, Decimal]:
    """Return what a unit measures and how many of the base unit it is; a counted noun measures itself.

    >>> measure("km2"), measure("triệu đồng"), measure("Ki-lô-mét vuông"), measure("hộ dân")
    (('area', Decimal('1000000')), ('đồng', Decimal('1000000')), ('area', Decimal('1000000')), ('hộ dân', Decimal('1')))
    """
    rest, factor = " ".join(modern(unit).lower().split()), Decimal(1)
    for words, value in SCALE_VALUES.items():
        if rest == words or rest.startswith(f"{words} "):
            rest, factor = rest.removeprefix(words).strip(), Decimal(value)
            break
    sign = _WRITTEN_OUT.get(_PARTING.sub("", fold(rest)).removesuffix("."), rest)
    dimension, base = _MEASURES.get(sign, (rest, Decimal(1)))
    return dimension, base * factor


def factor_between(written: str, recorded: str) -> Decimal | None:
    """Return by what a written quantity is multiplied to stand in the recorded unit; None when they do not compare.

    A bare "tỷ" takes the recorded dimension; a counted noun may be said longer or shorter ("khu", "khu công nghiệp").

    >>> factor_between("km2", "ha"), factor_between("ha", "triệu đồng")
    (Decimal('100'), None)
    """
    (kind, per), (recorded_kind, recorded_per) = measure(written), measure(recorded)
    same = kind == recorded_kind or not kind or not recorded_kind
    if same or kind.startswith(f"{recorded_kind} ") or recorded_kind.startswith(f"{kind} "):
        return per / recorded_per if written else Decimal(1)
    return None
