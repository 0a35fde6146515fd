"""Forms about a meeting."""

from datetime import datetime
from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.forms import ActForm, DayField, MomentField, NounField, offer
from nghitrinh.record.bodies.models import Membership, Organization, SourceKind
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import Attendance, AttendanceRole, Meeting, MeetingForm, Series
from nghitrinh.record.meetings.numbering import number_to_come

ITEM_ROWS = 10


def _run_of_numbers(series: Series) -> str:
    term = f", {series.term.label()}" if series.term else ""
    return f"{series.name} ({series.organization.name}{term})"


def _with_number_to_come(series: Series) -> str:
    number = number_to_come(series)
    if number is None:
        return _("%(series)s: không đánh số") % {"series": _run_of_numbers(series)}
    return _("%(series)s: số sẽ cấp %(number)d") % {"series": _run_of_numbers(series), "number": number}


class PlanForm(ActForm):
    """A meeting to come."""

    organization = NounField(label=_("Cơ quan họp"), empty_label=None)
    name = forms.CharField(
        label=_("Tên hội nghị"), max_length=300, help_text=_("Không ghi số: số được cấp khi triệu tập")
    )
    kind = forms.CharField(
        label=_("Loại"), max_length=60, initial="hội nghị", help_text=_("hội nghị, phiên họp, kỳ họp")
    )
    form = forms.ChoiceField(
        label=_("Hình thức"), choices=MeetingForm.choices, widget=forms.RadioSelect, initial="room"
    )
    starts_at = MomentField(label=_("Bắt đầu"))
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=_("Mức phổ biến"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.PUBLIC
    )

    def __init__(self, *args: Any, organizations: QuerySet[Organization], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)

    def clean_starts_at(self) -> datetime:
        """Refuse a day that has passed: the record takes it, but at the desk it is a slip of the hand."""
        starts_at: datetime = self.cleaned_data["starts_at"]
        if starts_at.astimezone(ZONE).date() < clock.today():
            raise forms.ValidationError(_("Ngày này đã qua. Hội nghị đã họp thì ghi ở trang “Nhập hội nghị đã họp”"))
        return starts_at


class OpenEarlyForm(ActForm):
    """Opening a meeting before its day; `early` tells the answer to that question from a bare press of the button."""

    early = forms.BooleanField(widget=forms.HiddenInput, initial=True)

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes."""
        return {name: value for name, value in super().parameters().items() if name != "early"}


class RescheduleForm(ActForm):
    """Another name, time or place."""

    name = forms.CharField(
        label=_("Tên hội nghị"), max_length=300, help_text=_("Không ghi số: số được cấp khi triệu tập")
    )
    starts_at = MomentField(label=_("Bắt đầu"))
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)


class ConveneForm(ActForm):
    """The series in which the meeting gets its number."""

    series = NounField(
        described=_with_number_to_come,
        label=_("Dãy số"),
        required=False,
        empty_label=_("Hội nghị này không đánh số"),
        help_text=_("Số được cấp lúc triệu tập, không gõ tay"),
    )

    def __init__(self, *args: Any, series: QuerySet[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "series", series)


class ConvenerForm(ActForm):
    """Another body that convenes, or another true number."""

    organization = NounField(label=_("Cơ quan cùng triệu tập"))
    series = NounField(described=_run_of_numbers, label=_("Dãy số"), required=False, empty_label=_("Không đánh số"))
    number = forms.IntegerField(
        label=_("Số"), min_value=1, required=False, help_text=_("Để trống thì lấy số tiếp theo của dãy")
    )
    reason = forms.CharField(
        label=_("Vì sao là số này"), max_length=500, required=False, help_text=_("Cần khi tự ghi số")
    )

    def __init__(
        self, *args: Any, organizations: QuerySet[Organization], series: QuerySet[Series], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        offer(self, "series", series)


class CorrectForm(ActForm):
    """What was recorded wrongly of a closed meeting."""

    name = forms.CharField(label=_("Tên hội nghị"), max_length=300)
    starts_at = MomentField(label=_("Bắt đầu"))
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)


class AttendanceForm(ActForm):
    """Who was there as what: a row for every post of the body and for every post recorded already."""

    other_post = forms.CharField(label=_("Chức vụ khác"), max_length=300, required=False)
    other_name = forms.CharField(label=_("Họ tên"), max_length=120, required=False)
    other_role = forms.ChoiceField(label=_("Dự với tư cách"), choices=AttendanceRole.choices, required=False)

    def __init__(self, *args: Any, meeting: Meeting, memberships: list[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rows: dict[str, tuple[str, str, Membership | None]] = {}
        recorded = {(each.post, each.name): each for each in meeting.attendances.all()}
        for each in memberships:
            self._row(each.post, each.person.name if each.person else "", each, recorded)
        for each_recorded in list(recorded.values()):
            self._row(each_recorded.post, each_recorded.name, each_recorded.membership, recorded)
        self.order_fields([*self.rows, "other_post", "other_name", "other_role"])

    def _row(
        self, post: str, name: str, membership: Membership | None, recorded: dict[tuple[str, str], Attendance]
    ) -> None:
        if any(row[:2] == (post, name) for row in self.rows.values()):
            return
        now = recorded.get((post, name))
        key = f"row_{len(self.rows)}"
        self.rows[key] = (post, name, membership)
        choices = AttendanceRole.choices if now else [("", _("Chưa rõ")), *AttendanceRole.choices]
        self.fields[key] = forms.ChoiceField(
            label=f"{post}, {name}" if name else post,
            choices=choices,
            required=False,
            initial=now.role if now else "",
            widget=forms.Select(attrs={"class": "select"}),
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the post when a name stands without one."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("other_name") and not cleaned.get("other_post"):
            self.add_error("other_post", _("Ghi chức vụ trước, tên sau"))
        return cleaned

    def row_fields(self) -> list[forms.BoundField]:
        """Return the fields of the posts, for the template."""
        return [self[key] for key in self.rows]

    def changed_rows(self) -> list[dict[str, Any]]:
        """Return the parameters of one act for every row that was changed."""
        rows = [
            {"post": post, "name": name, "membership": membership.pk if membership else None, "role": role}
            for key, (post, name, membership) in self.rows.items()
            if key in self.changed_data and (role := self.cleaned_data[key])
        ]
        if self.cleaned_data.get("other_post"):
            cleaned = self.cleaned_data
            rows.append({"post": cleaned["other_post"], "name": cleaned["other_name"], "role": cleaned["other_role"]})
        return rows

    def shared(self) -> dict[str, Any]:
        """Return the parameters that every one of these acts takes."""
        return {}


class AttendanceCorrectionForm(AttendanceForm):
    """Who was there after all, and why the record said otherwise."""

    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)

    def clean(self) -> dict[str, Any]:
        """Refuse a correction that corrects nothing."""
        cleaned = super().clean()
        if not self.errors and not self.changed_rows():
            raise forms.ValidationError(_("Chưa sửa gì so với điều đã ghi"))
        return cleaned

    def shared(self) -> dict[str, Any]:
        """Return the reason."""
        return {"reason": self.cleaned_data["reason"]}


class PastForm(ActForm):
    """A meeting that happened before it was recorded."""

    organization = NounField(label=_("Cơ quan họp"), empty_label=None)
    name = forms.CharField(label=_("Tên hội nghị"), max_length=300)
    kind = forms.CharField(label=_("Loại"), max_length=60, initial="hội nghị")
    held_on = DayField(label=_("Ngày họp"))
    starts_at = forms.TimeField(
        label=_("Giờ"), required=False, widget=forms.TimeInput(format="%H:%M", attrs={"type": "time"})
    )
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    level = forms.ChoiceField(
        label=_("Mức phổ biến"), choices=Level.choices, widget=forms.RadioSelect, initial=Level.PUBLIC
    )
    series = NounField(
        described=_run_of_numbers, label=_("Dãy số"), required=False, empty_label=_("Không rõ, hoặc không đánh số")
    )
    number = forms.IntegerField(label=_("Số của hội nghị"), min_value=1, required=False)
    number_reason = forms.CharField(
        label=_("Vì sao là số này"), max_length=500, required=False, help_text=_("Cần khi ghi số")
    )
    chairs = forms.CharField(
        label=_("Chủ trì"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Mỗi dòng một chức vụ; không rõ thì để trống"),
    )
    source_kind = forms.ChoiceField(label=_("Loại nguồn"), choices=SourceKind.choices, initial=SourceKind.PAGE)
    source_title = forms.CharField(label=_("Tên nguồn"), max_length=300)
    source_address = forms.CharField(label=_("Địa chỉ, số hiệu"), max_length=500, required=False)

    def __init__(
        self, *args: Any, organizations: QuerySet[Organization], series: QuerySet[Series], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        offer(self, "series", series)
        for index in range(ITEM_ROWS):
            self.fields[f"item_{index}"] = forms.CharField(
                label=_("Nội dung %(number)d") % {"number": index + 1},
                max_length=500,
                required=False,
                widget=forms.TextInput(attrs={"class": "input"}),
            )
            self.fields[f"item_{index}_level"] = forms.ChoiceField(
                label=_("Mức phổ biến"),
                choices=Level.choices,
                required=False,
                initial=Level.INTERNAL,
                widget=forms.Select(attrs={"class": "select"}),
            )

    def item_rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """Return the pairs of title and level, for the template."""
        return [(self[f"item_{index}"], self[f"item_{index}_level"]) for index in range(ITEM_ROWS)]

    def head_fields(self) -> list[forms.BoundField]:
        """Return the other fields, for the template."""
        return [bound for bound in self.visible_fields() if not bound.name.startswith("item_")]

    def parameters(self) -> dict[str, Any]:
        """Return what `meeting.enter_past` takes, without its source."""
        cleaned = super().parameters()
        kept = ("organization", "name", "kind", "held_on", "starts_at", "place", "level", "series", "number")
        titles = [(cleaned[f"item_{index}"], cleaned[f"item_{index}_level"]) for index in range(ITEM_ROWS)]
        return {name: cleaned[name] for name in (*kept, "number_reason")} | {
            "chairs": [{"post": line.strip()} for line in cleaned["chairs"].splitlines() if line.strip()],
            "items": [{"title": title, "level": level or Level.INTERNAL} for title, level in titles if title],
        }
