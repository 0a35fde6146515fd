"""Facts of a meeting that words of an article can be linked to, and the digest that a verdict names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from uuid import UUID

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.decisions.models import Charge, Decision, Figure, Point
from nghitrinh.record.decisions.queries import points_of
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.decisions.wording import render_range
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.messages import Message, Text
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import ItemState, Meeting
from nghitrinh.record.meetings.numbering import number_of
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.record.tasks.models import Task
from nghitrinh.vietnamese import Amount, format_date


@dataclass(frozen=True, kw_only=True)
class ArticleFact:
    """One fact: `code` names it in a palette, `kind` and `key` in links; `value` is how the record says it.

    The rest is what a checker compares with: right names, a whole number, a day, or a range in a unit.
    """

    code: str = ""
    kind: str
    key: str
    label: Text | Message
    value: str
    names: tuple[str, ...] = ()
    number: int | None = None
    on: date | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    unit: str = ""
    exact: bool = True

    @property
    def amount(self) -> Amount | None:
        """Return its range, or None where it is no figure."""
        return None if self.low is None or self.high is None else Amount(self.low, self.high, self.unit)

    @property
    def link(self) -> tuple[str, str]:
        """Return what a link of an article names: kind and key."""
        return self.kind, self.key


def facts_of(meeting: Meeting) -> list[ArticleFact]:
    """Return what an article about a meeting may state: facts of public level, of decisions that are approved.

    Articles are Vietnamese, whatever language the writer's desk has; only labels are in that one.
    """
    with translation.override("vi"):
        facts = [*_of_meeting(meeting)]
        moved = _put_off(meeting)
        for decision in _decisions(meeting):
            facts += _of_decision(decision, moved)
    unique: dict[tuple[str, str], ArticleFact] = {}
    for fact in facts:
        unique.setdefault(fact.link, fact)
    return [replace(fact, code=f"F{number}") for number, fact in enumerate(unique.values(), start=1)]


# What a body is in a charge, by the column that names it.
ROLES = {
    "responsible": _("Cơ quan được giao"),
    "through": _("Chỉ đạo, thông qua"),
    "report_to": _("Báo cáo cho"),
    "with_bodies": _("Phối hợp"),
}


def facts_digest(meeting: Meeting) -> str:
    """Return the digest of a meeting's facts: it changes as soon as one of them does."""
    with translation.override("vi"):
        facts = [
            [fact.kind, fact.key, str(fact.label), fact.value, list(fact.names), canonical.plain(fact.on)]
            for fact in facts_of(meeting)
        ]
    return canonical.digest(canonical.canonical(facts))


def _decisions(meeting: Meeting) -> list[Decision]:
    rows = Decision.objects.filter(item__meeting=meeting, state__in=SETTLED).select_related("item__meeting")
    return [decision for decision in rows.order_by("item__position", "pk") if ceiling(decision) == Level.PUBLIC]


def _of_meeting(meeting: Meeting) -> Iterator[ArticleFact]:
    yield ArticleFact(
        kind="date", key=str(meeting.pk), label=_("Ngày họp"), value=format_date(meeting.day), on=meeting.day
    )
    convenings = meeting.convenings.select_related("organization", "series__term").order_by("recorded_at", "pk")
    for convening in convenings:
        yield _organization(convening.organization, _("Cơ quan họp"))
        if convening.number:
            counted = convening.series.name if convening.series else meeting.kind
            label = Message(_("Số thứ tự (%(counted)s)"), counted=counted)
            yield ArticleFact(
                kind="number", key=str(convening.pk), label=label, value=number_of(convening), number=convening.number
            )
        if convening.series and convening.series.term:
            term = convening.series.term
            yield ArticleFact(kind="term", key=str(term.pk), label=_("Khóa"), value=term.label(), names=(term.number,))
    yield _organization(meeting.owner, _("Cơ quan họp"))
    for chair in chairs_of(meeting):
        said = f"{chair.name}, {chair.post}" if chair.name else chair.post
        names = (chair.post, chair.name) if chair.name else (chair.post,)
        yield ArticleFact(kind="chair", key=str(chair.pk), label=_("Chủ trì"), value=said, names=names)
    items = meeting.items.exclude(state=ItemState.WITHDRAWN)
    number = Decimal(sum(1 for item in items if item.public_name))
    if number:
        said = f"{number} nội dung"
        yield ArticleFact(
            kind="count",
            key=str(meeting.pk),
            label=_("Số nội dung"),
            value=said,
            low=number,
            high=number,
            unit="nội dung",
        )
    if meeting.place:
        yield ArticleFact(
            kind="place", key=str(meeting.pk), label=_("Nơi họp"), value=meeting.place, names=(meeting.place,)
        )


def _organization(organization: Organization, label: Text) -> ArticleFact:
    former = organization.former_names.order_by("-renamed_on").values_list("name", "short_name")
    known = (organization.name, organization.short_name, *(name for pair in former for name in pair))
    names = tuple(name for name in known if name)
    return ArticleFact(kind="organization", key=str(organization.pk), label=label, value=organization.name, names=names)


def _of_decision(decision: Decision, moved: dict[UUID, date]) -> Iterator[ArticleFact]:
    points = Point.objects.filter(version__decision=decision, version__number=decision.current)
    for point in points.select_related("submit_to").order_by("position"):
        yield _outcome(decision, point)
        if point.submit_to:
            yield _organization(point.submit_to, _("Nơi nhận trình"))
        for figure in point.figures.prefetch_related("places").order_by("position"):
            yield from _of_figure(figure)
        for charge in point.charges.prefetch_related("with_bodies").order_by("position"):
            yield from _of_charge(charge, moved.get(charge.key))


def _outcome(decision: Decision, point: Point) -> ArticleFact:
    said = str(point.get_outcome_display())
    label = Message(_("Kết luận: %(title)s"), title=decision.title)
    return ArticleFact(kind="outcome", key=str(point.key), label=label, value=said, names=(point.outcome, said))


def _of_figure(figure: Figure) -> Iterator[ArticleFact]:
    said = render_range(low=figure.low, high=figure.high, unit=figure.unit, exact=figure.exact)
    yield ArticleFact(
        kind="figure",
        key=str(figure.key),
        label=figure.quantity,
        value=said,
        low=figure.low,
        high=figure.high,
        unit=figure.unit,
        exact=figure.exact,
    )
    for place in figure.places.order_by(in_order("name"), "pk"):
        names = tuple(name for name in (f"{place.kind} {place.name}".strip(), place.name) if name)
        yield ArticleFact(kind="place", key=str(place.pk), label=_("Địa danh"), value=names[0], names=names)


def _put_off(meeting: Meeting) -> dict[UUID, date]:
    """Return the deadlines that tasks of a meeting have now, by the charge's key, where they were put off."""
    said = Charge.objects.filter(point__version__number=F("point__version__decision__current"))
    dues = dict(said.filter(point__version__decision__item__meeting=meeting).values_list("key", "due_on"))
    tasks = Task.objects.filter(decision__item__meeting=meeting, charge_key__isnull=False, due_on__isnull=False)
    has = tasks.values_list("charge_key", "due_on")
    return {key: due for key, due in has if key and due and key in dues and dues[key] != due}


def _of_charge(charge: Charge, put_off_to: date | None) -> Iterator[ArticleFact]:
    yield ArticleFact(kind="charge", key=str(charge.key), label=_("Nhiệm vụ"), value=charge.text, names=(charge.text,))
    for column, role in ROLES.items():
        bodies = (
            charge.with_bodies.order_by(in_order("name"), "pk")
            if column == "with_bodies"
            else [getattr(charge, column)]
        )
        for body in filter(None, bodies):
            yield _organization(body, role)
    if put_off_to:
        said = format_date(put_off_to)
        yield ArticleFact(kind="deadline", key=str(charge.key), label=_("Thời hạn"), value=said, on=put_off_to)
    elif charge.due_on or charge.due_text:
        said = charge.due_text or (format_date(charge.due_on) if charge.due_on else "")
        names = (charge.due_text,) if charge.due_text else ()
        yield ArticleFact(
            kind="deadline", key=str(charge.key), label=_("Thời hạn"), value=said, names=names, on=charge.due_on
        )


def public_words(meeting: Meeting) -> list[str]:
    """Return the record's own public words about a meeting: numbers in them are the record's too."""
    items = meeting.items.filter(level=Level.PUBLIC).order_by("position", "pk")
    words = [meeting.name, *(item.title for item in items)]
    for decision in _decisions(meeting):
        words.append(decision.title)
        points = Point.objects.filter(version__decision=decision, version__number=decision.current).order_by("position")
        words += points.values_list("text", flat=True)
    return words


def public_decisions(meeting: Meeting) -> list[tuple[str, list[Point]]]:
    """Return what an article about a meeting may tell of, as concluded: each title with its points in force."""
    return [(decision.title, list(points_of(decision))) for decision in _decisions(meeting)]
