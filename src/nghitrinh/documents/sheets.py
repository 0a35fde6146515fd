"""A paper of a meeting as content: its heading, its lines, its table, its signature, before any format.

The invitation, the agenda and the list to sign are drawn from it alike, in the form of the state or of the Party, by
the parts of a notice. None of them is of the record: what the record says at the hour is what is printed.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from nghitrinh.documents.content import PARTY_HEADING, STATE_HEADING, Notice, NoticeLine, issuer_lines
from nghitrinh.record.instruments.letterheads import Heading
from nghitrinh.record.instruments.models import PaperForm, Signing
from nghitrinh.record.instruments.signatures import authority_lines
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.vietnamese import ended, weekday_name

ILLUSTRATIVE = "Văn bản minh họa của bản dùng thử"


@dataclass(frozen=True)
class SheetLine:
    """A paragraph: what it is about, set in bold, and what it says; a line without a label goes on from one above."""

    label: str
    text: str


@dataclass(frozen=True)
class Column:
    """A column of a table: its head, its width in millimetres, whether what stands in it is centred."""

    head: str
    width: float
    centred: bool = False


@dataclass(frozen=True)
class Table:
    """A table: a row of one cell is a heading over all columns; a row is at least `height` millimetres high."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]
    height: float = 0


@dataclass(frozen=True)
class Sheet:
    """One paper: the frame has its heading and signature, `head` says what it is, `about` of what."""

    frame: Notice
    head: str
    about: tuple[str, ...]
    lines: tuple[SheetLine, ...] = ()
    table: Table | None = None
    closing: str = ""

    @property
    def is_signed(self) -> bool:
        """Tell whether somebody signs it."""
        return bool(self.frame.signer)


def blank_frame(heading: Heading, title: str, day: date | None, *, illustrative: bool) -> Notice:
    """Return the frame of a paper that has neither a number nor a signature; without a day that is written by hand."""
    return Notice(
        heading=PARTY_HEADING if heading.form == PaperForm.PARTY else STATE_HEADING,
        superior=heading.superior,
        issuer=heading.name,
        number_line="",
        place=heading.place,
        issued_on=day,
        title=title,
        opening="",
        items=(),
        recipients=(),
        authority=(),
        signer="",
        signer_name="",
        illustrative=illustrative,
    )


def frame_of(meeting: Meeting, heading: Heading, title: str, day: date | None) -> Notice:
    """Return the frame of a paper of a meeting."""
    return blank_frame(heading, title, day, illustrative=meeting.is_illustrative)


def signed(frame: Notice, heading: Heading, kind: str, recipients: tuple[str, ...]) -> Notice:
    """Return the frame with the line for a number of a kind of documents, to whom it goes, and who heads the body."""
    number = heading.written("…", heading.symbol(kind))
    return replace(
        frame,
        number_line=f"{'Số' if frame.is_of_the_party else 'Số:'} {number}",
        recipients=recipients,
        authority=authority_lines(heading, "" if heading.head else Signing.FOR_BODY, heading.head),
        signer=heading.head,
    )


def left_of(sheet: Sheet) -> tuple[NoticeLine, ...]:
    """Return the left of the heading; a paper without a number has no line for one."""
    return tuple(line for line in issuer_lines(sheet.frame) if line.text)


def closed(lines: list[SheetLine], *, of_the_party: bool) -> tuple[SheetLine, ...]:
    """Return lines with the mark that ends a document of the state."""
    last = lines[-1]
    ending = replace(last, text=f"{last.text.rstrip(' .;')}{'.' if of_the_party else './.'}")
    return (*lines[:-1], ending)


def stands(items: list[AgendaItem]) -> list[AgendaItem]:
    """Return the items that are still on the agenda, in their order."""
    return sorted((each for each in items if each.state != ItemState.WITHDRAWN), key=lambda each: each.position)


def hours_of(meeting: Meeting, items: list[AgendaItem]) -> Iterator[tuple[AgendaItem, datetime | None]]:
    """Yield the items with the hour at which each is due: as long as every item before it says how long it takes."""
    at: datetime | None = meeting.starts_at if meeting.has_time else None
    for item in stands(items):
        yield item, at
        at = at + timedelta(minutes=item.minutes) if at and item.minutes else None


def within(title: str, kind: str) -> str:
    """Return a title as it goes on within a line: the word for its kind small, any other name as it is written.

    >>> within("Hội nghị Ban Thường vụ", "hội nghị"), within("UBND tỉnh họp", "phiên họp")
    ('hội nghị Ban Thường vụ', 'UBND tỉnh họp')
    """
    return f"{title[:1].lower()}{title[1:]}" if title.lower().startswith(kind.lower()) else title


def hour(at: datetime) -> str:
    """Return an hour as documents say it: 8 giờ, 9 giờ 30."""
    local = at.astimezone(ZONE)
    return f"{local.hour} giờ {local.minute:02}" if local.minute else f"{local.hour} giờ"


def day_words(at: datetime) -> str:
    """Return a day with its weekday, as an invitation says it."""
    day = at.astimezone(ZONE).date()
    weekday = weekday_name(day)
    month = f"{day.month:0{2 if day.month < 3 else 1}}"
    return f"{weekday[:1].lower()}{weekday[1:]}, ngày {day.day:02} tháng {month} năm {day.year}"


def when_and_where(meeting: Meeting) -> Iterator[SheetLine]:
    """Yield when and where a meeting is, and who chairs it as far as the record says it."""
    day = day_words(meeting.starts_at)
    yield SheetLine("Thời gian:", ended(f"{hour(meeting.starts_at)}, {day}" if meeting.has_time else day))
    if meeting.place:
        yield SheetLine("Địa điểm:", ended(meeting.place))
    yield from chaired(meeting)


def chaired(meeting: Meeting) -> Iterator[SheetLine]:
    """Yield who chairs a meeting, where that is recorded."""
    if chairs := chairs_of(meeting):
        said = "; ".join(", ".join(filter(None, (each.name, each.post))) for each in chairs)
        yield SheetLine("Chủ trì:", ended(said))
