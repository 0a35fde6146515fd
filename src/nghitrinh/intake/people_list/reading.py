"""A workbook's sheets as rows of values: by the names of the sheets and their headers, every bad cell noted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from typing import Any

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.people_list.columns import (
    BY_NAME,
    HELP_SHEET,
    KINDS,
    MOST_ROWS,
    NO,
    ROLE_WORDS,
    ROLES,
    SHEETS,
    YES,
    Kind,
    PeopleColumn,
    PeopleSheet,
)
from nghitrinh.intake.sheet_remarks import TO_MEND
from nghitrinh.intake.task_list.columns import plain
from nghitrinh.intake.task_list.tables import BadCell, NotAList, Odd, SheetTable, Value, shown
from nghitrinh.intake.task_list.workbook import read_sheets
from nghitrinh.record.bodies.models import OrganizationKind
from nghitrinh.record.kernel.messages import Message
from nghitrinh.vietnamese import parse_date
from nghitrinh.workbooks import Remark

_A_DAY = _("một ngày, như 31/12/2021")
_FIRST_YEAR = 1900  # a spreadsheet knows none before


@dataclass
class PeopleRow:
    """One row of a sheet: its line in the table, and its values by field; what is empty is missing."""

    sheet: PeopleSheet
    table: SheetTable
    line: int
    columns: dict[str, int]
    values: dict[str, Any] = field(default_factory=dict)

    def bad(self, name: str, expected: object) -> BadCell:
        """Return the cell of a field as bad; of a field without a column, the row's first."""
        column = self.columns.get(name, min(self.columns.values(), default=0))
        line = self.table.lines[self.line]
        found = shown(line[column]) if column < len(line) else ""
        return self.table.bad(self.line, column, Odd(found, expected))


@dataclass
class PeopleList:
    """What a workbook says: the rows of each sheet, what is bad of it, and what its sheets say beyond their cells."""

    file: str
    rows: dict[str, list[PeopleRow]]
    bad: list[BadCell]
    remarks: list[Remark]


def read_people(data: bytes, name: str) -> list[SheetTable]:
    """Read the sheets of the template from a workbook, in a process of its own. Raises NotAList."""
    return read_sheets(data, name, frozenset(BY_NAME), frozenset({plain(HELP_SHEET)}))


def understood(file: str, tables: list[SheetTable]) -> PeopleList:
    """Return the rows of the sheets of a workbook.

    Raises:
        NotAList: no sheet is one of the template, or there are too many rows.
    """
    found = PeopleList(file, {sheet.key: [] for sheet in SHEETS}, [], [])
    known = [(BY_NAME[plain(table.sheet)], table) for table in tables if plain(table.sheet) in BY_NAME]
    if not known:
        raise NotAList(
            _("Tệp không có trang nào của mẫu."),
            code="workbook_without_people",
            field=file,
            found=", ".join(table.sheet for table in tables),
            expected=", ".join(sheet.name for sheet in SHEETS),
        )
    for sheet, table in known:
        found.rows[sheet.key] = list(_rows(sheet, table, found.bad))
        found.remarks += table.remarks
        found.bad += [
            table.bad(each.top - 1, each.left - 1, _to_mend(each)) for each in table.remarks if each.kind in TO_MEND
        ]
    count = sum(map(len, found.rows.values()))
    if not 0 < count <= MOST_ROWS:
        raise NotAList(
            _("Có %(found)s dòng trong các trang; mỗi tệp từ 1 đến %(most)s dòng."),
            code="people_of_no_or_many_rows",
            field=file,
            found=count,
            most=MOST_ROWS,
        )
    return found


def _to_mend(remark: Remark) -> Odd:
    return Odd(remark.text or remark.place, TO_MEND[remark.kind])


def _rows(sheet: PeopleSheet, table: SheetTable, bad: list[BadCell]) -> Iterator[PeopleRow]:
    columns = _headers(sheet, table, bad)
    for line in range(1, len(table.lines)):
        cells = table.lines[line]
        if not any(value != "" for value in cells):
            continue
        row = PeopleRow(sheet, table, line, columns)
        for column in sheet.columns:
            place = columns.get(column.field, -1)
            value = _read(column, cells[place] if 0 <= place < len(cells) else "")
            if isinstance(value, Odd):
                bad.append(table.bad(line, max(place, 0), value))
            elif value != "":
                row.values[column.field] = value
        bad += [
            table.bad(line, place, Odd(shown(value), _("để trống, hoặc có tiêu đề ở trên")))
            for place, value in enumerate(cells)
            if value != "" and place not in columns.values()
        ]
        yield row


def _headers(sheet: PeopleSheet, table: SheetTable, bad: list[BadCell]) -> dict[str, int]:
    """Return the columns by field: the first line has the headers."""
    wanted = {plain(column.header): column for column in sheet.columns}
    columns: dict[str, int] = {}
    line = table.lines[0] if table.lines else []
    for place, value in enumerate(line):
        column = wanted.get(plain(shown(value)))
        if column is not None and column.field not in columns:
            columns[column.field] = place
        elif value != "":
            expected = _("mỗi tiêu đề một lần") if column else _("một tiêu đề của mẫu")
            bad.append(table.bad(0, place, Odd(shown(value), expected)))
    missing = [column for column in sheet.columns if column.required and column.field not in columns]
    bad += [
        table.bad(0, len(line) + index, Odd("", Message(_("tiêu đề “%(header)s”"), header=column.header)))
        for index, column in enumerate(missing)
    ]
    return columns


def _read(column: PeopleColumn, value: Value) -> Any:
    """Return what a cell means, "" for nothing, or what is odd about it."""
    if isinstance(value, Odd):
        return value
    if value == "":
        return Odd("", _("điền vào ô này")) if column.required else ""
    if column.kind is Kind.DAY:
        return _day(value)
    if isinstance(value, date):
        return Odd(shown(value), _("chữ; ô này đang có định dạng ngày"))
    return _CHOSEN[column.kind](value) if column.kind in _CHOSEN else _text(column, value)


def _text(column: PeopleColumn, value: str) -> str | Odd:
    if len(value) > column.longest:
        return Odd(value, Message(_("nhiều nhất %(most)s chữ"), most=column.longest))
    return " ".join(value.split())


def _chosen(choices: dict[str, Any], words: tuple[str, ...], value: str) -> Any:
    """Return which of some choices a cell names."""
    return choices[plain(value)] if plain(value) in choices else Odd(value, words)


_CHOSEN = {
    Kind.ORGANIZATION_KIND: partial(_chosen, KINDS, tuple(str(label) for label in OrganizationKind.labels)),
    Kind.ROLE: partial(_chosen, ROLES, tuple(ROLE_WORDS.values())),
    Kind.YES_NO: partial(_chosen, {plain(YES): True, plain(NO): False}, (YES, NO)),
}


def _day(value: str | date) -> date | Odd:
    try:
        day = parse_date(value) if isinstance(value, str) else value
    except ValueError:
        return Odd(shown(value), _A_DAY)
    return day if day.year >= _FIRST_YEAR else Odd(shown(value), _A_DAY)
