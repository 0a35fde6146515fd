"""Reads of instruments that carry meaning."""

from collections.abc import Iterable
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
    InstrumentKind,
    InstrumentRevision,
    InstrumentState,
    IssuedDecision,
    Register,
)
from nghitrinh.record.instruments.telling import Telling
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.publications.queries import is_live
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


def template_of(organization: Organization, kind: str = InstrumentKind.NOTICE) -> DocumentTemplate | None:
    """Return the Word template that an organization's documents of a kind are made with now; None for our own form."""
    in_use = DocumentTemplate.objects.filter(organization=organization, kind=kind, ended_on=None)
    return in_use.order_by("-recorded_at", "pk").first()


def registers_of(meeting: Meeting) -> QuerySet[Register]:
    """Return the open registers that can number a document of a meeting."""
    return Register.objects.filter(organization=meeting.owner_id, closed_on__isnull=True).order_by("symbol", "pk")


def bodies_charged_by(instrument: Instrument) -> QuerySet[Organization]:
    """Return the bodies that have a task from what an instrument issues, in the order of their names."""
    tasks = Task.objects.filter(decision__in=[row.decision_id for row in pinned(instrument)]).order_by()
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
