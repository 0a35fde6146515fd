"""Parts of a form that may stand several times, as the points of a decision and the figures of a point.

    class PointForm(Part):
        called = _("Ý %(number)d")
        parts = {"figures": several(FigureForm)}

    class DecisionForm(ActForm):
        parts = {"points": several(PointForm)}

They are Django's formsets, one inside the other: prefixes (`points-0-figures-1-low`), counts and errors are theirs.
A part that is left empty is not there: so nothing needs a button to remove it, and what a part must say is asked for
only when something was typed in it. One more is asked for by a button named `add` (`kit.acting`).
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.core.validators import MaxLengthValidator, MaxValueValidator, MinValueValidator
from django.db.models import Model
from django.forms.boundfield import BoundField
from django.forms.formsets import INITIAL_FORM_COUNT, TOTAL_FORM_COUNT, formset_factory
from django.forms.utils import ErrorDict
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.texts import LONGEST
from nghitrinh.vietnamese import plain_number

_DJANGOS = forms.Field.default_error_messages["required"]
MOST = 60  # parts of a kind on a form; more only where the record has more
_STYLES: tuple[tuple[type[forms.Widget], str], ...] = (
    (forms.CheckboxInput, ""),
    (forms.RadioSelect, ""),
    (forms.CheckboxSelectMultiple, ""),
    (forms.Select, "select"),
    (forms.Textarea, "textarea"),
    (forms.HiddenInput, ""),
    (forms.Widget, "input"),
)


class StyledField(BoundField):
    """A field as the desk's style sheet knows it, by the kind of its widget."""

    def build_widget_attrs(self, attrs: dict[str, Any], widget: forms.Widget | None = None) -> dict[str, Any]:
        """Add the classes of the widget's kind to those that it has."""
        shown = widget or self.field.widget
        style = next(style for kind, style in _STYLES if isinstance(shown, kind))
        classes = f"{style} {shown.attrs.get('class', '')}".strip()
        return super().build_widget_attrs(attrs, widget) | ({"class": classes} if classes else {})

    @property
    def is_tick(self) -> bool:
        """Tell whether it is one box to tick, with its label behind it."""
        return isinstance(self.field.widget, forms.CheckboxInput)

    @property
    def scrolls(self) -> bool:
        """Tell whether its choices stand in a list that scrolls (`forms.CheckboxList`)."""
        return getattr(self.field.widget, "scrolls", False)

    @property
    def is_optional(self) -> bool:
        """Tell whether the label says "(nếu có)": it may stay empty, and no tick or empty choice says so itself."""
        if self.field.required or isinstance(self.field, forms.BooleanField) or self.name in self.form.asked:  # type: ignore[attr-defined]
            return False
        if isinstance(self.field, forms.ModelChoiceField):
            return self.field.empty_label is None
        choices: Any = getattr(self.field.widget, "choices", ())
        return all(str(label) == "—" for value, label in choices if value == "")


@dataclass(frozen=True)
class Fault:
    """Something to mend: the field where it stands (none for a whole part), what it is called, what is wrong."""

    field: forms.BoundField | None
    name: str
    words: str


class PartedForm(forms.Form):
    """A form that may have parts; `sets` are their formsets by name.

    `aliases` says which field shows a refusal of a parameter that is no field of its own; `asked` are fields that the
    form asks for itself, where they are needed: no label says that they may stay empty.
    """

    use_required_attribute = False  # the server's words are the desk's own, and stand at the field
    bound_field_class = StyledField
    aliases: ClassVar[dict[str, str]] = {}
    asked: ClassVar[tuple[str, ...]] = ()
    parts: ClassVar[dict[str, "type[Several]"]] = {}
    heading = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            if type(field) is forms.CharField and field.max_length is None:
                field.max_length = LONGEST  # as the record takes it: no word is left to be refused in a second round
                field.validators.append(MaxLengthValidator(LONGEST))

    def full_clean(self) -> None:
        """Check the form; where a field has no words of its own for what is wrong, they say which one it is."""
        for field in self.fields.values():
            if field.error_messages.get("required") is _DJANGOS:
                field.error_messages["required"] = format_lazy(_("Cần điền {label}"), label=field.label or "")
            if isinstance(field, forms.IntegerField) and not field.widget.is_hidden:
                _say_what_number(field)
        super().full_clean()

    def place_of(self, _name: str) -> str:
        """Return in which part of the page a field stands, where its label alone does not say it."""
        return str(self.heading)

    def make_parts(self, **options: Any) -> None:
        """Make the formsets; every part is made with the same options."""
        bound = {"data": self.data, "files": self.files} if self.is_bound else {}
        self.sets: dict[str, Several] = {
            name: kind(
                **bound,
                prefix=self.add_prefix(name),
                initial=self.initial.get(name),
                form_kwargs=options,
                within=self.heading,
            )
            for name, kind in self.parts.items()
        }

    def each_form(self) -> "Iterator[PartedForm]":
        """Yield this form and every part, in the order of the page."""
        yield self
        for several in self.sets.values():
            for part in several.forms:
                yield from part.each_form()

    def each_set(self) -> "Iterator[Several]":
        """Yield the formsets, those inside others too."""
        for form in self.each_form():
            yield from form.sets.values()

    def hidden_fields(self) -> list[forms.BoundField]:
        """Return every hidden field of the form and its parts, their counts too."""
        counts = [bound for several in self.each_set() for bound in several.management_form]
        return [bound for form in self.each_form() for bound in form if bound.is_hidden] + counts

    def is_valid(self) -> bool:
        """Tell whether the form and all its parts are right; every one of them is asked."""
        sets = [several.is_valid() for several in self.sets.values()]
        return super().is_valid() and all(sets)

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: model instances as identifiers, empty dates and choices as None."""
        own = {name: _plain(value) for name, value in self.cleaned_data.items()}
        return own | {name: [part.parameters() for part in several.given] for name, several in self.sets.items()}

    def typed(self, add: str) -> dict[str, Any]:
        """Return what was typed, unchecked, for a form that begins with it; the parts called `add` get one more."""
        own = {bound.name: bound.value() for bound in self}
        return own | {name: several.typed(add) for name, several in self.sets.items()}

    def begin_at(self, added: str) -> None:
        """Let the page open at the last of some parts: the one that was just added."""
        for several in self.each_set():
            if several.prefix == added and several.forms:
                several.forms[-1].visible_fields()[0].field.widget.attrs["autofocus"] = True

    def refuse(self, path: str, words: str) -> None:
        """Show a refusal at the field that the act named, or above the form or part when it named none of ours."""
        form, name = self._named(path)
        form.add_error(name, words)

    def refuse_also(self, path: str, words: str) -> None:
        """Show a refusal beside the form's own: at the field that the act named, unless something is wrong there."""
        form, name = self._named(path)
        if name is not None and name not in form.errors:
            form.add_error(name, words)

    def _named(self, path: str) -> "tuple[PartedForm, str | None]":
        name, _dot, rest = path.partition(".")
        number, _dot, field = rest.partition(".")
        index = plain_number(number)
        if name in self.sets and index is not None and index < len(self.sets[name].given):
            return self.sets[name].given[index]._named(field)
        fields = (self.aliases.get(path, path), self.aliases.get(name, name))
        return self, next(filter(self._shows, fields), None)

    def begin_errors(self) -> None:
        """Let nothing be wrong until somebody says so: the form is not checked again."""
        self._errors = ErrorDict()
        self.cleaned_data = {}

    def stands(self) -> bool:
        """Tell whether nothing is wrong in a form that was asked, and in none of its parts."""
        return not self.errors and all(part.stands() for several in self.sets.values() for part in several.said)

    def stand_in(self) -> bool:
        """Let other words stand in for texts that are wrong, and tell whether an act can be asked about all else then.

        It cannot where another value is wrong, or several are together: then nobody knows what was meant. Parts that
        are wrong are not given to the act at all.
        """
        wrong = {name: self.fields.get(name) for name in self.errors}
        if any(type(field) is not forms.CharField for field in wrong.values()):
            return False
        self.cleaned_data |= dict.fromkeys(wrong, "…")
        for several in self.sets.values():
            several.leave_out_wrong()
        return True

    def _shows(self, name: str) -> bool:
        return name in self.fields and not self.fields[name].widget.is_hidden

    def faults(self) -> list[Fault]:
        """Return everything that must be mended, in the order of the page, each with its place in words."""
        found = [Fault(None, self.heading, str(words)) for words in self.non_field_errors()]
        for bound in self:
            place, label = self.place_of(bound.name), str(bound.label)
            for words in map(str, bound.errors):
                said = "" if label in words else label  # "Cần điền Tên cơ quan" says it itself
                found.append(Fault(bound, ", ".join(filter(None, (place, said))), words))
        for several in self.sets.values():
            found += [Fault(None, self.heading, str(words)) for words in several.non_form_errors()]
            found += [fault for part in several.forms for fault in part.faults()]
        return found


class Part(PartedForm):
    """One of several parts, `called` so where it does not stand in its place.

    `silent` are fields that say nothing by themselves: keys, and choices that always stand at something.
    """

    called: ClassVar[Promise | str] = ""
    silent: ClassVar[tuple[str, ...]] = ()

    def stand(self, within: str, number: int) -> None:
        """Take the heading of a place inside another: "Ý 2, số liệu 1"."""
        own = str(self.called) % {"number": number}
        self.heading = ", ".join(filter(None, (within, own)))

    def has_changed(self) -> bool:
        """Tell whether anything is said here, whatever the record had: an emptied part is to go."""
        own = any(_says(bound.value()) for bound in self if bound.name not in self.silent)
        return own or any(several.has_changed() for several in self.sets.values())


if TYPE_CHECKING:
    _Parts = forms.BaseFormSet[Part]  # generic in its stubs, not when it runs
else:
    _Parts = forms.BaseFormSet


class Several(_Parts):
    """The parts of one kind. What the record has more than was sent, in a conflict, gets empty parts beside it."""

    default_error_messages: ClassVar[dict[str, Any]] = {
        "missing_management_form": _("Biểu mẫu không về trọn vẹn; hãy gửi lại"),
        "too_many_forms": _("Nhiều quá; nhiều nhất là %(num)d"),
    }

    def __init__(self, *args: Any, within: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.within = within
        self.left_out: list[Part] = []
        recorded = len(self.initial or ())
        self.max_num = self.absolute_max = max(MOST, recorded)
        if self.is_bound:
            self._make_room(recorded)

    def _make_room(self, recorded: int) -> None:
        total, initial = (f"{self.prefix}-{count}" for count in (TOTAL_FORM_COUNT, INITIAL_FORM_COUNT))
        given = plain_number(self.data.get(total, ""))
        sent = any(name.startswith(f"{self.prefix}-") for name in self.data)
        if not sent or (given is not None and given < recorded):
            self.data = cast("QueryDict", self.data).copy()
            self.data[total] = str(max(recorded, self.min_num))
            self.data.setdefault(initial, "0")

    @property
    def said(self) -> list[Part]:
        """Return the parts that say anything: only these are recorded."""
        return [part for part in self.forms if part.has_changed()]

    @property
    def given(self) -> list[Part]:
        """Return the parts that the act is given: a path of the act counts these."""
        return [part for part in self.said if part not in self.left_out]

    def leave_out_wrong(self) -> None:
        """Give the act no part in which something is wrong."""
        self.left_out = [part for part in self.said if not part.stands()]

    def typed(self, add: str) -> list[dict[str, Any]]:
        """Return what was typed, as `PartedForm.typed`."""
        more: list[dict[str, Any]] = [{}] if self.prefix == add and len(self.forms) < self.max_num else []
        return [part.typed(add) for part in self.forms] + more

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Let every part be left empty, also one that the record has."""
        return {**super().get_form_kwargs(index), "empty_permitted": True}

    def add_fields(self, form: Part, index: int | None) -> None:
        """Give a part its place in words, and the parts inside it."""
        super().add_fields(form, index)
        form.stand(self.within, (index or 0) + 1)
        form.make_parts(**self.form_kwargs)


def several(part: type[Part], *, shown: int = 1) -> type[Several]:
    """Return the formset of a part, of which at least so many are shown, be they empty."""
    made = formset_factory(part, formset=Several, extra=0, min_num=shown, max_num=MOST, absolute_max=MOST)
    return cast("type[Several]", made)


def _say_what_number(field: forms.IntegerField) -> None:
    """Let a field of a whole number say which one it is, what was typed there, and between what it must be."""
    label, low, high = field.label or "", field.min_value, field.max_value
    field.error_messages["invalid"] = format_lazy(_("{label} phải là một số nguyên, viết bằng chữ số"), label=label)
    needs = _("{label} không thể là %(show_value)s; cần số nguyên từ {low} trở lên")
    if high is not None:
        needs = _("{label} không thể là %(show_value)s; cần số nguyên từ {low} đến {high}")
    words = format_lazy(needs, label=label, low=low, high=high)
    field.validators = [
        type(each)(each.limit_value, words) if isinstance(each, MinValueValidator | MaxValueValidator) else each
        for each in field.validators
    ]


def _says(value: Any) -> bool:
    return bool(value.strip()) if isinstance(value, str) else value not in (None, False, [])


def _plain(value: Any) -> Any:
    if isinstance(value, Model):
        return value.pk
    if isinstance(value, list | tuple) or hasattr(value, "values_list"):
        return [_plain(each) for each in value]
    return value
