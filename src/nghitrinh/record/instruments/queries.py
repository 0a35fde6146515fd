"""Reads of instruments that carry meaning."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import F, Min, QuerySet

from nghitrinh.record.bodies.queries import remembered, visible_to
from nghitrinh.record.decisions.models import Decision, DecisionRevision
from nghitrinh.record.instruments.models import Instrument, InstrumentState, IssuedDecision, Register
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting


@remembered
def instruments_visible_to(user: User | None) -> QuerySet[Instrument]:
    """Return the instruments a user may see, newest first."""
    return visible_to(user, Instrument.objects.all()).select_related("meeting", "register", "owner", "source")


def instruments_of(user: User | None, meeting: Meeting) -> QuerySet[Instrument]:
    """Return the visible instruments of one meeting."""
    return instruments_visible_to(user).filter(meeting=meeting)


def first_account(meeting: Meeting) -> date | None:
    """Return the day of the first document about a meeting that was issued and still holds; None for none."""
    issued = Instrument.objects.filter(meeting=meeting).exclude(state=InstrumentState.WITHDRAWN)
    first: date | None = issued.aggregate(first=Min("issued_on"))["first"]
    return first


def instruments_issuing(user: User | None, decision: Decision) -> QuerySet[Instrument]:
    """Return the visible instruments that issue, or would issue, a decision in any of their versions."""
    return instruments_visible_to(user).filter(versions__decisions__decision=decision).distinct()


def in_documents() -> QuerySet[IssuedDecision, Any]:
    """Return the keys of the decisions that a document, drafted or issued and not withdrawn, carries now."""
    newest = IssuedDecision.objects.filter(version__number=F("version__instrument__current"))
    return newest.exclude(version__instrument__state=InstrumentState.WITHDRAWN).values_list("decision", flat=True)


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


def registers_of(meeting: Meeting) -> QuerySet[Register]:
    """Return the registers that can number a document of a meeting."""
    return Register.objects.filter(organization=meeting.owner_id).order_by("symbol", "pk")


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
