"""Forms about organizations, posts, people, places, terms and sources: short ones, each for one act."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm, CheckboxList, NounField, ReasonForm, name_and_post, offer
from nghitrinh.record.bodies.holding import held_beside, holder_in_words
from nghitrinh.record.bodies.models import Membership, Organization, OrganizationKind, SourceKind
from nghitrinh.record.kernel.levels import Role

if TYPE_CHECKING:
    OrganizationsField = forms.ModelMultipleChoiceField[Organization]  # generic in its stubs, not when it runs
else:
    OrganizationsField = forms.ModelMultipleChoiceField


def _name(label: Any, longest: int, **more: Any) -> forms.CharField:
    return forms.CharField(label=label, max_length=longest, **more)


def why_corrected(**more: Any) -> forms.CharField:
    """Return the field that asks why something recorded is corrected."""
    return forms.CharField(
        label=_("Lý do"),
        max_length=500,
        help_text=_("Nhật ký giữ cả điều cũ, điều mới và lý do này"),
        widget=forms.Textarea(attrs={"rows": 2}),
        **more,
    )


class Offering(ActForm):
    """A form whose choices of objects are handed over by name."""

    def __init__(self, *args: Any, choices: dict[str, QuerySet[Any]] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, rows in (choices or {}).items():
            offer(self, name, rows)
            if name in ("body", "organization") and len(rows) == 1:  # nothing to choose
                self.fields[name].widget = forms.HiddenInput()


class FoundForm(Offering):
    """A new organization."""

    body = NounField(label=_("Địa bàn"), empty_label=None)
    name = _name(_("Tên cơ quan"), 200)
    short_name = _name(_("Tên gọi tắt"), 80, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=OrganizationKind.choices)
    started_on = DayField(label=_("Lập ngày"), required=False)


class CorrectOrganizationForm(ActForm):
    """What was recorded wrongly of an organization."""

    name = _name(_("Tên cơ quan"), 200)
    short_name = _name(_("Tên gọi tắt"), 80, required=False)
    kind = forms.ChoiceField(label=_("Loại"), choices=OrganizationKind.choices)
    started_on = DayField(label=_("Lập ngày"), required=False)
    ended_on = DayField(label=_("Kết thúc ngày"), required=False)
    reason = why_corrected()

    def __init__(self, *args: Any, ended: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not ended:
            del self.fields["ended_on"]


class RenameForm(ActForm):
    """Another name from a day on."""

    name = _name(_("Tên mới"), 200)
    short_name = _name(_("Tên gọi tắt mới"), 80, required=False)
    renamed_on = DayField(
        label=_("Mang tên mới từ ngày"),
        help_text=_(
            "Đổi tên sắp tới thì đến ngày ấy hãy ghi: ghi trước, giấy mời và văn bản đang làm mang tên chưa có"
        ),
    )
    legal_act = _name(_("Căn cứ"), 300, required=False)

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: no legal act is none."""
        given = super().parameters()
        return given | {"legal_act": given["legal_act"] or None}


class FormerNameForm(ActForm):
    """What was recorded wrongly of a former name."""

    name = _name(_("Tên cũ"), 200)
    short_name = _name(_("Tên gọi tắt cũ"), 80, required=False)
    renamed_on = DayField(label=_("Thôi mang tên này từ ngày"))
    legal_act = _name(_("Căn cứ"), 300, required=False)
    reason = why_corrected()


class EndForm(ActForm):
    """The end of an organization that nobody takes over from."""

    ended_on = DayField(label=_("Kết thúc ngày"))
    reason = why_corrected()


class SucceedForm(Offering):
    """Who takes over from an organization, and which of them gets its open tasks."""

    new = OrganizationsField(label=_("Cơ quan kế tục"), queryset=Organization.objects.none(), widget=CheckboxList)
    heir = NounField(label=_("Nhận việc chưa xong"), required=False, help_text=_("Chỉ cần khi có nhiều cơ quan kế tục"))
    happened_on = DayField(label=_("Từ ngày"))
    legal_act = _name(_("Căn cứ"), 300)


class HolderForm(Offering):
    """Who holds a post: a person of the record, a new one, or nobody named."""

    person = NounField(label=_("Người đã có trong hồ sơ"), required=False, empty_label=_("Không nêu tên"))
    new_person = _name(_("Hoặc người mới"), 120, required=False, help_text=_("Họ và tên, không kèm chức vụ"))

    def clean(self) -> dict[str, Any]:
        """Refuse two answers to one question."""
        given = super().clean() or self.cleaned_data
        if given.get("person") and given.get("new_person"):
            self.add_error("new_person", _("Chọn một người, hoặc ghi một người mới, không phải cả hai"))
        return given


END, BOTH = "end", "both"


class AppointForm(HolderForm):
    """A post, and who holds it; of one that somebody holds already, what becomes of the present holder.

    The question stands on the form only once it is one: `present` are the holders beside whom it was typed.
    """

    post = _name(_("Chức vụ"), 200)
    voting = forms.BooleanField(label=_("Có quyền biểu quyết"), required=False, initial=True)
    starts_on = DayField(label=_("Từ ngày"), required=False)
    held = forms.ChoiceField(
        label=_("Chức vụ này của một người, và đang có người giữ"),
        widget=forms.RadioSelect,
        choices=[
            (END, _("Người trước thôi giữ chức vào hôm trước ngày ấy")),
            (BOTH, _("Cả hai cùng giữ, có lý do ghi dưới đây")),
        ],
        error_messages={"required": _("Chọn một: người trước thôi giữ, hay cả hai cùng giữ")},
    )
    beside = _name(_("Lý do hai người cùng giữ"), 500, required=False)
    field_order = ("post", "person", "new_person", "voting", "starts_on", "held", "beside")

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.present = self._present(organization) if self.is_bound else []
        if not self.present:
            del self.fields["held"], self.fields["beside"]
            return
        held: Any = self.fields["held"]
        held.help_text = "; ".join(map(holder_in_words, self.present))

    def _present(self, organization: Organization) -> list[Membership]:
        try:
            starts_on = self.fields["starts_on"].clean(self.data.get("starts_on", ""))
        except forms.ValidationError:
            starts_on = None
        post = " ".join(self.data.get("post", "").split())
        return held_beside(Membership(organization=organization, post=post, starts_on=starts_on))

    def clean(self) -> dict[str, Any]:
        """Ask for the day from which the present holder holds it no more, or for the reason why both do."""
        given = super().clean()
        if given.get("held") == BOTH and not given.get("beside"):
            self.add_error("beside", _("Ghi lý do hai người cùng giữ"))
        first = given.get("starts_on")
        if given.get("held") == END and "starts_on" not in self.errors:
            if first is None:
                self.add_error("starts_on", _("Ghi ngày bắt đầu: người trước thôi giữ vào hôm trước ngày ấy"))
            elif any(each.starts_on and each.starts_on >= first for each in self.present):
                self.add_error("starts_on", _("Ngày này không sau ngày người trước nhận chức"))
        return given


class EndPostForm(ActForm):
    """The last day of a post."""

    ends_on = DayField(label=_("Giữ chức đến hết ngày"))


class FollowForm(HolderForm):
    """Who follows in a post."""

    ends_on = DayField(label=_("Người trước giữ chức đến hết ngày"))
    starts_on = DayField(label=_("Người sau giữ chức từ ngày"))
    field_order = ("ends_on", "starts_on", "person", "new_person")


class CorrectPostForm(Offering):
    """What was recorded wrongly of a post."""

    post = _name(_("Chức vụ"), 200)
    person = NounField(label=_("Người"), required=False, empty_label=_("Không nêu tên"))
    voting = forms.BooleanField(label=_("Có quyền biểu quyết"), required=False)
    starts_on = DayField(label=_("Từ ngày"), required=False)
    ends_on = DayField(label=_("Đến ngày"), required=False)
    beside = _name(
        _("Lý do hai người cùng giữ"), 500, required=False, help_text=_("Chỉ khi chức vụ của một người mà có hai người")
    )
    reason = why_corrected()


class PersonForm(ActForm):
    """A new person."""

    name = _name(_("Họ và tên"), 120)


class CorrectNameForm(ReasonForm):
    """A name that was recorded wrongly."""

    name = _name(_("Tên đúng"), 120)
    field_order = ("name", "reason")


class PlaceForm(Offering):
    """A new place."""

    body = NounField(label=_("Địa bàn"), empty_label=None)
    name = _name(_("Tên"), 200)
    kind = _name(_("Loại"), 60, required=False, help_text=_("Như xã, phường, thôn, khu công nghiệp, tuyến đường"))
    starts_on = DayField(label=_("Có từ ngày"), required=False)


class CorrectPlaceForm(ActForm):
    """What was recorded wrongly of a place."""

    name = _name(_("Tên"), 200)
    kind = _name(_("Loại"), 60, required=False)
    starts_on = DayField(label=_("Có từ ngày"), required=False)
    ends_on = DayField(label=_("Đến ngày"), required=False)
    reason = why_corrected()


class EndPlaceForm(ActForm):
    """The last day of a place."""

    ends_on = DayField(label=_("Còn đến hết ngày"))


class UnitsForm(Offering):
    """Administrative units of a province, by ticks."""

    body = NounField(label=_("Địa bàn"), empty_label=None)
    units = forms.MultipleChoiceField(label=_("Xã, phường, đặc khu"), widget=forms.CheckboxSelectMultiple)
    as_places = forms.BooleanField(label=_("Ghi thành địa danh"), required=False, initial=True)
    as_organizations = forms.BooleanField(label=_("Ghi cả Ủy ban nhân dân của mỗi nơi thành cơ quan"), required=False)

    def __init__(self, *args: Any, units: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["units"]
        field.choices = units

    def clean(self) -> dict[str, Any]:
        """Refuse a choice that would record nothing."""
        given = super().clean() or self.cleaned_data
        if not given.get("as_places") and not given.get("as_organizations"):
            self.add_error("as_places", _("Chọn ghi thành địa danh, thành cơ quan, hoặc cả hai"))
        return given


class TermForm(Offering):
    """A new term."""

    body = NounField(label=_("Địa bàn"), empty_label=None)
    number = _name(_("Khóa"), 12, help_text=_("Như XVIII, hoặc 2025–2030"))
    starts_on = DayField(label=_("Từ ngày"))
    ends_on = DayField(label=_("Đến ngày"), required=False)


class CorrectTermForm(ActForm):
    """What was recorded wrongly of a term."""

    number = _name(_("Khóa"), 12)
    starts_on = DayField(label=_("Từ ngày"))
    ends_on = DayField(label=_("Đến ngày"), required=False)
    reason = why_corrected()


class CloseTermForm(ActForm):
    """The last day of a term."""

    ends_on = DayField(label=_("Kết thúc ngày"))


class SourceForm(Offering):
    """A new source."""

    organization = NounField(label=_("Dùng cho cơ quan"), empty_label=None)
    kind = forms.ChoiceField(label=_("Loại"), choices=SourceKind.choices)
    title = _name(_("Tên nguồn"), 300)
    address = _name(_("Địa chỉ"), 500, required=False, help_text=_("Địa chỉ trang, hoặc nơi lưu văn bản"))
    text = forms.CharField(
        label=_("Lời của nguồn"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=_("Chép nguyên văn"),
    )


class CorrectSourceForm(ActForm):
    """What was recorded wrongly of a source."""

    title = _name(_("Tên nguồn"), 300)
    address = _name(_("Địa chỉ"), 500, required=False)
    reason = why_corrected()


class DelegateForm(Offering):
    """A role for a time."""

    user = NounField(label=_("Người dùng"), described=name_and_post)
    role = forms.ChoiceField(label=_("Vai trò"), choices=Role.choices)
    starts_on = DayField(label=_("Từ ngày"))
    ends_on = DayField(label=_("Đến hết ngày"))
    reason = why_corrected()
