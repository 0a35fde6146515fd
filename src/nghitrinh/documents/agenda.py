"""The agenda of a meeting as a paper: number, hour, item, who presents.

What is handed round names no restricted item but by its public title; whoever is cleared can have the whole.
"""

from collections.abc import Iterable, Iterator
from uuid import UUID

from nghitrinh.documents.sheets import Column, Sheet, Table, frame_of, hour, hours_of, when_and_where
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.vietnamese import unended

HEAD = "CHƯƠNG TRÌNH"
_WIDTHS = (("TT", 12.0, True), ("Thời gian", 26.0, True), ("Nội dung", 82.0, False), ("Cơ quan trình", 45.0, False))


def agenda_sheet(meeting: Meeting, items: Iterable[AgendaItem], *, whole: bool = False) -> Sheet:
    """Return the agenda of a meeting from the items that a user may see.

    Args:
        meeting: the meeting.
        items: those of it that the user may see.
        whole: name restricted items by their own titles.
    """
    title, seen = title_of(meeting), {item.pk for item in items}
    rows = list(_rows(meeting, seen, whole=whole))
    has_hours = any(row[0] for row in rows)
    columns = tuple(Column(*each) for each in _WIDTHS)
    if not has_hours:
        number, _, text, presenter = columns
        columns = (number, Column(text.head, text.width + 26), presenter)
    numbered = ((str(number), *(row if has_hours else row[1:])) for number, row in enumerate(rows, start=1))
    return Sheet(
        frame=frame_of(meeting, heading_of(meeting.owner), f"{HEAD}: {title}", meeting.day),
        head=HEAD,
        about=(title,),
        lines=tuple(when_and_where(meeting)),
        table=Table(columns, tuple(numbered)),
    )


def _rows(meeting: Meeting, seen: set[UUID], *, whole: bool) -> Iterator[tuple[str, str, str]]:
    """Yield hour, title and presenter of each item that is named; the hours count the others too."""
    for item, at in hours_of(meeting, list(meeting.items.select_related("presenter"))):
        title = item.title if whole or item.level != Level.RESTRICTED else item.public_name
        if item.pk in seen and title:
            is_named = whole or item.level != Level.RESTRICTED
            presenter = item.presenter.name if item.presenter and is_named else ""
            yield hour(at) if at else "", unended(title), presenter
