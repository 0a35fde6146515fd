"""What several acts on bodies refuse alike: days in the wrong order, and a name that another one has."""

from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import LegislativeTerm, Organization
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.naming import taken


def require_order(act: Act, starts_on: date | None, ends_on: date | None, *, field: str = "ends_on") -> None:
    """Refuse an end before the beginning."""
    if starts_on and ends_on and ends_on < starts_on:
        act.refuse(
            BadInput(
                _("Ngày kết thúc %(found)s đứng trước ngày bắt đầu"),
                code="ends_before_start",
                field=field,
                found=ends_on,
                expected=_("%(first)s hoặc muộn hơn"),
                first=starts_on,
            )
        )


def named_already(act: Act, body: UUID, name: str, *, but: Organization | None = None) -> None:
    """Refuse a name that another living organization of the jurisdiction has, in whatever spelling."""
    living = Organization.objects.filter(body=body, ended_on__isnull=True)
    living = living.exclude(pk=but.pk) if but else living
    if same := taken(name, living.values_list("name", flat=True)):
        act.refuse(
            Contradiction(
                _("Đã có cơ quan mang tên này: %(found)s"),
                code="organization_named",
                field="name",
                found=same,
                expected=_("một tên khác"),
            )
        )


def refuse_same_term(act: Act, term: LegislativeTerm) -> None:
    """Refuse a second term of one number in a jurisdiction."""
    if LegislativeTerm.objects.filter(body=term.body_id, number=term.number).exclude(pk=term.pk).exists():
        act.refuse(
            Contradiction(
                _("Đã có khóa này: %(found)s"),
                code="term_taken",
                field="number",
                found=term.number,
                expected=_("một số chưa dùng"),
            )
        )
