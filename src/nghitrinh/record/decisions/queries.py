"""Reads of decisions that carry meaning, and how two versions of one differ."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import F, Prefetch, Q, QuerySet
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from pydantic import BaseModel

from nghitrinh.record.bodies.models import Location, Organization
from nghitrinh.record.bodies.queries import remembered, sees, visible_to
from nghitrinh.record.course.models import Outcome
from nghitrinh.record.course.queries import put_off_in_the_room
from nghitrinh.record.decisions.given import BESIDE, GivenCharge, GivenFigure, GivenPoint
from nghitrinh.record.decisions.models import Charge, Decision, DecisionRevision, DecisionState, Figure, Point
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.decisions.wording import day_words, render_range
from nghitrinh.record.findings.models import Finding
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.derived import Texts, texts_by_key
from nghitrinh.record.kernel.models import Noun, User
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.voting.publicity import public_counts
from nghitrinh.vietnamese import alphabetical


@dataclass(frozen=True)
class Difference:
    """One value that two versions do not share: where it stands, what it said, what it says; empty is absent.

    What is internal is told to nobody outside: on what vote a point rests.
    """

    where: str
    old: str
    new: str
    is_internal: bool = False


Words = dict[str, Promise]
# How each field is called where two versions of a decision differ.
POINT_WORDS: Words = {
    "outcome": _("mức kết luận"),
    "submit_to": _("báo cáo lên"),
    "text": _("nội dung"),
    "vote": _("biểu quyết"),
    "without_vote": _("vì sao không qua biểu quyết"),
}
COUNTS = _("số biểu quyết")
# What no reader outside is told of a point, nor of its correction; the counts, where the rule lets them out, they are.
INTERNAL = ("vote", "without_vote", "finding")
FIGURE_WORDS: Words = {
    "quantity": _("tên"),
    "as_of": _("thời điểm"),
    "places": _("địa điểm"),
    "source": _("nguồn"),
    "finding": _("bảng đã kiểm tra"),
}
CHARGE_WORDS: Words = {
    "text": _("nội dung"),
    "responsible": _("chủ trì"),
    "through": _("thông qua"),
    "with_bodies": _("phối hợp"),
    "report_to": _("báo cáo"),
    "due_on": _("ngày hạn"),
    "due_text": _("hạn"),
}
# These are written as one value: "khoảng 4.000–5.000 ha".
IN_ONE_VALUE = ("low", "high", "unit", "exact")


@remembered
def decisions_visible_to(user: User | None) -> QuerySet[Decision]:
    """Return the decisions a user may see, in the order of meeting and agenda."""
    return visible_to(user, Decision.objects.all()).select_related("item__meeting", "owner", "source")


def undropped_decisions(user: User | None) -> QuerySet[Decision]:
    """Return the decisions a user may see, without drafts that were dropped: at most one on an item."""
    return decisions_visible_to(user).exclude(state=DecisionState.DROPPED)


def without_decision(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Keep the items that have no decision, or whose drafts were all dropped."""
    undropped = Decision.objects.exclude(state=DecisionState.DROPPED).order_by()
    return items.exclude(pk__in=undropped.values("item"))


def owing_decision(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Keep the items that have no decision and still want one: what was put off is decided at another meeting."""
    return without_decision(items).exclude(pk__in=put_off_in_the_room().values("pk"))


def put_off_undecided(items: QuerySet[AgendaItem]) -> QuerySet[AgendaItem]:
    """Keep the items that the chair put off to another meeting and of which nothing else was written since."""
    return without_decision(items).filter(pk__in=put_off_in_the_room().values("pk"))


def put_off_before(user: User | None, meeting: Meeting) -> QuerySet[AgendaItem]:
    """Return the items that were put off at earlier meetings of a meeting's body and are on no later agenda yet.

    Put off is an item whose decision, once approved, says so in one of its points in force; or, as long as nobody
    drafts a decision on it, one of which the chair said so in the room.
    """
    said = Point.objects.filter(
        outcome=Outcome.DEFERRED,
        version__number=F("version__decision__current"),
        version__decision__state__in=SETTLED,
    )
    going_on = AgendaItem.objects.filter(continues__isnull=False).exclude(state=ItemState.WITHDRAWN)
    carried = going_on.exclude(meeting__state=MeetingState.CANCELLED).order_by().values("continues")
    held = {"meeting__state": MeetingState.CLOSED, "meeting__starts_at__lt": meeting.starts_at}
    items = items_visible_to(user).filter(owner=meeting.owner_id, **held)
    decided = Q(pk__in=said.order_by().values("version__decision__item"))
    put_off = items.filter(decided | Q(pk__in=put_off_undecided(items).order_by().values("pk")))
    return (
        put_off.exclude(pk__in=carried)
        .exclude(state=ItemState.WITHDRAWN)
        .order_by("meeting__starts_at", "position", "id")
    )


def can_see_decision(user: User | None, decision: Decision) -> bool:
    """Tell whether a user may see one decision."""
    return sees(user, decision)


def points_of(decision: Decision, number: int | None = None) -> QuerySet[Point]:
    """Return the points of a version (by default the one in force) with all that stands in them, in five queries."""
    return _with_content(Point.objects.filter(version__decision=decision, version__number=number or decision.current))


def points_in_force(decisions: Iterable[Decision]) -> dict[UUID, list[Point]]:
    """Return the points of several decisions as they are in force, by the decision's key, in the same five queries."""
    found: dict[UUID, list[Point]] = {each.pk: [] for each in decisions}
    newest = Point.objects.filter(version__decision__in=found, version__number=F("version__decision__current"))
    for point in _with_content(newest).select_related("version") if found else ():
        found[point.version.decision_id].append(point)
    return found


def points_by_revision(revisions: Iterable[DecisionRevision]) -> dict[UUID, list[Point]]:
    """Return the points of several versions, by the version's key, in the same five queries."""
    found: dict[UUID, list[Point]] = {each.pk: [] for each in revisions}
    for point in _with_content(Point.objects.filter(version__in=found)):
        found[point.version_id].append(point)
    return found


def _with_content(points: QuerySet[Point]) -> QuerySet[Point]:
    places = Prefetch("places", Location.objects.order_by("figureplace__id"))
    with_bodies = Prefetch("with_bodies", Organization.objects.order_by("chargebody__id"))
    figures = Figure.objects.select_related("source", "finding__file").prefetch_related(places).order_by("position")
    charges = Charge.objects.select_related("responsible", "through", "report_to").prefetch_related(with_bodies)
    return (
        points.select_related("submit_to", "vote__owner", "vote__count")
        .prefetch_related(
            Prefetch("figures", figures), Prefetch("charges", charges.order_by("position")), "vote__count__tallies"
        )
        .order_by("position")
    )


def render_figure(figure: Figure) -> str:
    """Return a figure's value as it is written, such as "khoảng 4.000–5.000 ha"."""
    return render_range(low=figure.low, high=figure.high, unit=figure.unit, exact=figure.exact)


def decision_differences(old_revision: DecisionRevision, new_revision: DecisionRevision) -> list[Difference]:
    """Return what differs between the points of two versions of a decision; what kept its key is compared."""
    old = {point.key: point for point in _with_content(old_revision.points.all())}
    new = {point.key: point for point in _with_content(new_revision.points.all())}
    before, after = _facts(old), _facts(new)
    places = {**{key: where for key, (where, _) in before.items()}, **{key: where for key, (where, _) in after.items()}}
    pairs = [(where, key, before.get(key, ("", ""))[1], after.get(key, ("", ""))[1]) for key, where in places.items()]
    # What is wholly new or gone has no place that changed.
    both = {key for key in old if key in new}
    return [
        Difference(where, was, now, field in INTERNAL)
        for where, (key, field), was, now in pairs
        if was != now and (field != "position" or key in both)
    ]


def revision_differences(old_revision: DecisionRevision, new_revision: DecisionRevision) -> list[Difference]:
    """Return what differs between two versions of a decision, its title first.

    A title is no part of a version: the journal's line that wrote the version says whether it changed with it. Where
    that line was erased, nobody knows.
    """
    line = journal.lines_about("decisionrevision", new_revision.pk).last()
    changes = journal.changes_of(line, journal.content_of(line.seq)) if line else []
    titles = [change for change in changes if (change.kind, change.field) == (Decision._meta.model_name, "title")]
    return [
        *(Difference(str(_("tên kết luận")), str(change.old), str(change.new)) for change in titles),
        *decision_differences(old_revision, new_revision),
    ]


def _facts(points: dict[UUID, Point]) -> dict[tuple[UUID, str], tuple[str, str]]:
    """Return every value of the points by key and field, each with its place in words."""
    facts: dict[tuple[UUID, str], tuple[str, str]] = {}
    for key, point in points.items():
        place = _("điểm %(position)s") % {"position": point.position}
        for field, name, value in _point_facts(point):
            facts[key, field] = (f"{place}, {name}", value)
        of_a_figure, of_a_charge = _("số liệu"), _("việc")
        for at, figure in enumerate(point.figures.all(), start=1):
            for field, name, value in _figure_facts(figure):
                facts[figure.key, field] = (f"{place}, {of_a_figure} {at}, {name}", value)
        for at, charge in enumerate(point.charges.all(), start=1):
            for field, name, value in _charge_facts(charge):
                facts[charge.key, field] = (f"{place}, {of_a_charge} {at}, {name}", value)
    return facts


def _point_facts(point: Point) -> Iterator[tuple[str, str, str]]:
    yield "position", str(_("thứ tự")), str(point.position)
    counts = public_counts(point.vote)
    yield "counts", str(COUNTS), counts.value if counts else ""
    yield from _said(point, GivenPoint, POINT_WORDS)


def _figure_facts(figure: Figure) -> Iterator[tuple[str, str, str]]:
    for name, called, value in _said(figure, GivenFigure, FIGURE_WORDS):
        yield name, called, value
        if name == "quantity":
            yield "value", figure.quantity, render_figure(figure)


def _charge_facts(charge: Charge) -> Iterator[tuple[str, str, str]]:
    yield from _said(charge, GivenCharge, CHARGE_WORDS)


def _said(row: Point | Figure | Charge, given: type[BaseModel], called: Words) -> Iterator[tuple[str, str, str]]:
    """Yield name, word and value of everything that was given of a row; a field without a word is a mistake of ours."""
    for name in given.model_fields:
        if name not in (*BESIDE, *IN_ONE_VALUE):
            yield name, str(called[name]), _value(row, name)


def _value(row: Point | Figure | Charge, name: str) -> str:
    field = row._meta.get_field(name)
    value = getattr(row, name)
    if getattr(field, "choices", None):
        return str(getattr(row, f"get_{name}_display")())
    if field.many_to_many:
        return _names(value.all())
    if isinstance(value, Finding):  # whoever reads the decision need not see the paper that it is of
        return f"SHA-256 {value.file.digest[:12]}"
    if isinstance(value, Noun):
        return value.label()
    return day_words(value) if isinstance(value, date) else str(value or "")


def _names(rows: Iterable[Location | Organization]) -> str:
    """Return names in one order: who stands first among several says nothing."""
    return ", ".join(sorted((row.name for row in rows), key=alphabetical))


def texts_of_decisions(decisions: QuerySet[Decision]) -> Texts:
    """Return what search reads of decisions: their points in the newest version."""
    points = Point.objects.filter(
        version__decision__in=decisions.order_by().values("pk"), version__number=F("version__decision__current")
    )
    return texts_by_key(points.order_by("position").values_list("version__decision", "text"))
