"""What a sheet says beyond its values, in words: what must be mended in the sheet, and what somebody must have seen.

Struck out or merged cells are named like any bad cell: nobody can tell for another what they mean. What is hidden,
noted beside or left unread is a question that whoever brings the sheet in answers, and nothing is written before.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from itertools import groupby

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.messages import Message
from nghitrinh.workbooks import Remark, RemarkKind

_MOST_PLACES = 20
# What a cell with such a remark should have instead.
TO_MEND = {
    RemarkKind.STRUCK_OUT: _("chữ không bị gạch ngang: xóa hẳn chữ đã gạch, hoặc bỏ gạch"),
    RemarkKind.MERGED: _("ô không gộp: bỏ gộp rồi điền từng ô"),
}
_ASKED = {
    RemarkKind.HIDDEN_ROW: _("Dòng %(places)s đang ẩn trong tệp, nhưng vẫn được đọc."),
    RemarkKind.FILTERED_ROW: _("Dòng %(places)s đang bị bộ lọc che, nhưng vẫn được đọc."),
    RemarkKind.COLLAPSED_ROW: _("Dòng %(places)s đang thu gọn trong nhóm, nhưng vẫn được đọc."),
    RemarkKind.HIDDEN_COLUMN: _("Cột %(places)s đang ẩn trong tệp, nhưng vẫn được đọc."),
    RemarkKind.UNSEEN: _("Ô %(places)s có chữ cùng màu với nền, nhưng vẫn được đọc."),
    RemarkKind.NOTE: _("Ghi chú ở ô không được đọc: %(places)s."),
    RemarkKind.DRAWING: _("Hình và khung chữ không được đọc: %(places)s."),
    RemarkKind.OTHER_SHEET: _("Các trang khác không được đọc: %(places)s."),
    RemarkKind.HIDDEN_SHEET: _("Các trang ẩn không được đọc: %(places)s."),
}


@dataclass(frozen=True)
class SheetQuestion:
    """What somebody must have seen before a sheet comes in: its key, and its words for every language."""

    key: str
    message: Message

    def __str__(self) -> str:
        return self.message.read()


class UnseenRemarks(BadInput):
    """A sheet that says more than its values, which nobody has said to have seen; nothing of it came in."""

    def __init__(self, file: str, open_questions: list[SheetQuestion]) -> None:
        super().__init__(
            _("Tệp còn nói thêm %(count)s điều ngoài các ô; hãy xem và đánh dấu từng điều trước khi nhập"),
            code="remarks_not_seen",
            field=file,
            count=len(open_questions),
        )
        self.open_questions = open_questions


def questions_of(remarks: Iterable[Remark]) -> list[SheetQuestion]:
    """Return what remarks ask, one question a kind, in the order of the kinds."""
    asked = [each for each in remarks if each.kind in _ASKED]
    order = list(_ASKED)
    sheets = list(dict.fromkeys(each.sheet for each in asked))
    asked.sort(key=lambda each: (order.index(each.kind), sheets.index(each.sheet), each.top, each.left))
    grouped = groupby(asked, key=lambda each: each.kind)
    return [SheetQuestion(kind.value, Message(_ASKED[kind], places=_Places(tuple(each)))) for kind, each in grouped]


def require_seen(questions: Iterable[SheetQuestion], seen: Collection[str], file: str) -> None:
    """Refuse a sheet while a question is open. Raises UnseenRemarks with those that are."""
    unanswered = [question for question in questions if question.key not in seen]
    if unanswered:
        raise UnseenRemarks(file, unanswered)


@dataclass(frozen=True)
class _Places:
    """Where remarks of one kind stand, sheet by sheet; in words of whatever language they are read in."""

    remarks: tuple[Remark, ...]

    def __str__(self) -> str:
        if self.remarks[0].kind in (RemarkKind.OTHER_SHEET, RemarkKind.HIDDEN_SHEET):
            return _first([f"“{each.text}”" for each in self.remarks])
        return ", ".join(
            self._of_a_sheet(sheet, list(each)) for sheet, each in groupby(self.remarks, lambda e: e.sheet)
        )

    def _of_a_sheet(self, sheet: str, remarks: list[Remark]) -> str:
        where, named = _first(_places(remarks)), gettext("trang “%(sheet)s”") % {"sheet": sheet}
        return f"{where} ({named})" if where and sheet else where or named


def _places(remarks: list[Remark]) -> list[str]:
    """Return where remarks of one kind stand in a sheet: neighbouring rows as one, notes with their words."""
    if remarks[0].kind is RemarkKind.NOTE:
        return [f"{each.place} “{each.text}”" for each in remarks]
    if remarks[0].left:
        return [each.place for each in remarks]
    return _ranges([each.top for each in remarks if each.top])


def _first(places: list[str]) -> str:
    return ", ".join(places[:_MOST_PLACES]) + (" …" if len(places) > _MOST_PLACES else "")


def _ranges(rows: list[int]) -> list[str]:
    """Return rising numbers with neighbours as one.

    >>> _ranges([3, 4, 5, 9])
    ['3–5', '9']
    """
    grouped = groupby(enumerate(rows), key=lambda each: each[1] - each[0])
    runs = [[row for _index, row in run] for _offset, run in grouped]
    return [f"{run[0]}–{run[-1]}" if len(run) > 1 else str(run[0]) for run in runs]
