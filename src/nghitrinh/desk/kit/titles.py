"""How a meeting is called: its name, with the number that the record gave it."""

from django.utils.translation import gettext as _

from nghitrinh.record.meetings.models import Convening
from nghitrinh.record.meetings.titles import title_of, with_number
from nghitrinh.vietnamese import ordinal

__all__ = ["said_number", "title_of", "with_number"]


def said_number(convening: Convening) -> str:
    """Return a convening's number as it is said, or that it has none."""
    if convening.number is None:
        return _("không đánh số")
    if not ordinal(convening.meeting.kind, convening.number).startswith("lần"):
        return _("thứ %(n)s") % {"n": convening.number}
    return _("lần thứ %(n)s") % {"n": convening.number}
