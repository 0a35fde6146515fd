"""Which organization or place of the record a page means: names compared without marks and short forms. Pure.

A name that fits nothing, or more than one, fits nothing: a person chooses. Nothing is ever made up.
"""

import re
from dataclasses import dataclass
from uuid import UUID

from nghitrinh.vietnamese import fold, modern

_SHORT = {
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "btv": "ban thuong vu",
    "bch": "ban chap hanh",
    "bcsd": "ban can su dang",
    "mttq": "mat tran to quoc",
    "tp": "thanh pho",
    "tx": "thi xa",
    "tn mt": "tai nguyen va moi truong",
}
_SHORT_RE = re.compile(rf"\b(?:{'|'.join(sorted(_SHORT, key=len, reverse=True))})\b")
_ROADS = ("duong o to cao toc", "duong cao toc", "tuyen cao toc", "cao toc", "tuyen duong", "duong", "tuyen")
_UNITS = ("thanh pho", "thi xa", "thi tran", "tinh", "huyen", "quan", "xa", "phuong")
_KINDS = tuple(sorted((*_ROADS, *_UNITS), key=len, reverse=True))


@dataclass(frozen=True)
class Named:
    """One object of the record with the names it goes by; `near` says that it is of the same jurisdiction."""

    key: UUID
    name: str
    short: str = ""
    kind: str = ""
    near: bool = True


def plain_name(text: str) -> str:
    """Return a name folded, without punctuation, with the short forms of offices written out.

    >>> plain_name("UBND tỉnh"), plain_name("Hà Nội – Hải Phòng")
    ('uy ban nhan dan tinh', 'ha noi hai phong')
    """
    words = " ".join(re.findall(r"\w+", fold(modern(text))))
    return _SHORT_RE.sub(lambda found: _SHORT[found[0]], words)


def match_organization(said: str, organizations: list[Named], jurisdiction: str) -> UUID | None:
    """Return the one organization that a page names; with or without the jurisdiction's name after it."""
    wanted = bare_name(said, jurisdiction)
    fits = [
        each
        for each in organizations
        if wanted and wanted in {bare_name(name, jurisdiction) for name in (each.name, each.short) if name}
    ]
    return only(fits)


def bare_name(said: str, jurisdiction: str) -> str:
    """Return a plain name without the jurisdiction's own name after it.

    >>> bare_name("UBND tỉnh Hải Dương", "Tỉnh Hải Dương")
    'uy ban nhan dan tinh'
    """
    area = _split(plain_name(jurisdiction))[1]
    return plain_name(said).removesuffix(f" {area}") if area else plain_name(said)


def match_organizations(said: str, organizations: list[Named], jurisdiction: str) -> list[UUID]:
    """Return the organizations named in an enumeration; what fits none stays in the page's words alone."""
    whole = match_organization(said, organizations, jurisdiction)
    if whole is not None:
        return [whole]
    parts = re.split(r",|;|\s+và\s+", said)
    found = [match_organization(part, organizations, jurisdiction) for part in parts if part.strip()]
    return list(dict.fromkeys(key for key in found if key is not None))


def match_place(said: str, places: list[Named]) -> UUID | None:
    """Return the one place that a page names. Two kinds of place of one name (huyện, thị trấn) are two places."""
    kind, name = _split(plain_name(said))
    fits = []
    for each in places:
        own_kind, own_name = _split(plain_name(each.name))
        own_kind = _split(plain_name(each.kind) + " x")[0] or own_kind
        if name == own_name and _same_kind(kind, own_kind):
            fits.append(each)
    return only(fits)


def _same_kind(one: str, other: str) -> bool:
    return not one or not other or one == other or (one in _ROADS and other in _ROADS)


def _split(name: str) -> tuple[str, str]:
    """Return the kind of place that a plain name begins with, and the rest."""
    for kind in _KINDS:
        if name.startswith(f"{kind} "):
            return kind, name[len(kind) + 1 :]
    return "", name


def only(fits: list[Named]) -> UUID | None:
    """Return the one that fits, of the same jurisdiction before others; None where none or several fit.

    One that goes by several names is one.
    """
    near = [each for each in fits if each.near]
    chosen = near or fits
    return chosen[0].key if len({each.key for each in chosen}) == 1 else None
