"""The sheets of the workbook and their columns: headers, what stands in them, how they are explained."""

from dataclasses import dataclass
from enum import Enum

from nghitrinh.intake.task_list.columns import plain
from nghitrinh.record.bodies.models import OrganizationKind
from nghitrinh.record.kernel.levels import Role

HELP_SHEET = "Hướng dẫn"
YES, NO = "Có", "Không"
MOST_ROWS = 1_000
KINDS = {plain(str(label)): kind for kind, label in OrganizationKind.choices}
ROLE_WORDS = {
    Role.SECRETARY: "Thư ký",
    Role.CHAIR: "Chủ trì",
    Role.MEMBER: "Ủy viên",
    Role.READER: "Người đọc nội bộ",
    Role.OFFICER: "Cán bộ cơ quan được giao",
}
ROLES = {plain(words): role for role, words in ROLE_WORDS.items()}


class Kind(Enum):
    """What stands in a column."""

    TEXT = "text"
    DAY = "day"
    ORGANIZATION_KIND = "organization kind"
    ROLE = "role"
    YES_NO = "yes or no"


@dataclass(frozen=True)
class PeopleColumn:
    """One column: its field, its header, what the help says of it, an example, how wide it is."""

    field: str
    header: str
    kind: Kind
    says: str
    example: str
    width: int
    required: bool = False
    longest: int = 200


@dataclass(frozen=True)
class PeopleSheet:
    """One sheet of the workbook."""

    key: str
    name: str
    columns: tuple[PeopleColumn, ...]


_ORGANIZATION = "Tên hoặc tên gọi tắt của cơ quan, đã có trong hồ sơ hoặc ở trang “Cơ quan”."
SHEETS = (
    PeopleSheet(
        "organizations",
        "Cơ quan",
        (
            PeopleColumn("name", "Tên cơ quan", Kind.TEXT, "Tên đầy đủ.", "Sở Tài chính", 48, required=True),
            PeopleColumn("short_name", "Tên gọi tắt", Kind.TEXT, "Nếu có.", "STC", 20, longest=80),
            PeopleColumn(
                "kind", "Loại", Kind.ORGANIZATION_KIND, "Một loại trong danh mục.", "Sở, ban, ngành", 26, required=True
            ),
            PeopleColumn("started_on", "Lập ngày", Kind.DAY, "Nếu biết.", "1/3/2025", 14),
            PeopleColumn("ended_on", "Kết thúc ngày", Kind.DAY, "Để trống với cơ quan mới.", "", 14),
        ),
    ),
    PeopleSheet(
        "posts",
        "Chức vụ",
        (
            PeopleColumn("organization", "Cơ quan", Kind.TEXT, _ORGANIZATION, "STC", 36, required=True),
            PeopleColumn("post", "Chức vụ", Kind.TEXT, "Tên chức vụ.", "Giám đốc", 30, required=True),
            PeopleColumn(
                "person", "Người giữ chức", Kind.TEXT, "Họ và tên; để trống nếu không nêu tên.", "Trần Thị Bình", 28,
                longest=120,
            ),
            PeopleColumn("voting", "Biểu quyết", Kind.YES_NO, "Có hoặc Không; để trống là Có.", "Có", 12),
            PeopleColumn("starts_on", "Từ ngày", Kind.DAY, "Nếu biết.", "1/3/2025", 14),
            PeopleColumn("ends_on", "Đến ngày", Kind.DAY, "Với người đã thôi giữ chức.", "", 14),
            PeopleColumn(
                "beside", "Lý do cùng giữ", Kind.TEXT, "Khi chức vụ của một người mà có hai người giữ.", "", 30,
                longest=500,
            ),
        ),
    ),
    PeopleSheet(
        "persons",
        "Người",
        (
            PeopleColumn(
                "name", "Họ và tên", Kind.TEXT, "Chỉ cần cho người chưa có chức vụ.", "Lê Văn Cường", 30,
                required=True, longest=120,
            ),
        ),
    ),
    PeopleSheet(
        "users",
        "Người dùng",
        (
            PeopleColumn(
                "username", "Tên đăng nhập", Kind.TEXT, "Không dấu cách.", "binh.tt", 20, required=True, longest=80
            ),
            PeopleColumn("post", "Chức danh", Kind.TEXT, "Hiện cạnh tên đăng nhập.", "Chuyên viên", 30, required=True),
            PeopleColumn("organization", "Cơ quan", Kind.TEXT, _ORGANIZATION, "STC", 36),
            PeopleColumn("role", "Vai trò", Kind.ROLE, "Một vai trò ở cơ quan ấy.", "Thư ký", 26),
            PeopleColumn(
                "own_post", "Tài khoản của chức vụ", Kind.TEXT,
                "Chức vụ ở cơ quan ấy mà người giữ dùng tài khoản này để ký; mỗi chức vụ một tài khoản.",
                "Giám đốc", 30,
            ),
        ),
    ),
)  # fmt: skip
BY_NAME = {plain(sheet.name): sheet for sheet in SHEETS}
