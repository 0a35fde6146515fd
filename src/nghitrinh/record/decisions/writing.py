"""Writing one immutable version of a decision: its points, figures and charges in their order."""

from uuid import UUID, uuid4

from nghitrinh.record.bodies.agreed import NOT_ASKED, Agreement
from nghitrinh.record.bodies.models import Provenance
from nghitrinh.record.bodies.provenance import note_spans
from nghitrinh.record.decisions.given import BESIDE, GivenCharge, GivenFigure, GivenPoint
from nghitrinh.record.decisions.models import (
    Charge,
    ChargeBody,
    Decision,
    DecisionRevision,
    Figure,
    FigurePlace,
    Point,
)
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.derived import columns

Keyed = Point | Figure | Charge


def write_revision(
    act: Act,
    decision: Decision,
    points: list[GivenPoint],
    *,
    number: int,
    authority: str = "",
    is_correction: bool = False,
    agreed: Agreement = NOT_ASKED,
) -> DecisionRevision:
    """Write the points as version `number`; what older versions say is never touched."""
    version = DecisionRevision(
        decision=decision,
        number=number,
        reason=act.reason,
        authority=authority,
        is_correction=is_correction,
        written_by=act.by.username if act.by else "",
        agreed_on=agreed.agreed_on,
        recorded_by=agreed.recorded_by,
    )
    act.create(version)
    for position, given in enumerate(points, start=1):
        _write_point(act, version, given, position)
    _carry_spans(act, decision, number)
    return version


def _write_point(act: Act, version: DecisionRevision, given: GivenPoint, position: int) -> None:
    point = Point(
        version=version,
        key=given.key or uuid4(),
        position=position,
        **columns(given, Point, without=BESIDE),
    )
    act.create(point)
    note_spans(act, point, version.decision.source, given.spans)
    for number, figure in enumerate(given.figures, start=1):
        _write_figure(act, point, figure, number)
    for number, charge in enumerate(given.charges, start=1):
        _write_charge(act, point, charge, number)


def _write_figure(act: Act, point: Point, given: GivenFigure, position: int) -> None:
    figure = Figure(
        point=point,
        key=given.key or uuid4(),
        position=position,
        **columns(given, Figure, without=BESIDE),
    )
    act.create(figure)
    note_spans(act, figure, figure.source or point.version.decision.source, given.spans)
    for place in dict.fromkeys(given.places):
        act.create(FigurePlace(figure=figure, place_id=place))


def _write_charge(act: Act, point: Point, given: GivenCharge, position: int) -> None:
    charge = Charge(
        point=point,
        key=given.key or uuid4(),
        position=position,
        **columns(given, Charge, without=BESIDE),
    )
    act.create(charge)
    note_spans(act, charge, point.version.decision.source, given.spans)
    for body in dict.fromkeys(given.with_bodies):
        act.create(ChargeBody(charge=charge, organization_id=body))


def _carry_spans(act: Act, decision: Decision, number: int) -> None:
    """Note again, for what kept its key and its value, where it was read: a correction loses only what it corrects."""
    old, new = _rows(decision, number - 1), _rows(decision, number)
    of_old = {row.pk: row for row in old.values()}
    noted_again = set(
        Provenance.objects.filter(subject_id__in=[row.pk for row in new.values()]).values_list("subject_id", flat=True)
    )
    for span in Provenance.objects.filter(subject_id__in=of_old).order_by("pk"):
        before = of_old[span.subject_id]
        after = new.get(before.key)
        if after is None or after.pk in noted_again or not _same(before, after, span.field):
            continue
        act.create(
            Provenance(
                subject_kind=span.subject_kind,
                subject_id=after.pk,
                field=span.field,
                source_id=span.source_id,
                start=span.start,
                end=span.end,
            )
        )


def _rows(decision: Decision, number: int) -> dict[UUID, Keyed]:
    version = {"version__decision": decision, "version__number": number}
    nested = {f"point__{name}": value for name, value in version.items()}
    rows: list[Keyed] = [*Point.objects.filter(**version)]
    rows += [*Figure.objects.filter(**nested), *Charge.objects.filter(**nested)]
    return {row.key: row for row in rows}


def _same(before: Keyed, after: Keyed, field: str) -> bool:
    return bool(getattr(before, field, None) == getattr(after, field, None))
