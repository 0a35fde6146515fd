"""The words of rules: their verbs, columns, states and parts."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import PartWords, Vocabulary
from nghitrinh.record.procedure.models import Holiday, Provision, RuleState
from nghitrinh.record.procedure.provisions import KINDS, Key


def _provided(provision: Provision) -> str:
    return str(KINDS[Key(provision.key)].words)


RULES = Vocabulary(
    verbs={
        "rule.draft": _("Soạn quy chế làm việc"),
        "rule.revise": _("Sửa dự thảo quy chế"),
        "rule.adopt": _("Áp dụng quy chế"),
        "rule.correct": _("Đính chính quy chế"),
        "rule.drop": _("Bỏ dự thảo quy chế"),
        "holiday.declare": _("Khai ngày nghỉ"),
    },
    asks={"rule.adopt": _("Đã áp dụng thì chỉ sửa được bằng đính chính; việc đã quyết theo quy chế cũ giữ nguyên.")},
    fields={
        "basis": _("Căn cứ"),
        "preset": _("Bộ giá trị mẫu"),
        "is_worked": _("Làm bù"),
    },
    signs={RuleState.DRAFT: ("info", "pen"), RuleState.ADOPTED: ("ok", "done")},
    parts=(
        PartWords(Provision, _("Quy định"), place=_provided, alone="value"),
        PartWords(Holiday, _("Ngày nghỉ")),
    ),
)
