"""Values of a rule in words, and the short forms in which an office types them.

short("> 1/2 in_office")     "quá 1/2"
typed_share("quá 1/2")       "> 1/2"
"""

import re
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.record.procedure.provisions import ProvisionKind, Shape
from nghitrinh.record.procedure.values import Counting, Delay, Threshold

# How a share is typed; "hơn" and "trên" are said for "quá", "từ" for "ít nhất".
_STRICT, _REACHED = ("quá", "hơn", "trên", "more than", ">"), ("ít nhất", "từ", "at least", ">=")


def share_words(threshold: Threshold) -> str:
    """Return the share of a threshold: quá 1/2, ít nhất 2/3."""
    share = f"{threshold.share.numerator}/{threshold.share.denominator}"
    return (_("quá %(share)s") if threshold.strict else _("ít nhất %(share)s")) % {"share": share}


def threshold_words(threshold: Threshold) -> str:
    """Return a threshold with the base of which it is taken: quá 1/2 thành viên đương nhiệm."""
    return f"{share_words(threshold)} {threshold.base.label}"


def delay_words(delay: Delay) -> str:
    """Return a delay: 3 ngày làm việc, 20 ngày."""
    if delay.counting == Counting.WORKING:
        return ngettext("%(n)d ngày làm việc", "%(n)d ngày làm việc", delay.days) % {"n": delay.days}
    return ngettext("%(n)d ngày", "%(n)d ngày", delay.days) % {"n": delay.days}


def in_words(kind: ProvisionKind, value: Any) -> str:
    """Return a value of a provision, in its type, in words; a dash for one that there is not."""
    if value is None or value == ():
        return "—"
    if kind.shape == Shape.THRESHOLD:
        return threshold_words(value)
    if kind.shape == Shape.DELAY:
        return delay_words(value)
    if kind.shape == Shape.CHOICE:
        return str(value.label)
    if kind.shape == Shape.YES:
        return _("Có") if value else _("Không")
    return ", ".join(map(str, value)) if kind.shape == Shape.DAYS else str(value)


def written_share(typed: str) -> str:
    """Return a share as a provision writes it (`> 1/2`) of how an office types it; what is none is returned as typed.

    >>> written_share("quá 1/2"), written_share("Ít nhất 2 / 3"), written_share("2/3"), written_share("một nửa")
    ('> 1/2', '>= 2/3', '>= 2/3', 'một nửa')
    """
    text = " ".join(typed.lower().split())
    found = re.fullmatch(r"(.*?) ?(\d{1,4}) ?/ ?(\d{1,4})", text)
    if found is None or found[1] not in (*_STRICT, *_REACHED, ""):
        return typed
    return f"{'>' if found[1] in _STRICT else '>='} {found[2]}/{found[3]}"
