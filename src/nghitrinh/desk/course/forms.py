"""Forms of the room: a line of who said what, somebody for the speaking list, when an item was heard."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import MomentField
from nghitrinh.desk.kit.forms import ActForm, NounField, offer
from nghitrinh.record.course.models import Outcome, SpeechKind
from nghitrinh.record.meetings.models import Attendance


def who(attendance: Attendance) -> str:
    """Return somebody who attends: the post, and the name."""
    return ", ".join(filter(None, (attendance.post, attendance.name)))


class NoteForm(ActForm):
    """Who said what, in one line."""

    attendance = NounField(described=who, label=_("Ai nói"), required=False, empty_label=_("Không ghi tên"))
    text = forms.CharField(label=_("Nói gì, một dòng"), max_length=500)

    def __init__(self, *args: Any, attendances: QuerySet[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "attendance", attendances)


class NoteCorrectionForm(NoteForm):
    """What a line says, the chair's word in it, and why it said otherwise. A line of one needs not the other."""

    asked = ("text",)

    outcome = forms.ChoiceField(
        label=_("Mức kết luận"), choices=[("", _("Không có")), *Outcome.choices], required=False
    )
    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["text"].required = False

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes; no outcome is none."""
        found = super().parameters()
        return found | {"outcome": found["outcome"] or None}


class AskForForm(ActForm):
    """Who wants to speak, and for what."""

    attendance = NounField(described=who, label=_("Ai xin phát biểu"))
    kind = forms.ChoiceField(
        label=_("Xin làm gì"), choices=SpeechKind.choices, widget=forms.RadioSelect, initial=SpeechKind.SPEAK
    )

    def __init__(self, *args: Any, attendances: QuerySet[Attendance], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "attendance", attendances)


class HearingForm(ActForm):
    """From when to when an item was heard, and why the record said otherwise."""

    began_at = MomentField(label=_("Bắt đầu lúc"))
    ended_at = MomentField(label=_("Kết thúc lúc"), required=False, help_text=_("Để trống: đang bàn, hoặc giữ như cũ"))
    reason = forms.CharField(label=_("Lý do đính chính"), widget=forms.Textarea(attrs={"rows": 2}), max_length=500)
