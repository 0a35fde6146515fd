"""Forms about tasks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.uploads import UploadsForm


class ReportForm(UploadsForm):
    """What the charged body reports, with files that show it."""

    field_order = ("text", "uploads")

    text = forms.CharField(
        label=_("Đã làm được gì"), widget=forms.Textarea(attrs={"rows": 6, "class": "textarea--record"})
    )


class SaidForm(ActForm):
    """How a task stands, in a line: what the charged body answers to whoever asked."""

    text = forms.CharField(
        label=_("Việc đang đến đâu"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "textarea--record"}),
        help_text=_("Một câu là đủ: vướng ở đâu, bao giờ báo cáo. Việc đã xong thì gửi báo cáo"),
    )


class AnswerForm(ActForm):
    """What became of the task, in words that the public may read once it is published."""

    answer = forms.CharField(
        label=_("Kết quả"),
        widget=forms.Textarea(attrs={"rows": 3, "class": "textarea--record"}),
        required=False,
        help_text=_("Một câu: việc đã thành gì. Câu này đăng công khai nếu kết luận được công bố"),
    )


class ReturnForm(ActForm):
    """Why a report is not enough: to the body, and in words of its own to the public."""

    answer = forms.CharField(label=_("Còn thiếu gì"), widget=forms.Textarea(attrs={"rows": 3}))
    reason = forms.CharField(
        label=_("Lý do, đăng công khai"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Để trống thì công chúng chỉ đọc ngày trả lại"),
    )


class CancelForm(ActForm):
    """Why a body is released from a task: to the body, and in words of its own to the public."""

    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Cơ quan được giao và người trong cơ quan đọc; không đăng công khai"),
    )
    public_reason = forms.CharField(
        label=_("Lý do, đăng công khai"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Để trống thì công chúng chỉ đọc ngày thôi giao"),
    )


class ExtendForm(ActForm):
    """A later deadline, with the reason."""

    due_on = DayField(label=_("Hạn mới"))
    reason = forms.CharField(
        label=_("Lý do"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hạn cũ, hạn mới và lý do đăng công khai cùng việc"),
    )
