"""Forms about a meeting in writing: a day and no hour, no place, until when members answer."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm, NounField, offer, post_and_name
from nghitrinh.desk.meetings.announced import AnnouncedForm
from nghitrinh.desk.meetings.forms import ConveneForm
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import Series

NAME = _("Nêu việc được hỏi; không ghi số")
ANSWERS_BY = _("Để trống thì theo quy chế, tính ngày làm việc từ ngày gửi phiếu")


class PlanWrittenForm(ActForm):
    """Asking in writing, to come."""

    organization = NounField(label=_("Cơ quan được hỏi"), empty_label=None)
    name = forms.CharField(label=_("Lấy ý kiến về"), max_length=300, help_text=NAME)
    starts_at = DayField(label=_("Dự kiến gửi phiếu"), help_text=_("Ngày gửi thật ghi khi gửi"))
    answers_by = DayField(label=_("Trả lời đến hết ngày"), required=False, help_text=ANSWERS_BY)
    level = forms.ChoiceField(
        label=_("Mức phổ biến"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.INTERNAL
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)

    def clean_starts_at(self) -> date:
        """Refuse a day that has passed."""
        day: date = self.cleaned_data["starts_at"]
        if day < clock.today():
            raise forms.ValidationError(_("Ngày này đã qua; chọn từ hôm nay trở đi"))
        return day


class RescheduleWrittenForm(AnnouncedForm):
    """Another name or other days."""

    name = forms.CharField(label=_("Lấy ý kiến về"), max_length=300, help_text=NAME)
    starts_at = DayField(label=_("Dự kiến gửi phiếu"), help_text=_("Ngày gửi thật ghi khi gửi"))
    answers_by = DayField(label=_("Trả lời đến hết ngày"), required=False, help_text=ANSWERS_BY)
    papers_by = DayField(label=_("Hạn nộp tài liệu"), required=False)


class CorrectWrittenForm(ActForm):
    """What was recorded wrongly of one that is over."""

    name = forms.CharField(label=_("Lấy ý kiến về"), max_length=300)
    starts_at = DayField(label=_("Ngày gửi phiếu"))
    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)


class AskForm(ConveneForm, AnnouncedForm):
    """Sending the slips: until when, in whose name, and the number where it has none yet."""

    answers_by = DayField(label=_("Trả lời đến hết ngày"))
    chair = NounField(
        described=post_and_name,
        label=_("Người chủ trì"),
        required=False,
        empty_label=_("Chưa ghi"),
        help_text=_("Hỏi thay mặt ai; khi ngang nhau mà quy chế theo bên người chủ trì thì là bên người này"),
    )
    field_order = ("answers_by", "chair", "series", "reason")

    def __init__(
        self, *args: Any, members: QuerySet[Membership], series: QuerySet[Series], numbered: bool, **kwargs: Any
    ) -> None:
        super().__init__(*args, series=series, **kwargs)
        offer(self, "chair", members)
        if numbered:
            del self.fields["series"]


class ExtendForm(ActForm):
    """A later day for everybody, and why."""

    answers_by = DayField(label=_("Trả lời đến hết ngày"))
    reason = forms.CharField(label=_("Lý do gia hạn"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)
