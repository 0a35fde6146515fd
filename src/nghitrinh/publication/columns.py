"""How the allow-list reads what is made of several fields: functions of a published object and of what is released."""

from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Model

from nghitrinh.publication.released import Common, PaperOfItem, Released, ReleasedArticle
from nghitrinh.record.articles.writing import LINKED, plain
from nghitrinh.record.bodies.models import Body, Organization, Source, SourceKind
from nghitrinh.record.decisions.models import Decision, Figure, Point
from nghitrinh.record.decisions.queries import render_figure
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.meetings.models import AgendaItem, Convening, Meeting
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskState
from nghitrinh.record.voting.publicity import public_counts
from nghitrinh.vietnamese import with_ordinal


def is_illustrative(source: Source | None) -> bool:
    """Tell whether a source says that the fact was invented for demonstration."""
    return source is not None and source.kind == SourceKind.ILLUSTRATIVE


def some(key: UUID | None) -> tuple[UUID, ...]:
    """Return a list of one, or of none."""
    return () if key is None else (key,)


def site_name(body: Body, common: Common) -> str:
    """Return whose record this is: as the house calls itself, or the one body that meets, or the jurisdiction."""
    if common.livery is not None:
        return common.livery.name
    return next(iter(common.owners)) if len(common.owners) == 1 else body.name


def former_names(organization: Organization, _: Common) -> tuple[str, ...]:
    """Return what an organization was called before, oldest first."""
    return tuple(each.name for each in organization.former_names.all())


def renamed_on(organization: Organization, _: Common) -> tuple[str, ...]:
    """Return until which day it had each of its former names."""
    return tuple(each.renamed_on.isoformat() for each in organization.former_names.all())


def successors(organization: Organization, _: Common) -> tuple[UUID, ...]:
    """Return who took over."""
    return tuple(link.new_id for link in organization.succeeded_by.all())


def succession_act(organization: Organization, _: Common) -> str:
    """Return the legal act, or acts, by which others took over."""
    return "; ".join(dict.fromkeys(link.succession.legal_act for link in organization.succeeded_by.all()))


def _first(meeting: Meeting) -> Convening | None:
    """Return the convening whose number is the meeting's own: the owner's first one, numbered when one is."""
    own = [each for each in meeting.convenings.all() if each.organization_id == meeting.owner_id]
    numbered = [each for each in own if each.number]
    return next(iter(numbered or own), None)


def number(meeting: Meeting, _: Released) -> int:
    """Return the meeting's number; 0 when it has none."""
    first = _first(meeting)
    return (first.number or 0) if first else 0


def public_revision(noun: Model, released: Released) -> int:
    """Return how many times the public was given something else to read of an object, the first time counted."""
    return released.publication_of(noun).public_revision


def series(meeting: Meeting, _: Released) -> str:
    """Return the name of the series that the number is of."""
    first = _first(meeting)
    return first.series.name if first and first.series else ""


def term(meeting: Meeting, _: Released) -> str:
    """Return the term's number, such as XVII."""
    first = _first(meeting)
    return first.series.term.number if first and first.series and first.series.term else ""


def further_numbers(meeting: Meeting, _: Released) -> tuple[str, ...]:
    """Return the other true numbers of a meeting, in words."""
    first = _first(meeting)
    others = [each for each in meeting.convenings.all() if each.number and each != first]
    return tuple(
        with_ordinal(each.series.name if each.series else each.organization.name, each.number or 0) for each in others
    )


def starts_at(meeting: Meeting, _: Released) -> Any:
    """Return when it began; only the day when the hour is unknown."""
    return meeting.starts_at if meeting.has_time else meeting.day


def chairs(meeting: Meeting, _: Released) -> tuple[str, ...]:
    """Return who chaired, post first, a name only where one was recorded. No other attendance is ever read here."""
    rows: list[Any] = getattr(meeting, "chairs", [])
    return tuple(f"{each.post} {each.name}".strip() for each in rows)


def is_closed(item: AgendaItem) -> bool:
    """Tell whether an item is published by its public title alone."""
    return item.level != Level.PUBLIC


def item_title(item: AgendaItem, _: Released) -> str:
    """Return a public item's title, and of a restricted one the words that the chair approved."""
    return item.public_title if is_closed(item) else item.title


def item_source(item: AgendaItem, released: Released) -> UUID | None:
    """Return where an item came from. A restricted one names the meeting's source or none."""
    if is_closed(item) and item.source_id != released.meetings[item.meeting_id].source_id:
        return None
    return item.source_id


def decision_of(item: AgendaItem, released: Released) -> str:
    """Return the decision on an item, when that is published."""
    return released.decision_on.get(item.pk, "") if not is_closed(item) else ""


def submitted_on(row: PaperOfItem, released: Released) -> date | None:
    """Return when the newest released version came; one that was handed in since is inside still."""
    until = released.publication_of(row.paper).released_at
    days = [version.submitted_on for version in row.paper.versions.all() if version.recorded_at <= until]
    return days[-1] if days else None


def decided_on(decision: Decision, _: Released) -> date:
    """Return the meeting's day."""
    return decision.item.meeting.day


def instrument_of(decision: Decision, released: Released) -> str:
    """Return the newest document that issues a decision and is published."""
    return released.instrument_issuing.get(decision.pk, "")


def agreeing(point: Point, _: Released) -> int:
    """Return how many agreed in the vote on which a point rests; 0 where the rule does not let that out."""
    public = public_counts(point.vote)
    return public.counts.agreeing if public else 0


def counted_of(point: Point, _: Released) -> int:
    """Return of how many; 0 where the rule does not let that out."""
    public = public_counts(point.vote)
    return public.counts.of if public else 0


def vote_count(point: Point, _: Released) -> str:
    """Return the counts as the record says them; "" where the rule does not let them out."""
    public = public_counts(point.vote)
    return public.value if public else ""


def point_key(figure: Figure, released: Released) -> UUID:
    """Return the lasting key of the point in which a figure stands."""
    return released.points[figure.point_id].key


def places(figure: Figure, _: Released) -> tuple[str, ...]:
    """Return the names of the places that a figure is about."""
    return tuple(place.name for place in figure.places.all())


def rendered(figure: Figure, _: Released) -> str:
    """Return a figure as the record says it."""
    return render_figure(figure)


def with_bodies(task: Task, _: Released) -> tuple[UUID, ...]:
    """Return the bodies that work on a task together with the responsible one."""
    return tuple(body.pk for body in task.with_bodies.all())


def overdue(task: Task, released: Released) -> bool:
    """Tell whether an open task is past its day, judged as of the release's day."""
    return task.due_on is not None and task.due_on < released.as_of and task.state in OPEN_STATES


def punctuality(task: Task, released: Released) -> str:
    """Return the punctuality of a task; one without a deadline is done, and never in time."""
    if task.state == TaskState.CANCELLED:
        return "cancelled"
    finished = finished_on(task, released)
    if finished is None:
        return "overdue" if overdue(task, released) else "open"
    if task.due_on is None:
        return "done"
    return "late" if finished > task.due_on else "in_time"


def finished_on(task: Task, _: Released) -> date | None:
    """Return when a task was confirmed as done; one that was cancelled was not done."""
    return task.finished_on if task.state == TaskState.CONFIRMED else None


def result(task: Task, _: Released) -> str:
    """Return the secretariat's word on what became of a task that is done."""
    return task.result if task.state == TaskState.CONFIRMED else ""


def moved_by(task: Task, _: Released) -> str:
    """Return the legal act by which the task came to another body."""
    return task.moved_by.legal_act if task.moved_by else ""


def lead(article: ReleasedArticle, _: Released) -> str:
    """Return the lead as readers see it, without link marks."""
    return plain(article.version.lead)


def paragraphs(article: ReleasedArticle, _: Released) -> tuple[str, ...]:
    """Return the body in paragraphs, without link marks."""
    parts = (" ".join(part.split()) for part in plain(article.version.body).replace("\r\n", "\n").split("\n\n"))
    return tuple(part for part in parts if part)


def checked_facts(article: ReleasedArticle, _: Released) -> int:
    """Return how many phrases of the text were held against a fact."""
    return len(LINKED.findall(article.version.lead)) + len(LINKED.findall(article.version.body))
