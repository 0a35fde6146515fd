"""Acts on series of numbers."""

from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.models import LegislativeTerm, Organization
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, nothing_corrected
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.naming import taken
from nghitrinh.record.kernel.striking import strikable
from nghitrinh.record.kernel.texts import Heading, Reason, Text
from nghitrinh.record.meetings.models import NumberGap, Series
from nghitrinh.record.meetings.numbering import highest_number, number_to_come, require_open

Positive = Annotated[int, Field(ge=1)]

strikable(Series, side=lambda _user, each: each.organization_id)


@act("series.start", Role.SECRETARY, ADMINISTRATOR)
def start_series(
    act: Act,
    *,
    organization: UUID,
    name: Heading,
    term: UUID | None = None,
    starts_at: Positive = 1,
    numbered: bool = True,
) -> Series:
    """Begin a run of numbers; it may go on at a number other than one, or have none."""
    act.require(organization)
    series = Series(
        organization=act.get(Organization, organization, field="organization"),
        term=act.get(LegislativeTerm, term, field="term") if term else None,
        name=name,
        starts_at=starts_at,
        numbered=numbered,
    )
    _require_name(act, series)
    act.create(series)
    act.about(series, owner=organization)
    return series


def _require_name(act: Act, series: Series) -> None:
    others = Series.objects.filter(organization=series.organization_id, term=series.term_id).exclude(pk=series.pk)
    if taken(series.name, others.values_list("name", flat=True)):
        act.refuse(
            BadInput(
                _("Đã có dãy số này: %(found)s"),
                code="series_taken",
                field="name",
                found=series.name,
                expected=_("một tên khác"),
            )
        )


@act("series.correct", Role.SECRETARY, ADMINISTRATOR)
def correct_series(
    act: Act,
    *,
    series: UUID,
    edit: int,
    reason: Reason,
    name: Heading | None = None,
    next_number: Positive | None = None,
) -> Series:
    """Correct the name of a series, or which number comes next. Numbers that meetings have stay as they are."""
    found = act.open(Series, series, edit, side=lambda series: series.organization_id)
    require_open(act, found)
    if name is not None and name != found.name:
        act.change(found, "name", found.name, name)
        found.name = name
        _require_name(act, found)
    if next_number is not None and next_number != number_to_come(found):
        _go_on(act, found, next_number)
    if not act.changes:
        raise nothing_corrected(field="name")
    act.reason = reason
    return act.save(found)


def _go_on(act: Act, series: Series, next_number: int) -> None:
    highest = highest_number(series)
    if not series.numbered or next_number <= highest:
        act.refuse(
            Contradiction(
                _("Số %(found)s đứng trước số đã cấp"),
                code="number_already_given",
                field="next_number",
                found=next_number,
                expected=_("%(first)s trở lên"),
                first=highest + 1,
            )
        )
    act.change(series, "next_number", number_to_come(series), next_number)
    series.starts_at = next_number


@act("series.close", Role.SECRETARY, ADMINISTRATOR)
def close_series(act: Act, *, series: UUID, edit: int, reason: Reason) -> Series:
    """Close a series: no meeting gets a number of it any more."""
    found = act.open(Series, series, edit, side=lambda series: series.organization_id)
    require_open(act, found)
    found.closed_on = act.at.date()
    act.change(found, "closed_on", None, found.closed_on)
    act.reason = reason
    return act.save(found)


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
