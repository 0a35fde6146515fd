"""What the record says otherwise since a version of minutes was written, in the words of who reads it."""

from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# By the facts that a version keeps, of the sitting and of an item; several are called alike.
_CALLED = {
    "body": gettext_lazy("cơ quan họp"),
    "kind": gettext_lazy("loại hội nghị"),
    "number": gettext_lazy("số hội nghị"),
    "name": gettext_lazy("tên hội nghị"),
    "day": gettext_lazy("ngày họp"),
    "opened_at": gettext_lazy("giờ khai mạc"),
    "closed_at": gettext_lazy("giờ kết thúc"),
    "place": gettext_lazy("nơi họp"),
    "is_written": gettext_lazy("hình thức họp"),
    "attendees": gettext_lazy("ai dự, ai vắng"),
    "quorum": gettext_lazy("số người có mặt"),
    "title": gettext_lazy("tên nội dung"),
    "state": gettext_lazy("trạng thái của nội dung"),
    "presenter": gettext_lazy("cơ quan trình"),
    "papers": gettext_lazy("tài liệu"),
    "opinions": gettext_lazy("ý kiến trước hội nghị"),
    "began_at": gettext_lazy("giờ bắt đầu bàn"),
    "ended_at": gettext_lazy("giờ dừng bàn"),
    "speakers": gettext_lazy("ai phát biểu, nói gì"),
    "votes": gettext_lazy("biểu quyết"),
    "decision": gettext_lazy("kết luận"),
    "decision_number": gettext_lazy("kết luận"),
    "outcome": gettext_lazy("lời của người chủ trì"),
}


def changed_words(names: Iterable[str]) -> str:
    """Return what changed: "Đã đổi: tài liệu, biểu quyết."; that it is new, where no fact is named."""
    called = list(dict.fromkeys(str(_CALLED[name]) for name in names))
    if not called:
        return _("Nội dung mới đưa vào, hoặc đã đưa ra.")
    return _("Đã đổi: %(what)s.") % {"what": ", ".join(called)}
