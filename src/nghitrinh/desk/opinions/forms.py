"""Forms about rounds, opinions, and how these are answered."""

from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm, CheckboxList, offer, post_and_name
from nghitrinh.desk.kit.parts import Part, several
from nghitrinh.desk.kit.uploads import UploadsForm
from nghitrinh.desk.opinions.passages import passage_of
from nghitrinh.record.bodies.models import Membership, Organization
from nghitrinh.record.opinions.models import Choice, OpinionFile, Outcome
from nghitrinh.record.opinions.passages import LONGEST_PASSAGE
from nghitrinh.record.papers.models import PaperRevision

if TYPE_CHECKING:
    _Several = forms.ModelMultipleChoiceField[Any]  # generic in its stubs, not when it runs
else:
    _Several = forms.ModelMultipleChoiceField


class _NounsField(_Several):
    """A choice of several objects of the record, in a list that scrolls."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Organization.objects.none(), required=False, widget=CheckboxList, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return what the choice is called: a member by post and name, a body by its name."""
        return post_and_name(obj) if isinstance(obj, Membership) else str(obj.label())


class AskForm(ActForm):
    """Whom a round asks: members of the body, and bodies."""

    asked: ClassVar[tuple[str, ...]] = ("members", "bodies")  # some of either

    members = _NounsField(label=_("Thành viên"))
    bodies = _NounsField(label=_("Cơ quan"))

    def __init__(
        self, *args: Any, members: QuerySet[Membership], bodies: QuerySet[Organization], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "members", members)
        offer(self, "bodies", bodies)
        for name in ("members", "bodies"):
            field = self.fields[name]
            if isinstance(field, _NounsField) and field.queryset is not None and not field.queryset.exists():
                del self.fields[name]


class OpenForm(AskForm):
    """A new round: whom it asks what, until when."""

    asked: ClassVar[tuple[str, ...]] = (*AskForm.asked, "due_on")  # a day where the rule says none

    field_order = ("question", "members", "bodies", "due_on")

    question = forms.CharField(label=_("Xin ý kiến về điều gì"), widget=forms.Textarea(attrs={"rows": 4}))
    due_on = DayField(label=_("Trả lời chậm nhất ngày"), required=False)

    def __init__(self, *args: Any, by_rule: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["due_on"].help_text = by_rule


class ExtendForm(ActForm):
    """A later day, and why."""

    due_on = DayField(label=_("Hạn mới"))
    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


def _passage(label: Any, help_text: Any) -> forms.CharField:
    return forms.CharField(
        label=label,
        required=False,
        max_length=LONGEST_PASSAGE,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"}),
    )


class CommentPart(Part):
    """One separate thing that an opinion says, and the passage that it is about, copied from the version."""

    called = _("Điều %(number)d")

    text = forms.CharField(label=_("Góp ý"), widget=forms.Textarea(attrs={"rows": 4}))
    passage = _passage(_("Về đoạn"), _("Chép nguyên văn đoạn ấy từ bản đang hỏi; để trống nếu góp ý cho cả bản"))

    def __init__(self, *args: Any, version: PaperRevision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.version = version

    def clean_passage(self) -> Any:
        """Return where the copied words stand."""
        return passage_of(self.version, self.cleaned_data["passage"])


class OpinionForm(UploadsForm):
    """One's own opinion: what one thinks of the whole, and each thing that one has to say."""

    aliases: ClassVar[dict[str, str]] = {"files": "uploads", "kept_files": "staying"}
    field_order = ["choice", "staying", "uploads"]
    parts = {"comments": several(CommentPart)}

    choice = forms.ChoiceField(label=_("Ý kiến chung"), choices=Choice.choices, widget=forms.RadioSelect)
    staying = forms.MultipleChoiceField(
        label=_("Tệp đã gửi"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("Bỏ dấu ở tệp không gửi nữa"),
    )

    def __init__(self, *args: Any, version: PaperRevision, sent: list[OpinionFile], **kwargs: Any) -> None:
        self.version = version
        super().__init__(*args, **kwargs)
        staying = self.fields["staying"]
        if isinstance(staying, forms.MultipleChoiceField) and sent:
            staying.choices = [(str(each.pk), each.name) for each in sent]
            staying.initial = [str(each.pk) for each in sent]
        else:
            del self.fields["staying"]

    def offered(self) -> dict[str, Any]:
        """Return the version in which each part looks for its passage."""
        return {"version": self.version}

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: the files that stay under the act's name."""
        given = super().parameters()
        return given | {"kept_files": given.pop("staying")} if "staying" in given else given


class NoteForm(OpinionForm):
    """What somebody answered on paper: on which day, and who signed it."""

    asked = ("signed_by",)  # of a body's
    field_order = ["given_on", "signed_by", "choice", "staying", "uploads"]

    given_on = DayField(label=_("Ngày của văn bản"))
    signed_by = forms.CharField(label=_("Người ký"), max_length=200, required=False)


class SignedForm(ActForm):
    """Who signed the opinion of a body off on paper, and when."""

    signed_by = forms.CharField(label=_("Người duyệt"), max_length=200, help_text=_("Chức vụ trước, tên sau"))
    signed_on = DayField(label=_("Ngày duyệt"))


class RespondForm(ActForm):
    """What became of one comment, and where the new version shows it."""

    outcome = forms.ChoiceField(label=_("Kết quả"), choices=Outcome.choices, widget=forms.RadioSelect)
    text = forms.CharField(
        label=_("Nội dung tiếp thu, giải trình"), required=False, widget=forms.Textarea(attrs={"rows": 5})
    )
    passage = _passage(_("Đoạn trong bản mới"), _("Chép nguyên văn đoạn đã sửa từ bản mới nhất"))

    def __init__(self, *args: Any, newest: PaperRevision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.newest = newest

    def clean_passage(self) -> Any:
        """Return where the copied words stand in the newest version."""
        return passage_of(self.newest, self.cleaned_data["passage"])


class SplitForm(ActForm):
    """The parts of what says several things."""

    parts = {"parts": several(CommentPart, shown=2)}

    def __init__(self, *args: Any, version: PaperRevision, **kwargs: Any) -> None:
        self.version = version
        super().__init__(*args, **kwargs)

    def offered(self) -> dict[str, Any]:
        """Return the version in which each part looks for its passage."""
        return {"version": self.version}
