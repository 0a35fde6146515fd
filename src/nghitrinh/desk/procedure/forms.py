"""The form of a rule: one row for each thing that a rule can provide for, with its value and what it rests on."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.examples import example_number, is_of_the_party
from nghitrinh.desk.kit.forms import ActForm
from nghitrinh.desk.kit.parts import Fault
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel import clock
from nghitrinh.record.procedure.effects import effect_words
from nghitrinh.record.procedure.presets import Cell, Preset, PresetSource
from nghitrinh.record.procedure.provisions import KINDS, Key, Part, ProvisionKind, Shape, in_part
from nghitrinh.record.procedure.values import Counting, Delay, Threshold
from nghitrinh.record.procedure.wording import in_words, share_words, written_share

_SILENT = _("Quy chế không nói")
_COUNTINGS = ((Counting.WORKING.value, _("ngày làm việc")), (Counting.CALENDAR.value, _("ngày liên tục")))
# What stands behind the name of a provision in the names of its further fields.
_OF, _BASIS = "_of", "_basis"


def _short(label: Any, size: int, **attrs: str) -> forms.CharField:
    return forms.CharField(label=label, max_length=size, required=False, widget=forms.TextInput(attrs=attrs))


def _fields_of(kind: ProvisionKind) -> Iterator[tuple[str, forms.Field]]:
    """Yield the fields in which the value of a provision is typed, by what stands behind its name."""
    if kind.shape == Shape.THRESHOLD:
        yield "", _short(_("Phần"), 40, placeholder="quá 1/2")
        yield _OF, forms.ChoiceField(label=_("của"), choices=[(each.value, each.label) for each in kind.choices])
    elif kind.shape == Shape.DELAY:
        yield "", _short(_("Số ngày"), 3, inputmode="numeric")
        yield _OF, forms.ChoiceField(label=_("tính theo"), choices=_COUNTINGS)
    elif kind.shape == Shape.CHOICE:
        choices = [("", _SILENT), *((each.value, each.label) for each in kind.choices)]
        yield "", forms.ChoiceField(label=_("Quy định"), required=False, choices=choices)
    elif kind.shape == Shape.YES:
        choices = [("", _SILENT), ("yes", _("Có")), ("no", _("Không"))]
        yield "", forms.ChoiceField(label=_("Quy định"), required=False, choices=choices)
    elif kind.shape == Shape.DAYS:
        yield "", _short(_("Các số ngày"), 40, placeholder="7, 3, 1")
    else:
        yield "", _short(_("Số"), 4, inputmode="numeric")


@dataclass(frozen=True)
class Row:
    """The fields of one provision on the page, and what is usual for the kind of body beside them."""

    kind: ProvisionKind
    fields: list[forms.BoundField]
    basis: forms.BoundField
    usual: str
    cell: Cell | None

    @property
    def effect(self) -> Promise | None:
        """What to know of what this does today: an office sets nothing for nothing."""
        return effect_words(self.kind.key)

    @property
    def is_read(self) -> bool:
        """Tell whether what is usual was read in a text that holds today."""
        return self.cell is not None and self.cell.can_be_taken_on(clock.today())

    @property
    def replaced(self) -> PresetSource | None:
        """Return the text in which it was read where that holds no more today."""
        source = self.cell.source if self.cell else None
        return source if source and source.has_ended(clock.today()) else None


@dataclass(frozen=True)
class PartRows:
    """The rows of one part of a rule."""

    part: Part
    rows: list[Row]


class ProvisionsForm(ActForm):
    """What a rule provides for."""

    def __init__(self, *args: Any, preset: Preset | None = None, **kwargs: Any) -> None:
        self.preset = preset
        super().__init__(*args, **kwargs)

    @property
    def asked(self) -> tuple[str, ...]:  # type: ignore[override]  # the page says once that a rule may be silent
        """Return the fields of provisions: of each the page says what may stay empty."""
        return tuple(name for name in self.fields if name not in type(self).base_fields)

    def faults(self) -> list[Fault]:
        """Return what must be mended, each with the provision at which it stands."""
        return [replace(each, name=self._place_of(each)) for each in super().faults()]

    def _place_of(self, fault: Fault) -> str:
        if fault.field is None or fault.field.name in type(self).base_fields:
            return fault.name
        return f"{KINDS[_key_of(fault.field.name)].words}, {fault.name}"

    def _init_provisions(self) -> None:
        for kind in KINDS.values():
            for behind, field in _fields_of(kind):
                self.fields[f"{kind.key}{behind}"] = field
            self.fields[f"{kind.key}{_BASIS}"] = _short(_("Căn cứ"), 200)

    def make_parts(self, **options: Any) -> None:
        """Add the fields of every provision, before anything is asked of the form."""
        self._init_provisions()
        super().make_parts(**options)

    def part_rows(self) -> list[PartRows]:
        """Return the rows of the page, in the order of a rule."""
        return [PartRows(part, [self._row(kind) for kind in in_part(part)]) for part in Part]

    def _row(self, kind: ProvisionKind) -> Row:
        cell = self.preset.cells.get(kind.key) if self.preset else None
        usual = in_words(kind, kind.read(cell.usual)) if cell and cell.usual else ""
        fields = [self[f"{kind.key}{behind}"] for behind, _field in _fields_of(kind)]
        return Row(kind, fields, self[f"{kind.key}{_BASIS}"], usual, cell)

    def head_fields(self) -> list[forms.BoundField]:
        """Return the fields that are no provision's."""
        return [bound for bound in self.visible_fields() if bound.name in type(self).base_fields]

    def parameters(self) -> dict[str, Any]:
        """Return what the act takes: every provision, those of which nothing is typed as silent."""
        own = {name: value for name, value in super().parameters().items() if name in type(self).base_fields}
        return own | {"provisions": [self._given(kind) for kind in KINDS.values()]}

    def _given(self, kind: ProvisionKind) -> dict[str, str]:
        typed, of = self.cleaned_data[kind.key], self.cleaned_data.get(f"{kind.key}{_OF}", "")
        value = written_share(typed) if kind.shape == Shape.THRESHOLD else typed
        return {
            "key": kind.key.value,
            "value": f"{value} {of}".strip() if value else "",
            "basis": self.cleaned_data[f"{kind.key}{_BASIS}"],
        }

    def _named(self, path: str) -> Any:
        """Show what the act says of a provision at its field: the act counts them in the order of `KINDS`."""
        first, _dot, rest = path.partition(".")
        if first == "provisions" and rest:
            number, _dot, column = rest.partition(".")
            key = list(KINDS)[int(number)]
            return self, f"{key}{_BASIS}" if column == "basis" else key.value
        key_of_basis = path.removesuffix(".basis")
        return super()._named(f"{key_of_basis}{_BASIS}" if path != key_of_basis else path)


class RuleForm(ProvisionsForm):
    """A rule from a day."""

    title = forms.CharField(label=_("Tên quy chế"), max_length=300)
    starts_on = DayField(label=_("Áp dụng từ ngày"))

    def __init__(self, *args: Any, organization: Organization, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Of the state, working rules are issued by a decision; of the Party they have a number of their own.
        number = example_number(organization, "QC" if is_of_the_party(organization) else "QĐ")
        words = gettext("Như Quy chế làm việc, số %(number)s") % {"number": number}
        self.fields["title"].help_text = words


class RuleCorrectionForm(ProvisionsForm):
    """What was written down wrongly of an adopted rule."""

    reason = forms.CharField(label=_("Lý do"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))


def _key_of(name: str) -> Key:
    return Key(name.removesuffix(_OF).removesuffix(_BASIS))


class HolidayForm(ActForm):
    """A day on which the jurisdiction does not work, or does in exchange."""

    day = DayField(label=_("Ngày"))
    name = forms.CharField(label=_("Tên"), max_length=120, help_text=_("Như Quốc khánh; làm bù cho ngày 31/12"))
    is_worked = forms.BooleanField(
        label=_("Là ngày làm bù"), required=False, help_text=_("Thứ bảy hoặc chủ nhật đi làm thay ngày khác")
    )


def initial_of(values: Mapping[Key, tuple[str, str]]) -> dict[str, str]:
    """Return what the fields show of provisions, by value and basis."""
    found: dict[str, str] = {}
    for key, (value, basis) in values.items():
        found |= {f"{key}{behind}": text for behind, text in _shown(KINDS[key], value).items()}
        found[f"{key}{_BASIS}"] = basis
    return found


def _shown(kind: ProvisionKind, value: str) -> dict[str, str]:
    if kind.shape == Shape.THRESHOLD:
        threshold = Threshold.read(value)
        return {"": share_words(threshold), _OF: threshold.base.value}
    if kind.shape == Shape.DELAY:
        delay = Delay.read(value)
        return {"": str(delay.days), _OF: delay.counting.value}
    return {"": value}
