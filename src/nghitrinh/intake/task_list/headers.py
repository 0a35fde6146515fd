"""Where the headers of a list stand, and what is wrong with them."""

from dataclasses import dataclass, field

from django.utils.translation import gettext_lazy as _

from nghitrinh.intake.task_list.columns import COLUMNS, STATE, plain
from nghitrinh.intake.task_list.tables import NotAList, Odd, SheetTable, shown
from nghitrinh.record.kernel.messages import Message

_TITLE_LINES = 20  # above the headers there may be a title
_BY_HEADER = {plain(column.header): column for column in (*COLUMNS, STATE)}
_REQUIRED = tuple(column for column in COLUMNS if column.required)


@dataclass
class Headers:
    """The line of the headers, the column of each field, and the columns whose header is bad or missing."""

    line: int
    columns: dict[str, int] = field(default_factory=dict)
    bad: list[tuple[int, Odd]] = field(default_factory=list)


def headers_of(table: SheetTable) -> Headers:
    """Return the headers: the line that has the most of them. Raises NotAList for a table without any."""
    counts = [len({plain(shown(value)) for value in line} & _BY_HEADER.keys()) for line in table.lines[:_TITLE_LINES]]
    most = max(counts)
    if not most:
        wanted = ", ".join(f"'{column.header}'" for column in _REQUIRED)
        raise NotAList(
            _("Trang “%(found)s” không có hàng tiêu đề của mẫu."),
            code="list_without_headers",
            field=table.file,
            found=table.sheet,
            expected=wanted,
        )
    headers = Headers(counts.index(most))
    for index, value in enumerate(table.lines[headers.line]):
        _take(headers, index, shown(value))
    free = len(table.lines[headers.line])
    missing = [column.header for column in _REQUIRED if column.field not in headers.columns]
    headers.bad += [
        (free + index, Odd("", Message(_("tiêu đề “%(header)s”"), header=header)))
        for index, header in enumerate(missing)
    ]
    return headers


def _take(headers: Headers, index: int, said: str) -> None:
    column = _BY_HEADER.get(plain(said))
    if column is not None and column.field not in headers.columns:
        headers.columns[column.field] = index
    elif column is not None:
        headers.bad.append((index, Odd(said, _("mỗi tiêu đề một lần"))))
    elif said:
        headers.bad.append((index, Odd(said, _("một tiêu đề của mẫu"))))
