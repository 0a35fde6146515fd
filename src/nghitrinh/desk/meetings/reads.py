"""What the whole desk reads of meetings and items: the page of a release, how a way names an item."""

from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.needs import narrow
from nghitrinh.desk.kit.vocabulary import ReleasePage
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Meeting, MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.releases.contents import new_with

RELEASE = ReleasePage(
    contents=new_with,  # also when only something under the meeting is new
    title=_("Công bố hội nghị"),
    note=_(
        "Những điều dưới đây ra cổng ở lần phát hành tới. "
        "Nội dung nội bộ, điểm danh, ý kiến, tệp và báo cáo không ra cổng."
    ),
    said=_("Đã công bố hội nghị: có trên cổng ở lần phát hành tới."),
)


def crumb_of_item(item: AgendaItem) -> str:
    """Return an item as the way to a page below it names it."""
    return gettext("Nội dung %(number)d") % {"number": item.position}


def titled(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Let a read of meetings bring what their titles and days are made of, and no more."""
    columns = ("name", "starts_at", "has_time", "state", "owner")
    return narrow(meetings, *columns).prefetch_related("convenings")


def coming(user: User) -> QuerySet[Meeting]:
    """Return the meetings that are planned, convened or under way, the next first, with their titles."""
    ahead = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
    return titled(meetings_visible_to(user)).filter(state__in=ahead).order_by("starts_at", "id")
