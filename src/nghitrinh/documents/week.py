"""The week of an office as a paper, one page: each day with its meetings, who chairs, where."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from nghitrinh.documents.content import Notice
from nghitrinh.documents.sheets import blank_frame
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.vietnamese import format_date, format_day, weekday_name

HEAD = "LỊCH CÔNG TÁC TUẦN"
COLUMNS = ("Thứ, ngày", "Giờ", "Nội dung", "Chủ trì, tham gia", "Địa điểm")
WIDTHS = (24.0, 16.0, 130.0, 54.0, 38.0)
NOTHING = "Không có lịch."


@dataclass(frozen=True)
class WeekEntry:
    """One thing of a day: its hour ("" where none is said), what it is, who goes, where."""

    day: date
    hour: str
    words: str
    who: str
    place: str


@dataclass(frozen=True)
class WeekDay:
    """A day with what is in it, as rows of hour, words, who, place."""

    name: str
    rows: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True)
class WeekPaper:
    """The week of a body as it is drawn."""

    frame: Notice
    about: str
    days: tuple[WeekDay, ...]


def week_paper(body: Organization, monday: date, entries: Sequence[WeekEntry]) -> WeekPaper:
    """Return the paper of a week: working days always, Saturday and Sunday where something is in them."""
    heading, sunday = heading_of(body), monday + timedelta(days=6)
    frame = blank_frame(heading, HEAD, None, illustrative=False)
    about = f"Tuần {monday.isocalendar().week}, từ ngày {format_date(monday)} đến ngày {format_date(sunday)}"
    days = (_day(monday + timedelta(days=index), entries) for index in range(7))
    kept = tuple(each for index, each in enumerate(days) if index < 5 or each.rows)
    return WeekPaper(frame, about, kept)


def _day(day: date, entries: Sequence[WeekEntry]) -> WeekDay:
    rows = tuple((each.hour, each.words, each.who, each.place) for each in entries if each.day == day)
    return WeekDay(f"{weekday_name(day)}\n{format_day(day)}", rows)
