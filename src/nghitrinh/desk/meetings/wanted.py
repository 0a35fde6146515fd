"""By when a meeting wants papers, in words."""

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.wording import begins, day
from nghitrinh.record.meetings.models import Meeting


def papers_wanted(meeting: Meeting) -> str:
    """Return by when papers are wanted for a meeting: by the day that it names, otherwise before it begins."""
    if meeting.papers_by:
        return _("Chậm nhất %(day)s") % {"day": day(meeting.papers_by)}
    return _("Trước giờ họp %(moment)s") % {"moment": begins(meeting)}
