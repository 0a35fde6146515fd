"""What was withdrawn: when and why, and which one it was, as the paper in a reader's hand says it of itself.

A document is known by its kind, number and day, its decisions and tasks by the document in which the public read them,
a meeting by its number and day, an article by its day. That is read of the record as it is, so it is said only where
it cannot be another than the public read: what was corrected since a withdrawal is nobody's outside.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import F, QuerySet

from nghitrinh.record.articles.models import Article
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.instruments.models import Instrument, InstrumentState, IssuedDecision
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import Publication
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import number_for
from nghitrinh.record.nouns import PUBLIC
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.releases.queries import withdrawn
from nghitrinh.record.tasks.models import Task

# How a noun is called in the public schema, where the record has another word.
KINDS = {"agendaitem": "item"}
# What can be told from others of its kind without a word of what it said.
NAMED = (Instrument, Decision, Task, Article, Meeting, Paper)


@dataclass(frozen=True)
class Withdrawn:
    """What was withdrawn, with what says which one it was.

    `known` is the object, or the document in which the public read a decision or a task; None where the record does not
    know it any more, or cannot say how the public knew it. `meeting` is the public meeting under which it stood; of a
    document `issued` are the decisions in it that were public, `replaced_by` the documents that issue the same now.
    """

    publication: Publication
    known: Owned | None = None
    meeting: UUID | None = None
    issued: tuple[UUID, ...] = field(default=())
    replaced_by: tuple[UUID, ...] = field(default=())


def withdrawals() -> list[Withdrawn]:
    """Return what was withdrawn, of any meeting, in a fixed number of queries for each kind."""
    gone = list(withdrawn())
    keys: dict[str, list[UUID]] = {}
    for each in gone:
        keys.setdefault(each.subject_kind, []).append(each.subject_id)
    nouns = {row.key: _nouns(row.model, keys[row.key]) for row in PUBLIC if row.key in keys and row.model in NAMED}
    documents = nouns.get(_key(Instrument), {})
    known = nouns | _by_their_documents(nouns)
    known |= {kind: _unchanged(gone, known[kind]) for kind in (_key(Meeting), _key(Paper)) if kind in known}
    meetings = _public_meetings(keys)
    issued = _issued(documents) if documents else {}
    replacing = _replacing(issued) if issued else {}
    return [
        Withdrawn(
            each,
            known.get(each.subject_kind, {}).get(each.subject_id),
            meetings.get(each.subject_id),
            issued.get(each.subject_id, ()),
            replacing.get(each.subject_id, ()),
        )
        for each in gone
    ]


def _public_meetings(kinds: Iterable[str]) -> dict[UUID, UUID]:
    """Return the public meeting under which each stood; nothing of what stood under several."""
    live = Publication.objects.filter(subject_kind=_key(Meeting), withdrawn_at=None).values("subject_id")
    public = Meeting.objects.filter(pk__in=live, level=Level.PUBLIC).values("pk")
    above: dict[UUID, set[UUID]] = {}
    for row in PUBLIC:
        if row.key in kinds and row.model is not Meeting:
            gone = withdrawn().filter(subject_kind=row.key).values("subject_id")
            rows = row.model._default_manager.filter(pk__in=gone, **{f"{row.path_to_meeting}__in": public})
            for key, meeting in rows.values_list("pk", row.path_to_meeting):
                above.setdefault(key, set()).add(meeting)
    return {key: next(iter(meetings)) for key, meetings in above.items() if len(meetings) == 1}


def _key(model: type[Owned]) -> str:
    return str(model._meta.model_name)


def _nouns(model: type[Owned], keys: Iterable[UUID]) -> dict[UUID, Owned]:
    rows: Any = model._default_manager.all()
    if model is Instrument:
        rows = rows.select_related("register")
    elif model is Meeting:
        rows = rows.prefetch_related("convenings")
    found: dict[UUID, Owned] = rows.in_bulk(list(keys))
    return found


def _by_their_documents(nouns: dict[str, dict[UUID, Owned]]) -> dict[str, dict[UUID, Owned]]:
    """Return, for decisions and tasks, the document in which the public read each: the newest that was published."""
    decisions = {key: key for key in nouns.get(_key(Decision), {})}
    tasks = {key: task.decision_id for key, task in nouns.get(_key(Task), {}).items() if isinstance(task, Task)}
    wanted = {*decisions.values(), *tasks.values()} - {None}
    found: dict[UUID, Owned] = {}
    if wanted:
        rows = IssuedDecision.objects.filter(decision__in=wanted, version__instrument__number__isnull=False)
        public = Publication.objects.filter(subject_kind=_key(Instrument)).values("subject_id")
        rows = rows.filter(version__instrument__in=public).select_related("version__instrument__register")
        for row in rows.order_by("version__instrument__issued_on", "version__instrument__recorded_at", "pk"):
            found[row.decision_id] = row.version.instrument
    return {
        kind: {key: found[decision] for key, decision in each.items() if decision in found}
        for kind, each in ((_key(Decision), decisions), (_key(Task), tasks))
    }


def _unchanged(gone: Iterable[Publication], nouns: dict[UUID, Owned]) -> dict[UUID, Owned]:
    """Keep what nothing was written about since it was withdrawn."""
    since = {each.subject_id: each.withdrawn_at for each in gone if each.subject_id in nouns}
    subjects = {canonical.key(noun): key for key, noun in nouns.items()}
    changed = set[UUID]()
    for line in journal.lines_on(*subjects):
        key = subjects[line.subject]
        moment = since[key]
        if moment is not None and datetime.fromisoformat(line.at) > moment:
            changed.add(key)
    return {key: noun for key, noun in nouns.items() if key not in changed}


def _newest() -> QuerySet[IssuedDecision]:
    return IssuedDecision.objects.filter(version__number=F("version__instrument__current"))


def _issued(documents: dict[UUID, Owned]) -> dict[UUID, tuple[UUID, ...]]:
    """Return the decisions in each document that the public read: of others not even the identifier is public."""
    public = Publication.objects.filter(subject_kind=_key(Decision)).values("subject_id")
    rows = _newest().filter(version__instrument__in=documents, decision__in=public).order_by("decision")
    found: dict[UUID, list[UUID]] = {}
    for document, decision in rows.values_list("version__instrument", "decision"):
        found.setdefault(document, []).append(decision)
    return {document: tuple(decisions) for document, decisions in found.items()}


def _replacing(issued: dict[UUID, tuple[UUID, ...]]) -> dict[UUID, tuple[UUID, ...]]:
    """Return the public documents that issue what each withdrawn one issued."""
    of: dict[UUID, list[UUID]] = {}
    for document, decisions in issued.items():
        for decision in decisions:
            of.setdefault(decision, []).append(document)
    live = Publication.objects.filter(subject_kind=_key(Instrument), withdrawn_at=None).values("subject_id")
    now = _newest().filter(
        decision__in=of,
        version__instrument__in=live,
        version__instrument__state=InstrumentState.ISSUED,
        version__instrument__level=Level.PUBLIC,
    )
    found: dict[UUID, dict[UUID, None]] = {}
    for instrument, decision in now.order_by("version__instrument__issued_on", "version__instrument").values_list(
        "version__instrument", "decision"
    ):
        for document in of[decision]:
            if document != instrument:
                found.setdefault(document, {})[instrument] = None
    return {document: tuple(instruments) for document, instruments in found.items()}


def subject_kind_of(each: Withdrawn, _: Any) -> str:
    """Return the kind of row that it was."""
    return KINDS.get(each.publication.subject_kind, each.publication.subject_kind)


def kind_of(each: Withdrawn, _: Any) -> str:
    """Return what a document, a paper or a meeting is called; of what a document said, what that is called."""
    match each.known:
        case Instrument() | Paper() as known:
            return str(known.get_kind_display())
        case Meeting() as known:
            return known.kind
    return ""


def number_of(each: Withdrawn, _: Any) -> str:
    """Return the number by which the public knew it; nothing where it had none."""
    match each.known:
        case Instrument() as known:
            return known.symbol_number
        case Paper() as known:
            return known.number
        case Meeting() as known:
            return str(number_for(known, known.owner_id) or "")
    return ""


def day_of(each: Withdrawn, _: Any) -> date | None:
    """Return the day that it has: a document's, a meeting's, or of an article when it came out."""
    match each.known:
        case Instrument() as known:
            return known.issued_on
        case Meeting() as known:
            return known.day
        case Article() as known if known.published_at is not None:
            return known.published_at.astimezone(ZONE).date()
    return None


def meeting_of(each: Withdrawn, _: Any) -> UUID | None:
    """Return the public meeting under which it stood."""
    return each.meeting


def owner_of(each: Withdrawn, _: Any) -> UUID | None:
    """Return whose document or meeting it was: of others the public was not told."""
    return each.known.owner_id if isinstance(each.known, Instrument | Meeting) else None
