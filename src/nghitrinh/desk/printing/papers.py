"""Which papers of a meeting can be printed: what each is called, how many it has, or why there is none yet."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db.models import QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.documents.agenda import agenda_sheet
from nghitrinh.documents.attendees import attendance_sheet
from nghitrinh.documents.invitations import Letters
from nghitrinh.documents.sheets import Sheet
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.presence.queries import invitations_of
from nghitrinh.vietnamese import sentences

Named = list[tuple[str, Sheet]]  # sheets with the name of each


@dataclass(frozen=True)
class Paper:
    """One kind of paper: its part of the address, its name, what is said of it, and its sheets for a user.

    `said` returns a note, and whether there is anything to print: without it the note says why not.
    """

    slug: str
    words: Promise
    said: Callable[[DeskRequest, Meeting], tuple[str, bool]]
    sheets: Callable[[DeskRequest, Meeting], Named]
    is_set: bool = False


def items_of(request: DeskRequest, meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items that a user may see and that are still on the agenda."""
    return items_visible_to(request.user).filter(meeting=meeting).exclude(state=ItemState.WITHDRAWN)


def restricted_in(request: DeskRequest, meeting: Meeting) -> list[AgendaItem]:
    """Return the restricted items that the whole agenda names."""
    return list(items_of(request, meeting).filter(level=Level.RESTRICTED))


def _letters(request: DeskRequest, meeting: Meeting) -> Named:
    made = Letters(meeting)
    return [(each.file, made.sheet(each)) for each in made.of(invitations_of(request.user, meeting))]


def _of_letters(request: DeskRequest, meeting: Meeting) -> tuple[str, bool]:
    count = len(Letters(meeting).of(invitations_of(request.user, meeting)))
    if not count:
        return _("Triệu tập xong mới có giấy mời."), False
    said = ngettext("%(n)s giấy mời", "%(n)s giấy mời", count) % {"n": count}
    return sentences(said, _("Mỗi người, mỗi cơ quan một tờ, có nội dung và giờ của họ. Số và ngày ghi tay.")), True


def _agenda(request: DeskRequest, meeting: Meeting) -> Named:
    return [("", agenda_sheet(meeting, items_of(request, meeting)))]


def _whole_agenda(request: DeskRequest, meeting: Meeting) -> Named:
    return [("", agenda_sheet(meeting, items_of(request, meeting), whole=True))]


def _of_agenda(request: DeskRequest, meeting: Meeting) -> tuple[str, bool]:
    named = [item for item in items_of(request, meeting) if item.public_name or item.level != Level.RESTRICTED]
    if not named:
        return _("Chương trình chưa có nội dung nào in được."), False
    said = ngettext("%(n)s nội dung", "%(n)s nội dung", len(named)) % {"n": len(named)}
    return sentences(said, _("Không nêu nội dung hạn chế.")), True


def _of_whole_agenda(request: DeskRequest, meeting: Meeting) -> tuple[str, bool]:
    return _("Nêu cả nội dung hạn chế: chỉ phát cho người được xem."), bool(restricted_in(request, meeting))


def _attendance(request: DeskRequest, meeting: Meeting) -> Named:
    return [("", attendance_sheet(meeting, invitations_of(request.user, meeting)))]


def _of_attendance(request: DeskRequest, meeting: Meeting) -> tuple[str, bool]:
    table = _attendance(request, meeting)[0][1].table
    if table is None or not table.rows:
        return _("Chưa có thành viên, khách mời nào."), False
    return _("Thành viên theo tên, khách mời riêng; không có khách của nội dung hạn chế."), True


WHOLE = "chuong-trinh-day-du"  # restricted items by their own titles: for whoever is cleared
PAPERS = {
    each.slug: each
    for each in (
        Paper("giay-moi", gettext_lazy("Giấy mời"), _of_letters, _letters, is_set=True),
        Paper("chuong-trinh", gettext_lazy("Chương trình"), _of_agenda, _agenda),
        Paper(WHOLE, gettext_lazy("Chương trình, bản đầy đủ"), _of_whole_agenda, _whole_agenda),
        Paper("danh-sach-ky-ten", gettext_lazy("Danh sách ký tên"), _of_attendance, _attendance),
    )
}
