"""What is said of a meeting by its form: nobody meets where members are asked in writing.

The one table of it: the record, the desk and the letters ask here. `verbs` names the acts that are called otherwise
than in a room, those on its questions among them; how far it has come is said by the states of its own models.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.meetings.models import Meeting, MeetingForm


@dataclass(frozen=True, kw_only=True)
class FormWords:
    """The words of one form; `kind` is what a meeting of it is called in the record's own sentences."""

    kind: str
    parts: Promise
    conveners: Promise
    unnumbered: Promise
    number_is_kept: Promise
    convened: Promise
    renamed: Promise
    cancelled: Promise
    is_kept: Promise
    read_by_all: Promise
    first_item: Promise
    open_to_conclude: Promise
    minutes_from: Promise
    beyond: Promise
    passed: Promise
    today: Promise
    tomorrow: Promise
    not_yet: Promise
    papers_until: Promise
    facts: Promise
    day: Promise
    body: Promise
    release: Promise
    release_note: Promise
    released: Promise
    verbs: Mapping[str, Promise] = field(default_factory=dict)


WORDS: Mapping[str, FormWords] = {
    MeetingForm.ROOM: FormWords(
        kind="hội nghị",
        parts=_("Phần của hội nghị"),
        conveners=_("Cơ quan triệu tập, số hội nghị"),
        unnumbered=_("Chưa triệu tập; số được cấp khi triệu tập."),
        number_is_kept=_("Số đã cấp không lấy lại được, kể cả khi hội nghị bị hủy."),
        convened=_("Đã triệu tập hội nghị."),
        renamed=_("Đã lưu tên và lịch hội nghị."),
        cancelled=_("Đã hủy hội nghị."),
        is_kept=_("Hội nghị vẫn ở trong hồ sơ với lý do hủy; số đã cấp không dùng lại."),
        read_by_all=_("Hội nghị đã công bố: lý do ghi ở đây hiện trên cổng, ai cũng đọc được."),
        first_item=_("Thêm nội dung đầu tiên; thứ tự đổi được đến khi hội nghị kết thúc."),
        open_to_conclude=_("Kết luận được soạn khi hội nghị đã khai mạc."),
        minutes_from=_(
            "Soạn từ hồ sơ: ai dự, đủ số người hay không, tài liệu, biểu quyết, kết luận. Thư ký chỉ viết thêm lời."
        ),
        beyond=_("Ngoài hội nghị trên, chưa có hội nghị và hạn nào."),
        passed=_("Đã qua giờ hẹn, chưa khai mạc"),
        today=_("Họp hôm nay"),
        tomorrow=_("Họp ngày mai"),
        not_yet=_("%(when)s, chưa triệu tập"),
        papers_until=_("Nộp trước giờ họp, %(moment)s"),
        facts=_("Dữ kiện của hội nghị"),
        day=_("Ngày họp"),
        body=_("Cơ quan họp"),
        release=_("Công bố hội nghị"),
        release_note=_(
            "Những điều dưới đây ra cổng ở lần phát hành tới. "
            "Nội dung nội bộ, điểm danh, ý kiến, tệp và báo cáo không ra cổng."
        ),
        released=_("Đã công bố hội nghị: có trên cổng ở lần phát hành tới."),
    ),
    MeetingForm.WRITTEN: FormWords(
        kind="lấy ý kiến bằng văn bản",
        parts=_("Phần của lần lấy ý kiến"),
        conveners=_("Cơ quan lấy ý kiến, số"),
        unnumbered=_("Chưa cấp số; gửi phiếu thì chọn dãy số, hoặc không đánh số."),
        number_is_kept=_("Số đã cấp không lấy lại được, kể cả khi không lấy ý kiến nữa."),
        convened=_("Đã cấp số."),
        renamed=_("Đã lưu tên và ngày lấy ý kiến."),
        cancelled=_("Đã hủy lần lấy ý kiến."),
        is_kept=_("Lần lấy ý kiến vẫn ở trong hồ sơ với lý do hủy; số đã cấp không dùng lại."),
        read_by_all=_("Lần lấy ý kiến đã công bố: lý do ghi ở đây hiện trên cổng, ai cũng đọc được."),
        first_item=_("Thêm nội dung đầu tiên; thứ tự đổi được đến khi gửi phiếu."),
        open_to_conclude=_("Kết luận được soạn khi đã gửi phiếu."),
        minutes_from=_(
            "Soạn từ hồ sơ: ai được hỏi, ai trả lời, tài liệu, kết quả, kết luận. Thư ký chỉ viết thêm lời."
        ),
        beyond=_("Ngoài việc trên, hai tuần tới chưa có gì."),
        passed=_("Đã qua ngày định gửi phiếu"),
        today=_("Gửi phiếu hôm nay"),
        tomorrow=_("Gửi phiếu ngày mai"),
        not_yet=_("%(when)s, chưa cấp số"),
        papers_until=_("Nộp trước khi gửi phiếu, %(moment)s"),
        facts=_("Dữ kiện của lần lấy ý kiến"),
        day=_("Ngày gửi phiếu"),
        body=_("Cơ quan lấy ý kiến"),
        release=_("Công bố lần lấy ý kiến"),
        release_note=_(
            "Những điều dưới đây ra cổng ở lần phát hành tới. "
            "Nội dung nội bộ, ai trả lời gì, tệp và báo cáo không ra cổng."
        ),
        released=_("Đã công bố lần lấy ý kiến: có trên cổng ở lần phát hành tới."),
        verbs={
            "meeting.plan": _("Chuẩn bị lấy ý kiến"),
            "meeting.reschedule": _("Đổi tên, ngày lấy ý kiến"),
            "meeting.convene": _("Cấp số, nhận tài liệu"),
            "meeting.add_convener": _("Thêm cơ quan lấy ý kiến"),
            "meeting.close": _("Kết thúc lấy ý kiến"),
            "meeting.cancel": _("Hủy lấy ý kiến"),
            "meeting.enter_past": _("Nhập lần lấy ý kiến đã qua"),
            "meeting.correct": _("Đính chính lần lấy ý kiến"),
            "meeting.release": _("Công bố lần lấy ý kiến"),
            "vote.prepare": _("Ghi câu hỏi"),
            "vote.revise": _("Sửa câu hỏi"),
            "ballot.cast": _("Trả lời phiếu"),
            "vote.close": _("Ghi kết quả lấy ý kiến"),
            "vote.cancel": _("Hủy câu hỏi"),
        },
    ),
}


def words_of(meeting: Meeting) -> FormWords:
    """Return the words of a meeting's form."""
    return WORDS[meeting.form]
