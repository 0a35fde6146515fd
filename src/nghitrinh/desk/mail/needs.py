"""What waits about letters: that some could not be sent, for administrators, who have no role of a body by that."""

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing
from nghitrinh.mail import sending
from nghitrinh.record.kernel.models import User


def given_up(user: User) -> list[Need]:
    """Return that letters were given up, asked each time: no act of the record changes it."""
    count = sending.given_up() if user.is_administrator else 0
    if not count:
        return []
    thing = Thing(_("Xem vì sao, gửi lại hoặc bỏ"), reverse("mail"))
    return [Need(count, _("Thư không gửi được"), (thing,), style="late")]
