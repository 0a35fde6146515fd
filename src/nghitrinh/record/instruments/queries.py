"""Reads of instruments that carry meaning."""

from collections.abc import Iterable
from copy import copy
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Min, Q, QuerySet

from nghitrinh.record.bodies.models import Organization, Owned
from nghitrinh.record.bodies.queries import organizations_of, remembered, visible_to
from nghitrinh.record.decisions.models import Decision, DecisionRevision, DecisionState
from nghitrinh.record.instruments.models import (
    OVER,
    DocumentTemplate,
    Instrument,
    InstrumentRevision,
    InstrumentState,
    IssuedDecision,
    Register,
    TemplateKind,
)
from nghitrinh.record.instruments.symbols import other_kind
from nghitrinh.record.instruments.telling import WORDING, Telling
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.publishing import items_to_publish
from nghitrinh.record.publications.queries import is_live, live_among, withdrawn_among
from nghitrinh.record.tasks.models import Task, TaskBody


@remembered
def instruments_visible_to(user: User | None) -> QuerySet[Instrument]:
    """Return the instruments a user may see, newest first."""
    return visible_to(user, Instrument.objects.all()).select_related("meeting", "register", "owner", "source")


def instruments_of(user: User | None, meeting: Meeting) -> QuerySet[Instrument]:
    """Return the visible instruments of one meeting."""
    return instruments_visible_to(user).filter(meeting=meeting)


def first_account(meeting: Meeting) -> date | None:
    """Return the day of the first document about a meeting that was issued and still holds; None for none."""
    issued = Instrument.objects.filter(meeting=meeting).exclude(state__in=OVER)
    first: date | None = issued.aggregate(first=Min("issued_on"))["first"]
    return first


def instruments_issuing(user: User | None, decision: Decision) -> QuerySet[Instrument]:
    """Return the visible instruments that issue, or would issue, a decision in any of their versions."""
    return instruments_visible_to(user).filter(versions__decisions__decision=decision).distinct()


def in_documents() -> QuerySet[IssuedDecision, Any]:
    """Return the keys of the decisions that a document, drafted or issued and not withdrawn, carries now."""
    newest = IssuedDecision.objects.filter(version__number=F("version__instrument__current"))
    return newest.exclude(version__instrument__state__in=OVER).values_list("decision", flat=True)


def left_without(instrument: Instrument) -> list[Decision]:
    """Return the decisions of a document that no other document in force tells: its withdrawal leaves them without.

    What was entered from a source was issued by a document outside this record, which no withdrawal here concerns.
    """
    issued = [row.decision for row in pinned(instrument)]
    others = in_documents().filter(version__instrument__state=InstrumentState.ISSUED)
    elsewhere = set(others.exclude(version__instrument=instrument).filter(decision__in=[each.pk for each in issued]))
    return [
        each for each in issued if each.state == DecisionState.ISSUED and each.approved_on and each.pk not in elsewhere
    ]


def withdrawn_carrying(decision: Decision) -> list[Instrument]:
    """Return the withdrawn documents that issued a decision, the last of them first."""
    carrying = {"versions__decisions__decision": decision, "state": InstrumentState.WITHDRAWN}
    return list(
        Instrument.objects.filter(**carrying).select_related("register").distinct().order_by("-issued_on", "pk")
    )


def carried_by(user: User | None, meeting: Meeting) -> dict[UUID, list[Instrument]]:
    """Return, by a decision's key, which visible documents of a meeting, not withdrawn, carry it; the issued first."""
    living = [*instruments_of(user, meeting).exclude(state__in=OVER)]
    found: dict[UUID, list[Instrument]] = {}
    rows = pinned_of(living)
    for instrument in sorted(living, key=lambda each: each.number is None):
        for row in rows[instrument.pk]:
            found.setdefault(row.decision_id, []).append(instrument)
    return found


def pinned(instrument: Instrument) -> list[IssuedDecision]:
    """Return which decisions, in which versions, the newest version of an instrument issues, in agenda order."""
    return pinned_of([instrument])[instrument.pk]


def pinned_of(instruments: Iterable[Instrument]) -> dict[UUID, list[IssuedDecision]]:
    """Return the same of several instruments, by the instrument's key, in one query."""
    newest = {each.pk: each.current for each in instruments}
    rows = IssuedDecision.objects.filter(version__instrument__in=newest, version__number__in={*newest.values()})
    found: dict[UUID, list[IssuedDecision]] = {key: [] for key in newest}
    for row in rows.select_related("version", "decision__item__meeting").order_by("decision__item__position", "pk"):
        if row.version.number == newest[row.version.instrument_id]:
            found[row.version.instrument_id].append(row)
    return found


def telling_in(instruments: Iterable[Instrument]) -> dict[UUID, Telling | None]:
    """Return what the newest versions of instruments tell besides their decisions, by the instrument's key."""
    newest = {each.pk: each.current for each in instruments}
    found: dict[UUID, Telling | None] = dict.fromkeys(newest)
    rows = InstrumentRevision.objects.filter(instrument__in=newest)
    for instrument, number, kept in rows.values_list("instrument", "number", "telling"):
        if kept is not None and number == newest[instrument]:
            found[instrument] = Telling.from_kept(kept)
    return found


def texts_of(instruments: Iterable[Instrument]) -> dict[UUID, list[InstrumentRevision]]:
    """Return every version of the text of some instruments, by the instrument's key, the oldest first, in one query."""
    found: dict[UUID, list[InstrumentRevision]] = {each.pk: [] for each in instruments}
    rows = InstrumentRevision.objects.filter(instrument__in=found).select_related("recorded_by")
    for version in rows.order_by("instrument", "number"):
        found[version.instrument_id].append(version)
    return found


def wording_of(instrument: Instrument) -> int:
    """Return how a version that is written now is worded: a correction as the text that it corrects.

    That is the newest text that there is: a correction counts itself before it is written.
    """
    if instrument.number is None:
        return WORDING
    texts = InstrumentRevision.objects.filter(instrument=instrument).order_by("-number")
    kept = texts.values_list("telling", flat=True).first()
    return Telling.from_kept(kept).wording if kept else 0


def issued_texts_of(instruments: Iterable[Instrument]) -> dict[UUID, list[InstrumentRevision]]:
    """Return the texts of issued documents, the oldest first: the one that was signed, then its corrections.

    Versions before it were drafts.
    """
    found = texts_of(each for each in instruments if each.number is not None)
    return {key: issued_among(versions) for key, versions in found.items()}


def issued_among(versions: list[InstrumentRevision]) -> list[InstrumentRevision]:
    """Return of the versions of one issued document those since its issue: its own text, then the corrections."""
    first = max((index for index, each in enumerate(versions) if not each.is_correction), default=0)
    return versions[first:]


def with_text(instrument: Instrument, version: InstrumentRevision) -> Instrument:
    """Return a document as it was while a version of its text was the newest, to be read and never saved."""
    then = copy(instrument)
    then.current = version.number
    return then


def _issued_by(instrument: Instrument) -> QuerySet[IssuedDecision, UUID]:
    """Return the keys of the decisions that the newest version of an instrument issues, to be asked within a query."""
    newest = IssuedDecision.objects.filter(version__instrument=instrument, version__number=instrument.current)
    return newest.order_by().values_list("decision", flat=True)


def successors_of(user: User | None, instrument: Instrument) -> QuerySet[Instrument]:
    """Return the visible documents in force that stand in a document's place, the first issued first.

    In its place stands, for each decision it issued, the document that was first to carry it of those in force.
    """
    first = _first_carrying(instrument)
    return instruments_visible_to(user).filter(pk__in={*first.values()}).order_by("issued_on", "pk")


def predecessors_of(user: User | None, instrument: Instrument) -> QuerySet[Instrument]:
    """Return the visible withdrawn documents in whose place a document stands, the first issued first.

    One that carries a decision which an earlier document in force carries already stands in nobody's place for it.
    """
    first = _first_carrying(instrument)
    decisions = [decision for decision, carrier in first.items() if carrier == instrument.pk]
    carrying = {"versions__decisions__decision__in": decisions, "state": InstrumentState.WITHDRAWN}
    found = instruments_visible_to(user).filter(**carrying).exclude(pk=instrument.pk)
    return found.order_by("issued_on", "pk").distinct()


def _first_carrying(instrument: Instrument) -> dict[UUID, UUID]:
    """Return, for each decision of a document, which document in force was first to carry it, both by their keys."""
    issued = {"decision__in": _issued_by(instrument), "version__instrument__state": InstrumentState.ISSUED}
    in_force = in_documents().filter(**issued)
    order = ("version__instrument__issued_on", "version__instrument__number", "version__instrument")
    found: dict[UUID, UUID] = {}
    for decision, carrier in in_force.order_by(*order).values_list("decision", "version__instrument"):
        found.setdefault(decision, carrier)
    return found


def template_of(organization: Organization, kind: str = TemplateKind.NOTICE) -> DocumentTemplate | None:
    """Return the Word template that an organization's documents of a kind are made with now; None for our own form."""
    in_use = DocumentTemplate.objects.filter(organization=organization, kind=kind, ended_on=None)
    return in_use.order_by("-recorded_at", "pk").first()


def registers_of(meeting: Meeting) -> QuerySet[Register]:
    """Return the open registers that can number a notice of a meeting: none whose symbol says another kind."""
    found = Register.objects.filter(organization=meeting.owner_id, closed_on__isnull=True).order_by("symbol", "pk")
    others = [each.pk for each in found if other_kind(each.symbol)]
    return found.exclude(pk__in=others) if others else found


def bodies_charged_by(instrument: Instrument) -> QuerySet[Organization]:
    """Return the bodies that have a task from what an instrument issues, in the order of their names."""
    tasks = Task.objects.filter(decision__in=_issued_by(instrument)).order_by()
    charged = Q(pk__in=tasks.values("responsible")) | Q(pk__in=tasks.values("through"))
    with_bodies = Q(pk__in=TaskBody.objects.filter(task__in=tasks.values("pk")).values("organization"))
    return Organization.objects.filter(charged | with_bodies).order_by(in_order("name"))


def extracts_for(user: User | None, task: Task) -> list[tuple[Instrument, Organization]]:
    """Return the issued instruments that gave a task, each with a body of this user's whose extract holds it."""
    mine = organizations_of(user, [Role.OFFICER])
    names = {each.pk: each for each in [task.responsible, task.through, *task.with_bodies.all()] if each is not None}
    bodies = [body for key, body in names.items() if key in mine]
    if not bodies or task.decision_id is None:
        return []
    giving = in_documents().filter(decision=task.decision_id, version__instrument__number__isnull=False)
    found = Instrument.objects.filter(pk__in=giving.order_by().values("version__instrument"))
    instruments = found.select_related("meeting", "register", "owner", "source").order_by("issued_on", "pk")
    return [(instrument, body) for instrument in instruments for body in bodies]


def extract_seen_by(user: User | None, instrument: UUID, body: UUID) -> Instrument | None:
    """Return an issued instrument whose extract for a body a user may read: from inside, or as that body's officer."""
    officer = body in organizations_of(user, [Role.OFFICER])
    issued = Instrument.objects.filter(number__isnull=False).exclude(state__in=OVER)
    seen = issued if officer else instruments_visible_to(user)
    found = seen.select_related("meeting", "register", "owner", "source").filter(pk=instrument).first()
    return found if found and bodies_charged_by(found).filter(pk=body).exists() else None


def issued_versions(instrument: Instrument) -> list[DecisionRevision]:
    """Return the versions of decisions that the newest version of an instrument issues, in agenda order."""
    return issued_versions_of([instrument])[instrument.pk]


def issued_versions_of(instruments: Iterable[Instrument]) -> dict[UUID, list[DecisionRevision]]:
    """Return the same of several instruments, by the instrument's key, in two queries."""
    issued = pinned_of(instruments)
    revisions = DecisionRevision.objects.select_related("decision__item").filter(
        decision__in={row.decision_id for rows in issued.values() for row in rows}
    )
    found = {(each.decision_id, each.number): each for each in revisions}
    return {key: [found[row.decision_id, row.decision_number] for row in rows] for key, rows in issued.items()}


def released_with(instrument: Instrument) -> list[tuple[Decision, list[Task]]]:
    """Return the decisions that a document's release publishes, each with the tasks that come with it.

    A decision whose document was withdrawn comes back with the one that issues it anew, and its tasks with it; a task
    that was taken back alone stays so.
    """
    decisions = [row.decision for row in pinned(instrument)]
    tasks = list(Task.objects.filter(decision__in=decisions).select_related("decision__item__meeting").order_by("pk"))
    gone = withdrawn_among([*decisions, *tasks])
    coming = [task for task in tasks if task.decision_id in gone or task.pk not in gone]
    return [(each, [task for task in coming if task.decision_id == each.pk]) for each in decisions]


def coming_with(instrument: Instrument) -> list[Owned]:
    """Return what a document's release would publish that is not public now: its meeting and the agenda too."""
    with_meeting: list[Owned] = [instrument.meeting, *items_to_publish(instrument.meeting)]
    with_it = [noun for decision, tasks in released_with(instrument) for noun in (decision, *tasks)]
    published: list[Owned] = [instrument, *with_it, *with_meeting]
    live = live_among(published)
    return [each for each in published if each.pk not in live]


def leaving_with(instrument: Instrument) -> list[Owned]:
    """Return what a document's withdrawal takes from the public: itself, the decisions that it alone issues, tasks."""
    others = Instrument.objects.filter(meeting=instrument.meeting_id).exclude(pk=instrument.pk)
    issued_elsewhere = pinned_of(other for other in others if is_live(other))
    elsewhere = {row.decision_id for rows in issued_elsewhere.values() for row in rows}
    leaving: list[Owned] = [instrument]
    for row in pinned(instrument):
        if row.decision_id not in elsewhere:
            leaving += [row.decision, *Task.objects.filter(decision=row.decision).order_by("pk")]
    return leaving
