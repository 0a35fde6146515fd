"""What every form of the desk shares: the edit it began from, and the fields that Django does not have."""

from collections.abc import Callable
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.parts import PartedForm
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.vietnamese import format_number, parse_number


class ActForm(PartedForm):
    """A form whose cleaned fields and parts are an act's parameters."""

    edit = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, edit: Any = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _typed(self.data)
        if edit is None:
            del self.fields["edit"]
        else:
            self.initial["edit"] = edit
            if self.is_bound and "edit" not in self.data:
                self.retype("edit", "0")  # typed before the object was there: older than every edit of it
        self.make_parts(**self.offered())

    def offered(self) -> dict[str, Any]:
        """Return what every part of the form is made with, such as choices that all of them share."""
        return {}

    def files_again(self) -> list[str]:
        """Return the names of the files that came with what was sent: a browser cannot be handed them back."""
        return [str(file.name) for name in self.files for file in self.files.getlist(name)]

    def take_edit(self, current: int) -> None:
        """Let what was typed stand on the record's present edit: sending it again is then a choice."""
        self.retype("edit", str(current))

    def retype(self, name: str, value: str) -> None:
        """Show another value in a field than the one that was sent."""
        data = _typed(self.data)
        data[name] = value
        self.data = data


def _typed(data: Any) -> QueryDict:
    """Return what was sent, with line ends as the record keeps them: else each text saved by a browser has changed."""
    typed = QueryDict(mutable=True)
    for name, values in data.lists():
        typed.setlist(name, [value.replace("\r\n", "\n") for value in values])
    return typed


if TYPE_CHECKING:
    _Choice = forms.ModelChoiceField[Any]  # generic in its stubs, not when it runs
else:
    _Choice = forms.ModelChoiceField


class NounField(_Choice):
    """A choice among objects of the record, by their labels; `described` says more than the label."""

    def __init__(self, *, described: Callable[[Any], str] | None = None, **kwargs: Any) -> None:
        self.described = described
        super().__init__(queryset=Organization.objects.none(), **{"empty_label": _("Chọn")} | kwargs)

    def label_from_instance(self, obj: Any) -> str:
        """Return what the choice is called."""
        return self.described(obj) if self.described else str(obj.label())


def post_and_name(membership: Any) -> str:
    """Return a post, who holds it, and where: choices stand in the order of the posts, which the eye follows."""
    name = f", {membership.person.name}" if membership.person else ""
    return f"{membership.post}{name} ({membership.organization.short_name or membership.organization.name})"


def name_and_post(user: Any) -> str:
    """Return a user's name and post: choices stand in the order of the names."""
    return f"{user.username} ({user.post})" if user.post else str(user.username)


def offer(form: forms.Form, name: str, choices: QuerySet[Any]) -> None:
    """Give a field of objects its choices; bodies that come in no order are put in that of their names."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        if choices.model is Organization and not choices.query.order_by:
            choices = choices.order_by(in_order("name"), "pk")
        field.queryset = choices


class NumberField(forms.CharField):
    """A number as it is written in Vietnamese: 4.000 or 2,5."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input--figure"})
        super().__init__(widget=widget, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the number, or None for nothing."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError:
            raise forms.ValidationError(
                _("“%(found)s” không phải là số; viết như 4.000 hoặc 2,5") % {"found": text}
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """Return a number as it is written."""
        return format_number(value) if isinstance(value, Decimal) else value


class CheckboxList(forms.CheckboxSelectMultiple):
    """Many choices in a list that scrolls; what is chosen stands first, so that it is seen."""

    scrolls = True

    def optgroups(self, name: str, value: list[str], attrs: Any = None) -> list[Any]:
        """Return the choices, the chosen ones first."""
        groups = super().optgroups(name, value, attrs)
        return sorted(groups, key=lambda group: not any(option["selected"] for option in group[1]))


class ReasonForm(ActForm):
    """An act that needs a reason."""

    reason = forms.CharField(label=_("Lý do"), widget=forms.Textarea(attrs={"rows": 3}), max_length=500)


class ConfirmForm(ActForm):
    """An act that asks once and needs nothing typed."""
