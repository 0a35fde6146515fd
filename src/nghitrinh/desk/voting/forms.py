"""Forms about votes: the question, hands, ballots on paper counted by two tellers, a reserved view."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm, NounField, ReasonForm, offer, post_and_name
from nghitrinh.desk.kit.parts import Part, several
from nghitrinh.desk.voting.warning import hands_words
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.papers.models import PaperRevision
from nghitrinh.record.procedure.provisions import QuestionKind
from nghitrinh.record.voting.models import VoteForm, options_of


def _number(label: Any, **given: Any) -> forms.IntegerField:
    widget = forms.NumberInput(attrs={"class": "input--figure", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, widget=widget, **given)


class QuestionForm(ActForm):
    """What is put to the vote, how, and on which version of a paper."""

    question = forms.CharField(
        label=_("Câu hỏi"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Hỏi sao cho “tán thành” là đồng ý: “Thông qua …?”"),
    )
    form = forms.ChoiceField(label=_("Hình thức"), choices=VoteForm.choices, widget=forms.RadioSelect)
    version = NounField(label=_("Trên bản tài liệu"), required=False, empty_label=_("Không gắn với bản nào"))

    def __init__(self, *args: Any, versions: QuerySet[PaperRevision], written: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "version", versions)
        form = self.fields["form"]
        if isinstance(form, forms.ChoiceField):
            form.choices = [each for each in VoteForm.choices if written == (each[0] == VoteForm.WRITTEN)]
        if written:
            form.widget, self.initial["form"] = forms.HiddenInput(), VoteForm.WRITTEN.value


class CandidateForm(Part):
    """Somebody whom the vote is about."""

    called = _("Người %(number)d")
    asked = ("post", "name")  # of whoever is not in the record

    membership = NounField(
        described=post_and_name, label=_("Chức vụ trong hồ sơ"), required=False, empty_label=_("Không có trong hồ sơ")
    )
    post = forms.CharField(label=_("Hoặc chức vụ"), max_length=300, required=False)
    name = forms.CharField(label=_("Họ tên"), max_length=120, required=False)

    def __init__(self, *args: Any, memberships: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "membership", memberships)


class PrepareForm(QuestionForm):
    """A question, of what kind it is, and whom it is about."""

    parts = {"candidates": several(CandidateForm, shown=2)}

    kind = forms.ChoiceField(
        label=_("Loại việc"),
        choices=QuestionKind.choices,
        widget=forms.RadioSelect,
        initial=QuestionKind.ORDINARY,
        help_text=_("Đa số cần có theo loại việc; về người thì bỏ phiếu kín, trừ khi quy chế nói khác"),
    )
    field_order = ("question", "kind", "form", "version")

    def __init__(self, *args: Any, memberships: QuerySet[Membership], **kwargs: Any) -> None:
        self.memberships = memberships
        super().__init__(*args, **kwargs)

    def offered(self) -> dict[str, Any]:
        """Let every candidate be the holder of one of the same posts."""
        return {"memberships": self.memberships}


class TallyForm(Part):
    """How many said what: of one candidate, or of the one question."""

    silent = ("candidate",)

    candidate = forms.UUIDField(widget=forms.HiddenInput, required=False)
    agreeing = _number(_("Tán thành"))
    opposing = _number(_("Không tán thành"))
    abstaining = _number(_("Không biểu quyết"), initial=0)

    def stand(self, within: str, number: int) -> None:
        """Take the name of whom it counts for a heading; there is none where one question is counted."""
        super().stand(within, number)
        self.heading = str(self.initial.get("called", ""))


class HandsForm(ActForm):
    """How many hands were shown; of fewer than the `voters` there it asks once, and says what of those is `unsaid`."""

    parts = {"tallies": several(TallyForm, shown=0)}

    chair = forms.ChoiceField(
        label=_("Người chủ trì ở bên nào"),
        choices=[("", _("Chưa hỏi")), *((each.value, each.label) for each in options_of(VoteForm.HANDS))],
        required=False,
        help_text=_("Chỉ cần khi số phiếu ngang nhau và quy chế theo bên người chủ trì"),
    )

    def __init__(self, *args: Any, voters: int, unsaid: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        shown = min(self._hands(), default=voters) if self.is_bound else voters
        if shown < voters:
            self.fields["silent_seen"] = forms.BooleanField(
                label=_("Đếm đủ rồi, ghi số này"), required=False, help_text=f"{hands_words(shown, voters)} {unsaid}"
            )

    def _hands(self) -> list[int]:
        """Return how many hands were shown in all, of each tally that can be read."""
        read = [part.cleaned_data for part in self.sets["tallies"].forms if part.is_valid()]
        found: list[list[Any]] = [[each.get(name) for name in ("agreeing", "opposing", "abstaining")] for each in read]
        return [sum(each) for each in found if None not in each]

    def clean(self) -> dict[str, Any]:
        """Ask once about hands that nobody showed."""
        cleaned = super().clean() or self.cleaned_data
        if "silent_seen" in self.fields and not cleaned.get("silent_seen"):
            self.add_error("silent_seen", _("Có người không giơ tay lần nào; đếm lại, hoặc đánh dấu nếu đúng như vậy"))
        return cleaned

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes; a side that nobody asked for is none, and that it was asked is not kept."""
        found = {name: value for name, value in super().parameters().items() if name != "silent_seen"}
        return found | {"chair": found["chair"] or None}


class BallotsForm(ActForm):
    """What a teller counted."""

    parts = {"tallies": several(TallyForm, shown=0)}

    issued = _number(_("Số phiếu phát ra"))
    returned = _number(_("Số phiếu thu về"))
    valid = _number(_("Số phiếu hợp lệ"))
    spoilt = _number(_("Số phiếu không hợp lệ"), initial=0)


class FirstBallotsForm(BallotsForm):
    """What the first teller counted, with what was objected to."""

    remarks = forms.CharField(
        label=_("Khiếu nại, việc xảy ra khi kiểm phiếu"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AnswerForm(ActForm):
    """What a member answers in writing."""

    asked = ("text",)

    option = forms.ChoiceField(label=_("Ý kiến"), widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Lời ghi kèm"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Cần khi là ý kiến khác"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        option = self.fields["option"]
        if isinstance(option, forms.ChoiceField):
            option.choices = [(each.value, each.label) for each in options_of(VoteForm.WRITTEN)]


class SlipForm(AnswerForm):
    """What somebody reads on a slip."""

    received_on = DayField(label=_("Ngày nhận phiếu"))


class TakeBackForm(ReasonForm):
    """Whose entry of a slip is taken back, and why; where there is but one, it is that."""

    entry = forms.ChoiceField(label=_("Phiếu đã nhập"), widget=forms.RadioSelect)
    field_order = ("entry", "reason")

    def __init__(self, *args: Any, entries: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        entry = self.fields["entry"]
        if isinstance(entry, forms.ChoiceField):
            entry.choices = entries
        if len(entries) == 1:
            entry.widget, self.initial["entry"] = forms.HiddenInput(), entries[0][0]


class _Correcting(ActForm):
    """Why numbers are corrected, by what, and who agreed."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Biên bản, phiếu, hoặc người đếm xác nhận")
    )
    agreed_on = DayField(
        label=_("Người chủ trì đồng ý ngày"),
        help_text=_("Kết quả đã công bố tại hội nghị: đính chính là của người chủ trì, thư ký chỉ ghi nhận"),
    )

    def __init__(self, *args: Any, asks_agreement: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_agreement:
            del self.fields["agreed_on"]


class CorrectHandsForm(_Correcting, HandsForm):
    """The hands that were shown, as they should have been written down."""


class CorrectBallotsForm(_Correcting, BallotsForm):
    """The ballots that were counted, as they should have been written down."""


class CorrectSlipForm(_Correcting, AnswerForm):
    """What a slip says, as it should have been read."""


class ReservationForm(ActForm):
    """The view that a member keeps."""

    membership = NounField(described=post_and_name, label=_("Người bảo lưu ý kiến"))
    text = forms.CharField(label=_("Ý kiến bảo lưu"), widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args: Any, memberships: QuerySet[Membership], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "membership", memberships)
