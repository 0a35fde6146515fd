"""The words of what happens in the room: what is heard, what is noted, who speaks."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.course.models import Hearing, Note, Speech

COURSE = Vocabulary(
    verbs={
        "hearing.correct": _("Đính chính giờ bàn"),
        "note.add": _("Ghi một dòng"),
        "note.correct": _("Đính chính dòng đã ghi"),
        "speech.ask": _("Đăng ký phát biểu"),
        "speech.ask_for": _("Đăng ký phát biểu hộ"),
        "speech.withdraw": _("Thôi phát biểu"),
        "speech.call": _("Mời phát biểu"),
        "speech.end": _("Kết thúc phát biểu"),
    },
    fields={
        "began_at": _("Giờ bắt đầu"),
        "ended_at": _("Giờ kết thúc"),
        "called_at": _("Giờ được mời"),
        "withdrawn_at": _("Giờ thôi đăng ký"),
        "attendance": _("Người nói"),
    },
    parts=(
        PartWords(Hearing, _("Giờ bàn"), place=lambda row: str(row.label()), related=("item",)),
        PartWords(Note, _("Ghi nhanh"), place=lambda row: str(row.label())),
        PartWords(Speech, _("Phát biểu"), place=lambda row: str(row.label()), related=("attendance",)),
    ),
)
