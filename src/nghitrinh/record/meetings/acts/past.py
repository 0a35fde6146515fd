"""Entering a meeting that happened before it was recorded: nothing is invented, what is unknown stays unknown."""

from datetime import date, datetime, time
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Organization, Source
from nghitrinh.record.bodies.provenance import Span, note_spans
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.days import require_come
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Heading, Line, ShortLine
from nghitrinh.record.meetings.acts.series import Positive
from nghitrinh.record.meetings.models import (
    AgendaItem,
    Attendance,
    AttendanceRole,
    Convening,
    ItemState,
    Meeting,
    Series,
)
from nghitrinh.record.meetings.numbering import accept_number, series_of
from nghitrinh.record.meetings.rules import MEETING


class PastChair(Parameters):
    """Who chaired, post first; a name only where the record may name."""

    post: Heading
    name: ShortLine = ""
    spans: list[Span] = []


class PastItem(Parameters):
    """One item as the source tells it."""

    title: Heading
    level: Level = Level.INTERNAL
    public_title: Line = ""
    presenter: UUID | None = None
    spans: list[Span] = []
    source: UUID | None = None


@act("meeting.enter_past")
def enter_past(
    act: Act,
    *,
    organization: UUID,
    name: Heading,
    held_on: date,
    source: UUID,
    kind: Heading = "hội nghị",
    starts_at: time | None = None,
    place: ShortLine = "",
    level: Level = Level.PUBLIC,
    series: UUID | None = None,
    number: Positive | None = None,
    number_reason: Line = "",
    chairs: list[PastChair] = [],  # noqa: B006 - copied by the parameter model
    items: list[PastItem] = [],  # noqa: B006
    spans: list[Span] = [],  # noqa: B006
) -> Meeting:
    """Enter a past meeting from a source. It is closed at once; its number is accepted with a reason."""
    require_come(act, held_on, field="held_on")
    came_from = act.get(Source, source, field="source")
    meeting = Meeting(
        owner=act.get(Organization, organization, field="organization"),
        name=name,
        kind=kind,
        state="",
        starts_at=datetime.combine(held_on, starts_at or time(), tzinfo=ZONE),
        has_time=starts_at is not None,
        place=place,
        level=level,
        source=came_from,
        entered_past=True,
    )
    act.step(MEETING, meeting)
    chosen = _series(act, meeting, series, number, number_reason)
    act.create(meeting)
    act.about(meeting)
    note_spans(act, meeting, came_from, spans)
    act.create(
        Convening(
            meeting=meeting, organization=meeting.owner, series=chosen, number=number, number_reason=number_reason
        )
    )
    _chairs(act, meeting, chairs)
    _items(act, meeting, items)
    return meeting


def _series(act: Act, meeting: Meeting, series: UUID | None, number: int | None, reason: str) -> Series | None:
    """Return by which series the meeting was counted; refuse a number without one, or that it cannot have."""
    chosen = series_of(act, series, meeting.owner_id)
    if number is not None and chosen is None:
        act.refuse(
            BadInput(
                _("Đã ghi số thì phải chọn dãy số"),
                code="number_without_series",
                field="series",
                expected=_("dãy số của số này"),
            )
        )
    if number is not None and chosen is not None:
        accept_number(act, chosen, number, reason, field="number")
    return chosen


def _chairs(act: Act, meeting: Meeting, chairs: list[PastChair]) -> None:
    for chair in chairs:
        attendance = Attendance(meeting=meeting, role=AttendanceRole.CHAIR, post=chair.post, name=chair.name)
        act.create(attendance)
        note_spans(act, attendance, meeting.source, chair.spans)


def _items(act: Act, meeting: Meeting, items: list[PastItem]) -> None:
    for position, given in enumerate(items, start=1):
        presenter = (
            act.get(Organization, given.presenter, field=f"items.{position - 1}.presenter") if given.presenter else None
        )
        item = AgendaItem(
            meeting=meeting,
            owner=meeting.owner,
            level=stricter(given.level, meeting.level),
            position=position,
            title=given.title,
            public_title=given.public_title,
            presenter=presenter,
            state=ItemState.OPEN,
            source=act.get(Source, given.source, field=f"items.{position - 1}.source")
            if given.source
            else meeting.source,
        )
        act.create(item)
        note_spans(act, item, meeting.source, given.spans)
