"""Forms about documents that issue decisions."""

from typing import TYPE_CHECKING, Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.instruments.recipients import followed
from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm, NounField, offer, post_and_name
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.counting import state_of
from nghitrinh.record.instruments.models import Instrument, Register
from nghitrinh.record.kernel import clock

if TYPE_CHECKING:
    _DecisionsField = forms.ModelMultipleChoiceField[Decision]  # generic in its stubs, not when it runs
else:
    _DecisionsField = forms.ModelMultipleChoiceField


class DecisionsField(_DecisionsField):
    """A choice of several decisions, by their titles, each with the document that carries it already."""

    carried: dict[UUID, list[Instrument]] = {}

    def label_from_instance(self, obj: Any) -> str:
        """Return what the choice is called."""
        carrying = self.carried.get(obj.pk)
        return f"{obj.title} ({_where(carrying[0])})" if carrying else str(obj.title)


def _where(instrument: Instrument) -> str:
    if instrument.number is None:
        return _("đã có trong dự thảo %(title)s") % {"title": instrument.title}
    return _("đã ban hành tại %(number)s") % {"number": instrument.symbol_number}


def _with_next_number(register: Any) -> str:
    following = {"symbol": register.symbol, "number": state_of(register, clock.today()).written}
    return _("%(symbol)s, số tiếp theo %(number)s") % following


class InstrumentForm(ActForm):
    """A notice of decisions: what it issues, who signs it, who receives it."""

    asked = ("signer",)  # of whom nothing above is chosen

    register = NounField(
        label=gettext_lazy("Sổ đăng ký"), described=_with_next_number, empty_label=gettext_lazy("Chọn sổ")
    )
    title = forms.CharField(
        label=gettext_lazy("Trích yếu"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"}),
    )
    decisions = DecisionsField(
        label=gettext_lazy("Kết luận ban hành"),
        queryset=Decision.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        help_text=gettext_lazy("Chỉ kết luận đã duyệt"),
    )
    membership = NounField(
        label=gettext_lazy("Người ký"),
        required=False,
        described=post_and_name,
        empty_label=gettext_lazy("Gõ chức vụ và họ tên ở dưới"),
        help_text=gettext_lazy("Chức vụ đang giữ ghi trong hồ sơ; họ tên lấy theo đó"),
    )
    signing = forms.TypedChoiceField(
        label=gettext_lazy("Thể thức ký"),
        required=False,
        empty_value=None,
        help_text=gettext_lazy("Để trống thì theo chức vụ"),
    )
    signer = forms.CharField(
        label=gettext_lazy("Chức vụ ghi trên văn bản"),
        max_length=200,
        required=False,
        help_text=gettext_lazy("Để trống nếu đã chọn người ký; cần ghi khi gõ tay"),
    )
    signer_name = forms.CharField(
        label=gettext_lazy("Họ và tên"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("Khi hồ sơ chưa ghi ai giữ chức vụ"),
    )
    recipients = forms.CharField(
        label=gettext_lazy("Nơi nhận, mỗi dòng một nơi"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Cơ quan được giao theo các kết luận đã chọn tự thêm vào, hay bỏ ra, khi lưu"),
    )

    def __init__(
        self,
        *args: Any,
        registers: QuerySet[Register],
        decisions: QuerySet[Decision],
        carried: dict[UUID, list[Instrument]],
        charged: dict[UUID, frozenset[str]],
        signers: QuerySet[Membership],
        signings: list[tuple[str, object]],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "membership", signers)
        self.fields["signing"].choices = [("", _("Theo chức vụ")), *signings]  # type: ignore[attr-defined]
        offer(self, "register", registers)
        offer(self, "decisions", decisions)
        self.fields["decisions"].carried = carried  # type: ignore[attr-defined]
        self._charged = charged

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: recipients follow the decisions that are chosen."""
        given = super().parameters()
        before, now = (
            {name for key in chosen for name in self._charged.get(key, ())}
            for chosen in (self.initial.get("decisions", ()), given.get("decisions") or ())
        )
        return given | {"recipients": followed(given.get("recipients") or "", before, now)}


class SignedOnForm(ActForm):
    """On which day the paper was signed."""

    signed_on = DayField(label=gettext_lazy("Người ký đã ký ngày"))


class WithdrawalForm(ActForm):
    """Why a document is withdrawn, and on whose word."""

    reason = forms.CharField(label=gettext_lazy("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)
    authority = forms.CharField(
        label=gettext_lazy("Căn cứ"), max_length=300, help_text=gettext_lazy("Theo ý kiến của ai, hay văn bản nào")
    )


class CorrectionReasonForm(ActForm):
    """Why, on whose word, and when the signer signed it; an empty day asks a signer who has an account."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    authority = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300)
    agreed_on = DayField(label=gettext_lazy("Người ký đã ký bản đính chính trên giấy ngày"))

    def __init__(self, *args: Any, is_signer: bool = False, may_ask: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_signer:
            del self.fields["agreed_on"]
        elif may_ask:
            self.fields["agreed_on"].required = False
            self.fields["agreed_on"].help_text = _("Để trống: bản đính chính chờ người ký ký bằng tài khoản của mình")

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: no day where the signer is asked."""
        return {name: value for name, value in super().parameters().items() if name != "agreed_on" or value}
