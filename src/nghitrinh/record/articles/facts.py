"""Facts of a meeting that words of an article can be linked to, and the digest that a verdict names."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.db.models import F
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.ceilings import ceiling
from nghitrinh.record.bodies.models import FormerName, Location, Organization
from nghitrinh.record.decisions.models import Charge, Decision, Figure, Point
from nghitrinh.record.decisions.queries import points_in_force
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.decisions.wording import render_range
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.messages import Message, Text
from nghitrinh.record.meetings.form_words import words_of
from nghitrinh.record.meetings.models import ItemState, Meeting
from nghitrinh.record.meetings.numbering import number_of
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.record.tasks.models import Task
from nghitrinh.record.voting.models import Vote
from nghitrinh.record.voting.publicity import public_counts
from nghitrinh.vietnamese import Amount, VoteCounts, alphabetical, format_date


@dataclass(frozen=True, kw_only=True)
class ArticleFact:
    """One fact: `code` names it in a palette, `kind` and `key` in links; `value` is how the record says it.

    The rest is what a checker compares with: right names, a whole number, a day, a range in a unit, or the counts of a
    vote.
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
    counts: VoteCounts | None = None

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
        known, decisions = Names(), _decisions(meeting)
        facts = [*_of_meeting(meeting, known)]
        moved, points = _put_off(meeting), points_in_force(decisions)
        for decision in decisions:
            facts += _of_decision(decision, points[decision.pk], moved, known)
    unique: dict[tuple[str, str], ArticleFact] = {}
    for fact in facts:
        unique.setdefault(fact.link, fact)
    return [replace(fact, code=f"F{number}") for number, fact in enumerate(unique.values(), start=1)]


SIDES = ("for", "against", "abstaining")
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


class Names:
    """What organizations are and were called, the newest former name first, asked in one query for all of them."""

    def __init__(self) -> None:
        self._former: dict[UUID, list[str]] = {}
        for each in FormerName.objects.order_by("-renamed_on", "pk"):
            self._former.setdefault(each.organization_id, []).extend((each.name, each.short_name))

    def of(self, organization: Organization) -> tuple[str, ...]:
        """Return every name, long or short, that an organization ever bore."""
        former = self._former.get(organization.pk, [])
        return tuple(name for name in (organization.name, organization.short_name, *former) if name)


def _of_meeting(meeting: Meeting, known: Names) -> Iterator[ArticleFact]:
    words = words_of(meeting)
    yield ArticleFact(kind="date", key=str(meeting.pk), label=words.day, value=format_date(meeting.day), on=meeting.day)
    convenings = meeting.convenings.select_related("organization", "series__term").order_by("recorded_at", "pk")
    for convening in convenings:
        yield _organization(convening.organization, words.body, known)
        if convening.number:
            counted = convening.series.name if convening.series else meeting.kind
            label = Message(_("Số thứ tự (%(counted)s)"), counted=counted)
            yield ArticleFact(
                kind="number", key=str(convening.pk), label=label, value=number_of(convening), number=convening.number
            )
        if convening.series and convening.series.term:
            term = convening.series.term
            yield ArticleFact(kind="term", key=str(term.pk), label=_("Khóa"), value=term.label(), names=(term.number,))
    yield _organization(meeting.owner, words.body, known)
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


def _organization(organization: Organization, label: Text, names: Names) -> ArticleFact:
    key, known = str(organization.pk), names.of(organization)
    return ArticleFact(kind="organization", key=key, label=label, value=organization.name, names=known)


def _of_decision(
    decision: Decision, points: list[Point], moved: dict[UUID, date], names: Names
) -> Iterator[ArticleFact]:
    for point in points:
        yield _outcome(decision, point)
        yield from _vote(decision, point)
        if point.submit_to:
            yield _organization(point.submit_to, _("Nơi nhận trình"), names)
        for figure in point.figures.all():
            yield from _of_figure(figure)
        for charge in point.charges.all():
            yield from _of_charge(charge, moved.get(charge.key), names)


def _outcome(decision: Decision, point: Point) -> ArticleFact:
    said = str(point.get_outcome_display())
    label = Message(_("Kết luận: %(title)s"), title=decision.title)
    return ArticleFact(kind="outcome", key=str(point.key), label=label, value=said, names=(point.outcome, said))


def _vote(decision: Decision, point: Point) -> Iterator[ArticleFact]:
    """Yield the counts of the vote on which a point rests, where the rule lets them out; its question stays inside."""
    public = public_counts(point.vote)
    if public and point.vote:
        label = Message(_("Biểu quyết: %(title)s"), title=decision.title)
        names = (public.number, *(str(public.counts.of_side(side)) for side in SIDES))
        key = str(point.vote.pk)
        yield ArticleFact(kind="vote", key=key, label=label, value=public.value, names=names, counts=public.counts)


def withheld_votes(meeting: Meeting) -> set[str]:
    """Return the keys of the votes under public points of a meeting whose rule does not let their counts out."""
    rests = {"points__version__number": F("points__version__decision__current")}
    public = {"points__version__decision__level": Level.PUBLIC, "item__level": Level.PUBLIC, "item__meeting": meeting}
    votes = Vote.objects.filter(**rests, **public).select_related("owner", "count").prefetch_related("count__tallies")
    return {str(vote.pk) for vote in votes if public_counts(vote) is None}


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
    for place in sorted(figure.places.all(), key=_by_name):
        names = tuple(name for name in (f"{place.kind} {place.name}".strip(), place.name) if name)
        yield ArticleFact(kind="place", key=str(place.pk), label=_("Địa danh"), value=names[0], names=names)


def _by_name(named: Location | Organization) -> tuple[Any, str]:
    return alphabetical(named.name), str(named.pk)


def _put_off(meeting: Meeting) -> dict[UUID, date]:
    """Return the deadlines that tasks of a meeting have now, by the charge's key, where they were put off."""
    said = Charge.objects.filter(point__version__number=F("point__version__decision__current"))
    dues = dict(said.filter(point__version__decision__item__meeting=meeting).values_list("key", "due_on"))
    tasks = Task.objects.filter(decision__item__meeting=meeting, charge_key__isnull=False, due_on__isnull=False)
    has = tasks.values_list("charge_key", "due_on")
    return {key: due for key, due in has if key and due and key in dues and dues[key] != due}


def _of_charge(charge: Charge, put_off_to: date | None, known: Names) -> Iterator[ArticleFact]:
    yield ArticleFact(kind="charge", key=str(charge.key), label=_("Nhiệm vụ"), value=charge.text, names=(charge.text,))
    for column, role in ROLES.items():
        several = column == "with_bodies"
        bodies = sorted(charge.with_bodies.all(), key=_by_name) if several else [getattr(charge, column)]
        for body in filter(None, bodies):
            yield _organization(body, role, known)
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
    decisions = _decisions(meeting)
    points = points_in_force(decisions)
    for decision in decisions:
        words += [decision.title, *(point.text for point in points[decision.pk])]
    return words


def public_decisions(meeting: Meeting) -> list[tuple[str, list[Point]]]:
    """Return what an article about a meeting may tell of, as concluded: each title with its points in force."""
    decisions = _decisions(meeting)
    points = points_in_force(decisions)
    return [(decision.title, points[decision.pk]) for decision in decisions]
