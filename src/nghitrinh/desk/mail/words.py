"""Letters in words: what one is about in kind, and why one did not leave."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.mail.models import DAY, TRIAL, Kind

KINDS: dict[str, Promise | str] = {
    **{kind.value: kind.label for kind in Kind},
    DAY: _("Thư trong ngày"),
    TRIAL: _("Thư thử"),
}
# By the codes of `mail.transport` and `mail.sending`.
FAULTS: dict[str, Promise] = {
    "folder": _("Không ghi được vào thư mục thư của máy chủ"),
    "sign_in": _("Máy chủ thư không nhận tên hoặc mật khẩu; xem cài đặt"),
    "recipient": _("Máy chủ thư không nhận địa chỉ này"),
    "refused": _("Máy chủ thư từ chối thư"),
    "unsupported": _("Máy chủ thư không mã hóa được đường truyền; xem cài đặt"),
    "tls": _("Chứng thư của máy chủ thư không tin được"),
    "unreachable": _("Không tới được máy chủ thư"),
    "broken": _("Không soạn được thư; xem nhật ký của chương trình"),
    "interrupted": _("Chương trình dừng giữa chừng nhiều lần khi gửi thư này"),
}
