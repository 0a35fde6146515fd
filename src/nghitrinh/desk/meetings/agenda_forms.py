"""Forms about an item on the agenda."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.ordering import in_order


class ItemForm(ActForm):
    """An item."""

    title = forms.CharField(
        label=_("Nội dung"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )
    presenter = NounField(label=_("Cơ quan trình"), required=False, empty_label=_("Chưa rõ"))
    minutes = forms.IntegerField(
        label=_("Số phút dự kiến"),
        min_value=1,
        max_value=600,
        required=False,
        widget=forms.NumberInput(attrs={"class": "input--figure"}),
    )
    level = forms.ChoiceField(
        label=_("Mức phổ biến"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.INTERNAL
    )
    public_title = forms.CharField(
        label=_("Tên công khai"),
        max_length=300,
        required=False,
        help_text=_("Cho nội dung hạn chế: chỉ tên này được công bố, sau khi người chủ trì duyệt"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "presenter", Organization.objects.filter(ended_on__isnull=True).order_by(in_order("name")))


class PublicTitleForm(ActForm):
    """The words under which a restricted item is named to the public."""

    public_title = forms.CharField(label=_("Tên công khai"), max_length=300)
