"""What whoever closes a meeting is told before: that it would be closed before its hour, or too soon."""

from datetime import timedelta

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.desk.kit.wording import begins, moment
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.journal import last_done
from nghitrinh.record.meetings.models import Meeting

# A meeting that lasted less is perhaps closed by mistake.
_SHORT = timedelta(minutes=15)


def closed_early(meeting: Meeting) -> str:
    """Say that a meeting is closed before its hour or soon after it was opened; nothing where neither is so."""
    now, opened_at = clock.now(), last_done("meeting.open", meeting)
    if meeting.has_time and now < meeting.starts_at:
        return _("Hội nghị hẹn %(set)s, bây giờ mới %(now)s") % {"set": begins(meeting), "now": moment(now)}
    if opened_at is None or now - opened_at >= _SHORT:
        return ""
    minutes = max(0, int((now - opened_at).total_seconds() // 60))
    words = ngettext("Mới khai mạc được %(n)s phút", "Mới khai mạc được %(n)s phút", minutes)
    return words % {"n": minutes}
