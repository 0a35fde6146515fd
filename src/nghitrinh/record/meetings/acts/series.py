"""Acts on series of numbers."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.models import LegislativeTerm, Organization
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.naming import taken
from nghitrinh.record.kernel.texts import Heading, Text
from nghitrinh.record.meetings.models import NumberGap, Series

Positive = Annotated[int, Field(ge=1)]


@act("series.start", Role.SECRETARY)
def start_series(
    act: Act,
    *,
    organization: UUID,
    name: Heading,
    term: UUID | None = None,
    starts_at: Positive = 1,
    numbered: bool = True,
) -> Series:
    """Begin a run of numbers; it may start at a number other than one, or have none."""
    act.require(organization)
    if taken(name, Series.objects.filter(organization=organization, term=term).values_list("name", flat=True)):
        raise BadInput(
            _("Đã có dãy số này: %(found)s"),
            code="series_taken",
            field="name",
            found=name,
            expected=_("một tên khác"),
        )
    series = Series(
        organization=act.get(Organization, organization, field="organization"),
        term=act.get(LegislativeTerm, term, field="term") if term else None,
        name=name,
        starts_at=starts_at,
        numbered=numbered,
    )
    act.create(series)
    act.about(series, owner=organization)
    return series


@act("number.declare_gap", Role.SECRETARY)
def declare_gap(act: Act, *, series: UUID, number: Positive, reason: Text) -> NumberGap:
    """Declare that no meeting of a series has a number, and why."""
    found = act.get(Series, series, field="series")
    act.require(found.organization_id)
    if found.convenings.filter(number=number).exists():
        raise Contradiction(
            _("Đã có hội nghị mang số %(found)s"),
            code="gap_is_number",
            field="number",
            found=number,
            expected=_("một số chưa dùng"),
        )
    gap = act.create(NumberGap(series=found, number=number, reason=reason))
    act.about(gap, owner=found.organization_id)
    act.reason = reason
    return gap
