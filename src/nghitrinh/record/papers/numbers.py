"""The number of a paper is its submitter's, one a year: in two spellings it is one number, of one paper."""

from datetime import datetime

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.vietnamese import number_key


def require_new_number(act: Act, paper: Paper, item: AgendaItem | None) -> None:
    """Refuse a number that another paper of the kind, its submitter and the year has already, however it is written.

    The year is that of the meeting where a paper is under an item: an old meeting's papers come in today.
    """
    if not paper.number:
        return
    year, key = (item.meeting.starts_at if item else act.at).astimezone(ZONE).year, number_key(paper.number)
    alike = Paper.objects.filter(owner=paper.owner, submitted_by=paper.submitted_by, kind=paper.kind)
    alike = alike.exclude(state=PaperState.WITHDRAWN).exclude(number="").order_by("recorded_at")
    for number, recorded_at, starts_at in alike.values_list(
        "number", "recorded_at", F("consultations__item__meeting__starts_at")
    ):
        if number_key(number) == key and _year(starts_at or recorded_at) == year:
            act.refuse(
                BadInput(
                    _("Cơ quan trình đã có tài liệu số %(found)s trong năm %(year)s; bản mới thì nộp vào tài liệu ấy"),
                    code="paper_number_taken",
                    field="number",
                    found=number,
                    expected=_("một số chưa tài liệu nào có"),
                    year=str(year),
                )
            )
            return


def _year(moment: datetime) -> int:
    return moment.astimezone(ZONE).year
