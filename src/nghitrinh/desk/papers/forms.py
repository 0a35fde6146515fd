"""Forms about papers and their versions."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.examples import example_number
from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.uploads import UploadsForm
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.texts import LONGEST_DOCUMENT
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import PaperKind


class RegisterForm(ActForm):
    """A paper for a body that meets."""

    submitted_by = NounField(label=_("Cơ quan trình"))
    kind = forms.ChoiceField(label=_("Loại"), choices=PaperKind.choices)
    title = forms.CharField(
        label=_("Tên tài liệu"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )
    number = forms.CharField(label=_("Số, ký hiệu"), max_length=60, required=False)
    level = forms.ChoiceField(
        label=_("Mức phổ biến"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        initial=Level.INTERNAL,
        help_text=_("Tài liệu theo mức chặt hơn của nội dung mà nó được đưa vào"),
    )

    def __init__(
        self, *args: Any, submitters: QuerySet[Organization], example: Organization | None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "submitted_by", submitters)
        if example is not None:
            words = {"number": example_number(example, "TTr")}
            self.fields["number"].help_text = gettext("Ví dụ %(number)s") % words


class BringForm(RegisterForm):
    """A paper that a submitting body brings by itself: it says before whom."""

    organization = NounField(label=_("Trình lên"))

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        self.order_fields(["organization"])


class SubmitForm(UploadsForm):
    """A version: text, files or both."""

    asked = ("body", "uploads")  # one of both

    field_order = ("body", "reason", "uploads")

    body = forms.CharField(
        label=_("Nội dung bản này"),
        max_length=LONGEST_DOCUMENT,
        required=False,
        widget=forms.Textarea(attrs={"rows": 10, "class": "textarea--record"}),
        help_text=_("Có thể ghi ở đây, nộp tệp, hoặc cả hai: hai bản so với nhau được cả lời lẫn tệp"),
    )
    reason = forms.CharField(
        label=_("Vì sao có bản này"), max_length=500, required=False, help_text=_("Ví dụ: tiếp thu ý kiến ngày 27/8")
    )


def _place(item: AgendaItem) -> str:
    return f"{item.position}. {item.title} ({title_of(item.meeting)})"


class LayForm(ActForm):
    """The item to which a paper is submitted."""

    item = NounField(label=_("Nội dung"), described=_place)

    def __init__(self, *args: Any, items: QuerySet[AgendaItem], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "item", items)
