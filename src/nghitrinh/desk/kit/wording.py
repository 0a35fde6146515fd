"""The desk's words for what the record names in code: acts, states, kinds of things, times."""

from datetime import date, datetime
from typing import Any

from django.apps import apps
from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.decisions.models import Outcome
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import Level

VERBS: dict[str, Promise] = {
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
    "series.start": _("Mở dãy số"),
    "number.declare_gap": _("Khai số bỏ trống"),
    "meeting.plan": _("Hẹn hội nghị"),
    "meeting.reschedule": _("Đổi tên, lịch hội nghị"),
    "meeting.convene": _("Triệu tập hội nghị"),
    "meeting.add_convener": _("Thêm cơ quan triệu tập"),
    "meeting.open": _("Khai mạc hội nghị"),
    "meeting.close": _("Kết thúc hội nghị"),
    "meeting.cancel": _("Hủy hội nghị"),
    "meeting.enter_past": _("Nhập hội nghị đã họp"),
    "meeting.correct": _("Đính chính hội nghị"),
    "meeting.release": _("Công bố hội nghị"),
    "attendance.record": _("Điểm danh"),
    "attendance.correct": _("Đính chính điểm danh"),
    "item.add": _("Thêm nội dung"),
    "item.revise": _("Sửa nội dung"),
    "item.move": _("Đổi thứ tự nội dung"),
    "item.withdraw": _("Rút nội dung"),
    "item.approve_public_title": _("Duyệt tên công khai"),
    "paper.register": _("Đăng ký tài liệu"),
    "paper.submit": _("Nộp bản tài liệu"),
    "paper.accept": _("Nhận tài liệu"),
    "paper.return": _("Trả lại tài liệu"),
    "paper.withdraw": _("Rút tài liệu"),
    "paper.lay": _("Đưa tài liệu vào nội dung"),
    "paper.release": _("Công bố tài liệu"),
    "decision.draft": _("Soạn kết luận"),
    "decision.revise": _("Sửa dự thảo kết luận"),
    "decision.review": _("Soát kết luận"),
    "decision.send_back": _("Trả lại kết luận"),
    "decision.approve": _("Duyệt kết luận"),
    "decision.correct": _("Đính chính kết luận"),
    "decision.enter_past": _("Nhập kết luận cũ"),
    "task.assign": _("Giao việc"),
    "task.accept": _("Nhận việc"),
    "task.report": _("Báo cáo việc"),
    "task.confirm": _("Xác nhận việc đã xong"),
    "task.return": _("Yêu cầu làm lại"),
    "task.extend": _("Lùi hạn"),
    "task.cancel": _("Thôi giao việc"),
    "task.import_list": _("Nhập danh sách việc"),
    "register.open": _("Mở sổ văn bản"),
    "instrument.draft": _("Soạn văn bản"),
    "instrument.revise": _("Sửa dự thảo văn bản"),
    "instrument.check": _("Kiểm tra thể thức"),
    "instrument.sign": _("Ký văn bản"),
    "instrument.send_back": _("Trả lại văn bản"),
    "instrument.issue": _("Ban hành văn bản"),
    "instrument.correct": _("Đính chính văn bản"),
    "instrument.release": _("Công bố văn bản"),
    "instrument.withdraw": _("Thu hồi văn bản"),
    "article.draft": _("Soạn bài viết"),
    "article.revise": _("Sửa bài viết"),
    "article.submit": _("Trình đăng bài viết"),
    "article.send_back": _("Trả lại bài viết"),
    "article.release": _("Đăng bài viết"),
    "article.confirm": _("Xác nhận bài viết vẫn đúng"),
    "article.correct": _("Đính chính bài viết"),
    "article.withdraw": _("Rút bài viết"),
    "intake.open": _("Nhập một trang"),
    "intake.decide": _("Quyết một mâu thuẫn"),
    "intake.amend": _("Sửa bản đề nghị"),
    "intake.discard": _("Bỏ bản nhập"),
    "intake.accept": _("Nhận trang vào hồ sơ"),
    "release.seal": _("Ký bản phát hành"),
    "release.withdraw": _("Rút khỏi trang công khai"),
    "journal.erase": _("Xóa nội dung một dòng nhật ký"),
}

KINDS: dict[str, Promise] = {
    "meeting": _("Hội nghị"),
    "agendaitem": _("Nội dung"),
    "paper": _("Tài liệu"),
    "decision": _("Kết luận"),
    "instrument": _("Văn bản"),
    "task": _("Việc giao"),
    "article": _("Bài viết"),
    "figure": _("Số liệu"),
    "charge": _("Việc giao"),
}

FIELDS: dict[str, Promise] = {
    "state": _("Bước"),
    "title": _("Tên"),
    "name": _("Tên"),
    "public_title": _("Tên công khai"),
    "starts_at": _("Bắt đầu"),
    "place": _("Nơi họp"),
    "number": _("Số"),
    "position": _("Thứ tự"),
    "level": _("Mức phổ biến"),
    "due_on": _("Hạn"),
    "text": _("Lời"),
    "responsible": _("Cơ quan chịu trách nhiệm"),
    "result": _("Kết quả"),
    "released": _("Bản đã đăng"),
    "stale_reason": _("Lý do phải soát lại"),
    "signer": _("Người ký"),
    "recipients": _("Nơi nhận"),
    "due_text": _("Hạn bằng lời"),
    "through": _("Chỉ đạo, thông qua"),
    "with_bodies": _("Phối hợp"),
    "with": _("Phối hợp"),
    "report_to": _("Báo cáo cho"),
    "kind": _("Loại"),
    "organization": _("Cơ quan"),
    "held_on": _("Ngày họp"),
    "published_at": _("Ngày đăng"),
    "series": _("Dãy số"),
    "distinct": _("Hội nghị khác"),
    "keep": _("Đưa vào hồ sơ"),
    "post": _("Chức vụ"),
    "outcome": _("Kết quả"),
    "conclusion": _("Kết luận"),
    "item": _("Nội dung"),
    "quantity": _("Đại lượng"),
    "low": _("Từ"),
    "high": _("Đến"),
    "unit": _("Đơn vị"),
    "exact": _("Số chính xác"),
    "places": _("Địa bàn"),
    "lead": _("Sa-pô"),
    "body": _("Nội dung"),
    "byline": _("Tác giả"),
    "image": _("Ảnh"),
    "image_alt": _("Mô tả ảnh"),
    "image_caption": _("Chú thích ảnh"),
    "role": _("Thành phần"),
    "value": _("Giá trị"),
    "ended_on": _("Kết thúc"),
    "submit_to": _("Báo cáo lên"),
    "as_of": _("Thời điểm"),
    "source": _("Nguồn"),
    "note": _("Ghi chú"),
    "finished_on": _("Ngày xong"),
}
# The rows of a page's proposal.
ROWS: dict[str, Promise] = {
    "chairs": _("Chủ trì"),
    "items": _("Nội dung"),
    "charges": _("Việc giao"),
    "figures": _("Số liệu"),
}
# What the values of a page's proposal can be, which are text.
CHOICES: dict[str, list[tuple[str, Any]]] = {
    "level": Level.choices,
    "outcome": Outcome.choices,
    "keep": [("yes", _("có")), ("no", _("không"))],
    "exact": [("yes", _("có")), ("no", _("không"))],
}
WARNING_DAYS = 7
WEEKDAYS = (
    _("Thứ Hai"),
    _("Thứ Ba"),
    _("Thứ Tư"),
    _("Thứ Năm"),
    _("Thứ Sáu"),
    _("Thứ Bảy"),
    _("Chủ Nhật"),
)


def verb_words(verb: str) -> str:
    """Return an act's name as the desk says it; an act that has no words yet is named as in code."""
    return str(VERBS.get(verb, verb))


def kind_words(kind: str) -> str:
    """Return the kind of an object, such as "Hội nghị"."""
    return str(KINDS.get(kind, kind))


def state_words(state: str) -> str:
    """Return a state's label, of whichever noun has such a state."""
    for model in apps.get_app_config("record").get_models():
        for field in model._meta.concrete_fields:
            words = dict(field.flatchoices).get(state) if field.name == "state" else None
            if words:
                return str(words)
    return state


def field_words(name: str) -> str:
    """Return the name of a column."""
    return str(FIELDS.get(name, name))


def instant(text: str) -> str:
    """Return a moment that the journal keeps as text."""
    try:
        return moment(datetime.fromisoformat(text))
    except ValueError:
        return text


def day(value: date | datetime) -> str:
    """Return a day as it is written here: 4/10/2021."""
    here = value.astimezone(ZONE) if isinstance(value, datetime) else value
    return f"{here.day}/{here.month}/{here.year}"


def weekday(value: date | datetime) -> str:
    """Return the day of the week: Thứ Hai."""
    here = value.astimezone(ZONE) if isinstance(value, datetime) else value
    return str(WEEKDAYS[here.weekday()])


def moment(value: datetime) -> str:
    """Return a moment with its time: 4/10/2021, 14:00."""
    return f"{day(value)}, {clock_time(value)}"


def clock_time(value: datetime) -> str:
    """Return the time of day as the portal writes it: 08:00."""
    return f"{value.astimezone(ZONE):%H:%M}"


def iso_words(text: str) -> str:
    """Return a day or a moment of ISO 8601 as it is written here; any other text as it is."""
    try:
        if len(text) == 10:
            return day(date.fromisoformat(text))
        return moment(datetime.fromisoformat(text).replace(tzinfo=ZONE)) if len(text) > 10 else text
    except ValueError:
        return text


def size(count: int) -> str:
    """Return a number of bytes for a person: 412 kB, 3,1 MB."""
    if count < 1000:
        return f"{count}\u00a0B"
    if count < 1_000_000:
        return f"{round(count / 1000)}\u00a0kB"
    return f"{count / 1_000_000:.1f}".replace(".", ",") + "\u00a0MB"


def days_late(due: date, today: date) -> str:
    """Return how a deadline stands: "Quá 4 ngày", "Hạn hôm nay", "Còn 3 ngày"."""
    left = (due - today).days
    if left < 0:
        return ngettext("Quá %(days)d ngày", "Quá %(days)d ngày", -left) % {"days": -left}
    if left == 0:
        return gettext("Hạn hôm nay")
    return ngettext("Còn %(days)d ngày", "Còn %(days)d ngày", left) % {"days": left}


def due_sign(due: date, today: date) -> tuple[str, str]:
    """Return how a deadline is drawn, as kind of badge and icon: it warns when a week or less is left."""
    left = (due - today).days
    if left < 0:
        return "late", "late"
    return ("warn" if left <= WARNING_DAYS else "", "clock")
