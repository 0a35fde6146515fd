"""The words of pages that come in, and of what a person can change in the proposal made from one."""

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, PathWords, Vocabulary
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.intakes.models import IntakeState, Ruling
from nghitrinh.record.intakes.paths import row_of
from nghitrinh.record.kernel.levels import Level

_AMENDMENTS = "amendments."
_EITHER: dict[str, Any] = {"yes": _("có"), "no": _("không")}
# The rows of a page's proposal, and what the values in it can be, which are text.
_ROWS: dict[str, Promise] = {
    "chairs": _("Chủ trì"),
    "items": _("Nội dung"),
    "charges": _("Việc giao"),
    "figures": _("Số liệu"),
}
_CHOICES: dict[str, dict[str, Any]] = {
    "level": dict(Level.choices),
    "outcome": dict(Outcome.choices),
    "keep": _EITHER,
    "exact": _EITHER,
}


def _amendment(field: str) -> PathWords | None:
    """Read a path into a page's proposal: `amendments.items.1.title` is the title of its second item."""
    path = field.removeprefix(_AMENDMENTS)
    if path == field:
        return None
    group, place, name = row_of(path) or ("", 0, path)
    return PathWords(f"{_ROWS[group]} {place + 1}" if group else "", name, _CHOICES.get(name, {}))


def _contradiction(ruling: Ruling) -> str:
    return gettext("Mâu thuẫn %(n)s") % {"n": ruling.position + 1}


INTAKE = Vocabulary(
    verbs={
        "intake.open": _("Nhập một trang"),
        "intake.decide": _("Quyết một mâu thuẫn"),
        "intake.amend": _("Sửa bản đề nghị"),
        "intake.discard": _("Bỏ bản nhập"),
        "intake.accept": _("Nhận trang vào hồ sơ"),
    },
    asks={"intake.accept": _("Đã nhận thì không trả ra được; sai sót chỉ còn sửa bằng đính chính.")},
    fields={
        "held_on": _("Ngày họp"),
        "distinct": _("Hội nghị khác"),
        "keep": _("Đưa vào hồ sơ"),
        "conclusion": _("Kết luận"),
        "item": _("Nội dung"),
        "with": _("Phối hợp"),
        "value": _("Giá trị"),
    },
    signs={
        IntakeState.OPEN: ("info", "clock"),
        IntakeState.ACCEPTED: ("ok", "done"),
    },
    parts=(PartWords(Ruling, _("Mâu thuẫn"), place=_contradiction, alone="value"),),
    path=_amendment,
)
