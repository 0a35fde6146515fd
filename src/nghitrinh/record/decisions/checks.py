"""What speaks against given points before they are written: everything at once, each with the path of its field."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.db.models import Model
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.ended import has_ended
from nghitrinh.record.bodies.models import Location, Organization, Source
from nghitrinh.record.decisions.agreement import disagreements
from nghitrinh.record.decisions.given import GivenCharge, GivenFigure, GivenPoint
from nghitrinh.record.decisions.models import Charge, DecisionRevision, Figure, Point
from nghitrinh.record.kernel.days import in_no_calendar
from nghitrinh.record.kernel.errors import ActError, BadInput, unknown


def against_points(
    points: list[GivenPoint], *, current: DecisionRevision | None, met_on: date, today: date
) -> Iterator[ActError]:
    """Yield what speaks against points: they name what is not there, reverse a range, contradict themselves, …

    `current` is the version whose keys may be kept, `met_on` the meeting's day, `today` the day on which a charged
    body must still exist.
    """
    yield from _unknown_keys(points, current)
    yield from _missing(points)
    yield from _reversed(points)
    yield from _deadlines_before(points, met_on)
    yield from _in_no_calendar(points)
    yield from disagreements(points)
    yield from _ended_bodies(points, current, today)


def figures_of(points: list[GivenPoint]) -> Iterator[tuple[str, GivenFigure]]:
    """Yield every figure with its path."""
    for at, point in enumerate(points):
        for index, figure in enumerate(point.figures):
            yield f"points.{at}.figures.{index}", figure


def charges_of(points: list[GivenPoint]) -> Iterator[tuple[str, GivenCharge]]:
    """Yield every charge with its path."""
    for at, point in enumerate(points):
        for index, charge in enumerate(point.charges):
            yield f"points.{at}.charges.{index}", charge


def _unknown_keys(points: list[GivenPoint], current: DecisionRevision | None) -> Iterator[BadInput]:
    given_points = [(f"points.{at}", point) for at, point in enumerate(points)]
    for given, model, relation in (
        (given_points, Point, "version"),
        (figures_of(points), Figure, "point__version"),
        (charges_of(points), Charge, "point__version"),
    ):
        known = (
            set(model._default_manager.filter(**{relation: current}).values_list("key", flat=True))
            if current
            else set()
        )
        for path, each in given:
            if each.key is None:
                continue
            if each.key not in known:
                yield BadInput(
                    _("Dòng này không thuộc bản đang có hiệu lực"),
                    code="key_unknown",
                    field=f"{path}.key",
                    found=each.key,
                    expected=_("một khóa của bản đang có hiệu lực, mỗi khóa một lần, hoặc không có"),
                )
            known.discard(each.key)


def _references(points: list[GivenPoint]) -> Iterator[tuple[str, type[Model], UUID]]:
    for at, point in enumerate(points):
        if point.submit_to:
            yield f"points.{at}.submit_to", Organization, point.submit_to
    for path, charge in charges_of(points):
        for field, body in charge.bodies():
            yield f"{path}.{field}", Organization, body
    for path, figure in figures_of(points):
        for index, location in enumerate(figure.places):
            yield f"{path}.places.{index}", Location, location
        if figure.source:
            yield f"{path}.source", Source, figure.source


def _missing(points: list[GivenPoint]) -> Iterator[BadInput]:
    named = list(_references(points))
    for model in (Organization, Location, Source):
        wanted = {identifier for _, kind, identifier in named if kind is model}
        found = set(model._default_manager.filter(pk__in=wanted).values_list("pk", flat=True))
        for path, kind, identifier in named:
            if kind is model and identifier not in found:
                yield unknown(identifier, field=path)


def _reversed(points: list[GivenPoint]) -> Iterator[BadInput]:
    for path, figure in figures_of(points):
        if figure.low > figure.high:
            yield BadInput(
                _("Khoảng bị ngược: %(found)s lớn hơn số đứng sau"),
                code="range_reversed",
                field=f"{path}.low",
                found=f"{figure.low:f}",
                expected=_("nhiều nhất %(most)s"),
                most=f"{figure.high:f}",
            )


def _deadlines_before(points: list[GivenPoint], met_on: date) -> Iterator[BadInput]:
    for path, charge in charges_of(points):
        if charge.due_on and charge.due_on < met_on:
            yield BadInput(
                _("Hạn %(found)s đứng trước ngày họp"),
                code="deadline_before_meeting",
                field=f"{path}.due_on",
                found=charge.due_on,
                expected=_("%(first)s hoặc muộn hơn"),
                first=met_on,
            )


def _in_no_calendar(points: list[GivenPoint]) -> Iterator[BadInput]:
    for path, figure in figures_of(points):
        yield from in_no_calendar(figure.as_of, field=f"{path}.as_of")
    for path, charge in charges_of(points):
        yield from in_no_calendar(charge.due_text, field=f"{path}.due_text")


def _ended_bodies(points: list[GivenPoint], current: DecisionRevision | None, today: date) -> Iterator[BadInput]:
    """Find ended bodies, save where the charge named it already: a correction must not have to rewrite history."""
    ended = {body.pk: body for body in Organization.objects.filter(ended_on__lte=today)}
    named = _named_before(current)
    for path, charge in charges_of(points):
        for field, body in charge.bodies():
            if body in ended and body not in named.get(charge.key, set()):
                yield has_ended(ended[body], field=f"{path}.{field}")


def _named_before(current: DecisionRevision | None) -> dict[UUID | None, set[UUID | None]]:
    if current is None:
        return {}
    charges = Charge.objects.filter(point__version=current).prefetch_related("with_bodies")
    return {
        charge.key: {
            charge.responsible_id,
            charge.through_id,
            charge.report_to_id,
            *(b.pk for b in charge.with_bodies.all()),
        }
        for charge in charges
    }
