"""Decisions, tasks and meetings as CSV, in words: for whoever opens a table and not a database."""

import csv
import io
from collections.abc import Callable, Iterable, Iterator

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.reader import Bundle
from nghitrinh.bundle.schema import Decision, Instrument, Item, Meeting, Organization, Point, Row, Task
from nghitrinh.vietnamese import writable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_PUNCTUALITY = {
    "open": "đang làm",
    "overdue": "quá hạn",
    "done": "xong, không định hạn",
    "in_time": "xong đúng hạn",
    "late": "xong muộn",
    "cancelled": "thôi giao",
}
_STATES = {"convened": "sắp họp", "open": "đang họp", "closed": "đã kết thúc", "cancelled": "đã hủy"}
Line = tuple[object, ...]


class _Names:
    """What the rows of a bundle are called, by identifier."""

    def __init__(self, bundle: Bundle) -> None:
        site = bundle.site
        self.base = site.address if site else ""
        self.organizations = {row.id: row.name for row in bundle.rows(Organization)}
        self.meetings = {row.id: row for row in bundle.rows(Meeting)}

    def bodies(self, keys: Iterable[str]) -> str:
        """Return the names of several bodies."""
        return "; ".join(self.organizations.get(key, key) for key in keys)

    def address(self, row: Row) -> str:
        """Return where a row's page is."""
        return self.base + address(row)

    def meeting(self, key: str) -> str:
        """Return a meeting's name with its number."""
        row = self.meetings.get(key)
        if row is None:
            return ""
        return f"{row.name} lần thứ {row.number}" if row.number and "lần thứ" not in row.name else row.name


def _meetings(bundle: Bundle, names: _Names) -> Iterator[Line]:
    yield ("Bắt đầu", "Cơ quan", "Hội nghị", "Số", "Khóa", "Nơi họp", "Tình trạng", "Minh họa", "Địa chỉ")
    for row in sorted(bundle.rows(Meeting), key=lambda row: (row.starts_at, row.id)):
        whose, state = names.bodies([row.organization_id]), _STATES.get(row.state, row.state)
        number = row.number or ""
        said = (row.starts_at, whose, row.name, number, row.term, row.place, state)
        yield (*said, _mark(row.illustrative), names.address(row))


def _decisions(bundle: Bundle, names: _Names) -> Iterator[Line]:
    yield ("Ngày", "Hội nghị", "Nội dung", "Kết luận", "Mức", "Văn bản", "Số việc giao", "Minh họa", "Địa chỉ")
    items = {row.id: row for row in bundle.rows(Item)}
    documents = {row.id: f"{row.kind} {row.number}".strip() for row in bundle.rows(Instrument)}
    outcomes: dict[str, dict[str, None]] = {}
    for point in sorted(bundle.rows(Point), key=lambda row: row.position):
        outcomes.setdefault(point.decision_id, {})[point.outcome_label] = None
    charged: dict[str, int] = {}
    for task in bundle.rows(Task):
        charged[task.decision_id] = charged.get(task.decision_id, 0) + 1
    for row in sorted(bundle.rows(Decision), key=lambda row: (row.decided_on, row.id)):
        position = items[row.item_id].position if row.item_id in items else ""
        said = "; ".join(filter(None, outcomes.get(row.id, {})))
        whole = (row.decided_on, names.meeting(row.meeting_id), position, row.title, said)
        issued = documents.get(row.instrument_id, "")
        yield (*whole, issued, charged.get(row.id, 0), _mark(row.illustrative), names.address(row))


def _tasks(bundle: Bundle, names: _Names) -> Iterator[Line]:
    yield (
        *("Giao ngày", "Việc", "Cơ quan", "Giao ban đầu cho", "Phối hợp", "Hạn", "Hạn ghi bằng lời", "Tình trạng"),
        *("Xong ngày", "Kết quả", "Kết luận", "Minh họa", "Địa chỉ"),
    )
    decisions = {row.id: row for row in bundle.rows(Decision)}
    for row in sorted(bundle.rows(Task), key=lambda row: (row.due_on or "9999", row.id)):
        decision = decisions.get(row.decision_id)
        first = names.bodies([row.original_responsible_id] if row.original_responsible_id != row.responsible_id else [])
        who = (names.bodies([row.responsible_id]), first, names.bodies(row.with_bodies))
        until = (row.due_on, row.due_text, _PUNCTUALITY.get(row.punctuality, row.punctuality), row.finished_on)
        title, day = (decision.title, decision.decided_on) if decision else ("", "")
        yield (day, row.text, *who, *until, row.result, title, _mark(row.illustrative), names.address(row))


SHEETS: dict[str, Callable[[Bundle, _Names], Iterator[Line]]] = {
    "hoi-nghi.csv": _meetings,
    "ket-luan.csv": _decisions,
    "viec-giao.csv": _tasks,
}


def sheet(bundle: Bundle, name: str) -> bytes:
    """Return one table, with the mark by which spreadsheets know UTF-8.

    What a spreadsheet would take for a formula begins with an apostrophe.
    """
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerows([_cell(value) for value in line] for line in SHEETS[name](bundle, _Names(bundle)))
    return b"\xef\xbb\xbf" + text.getvalue().encode()


def _cell(value: object) -> object:
    if not isinstance(value, str):
        return value
    return f"'{writable(value)}" if value.startswith(_FORMULA) else writable(value)


def _mark(illustrative: bool) -> str:  # noqa: FBT001 - a column of the row
    return "minh họa" if illustrative else ""
