"""Numbers of meetings: consecutive per organization, term and series, given by the record and never typed."""

from collections.abc import Iterator
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.meetings.models import Convening, Series
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.vietnamese import format_date, ordinal


def next_number(act: Act, series: Series) -> int | None:
    """Return the next number of a series, read again under lock, so that two convened at once get two numbers."""
    locked = act.get(Series, series.pk, field="series")
    require_open(act, locked)
    return number_to_come(locked)


def require_open(act: Act, series: Series) -> None:
    """Refuse a series that gives no more numbers."""
    if series.closed_on is not None:
        act.refuse(
            Contradiction(
                _("Dãy số %(found)s đã khóa"),
                code="series_closed",
                field="series",
                found=series.name,
                expected=_("một dãy số đang mở"),
            )
        )


def number_to_come(series: Series) -> int | None:
    """Return the next number of a series, past its declared gaps; None for a series that is not numbered."""
    if not series.numbered:
        return None
    number = max(series.starts_at, highest_number(series) + 1)
    gaps = set(series.gaps.values_list("number", flat=True))
    while number in gaps:
        number += 1
    return number


def highest_number(series: Series) -> int:
    """Return the highest number that a meeting of a series has; 0 for none."""
    return int(series.convenings.aggregate(highest=Max("number"))["highest"] or 0)


def series_of(act: Act, series: UUID | None, organization: UUID) -> Series | None:
    """Return a series by its identifier, refused where it is another organization's; None for none."""
    if series is None:
        return None
    found = act.get(Series, series, field="series")
    if found.organization_id != organization:
        act.refuse(
            BadInput(
                _("Dãy số này là của cơ quan khác"),
                code="series_of_another",
                field="series",
                found=found.name,
                expected=_("một dãy số của chính cơ quan"),
            )
        )
    return found


def accept_number(act: Act, series: Series, number: int, reason: str, *, field: str) -> None:
    """Check a number that comes from a source: it must be free, no declared gap, and there must be a reason for it."""
    if not reason:
        act.refuse(
            BadInput(
                _("Số lấy từ nguồn cần nêu lý do"),
                code="number_without_reason",
                field=f"{field}_reason",
                expected=_("vì sao số này đúng"),
            )
        )
    act.refuse(*_not_free(act.get(Series, series.pk, field="series"), number, field))


def _not_free(locked: Series, number: int, field: str) -> Iterator[Contradiction]:
    if not locked.numbered:
        yield Contradiction(
            _("Dãy số này không đánh số: %(found)s"),
            code="series_without_numbers",
            field=field,
            found=locked.name,
            expected=_("để trống số"),
        )
    if locked.gaps.filter(number=number).exists():
        yield Contradiction(
            _("Số %(found)s đã được khai là số bỏ trống"),
            code="number_is_gap",
            field=field,
            found=number,
            expected=_("một số khác"),
        )
    taken = locked.convenings.filter(number=number).select_related("meeting").first()
    if taken is not None:
        yield Contradiction(
            _("Số này đã thuộc về hội nghị khác: %(found)s"),
            code="number_taken",
            field=field,
            found=f"{number} ({title_of(taken.meeting)}, {format_date(taken.meeting.day)})",
            expected=_("một số mà chưa hội nghị nào của dãy mang"),
        )


def number_of(convening: Convening) -> str:
    """Return a convening's number as it is said, or nothing when it has none."""
    return ordinal(convening.meeting.kind, convening.number) if convening.number else ""
