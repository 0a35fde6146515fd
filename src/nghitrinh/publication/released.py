"""What is published now, as an anonymous reader may have it: released, not withdrawn, of public level all the way up.

It is read for some meetings at a time, each list in a fixed number of queries: a record of any size is published from a
bounded memory, and a change costs what it changes.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any, TypeVar
from uuid import UUID

from django.db.models import F, Model, Prefetch, QuerySet

from nghitrinh.publication.withdrawn import owner_of, withdrawals
from nghitrinh.record.articles.models import Article, ArticleRevision, ArticleState
from nghitrinh.record.bodies.models import Body, FormerName, Livery, Location, Organization, Source, SuccessionLink
from nghitrinh.record.decisions.models import Decision, Figure, Point
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.instruments.models import Instrument, InstrumentState, IssuedDecision
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import Journal, Publication
from nghitrinh.record.meetings.models import AgendaItem, Attendance, AttendanceRole, Convening, ItemState, Meeting
from nghitrinh.record.nouns import PUBLIC
from nghitrinh.record.papers.models import Consultation, Paper, PaperRevision
from nghitrinh.record.releases.models import Release
from nghitrinh.record.releases.queries import the_portal
from nghitrinh.record.tasks.deadlines import deadline_move
from nghitrinh.record.tasks.models import Task

K = TypeVar("K")
KEYS_AT_ONCE = 1000
# The acts on a task that are public, each with its word.
TASK_EVENTS = {"task.extend": "extended", "task.return": "returned", "task.cancel": "cancelled"}
# Those whose reason is public, as their form says; a cancelled task has another reason for the public.
_WITH_REASON = ("task.extend", "task.return")


@dataclass(frozen=True)
class PaperOfItem:
    """A released paper under the released item to which it was submitted."""

    paper: Paper
    item: AgendaItem


@dataclass(frozen=True)
class ReleasedArticle:
    """A released article in its released version."""

    article: Article
    version: ArticleRevision


@dataclass(frozen=True)
class ReleasedTaskEvent:
    """A line of the journal that tells of a released task's deadline, of its being sent back or being cancelled."""

    line: Journal
    task: UUID
    due_before: str
    due_text_before: str
    due_after: str
    reason: str


class Released:
    """The objects of some meetings that are published as of a day, and what their rows are looked up in."""

    def __init__(self, as_of: date, meetings: Collection[UUID]) -> None:
        self.as_of = as_of
        self.asked = frozenset(meetings)
        # A paper stands under the first released item to which it was submitted, whichever meeting that is of.
        self._scope = sharing_papers(self.asked)
        self.published = _publications(self._scope)
        self.dropped: list[AgendaItem] = []
        self.meetings = self._meetings()
        self.items = self._items()
        self.places = self._places()
        self.papers = self._papers()
        self.decisions = self._decisions()
        self.points = self._points()
        self.figures = self._figures()
        self.tasks = self._tasks()
        self.task_events = [event for part in batched(self.tasks, KEYS_AT_ONCE) for event in _task_events(part)]
        self.issued = self._issued()
        self.instruments = self._instruments()
        self.articles = self._articles()
        self.decision_on = {decision.item_id: str(decision.pk) for decision in self.decisions.values()}
        self.instrument_issuing = {
            decision: str(instrument.pk) for instrument in self.instruments for decision in self.issued[instrument.pk]
        }
        self.sources = self._sources()

    def is_released(self, noun: Model) -> bool:
        """Tell whether an object has a publication that stands."""
        found = self.published.get((str(noun._meta.model_name), noun.pk))
        return found is not None and found.withdrawn_at is None

    def publication_of(self, noun: Model) -> Publication:
        """Return the publication of a released object."""
        return self.published[str(noun._meta.model_name), noun.pk]

    def _public(self, nouns: Iterable[Any]) -> list[Any]:
        return [noun for noun in nouns if noun.level == Level.PUBLIC and self.is_released(noun)]

    def _meetings(self) -> dict[UUID, Meeting]:
        convenings = Convening.objects.select_related("organization", "series__term").order_by("recorded_at", "pk")
        chairs = Attendance.objects.filter(role=AttendanceRole.CHAIR).order_by("recorded_at", "pk")
        rows = Meeting.objects.filter(pk__in=self._scope).select_related("owner")
        rows = rows.prefetch_related(
            Prefetch("convenings", convenings), Prefetch("attendances", chairs, to_attr="chairs")
        )
        return {meeting.pk: meeting for meeting in self._public(rows)}

    def _items(self) -> dict[UUID, AgendaItem]:
        """A restricted item is published as well, by its approved public title and nothing else.

        `dropped` are those that were announced and have been taken off the agenda since.
        """
        rows = AgendaItem.objects.filter(meeting__in=self._scope)
        public = [
            item for item in rows if item.meeting_id in self.meetings and self.is_released(item) and item.public_name
        ]
        self.dropped = [item for item in public if item.state == ItemState.WITHDRAWN]
        return {item.pk: item for item in public if item.state != ItemState.WITHDRAWN}

    def _places(self) -> dict[UUID, int]:
        """Return each item's number among those of its meeting that are published: a gap would count the others."""
        places, last = dict[UUID, int](), Counter[UUID]()
        for item in sorted(self.items.values(), key=lambda item: (item.position, item.pk)):
            last[item.meeting_id] += 1
            places[item.pk] = last[item.meeting_id]
        return places

    def _open(self, item: UUID) -> bool:
        return item in self.items and self.items[item].level == Level.PUBLIC

    def _papers(self) -> list[PaperOfItem]:
        rows = Consultation.objects.filter(item__meeting__in=self._scope).select_related("item", "paper")
        versions = Prefetch("paper__versions", PaperRevision.objects.order_by("number"))
        found: dict[UUID, PaperOfItem] = {}
        for row in rows.prefetch_related(versions).order_by("item__meeting__starts_at", "item__position", "pk"):
            if self._open(row.item_id) and row.paper.level == Level.PUBLIC and self.is_released(row.paper):
                found.setdefault(row.paper_id, PaperOfItem(row.paper, row.item))
        return list(found.values())

    def _decisions(self) -> dict[UUID, Decision]:
        settled = Decision.objects.filter(item__meeting__in=self._scope, state__in=SETTLED)
        rows = [decision for decision in self._public(settled) if self._open(decision.item_id)]
        for decision in rows:  # an item is shown by several: it is read once
            decision.item = self.items[decision.item_id]
            decision.item.meeting = self.meetings[decision.item.meeting_id]
        return {decision.pk: decision for decision in rows}

    def _points(self) -> dict[UUID, Point]:
        rows = Point.objects.filter(
            version__decision__item__meeting__in=self._scope, version__number=F("version__decision__current")
        )
        return {
            point.pk: point
            for point in rows.select_related("version", "vote__owner", "vote__count").prefetch_related(
                "vote__count__tallies"
            )
            if point.version.decision_id in self.decisions
        }

    def _figures(self) -> list[Figure]:
        rows = Figure.objects.filter(
            point__version__decision__item__meeting__in=self._scope,
            point__version__number=F("point__version__decision__current"),
        )
        places = Prefetch("places", Location.objects.order_by("figureplace__id"))
        rows = rows.prefetch_related(places)
        return [figure for figure in rows if figure.point_id in self.points]

    def _tasks(self) -> list[Task]:
        rows = Task.objects.filter(decision__item__meeting__in=self._scope).select_related("moved_by")
        rows = rows.prefetch_related(Prefetch("with_bodies", Organization.objects.order_by("taskbody__id")))
        return [task for task in self._public(rows) if task.decision_id in self.decisions]

    def _issued(self) -> dict[UUID, list[UUID]]:
        """Return which decisions each instrument issues in its newest version."""
        rows = IssuedDecision.objects.filter(
            version__instrument__meeting__in=self._scope, version__number=F("version__instrument__current")
        )
        issued: dict[UUID, list[UUID]] = {}
        for instrument, decision in rows.order_by("pk").values_list("version__instrument_id", "decision_id"):
            issued.setdefault(instrument, []).append(decision)
        return issued

    def _instruments(self) -> list[Instrument]:
        """A document is published only when every decision in it is."""
        rows = Instrument.objects.filter(meeting__in=self._scope, state=InstrumentState.ISSUED)
        rows = rows.select_related("register", "owner")
        return [
            instrument
            for instrument in self._public(rows.order_by("issued_on", "number", "pk"))
            if instrument.meeting_id in self.meetings
            and all(decision in self.decisions for decision in self.issued.get(instrument.pk, ()))
        ]

    def _articles(self) -> list[ReleasedArticle]:
        rows: QuerySet[ArticleRevision] = ArticleRevision.objects.filter(
            article__meeting__in=self._scope, number=F("article__released"), article__state=ArticleState.RELEASED
        )
        articles = [ReleasedArticle(version.article, version) for version in rows.select_related("article")]
        return [
            each
            for each in articles
            if each.article.level == Level.PUBLIC
            and self.is_released(each.article)
            and each.article.meeting_id in self.meetings
        ]

    def _sources(self) -> list[Source]:
        """Return the sources that are cited, each read once, however many rows name it."""
        cited: list[Any] = [*self.meetings.values(), *self.decisions.values(), *self.figures]
        cited += [item for item in self.items.values() if item.level == Level.PUBLIC]
        cited += [*self.tasks, *self.instruments]
        cited += [each.paper for each in self.papers] + [each.article for each in self.articles]
        found = Source.objects.in_bulk({each.source_id for each in (*cited, *self.items.values())} - {None})
        for each in (*cited, *self.items.values()):
            each.source = found[each.source_id] if each.source_id is not None else None
        return _distinct(cited)


def _task_events(tasks: Iterable[Task]) -> Iterator[ReleasedTaskEvent]:
    """Yield what the journal says of deadlines put off, of tasks sent back and cancelled; of an erased line nothing."""
    by_key = {canonical.key(task): task.pk for task in tasks}
    lines = list(journal.lines_on(*by_key).filter(act__in=TASK_EVENTS, level=Level.PUBLIC))
    contents = journal.contents_of(line.seq for line in lines)
    for line in lines:
        content = contents[line.seq]
        if content is not None:
            yield _task_event(line, by_key[line.subject], content)


def _task_event(line: Journal, task: UUID, content: dict[str, Any]) -> ReleasedTaskEvent:
    move, reason = deadline_move(line, content), _public_reason(line, content)
    return ReleasedTaskEvent(line, task, move.due_before, move.due_text_before, move.due_after, reason)


def _public_reason(line: Journal, content: dict[str, Any]) -> str:
    """Return why, in the words of which the form said that they are public; older cancellations have none."""
    if line.act in _WITH_REASON:
        return str(content["reason"])
    return str(content["rows"].get(line.subject, {}).get("public_reason", ""))


class Common:
    """What is published and belongs to no meeting: whose record it is, and the bodies that the meetings' rows name."""

    def __init__(self, as_of: date, named: Iterable[UUID], owners: Iterable[UUID]) -> None:
        self.as_of = as_of
        self.withdrawn = withdrawals()
        self.bodies = list(Body.objects.order_by("recorded_at", "pk")[:1])
        self.livery = Livery.objects.filter(body__in=self.bodies).first()
        whose = {owner for each in self.withdrawn if (owner := owner_of(each, self)) is not None}
        self.organizations = _with_successors({*named, *whose})
        self.owners = {self.organizations[key].name for key in owners}
        self.portal = the_portal()
        self.sources = _distinct(self.organizations.values())
        self.resumptions = list(Release.objects.filter(resumes__isnull=False))


def _with_successors(named: Iterable[UUID]) -> dict[UUID, Organization]:
    """Return organizations that something names, and whoever took over from them."""
    links: dict[UUID, list[UUID]] = {}
    for old, new in SuccessionLink.objects.order_by("pk").values_list("old_id", "new_id"):
        links.setdefault(old, []).append(new)
    found, open_ends = set[UUID](), list(named)
    while open_ends:
        key = open_ends.pop()
        if key not in found:
            found.add(key)
            open_ends += links.get(key, [])
    succeeded = Prefetch(
        "succeeded_by",
        SuccessionLink.objects.select_related("succession").order_by("succession__happened_on", "pk"),
    )
    earlier = Prefetch("former_names", FormerName.objects.order_by("renamed_on"))
    rows = Organization.objects.filter(pk__in=found).select_related("source").prefetch_related(succeeded, earlier)
    return {row.pk: row for row in rows}


def _distinct(cited: Iterable[Any]) -> list[Source]:
    found = {each.source_id: each.source for each in cited if each.source_id is not None}
    return [found[key] for key in sorted(found)]


def sharing_papers(meetings: Collection[UUID]) -> set[UUID]:
    """Return meetings with those where one of their papers was submitted as well."""
    papers = Consultation.objects.filter(item__meeting__in=meetings).values("paper")
    others = Consultation.objects.filter(paper__in=papers).values_list("item__meeting", flat=True)
    return {*meetings, *others}


def _publications(meetings: set[UUID]) -> dict[tuple[str, UUID], Publication]:
    """Return the publications of what hangs under some meetings, withdrawn ones included."""
    under: dict[str, Iterable[UUID]] = {}
    for row in PUBLIC:
        found = row.model._default_manager.filter(**{f"{row.path_to_meeting}__in": meetings})
        under[row.key] = found.values_list("pk", flat=True)
    return {
        (kind, each.subject_id): each
        for kind, keys in under.items()
        for part in batched(keys, KEYS_AT_ONCE)
        for each in Publication.objects.filter(subject_kind=kind, subject_id__in=part)
    }


def batched(keys: Iterable[K], count: int) -> Iterator[list[K]]:
    """Yield keys in lists of so many: databases take a limited number of them in one query."""
    rest = iter(keys)
    while part := list(islice(rest, count)):
        yield part
