"""The words of decisions: their points, figures and charges."""

from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.decisions.models import (
    Charge,
    ChargeBody,
    DecisionRevision,
    DecisionState,
    Figure,
    FigurePlace,
    Point,
)


def _point(row: Any) -> str:
    return gettext("điểm %(position)s") % {"position": row.position}


def _in_point(row: Any, name: str) -> str:
    return f"{_point(row.point)}, {name} {row.position}"


DECISIONS = Vocabulary(
    verbs={
        "decision.draft": _("Soạn kết luận"),
        "decision.revise": _("Sửa dự thảo kết luận"),
        "decision.review": _("Soát kết luận"),
        "decision.drop": _("Bỏ dự thảo kết luận"),
        "decision.send_back": _("Trả lại kết luận"),
        "decision.approve": _("Duyệt kết luận"),
        "decision.correct": _("Đính chính kết luận"),
        "decision.enter_past": _("Nhập kết luận cũ"),
    },
    asks={"decision.approve": _("Đã duyệt thì kết luận chỉ còn sửa được bằng đính chính.")},
    fields={
        "outcome": _("Kết quả"),
        "vote": _("Dựa trên biểu quyết"),
        "without_vote": _("Vì sao không qua biểu quyết"),
        "quantity": _("Đại lượng"),
        "low": _("Từ"),
        "high": _("Đến"),
        "unit": _("Đơn vị"),
        "exact": _("Số chính xác"),
        "as_of": _("Thời điểm"),
        "places": _("Địa bàn"),
        "responsible": _("Cơ quan chịu trách nhiệm"),
        "through": _("Chỉ đạo, thông qua"),
        "with_bodies": _("Phối hợp"),
        "report_to": _("Báo cáo cho"),
        "due_on": _("Hạn"),
        "due_text": _("Hạn bằng lời"),
    },
    signs={
        DecisionState.DRAFT: ("", "pen"),
        DecisionState.REVIEWED: ("info", "hand"),
        DecisionState.APPROVED: ("son", "seal"),
        DecisionState.ISSUED: ("son", "seal"),
        DecisionState.RECALLED: ("late", "late"),
        DecisionState.DROPPED: ("", "cross"),
    },
    parts=(
        PartWords(DecisionRevision, _("Bản kết luận")),
        PartWords(Point, _("Điểm kết luận"), place=_point),
        PartWords(Figure, _("Số liệu"), place=lambda row: _in_point(row, gettext("số liệu")), related=("point",)),
        PartWords(FigurePlace, _("Địa bàn")),
        PartWords(Charge, _("Việc giao"), place=lambda row: _in_point(row, gettext("việc")), related=("point",)),
        PartWords(ChargeBody, _("Phối hợp")),
    ),
)
