"""A notice of conclusions as content: what it says, in order, before any format.

Both renderers draw the same `paragraphs`, so they cannot disagree about a word. The form is the usual one of party
documents: superior and issuing body, number, place and date, title, numbered matters, recipients, signature.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nghitrinh.vietnamese import fold, format_date


@dataclass(frozen=True)
class NoticeTask:
    """What a point charges a body with; `terms` says through whom, with whom, reporting to whom, by when."""

    responsible: str
    text: str
    terms: str


@dataclass(frozen=True)
class NoticePoint:
    """One point: its outcome in words, its text, its figures as "label: value", its tasks."""

    outcome: str
    text: str
    figures: tuple[str, ...]
    tasks: tuple[NoticeTask, ...]


@dataclass(frozen=True)
class NoticeItem:
    """One matter with its points."""

    title: str
    points: tuple[NoticePoint, ...]


@dataclass(frozen=True)
class Notice:
    """A whole document. `extract_for` names the body for which it is an extract; "" for the notice itself."""

    superior: str
    issuer: str
    number: str
    place: str
    issued_on: date | None
    title: str
    opening: str
    items: tuple[NoticeItem, ...]
    recipients: tuple[str, ...]
    authority: str
    signer: str
    illustrative: bool
    extract_for: str = ""


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body: `kind` is title, subject, opening, item, point, figure, task or note."""

    kind: str
    text: str


HEADING = "ĐẢNG CỘNG SẢN VIỆT NAM"


def day_line(notice: Notice) -> str:
    """Return place and date as they stand under the heading."""
    if notice.issued_on is None:
        return f"{notice.place}, ngày … tháng … năm …"
    day = notice.issued_on
    return f"{notice.place}, ngày {day.day} tháng {day.month} năm {day.year}"


def number_line(notice: Notice) -> str:
    """Return the number as it is written on the document."""
    return f"Số {notice.number}" if notice.number else "Số …"


def paragraphs(notice: Notice) -> Iterator[Paragraph]:
    """Yield the body of a document, in order."""
    yield Paragraph("title", "TRÍCH THÔNG BÁO" if notice.extract_for else "THÔNG BÁO")
    yield Paragraph("subject", notice.title)
    if notice.extract_for:
        yield Paragraph("note", f"Trích sao phần giao {notice.extract_for}")
    if notice.illustrative:
        yield Paragraph("note", "Văn bản minh họa của bản dùng thử")
    yield Paragraph("opening", notice.opening)
    for number, item in enumerate(notice.items, start=1):
        yield Paragraph("item", f"{number}. {item.title}")
        for point in item.points:
            yield from _of_point(point)


def _of_point(point: NoticePoint) -> Iterator[Paragraph]:
    # A point that begins with its outcome ("Thống nhất quy hoạch …") does not say it twice.
    said = fold(point.text).startswith(fold(point.outcome))
    yield Paragraph("point", point.text if said else f"{point.outcome}. {point.text}")
    for figure in point.figures:
        yield Paragraph("figure", figure)
    for task in point.tasks:
        terms = f" ({task.terms})" if task.terms else ""
        yield Paragraph("task", f"Giao {task.responsible}: {task.text}{terms}.")


def terms_of(*, through: str, together: tuple[str, ...], report_to: str, due_on: date | None, due_text: str) -> str:
    """Return the terms of a charge in words."""
    parts = [f"thông qua {through}" if through else "", f"phối hợp {', '.join(together)}" if together else ""]
    parts += [f"báo cáo {report_to}" if report_to else ""]
    parts += [f"hạn {format_date(due_on)}" if due_on else f"hạn {due_text}" if due_text else ""]
    return "; ".join(part for part in parts if part)
