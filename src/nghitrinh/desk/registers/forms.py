"""Forms about letterheads, registers and series."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.record.bodies.models import LegislativeTerm
from nghitrinh.record.instruments.models import Counting, PaperForm

_TWO_ROWS = forms.Textarea(attrs={"rows": 2})


class LetterheadForm(ActForm):
    """How an organization's documents are headed and signed."""

    form = forms.ChoiceField(label=_("Thể thức"), choices=PaperForm.choices)
    superior = forms.CharField(
        label=_("Cơ quan cấp trên"), required=False, widget=_TWO_ROWS, help_text=_("Mỗi dòng một dòng trên văn bản")
    )
    name = forms.CharField(
        label=_("Tên cơ quan ban hành"),
        widget=_TWO_ROWS,
        help_text=_("Viết thường như trong hồ sơ; văn bản in hoa và tự xuống dòng nếu không vừa"),
    )
    place = forms.CharField(
        label=_("Địa danh"), max_length=120, help_text=_("Đứng trước ngày, như Tân Lập: “Tân Lập, ngày …”")
    )
    code = forms.CharField(
        label=_("Chữ viết tắt"), max_length=20, required=False, help_text=_("Cuối ký hiệu: UBND, HĐND, TU, ĐU")
    )
    in_name_of = forms.CharField(
        label=_("Ký thay mặt"),
        max_length=200,
        required=False,
        help_text=_("Sau TM. hoặc T/M, như Ủy ban nhân dân; để trống nếu người đứng đầu ký theo chức vụ của mình"),
    )
    head = forms.CharField(
        label=_("Người đứng đầu"), max_length=120, help_text=_("Sau KT., TL., TUQ., như Chủ tịch; cấp phó ký thay")
    )


class RegisterForm(ActForm):
    """A register that begins."""

    symbol = forms.CharField(
        label=_("Ký hiệu"), max_length=30, help_text=_("Đứng sau số: TB-UBND cho 05/TB-UBND, TB/TU cho 05-TB/TU")
    )
    counting = forms.ChoiceField(label=_("Cách đánh số"), choices=Counting.choices)
    starts_at = forms.IntegerField(
        label=_("Số tiếp theo"), min_value=1, help_text=_("Văn bản kế tiếp mang số này; năm hoặc nhiệm kỳ sau về 1")
    )


class RegisterCorrectionForm(ActForm):
    """What was wrong with a register."""

    symbol = forms.CharField(label=_("Ký hiệu"), max_length=30)
    counting = forms.ChoiceField(label=_("Cách đánh số"), choices=Counting.choices)
    next_number = forms.IntegerField(label=_("Số tiếp theo"), min_value=1)
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=_TWO_ROWS)


class SeriesForm(ActForm):
    """A series of meetings that begins."""

    name = forms.CharField(label=_("Tên dãy số"), max_length=80, help_text=_("Như Hội nghị Ban Thường vụ"))
    term = NounField(label=_("Nhiệm kỳ"), required=False, empty_label=_("Không theo nhiệm kỳ"))
    starts_at = forms.IntegerField(label=_("Số tiếp theo"), min_value=1)
    numbered = forms.BooleanField(label=_("Có đánh số"), required=False)

    def __init__(self, *args: Any, terms: QuerySet[LegislativeTerm], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "term", terms)


class SeriesCorrectionForm(ActForm):
    """What was wrong with a series."""

    name = forms.CharField(label=_("Tên dãy số"), max_length=80)
    next_number = forms.IntegerField(label=_("Số tiếp theo"), min_value=1)
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=_TWO_ROWS)
