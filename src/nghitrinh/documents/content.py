"""A notice of decisions as content: what it says, in order, before any format.

Both renderers draw the same lines and paragraphs, so they cannot disagree about a word: superior and issuing body,
number, place and date, title, numbered items and points, lettered charges, recipients, signature, in the form of the
state or of the Party. Names are broken into lines here, by their width.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from nghitrinh.documents.measuring import fitted, width
from nghitrinh.vietnamese import ended, fold, format_date, unended

PARTY_HEADING = ("ĐẢNG CỘNG SẢN VIỆT NAM",)
STATE_HEADING = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
RECIPIENTS = "Nơi nhận:"
# How documents are set now; 1 is what was issued before headings were kept.
LAYOUT = 2
# The two columns of the heading, in millimetres, and the size of the text in points.
LEFT, RIGHT, TEXT = 66.0, 97.0, 14.0
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
class Correction:
    """That a text was corrected: for the which time (from 1), on which day, and the day of the text it replaces.

    `is_agreed` tells whether its signer stands behind it; earlier versions of the program did not ask.
    """

    number: int
    day: date
    replaced_day: date
    is_agreed: bool


@dataclass(frozen=True)
class Notice:
    """A whole document. `extract_for` names the body for which it is an extract; "" for the notice itself.

    Marks (`1.`, `1.2.`, `a)`) are part of the content: an extract keeps those of the whole notice. `layout` counts how
    documents are set: what was issued in an earlier layout stays in it. `correction` is None for the text as issued.
    `stamp` is what a copy says across its head of a document that holds no more; "" for one in force.
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
    layout: int = LAYOUT
    correction: Correction | None = None
    stamp: str = ""

    @property
    def is_of_the_party(self) -> bool:
        """Tell whether it has the Party's form."""
        return self.heading == PARTY_HEADING


@dataclass(frozen=True)
class NoticeLine:
    """One line beside the body: in the heading, among the recipients, in the signature.

    `size` is in points (None: that of the text), `rule` the length in millimetres of a line drawn below it.
    """

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    size: float | None = None
    rule: float = 0


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
    if notice.layout == 1:
        return _issuer_as_before(notice)
    size = 14 if notice.is_of_the_party else 13
    above = [NoticeLine(line, size=size) for name in notice.superior for line in _fitted(name, size, bold=False)]
    own = [NoticeLine(line, bold=True, size=size) for name in notice.issuer for line in _fitted(name, size, bold=True)]
    if notice.is_of_the_party:
        own.append(NoticeLine("*", size=size))
    elif own:
        own[-1] = replace(own[-1], rule=max(_of_line(line, 0.4) for line in own))
    number = NoticeLine(notice.number_line, size=size)
    said = (NoticeLine(line, italic=True, size=12) for line in fitted(correction_words(notice), LEFT, 12))
    return (*above, *own, number, *said)


def correction_words(notice: Notice) -> str:
    """Return what a corrected text says of itself under its number, whoever signed or did not; "" for one as issued.

    Two papers of one number would be mistaken for each other otherwise.
    """
    found = notice.correction
    if found is None:
        return ""
    which = f" lần {found.number}" if found.number > 1 else ""
    words = f"Bản đính chính{which} ngày {format_date(found.day)}, thay bản ngày {format_date(found.replaced_day)}"
    return words if found.is_agreed else f"{words}, chưa được người ký xác nhận"


def file_stem(number: str, correction: Correction | None) -> str:
    """Return the name of a document's file before its ending: `05-TB-UBND`, corrected `05-TB-UBND-dinh-chinh-1`."""
    return number.replace("/", "-") + (f"-dinh-chinh-{correction.number}" if correction else "")


def _fitted(name: str, size: float, *, bold: bool) -> tuple[str, ...]:
    return fitted(name.upper(), LEFT, size, bold=bold)


def _of_line(line: NoticeLine, share: float) -> float:
    return round(share * width(line.text, line.size or TEXT, bold=line.bold, italic=line.italic), 1)


def _issuer_as_before(notice: Notice) -> tuple[NoticeLine, ...]:
    lines = [NoticeLine(line.upper()) for line in notice.superior]
    lines += [NoticeLine(line.upper(), bold=True) for line in notice.issuer]
    lines += [NoticeLine("*")] if notice.is_of_the_party else []
    said = correction_words(notice)
    return (*lines, NoticeLine(notice.number_line), *([NoticeLine(said, italic=True)] if said else []))


def heading_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return the right of the heading: Party or state, place and date."""
    *above, last = notice.heading
    if notice.layout == 1:
        return (
            *(NoticeLine(each, bold=True) for each in above),
            NoticeLine(last, bold=True, underlined=True),
            NoticeLine(_place_and_day(notice), italic=True),
        )
    motto = NoticeLine(last, bold=True, size=15 if notice.is_of_the_party else 14)
    return (
        *(NoticeLine(each, bold=True, size=13) for each in above),
        replace(motto, rule=_of_line(motto, 1)),
        *(NoticeLine(line, italic=True, size=14) for line in fitted(_place_and_day(notice), RIGHT, 14)),
    )


def _place_and_day(notice: Notice) -> str:
    day = notice.issued_on
    if day is None:
        return f"{notice.place}, ngày … tháng … năm …"
    # Days below ten and the months January and February take a leading zero, so that nothing can be written before.
    return f"{notice.place}, ngày {day.day:02} tháng {day.month:0{2 if day.month < 3 else 1}} năm {day.year}"


def recipient_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return to whom the document goes; nothing when it says nothing of that. A dash that was typed is not doubled."""
    names = [each.strip(" -–—•*+\t").rstrip(" ,;.") for each in notice.recipients]
    names = [name for name in names if name]
    by_commas = notice.is_of_the_party or notice.layout == 1
    ends = ["," if by_commas else ";"] * (len(names) - 1) + ["."]
    of_the_state = not notice.is_of_the_party and notice.layout > 1
    size = None if notice.layout == 1 else 11 if of_the_state else 12
    lines = (NoticeLine(f"- {name}{end}", size=size) for name, end in zip(names, ends, strict=False))
    heading = NoticeLine(RECIPIENTS, bold=True, italic=True, size=12) if of_the_state else None
    return (heading or NoticeLine(RECIPIENTS, underlined=True), *lines) if names else ()


def signature_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return by which right and in which post the document is signed; the signature itself comes by hand below."""
    bold = notice.layout > 1 and not notice.is_of_the_party
    authority = (NoticeLine(line.upper(), bold=True) for line in notice.authority)
    return (*authority, NoticeLine(notice.signer.upper(), bold=bold))


def name_lines(notice: Notice) -> tuple[NoticeLine, ...]:
    """Return the name below the room for signature and seal; nothing where it is not known."""
    return (NoticeLine(notice.signer_name, bold=True),) if notice.signer_name else ()


def subject(notice: Notice) -> str:
    """Return what the notice is about, without the words that stand above it as its kind."""
    rest = notice.title.removeprefix(_KIND).lstrip()
    return f"{rest[:1].upper()}{rest[1:]}" or notice.title


def title_size(notice: Notice) -> float:
    """Return the size of the word for its kind, in points."""
    return 16 if notice.layout == 1 or notice.is_of_the_party else TEXT


def paragraphs(notice: Notice) -> Iterator[Paragraph]:
    """Yield the body of a document, in order; that of the state ends with its mark, "./."."""
    body = list(_paragraphs(notice))
    if notice.layout > 1 and not notice.is_of_the_party:
        body[-1] = replace(body[-1], text=f"{body[-1].text.rstrip(' .')}./.")
    yield from body


def _paragraphs(notice: Notice) -> Iterator[Paragraph]:
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
    yield Paragraph("point", _marked(point.mark, point_words(point.outcome, point.text)))
    for number, figure in enumerate(point.figures, start=1):
        yield Paragraph("figure", f"- {figure}{'.' if number == len(point.figures) else ';'}")
    for task in point.tasks:
        terms = f"; {task.terms}" if task.terms else ""
        yield Paragraph("task", _marked(task.mark, ended(f"Giao {task.responsible}: {unended(task.text)}{terms}")))


def point_words(outcome: str, text: str) -> str:
    """Return a point as a sentence: its outcome, then its text.

    One that begins with its outcome ("Thống nhất quy hoạch …", "Cho ý kiến vào …") does not say it twice.
    """
    said = fold(text).startswith(fold(outcome.removeprefix("Đã ")))
    return ended(text if said else f"{outcome}. {text}")


def _marked(mark: str, text: str) -> str:
    return f"{mark} {text}" if mark else text


def terms_of(*, through: str, with_bodies: tuple[str, ...], report_to: str, due_on: date | None, due_text: str) -> str:
    """Return the terms of a charge in words."""
    parts = [f"thông qua {through}" if through else "", f"phối hợp {', '.join(with_bodies)}" if with_bodies else ""]
    parts += [f"báo cáo {report_to}" if report_to else ""]
    parts += [f"hạn {format_date(due_on)}" if due_on else f"hạn {due_text}" if due_text else ""]
    return "; ".join(part for part in parts if part)
