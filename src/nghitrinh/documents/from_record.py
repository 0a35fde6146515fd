"""From the record to a document's content."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Q

from nghitrinh.documents.content import (
    PARTY_HEADING,
    STATE_HEADING,
    Notice,
    NoticeItem,
    NoticePoint,
    NoticeTask,
    letter,
    terms_of,
)
from nghitrinh.record.bodies.models import Organization, OrganizationKind
from nghitrinh.record.decisions.models import Charge, DecisionRevision, Point
from nghitrinh.record.decisions.queries import points_by_revision, render_figure
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import issued_versions_of, pinned
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.tasks.models import Task
from nghitrinh.vietnamese import format_date

_PARTY = (
    OrganizationKind.STANDING_COMMITTEE,
    OrganizationKind.EXECUTIVE_COMMITTEE,
    OrganizationKind.PARTY_CIVIL_AFFAIRS,
    OrganizationKind.DISTRICT,
)
# What the Party's committee of a jurisdiction is called, by how the jurisdiction's name begins.
_COMMITTEES = {"Tỉnh": "Tỉnh ủy", "Thành phố": "Thành ủy", "Thị xã": "Thị ủy", "Huyện": "Huyện ủy"}


def notice_of(instrument: Instrument) -> Notice:
    """Return the content of a notice: the decisions in the versions that it issues."""
    return notices_of([instrument])[instrument.pk]


def notices_of(instruments: Iterable[Instrument]) -> dict[UUID, Notice]:
    """Return the contents of several notices, by the instrument's key, in a fixed number of queries."""
    return _notices(list(instruments), None)


def extract_of(instrument: Instrument, body: Organization) -> Notice:
    """Return the extract for one charged body: only the items and points that charge it.

    A body that took a task over from another has it, too: what a charge became is said by its task.
    """
    return _notices([instrument], Extract(body, _charges_of(instrument, body)))[instrument.pk]


@dataclass(frozen=True)
class Extract:
    """For whom an extract is, and the keys of the charges whose tasks this body has, whoever was named in them."""

    body: Organization
    charges: frozenset[UUID]


def _charges_of(instrument: Instrument, body: Organization) -> frozenset[UUID]:
    has = Q(responsible=body) | Q(through=body) | Q(with_bodies=body)
    decisions = [each.decision_id for each in pinned(instrument)]
    keys = Task.objects.filter(has, decision__in=decisions, charge_key__isnull=False).values_list(
        "charge_key", flat=True
    )
    return frozenset(key for key in keys if key is not None)


def _notices(instruments: list[Instrument], extract: Extract | None) -> dict[UUID, Notice]:
    issued = issued_versions_of(instruments)
    points = points_by_revision(each for versions in issued.values() for each in versions)
    return {each.pk: _notice(each, issued[each.pk], points, extract) for each in instruments}


def _notice(
    instrument: Instrument,
    versions: list[DecisionRevision],
    points: dict[UUID, list[Point]],
    extract: Extract | None,
) -> Notice:
    items = (_item(f"{number}.", each, points[each.pk], extract) for number, each in enumerate(versions, start=1))
    owner = instrument.owner
    committee, place = _committee(owner.body.name)
    issuer = owner.name.removesuffix(f" {committee}") if owner.kind in _PARTY else owner.name
    return Notice(
        heading=PARTY_HEADING if owner.kind in _PARTY else STATE_HEADING,
        superior=f"{committee} {place}" if owner.kind in _PARTY else "",
        issuer=issuer,
        number=instrument.symbol_number,
        place=place,
        issued_on=instrument.issued_on,
        title=instrument.title,
        opening=_opening(instrument.meeting, owner),
        items=tuple(item for item in items if item.points),
        recipients=tuple(line.strip() for line in instrument.recipients.splitlines() if line.strip()),
        authority=f"T/M {issuer}" if owner.kind in _PARTY else f"TM. {issuer}",
        signer=instrument.signer.removesuffix(f" {committee}"),
        illustrative=instrument.is_illustrative,
        extract_for=extract.body.name if extract else "",
    )


def _committee(jurisdiction: str) -> tuple[str, str]:
    """Return what the Party's committee of a jurisdiction is called, and the place: `Tỉnh ủy`, `Hải Dương`."""
    for rank, committee in _COMMITTEES.items():
        if jurisdiction.startswith(f"{rank} "):
            return committee, jurisdiction.removeprefix(f"{rank} ")
    return "Đảng bộ", jurisdiction


def _opening(meeting: Meeting, owner: Organization) -> str:
    numbers = [each for each in meeting.convenings.all() if each.organization_id == owner.pk and each.number]
    number = f" lần thứ {numbers[0].number}" if numbers else ""
    day = format_date(meeting.day)
    return f"Ngày {day}, {owner.name} họp {meeting.kind}{number} và kết luận như sau:"


def _item(mark: str, version: DecisionRevision, points: list[Point], extract: Extract | None) -> NoticeItem:
    marks = [f"{mark}{number}." if len(points) > 1 else "" for number in range(1, len(points) + 1)]
    made = [_point(*pair, extract) for pair in zip(marks, points, strict=True)]
    kept = tuple(point for point in made if extract is None or point.tasks)
    return NoticeItem(mark=mark, title=version.decision.title, points=kept)


def _point(mark: str, point: Point, extract: Extract | None) -> NoticePoint:
    charges = list(point.charges.all())
    marks = [letter(index) if len(charges) > 1 else "" for index in range(len(charges))]
    return NoticePoint(
        mark=mark,
        outcome=point.get_outcome_display(),
        text=point.text,
        figures=tuple(f"{figure.quantity}: {render_figure(figure)}" for figure in point.figures.all()),
        tasks=tuple(_task(*pair) for pair in zip(marks, charges, strict=True) if _is_for(pair[1], extract)),
    )


def _is_for(charge: Charge, extract: Extract | None) -> bool:
    if extract is None or charge.key in extract.charges:
        return True
    named = (charge.responsible_id, charge.through_id, *(each.pk for each in charge.with_bodies.all()))
    return extract.body.pk in named


def _task(mark: str, charge: Charge) -> NoticeTask:
    terms = terms_of(
        through=_unnamed(charge.through, charge.text),
        with_bodies=tuple(each.name for each in charge.with_bodies.all()),
        report_to=charge.report_to.name if charge.report_to else "",
        due_on=charge.due_on,
        due_text=charge.due_text,
    )
    return NoticeTask(mark, charge.responsible.name, charge.text.rstrip("."), terms)


def _unnamed(body: Organization | None, text: str) -> str:
    """Return a body's name unless the charge's own words name it already."""
    names = [name for name in (body.name, body.short_name) if name] if body else []
    return "" if body is None or any(name in text for name in names) else body.name
