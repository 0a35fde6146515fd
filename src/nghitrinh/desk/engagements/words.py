"""The words of engagements."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.engagements.models import EngagementState, Going

ENGAGEMENTS = Vocabulary(
    verbs={
        "engagement.plan": _("Ghi lịch công tác"),
        "engagement.revise": _("Sửa lịch công tác"),
        "engagement.cancel": _("Hủy lịch công tác"),
    },
    fields={},
    signs={EngagementState.PLANNED: ("info", "cal"), EngagementState.CANCELLED: ("", "refuse")},
    parts=(PartWords(Going, _("Người tham gia")),),
)
