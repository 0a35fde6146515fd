"""From the record to a document's content."""

from nghitrinh.documents.content import Notice, NoticeItem, NoticePoint, NoticeTask, terms_of
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.decisions.models import Charge, DecisionRevision, Point
from nghitrinh.record.decisions.queries import points_of, render_figure
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import issued_versions
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.vietnamese import format_date


def notice_of(instrument: Instrument) -> Notice:
    """Return the content of a notice: the decisions in the revisions that it issues."""
    return _notice(instrument, None)


def extract_of(instrument: Instrument, body: Organization) -> Notice:
    """Return the extract for one charged body: only the matters and points that charge it."""
    return _notice(instrument, body)


def _notice(instrument: Instrument, body: Organization | None) -> Notice:
    items = (_item(version, body) for version in issued_versions(instrument))
    owner = instrument.owner
    return Notice(
        superior=owner.body.name,
        issuer=owner.name,
        number=instrument.symbol_number,
        place=owner.body.name.removeprefix("Tỉnh "),
        issued_on=instrument.issued_on,
        title=instrument.title,
        opening=_opening(instrument.meeting, owner),
        items=tuple(item for item in items if item.points),
        recipients=tuple(line.strip() for line in instrument.recipients.splitlines() if line.strip()),
        authority=f"T/M {owner.name.upper()}",
        signer=instrument.signer,
        illustrative=instrument.is_illustrative,
        extract_for=body.name if body else "",
    )


def _opening(meeting: Meeting, owner: Organization) -> str:
    numbers = [each for each in meeting.convenings.all() if each.organization_id == owner.pk and each.number]
    number = f" lần thứ {numbers[0].number}" if numbers else ""
    day = format_date(meeting.starts_at.astimezone(ZONE).date())
    return f"Ngày {day}, {owner.name} họp {meeting.kind}{number} và kết luận như sau:"


def _item(version: DecisionRevision, body: Organization | None) -> NoticeItem:
    points = points_of(version.decision, version.number)
    return NoticeItem(
        title=version.decision.title,
        points=tuple(_point(point, body) for point in points if body is None or _charges(point, body)),
    )


def _charges(point: Point, body: Organization) -> bool:
    return any(body.pk in (charge.responsible_id, charge.through_id) for charge in point.charges.all())


def _point(point: Point, body: Organization | None) -> NoticePoint:
    charges = [
        each for each in point.charges.all() if body is None or body.pk in (each.responsible_id, each.through_id)
    ]
    return NoticePoint(
        outcome=point.get_outcome_display(),
        text=point.text,
        figures=tuple(f"{figure.quantity}: {render_figure(figure)}" for figure in point.figures.all()),
        tasks=tuple(_task(charge) for charge in charges),
    )


def _task(charge: Charge) -> NoticeTask:
    terms = terms_of(
        through=_unnamed(charge.through, charge.text),
        together=tuple(each.name for each in charge.with_bodies.all()),
        report_to=charge.report_to.name if charge.report_to else "",
        due_on=charge.due_on,
        due_text=charge.due_text,
    )
    return NoticeTask(charge.responsible.name, charge.text.rstrip("."), terms)


def _unnamed(body: Organization | None, text: str) -> str:
    """Return a body's name unless the charge's own words name it already."""
    names = [name for name in (body.name, body.short_name) if name] if body else []
    return "" if body is None or any(name in text for name in names) else body.name
