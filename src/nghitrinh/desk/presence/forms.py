"""Forms about invitations and times of presence."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import MomentField
from nghitrinh.desk.kit.forms import ActForm, NounField, offer, post_and_name
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.presence.models import Answer, Heard

ANSWERS = tuple((each.value, each.label) for each in Answer if each != Answer.OPEN)
HEARD = tuple((each.value, each.label) for each in Heard if each != Heard.SELF)


class AnswerForm(ActForm):
    """What whoever is invited answers. `sends` is whether they may send a substitute; of a body, it says who comes."""

    answer = forms.ChoiceField(label=_("Trả lời"), choices=ANSWERS, widget=forms.RadioSelect)
    reason = forms.CharField(label=_("Lý do vắng"), max_length=300, required=False)
    sent_post = forms.CharField(label=_("Chức vụ người đến"), max_length=300, required=False)
    sent_name = forms.CharField(label=_("Họ tên người đến"), max_length=120, required=False)

    def __init__(self, *args: Any, sends: bool, of_body: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        answer = self.fields["answer"]
        if isinstance(answer, forms.ChoiceField) and (of_body or not sends):
            answer.choices = [each for each in ANSWERS if each[0] != Answer.SENDS]
        if not of_body and not sends:
            del self.fields["sent_post"], self.fields["sent_name"]
        elif not of_body:
            self.fields["sent_post"].help_text = _("Chỉ ghi khi cử người dự thay")


class NoteAnswerForm(AnswerForm):
    """What somebody answered, and how the secretary heard it."""

    heard = forms.ChoiceField(label=_("Nghe bằng cách nào"), choices=HEARD, widget=forms.RadioSelect)


class InviteForm(ActForm):
    """Somebody more: a post of the record, or a body, or a guest; to the meeting or to one item."""

    asked = ("post",)  # of whom nothing above is chosen

    membership = NounField(
        described=post_and_name, label=_("Chức vụ trong hồ sơ"), required=False, empty_label=_("Không chọn")
    )
    organization = NounField(label=_("Cơ quan"), required=False, empty_label=_("Không chọn"))
    post = forms.CharField(
        label=_("Hoặc chức vụ của khách"), max_length=300, required=False, help_text=_("Ghi chức vụ trước, tên sau")
    )
    name = forms.CharField(label=_("Họ tên"), max_length=120, required=False)
    item = NounField(label=_("Mời dự nội dung"), required=False, empty_label=_("Cả hội nghị"))

    def __init__(
        self,
        *args: Any,
        memberships: QuerySet[Membership],
        organizations: QuerySet[Organization],
        items: QuerySet[AgendaItem],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "membership", memberships)
        offer(self, "organization", organizations)
        offer(self, "item", items)


class StayForm(ActForm):
    """From when to when somebody was there, and why the record said otherwise."""

    arrived_at = MomentField(label=_("Giờ đến"), required=False, help_text=_("Để trống: có mặt từ khi khai mạc"))
    left_at = MomentField(label=_("Giờ về"), required=False, help_text=_("Để trống: ở đến khi kết thúc"))
    removed = forms.BooleanField(label=_("Bỏ khoảng giờ này, vì ghi nhầm"), required=False)
    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)


class CheckInForm(ActForm):
    """The code on the room's screen."""

    code = forms.CharField(
        label=_("Mã trên màn hình"),
        max_length=12,
        help_text=_("Sáu chữ số, đổi mỗi phút"),
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "input--figure"}),
    )
