"""What the portal's feeds, tables and hits call the values of a row: in the words of the pages."""

from datetime import date

from nghitrinh.bundle.schema import Instrument, Meeting, Task
from nghitrinh.vietnamese import format_date, sentences, with_ordinal

PUNCTUALITY = {
    "open": "chưa xong",
    "overdue": "chưa xong, quá hạn",
    "done": "xong, không định hạn",
    "in_time": "xong đúng hạn",
    "late": "xong muộn",
    "cancelled": "thôi giao",
}
FORMS = {"room": "họp trực tiếp", "written": "lấy ý kiến bằng văn bản"}
MEETING_STATES = {
    "planned": "dự kiến",
    "convened": "đã triệu tập",
    "open": "đang họp",
    "closed": "đã kết thúc",
    "cancelled": "đã hủy",
}
INSTRUMENT_STATES = {"issued": "đã ban hành"}


def day(iso: str) -> str:
    """Return "10/9/2021" for an ISO date or time as the record writes it, "" for none."""
    return format_date(date.fromisoformat(iso[:10])) if iso else ""


def capital(text: str) -> str:
    """Return the text with its first letter as a capital."""
    return text[:1].upper() + text[1:]


def document(row: Instrument) -> str:
    """Return "Thông báo kết luận 41/TB-HĐND"."""
    return f"{capital(row.kind)} {row.number}".strip()


def meeting(row: Meeting) -> str:
    """Return a meeting's name with its number, which is added only when the name has none."""
    if not row.number:
        return row.name
    return with_ordinal(row.name or capital(row.kind), row.number)


def deadline(row: Task) -> str:
    """Return "Hạn 15/12/2026", "Hạn: Trong quý IV", or that there is none."""
    if row.due_on:
        return f"Hạn {day(row.due_on)}{f' ({row.due_text})' if row.due_text else ''}"
    return f"Hạn: {row.due_text}" if row.due_text else "Không định hạn"


def stands(row: Task) -> str:
    """Return how a task stands: its state while it is not done, else whether it was done in time, and when."""
    if row.punctuality in ("open", "cancelled"):
        return row.state_label
    if row.punctuality == "overdue":
        return f"Quá hạn, {row.state_label[:1].lower()}{row.state_label[1:]}" if row.state_label else "Quá hạn"
    return f"{capital(PUNCTUALITY[row.punctuality])}, ngày {day(row.finished_on)}"


def task(row: Task) -> str:
    """Return how a task stands, its deadline and what became of it."""
    return sentences(stands(row), deadline(row), row.result)
