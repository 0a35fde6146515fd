"""The words for what is no area's alone: people and organizations, places, sources, releases, the journal."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.bodies.models import (
    Body,
    Grant,
    LegislativeTerm,
    Location,
    Membership,
    Organization,
    Person,
    Provenance,
    Source,
    Succession,
    SuccessionLink,
)
from nghitrinh.record.kernel.models import Publication, User
from nghitrinh.record.releases.models import Release

COMMON = Vocabulary(
    verbs={
        "user.create": _("Lập người dùng"),
        "user.disable": _("Khóa người dùng"),
        "user.set_password": _("Đặt lại mật khẩu"),
        "grant.give": _("Giao vai trò"),
        "grant.revoke": _("Thu vai trò"),
        "body.found": _("Lập địa bàn"),
        "term.open": _("Mở khóa, nhiệm kỳ"),
        "organization.found": _("Lập cơ quan"),
        "organization.succeed": _("Ghi việc kế tục"),
        "person.register": _("Ghi tên người"),
        "membership.appoint": _("Ghi chức vụ"),
        "membership.end": _("Kết thúc chức vụ"),
        "location.name": _("Ghi địa danh"),
        "source.register": _("Ghi nguồn"),
        "release.seal": _("Ký bản phát hành"),
        "release.withdraw": _("Rút khỏi trang công khai"),
        "journal.erase": _("Xóa nội dung một dòng nhật ký"),
        "migrate.public_revision": _("Đếm riêng số lần công bố khi nâng cấp"),
    },
    asks={"release.seal": _("Ai cũng đọc được ngay; điều đã phát hành thì không thu lại hết được.")},
    fields={
        "state": _("Bước"),
        "title": _("Tên"),
        "name": _("Tên"),
        "number": _("Số"),
        "position": _("Thứ tự"),
        "level": _("Mức phổ biến"),
        "text": _("Lời"),
        "kind": _("Loại"),
        "organization": _("Cơ quan"),
        "post": _("Chức vụ"),
        "stale_reason": _("Lý do phải soát lại"),
        "source": _("Nguồn"),
        "note": _("Ghi chú"),
        "ended_on": _("Kết thúc"),
    },
    parts=(
        PartWords(User, _("Người dùng")),
        PartWords(Grant, _("Vai trò")),
        PartWords(Body, _("Địa bàn")),
        PartWords(LegislativeTerm, _("Khóa, nhiệm kỳ")),
        PartWords(Organization, _("Cơ quan"), is_known=True),
        PartWords(Succession, _("Việc kế tục")),
        PartWords(SuccessionLink, _("Việc kế tục")),
        PartWords(Person, _("Người")),
        PartWords(Membership, _("Chức vụ")),
        PartWords(Location, _("Địa bàn"), is_known=True),
        PartWords(Source, _("Nguồn"), is_known=True),
        PartWords(Provenance, _("Nguồn")),
        PartWords(Publication, _("Bản công bố")),
        PartWords(Release, _("Bản phát hành")),
    ),
)
