"""What to do first: shown to somebody for whom nothing waits and nothing has ever been, instead of "all is done".

Each role has its own: an administrator prepares, a secretary plans the first meeting, all others read what will stand
here and when.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.access import DeskRequest, organizations_as
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.keeping import keep
from nghitrinh.record.bodies.models import Body, Grant, Livery, Membership, Organization
from nghitrinh.record.instruments.models import Letterhead, Register
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.grants import in_force, lasting
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.procedure.models import Rule, RuleState
from nghitrinh.record.releases.models import Portal, Release
from nghitrinh.record.tasks.queries import tasks_visible_to

# Who chairs, who writes, and one who sits there beside them.
_FEWEST = 3


@dataclass(frozen=True)
class Step:
    """One thing to do, or to know: its words, why, and where it is done ("" for nowhere yet)."""

    words: str
    why: str
    address: str = ""


def first_steps(request: DeskRequest) -> list[Step]:
    """Return the first steps of this user; none once they may see a meeting or a task."""
    return keep(request, "today.first", lambda: [] if _has_begun(request) else _steps(request))


def _has_begun(request: DeskRequest) -> bool:
    return any(_found(meetings_visible_to(request.user), tasks_visible_to(request.user)))


def _found(*reads: QuerySet[Any]) -> list[bool]:
    """Tell of several reads whether each finds anything, in one question: there is a user, whoever asks."""
    asked = {f"found_{number}": Exists(each.order_by()) for number, each in enumerate(reads)}
    rows = User.objects.order_by().annotate(**asked).values_list(*asked)
    return [bool(each) for row in rows[:1] for each in row]


def _steps(request: DeskRequest) -> list[Step]:
    found = _of_administrator() if request.user.is_administrator else []
    if organizations_as(request, Role.SECRETARY):
        own = organizations_as(request, Role.SECRETARY)
        found = [*_members(own), *_rules(own), *_of_secretary(), *found]
    elif organizations_as(request, Role.CHAIR):
        found += [
            Step(
                _("Khi có cuộc họp được triệu tập, chương trình và tài liệu hiện ở đây"),
                _("Thư ký hẹn và triệu tập; anh chị khai mạc, duyệt kết luận, ký thông báo ngay trên trang này."),
                reverse("calendar"),
            )
        ]
    elif organizations_as(request, Role.MEMBER):
        found += [
            Step(
                _("Khi có cuộc họp được triệu tập, tài liệu cần đọc hiện ở đây"),
                _("Chưa có cuộc họp nào. Lịch công tác có ngày họp ngay khi thư ký triệu tập."),
                reverse("calendar"),
            )
        ]
    elif organizations_as(request, Role.OFFICER):
        found += [
            Step(
                _("Tài liệu cần nộp và việc được giao hiện ở đây"),
                _("Chưa có gì cho đơn vị. Có thể nộp trước một tài liệu để thư ký xếp vào chương trình."),
                reverse("papers.bring"),
            )
        ]
    if not found and not request.user.is_administrator:
        found = [Step(_("Chưa có gì để xem"), _("Hội nghị, kết luận và văn bản mà anh chị được xem sẽ hiện ở đây."))]
    return found


def _of_secretary() -> list[Step]:
    return [
        Step(
            _("Hẹn cuộc họp đầu tiên"),
            _("Tên, ngày giờ, nơi họp; rồi thêm nội dung và bấm Triệu tập: lúc ấy số được cấp."),
            reverse("meetings.plan"),
        ),
        Step(
            _("Đưa vào những việc chưa xong"),
            _("Cả danh sách từ một bảng tính XLSX: mẫu có sẵn cột và tên cơ quan. Không có thì bỏ qua."),
            reverse("tasks.bring"),
        ),
        *_first_release(),
    ]


def _members(organizations: list[UUID]) -> list[Step]:
    """Return the step of recording who sits in a body, until there is one more than who chairs and who writes."""
    bodies = Organization.objects.filter(pk__in=organizations, ended_on__isnull=True).order_by("recorded_at")
    few = [each for each in bodies if each.memberships.filter(lasting(clock.today())).count() < _FEWEST]
    return [
        Step(
            _("Ghi ai ngồi trong cơ quan: %(body)s") % {"body": each.name},
            _("Người đứng đầu, cấp phó, ủy viên: giấy mời, điểm danh và biểu quyết lấy tên từ đây."),
            reverse("people.organization", [each.pk]),
        )
        for each in few
    ]


def _rules(organizations: list[UUID]) -> list[Step]:
    """Return the step of writing what a body sits and votes by, until it has applied some."""
    without = Organization.objects.filter(pk__in=organizations, ended_on__isnull=True).exclude(
        pk__in=Rule.objects.filter(state=RuleState.ADOPTED).order_by().values("owner")
    )
    return [
        Step(
            _("Ghi quy chế làm việc: %(body)s") % {"body": each.name},
            _("Số người phải có mặt, hạn gửi tài liệu, tỷ lệ biểu quyết tính theo đây; chưa có thì không tính được."),
            reverse("procedure"),
        )
        for each in without.order_by("recorded_at")
    ]


def _of_administrator() -> list[Step]:
    """Return what only an administrator can prepare, and is not there yet."""
    live = Grant.objects.filter(in_force(clock.today()))
    body, post, secretary, chair, register, letterhead, livery, addressed = _found(
        Body.objects.all(),
        Membership.objects.all(),
        live.filter(role=Role.SECRETARY),
        live.filter(role=Role.CHAIR),
        Register.objects.all(),
        Letterhead.objects.all(),
        Livery.objects.all(),
        Portal.objects.exclude(address=""),
    )
    if not body:
        return [Step(_("Lập địa bàn và cơ quan"), _("Chưa có cơ quan nào trong hồ sơ."))]
    steps = (
        (
            post,
            _("Ghi chức vụ và người của cơ quan"),
            _("Điểm danh, thông báo và chữ ký lấy chức vụ và họ tên từ đây."),
            "people",
        ),
        (secretary, _("Mời một thư ký"), _("Thư ký hẹn họp, ghi kết luận, ban hành văn bản."), "users.invite"),
        (
            chair,
            _("Mời người chủ trì"),
            _("Người chủ trì duyệt kết luận: chưa có thì không kết luận nào được duyệt."),
            "users.invite",
        ),
        (register, _("Mở sổ văn bản"), _("Không có sổ thì thông báo không có số."), "registers"),
        (
            letterhead,
            _("Xem lại thể thức văn bản"),
            _("Tên cơ quan, địa danh, ký hiệu ở đầu văn bản đang theo đề nghị; hãy xem lại và lưu."),
            "registers",
        ),
        (
            livery,
            _("Chọn tên, biểu trưng và màu"),
            _("Đứng ở đầu mọi trang của bàn làm việc và cổng."),
            "livery.change",
        ),
        (
            addressed or bool(settings.PORTAL_ADDRESS),
            _("Ghi địa chỉ cổng"),
            _("Chưa có thì trích dẫn và nguồn tin không ghi được tên máy."),
            "portal.describe",
        ),
    )
    return [Step(words, why, reverse(page)) for done, words, why, page in steps if not done]


def _first_release() -> list[Step]:
    if Release.objects.exists():
        return []
    return [
        Step(
            _("Phát hành ra cổng lần đầu"),
            _("Cổng mở với tên và biểu trưng của cơ quan; chỉ điều được cho công bố mới ra ngoài."),
            reverse("releases"),
        )
    ]
