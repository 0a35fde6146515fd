"""Bodies that are no more: nothing is planned for one, and nothing is given it to do."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.errors import BadInput


def has_ended(body: Organization, *, field: str) -> BadInput:
    """Return the refusal of a body that has ended."""
    return BadInput(
        _("Cơ quan này đã kết thúc hoạt động: %(found)s"),
        code="organization_ended",
        field=field,
        found=f"{body.name} ({body.ended_on})",
        expected=_("cơ quan đang hoạt động"),
    )
