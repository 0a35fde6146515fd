"""Forms about documents that issue decisions."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.models import Register

if TYPE_CHECKING:
    _DecisionsField = forms.ModelMultipleChoiceField[Decision]  # generic in its stubs, not when it runs
else:
    _DecisionsField = forms.ModelMultipleChoiceField


class DecisionsField(_DecisionsField):
    """A choice of several decisions, by their titles."""

    def label_from_instance(self, obj: Any) -> str:
        """Return what the choice is called."""
        return str(obj.title)


def _post_and_name(membership: Any) -> str:
    name = f"{membership.person.name}, " if membership.person else ""
    return f"{name}{membership.post} ({membership.organization.short_name or membership.organization.name})"


class InstrumentForm(ActForm):
    """A notice of decisions: what it issues, who signs it, who receives it."""

    register = NounField(label=_("Sổ đăng ký"), empty_label=None)
    title = forms.CharField(
        label=_("Trích yếu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )
    decisions = DecisionsField(
        label=_("Kết luận ban hành"),
        queryset=Decision.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Chỉ kết luận đã duyệt"),
    )
    membership = NounField(
        label=_("Người ký"),
        required=False,
        described=_post_and_name,
        empty_label=_("Gõ chức vụ và họ tên ở dưới"),
        help_text=_("Chức vụ đang giữ ghi trong hồ sơ; họ tên lấy theo đó"),
    )
    signing = forms.TypedChoiceField(
        label=_("Thể thức ký"), required=False, empty_value=None, help_text=_("Để trống thì theo chức vụ")
    )
    signer = forms.CharField(
        label=_("Chức vụ ghi trên văn bản"),
        max_length=200,
        required=False,
        help_text=_("Để trống nếu đã chọn người ký; cần ghi khi gõ tay"),
    )
    signer_name = forms.CharField(
        label=_("Họ và tên"), max_length=120, required=False, help_text=_("Khi hồ sơ chưa ghi ai giữ chức vụ")
    )
    recipients = forms.CharField(
        label=_("Nơi nhận, mỗi dòng một nơi"), required=False, widget=forms.Textarea(attrs={"rows": 4})
    )

    def __init__(
        self,
        *args: Any,
        registers: QuerySet[Register] | None,
        decisions: QuerySet[Decision],
        signers: QuerySet[Membership],
        signings: list[tuple[str, object]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "membership", signers)
        self.fields["signing"].choices = [("", _("Theo chức vụ")), *signings]  # type: ignore[attr-defined]
        if registers is None:  # a draft keeps its register
            del self.fields["register"]
        else:
            offer(self, "register", registers)
        field = self.fields["decisions"]
        if isinstance(field, forms.ModelMultipleChoiceField):
            field.queryset = decisions


class CorrectionReasonForm(ActForm):
    """Why, and on whose word."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(label=_("Căn cứ"), max_length=300)
