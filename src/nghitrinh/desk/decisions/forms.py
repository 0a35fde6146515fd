"""The form of a decision: points, each with its outcome, figures and charges, as many as are wanted (`kit.parts`)."""

from collections.abc import Iterable, Iterator
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.days import DayField
from nghitrinh.desk.kit.forms import ActForm, CheckboxList, NumberField
from nghitrinh.desk.kit.parts import Part, several
from nghitrinh.record.bodies.models import MEETING_PLACE, Location, Organization
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.decisions.computed import ComputedFigure, offered_to
from nghitrinh.record.decisions.given import GivenPoint, again
from nghitrinh.record.decisions.models import Decision, Point
from nghitrinh.record.decisions.resting import never_enough, said_of, votes_for
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.voting.publicity import public_counts
from nghitrinh.vietnamese import format_number

Choices = list[tuple[str, str]]


class _One(forms.TypedChoiceField):
    """One of what the form offers under a name; every part shares the list, which is asked for once."""

    def __init__(self, among: str, **kwargs: Any) -> None:
        self.among = among
        super().__init__(coerce=UUID, empty_value=None, **{"required": False} | kwargs)


class _Any(forms.TypedMultipleChoiceField):
    """Any number of what the form offers under a name."""

    def __init__(self, among: str, **kwargs: Any) -> None:
        self.among = among
        super().__init__(coerce=UUID, required=False, widget=CheckboxList, **kwargs)


class _Offered(Part):
    """A part of a decision, with the form's choices. `key` tells a part that the record has from a new one.

    A part that somebody took out of the record meanwhile, and that is sent after all, is a new one.
    """

    key = forms.UUIDField(required=False, widget=forms.HiddenInput)

    def __init__(
        self,
        *args: Any,
        offered: dict[str, Choices],
        recorded: set[str],
        figures: dict[str, ComputedFigure],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.recorded, self.figures = recorded, figures
        for field in self.fields.values():
            if isinstance(field, _One):
                field.choices = [("", "—"), *offered[field.among]]
            elif isinstance(field, _Any):
                field.choices = offered[field.among]

    def parameters(self) -> dict[str, Any]:
        """Return the part as the acts take it."""
        given = super().parameters()
        return given | {"key": given["key"] if str(given["key"]) in self.recorded else None}


def _telling(phrases: Choices) -> str:
    """Return how the words of a point may tell what its vote came to."""
    listed = "; ".join(f"“{phrase}”" for _vote, phrase in phrases)
    return gettext("Lời kết luận có thể ghi: %(phrases)s") % {"phrases": listed}


def _text(rows: int, **more: Any) -> forms.CharField:
    return forms.CharField(widget=forms.Textarea(attrs={"rows": rows, "class": "textarea--record"}), **more)


def computed_words(figure: ComputedFigure) -> str:
    """Return a computed figure as a choice: what it is of, its value, and the file that it comes from."""
    return f"{figure.quantity}: {format_number(figure.value)} {figure.unit} ({figure.finding.file.name})"


class FigureForm(_Offered):
    """A checked value of a point."""

    called = _("số liệu %(number)d")
    silent = ("key", "about", "source")

    computed = forms.ChoiceField(
        label=_("Lấy từ bảng đã kiểm tra"),
        required=False,
        help_text=_("Chọn ở đây thì tên, con số và đơn vị để trống được: lấy đúng như bảng"),
    )
    quantity = forms.CharField(
        label=_("Đại lượng"), max_length=200, error_messages={"required": _("Ghi tên đại lượng")}
    )
    low = NumberField(label=_("Từ"), error_messages={"required": _("Ghi con số")})
    high = NumberField(label=_("Đến"), required=False, help_text=_("Một số: chỉ ghi ở Từ"))
    unit = forms.CharField(label=_("Đơn vị"), required=False, max_length=40)
    about = forms.BooleanField(label=_("Số ước chừng (“khoảng”)"), required=False)
    as_of = forms.CharField(label=_("Tính đến"), required=False, max_length=40)
    places = _Any("places", label=_("Địa bàn"))
    source = forms.UUIDField(required=False, widget=forms.HiddenInput)  # what a figure was read from stays with it

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.figures:
            del self.fields["computed"]
            return
        choices = [(key, computed_words(each)) for key, each in self.figures.items()]
        self.fields["computed"] = forms.ChoiceField(
            label=self.fields["computed"].label,
            help_text=self.fields["computed"].help_text,
            required=False,
            choices=[("", "—"), *choices],
        )
        self.order_fields(["key", "computed"])
        self.initial.setdefault("computed", self._recorded())
        if self.is_bound and self.data.get(self.add_prefix("computed")):
            self.fields["quantity"].required = self.fields["low"].required = False

    def _recorded(self) -> str:
        """Return the figure that the record took from a finding, among those that are offered."""
        named, low, unit = (self.initial.get(name) for name in ("finding", "low", "unit"))
        wanted = (named, low, unit)
        same = [key for key, each in self.figures.items() if (each.finding.pk, each.value, each.unit) == wanted]
        own = [key for key in same if self.figures[key].quantity == self.initial.get("quantity")]
        return next(iter(own or same), "")

    def parameters(self) -> dict[str, Any]:
        """Return the figure as the acts take it: one number is from it to itself, a computed one as it was computed."""
        given = super().parameters()
        taken = self.figures.get(given.pop("computed", ""))
        given["finding"] = taken.finding.pk if taken else None
        if taken is not None:
            given["quantity"] = given["quantity"] or taken.quantity
            given["unit"] = given["unit"] or taken.unit
            given["low"] = taken.value if given["low"] is None else given["low"]
        high = given["low"] if given["high"] is None else given["high"]
        return given | {"high": high, "exact": not given.pop("about")}


class ChargeForm(_Offered):
    """What a point charges whom with."""

    called = _("việc giao %(number)d")
    silent = ("key",)

    text = _text(2, label=_("Việc"), error_messages={"required": _("Ghi việc")})
    responsible = _One(
        "bodies",
        label=_("Chịu trách nhiệm"),
        required=True,
        error_messages={"required": _("Chọn cơ quan chịu trách nhiệm")},
    )
    through = _One("bodies", label=_("Chỉ đạo, thông qua"))
    with_bodies = _Any("bodies", label=_("Phối hợp"))
    report_to = _One("bodies", label=_("Báo cáo cho"))
    due_on = DayField(label=_("Hạn"), required=False)
    due_text = forms.CharField(
        label=_("Hạn bằng lời"), required=False, max_length=120, help_text=_("Khi không có ngày: “trong quý IV”")
    )


class PointForm(_Offered):
    """A point of the decision, with its figures and charges."""

    called = _("Ý %(number)d")
    silent = ("key", "outcome")
    parts = {"figures": several(FigureForm), "charges": several(ChargeForm)}

    outcome = forms.ChoiceField(
        label=_("Mức kết luận"),
        choices=[("", _("Chọn")), *Outcome.choices],  # a choice that was forgotten must not become an agreement
        error_messages={"required": _("Chọn mức kết luận")},
    )
    submit_to = _One("bodies", label=_("Báo cáo lên"))
    text = _text(5, label=_("Lời kết luận"), error_messages={"required": _("Ghi lời kết luận")})
    vote = _One("votes", label=_("Dựa trên biểu quyết"))
    without_vote = forms.CharField(
        label=_("Hoặc: người chủ trì kết luận không qua biểu quyết, vì"), required=False, max_length=300
    )

    def __init__(self, *args: Any, asks_why: bool, offered: dict[str, Choices], **kwargs: Any) -> None:
        super().__init__(*args, offered=offered, **kwargs)
        if not offered["votes"]:
            del self.fields["vote"]
        elif offered["phrases"]:
            self.fields["vote"].help_text = _telling(offered["phrases"])
        if not asks_why and not self.initial.get("without_vote"):
            del self.fields["without_vote"]

    def make_parts(self, **options: Any) -> None:
        """Make figures and charges, which rest on what their point does."""
        super().make_parts(**{name: value for name, value in options.items() if name != "asks_why"})


class DecisionForm(ActForm):
    """A decision's title and points."""

    parts = {"points": several(PointForm)}

    title = forms.CharField(
        label=_("Tên kết luận"), max_length=500, widget=forms.Textarea(attrs={"rows": 2, "class": "textarea--record"})
    )

    def __init__(self, *args: Any, concluding: Decision, **kwargs: Any) -> None:
        self.concluding = concluding
        super().__init__(*args, **kwargs)

    def offered(self) -> dict[str, Any]:
        """Offer the bodies and places there are, those that the decision names already, and the votes on its item."""
        named = set(_named(self.initial.get("points", ())))
        bodies = Organization.objects.order_by(in_order("name")).values_list("pk", "name", "ended_on")
        places = (
            Location.objects.exclude(kind=MEETING_PLACE).order_by(in_order("name")).values_list("pk", "name", "ends_on")
        )
        choices = {
            among: [(str(pk), name) for pk, name, ended in rows if ended is None or str(pk) in named]
            for among, rows in (("bodies", bodies), ("places", places))
        }
        votes = votes_for(self.concluding)
        choices["votes"] = [(str(pk), said_of(vote)) for pk, vote in votes.items()]
        let_out = [(str(pk), public.phrase) for pk, vote in votes.items() if (public := public_counts(vote))]
        choices["phrases"] = let_out if self.concluding.level == Level.PUBLIC else []
        asks_why = bool(choices["votes"]) or never_enough(self.concluding.item.meeting) is not None
        figures = {each.key: each for each in offered_to(self.concluding)}
        return {"offered": choices, "recorded": named, "asks_why": asks_why, "figures": figures}


class CorrectionForm(DecisionForm):
    """A correction: why, and on whose word."""

    reason = forms.CharField(label=_("Lý do đính chính"), max_length=500, widget=forms.Textarea(attrs={"rows": 2}))
    authority = forms.CharField(
        label=_("Căn cứ"), max_length=300, help_text=_("Ai cho phép, ở văn bản hay cuộc họp nào")
    )

    agreed_on = DayField(
        label=_("Người chủ trì đồng ý ngày"),
        help_text=_("Kết luận đã được duyệt: đính chính là của người chủ trì, thư ký chỉ ghi nhận"),
    )

    def __init__(self, *args: Any, asks_agreement: bool = True, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["title"]
        if not asks_agreement:
            del self.fields["agreed_on"]


def recorded(title: str, points: Iterable[Point]) -> dict[str, Any]:
    """Return a decision's recorded values as its form begins with them."""
    return {"title": title, "points": [_recorded(point) for point in again(points)]}


def _recorded(point: GivenPoint) -> dict[str, Any]:
    values = point.model_dump(exclude={"spans"}, warnings=False)
    return values | {"figures": [figure | _as_typed(figure) for figure in values["figures"]]}


def _as_typed(figure: dict[str, Any]) -> dict[str, Any]:
    """Return how a figure was typed: one number is "from" alone, as it is asked for."""
    return {"about": not figure["exact"], "high": None if figure["high"] == figure["low"] else figure["high"]}


def _named(values: Any) -> Iterator[str]:
    """Yield everything that is said in the values of a form, at any depth, as text."""
    if isinstance(values, dict):
        values = values.values()
    if isinstance(values, str) or not hasattr(values, "__iter__"):
        yield str(values)
        return
    for each in values:
        yield from _named(each)
