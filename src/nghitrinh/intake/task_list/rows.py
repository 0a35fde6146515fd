"""A table as a list of tasks: its rows as they are understood, and every bad cell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID, uuid4

from django.utils.translation import gettext_lazy as _
from pydantic import ValidationError

from nghitrinh.intake.sheet_remarks import TO_MEND, SheetQuestion, questions_of
from nghitrinh.intake.task_list.bodies import Bodies
from nghitrinh.intake.task_list.columns import COLUMNS, LEVELS, Kind, SheetColumn, plain
from nghitrinh.intake.task_list.headers import Headers, headers_of
from nghitrinh.intake.task_list.tables import BadCell, NotAList, Odd, SheetTable, Value, shown
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.messages import Message
from nghitrinh.record.tasks.acts.lists import ListedTask, refusals
from nghitrinh.vietnamese import parse_date
from nghitrinh.workbooks import Remark, RemarkKind

MOST_ROWS = 2_000
_A_DATE = _("một ngày, như 31/12/2021")
_FIRST_YEAR = 1900  # a spreadsheet knows none before; 10/9/0021 is a slip
_LEVELS = {plain(words): level for words, level in LEVELS.items()}
_READ = tuple(column for column in COLUMNS if column.kind is not Kind.UNREAD)

OddCell = tuple[int, int, Odd]  # line and column in the table, and what is odd there


@dataclass
class TaskRow:
    """One task: its line in the table, the task as understood, and the fields whose cells are bad."""

    line: int
    task: ListedTask
    faulty: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class TaskList:
    """A list as it is understood. It may come in when no cell is bad, and when its questions are answered."""

    table: SheetTable
    headers: Headers
    rows: list[TaskRow]
    bad: list[BadCell]
    names: Mapping[UUID, str]
    questions: list[SheetQuestion]

    def blamed(self, error: ActError) -> BadCell | None:
        """Return the cell that a refusal of the act is about, or None when it is about no row."""
        place = _place_of(error, self.table, self.headers, self.rows)
        return self.table.bad(*place) if place else None


def understand(table: SheetTable, owner: Organization) -> TaskList:
    """Return a table as a list of an organization's tasks. Raises NotAList for a table without headers or tasks."""
    headers, today = headers_of(table), clock.today()
    below = range(headers.line + 1, len(table.lines))
    lines = [line for line in below if any(_cell(table, headers, line, column.field) != "" for column in _READ)]
    if not 0 < len(lines) <= MOST_ROWS:
        raise NotAList(
            _("Có %(found)s việc dưới hàng tiêu đề; mỗi danh sách từ 1 đến %(most)s việc."),
            code="list_of_no_or_many_tasks",
            field=table.file,
            found=len(lines),
            most=MOST_ROWS,
        )
    bodies = Bodies(owner, today)
    bad: list[OddCell] = [(headers.line, column, odd) for column, odd in headers.bad]
    bad += [place for line in below for place in _astray(table, headers, line)]
    remarks = [each for each in table.remarks if _concerns(each, headers)]
    bad += [(each.top - 1, each.left - 1, _to_mend(each)) for each in remarks if each.kind in TO_MEND]
    rows = [_row(table, headers, line, bodies, bad, owner) for line in lines]
    for error in refusals(owner, [row.task for row in rows], today):
        _prefix, number, name, *_rest = error.field.split(".")
        place = _place_of(error, table, headers, rows)
        if place and name not in rows[int(number)].faulty:
            bad.append(place)
    named = [table.bad(*place) for place in sorted(bad, key=lambda place: place[:2])]
    return TaskList(table, headers, rows, list(dict.fromkeys(named)), bodies.names, questions_of(remarks))


def _concerns(remark: Remark, headers: Headers) -> bool:
    """Return whether a remark is about what is read: the headers, and below them the columns that are read."""
    if remark.kind in (RemarkKind.NOTE, RemarkKind.DRAWING):
        return True
    read = [headers.columns[column.field] + 1 for column in _READ if column.field in headers.columns]
    in_rows = not remark.bottom or remark.bottom > headers.line
    return in_rows and (not remark.left or any(remark.left <= column <= remark.right for column in read))


def _to_mend(remark: Remark) -> Odd:
    found = remark.place if remark.kind is RemarkKind.MERGED else remark.text
    return Odd(found, TO_MEND[remark.kind])


def _cell(table: SheetTable, headers: Headers, line: int, name: str) -> Value:
    column, cells = headers.columns.get(name, -1), table.lines[line]
    return cells[column] if 0 <= column < len(cells) else ""


def _astray(table: SheetTable, headers: Headers, line: int) -> Iterator[OddCell]:
    """Yield the values that stand under no header."""
    headed = set(headers.columns.values()) | {column for column, _odd in headers.bad}
    for column, value in enumerate(table.lines[line]):
        if value != "" and column not in headed:
            yield line, column, Odd(shown(value), _("để trống, hoặc có tiêu đề ở trên"))


def _place_of(error: ActError, table: SheetTable, headers: Headers, rows: list[TaskRow]) -> OddCell | None:
    path = error.field.split(".")
    if path[0] != "rows" or len(path) < 3:
        return None
    line = rows[int(path[1])].line
    column = headers.columns.get(path[2], headers.columns.get("reference", 0))
    return line, column, Odd(shown(_cell(table, headers, line, path[2])), error.wanted)


def _row(
    table: SheetTable, headers: Headers, line: int, bodies: Bodies, bad: list[OddCell], owner: Organization
) -> TaskRow:
    """Return one line as a task. Where a cell is bad or a column missing, something stands in, to read on."""
    values: dict[str, Any] = {}
    odds: list[tuple[str, Odd]] = []
    for column in _READ:
        value = _cell(table, headers, line, column.field)
        found = list(_read(column, value, bodies)) if column.field in headers.columns else []
        odds += [(column.field, each) for each in found if isinstance(each, Odd)]
        good = [each for each in found if not isinstance(each, Odd)]
        if good:
            values[column.field] = good if column.kind is Kind.BODIES else good[0]
    odds += _too_long(values)
    for name, _odd in odds:
        values.pop(name, None)
    bad += [(line, headers.columns[name], odd) for name, odd in odds]
    stand_in: dict[str, Any] = {"reference": str(uuid4()), "text": "?", "responsible": owner.pk}
    return TaskRow(line, ListedTask(**(stand_in | values)), {name for name, _odd in odds})


def _too_long(values: dict[str, Any]) -> list[tuple[str, Odd]]:
    """Return the texts that are longer than the act takes."""
    try:
        ListedTask(**values)
    except ValidationError as error:
        return [
            (
                str(each["loc"][0]),
                Odd(str(each["input"]), Message(_("nhiều nhất %(most)s chữ"), most=each["ctx"]["max_length"])),
            )
            for each in error.errors()
            if each["type"] == "string_too_long"
        ]
    return []


def _read(column: SheetColumn, value: Value, bodies: Bodies) -> Iterator[Any]:
    """Yield what a cell means, or why it means nothing; nothing for an empty cell that may be empty."""
    if isinstance(value, Odd):
        yield value
    elif value == "":
        if column.required:
            yield Odd("", _("điền vào ô này"))
    elif column.kind is Kind.DAY:
        yield _day(value)
    elif isinstance(value, date):
        yield Odd(shown(value), _("chữ; ô này đang có định dạng ngày"))
    elif column.kind is Kind.LEVEL:
        yield _LEVELS.get(plain(value)) or Odd(value, tuple(LEVELS))
    elif column.kind is Kind.BODY:
        yield bodies.one(value)
    elif column.kind is Kind.BODIES:
        yield from bodies.several(value)
    else:
        yield value


def _day(value: str | date) -> date | Odd:
    try:
        day = parse_date(value) if isinstance(value, str) else value
    except ValueError:
        return Odd(shown(value), _A_DATE)
    return day if day.year >= _FIRST_YEAR else Odd(shown(value), _A_DATE)
