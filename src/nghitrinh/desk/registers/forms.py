"""Forms about letterheads, registers and series."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.examples import example_number, example_symbol, is_of_the_party
from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.record.bodies.models import LegislativeTerm, Organization
from nghitrinh.record.instruments.letterheads import suggested
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
    code = forms.CharField(label=_("Chữ viết tắt"), max_length=20, required=False, help_text=_("Đứng cuối ký hiệu"))
    in_name_of = forms.CharField(
        label=_("Ký thay mặt"),
        max_length=200,
        required=False,
    )
    head = forms.CharField(label=_("Người đứng đầu"), max_length=120)

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        begun = suggested(organization)
        if is_of_the_party(organization):
            body, head = gettext("Sau T/M"), gettext("Sau T/L")
        else:
            body, head = gettext("Sau TM."), gettext("Sau KT., TL., TUQ.")
        alone = gettext("để trống nếu người đứng đầu ký theo chức vụ của mình")
        self.fields["in_name_of"].help_text = f"{body}; {alone}"
        self.fields["head"].help_text = gettext("%(where)s, như %(head)s") % {"where": head, "head": begun.head}


class RegisterForm(ActForm):
    """A register that begins."""

    symbol = forms.CharField(label=_("Ký hiệu"), max_length=30)
    counting = forms.ChoiceField(label=_("Cách đánh số"), choices=Counting.choices)
    starts_at = forms.IntegerField(
        label=_("Số tiếp theo"), min_value=1, help_text=_("Văn bản kế tiếp mang số này; năm hoặc nhiệm kỳ sau về 1")
    )

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        words = {"symbol": example_symbol(organization, "TB"), "number": example_number(organization, "TB")}
        self.fields["symbol"].help_text = gettext("Đứng sau số: %(symbol)s cho %(number)s") % words


class RegisterCorrectionForm(ActForm):
    """What was wrong with a register."""

    symbol = forms.CharField(label=_("Ký hiệu"), max_length=30)
    counting = forms.ChoiceField(label=_("Cách đánh số"), choices=Counting.choices)
    next_number = forms.IntegerField(label=_("Số tiếp theo"), min_value=1)
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=_TWO_ROWS)


class SeriesForm(ActForm):
    """A series of meetings that begins."""

    name = forms.CharField(label=_("Tên dãy số"), max_length=80)
    term = NounField(label=_("Nhiệm kỳ"), required=False, empty_label=_("Không theo nhiệm kỳ"))
    starts_at = forms.IntegerField(label=_("Số tiếp theo"), min_value=1)
    numbered = forms.BooleanField(label=_("Có đánh số"), required=False)

    def __init__(self, *args: Any, terms: QuerySet[LegislativeTerm], organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kind = gettext("Hội nghị") if is_of_the_party(organization) else gettext("Phiên họp")
        words = {"kind": kind, "body": organization.short_name or organization.name}
        self.fields["name"].help_text = gettext("Như %(kind)s %(body)s") % words
        offer(self, "term", terms)


class SeriesCorrectionForm(ActForm):
    """What was wrong with a series."""

    name = forms.CharField(label=_("Tên dãy số"), max_length=80)
    next_number = forms.IntegerField(label=_("Số tiếp theo"), min_value=1)
    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=_TWO_ROWS)
