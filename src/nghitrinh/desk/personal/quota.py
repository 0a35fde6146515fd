"""How much one person may keep, and has."""

from django.conf import settings
from django.db.models import Sum
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.wording import size
from nghitrinh.desk.models import OwnDocument
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import User


def quota() -> int:
    """Return how many bytes one person may keep."""
    return int(settings.OWN_BYTES)


def used_by(user: User) -> int:
    """Return how many bytes a user's own documents have."""
    return int(OwnDocument.objects.filter(user=user).aggregate(all=Sum("size"))["all"] or 0)


def require_room(user: User, more: int) -> None:
    """Refuse files that are more than one person may keep; asked while no other session of this user writes."""
    left = max(0, quota() - used_by(user))
    if more > left:
        raise BadInput(
            _("Không đủ chỗ: các tệp này có %(found)s, còn trống %(left)s trong %(most)s; hãy xóa bớt"),
            code="own_quota",
            field="uploads",
            found=size(more),
            left=size(left),
            most=size(quota()),
        )
