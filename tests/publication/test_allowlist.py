"""The allow-list: every column of the public schema and no other, from fields that exist."""

from django.apps import apps

from nghitrinh.bundle.schema import TABLES, Correction, Figure, File, Task, TaskEvent, columns
from nghitrinh.publication.allowlist import ALLOWED
from nghitrinh.record.decisions.given import BESIDE, CHARGE_COLUMNS, GivenFigure
from nghitrinh.record.decisions.models import Figure as FigureModel
from nghitrinh.record.kernel.derived import column_names

NEVER = {
    "ballot", "candidate", "count", "reservation", "vote.question", "vote.opening", "vote.closing",
    "taskreport", "taskquestion", "taskescalation",
    "file", "provenance", "person", "membership", "grant", "user", "journal",
    "actcontent", "numbergap", "issueddecision.id", "attendance.role",
}  # fmt: skip
# Of the journal the public reads what became of a task's deadline, and nothing else.
OF_THE_JOURNAL = {"journal.seq", "journal.at", "journal.act", "journal.subject", "actcontent.content"}


def test_every_column_of_the_public_schema_is_told_once() -> None:
    for public_row in ALLOWED:
        assert sorted(column.name for column in public_row.columns) == sorted(columns(public_row.row))
    made_elsewhere = {Correction, File}
    assert {public_row.row for public_row in ALLOWED} == set(TABLES.values()) - made_elsewhere


def test_every_field_named_in_the_list_exists() -> None:
    for public_row in ALLOWED:
        for column in public_row.columns:
            for name in column.fields:
                noun, _, field = name.partition(".")
                model = apps.get_model("record", noun)
                attributes = {each.name for each in model._meta.get_fields()}
                attributes |= {each.attname for each in model._meta.concrete_fields}
                assert field in attributes, f"{public_row.row.__name__}.{column.name}: {name}"


def test_nouns_that_are_never_published_are_not_in_the_list() -> None:
    fields = {row.row: {name for column in row.columns for name in column.fields} for row in ALLOWED}
    assert fields.pop(TaskEvent) == OF_THE_JOURNAL
    named = {name for names in fields.values() for name in names}
    assert not {name for name in named if name in NEVER or name.partition(".")[0] in NEVER}


def test_every_field_of_a_charge_and_a_figure_is_told_in_public() -> None:
    fields = {row.row: {name for column in row.columns for name in column.fields} for row in ALLOWED}
    assert {f"task.{column}" for column in CHARGE_COLUMNS} | {"taskbody.organization"} <= fields[Task]
    figure = column_names(GivenFigure, FigureModel, without=(*BESIDE, "finding")).values()  # a finding is never public
    assert {f"figure.{column}" for column in figure} | {"location.name"} <= fields[Figure]
