"""The words of votes: their verbs, columns, states and parts."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.voting.models import (
    Ballot,
    Candidate,
    Count,
    CountCorrection,
    Reservation,
    SlipEntry,
    Tally,
    VoteState,
)

VOTES = Vocabulary(
    verbs={
        "vote.prepare": _("Chuẩn bị biểu quyết"),
        "vote.revise": _("Sửa biểu quyết"),
        "vote.open": _("Mở biểu quyết"),
        "ballot.cast": _("Biểu quyết"),
        "slip.enter": _("Nhập phiếu giấy"),
        "slip.take_back": _("Rút phiếu đã nhập"),
        "slip.reread": _("Cho đọc lại phiếu giấy"),
        "slip.correct": _("Đính chính phiếu giấy"),
        "vote.count_hands": _("Ghi số giơ tay"),
        "vote.count_ballots": _("Kiểm phiếu, lần thứ nhất"),
        "vote.confirm_count": _("Kiểm phiếu, lần thứ hai"),
        "vote.note_consent": _("Ghi không ai có ý kiến khác"),
        "vote.close": _("Đóng biểu quyết"),
        "vote.cancel": _("Hủy biểu quyết"),
        "vote.correct": _("Đính chính số đếm"),
        "reservation.note": _("Ghi ý kiến bảo lưu"),
    },
    asks={
        "vote.close": _("Đóng rồi thì kết quả được ghi ngay, không mở lại."),
        "vote.note_consent": _("Ghi rồi thì biểu quyết đóng ngay, mọi người có mặt coi như tán thành."),
    },
    fields={
        "question": _("Câu hỏi"),
        "form": _("Hình thức biểu quyết"),
        "version": _("Bản tài liệu"),
        "agreeing": _("Tán thành"),
        "opposing": _("Không tán thành"),
        "abstaining": _("Không biểu quyết"),
        "verdict": _("Kết quả"),
        "second_teller": _("Người kiểm phiếu thứ hai"),
        "silent": _("Không trả lời"),
        "option": _("Ý kiến"),
        "text": _("Lời ghi kèm"),
    },
    signs={
        VoteState.PREPARED: ("", "clock"),
        VoteState.OPEN: ("info", "pen"),
        VoteState.CLOSED: ("ok", "done"),
        VoteState.CANCELLED: ("", "cross"),
    },
    parts=(
        PartWords(Candidate, _("Người được biểu quyết")),
        PartWords(Ballot, _("Ý kiến biểu quyết"), place=lambda row: str(row.label())),
        PartWords(SlipEntry, _("Phiếu giấy đã nhập"), place=lambda row: str(row.label())),
        PartWords(Count, _("Kiểm phiếu"), related=("vote",)),
        PartWords(Tally, _("Số đếm"), place=lambda row: str(row.label()), related=("count__vote", "candidate")),
        PartWords(CountCorrection, _("Đính chính số đếm"), place=lambda row: str(row.label()), related=("vote",)),
        PartWords(Reservation, _("Ý kiến bảo lưu"), place=lambda row: str(row.label())),
    ),
)
