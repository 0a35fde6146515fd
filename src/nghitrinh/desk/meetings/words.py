"""The words of meetings and agendas."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.meetings.models import Attendance, Convening, ItemState, MeetingState, NumberGap, Series

MEETINGS = Vocabulary(
    verbs={
        "series.start": _("Mở dãy số"),
        "series.correct": _("Sửa dãy số"),
        "series.close": _("Khóa dãy số"),
        "number.declare_gap": _("Khai số bỏ trống"),
        "meeting.plan": _("Hẹn hội nghị"),
        "meeting.reschedule": _("Đổi tên, lịch hội nghị"),
        "meeting.convene": _("Triệu tập hội nghị"),
        "meeting.add_convener": _("Thêm cơ quan triệu tập"),
        "meeting.open": _("Khai mạc hội nghị"),
        "meeting.ask": _("Gửi phiếu lấy ý kiến"),
        "meeting.extend": _("Gia hạn trả lời phiếu"),
        "meeting.close": _("Kết thúc hội nghị"),
        "meeting.cancel": _("Hủy hội nghị"),
        "meeting.enter_past": _("Nhập hội nghị đã họp"),
        "meeting.correct": _("Đính chính hội nghị"),
        "meeting.release": _("Công bố hội nghị"),
        "attendance.record": _("Điểm danh"),
        "attendance.correct": _("Đính chính điểm danh"),
    },
    asks={"meeting.open": _("Đã khai mạc thì không quay lại được.")},
    fields={
        "starts_at": _("Bắt đầu"),
        "place": _("Nơi họp"),
        "series": _("Dãy số"),
        "role": _("Thành phần"),
        "papers_by": _("Hạn nộp tài liệu"),
        "answers_by": _("Hạn trả lời phiếu"),
        "absence": _("Lý do vắng"),
    },
    signs={
        MeetingState.PLANNED: ("", "pen"),
        MeetingState.CONVENED: ("info", "cal"),
        MeetingState.OPEN: ("info", "clock"),
        MeetingState.CLOSED: ("ok", "done"),
        MeetingState.CANCELLED: ("", "refuse"),
    },
    parts=(
        PartWords(Series, _("Dãy số")),
        PartWords(NumberGap, _("Số bỏ trống")),
        PartWords(Convening, _("Cơ quan triệu tập"), is_own=True),
        PartWords(Attendance, _("Điểm danh"), place=lambda row: str(row.post), alone="role"),
    ),
)

AGENDA = Vocabulary(
    verbs={
        "item.add": _("Thêm nội dung"),
        "item.revise": _("Sửa nội dung"),
        "item.move": _("Đổi thứ tự nội dung"),
        "item.begin": _("Bắt đầu bàn nội dung"),
        "item.leave": _("Dừng bàn nội dung"),
        "item.withdraw": _("Rút nội dung"),
        "item.approve_public_title": _("Duyệt tên công khai"),
    },
    fields={"public_title": _("Tên công khai")},
    signs={
        ItemState.OPEN: ("info", "clock"),
        ItemState.CONCLUDED: ("son", "seal"),
        ItemState.WITHDRAWN: ("", "cross"),
    },
)
