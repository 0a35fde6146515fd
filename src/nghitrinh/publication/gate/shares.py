"""Shares written in words or as a fraction: một nửa, hơn hai phần ba, khoảng 3/4."""

import re
from dataclasses import dataclass
from decimal import Decimal

from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.vietnamese import modern, spelled

_WORD = r"(?:một|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười)"
_SHARE = re.compile(
    rf"(?:(?P<hedge>gần|hơn|trên|quá|dưới|khoảng|chừng|xấp xỉ)\s+)?"
    rf"(?:(?P<half>(?:một\s+)?nửa)|(?P<top>{_WORD})\s+phần\s+(?P<bottom>tư|{_WORD})|(?P<over>\d)/(?P<under>\d))(?![\w/.,]*\d)\b",
    re.IGNORECASE,
)
_MOST = Decimal("0.1")
_NEAR = Decimal("0.05")


@dataclass(frozen=True)
class Share:
    """A share in hundredths, and the hedge before it."""

    percent: Decimal
    hedge: str


def share_in(words: str) -> Share | None:
    """Return the share that words tell, or None.

    >>> share_in("hơn hai phần ba").hedge
    'hơn'
    """
    found = _SHARE.fullmatch(" ".join(modern(words).split()))
    if found is None:
        return None
    if found["half"]:
        top, bottom = 1, 2
    elif found["top"]:
        top, bottom = spelled(found["top"]), spelled(found["bottom"])
    else:
        top, bottom = int(found["over"]), int(found["under"])
    return Share(Decimal(100 * top) / bottom, (found["hedge"] or "").lower()) if bottom else None


def renders(share: Share, fact: ArticleFact) -> bool:
    """Tell whether a share renders a figure in per cent: near enough, and on the side that its hedge says."""
    if fact.low is None or fact.low != fact.high or modern(fact.unit).strip() not in {"%", "phần trăm"}:
        return False
    off = fact.low - share.percent
    if share.hedge in {"gần", "dưới"}:
        return -_MOST * share.percent <= off < 0
    if share.hedge in {"hơn", "trên", "quá"}:
        return 0 < off <= _MOST * share.percent
    return abs(off) <= (_NEAR * share.percent if share.hedge else Decimal("0.5"))
