"""The journal: chained, append-only, and it answers for every live row."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

import pytest
from django.apps import apps
from django.db import DatabaseError, connection, transaction
from django.db.migrations.loader import MigrationLoader
from tests.record.decided import correct, kept
from tests.record.tasks.given import task_of
from tests.world import World

from nghitrinh.record.bodies.models import Organization, Person
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel import clock, erasure, guard, journal, seal, striking
from nghitrinh.record.kernel.errors import NotAllowed
from nghitrinh.record.kernel.journal import verification
from nghitrinh.record.kernel.models import ActContent, Journal, User
from nghitrinh.record.meetings.acts import meeting
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.procedure import acts as procedure_acts
from nghitrinh.record.tasks.models import TaskBody

COLUMNS = "at, actor, act, subject, owner, level, version, rows, commitment, prev, digest"
REFUSALS = "append-only|takes only its next line|can only be erased|named with their line"


def _run(sql: str) -> None:
    with guard.opened("a hand in the database"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@contextmanager
def _unsealed() -> Iterator[None]:
    """Take the seal off, as somebody could who owns the database."""
    seal.unseal()
    try:
        yield
    finally:
        seal.seal()


def test_a_home_made_by_acts_verifies(world: World) -> None:
    assert journal.verify() == []


def test_a_row_changed_by_sql_is_named(world: World) -> None:
    planned = world.plan_meeting()
    _run("UPDATE record_meeting SET name = 'khác'")
    assert [problem.where for problem in journal.verify()] == [f"meeting:{planned.pk}"]


def test_a_row_inserted_or_deleted_by_sql_is_named(world: World) -> None:
    planned = world.plan_meeting()
    _run("DELETE FROM record_meeting")
    assert [problem.where for problem in journal.verify()] == [f"meeting:{planned.pk}"]


def test_a_row_that_an_act_removed_stays_removed(world: World) -> None:
    task = task_of(world, with_bodies=[world.ministry.pk])
    row, decision = TaskBody.objects.get(task=task), Decision.objects.get()
    correct(world, decision, kept(decision, charge_with_bodies=[]))
    assert not TaskBody.objects.exists()
    assert journal.verify() == []
    _run(
        "INSERT INTO record_taskbody (id, task_id, organization_id) "
        f"SELECT {row.pk}, id, responsible_id FROM record_task"
    )
    assert [problem.what for problem in journal.verify()] == ["was removed by an act, but is in the database"]


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record_journal SET actor = 'nobody' WHERE seq = 1",
        "DELETE FROM record_journal WHERE seq = 1",
        "DELETE FROM record_act_content WHERE seq = 1",
        "UPDATE record_act_content SET content = 'x' WHERE seq = 1",
        f"INSERT INTO record_journal SELECT seq + 100, {COLUMNS} FROM record_journal WHERE seq = 1",
        "UPDATE record_journal_row SET kind = 'khac' WHERE seq = 1",
        "DELETE FROM record_journal_row WHERE seq = 1",
        "INSERT INTO record_journal_row (seq, kind, key) VALUES (1, 'meeting', 'x')",
    ],
)
def test_the_seal_refuses_everything_but_the_next_line(world: World, sql: str) -> None:
    with pytest.raises(DatabaseError, match=REFUSALS):
        _run(sql)


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record_journal_row SET kind = 'khac' WHERE seq = {seq}",
        "DELETE FROM record_journal_row WHERE seq = {seq}",
        "INSERT INTO record_journal_row (seq, kind, key) VALUES ({seq}, 'meeting', 'x')",
    ],
)
@pytest.mark.parametrize("erased", [False, True])
def test_rows_named_otherwise_than_their_line_commits_to_are_found(world: World, sql: str, *, erased: bool) -> None:
    line = Journal.objects.get(subject=f"meeting:{world.plan_meeting().pk}")
    if erased:
        erasure.erase(by=world.admin, seq=line.seq, reason="theo luật")
    with _unsealed():
        _run(sql.format(seq=line.seq))
    assert {problem.where for problem in journal.verify()} == {f"journal line {line.seq}"}


def test_from_a_known_line_on_only_what_came_later_is_verified(world: World) -> None:
    known = Journal.objects.get(subject=f"meeting:{world.plan_meeting('Trước').pk}").seq
    later = world.plan_meeting("Sau")
    assert journal.verify(known) == []
    _run("UPDATE record_meeting SET name = name || 'x'")
    assert [problem.where for problem in journal.verify(known)] == [f"meeting:{later.pk}"]
    with _unsealed():
        _run(f"UPDATE record_journal SET actor = 'x' WHERE seq IN (1, {known + 1})")
    assert [problem.where for problem in journal.verify(known)] == [f"journal line {known + 1}", f"meeting:{later.pk}"]
    assert next(problem.where for problem in journal.verify(known + 100)) == f"journal line {known + 100}"


def test_a_row_that_no_line_names_is_found_from_any_line_on(world: World) -> None:
    with guard.opened("a hand in the database"):
        Person.objects.create(name="Không ai", recorded_at=clock.now())
    last = Journal.objects.latest("seq").seq
    assert [problem.what for problem in journal.verify(last)] == ["is in the database, but no act wrote it"]


def test_sqlite_replace_does_not_overwrite_a_sealed_row(world: World) -> None:
    verb = "INSERT OR REPLACE" if connection.vendor == "sqlite" else "INSERT"
    with pytest.raises(DatabaseError, match=REFUSALS):
        _run(f"{verb} INTO record_journal SELECT seq, {COLUMNS} FROM record_journal WHERE seq = 1")


def test_erased_content_leaves_the_chain_whole(world: World) -> None:
    planned = world.plan_meeting()
    line = Journal.objects.get(subject=f"meeting:{planned.pk}")
    erasure.erase(by=world.admin, seq=line.seq, reason="theo luật")
    assert ActContent.objects.get(seq=line.seq).content is None
    assert journal.verify() == []
    _run("UPDATE record_meeting SET name = 'khác'")
    assert [problem.where for problem in journal.verify()] == [f"meeting:{planned.pk}"]


def test_erasing_what_a_removal_wrote_leaves_no_row_to_miss(world: World) -> None:
    holiday = procedure_acts.declare_holiday(
        by=world.secretary, organization=world.committee.pk, day=date(2021, 1, 1), name="Tết"
    )
    striking.strike(by=world.secretary, kind="holiday", entry=holiday.pk, edit=holiday.edit, reason="ghi nhầm")
    for line in Journal.objects.filter(subject=f"holiday:{holiday.pk}").reverse():
        erasure.erase(by=world.admin, seq=line.seq, reason="theo luật")
        assert journal.verify() == []


def test_only_an_administrator_erases(world: World) -> None:
    with pytest.raises(NotAllowed):
        erasure.erase(by=world.secretary, seq=1, reason="không")


def test_a_write_outside_an_act_is_refused(world: World) -> None:
    planned = world.plan_meeting()
    planned.name = "khác"
    for write in (
        planned.save,
        lambda: Meeting.objects.update(name="khác"),
        lambda: Meeting.objects.all().delete(),
        lambda: Meeting.objects.bulk_create([Meeting()]),
        lambda: User.objects.filter(pk=world.admin.pk).update(is_active=False),
    ):
        with pytest.raises(guard.WriteOutsideAct), transaction.atomic():
            write()


@pytest.mark.parametrize(
    "sql",
    [
        "UPDATE record_meeting SET name = 'khác'",
        "  /* lời */ update \"record_meeting\" set name = 'khác'",
        "-- lời\nDELETE FROM record_meeting",
        "WITH chosen AS (SELECT 1) UPDATE record_meeting SET name = 'khác'",
        "WITH gone AS (DELETE FROM ONLY public.record_meeting RETURNING id) SELECT * FROM gone",
        "UPDATE OR IGNORE main.record_meeting SET name = 'khác'",
        "COPY record_meeting FROM STDIN",
    ],
)
def test_the_guard_finds_a_write_wherever_it_stands_in_a_statement(world: World, sql: str) -> None:
    with pytest.raises(guard.WriteOutsideAct), connection.cursor() as cursor:
        cursor.execute(sql)


def test_the_guard_lets_a_query_pass_that_locks_a_row_or_speaks_of_writing(world: World) -> None:
    lock = " FOR UPDATE OF record_meeting" if connection.vendor == "postgresql" else ""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT 'update record_meeting' FROM record_meeting{lock}")


def test_a_refused_act_writes_nothing(world: World) -> None:
    before = Journal.objects.count(), Meeting.objects.count()
    with pytest.raises(NotAllowed):
        meeting.plan(by=world.bob, organization=world.committee.pk, name="x", starts_at="2021-09-10T14:00:00")
    assert (Journal.objects.count(), Meeting.objects.count()) == before


def test_the_seal_is_there_after_migrating(world: World) -> None:
    assert seal.missing() == []


@pytest.mark.parametrize("at_once", [1, 2, 5])
def test_it_is_verified_in_parts_of_any_size(world: World, monkeypatch: pytest.MonkeyPatch, at_once: int) -> None:
    monkeypatch.setattr(verification, "_AT_ONCE", at_once)
    assert journal.verify() == []
    bodies = [*Organization.objects.order_by("pk")]
    for body in bodies:
        with guard.opened("a hand in the database"), transaction.atomic():
            Organization.objects.filter(pk=body.pk).update(name="khác")
            assert [problem.where for problem in journal.verify()] == [f"organization:{body.pk}"]
            transaction.set_rollback(True)
    lines = Journal.objects.count()
    for seq in (1, lines):
        with _unsealed(), transaction.atomic():
            _run(f"UPDATE record_journal SET actor = 'khác' WHERE seq = {seq}")
            assert [problem.where for problem in journal.verify()] == [f"journal line {seq}"]
            transaction.set_rollback(True)


# The newest migration of a home that is kept (`tests/homes`): its rows are sealed without any later column.
_KEPT = ("record", "0007_item_words")


def test_a_column_that_came_after_rows_were_sealed_says_so() -> None:
    """Else no row of an older home verifies: it was sealed before there was the column."""
    then = MigrationLoader(None).project_state(_KEPT).models
    missing = [
        f"{model.__name__}.{field.attname}"
        for model in apps.get_app_config("record").get_models()
        if ("record", str(model._meta.model_name)) in then
        for field in model._meta.concrete_fields
        if field.name not in then["record", str(model._meta.model_name)].fields
        and field.attname not in getattr(model, "LATER", ())
    ]
    assert missing == []
