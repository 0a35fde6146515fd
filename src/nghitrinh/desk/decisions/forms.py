"""The form of a decision: points, each with its outcome, figures and charges, as many as are wanted.

Fields are named by their place (`points-0-figures-1-low`), and hidden counts say how many there are. A button that adds
one more sends the form back as it was typed. What is left empty is not there: so nothing needs a button to remove it.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from nghitrinh.desk.kit.forms import ActForm, CheckboxList, DayField, NounField
from nghitrinh.record.bodies.models import Location, Organization
from nghitrinh.record.decisions.given import again
from nghitrinh.record.decisions.models import Outcome, Point
from nghitrinh.vietnamese import format_number, parse_number

Values = Mapping[str, Any]


class NumberField(forms.CharField):
    """A number as it is written in Vietnamese: 4.000 or 2,5."""

    def __init__(self, **kwargs: Any) -> None:
        widget = forms.TextInput(attrs={"inputmode": "decimal", "class": "input--figure"})
        super().__init__(widget=widget, required=False, **kwargs)

    def to_python(self, value: Any) -> Any:
        """Return the number, or None for nothing."""
        text = super().to_python(value)
        if not text:
            return None
        try:
            return parse_number(text)
        except ValueError:
            raise ValidationError(
                _("“%(found)s” không phải là số; viết như 4.000 hoặc 2,5") % {"found": text}
            ) from None

    def prepare_value(self, value: Any) -> Any:
        """Return a number as it is written."""
        return format_number(value) if isinstance(value, Decimal) else value


def _text(label: Any, rows: int, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": rows, "class": "textarea--record"})
    return forms.CharField(label=label, required=False, widget=widget, **more)


def _body(label: Any) -> forms.Field:
    field = NounField(label=label, required=False, empty_label="—")
    field.queryset = Organization.objects.filter(ended_on__isnull=True).order_by("name")
    return field


def _several(label: Any, choices: Any) -> forms.Field:
    return forms.ModelMultipleChoiceField(label=label, queryset=choices, required=False, widget=CheckboxList)


def _hidden() -> forms.Field:
    return forms.CharField(required=False, widget=forms.HiddenInput)


Makers = dict[str, Callable[[], forms.Field]]

POINT: Makers = {
    "key": _hidden,
    "outcome": lambda: forms.ChoiceField(label=_("Mức kết luận"), choices=Outcome.choices),
    "submit_to": lambda: _body(_("Báo cáo lên")),
    "text": lambda: _text(_("Lời kết luận"), 5),
}
FIGURE: Makers = {
    "key": _hidden,
    "quantity": lambda: forms.CharField(label=_("Đại lượng"), required=False, max_length=200),
    "low": lambda: NumberField(label=_("Từ")),
    "high": lambda: NumberField(label=_("Đến"), help_text=_("Một số: chỉ ghi ở Từ")),
    "unit": lambda: forms.CharField(label=_("Đơn vị"), required=False, max_length=40),
    "about": lambda: forms.BooleanField(label=_("Số ước chừng (“khoảng”)"), required=False),
    "as_of": lambda: forms.CharField(label=_("Tính đến"), required=False, max_length=40),
    "places": lambda: _several(_("Địa bàn"), Location.objects.filter(ends_on__isnull=True).order_by("name")),
    "source": _hidden,  # what a figure was read from stays with it
}
CHARGE: Makers = {
    "key": _hidden,
    "text": lambda: _text(_("Việc"), 2),
    "responsible": lambda: _body(_("Chịu trách nhiệm")),
    "through": lambda: _body(_("Chỉ đạo, thông qua")),
    "with_bodies": lambda: _several(_("Phối hợp"), Organization.objects.filter(ended_on__isnull=True).order_by("name")),
    "report_to": lambda: _body(_("Báo cáo cho")),
    "due_on": lambda: DayField(label=_("Hạn"), required=False),
    "due_text": lambda: forms.CharField(
        label=_("Hạn bằng lời"), required=False, max_length=120, help_text=_("Khi không có ngày: “trong quý IV”")
    ),
}
PARTS = {"figures": FIGURE, "charges": CHARGE}
ALL = {"points": POINT} | PARTS
# Where a field stands, by its name: the point, and the figure or charge in it.
PLACE = re.compile(r"points-(?P<point>\d+)(?:-(?P<part>figures|charges)-(?P<each>\d+))?-[a-z]")
PART_WORDS = {"figures": _("số liệu %(number)d"), "charges": _("việc giao %(number)d")}
EMPTY: tuple[Any, ...] = (None, "", [])
# What a part that says anything must say, and the words for who left it out.
NEEDED: dict[str, dict[str, Promise]] = {
    "points": {"text": _("Ghi lời kết luận")},
    "figures": {"quantity": _("Ghi tên đại lượng"), "low": _("Ghi con số")},
    "charges": {"text": _("Ghi việc"), "responsible": _("Chọn cơ quan chịu trách nhiệm")},
}


class DecisionForm(ActForm):
    """A decision's title and points; `blocks` yields the points' fields for the page."""

    title = forms.CharField(
        label=_("Tên kết luận"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._paths: dict[str, str] = {}
        made: dict[str, forms.Field] = {}
        for point in range(self._count(made, "points", 1)):
            _make(made, f"points-{point}", POINT)
            for part, makers in PARTS.items():
                for each in range(self._count(made, f"points-{point}-{part}", 1)):
                    _make(made, f"points-{point}-{part}-{each}", makers)
        self.fields.update(made)

    def _count(self, made: dict[str, forms.Field], name: str, least: int) -> int:
        given = str(self.data.get(name, "") if self.is_bound else self.initial.get(name, ""))
        count = min(max(int(given), least), 60) if given.isascii() and given.isdigit() else least
        made[name] = forms.IntegerField(widget=forms.HiddenInput, initial=count, required=False)
        self.initial[name] = count
        return count

    def blocks(self) -> Iterator[dict[str, Any]]:
        """Yield each point as its bound fields, with its figures and charges."""
        for point in range(self.initial["points"]):
            name = f"points-{point}"
            block: dict[str, Any] = {"name": name, "number": point + 1, "fields": self._bound(name, POINT)}
            for part, makers in PARTS.items():
                names = [f"{name}-{part}-{each}" for each in range(self.initial[f"{name}-{part}"])]
                block[part] = [self._bound(each, makers) for each in names]
            yield block

    def _bound(self, name: str, makers: Makers) -> dict[str, forms.BoundField]:
        return {field: self[f"{name}-{field}"] for field in makers}

    def clean(self) -> dict[str, Any]:
        """Ask, all at once, for what is missing in a part of which something was typed."""
        super().clean()
        typed = super().parameters()
        for number in range(self.initial["points"]):
            said = [self._ask(typed, name, part) for part in PARTS for name in self._names(number, part)]
            self._ask(typed, f"points-{number}", "points", said=any(said))
        return self.cleaned_data

    def _names(self, number: int, part: str) -> list[str]:
        name = f"points-{number}-{part}"
        return [f"{name}-{each}" for each in range(self.initial[name])]

    def _ask(self, typed: Values, name: str, part: str, *, said: bool = False) -> bool:
        """Tell whether something was typed in a part, and mark what it lacks."""
        if not (said or _says(_taken(typed, name, ALL[part]))):
            return False
        for field, words in NEEDED[part].items():
            place = f"{name}-{field}"
            if place not in self.errors and typed.get(place) in EMPTY:
                self.add_error(place, str(words))
        return True

    def parameters(self) -> dict[str, Any]:
        """Return title and points as the acts take them; what is empty is left out."""
        typed = super().parameters()
        points: list[dict[str, Any]] = []
        for number in range(self.initial["points"]):
            point = _taken(typed, f"points-{number}", POINT)
            parts = {part: self._part(typed, number, part, len(points)) for part in PARTS}
            if _says(point) or any(parts.values()):
                self._paths[f"points.{len(points)}"] = f"points-{number}"
                points.append(point | parts)
        own = {name: typed[name] for name in typed if not name.startswith("points")}
        return own | {"points": points}

    def _part(self, typed: Values, number: int, part: str, index: int) -> list[dict[str, Any]]:
        kept: list[dict[str, Any]] = []
        for name in self._names(number, part):
            taken = _taken(typed, name, PARTS[part])
            if _says(taken):
                self._paths[f"points.{index}.{part}.{len(kept)}"] = name
                kept.append(taken)
        return kept

    def called(self, bound: forms.BoundField) -> str:
        """Say of which point, figure or charge a field is: "Ý 2, số liệu 1, Từ"."""
        place = PLACE.match(bound.name)
        if place is None:
            return super().called(bound)
        words = [_("Ý %(number)d") % {"number": int(place["point"]) + 1}]
        if place["part"]:
            words.append(PART_WORDS[place["part"]] % {"number": int(place["each"]) + 1})
        return ", ".join([*words, super().called(bound)])

    def begin_at(self, part: str) -> None:
        """Let the page open at the last point, figure or charge: the one that was just added."""
        kind, count = part.rpartition("-")[2], self.initial.get(part)
        if kind in ALL and isinstance(count, int):
            first = next(field for field in ALL[kind] if field != "key")
            self.fields[f"{part}-{count - 1}-{first}"].widget.attrs["autofocus"] = True

    def refuse(self, path: str, words: str) -> None:
        """Show a refusal at the field of the point, figure or charge that the act named."""
        head, _, field = path.rpartition(".")
        name = f"{self._paths[head]}-{field}" if head in self._paths else path
        super().refuse(name if name in self.fields else "title" if path == "title" else "", words)


class CorrectionForm(DecisionForm):
    """A correction: why, and on whose word."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Ai cho phép, ở văn bản hay cuộc họp nào")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["title"]


def _make(made: dict[str, forms.Field], name: str, makers: Makers) -> None:
    for field, make in makers.items():
        made[f"{name}-{field}"] = made_field = make()
        style = {"Select": "select", "CheckboxList": "", "Textarea": "textarea", "CheckboxInput": ""}
        kind = style.get(type(made_field.widget).__name__, "input")
        if kind and not made_field.widget.is_hidden:
            attributes = made_field.widget.attrs
            attributes["class"] = f"{kind} {attributes.get('class', '')}".strip()


def _taken(typed: Values, name: str, makers: Makers) -> dict[str, Any]:
    taken = {field: typed.get(f"{name}-{field}") for field in makers}
    taken["key"] = taken["key"] or None
    for field in ("source", "submit_to", "responsible", "through", "report_to"):
        if field in taken:
            taken[field] = taken[field] or None
    if "about" in taken:
        taken["exact"] = not taken.pop("about")
        taken["high"] = taken["low"] if taken["high"] is None else taken["high"]
    return taken


def _says(taken: Values) -> bool:
    """Tell whether anything was typed: keys, and choices that always stand at something, say nothing."""
    return any(
        value not in EMPTY for field, value in taken.items() if field not in ("key", "source", "exact", "outcome")
    )


def flat(title: str, points: list[Point]) -> dict[str, Any]:
    """Return a decision's recorded values under the names of the form's fields."""
    values: dict[str, Any] = {"title": title, "points": len(points)}
    for number, point in enumerate(again(points)):
        name = f"points-{number}"
        values |= _named(name, point, without={"spans", *PARTS})
        values[f"{name}-figures"], values[f"{name}-charges"] = len(point.figures), len(point.charges)
        for at, figure in enumerate(point.figures):
            values |= _named(f"{name}-figures-{at}", figure, without={"spans", "exact"})
            values |= {
                f"{name}-figures-{at}-about": not figure.exact,
                f"{name}-figures-{at}-source": figure.source or "",
            }
        for at, charge in enumerate(point.charges):
            values |= _named(f"{name}-charges-{at}", charge, without={"spans"})
    return values


def _named(place: str, given: BaseModel, *, without: set[str]) -> dict[str, Any]:
    """Return everything that was given of a part, under the names of the form's fields."""
    return {f"{place}-{field}": getattr(given, field) for field in type(given).model_fields if field not in without}


def typed_with_one_more(post: QueryDict, part: str) -> dict[str, Any]:
    """Return what was typed, with one more point, figure or charge; nothing is checked or saved."""
    several = ("places", "with_bodies")
    values: dict[str, Any] = {
        name: post.getlist(name) if name.endswith(several) else post[name] for name in post if name != "add"
    }
    if str(values.get(part, "")).isdigit():
        values[part] = int(values[part]) + 1
    return values
