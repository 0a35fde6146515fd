"""Classes of land by version of the list: `schemes/*.json` has code, name, parent, and whether the parts are all there.

A code alone says nothing: in the lists of 2021 KCN is the high-tech zone, which counts nowhere, and industrial parks
are SKK. So a table is read by one scheme, which its title, its codes or its reader names.
"""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property, lru_cache
from importlib.resources import files

from nghitrinh.evidence.errors import EvidenceError
from nghitrinh.vietnamese import fold

AREA = "TDTN"  # the natural area: what NNP, PNN and CSD add up to
GROUPS = ("NNP", "PNN", "CSD")
_SCHEMES = ("2014", "2021-tinh", "2021-quoc-gia", "2024")


@dataclass(frozen=True)
class LandClass:
    """One class: `partial` when the classes under it need not add up to it, `overlay` when it counts in no total."""

    code: str
    name: str
    parent: str
    partial: bool = False
    overlay: bool = False


@dataclass(frozen=True)
class Relation:
    """A class and those listed under it; `unlisted` are the classes of the scheme below it that are not listed."""

    whole: str
    parts: tuple[str, ...]
    partial: bool
    unlisted: tuple[str, ...]


@dataclass(frozen=True)
class ClassTree:
    """One version of the list of classes. `note` is a code of what a finding must say of it, or nothing."""

    key: str
    name: str
    note: str
    source: str
    classes: dict[str, LandClass]

    @cached_property
    def children(self) -> dict[str, tuple[str, ...]]:
        """The classes directly under each; those under AREA are the three groups."""
        under: dict[str, list[str]] = {AREA: list(GROUPS)}
        for each in self.classes.values():
            if each.parent and not each.overlay:
                under.setdefault(each.parent, []).append(each.code)
        return {code: tuple(parts) for code, parts in under.items()}

    def above(self, code: str) -> tuple[str, ...]:
        """Return the classes above one, the nearest first.

        >>> tree("2014").above("LUC")
        ('LUA', 'CHN', 'SXN', 'NNP')
        """
        parent = self.classes[code].parent if code in self.classes else ""
        return (parent, *self.above(parent)) if parent else ()

    def leaves(self, code: str) -> tuple[str, ...]:
        """Return the classes at the end of each branch under one, itself when nothing is under it."""
        under = self.children.get(code, ())
        return tuple(leaf for each in under for leaf in self.leaves(each)) if under else (code,)

    def relations(self, listed: Iterable[str]) -> tuple[Relation, ...]:
        """Return what must add up among the classes that a table lists, classes in between left out.

        >>> tree("2014").relations(["NNP", "LUA", "LUC", "LUK", "CLN"])[1]
        Relation(whole='LUA', parts=('LUC', 'LUK'), partial=False, unlisted=('LUN',))
        """
        known = {code for code in listed if code == AREA or code in self.classes}
        order = [AREA, *self.classes]
        found = (self._relation(code, known) for code in sorted(known, key=order.index))
        return tuple(each for each in found if each is not None)

    def _relation(self, whole: str, known: set[str]) -> Relation | None:
        parts, unlisted, partial = self._nearest(whole, known)
        return Relation(whole, parts, partial, unlisted) if parts else None

    def _nearest(self, code: str, known: set[str]) -> tuple[tuple[str, ...], tuple[str, ...], bool]:
        parts: list[str] = []
        unlisted: list[str] = []
        partial = code in self.classes and self.classes[code].partial
        for each in self.children.get(code, ()):
            if each in known:
                parts.append(each)
                continue
            deeper, missing, open_below = self._nearest(each, known)
            parts += deeper
            unlisted += missing if deeper else (each,)
            partial = partial or (bool(deeper) and open_below)
        return tuple(parts), tuple(unlisted), partial

    def is_overlay(self, code: str) -> bool:
        """Whether a class counts in no total."""
        return code in self.classes and self.classes[code].overlay


@cache
def tree(key: str) -> ClassTree:
    """Return one version of the list. Raises EvidenceError for one that there is not.

    >>> tree("2021-quoc-gia").classes["KCN"].name, tree("2021-quoc-gia").is_overlay("KCN")
    ('Đất khu công nghệ cao', True)
    """
    if key not in _SCHEMES:
        raise EvidenceError(key, "an unknown scheme", ", ".join(_SCHEMES), code="unknown_scheme")
    data = json.loads(files(__package__).joinpath("schemes", f"{key}.json").read_text("utf-8"))
    classes = {row["code"]: LandClass(**row) for row in data["classes"]}
    return ClassTree(data["key"], data["name"], data["note"], data["source"], classes)


def schemes() -> tuple[ClassTree, ...]:
    """Return every version of the list, the fullest first."""
    return tuple(tree(key) for key in _SCHEMES)


@cache
def all_codes() -> frozenset[str]:
    """Return the codes of every version."""
    return frozenset(code for each in schemes() for code in each.classes)


@cache
def _names() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for each in schemes():
        for one in each.classes.values():
            if one.name:
                found.setdefault(name_key(one.name), set()).add(one.code)
    found["lua"] = {"LUA"}  # what a list of works calls it
    return {name: frozenset(codes) for name, codes in found.items()}


_LEADING = re.compile(r"^(?:[-+*•–]|\(?\d+(?:\.\d+)*[.)]?|[IVX]+[.)])\s*|^trong đó\s*:?\s*", re.IGNORECASE)
_TRAILING = re.compile(r"\s*(?:[-–]\s*[A-Z]{3}|\([A-Z]{3}\)|\*|\(\d+\))\s*$")


_BRACKETED = re.compile(r"\(([A-Z]{3})\)$")


def name_key(text: str) -> str:
    """Return a name as it is compared: without numbering, accents, "nhóm" and "đất" at its head and signs.

    >>> name_key("1.1 Đất trồng lúa"), name_key("- Trong đó: Đất chuyên trồng lúa nước (LUC)"), name_key("NHÓM ĐẤT Ở")
    ('trong lua', 'chuyen trong lua nuoc', 'o')
    """
    bare, before = text.strip(), ""
    while bare != before:
        before, bare = bare, _TRAILING.sub("", _LEADING.sub("", bare.strip(), count=1))
    words = re.sub(r"[^\w\s]", " ", fold(bare))
    return " ".join(re.sub(r"^(?:nhom )?dat ", "", " ".join(words.split())).split())


@lru_cache(4096)
def codes_named(text: str) -> frozenset[str]:
    """Return the codes that a cell's text names, by code or by name; empty when it names no class.

    >>> sorted(codes_named("LUA")), sorted(codes_named("Đất khu công nghiệp")), sorted(codes_named("Xã Hòa An"))
    (['LUA'], ['SKK'], [])
    """
    bare = text.strip().rstrip("*").strip()
    if bare in all_codes():
        return frozenset((bare,))
    if is_natural_area(text):
        return frozenset((AREA,))
    found = _BRACKETED.search(bare)
    given = frozenset((found[1],)) if found and found[1] in all_codes() else frozenset[str]()
    return _names().get(name_key(text), given)


def is_natural_area(text: str) -> bool:
    """Whether a text names the natural area.

    >>> is_natural_area("TỔNG DIỆN TÍCH TỰ NHIÊN"), is_natural_area("Tổng diện tích")
    (True, False)
    """
    folded = name_key(text)
    return folded.endswith("tu nhien") and "dien tich" in folded
