"""What a register's symbol says of the kind of document that takes its numbers.

Offices have symbols of their own too: of one whose first letters name no kind known here, nothing is said.
"""

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from nghitrinh.record.instruments.models import InstrumentKind

# The first letters of a symbol, in the state's form (NQ-UBND) as in the Party's (NQ/TU), and the kind they stand for.
KINDS: dict[str, Promise] = {
    "NQ": _("nghị quyết"),
    "QĐ": _("quyết định"),
    "CT": _("chỉ thị"),
    "KL": _("kết luận"),
    "QC": _("quy chế"),
    "QYĐ": _("quy định"),
    "HD": _("hướng dẫn"),
    "CTR": _("chương trình"),
    "KH": _("kế hoạch"),
    "PA": _("phương án"),
    "ĐA": _("đề án"),
    "BC": pgettext_lazy("kind of document", "báo cáo"),
    "BB": _("biên bản"),
    "TTR": _("tờ trình"),
    "CV": _("công văn"),
    "CĐ": _("công điện"),
    "GM": _("giấy mời"),
}
_BEGINS = {InstrumentKind.NOTICE: "TB"}
_LETTERS = re.compile(r"[^\W\d_]+")


def letters_of(symbol: str) -> str:
    """Return the first letters of a symbol in capitals, which stand for its kind; "" for none."""
    found = _LETTERS.search(symbol)
    return found[0].upper() if found else ""


def fits(symbol: str, kind: InstrumentKind = InstrumentKind.NOTICE) -> bool:
    """Tell whether a register of a symbol is, by its first letters, one of a kind of document."""
    return letters_of(symbol).startswith(_BEGINS[kind])


def other_kind(symbol: str, kind: InstrumentKind = InstrumentKind.NOTICE) -> str:
    """Return of which kind a register is by its symbol where that is another than `kind`; "" if so or unknown."""
    return "" if fits(symbol, kind) else str(KINDS.get(letters_of(symbol), ""))
