"""A notice of decisions as content: what it says, in order, before any format.

Both renderers draw the same lines and paragraphs, so they cannot disagree about a word. The form follows the Party's
guidance 36-HD/VPTW: superior and issuing body, number, place and date, title, numbered items and points, lettered
charges, recipients, signature. A state body's notice has the state's heading instead.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from nghitrinh.vietnamese import fold, format_date

PARTY_HEADING = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
STATE_HEADING = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
RECIPIENTS = "Nơi nhận:"
_KIND = "Thông báo"
_LETTERS = "abcdđeghiklmnopqrstuvxy"


@dataclass(frozen=True)
class NoticeTask:
    """What a point charges a body with; `terms` says through whom, with whom, reporting to whom, by when."""

    mark: str
    responsible: str
    text: str
    terms: str


@dataclass(frozen=True)
class NoticePoint:
    """One point: its outcome in words, its text, its figures as "label: value", its tasks."""

    mark: str
    outcome: str
    text: str
    figures: tuple[str, ...]
    tasks: tuple[NoticeTask, ...]


@dataclass(frozen=True)
class NoticeItem:
    """One item with its points."""

    mark: str
    title: str
    points: tuple[NoticePoint, ...]


@dataclass(frozen=True)
class Notice:
    """A whole document. `extract_for` names the body for which it is an extract; "" for the notice itself.

    Marks (`1.`, `1.2.`, `a)`) are part of the content: an extract keeps those of the whole notice.
    """

    heading: tuple[str, ...]
    superior: tuple[str, ...]
    issuer: tuple[str, ...]
    number_line: str
    place: str
    issued_on: date | None
    title: str
    opening: str
    items: tuple[NoticeItem, ...]
    recipients: tuple[str, ...]
    authority: tuple[str, ...]
    signer: str
    signer_name: str
    illustrative: bool
    extract_for: str = ""


@dataclass(frozen=True)
class NoticeLine:
    """One line beside the body: in the heading, among the recipients, in the signature."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False


@dataclass(frozen=True)
class Paragraph:
    """One paragraph of the body: `kind` is title, subject, opening, item, point, figure, task or note."""

    kind: str
    text: str


def letter(index: int) -> str:
    """Return the mark of the charge at a place (from 0) in the order of the Vietnamese alphabet: `a)`, … `d)`, `đ)`."""
    return f"{_LETTERS[index % len(_LETTERS)] * (index // len(_LETTERS) + 1)})"


def issuer_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return the left of the heading: who stands above, who issues, under which number."""
    lines = [NoticeLine(line.upper()) for line in notice.superior]
    lines += [NoticeLine(line.upper(), bold=True) for line in notice.issuer]
    lines += [NoticeLine("*")] if notice.heading == PARTY_HEADING else []
    return (*lines, NoticeLine(notice.number_line))


def heading_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return the right of the heading: Party or state, place and date."""
    *above, last = notice.heading
    return (
        *(NoticeLine(each, bold=True) for each in above),
        NoticeLine(last, bold=True, underlined=True),
        NoticeLine(_place_and_day(notice), italic=True),
    )


def _place_and_day(notice: Notice) -> str:
    day = notice.issued_on
    if day is None:
        return f"{notice.place}, ngày … tháng … năm …"
    # Days below ten and the months January and February take a leading zero, so that nothing can be written before.
    return f"{notice.place}, ngày {day.day:02} tháng {day.month:0{2 if day.month < 3 else 1}} năm {day.year}"


def recipient_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return to whom the document goes; nothing when it says nothing of that."""
    names = [each.rstrip(" ,;.") for each in notice.recipients]
    lines = (
        NoticeLine(f"- {each}{'.' if number == len(names) else ','}") for number, each in enumerate(names, start=1)
    )
    return (NoticeLine(RECIPIENTS, underlined=True), *lines) if names else ()


def signature_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return by which right and in which post the document is signed; the signature itself comes by hand below."""
    return (*(NoticeLine(line.upper(), bold=True) for line in notice.authority), NoticeLine(notice.signer.upper()))


def subject(notice: Notice) -> str:
    """Return what the notice is about, without the words that stand above it as its kind."""
    rest = notice.title.removeprefix(_KIND).lstrip()
    return f"{rest[:1].upper()}{rest[1:]}" or notice.title


def paragraphs(notice: Notice) -> Iterator[Paragraph]:
    """Yield the body of a document, in order."""
    yield Paragraph("title", f"{'TRÍCH ' if notice.extract_for else ''}{_KIND.upper()}")
    yield Paragraph("subject", subject(notice))
    if notice.extract_for:
        yield Paragraph("note", f"Trích sao phần giao {notice.extract_for}")
    if notice.illustrative:
        yield Paragraph("note", "Văn bản minh họa của bản dùng thử")
    yield Paragraph("opening", notice.opening)
    for item in notice.items:
        yield Paragraph("item", _marked(item.mark, item.title))
        for point in item.points:
            yield from _of_point(point)


def _of_point(point: NoticePoint) -> Iterator[Paragraph]:
    # A point that begins with its outcome ("Thống nhất quy hoạch …", "Cho ý kiến vào …") does not say it twice.
    said = fold(point.text).startswith(fold(point.outcome.removeprefix("Đã ")))
    yield Paragraph("point", _marked(point.mark, _ended(point.text if said else f"{point.outcome}. {point.text}")))
    for number, figure in enumerate(point.figures, start=1):
        yield Paragraph("figure", f"- {figure}{'.' if number == len(point.figures) else ';'}")
    for task in point.tasks:
        terms = f"; {task.terms}" if task.terms else ""
        yield Paragraph("task", _marked(task.mark, f"Giao {task.responsible}: {task.text}{terms}."))


def _marked(mark: str, text: str) -> str:
    return f"{mark} {text}" if mark else text


def _ended(text: str) -> str:
    return text if text.rstrip().endswith((".", ":", ";", "!", "?", "…")) else f"{text}."


def terms_of(*, through: str, with_bodies: tuple[str, ...], report_to: str, due_on: date | None, due_text: str) -> str:
    """Return the terms of a charge in words."""
    parts = [f"thông qua {through}" if through else "", f"phối hợp {', '.join(with_bodies)}" if with_bodies else ""]
    parts += [f"báo cáo {report_to}" if report_to else ""]
    parts += [f"hạn {format_date(due_on)}" if due_on else f"hạn {due_text}" if due_text else ""]
    return "; ".join(part for part in parts if part)
