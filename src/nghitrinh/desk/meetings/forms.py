"""Forms about a meeting."""

import re
from collections.abc import Iterator
from datetime import datetime
from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import ClockField, DayField, MomentField
from nghitrinh.desk.kit.forms import ActForm, NounField, offer, post_and_name
from nghitrinh.desk.kit.parts import Part, several
from nghitrinh.desk.kit.wording import term_words
from nghitrinh.desk.meetings.announced import AnnouncedForm
from nghitrinh.desk.meetings.chairing import head_among, present_as
from nghitrinh.desk.meetings.clashing import ClashingForm
from nghitrinh.record.bodies.models import Membership, Organization, SourceKind
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import AttendanceRole, Meeting, Series
from nghitrinh.record.meetings.numbering import number_to_come
from nghitrinh.record.presence.models import Answer, Invitation


def _run_of_numbers(series: Series) -> str:
    term = f", {term_words(series.term)}" if series.term else ""
    return f"{series.name} ({series.organization.name}{term})"


def _with_number_to_come(series: Series) -> str:
    number = number_to_come(series)
    if number is None:
        return _("%(series)s: không đánh số") % {"series": _run_of_numbers(series)}
    return _("%(series)s: số sẽ cấp %(number)d") % {"series": _run_of_numbers(series), "number": number}


PAPERS_BY = _("Cơ quan trình thấy ngày này; để trống thì là trước giờ họp")


class PlanForm(ClashingForm):
    """A meeting to come."""

    organization = NounField(label=_("Cơ quan họp"), empty_label=None)
    name = forms.CharField(
        label=_("Tên hội nghị"), max_length=300, help_text=_("Không ghi số: số được cấp khi triệu tập")
    )
    kind = forms.CharField(
        label=_("Loại"), max_length=60, initial="hội nghị", help_text=_("hội nghị, phiên họp, kỳ họp")
    )
    starts_at = MomentField(label=_("Bắt đầu"))
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    papers_by = DayField(label=_("Hạn nộp tài liệu"), required=False, help_text=PAPERS_BY)
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


class OpenEarlyForm(AnnouncedForm):
    """Opening a meeting before the day that it was set for: when it really begins."""

    starts_at = MomentField(label=_("Họp thật vào"), help_text=_("Lịch của hội nghị đổi theo"))


class RescheduleForm(ClashingForm, AnnouncedForm):
    """Another name, time or place."""

    name = forms.CharField(
        label=_("Tên hội nghị"), max_length=300, help_text=_("Không ghi số: số được cấp khi triệu tập")
    )
    starts_at = MomentField(label=_("Bắt đầu"))
    place = forms.CharField(label=_("Nơi họp"), max_length=200, required=False)
    papers_by = DayField(label=_("Hạn nộp tài liệu"), required=False, help_text=PAPERS_BY)


class ConveneForm(ActForm):
    """The series in which the meeting gets its number."""

    series = NounField(
        described=_with_number_to_come,
        label=_("Dãy số"),
        required=False,
        empty_label=_("Không đánh số"),
        help_text=_("Hồ sơ cấp số tiếp theo của dãy, không gõ tay"),
    )

    def __init__(self, *args: Any, series: QuerySet[Series], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "series", series)


class ConvenerForm(ActForm):
    """Another body that convenes, or another true number."""

    organization = NounField(label=_("Cơ quan cùng đứng tên"))
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


# The button that says of all at once that they came.
ALL_PRESENT = "all_present"


class PostForm(Part):
    """As what the holder of a post was there; post and name are the record's."""

    silent = ("post", "name", "membership", "organization", "stands_for")

    post = forms.CharField(widget=forms.HiddenInput, strip=False)
    name = forms.CharField(widget=forms.HiddenInput, strip=False, required=False)
    membership = forms.UUIDField(widget=forms.HiddenInput, required=False)
    organization = forms.UUIDField(widget=forms.HiddenInput, required=False)
    stands_for = forms.UUIDField(widget=forms.HiddenInput, required=False)
    role = forms.ChoiceField(choices=[("", _("Chưa rõ")), *AttendanceRole.choices], required=False)
    absence = forms.CharField(label=_("Lý do vắng"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.pop("organizations")  # a post is one of a body already
        kwargs.pop("members")  # who is sent for whom was said by the answer
        super().__init__(*args, **kwargs)
        field = self.fields["role"]
        field.label = ", ".join(str(self[name].value()) for name in ("post", "name") if self[name].value())
        if isinstance(field, forms.ChoiceField):
            unsaid = [] if self.initial.get("role") else [("", _("Chưa rõ"))]  # what is recorded is not forgotten
            stands = bool(self["stands_for"].value())
            field.choices = [*unsaid, *(each for each in AttendanceRole.choices if stands == (each[0] in _OF_SENT))]


# What somebody can be who was sent for a member.
_OF_SENT = (AttendanceRole.SUBSTITUTE,)


class GuestForm(Part):
    """Somebody else who was there."""

    called = _("Người khác %(number)d")
    silent = ("role",)

    post = forms.CharField(
        label=_("Chức vụ khác"), max_length=300, error_messages={"required": _("Ghi chức vụ trước, tên sau")}
    )
    name = forms.CharField(label=_("Họ tên"), max_length=120, required=False)
    organization = NounField(label=_("Của cơ quan"), required=False, empty_label=_("Không của cơ quan nào ở đây"))
    role = forms.ChoiceField(label=_("Dự với tư cách"), choices=AttendanceRole.choices, initial=AttendanceRole.INVITED)
    stands_for = NounField(
        described=post_and_name, label=_("Dự thay cho"), required=False, empty_label=_("Không dự thay ai")
    )
    absence = forms.CharField(label=_("Lý do vắng"), max_length=300, required=False)

    def __init__(
        self, *args: Any, organizations: QuerySet[Organization], members: QuerySet[Membership], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "organization", organizations)
        offer(self, "stands_for", members)


class AttendanceForm(AnnouncedForm):
    """Who was there as what: a part for every post of the body and every post recorded already, and for guests."""

    parts = {"posts": several(PostForm, shown=0), "guests": several(GuestForm, shown=3)}

    def __init__(
        self, *args: Any, organizations: QuerySet[Organization], members: QuerySet[Membership], **kwargs: Any
    ) -> None:
        self.organizations, self.members = organizations, members
        super().__init__(*args, **kwargs)

    def offered(self) -> dict[str, Any]:
        """Let every guest come for one of the same bodies, or for one of the same members."""
        return {"organizations": self.organizations, "members": self.members}

    def make_parts(self, **options: Any) -> None:
        """Make the parts; the button for all of them lets every post of which nothing is said be there as it comes."""
        if ALL_PRESENT in self.data:
            self.data = self._all_present(cast("QueryDict", self.data).copy())
        super().make_parts(**options)

    def _all_present(self, data: QueryDict) -> QueryDict:
        """Say of whoever nothing is said that they came; the head of the body chairs unless somebody else does."""
        rows = {(row["post"], row["name"]): row for row in self.initial["posts"]}
        roles = [name for name in data if re.fullmatch(r"(?:posts|guests)-\d+-role", name)]
        is_chaired = any(data[name] == AttendanceRole.CHAIR for name in roles)
        for name in roles:
            if name.startswith("posts-") and not data[name]:
                part = name.removesuffix("role")
                row = rows.get((data.get(f"{part}post", ""), data.get(f"{part}name", "")), {})
                role = row.get("present_as") or AttendanceRole.MEMBER
                if role == AttendanceRole.EXCUSED:
                    data[f"{part}absence"] = data.get(f"{part}absence") or row["excused_for"]
                data[name] = AttendanceRole.MEMBER if is_chaired and role == AttendanceRole.CHAIR else role
        return data

    def changed(self) -> Iterator[tuple[str, dict[str, Any]]]:
        """Yield the parameters of one act for everybody of whom something else was said, and the part's path."""
        recorded = {(row["post"], row["name"]): (row["role"], row.get("absence", "")) for row in self.initial["posts"]}
        for name, parts in self.sets.items():
            for index, part in enumerate(parts.said):
                row = part.parameters()
                if row["role"] and (row["role"], row["absence"]) != recorded.get((row["post"], row["name"])):
                    yield f"{name}.{index}", row

    def shared(self) -> dict[str, Any]:
        """Return the parameters that every one of these acts takes: the reason, where it was asked for."""
        return {name: self.cleaned_data[name] for name in ("reason",) if name in self.fields}


class AttendanceCorrectionForm(AttendanceForm):
    """Who was there after all, and why the record said otherwise."""

    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)

    def is_valid(self) -> bool:
        """Refuse a correction that corrects nothing."""
        if super().is_valid() and not any(self.changed()):
            self.add_error(None, _("Chưa sửa gì so với điều đã ghi"))
        return super().is_valid()


def attendance_of(meeting: Meeting, memberships: list[Membership]) -> list[dict[str, Any]]:
    """Return a row for every post of the body, with what its holder is when all come, and for whoever is recorded."""
    head = head_among(memberships, meeting.owner)
    answers = {each.membership_id: each for each in meeting.invitations.filter(membership__isnull=False)}
    rows: dict[tuple[str, str], dict[str, Any]] = {}
    for held in memberships:
        row = {"membership": held.pk, "role": "", "present_as": present_as(held, head)}
        rows.setdefault((held.post, held.holder_name), row | _by_answer(answers.get(held.pk)))
    for sent in answers.values():
        if sent.answer == Answer.SENDS:
            row = {"membership": sent.substitute_id, "stands_for": sent.membership_id, "role": ""}
            rows.setdefault((sent.sent_post, sent.sent_name), row | {"present_as": AttendanceRole.SUBSTITUTE})
    for who, row in _guests_to_come(meeting):
        rows.setdefault(who, row)
    for each in meeting.attendances.all():
        came = {name: getattr(each, f"{name}_id") for name in ("membership", "organization", "stands_for")}
        row = rows.setdefault((each.post, each.name), came)
        row |= {"role": each.role, "absence": each.absence}
    return [{"post": post, "name": name} | row for (post, name), row in rows.items()]


def _guests_to_come(meeting: Meeting) -> Iterator[tuple[tuple[str, str], dict[str, Any]]]:
    """Yield post and name, and a row, for whoever has no post in the body and said they come, or is sent by theirs."""
    guests = meeting.invitations.filter(membership=None, answer__in=(Answer.COMES, Answer.SENDS))
    for each in guests.select_related("organization"):
        post, name = (each.sent_post, each.sent_name) if each.sent_post else (each.post, each.name)
        who = post or f"Đại diện {each.label()}", name  # words of the record: they have no other language
        yield who, {"organization": each.organization_id, "role": "", "present_as": AttendanceRole.INVITED}


def _by_answer(invitation: Invitation | None) -> dict[str, Any]:
    """Return what is taken of somebody when all come who said so: who asked to be excused is, with the reason."""
    if invitation is None or invitation.answer not in (Answer.EXCUSED, Answer.SENDS):
        return {}
    return {"present_as": AttendanceRole.EXCUSED, "excused_for": invitation.reason}


class PastItemForm(Part):
    """An item of a meeting that was held."""

    silent = ("level",)

    title = forms.CharField(label=_("Nội dung"), max_length=500)
    level = forms.ChoiceField(
        label=_("Mức phổ biến"), choices=[("", _("Như hội nghị")), *Level.choices], required=False
    )

    def stand(self, within: str, number: int) -> None:
        """Take the number of the item as the label."""
        super().stand(within, number)
        self.fields["title"].label = _("Nội dung %(number)d") % {"number": number}


class PastForm(ActForm):
    """A meeting that happened before it was recorded."""

    parts = {"items": several(PastItemForm, shown=10)}

    organization = NounField(label=_("Cơ quan họp"), empty_label=None)
    name = forms.CharField(label=_("Tên hội nghị"), max_length=300)
    kind = forms.CharField(label=_("Loại"), max_length=60, initial="hội nghị")
    held_on = DayField(label=_("Ngày họp"))
    starts_at = ClockField(label=_("Giờ"), required=False)
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

    def parameters(self) -> dict[str, Any]:
        """Return what `meeting.enter_past` takes, without its source."""
        given = super().parameters()
        chairs = [{"post": line.strip()} for line in given["chairs"].splitlines() if line.strip()]
        items = [item | {"level": item["level"] or given["level"]} for item in given["items"]]
        own = {name: value for name, value in given.items() if not name.startswith("source_")}
        return own | {"chairs": chairs, "items": items}
