"""The allow-list: which field of which noun can ever be published, as one table.

A column of the public schema that is not here cannot be filled, and a field of the record that is not here is read by
nobody on this side. `docs/published-fields.md` is generated from it by `table_of_fields`.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from operator import attrgetter
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from nghitrinh.bundle import schema
from nghitrinh.publication import columns, images, withdrawn
from nghitrinh.publication.released import TASK_EVENTS, Common, Released
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.vietnamese import writable

Read = Callable[[Any, Any], Any]


@dataclass(frozen=True)
class PublicColumn:
    """One column of a public row: the fields of the record that it tells, and how they are read."""

    name: str
    fields: tuple[str, ...]
    read: Read


@dataclass(frozen=True)
class PublicRow:
    """One kind of public row: which objects of what is released give one, on what condition, and its columns."""

    row: type[schema.Row]
    objects: Callable[[Any], Iterable[Any]]
    condition: str
    columns: tuple[PublicColumn, ...]


def field(name: str, field: str, path: str = "") -> PublicColumn:
    """Return a column that is one field of the record, as it stands."""
    read = attrgetter(path or field.split(".", 1)[1])
    return PublicColumn(name, (field,), lambda noun, _: read(noun))


def computed(name: str, fields: str, read: Read) -> PublicColumn:
    """Return a column that is made of several fields, or in words."""
    return PublicColumn(name, tuple(fields.split()), read)


def _origin(noun: str, path: str = "") -> tuple[PublicColumn, PublicColumn]:
    """Return the columns that say where an object came from, and whether it was invented for demonstration."""
    source = attrgetter(f"{path}source")
    return (
        field("source_id", f"{noun}.source_id", f"{path}source_id"),
        computed("illustrative", "source.kind", lambda each, _: columns.is_illustrative(source(each))),
    )


def _public_revision(path: str = "") -> PublicColumn:
    """Return the column that counts what the public was given to read of an object."""
    subject: Callable[[Any], Any] = attrgetter(path) if path else lambda noun: noun
    read: Read = lambda noun, released: columns.public_revision(subject(noun), released)  # noqa: E731
    return PublicColumn("public_revision", ("publication.public_revision",), read)


def _of_portal(name: str) -> PublicColumn:
    """Return a column of the one row of the site that is a field of the portal."""
    return computed(name, f"portal.{name}", lambda _, released: getattr(released.portal, name))


def _of_livery(name: str, of: str) -> PublicColumn:
    """Return a column of the one row of the site that is a field of the house's livery; "" where none was chosen."""
    return computed(name, f"livery.{of}", lambda _, released: getattr(released.livery, of, ""))


RELEASED = "released and not withdrawn; public level on the whole way up"

# What is filled from a document's own text when its file is made (`nghitrinh.publication.files`): the same words.
OF_THE_TEXT = {
    "files": "",
    "signature": "instrument.heading instrument.signing instrument.signer instrument.signer_name",
    "paragraphs": "instrumentrevision.telling decision.title point.outcome point.text charge.text figure.quantity",
}

# What says whether the counts of a vote may be told, and of whom they are.
_OF_A_VOTE = "vote.rule vote.level vote.state vote.form vote.kind tally.verdict organization.kind"

ALLOWED: tuple[PublicRow, ...] = (
    PublicRow(
        schema.Site,
        lambda released: released.bodies,
        "always",
        (
            field("id", "body.id"),
            computed("name", "livery.name organization.name body.name", columns.site_name),
            field("jurisdiction", "body.name"),
            computed("as_of", "", lambda _, released: released.as_of),
            *(_of_portal(name) for name in ("address", "licence", "licence_link")),
            _of_livery("house", "name"),
            *(_of_livery(name, name) for name in ("logo", "accent", "accent_dark")),
        ),
    ),
    PublicRow(
        schema.Resumption,
        lambda released: released.resumptions,
        "the record was brought back from a backup that was older than its portal",
        (
            field("id", "release.id"),
            field("sequence", "release.sequence"),
            field("resumed", "release.resumes"),
            field("at", "release.released_at"),
            field("reason", "release.reason"),
        ),
    ),
    PublicRow(
        schema.Tombstone,
        lambda released: released.withdrawn,
        "was released and withdrawn; its number and day as the public knew them, not one word of what it said",
        (
            field("id", "publication.subject_id", "publication.subject_id"),
            computed("subject_kind", "publication.subject_kind", withdrawn.subject_kind_of),
            computed("kind", "instrument.kind paper.kind meeting.kind", withdrawn.kind_of),
            computed(
                "number",
                "instrument.number instrument.written_number register.symbol paper.number convening.number",
                withdrawn.number_of,
            ),
            computed("day", "instrument.issued_on meeting.starts_at article.published_at", withdrawn.day_of),
            computed("organization_id", "instrument.owner_id meeting.owner_id", withdrawn.owner_of),
            computed("meeting_id", "instrument.meeting article.meeting agendaitem.meeting", withdrawn.meeting_of),
            computed("issued", "issueddecision.decision", lambda each, _: each.issued),
            computed("replaced_by", "issueddecision.version", lambda each, _: each.replaced_by),
            field("withdrawn_at", "publication.withdrawn_at", "publication.withdrawn_at"),
            field("reason", "publication.reason", "publication.reason"),
        ),
    ),
    PublicRow(
        schema.Source,
        lambda released: released.sources,
        "a row that is published cites it",
        tuple(field(name, f"source.{name}") for name in ("id", "kind", "title", "address", "digest")),
    ),
    PublicRow(
        schema.Organization,
        lambda released: released.organizations.values(),
        "a row that is published names it, or one that it succeeded",
        (
            *(field(name, f"organization.{name}") for name in ("id", "name", "short_name", "started_on", "ended_on")),
            computed("former_names", "formername.name", columns.former_names),
            computed("renamed_on", "formername.renamed_on", columns.renamed_on),
            field("kind", "organization.kind", "get_kind_display"),
            computed("successors", "successionlink.new", columns.successors),
            computed("succession_act", "succession.legal_act", columns.succession_act),
            *_origin("organization"),
        ),
    ),
    PublicRow(
        schema.Meeting,
        lambda released: released.meetings.values(),
        RELEASED,
        (
            *(field(name, f"meeting.{name}") for name in ("id", "name", "kind", "form", "place", "state")),
            _public_revision(),
            field("organization_id", "meeting.owner_id"),
            computed("number", "convening.number", columns.number),
            computed("series", "series.name", columns.series),
            computed("term", "legislativeterm.number", columns.term),
            computed("further_numbers", "convening.number series.name organization.name", columns.further_numbers),
            computed("starts_at", "meeting.starts_at meeting.has_time", columns.starts_at),
            field("ends_at", "meeting.ends_at"),
            computed("chairs", "attendance.post attendance.name", columns.chairs),
            *_origin("meeting"),
        ),
    ),
    PublicRow(
        schema.Item,
        lambda released: released.items.values(),
        f"{RELEASED}; a restricted item with an approved public title gives that and its number there, nothing else",
        (
            field("id", "agendaitem.id"),
            field("meeting_id", "agendaitem.meeting_id"),
            computed("position", "agendaitem.position", lambda item, released: released.places[item.pk]),
            computed("title", "agendaitem.title agendaitem.public_title", columns.item_title),
            computed("closed", "agendaitem.level", lambda item, _: columns.is_closed(item)),
            computed("decision_id", "decision.id", columns.decision_of),
            computed("source_id", "agendaitem.source_id", columns.item_source),
            computed("illustrative", "source.kind", lambda item, _: columns.is_illustrative(item.source)),
        ),
    ),
    PublicRow(
        schema.Paper,
        lambda released: released.papers,
        f"{RELEASED}, under a released public item",
        (
            field("id", "paper.id", "paper.pk"),
            field("item_id", "consultation.item_id", "item.pk"),
            field("title", "paper.title", "paper.title"),
            field("kind", "paper.kind", "paper.get_kind_display"),
            field("number", "paper.number", "paper.number"),
            field("submitted_by", "paper.submitted_by_id", "paper.submitted_by_id"),
            computed(
                "submitted_on",
                "paperrevision.submitted_on paperrevision.recorded_at publication.released_at",
                columns.submitted_on,
            ),
            *_origin("paper", "paper."),
        ),
    ),
    PublicRow(
        schema.Decision,
        lambda released: released.decisions.values(),
        f"{RELEASED}, approved or issued, on a released public item; in the revision in force",
        (
            field("id", "decision.id"),
            field("meeting_id", "agendaitem.meeting_id", "item.meeting_id"),
            field("item_id", "decision.item_id"),
            field("title", "decision.title"),
            computed("decided_on", "meeting.starts_at", columns.decided_on),
            field("approved_on", "decision.approved_on"),
            computed("instrument_id", "issueddecision.version", columns.instrument_of),
            _public_revision(),
            *_origin("decision"),
        ),
    ),
    PublicRow(
        schema.Point,
        lambda released: released.points.values(),
        "its decision is published, in this revision",
        (
            field("id", "point.key"),
            field("decision_id", "decisionrevision.decision_id", "version.decision_id"),
            *(field(name, f"point.{name}") for name in ("position", "outcome", "text")),
            field("outcome_label", "point.outcome", "get_outcome_display"),
            computed("agreeing", f"tally.agreeing {_OF_A_VOTE}", columns.agreeing),
            computed("counted_of", f"tally.of {_OF_A_VOTE}", columns.counted_of),
            computed("vote_count", f"tally.agreeing tally.of {_OF_A_VOTE}", columns.vote_count),
        ),
    ),
    PublicRow(
        schema.Figure,
        lambda released: released.figures,
        "its point is published",
        (
            field("id", "figure.key"),
            computed("point_id", "point.key", columns.point_key),
            *(field(name, f"figure.{name}") for name in ("quantity", "low", "high", "unit", "exact", "as_of")),
            computed("places", "location.name", columns.places),
            computed("rendered", "figure.low figure.high figure.unit figure.exact", columns.rendered),
            *_origin("figure"),
        ),
    ),
    PublicRow(
        schema.Task,
        lambda released: released.tasks,
        f"{RELEASED}; its decision is published. Reports, answers and notes on it never are",
        (
            *(field(name, f"task.{name}") for name in ("id", "decision_id", "text", "responsible_id", "due_on")),
            field("point_id", "task.point_key"),
            field("original_responsible_id", "task.addressee_id"),
            computed("through", "task.through_id", lambda task, _: columns.some(task.through_id)),
            computed("with_bodies", "taskbody.organization", columns.with_bodies),
            field("report_to", "task.report_to_id"),
            field("due_text", "task.due_text"),
            field("state", "task.state"),
            field("state_label", "task.state", "get_state_display"),
            computed("overdue", "task.due_on task.state", columns.overdue),
            computed("punctuality", "task.due_on task.state task.finished_on", columns.punctuality),
            computed("finished_on", "task.finished_on task.state", columns.finished_on),
            computed("result", "task.result task.state", columns.result),
            computed("moved_by", "succession.legal_act", columns.moved_by),
            *_origin("task"),
        ),
    ),
    PublicRow(
        schema.TaskEvent,
        lambda released: released.task_events,
        "its task is published; the line of the journal is public and was not erased",
        (
            computed("id", "journal.seq", lambda event, _: uuid5(NAMESPACE_OID, f"{event.task}:{event.line.seq}")),
            field("task_id", "journal.subject", "task"),
            computed("kind", "journal.act", lambda event, _: TASK_EVENTS[event.line.act]),
            computed("happened_at", "journal.at", lambda event, _: datetime.fromisoformat(event.line.at)),
            field("due_before", "actcontent.content", "due_before"),
            field("due_text_before", "actcontent.content", "due_text_before"),
            field("due_after", "actcontent.content", "due_after"),
            field("reason", "actcontent.content", "reason"),
        ),
    ),
    PublicRow(
        schema.Instrument,
        lambda released: released.instruments,
        f"{RELEASED}, issued; every decision in it is published",
        (
            *(
                field(name, f"instrument.{name}")
                for name in ("id", "meeting_id", "title", "issued_on", "signer", "state")
            ),
            field("organization_id", "instrument.owner_id"),
            field("kind", "instrument.kind", "get_kind_display"),
            computed(
                "number",
                "instrument.number instrument.written_number register.symbol",
                lambda each, _: each.symbol_number,
            ),
            _public_revision(),
            *(computed(name, fields, lambda *_: ()) for name, fields in OF_THE_TEXT.items()),
            *_origin("instrument"),
        ),
    ),
    PublicRow(
        schema.Article,
        lambda released: released.articles,
        f"{RELEASED}; in the revision that was released",
        (
            field("id", "article.id", "article.pk"),
            field("meeting_id", "article.meeting_id", "article.meeting_id"),
            field("title", "articlerevision.title", "version.title"),
            computed("lead", "articlerevision.lead", columns.lead),
            computed("paragraphs", "articlerevision.body", columns.paragraphs),
            field("byline", "articlerevision.byline", "version.byline"),
            field("published_at", "article.published_at", "article.published_at"),
            computed("image", "articlerevision.image", lambda each, _: images.address(each.version.image)),
            computed("image_width", "articlerevision.image", lambda each, _: images.size(each.version.image)[0]),
            computed("image_height", "articlerevision.image", lambda each, _: images.size(each.version.image)[1]),
            field("image_alt", "articlerevision.image_alt", "version.image_alt"),
            field("image_caption", "articlerevision.image_caption", "version.image_caption"),
            computed("checked_facts", "articlerevision.lead articlerevision.body", columns.checked_facts),
            _public_revision("article"),
            *_origin("article", "article."),
        ),
    ),
)


def rows_of(public_row: PublicRow, released: Released | Common) -> list[schema.Row]:
    """Return the rows of one kind, built column by column from the allow-list and from nothing else."""
    return [
        public_row.row(**{column.name: plain(column.read(noun, released)) for column in public_row.columns})
        for noun in public_row.objects(released)
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
        return tuple(writable(str(each)) for each in value)
    if isinstance(value, bool | int):
        return value
    return format(value.normalize(), "f") if isinstance(value, Decimal) else writable(str(value))


def table_of_fields() -> str:
    """Return the allow-list as a document for administrators."""
    lines = [
        "# What can become public",
        "",
        "Generated (`.venv/bin/python -m nghitrinh.cli.reference docs`); a test compares.",
        "What is not here never leaves the desk.",
        "Besides these, a correction of what was released shows old, new and reason; a file is a notice drawn from",
        "these same fields, or a released article's photo without metadata.",
    ]
    for public_row in ALLOWED:
        lines += ["", f"## {public_row.row.__name__}", "", f"Condition: {public_row.condition}.", ""]
        lines += ["| public column | from the record |", "| --- | --- |"]
        lines += [
            f"| {column.name} | {', '.join(column.fields) or 'the release itself'} |" for column in public_row.columns
        ]
    return "\n".join(lines) + "\n"
