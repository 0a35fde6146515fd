"""The forms of an engagement."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import MomentField
from nghitrinh.desk.kit.forms import ActForm, CheckboxList, offer, post_and_name
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.engagements.models import EngagementKind
from nghitrinh.record.kernel.levels import Level

if TYPE_CHECKING:
    _Choices = forms.ModelMultipleChoiceField[Membership]  # generic in its stubs, not when it runs
else:
    _Choices = forms.ModelMultipleChoiceField


class _PostsField(_Choices):
    """Posts of the body, by post and holder."""

    def label_from_instance(self, obj: Membership) -> str:
        """Return what the choice is called."""
        return post_and_name(obj)


class EngagementForm(ActForm):
    """What it is, when, where, who goes, who may know of it."""

    title = forms.CharField(label=_("Nội dung"), max_length=300)
    kind = forms.ChoiceField(
        label=_("Loại"), choices=EngagementKind.choices, widget=forms.RadioSelect, initial=EngagementKind.VISIT
    )
    starts_at = MomentField(label=_("Bắt đầu"))
    place = forms.CharField(label=_("Nơi"), max_length=200, required=False)
    members = _PostsField(label=_("Ai tham gia"), queryset=Membership.objects.none(), widget=CheckboxList)
    level = forms.ChoiceField(
        label=_("Mức phổ biến"),
        choices=[(each.value, each.label) for each in (Level.INTERNAL, Level.RESTRICTED)],
        widget=forms.RadioSelect,
        initial=Level.INTERNAL,
        help_text=_("Hạn chế: người đọc nội bộ không thấy, cũng không có trên bản in"),
    )

    def __init__(self, *args: Any, memberships: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "members", memberships)

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: posts by their keys."""
        return super().parameters() | {"members": [each.pk for each in self.cleaned_data["members"]]}
