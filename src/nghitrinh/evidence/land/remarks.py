"""What the sheets of a workbook say beyond their figures: asked where figures are read, told where words are not."""

from collections.abc import Iterable, Iterator

from nghitrinh.evidence.land.cells import Sheet
from nghitrinh.workbooks import Remark, RemarkKind

_MOST_PLACES = 20
# Figures that nobody sees or that somebody struck out would go into the sums: whoever checks says that they belong.
_ASKED = {
    RemarkKind.HIDDEN_ROW: "ask_hidden_row",
    RemarkKind.FILTERED_ROW: "ask_filtered_row",
    RemarkKind.COLLAPSED_ROW: "ask_collapsed_row",
    RemarkKind.HIDDEN_COLUMN: "ask_hidden_column",
    RemarkKind.STRUCK_OUT: "ask_struck_out",
    RemarkKind.UNSEEN: "ask_unseen",
}
_NOTED = {
    RemarkKind.COMPUTED: "values_as_computed",
    RemarkKind.NOTE: "notes_not_read",
    RemarkKind.DRAWING: "drawings_not_read",
    RemarkKind.HIDDEN_SHEET: "hidden_sheets_not_read",
}


def asked_of(sheet: Sheet) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Yield what is asked of a sheet: the key under which it is answered, the code of its sentence, its values."""
    for kind, code in _ASKED.items():
        remarks = [each for each in sheet.remarks if each.kind is kind]
        if remarks:
            yield f"{kind}:{sheet.name}", code, {"sheet": sheet.name, "places": _places(remarks)}


def notes_of(sheets: Iterable[Sheet]) -> list[str]:
    """Return the codes of the notes about what is not read in the sheets, or not computed here."""
    kinds = {each.kind for sheet in sheets for each in sheet.remarks}
    return [code for kind, code in _NOTED.items() if kind in kinds]


def _places(remarks: list[Remark]) -> str:
    return ", ".join(each.place for each in remarks[:_MOST_PLACES]) + (" …" if len(remarks) > _MOST_PLACES else "")
