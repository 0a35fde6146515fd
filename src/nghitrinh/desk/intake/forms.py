"""Forms about a page that came in: upload, one contradiction, one part of the proposal."""

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField, MomentField
from nghitrinh.desk.kit.forms import ActForm, NounField, NumberField, offer
from nghitrinh.intake.values import Value
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.intakes.models import Side
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.texts import LONGEST

MOST_BYTES = 20_000_000


class UploadForm(ActForm):
    """A page to take in."""

    aliases: ClassVar[dict[str, str]] = {"upload": "upload", "digest": "upload", "reading": "upload"}

    organization = NounField(label=_("Cơ quan họp"), empty_label=None)
    upload = forms.FileField(
        label=_("Tệp của trang"),
        help_text=_("Văn bản (.txt) hoặc HTML, mã UTF-8; văn bản nhiều nhất 5 MB, HTML nhiều nhất 20 MB"),
        widget=forms.ClearableFileInput(attrs={"accept": ".txt,.html,.htm,.xhtml,text/plain,text/html"}),
        max_length=200,
        allow_empty_file=True,
    )
    address = forms.CharField(label=_("Địa chỉ của trang"), max_length=500, required=False)

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)

    def clean_upload(self) -> Any:
        """Refuse what is too large before any of it is read."""
        upload = self.cleaned_data["upload"]
        if upload.size > MOST_BYTES:
            raise forms.ValidationError(_("Tệp lớn quá; nhiều nhất là 20 MB"))
        return upload


class DecideForm(ActForm):
    """Which side of a contradiction is true, and why."""

    side = forms.ChoiceField(label=_("Bên đúng"), choices=Side.choices, widget=forms.RadioSelect)
    value = forms.CharField(label=_("Giá trị khác"), max_length=300, required=False)
    reason = forms.CharField(
        label=_("Lý do quyết định"),
        help_text=_("Ghi vào nhật ký cùng tên người quyết"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": _("Chọn một bên và ghi lý do")},
    )


Choices = list[tuple[str, str]]
Makers = Mapping[str, Callable[[Choices], forms.Field]]


def _line(label: Any, length: int) -> Callable[[Choices], forms.Field]:
    return lambda _choices: forms.CharField(label=label, max_length=length, required=False)


def _words(label: Any, rows: int, length: int = LONGEST) -> Callable[[Choices], forms.Field]:
    widget = forms.Textarea(attrs={"rows": rows, "class": "textarea--record"})
    return lambda _choices: forms.CharField(label=label, max_length=length, required=False, widget=widget)


def _one(label: Any, empty: Any = "—") -> Callable[[Choices], forms.Field]:
    return lambda choices: forms.ChoiceField(label=label, choices=[("", empty), *choices], required=False)


def _several(label: Any) -> Callable[[Choices], forms.Field]:
    widget = forms.SelectMultiple(attrs={"size": 4})
    return lambda choices: forms.MultipleChoiceField(label=label, choices=choices, required=False, widget=widget)


def _either(label: Any, yes: Any, no: Any) -> Callable[[Choices], forms.Field]:
    pair = [("yes", yes), ("no", no)]
    return lambda _choices: forms.ChoiceField(label=label, choices=pair, widget=forms.RadioSelect)


# How each field of a proposal is asked for; `Choices` are those of the field, where it has any.
FIELDS: Makers = {
    "name": _line(_("Tên"), 300),
    "kind": _line(_("Loại"), 60),
    "organization": _one(_("Cơ quan họp")),
    "held_on": lambda _choices: DayField(label=_("Ngày họp"), required=False),
    "series": _one(_("Dãy số"), _("Không rõ, hoặc không đánh số")),
    "number": lambda _choices: forms.IntegerField(label=_("Số hội nghị"), min_value=1, required=False),
    "published_at": lambda _choices: MomentField(label=_("Đăng lúc"), required=False),
    "distinct": _words(_("Khác hội nghị đã có ở chỗ nào"), 2, 500),
    "keep": _either(_("Đưa vào hồ sơ"), _("Có"), _("Không")),
    "post": _line(_("Chức vụ"), 300),
    "title": _words(_("Tên nội dung"), 2, 500),
    "level": lambda _choices: forms.ChoiceField(label=_("Mức phổ biến"), choices=Level.choices),
    "public_title": _line(_("Tên công khai"), 300),
    "outcome": lambda _choices: forms.ChoiceField(
        label=_("Kết quả"), choices=[("", _("Trang không nêu kết luận")), *Outcome.choices], required=False
    ),
    "conclusion": _words(_("Lời kết luận"), 4),
    "item": _one(_("Thuộc nội dung")),
    "text": _words(_("Việc"), 3),
    "responsible": _one(_("Chịu trách nhiệm")),
    "through": _one(_("Chỉ đạo, thông qua")),
    "with": _several(_("Phối hợp")),
    "report_to": _one(_("Báo cáo cho")),
    "due_on": lambda _choices: DayField(label=_("Hạn"), required=False),
    "due_text": _line(_("Hạn bằng lời"), 120),
    "quantity": _line(_("Đại lượng"), 200),
    "low": lambda _choices: NumberField(label=_("Từ"), required=False),
    "high": lambda _choices: NumberField(label=_("Đến"), required=False),
    "unit": _line(_("Đơn vị"), 40),
    "exact": _either(_("Số"), _("Đúng số"), _("Ước chừng (“khoảng”)")),
    "places": _several(_("Địa bàn")),
}


class AmendForm(ActForm):
    """One part of a proposal: a value of the head, or a row with all its values."""

    def __init__(self, *args: Any, part: list[Value], choices: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.paths = {value.field: value.path for value in part}
        for value in part:
            field = FIELDS[value.field](choices.get(value.field, []))
            if value.path.startswith("chairs.") and value.field == "name":
                field.label = _("Họ tên")
            self.fields[value.field] = field

    def clean(self) -> dict[str, Any]:
        """Ask for a change: saving what is there already would be an act about nothing."""
        cleaned = super().clean() or self.cleaned_data
        if not self.errors and not self._changed():
            raise forms.ValidationError(_("Chưa sửa gì."))
        return cleaned

    def _changed(self) -> list[str]:
        return [name for name in self.paths if name in self.changed_data]

    def parameters(self) -> dict[str, Any]:
        """Return what `intake.amend` takes: the paths that changed, with their values in plain text."""
        changes = {self.paths[name]: plain_text(self.cleaned_data[name]) for name in self._changed()}
        return {"edit": self.cleaned_data["edit"], "changes": changes}


def plain_text(value: Any) -> str:
    """Return a field's value as a proposal writes it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).strftime("%Y-%m-%dT%H:%M")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return " ".join(value) if isinstance(value, list) else str(value)


def initial_of(part: list[Value]) -> dict[str, Any]:
    """Return a part's values as the fields of its form begin with them."""
    return {value.field: _initial(value) for value in part}


def _initial(value: Value) -> Any:
    if value.field in ("with", "places"):
        return value.text.split()
    if value.field in ("low", "high"):
        return _number(value.text)
    if value.field == "published_at":
        return _moment(value.text)
    if value.field in ("held_on", "due_on"):
        return _moment(value.text, date)
    return value.text


def _moment(text: str, kind: type[date] = datetime) -> Any:
    try:
        return kind.fromisoformat(text)
    except ValueError:
        return None


def _number(text: str) -> Decimal | None:
    return Decimal(text) if re.fullmatch(r"[0-9]{1,30}(?:\.[0-9]{1,30})?", text) else None
