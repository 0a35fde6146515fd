"""Forms about minutes: the secretary's words with who signs, a day of signing, a correction, an approval."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm, NounField, offer, post_and_name
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.kernel.texts import LONGEST
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.minutes.models import MinutesPart

_OF_PART = "part_"


def field_of(item: UUID) -> str:
    """Return the name of the field with the words about an item."""
    return f"{_OF_PART}{item}"


def _words(label: Any, hint: Any = "", rows: int = 4) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "textarea--record"})
    return forms.CharField(label=label, help_text=hint, required=False, max_length=LONGEST, widget=widget)


class ProseForm(ActForm):
    """The secretary's words: before the items, about each, after them."""

    opening = _words(
        gettext_lazy("Lời mở đầu"),
        gettext_lazy("Mọi người xem được biên bản đều đọc; điều thuộc nội dung hạn chế thì ghi ở nội dung ấy"),
    )
    closing = _words(gettext_lazy("Lời kết"))

    def __init__(self, *args: Any, entries: Iterable[MinutesPart], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        closing = self.fields.pop("closing")
        for each in entries:
            label = _("%(number)d. %(title)s") % {"number": each.position, "title": each.item.title}
            self.fields[field_of(each.item_id)] = _words(label)
        self.fields["closing"] = closing

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: the words about items as a list."""
        given = super().parameters()
        parts = [
            {"item": name.removeprefix(_OF_PART), "text": given.pop(name)}
            for name in [*given]
            if name.startswith(_OF_PART)
        ]
        return given | {"parts": parts}


def _signer(label: Any) -> NounField:
    return NounField(
        label=label,
        required=False,
        described=post_and_name,
        empty_label=gettext_lazy("Gõ chức vụ và họ tên ở dưới"),
    )


def _post(label: Any) -> forms.CharField:
    hint = gettext_lazy("Để trống thì theo chức vụ đã chọn")
    return forms.CharField(label=label, max_length=200, required=False, help_text=hint)


class MinutesForm(ProseForm):
    """The words, and who signs."""

    writer = _signer(gettext_lazy("Thư ký ký"))
    writer_post = _post(gettext_lazy("Chức vụ thư ký ghi trên biên bản"))
    writer_name = forms.CharField(label=gettext_lazy("Họ tên thư ký"), max_length=120, required=False)
    chair = _signer(gettext_lazy("Chủ trì ký"))
    chair_post = _post(gettext_lazy("Chức vụ chủ trì ghi trên biên bản"))
    chair_name = forms.CharField(label=gettext_lazy("Họ tên chủ trì"), max_length=120, required=False)

    def __init__(self, *args: Any, signers: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        names = ("writer", "writer_post", "writer_name", "chair", "chair_post", "chair_name")
        for name in names:  # who signs stands below the words
            self.fields[name] = self.fields.pop(name)
        for name in ("writer", "chair"):
            offer(self, name, signers)


class PaperSignatureForm(ActForm):
    """On which day somebody signed the paper."""

    signed_on = DayField(label=gettext_lazy("Đã ký trên giấy ngày"))


class CorrectionForm(ProseForm):
    """Other words, why, on whose word, and when the chair agreed."""

    reason = forms.CharField(
        label=gettext_lazy("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2})
    )
    authority = forms.CharField(label=gettext_lazy("Căn cứ"), max_length=300)
    agreed_on = DayField(label=gettext_lazy("Chủ trì đã đồng ý bản đính chính ngày"))

    def __init__(self, *args: Any, is_chair: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if is_chair:
            del self.fields["agreed_on"]
        self.order_fields(["reason", "authority", "agreed_on"])


class ApprovalForm(ActForm):
    """Which later meeting approved them."""

    meeting = NounField(label=gettext_lazy("Thông qua ở"), described=title_of)

    def __init__(self, *args: Any, meetings: QuerySet[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "meeting", meetings)
