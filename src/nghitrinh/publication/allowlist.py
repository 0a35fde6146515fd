"""The allow-list: which field of which noun can ever cross to the public, as one table.

A column of the public schema that is not here cannot be filled, and a field of the record that is not here is read by
nobody on this side. `docs/published-fields.md` is generated from it by `table_of_fields`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from operator import attrgetter
from typing import Any
from uuid import UUID

from nghitrinh.bundle import schema
from nghitrinh.publication import images, reading
from nghitrinh.publication.live import Common, Live
from nghitrinh.record.kernel.clock import ZONE

Read = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class Column:
    """One column of a public row: the fields of the record that it tells, and how they are read."""

    name: str
    fields: tuple[str, ...]
    read: Read


@dataclass(frozen=True)
class Crossing:
    """One kind of public row: which objects of what is live give one, on what condition, and its columns."""

    row: type[schema.Row]
    objects: Callable[[Any], Iterable[Any]]
    condition: str
    columns: tuple[Column, ...]


def told(name: str, field: str, path: str = "") -> Column:
    """Return a column that is one field of the record, as it stands."""
    read = attrgetter(path or field.split(".", 1)[1])
    return Column(name, (field,), lambda noun, _: read(noun))


def made(name: str, fields: str, read: Read) -> Column:
    """Return a column that is made of several fields, or in words."""
    return Column(name, tuple(fields.split()), read)


def _origin(noun: str, path: str = "") -> tuple[Column, Column]:
    """Return the columns that say where an object came from, and whether it was invented for demonstration."""
    source = attrgetter(f"{path}source")
    return (
        told("source_id", f"{noun}.source_id", f"{path}source_id"),
        made("illustrative", "source.kind", lambda each, _: reading.is_illustrative(source(each))),
    )


RELEASED = "released and not withdrawn; public level on the whole way up"

ALLOWED: tuple[Crossing, ...] = (
    Crossing(
        schema.Site,
        lambda live: live.bodies,
        "always",
        (
            told("id", "body.id"),
            made("name", "organization.name body.name", reading.site_name),
            told("jurisdiction", "body.name"),
            made("as_of", "", lambda _, live: live.as_of),
        ),
    ),
    Crossing(
        schema.Source,
        lambda live: live.sources,
        "a row that crosses cites it",
        tuple(told(name, f"source.{name}") for name in ("id", "kind", "title", "address", "digest")),
    ),
    Crossing(
        schema.Organization,
        lambda live: live.organizations.values(),
        "a row that crosses names it, or one that it succeeded",
        (
            *(told(name, f"organization.{name}") for name in ("id", "name", "short_name", "started_on", "ended_on")),
            told("kind", "organization.kind", "get_kind_display"),
            made("successors", "successionlink.new", reading.successors),
            made("succession_act", "succession.legal_act", reading.succession_act),
            *_origin("organization"),
        ),
    ),
    Crossing(
        schema.Meeting,
        lambda live: live.meetings.values(),
        RELEASED,
        (
            *(told(name, f"meeting.{name}") for name in ("id", "name", "kind", "form", "place", "state")),
            told("revision", "meeting.edit"),
            told("organization_id", "meeting.owner_id"),
            made("number", "convening.number", reading.number),
            made("series", "series.name", reading.series),
            made("term", "legislativeterm.number", reading.term),
            made("further_numbers", "convening.number series.name organization.name", reading.further_numbers),
            made("starts_at", "meeting.starts_at meeting.has_time", reading.starts_at),
            told("ends_at", "meeting.ends_at"),
            made("chairs", "attendance.post attendance.name", reading.chairs),
            *_origin("meeting"),
        ),
    ),
    Crossing(
        schema.Item,
        lambda live: live.items.values(),
        f"{RELEASED}; a restricted matter with an approved public title gives that title and its place, nothing else",
        (
            told("id", "agendaitem.id"),
            told("meeting_id", "agendaitem.meeting_id"),
            told("position", "agendaitem.position"),
            made("title", "agendaitem.title agendaitem.public_title", reading.item_title),
            made("closed", "agendaitem.level", lambda item, _: reading.is_closed(item)),
            made("decision_id", "decision.id", reading.decision_of),
            made("source_id", "agendaitem.source_id", reading.item_source),
            made("illustrative", "source.kind", lambda item, _: reading.is_illustrative(item.source)),
        ),
    ),
    Crossing(
        schema.Paper,
        lambda live: live.papers,
        f"{RELEASED}, under a released public matter",
        (
            told("id", "paper.id", "paper.pk"),
            told("item_id", "consultation.item_id", "item.pk"),
            told("title", "paper.title", "paper.title"),
            told("kind", "paper.kind", "paper.get_kind_display"),
            told("number", "paper.number", "paper.number"),
            told("submitted_by", "paper.submitted_by_id", "paper.submitted_by_id"),
            made("submitted_on", "paperrevision.submitted_on", reading.submitted_on),
            *_origin("paper", "paper."),
        ),
    ),
    Crossing(
        schema.Decision,
        lambda live: live.decisions.values(),
        f"{RELEASED}, approved or issued, on a released public matter; in the revision in force",
        (
            told("id", "decision.id"),
            told("meeting_id", "agendaitem.meeting_id", "item.meeting_id"),
            told("item_id", "decision.item_id"),
            told("title", "decision.title"),
            made("decided_on", "meeting.starts_at", reading.decided_on),
            told("approved_on", "decision.approved_on"),
            made("instrument_id", "issueddecision.version", reading.instrument_of),
            told("revision", "decision.current"),
            *_origin("decision"),
        ),
    ),
    Crossing(
        schema.Point,
        lambda live: live.points.values(),
        "its decision crosses, in this revision",
        (
            told("id", "point.key"),
            told("decision_id", "decisionrevision.decision_id", "version.decision_id"),
            *(told(name, f"point.{name}") for name in ("position", "outcome", "text")),
            told("outcome_label", "point.outcome", "get_outcome_display"),
        ),
    ),
    Crossing(
        schema.Figure,
        lambda live: live.figures,
        "its point crosses",
        (
            told("id", "figure.key"),
            made("point_id", "point.key", reading.point_key),
            told("label", "figure.quantity"),
            *(told(name, f"figure.{name}") for name in ("low", "high", "unit", "exact", "as_of")),
            made("places", "location.name", reading.places),
            made("rendered", "figure.low figure.high figure.unit figure.exact", reading.rendered),
            *_origin("figure"),
        ),
    ),
    Crossing(
        schema.Task,
        lambda live: live.tasks,
        f"{RELEASED}; its decision crosses. Reports, answers and notes on it never do",
        (
            *(told(name, f"task.{name}") for name in ("id", "decision_id", "text", "responsible_id", "due_on")),
            told("point_id", "task.point_key"),
            told("original_responsible_id", "task.addressee_id"),
            made("through", "task.through_id", lambda task, _: reading.some(task.through_id)),
            made("with_bodies", "taskbody.organization", reading.with_bodies),
            told("report_to", "task.report_to_id"),
            told("due_text", "task.due_text"),
            told("state", "task.state"),
            told("state_label", "task.state", "get_state_display"),
            made("overdue", "task.due_on task.state", reading.overdue),
            made("finished_on", "task.finished_on task.state", reading.finished_on),
            made("result", "task.result task.state", reading.result),
            made("moved_by", "succession.legal_act", reading.moved_by),
            *_origin("task"),
        ),
    ),
    Crossing(
        schema.Instrument,
        lambda live: live.instruments,
        f"{RELEASED}, issued; every decision in it crosses",
        (
            *(
                told(name, f"instrument.{name}")
                for name in ("id", "meeting_id", "title", "issued_on", "signer", "state")
            ),
            told("organization_id", "instrument.owner_id"),
            told("kind", "instrument.kind", "get_kind_display"),
            made("number", "instrument.number register.symbol", lambda each, _: each.symbol_number),
            told("revision", "instrument.current"),
            made("files", "", lambda *_: ()),
            *_origin("instrument"),
        ),
    ),
    Crossing(
        schema.Article,
        lambda live: live.articles,
        f"{RELEASED}; in the revision that was released",
        (
            told("id", "article.id", "article.pk"),
            told("meeting_id", "article.meeting_id", "article.meeting_id"),
            told("title", "articlerevision.title", "version.title"),
            made("lead", "articlerevision.lead", reading.lead),
            made("paragraphs", "articlerevision.body", reading.paragraphs),
            told("byline", "articlerevision.byline", "version.byline"),
            told("published_at", "article.published_at", "article.published_at"),
            made("image", "articlerevision.image", lambda each, _: images.address(each.version.image)),
            made("image_width", "articlerevision.image", lambda each, _: images.size(each.version.image)[0]),
            made("image_height", "articlerevision.image", lambda each, _: images.size(each.version.image)[1]),
            told("image_alt", "articlerevision.image_alt", "version.image_alt"),
            told("image_caption", "articlerevision.image_caption", "version.image_caption"),
            made("checked_facts", "articlerevision.links", reading.checked_facts),
            told("revision", "articlerevision.number", "version.number"),
            *_origin("article", "article."),
        ),
    ),
)


def rows_of(crossing: Crossing, live: Live | Common) -> list[schema.Row]:
    """Return the rows of one kind, built column by column from the allow-list and from nothing else."""
    return [
        crossing.row(**{column.name: plain(column.read(noun, live)) for column in crossing.columns})
        for noun in crossing.objects(live)
    ]


def plain(value: Any) -> Any:
    """Return a value as the public schema has it: text, whole numbers, ISO dates, tuples of text."""
    if callable(value):
        value = value()
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.astimezone(ZONE).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return tuple(str(each) for each in value)
    if isinstance(value, bool | int):
        return value
    return str(value) if isinstance(value, UUID) or not hasattr(value, "normalize") else format(value.normalize(), "f")


def table_of_fields() -> str:
    """Return the allow-list as a document for administrators."""
    lines = [
        "# What can become public",
        "",
        "Generated (`.venv/bin/python -m nghitrinh.cli.reference docs`); a test compares.",
        "What is not here never leaves the desk.",
        "Besides these, a correction of what was released shows old, new and reason; a withdrawal shows kind, day and",
        "reason; a file is a notice drawn from these same fields, or a released article's photo without metadata.",
    ]
    for crossing in ALLOWED:
        lines += ["", f"## {crossing.row.__name__}", "", f"Condition: {crossing.condition}.", ""]
        lines += ["| public column | from the record |", "| --- | --- |"]
        lines += [
            f"| {column.name} | {', '.join(column.fields) or 'the release itself'} |" for column in crossing.columns
        ]
    return "\n".join(lines) + "\n"
