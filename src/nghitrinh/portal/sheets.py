"""Meetings, decisions, tasks and documents as CSV, in words: for whoever opens a table and not a database.

A table has what the page of its row shows (`tests/portal/test_sheets.py` holds each column of a row against it).
"""

import csv
import io
from collections.abc import Callable, Iterator

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.reader import Bundle
from nghitrinh.bundle.schema import (
    NAMES,
    Correction,
    Decision,
    File,
    Instrument,
    Item,
    Meeting,
    Organization,
    Point,
    Row,
    Source,
    Task,
    TaskEvent,
)
from nghitrinh.portal import words
from nghitrinh.vietnamese import writable

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DEADLINE = "hạn"  # how a correction of a task's deadline is named
_END = ("Nguồn", "Minh họa", "Địa chỉ")
Line = tuple[object, ...]


class _Names:
    """What the rows of a bundle are called, by identifier."""

    def __init__(self, bundle: Bundle) -> None:
        site = bundle.site
        self.base = site.address if site else ""
        self.organizations = {row.id: row.name for row in bundle.rows(Organization)}
        self.meetings = {row.id: row for row in bundle.rows(Meeting)}
        self.documents = {row.id: words.document(row) for row in bundle.rows(Instrument)}
        self._positions = {row.id: row.position for row in bundle.rows(Item)}
        self._sources = {row.id: row.title or row.address for row in bundle.rows(Source)}

    def bodies(self, *keys: str) -> str:
        """Return the names of several bodies."""
        return "; ".join(self.organizations.get(key, key) for key in keys if key)

    def address(self, row: Row) -> str:
        """Return where a row's page is."""
        return self.base + address(row)

    def meeting(self, key: str) -> str:
        """Return a meeting's name with its number."""
        row = self.meetings.get(key)
        return words.meeting(row) if row is not None else ""

    def owner(self, meeting: str) -> str:
        """Return the name of the body whose meeting it is."""
        row = self.meetings.get(meeting)
        return self.bodies(row.organization_id) if row is not None else ""

    def where(self, decision: Decision) -> Line:
        """Return the meeting and the number of the item of a decision."""
        return self.meeting(decision.meeting_id), self._positions.get(decision.item_id, "")

    def end(self, row: Meeting | Decision | Task | Instrument) -> Line:
        """Return where a row came from, whether it was invented, and where its page is."""
        return self._sources.get(row.source_id, ""), "minh họa" if row.illustrative else "", self.address(row)


def _meetings(bundle: Bundle, names: _Names) -> Iterator[Line]:
    yield (
        *("Bắt đầu", "Cơ quan", "Hội nghị", "Số", "Khóa", "Số khác", "Hình thức", "Nơi họp", "Chủ trì", "Tình trạng"),
        *_END,
    )
    for row in sorted(bundle.rows(Meeting), key=lambda row: (row.starts_at, row.id)):
        called = (names.bodies(row.organization_id), row.name, row.number or "", row.term)
        held = ("; ".join(row.further_numbers), words.FORMS.get(row.form, row.form), row.place, "; ".join(row.chairs))
        yield (row.starts_at, *called, *held, words.MEETING_STATES.get(row.state, row.state), *names.end(row))


def _decisions(bundle: Bundle, names: _Names) -> Iterator[Line]:
    yield (
        *("Ngày", "Cơ quan", "Hội nghị", "Nội dung", "Kết luận", "Mức", "Lời kết luận", "Duyệt ngày", "Văn bản"),
        *("Số việc giao", "Số việc đã xong", *_END),
    )
    points: dict[str, list[Point]] = {}
    for point in sorted(bundle.rows(Point), key=lambda row: row.position):
        points.setdefault(point.decision_id, []).append(point)
    tasks: dict[str, list[Task]] = {}
    for task in bundle.rows(Task):
        tasks.setdefault(task.decision_id, []).append(task)
    for row in sorted(bundle.rows(Decision), key=lambda row: (row.decided_on, row.id)):
        mine, charged = points.get(row.id, []), tasks.get(row.id, [])
        outcomes = "; ".join(dict.fromkeys(point.outcome_label for point in mine if point.outcome_label))
        said = (row.title, outcomes, "\n".join(point.text for point in mine), row.approved_on)
        counted = (len(charged), sum(bool(task.finished_on) for task in charged))
        whole = (row.decided_on, names.owner(row.meeting_id), *names.where(row), *said)
        yield (*whole, names.documents.get(row.instrument_id, ""), *counted, *names.end(row))


def _tasks(bundle: Bundle, names: _Names) -> Iterator[Line]:
    yield (
        *("Giao ngày", "Việc", "Cơ quan", "Giao ban đầu cho", "Chuyển theo", "Thông qua", "Phối hợp", "Báo cáo cho"),
        *(
            "Hạn",
            "Hạn ghi bằng lời",
            "Hạn trước đây",
            "Tình trạng",
            "Trạng thái",
            "Trả lại ngày",
            "Thôi giao ngày",
        ),
        *("Xong ngày", "Kết quả", "Kết luận", "Hội nghị", "Nội dung", "Văn bản", *_END),
    )
    decisions = {row.id: row for row in bundle.rows(Decision)}
    earlier, returned, cancelled = _earlier_deadlines(bundle), _days(bundle, "returned"), _days(bundle, "cancelled")
    for row in sorted(bundle.rows(Task), key=lambda row: (row.due_on or "9999", row.id)):
        first = row.original_responsible_id if row.original_responsible_id != row.responsible_id else ""
        who = (names.bodies(row.responsible_id), names.bodies(first), row.moved_by)
        beside = (names.bodies(*row.through), names.bodies(*row.with_bodies), names.bodies(row.report_to))
        until = (row.due_on, row.due_text, "; ".join(earlier.get(row.id, [])))
        stands = (words.PUNCTUALITY.get(row.punctuality, row.punctuality), row.state_label)
        ended = ("; ".join(days.get(row.id, [])) for days in (returned, cancelled))
        done = (*ended, row.finished_on, row.result)
        decision = decisions.get(row.decision_id)
        day, whence = _whence(decision, names)
        yield (day, row.text, *who, *beside, *until, *stands, *done, *whence, *names.end(row))


def _whence(decision: Decision | None, names: _Names) -> tuple[str, Line]:
    """Return the day of a decision, then its title, meeting, item and document."""
    if decision is None:
        return "", ("",) * 4
    issued = names.documents.get(decision.instrument_id, "")
    return decision.decided_on, (decision.title, *names.where(decision), issued)


def _earlier_deadlines(bundle: Bundle) -> dict[str, list[str]]:
    """Return by task the deadlines that it had before, each with when it was put off or corrected, oldest first."""
    moved = [
        (each.happened_at, each.task_id, words.day(each.due_before) or each.due_text_before, "lùi")
        for each in bundle.rows(TaskEvent, where="kind = 'extended'")
    ]
    moved += [
        (each.corrected_at, each.subject_id, each.old, "đính chính")
        for each in bundle.rows(Correction, where="subject_kind = ? AND field = ?", given=(NAMES[Task], _DEADLINE))
    ]
    found: dict[str, list[str]] = {}
    for moment, task, before, how in sorted(moved):
        found.setdefault(task, []).append(f"{before or 'không định hạn'} ({how} ngày {words.day(moment)})")
    return found


def _days(bundle: Bundle, kind: str) -> dict[str, list[str]]:
    """Return by task the days of one kind of event: on which it was sent back, or cancelled."""
    found: dict[str, list[str]] = {}
    events = bundle.rows(TaskEvent, where="kind = ?", given=(kind,))
    for each in sorted(events, key=lambda row: row.happened_at):
        found.setdefault(each.task_id, []).append(each.happened_at[:10])
    return found


def _documents(bundle: Bundle, names: _Names) -> Iterator[Line]:
    yield (
        *("Ban hành ngày", "Loại", "Số", "Tiêu đề", "Cơ quan", "Người ký", "Hội nghị", "Kết luận", "Nội dung văn bản"),
        *("Tình trạng", "Tệp", *_END),
    )
    files = {row.id: row for row in bundle.rows(File)}
    issued: dict[str, list[str]] = {}
    for decision in sorted(bundle.rows(Decision), key=lambda row: (row.decided_on, row.id)):
        issued.setdefault(decision.instrument_id, []).append(decision.title)
    for row in sorted(bundle.rows(Instrument), key=lambda row: (row.issued_on, row.id)):
        called = (row.issued_on, row.kind, row.number, row.title, names.bodies(row.organization_id))
        signed = " ".join(row.signature) or row.signer
        texts = ("; ".join(issued.get(row.id, [])), "\n".join(text.removeprefix("## ") for text in row.paragraphs))
        state = words.INSTRUMENT_STATES.get(row.state, row.state)
        file = next((names.address(files[key]) for key in row.files if key in files), "")
        yield (*called, signed, names.meeting(row.meeting_id), *texts, state, file, *names.end(row))


SHEETS: dict[str, Callable[[Bundle, _Names], Iterator[Line]]] = {
    "hoi-nghi.csv": _meetings,
    "ket-luan.csv": _decisions,
    "viec-giao.csv": _tasks,
    "van-ban.csv": _documents,
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
