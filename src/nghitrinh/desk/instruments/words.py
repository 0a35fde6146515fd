"""The words of instruments."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.instruments.models import (
    DocumentTemplate,
    InstrumentRevision,
    InstrumentState,
    IssuedDecision,
    Letterhead,
    Register,
)

INSTRUMENTS = Vocabulary(
    verbs={
        "letterhead.set": _("Đặt tiêu đề văn bản"),
        "letterhead.revise": _("Sửa tiêu đề văn bản"),
        "template.hand_in": _("Nộp mẫu Word"),
        "template.withdraw": _("Thôi dùng mẫu Word"),
        "register.open": _("Mở sổ văn bản"),
        "register.correct": _("Sửa sổ văn bản"),
        "register.close": _("Khóa sổ văn bản"),
        "instrument.draft": _("Soạn văn bản"),
        "instrument.revise": _("Sửa dự thảo văn bản"),
        "instrument.check": _("Kiểm tra thể thức"),
        "instrument.sign": _("Ký văn bản"),
        "instrument.record_signature": _("Ghi nhận đã ký trên giấy"),
        "instrument.drop": _("Bỏ dự thảo văn bản"),
        "instrument.send_back": _("Trả lại văn bản"),
        "instrument.issue": _("Ban hành văn bản"),
        "instrument.ask_correction": _("Trình ký bản đính chính"),
        "instrument.drop_correction": _("Bỏ bản đính chính chờ ký"),
        "instrument.correct": _("Đính chính văn bản"),
        "instrument.release": _("Công bố văn bản"),
        "instrument.withdraw": _("Thu hồi văn bản"),
    },
    asks={
        "instrument.sign": _(
            "Ký bằng tài khoản của chính mình: hồ sơ ghi ai ký, ngày nào; sau đó văn bản chờ ban hành."
        ),
        "instrument.issue": _("Ban hành thì văn bản lấy số, việc được giao; sau đó chỉ còn đính chính hoặc thu hồi."),
    },
    fields={
        "signer": _("Người ký"),
        "signer_name": _("Họ tên người ký"),
        "signing": _("Thể thức ký"),
        "membership": _("Chức vụ ký"),
        "signed_on": _("Ký ngày"),
        "recorded_by": _("Người ghi nhận chữ ký"),
        "asked_on": _("Trình bản đính chính ngày"),
        "asked_by": _("Người trình bản đính chính"),
        "asked_reason": _("Lý do đính chính"),
        "asked_authority": _("Căn cứ đính chính"),
        "withdrawn_authority": _("Căn cứ thu hồi"),
        "recipients": _("Nơi nhận"),
        "register": _("Sổ đăng ký"),
        "symbol": _("Ký hiệu"),
        "counting": _("Cách đánh số"),
        "next_number": _("Số tiếp theo"),
        "closed_on": _("Ngày khóa"),
        "form": _("Thể thức"),
        "superior": _("Cơ quan cấp trên"),
        "code": _("Chữ viết tắt"),
        "in_name_of": _("Ký thay mặt"),
        "head": _("Người đứng đầu"),
    },
    signs={
        InstrumentState.DRAFT: ("", "pen"),
        InstrumentState.CHECKED: ("info", "check"),
        InstrumentState.SIGNED: ("son", "seal"),
        InstrumentState.ISSUED: ("son", "seal"),
        InstrumentState.WITHDRAWN: ("", "cross"),
        InstrumentState.DROPPED: ("", "cross"),
    },
    parts=(
        PartWords(Letterhead, _("Tiêu đề văn bản")),
        PartWords(DocumentTemplate, _("Mẫu Word")),
        PartWords(Register, _("Sổ văn bản")),
        PartWords(InstrumentRevision, _("Bản văn bản")),
        PartWords(IssuedDecision, _("Kết luận trong văn bản")),
    ),
)
