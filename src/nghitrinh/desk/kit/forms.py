"""What every form of the desk shares: the edit it began from, its looks, and where a refusal goes."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any, ClassVar

from django import forms
from django.db.models import Model, QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Organization

_STYLES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.Widget, "input"),
)


class ActForm(forms.Form):
    """A form whose cleaned fields are an act's parameters.

    `aliases` says which field shows a refusal of a parameter that is no field of its own.
    """

    use_required_attribute = False  # the server's words are the desk's own, and stand at the field
    aliases: ClassVar[dict[str, str]] = {}

    edit = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, edit: int | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.is_bound:
            self.data = _typed(self.data)
        if edit is None:
            del self.fields["edit"]
        else:
            self.initial["edit"] = edit
        for each in self.fields.values():
            style = next(style for kind, style in _STYLES if isinstance(each.widget, kind))
            if style:
                each.widget.attrs["class"] = f"{style} {each.widget.attrs.get('class', '')}".strip()

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: model instances as identifiers, empty dates and choices as None."""
        return {name: _plain(value) for name, value in self.cleaned_data.items()}

    def refuse(self, path: str, words: str) -> None:
        """Show a refusal at the field that the act named, or above the form when it named none of ours."""
        name = self.aliases.get(path, path)
        if name not in self.fields:
            name = self.aliases.get(name.split(".")[0], name.split(".")[0])
        self.add_error(name if name in self.fields and not self.fields[name].widget.is_hidden else None, words)

    def called(self, bound: forms.BoundField) -> str:
        """Return what a field is called where it does not stand in its place, as in the summary of what to mend."""
        return str(bound.label)

    def faults(self) -> Iterator[tuple[forms.BoundField, str, str]]:
        """Yield every field that must be mended, what it is called, and what is wrong."""
        for bound in self:
            for words in bound.errors:
                yield bound, self.called(bound), str(words)

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


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | tuple) or hasattr(value, "values_list"):
        return [_plain(each) for each in value]
    return value


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


def offer(form: forms.Form, name: str, choices: QuerySet[Any]) -> None:
    """Give a field of objects its choices."""
    field = form.fields[name]
    if isinstance(field, forms.ModelChoiceField):
        field.queryset = choices


class DayField(forms.DateField):
    """A day: the browser's own picker where it has one, otherwise 10/9/2021 typed."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"})
        super().__init__(widget=widget, input_formats=["%Y-%m-%d", "%d/%m/%Y"], **kwargs)


class MomentField(forms.DateTimeField):
    """A day and a time, in Vietnam's zone."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.DateTimeInput(format="%Y-%m-%dT%H:%M", attrs={"type": "datetime-local"})
        formats = ["%Y-%m-%dT%H:%M", "%d/%m/%Y %H:%M", "%Y-%m-%d %H:%M"]
        super().__init__(widget=widget, input_formats=formats, **kwargs)


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
