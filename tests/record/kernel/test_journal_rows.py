"""Which rows a line wrote stands beside it, sealed with it, and is what verification and readers ask."""

import ast
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError
from tests.record.instruments.chain import make_chain
from tests.record.kernel.test_journal import _run as run
from tests.world import World

import nghitrinh
from nghitrinh.record.kernel import canonical, erasure, journal, seal
from nghitrinh.record.kernel.models import Journal, JournalRow
from nghitrinh.record.meetings.acts import agenda

NOT_NAMED = "the rows that are named with it are not those of its content"
NOT_COMMITTED = "the rows that are named with it are not those that it commits to"


def _last() -> Journal:
    return Journal.objects.latest("seq")


def test_a_line_seals_every_state_that_its_act_moves(world: World) -> None:
    issued = make_chain(world).issued()
    line = Journal.objects.get(act="instrument.issue", subject=canonical.key(issued))
    content = journal.content_of(line.seq)
    assert content is not None
    states = [change for change in content["changes"] if change["field"] == "state"]
    moved = [(change["of"].split(":")[0], change["old"], change["new"]) for change in states]
    assert moved == [("instrument", "signed", "issued"), ("decision", "approved", "issued"), ("task", "", "assigned")]
    assert line.version == 2


def test_an_act_about_something_else_is_among_the_lines_of_an_object(world: World) -> None:
    chain = make_chain(world)
    chain.issued()
    acts = [line.act for line in journal.lines_about("decision", chain.decision.pk)]
    assert acts == ["instrument.issue", "decision.approve", "decision.review", "decision.draft"]


def test_rows_since_a_line_are_those_of_later_lines(world: World) -> None:
    world.plan_meeting()
    seen = _last().seq
    planned = world.plan_meeting()
    assert journal.rows_after(seen) == {"meeting": {str(planned.pk)}}


@pytest.mark.parametrize(
    "sql",
    [
        "INSERT INTO record_journal_row (id, seq, kind, key) VALUES (99999, 1, 'meeting', 'x')",
        "UPDATE record_journal_row SET key = 'x'",
        "DELETE FROM record_journal_row",
    ],
)
def test_the_seal_holds_the_names_of_rows(world: World, sql: str) -> None:
    with pytest.raises(DatabaseError):
        run(sql)


def _name_another_row() -> int:
    line = _last()
    seal.unseal()
    run(f"INSERT INTO record_journal_row (id, seq, kind, key) VALUES (99999, {line.seq}, 'meeting', 'x')")
    seal.seal()
    return line.seq


def test_a_row_that_is_named_afterwards_is_found(world: World) -> None:
    world.plan_meeting()
    seq = _name_another_row()
    found = [(problem.where, problem.what) for problem in journal.verify()]
    assert found == [(f"journal line {seq}", NOT_COMMITTED), (f"journal line {seq}", NOT_NAMED)]


def test_the_names_of_rows_outlive_their_content(world: World) -> None:
    planned = world.plan_meeting()
    line = _last()
    erasure.erase(by=world.admin, seq=line.seq, reason="theo luật")
    assert [each.act for each in journal.lines_about("meeting", planned.pk)] == ["journal.erase", "meeting.plan"]
    assert journal.verify() == []
    seal.unseal()
    run(f"DELETE FROM record_journal_row WHERE seq = {line.seq}")
    seal.seal()
    assert [problem.what for problem in journal.verify()] == [NOT_COMMITTED]


def test_verifying_from_a_known_line_reads_later_lines_alone(world: World) -> None:
    early = world.plan_meeting()
    known = _last().seq
    late = world.plan_meeting()
    run(f"UPDATE record_meeting SET place = 'khác' WHERE id IN ('{early.pk.hex}', '{late.pk.hex}')")
    assert [problem.where for problem in journal.verify(known)] == [f"meeting:{late.pk}"]
    assert {problem.where for problem in journal.verify()} == {f"meeting:{early.pk}", f"meeting:{late.pk}"}


def test_a_row_that_no_line_names_is_found_from_a_known_line_too(world: World) -> None:
    planned = world.plan_meeting()
    known = _last().seq
    run(
        "INSERT INTO record_person (id, edit, recorded_at, name) "
        f"SELECT id, 1, recorded_at, 'Ai' FROM record_meeting WHERE name = '{planned.name}'"
    )
    assert [problem.where for problem in journal.verify(known)] == [f"person:{planned.pk}"]


def test_a_line_to_begin_from_must_be_there(world: World) -> None:
    (problem,) = journal.verify(10_000)
    assert problem.where == "journal line 10000"


def test_names_without_a_line_are_found(world: World) -> None:
    seal.unseal()
    run("INSERT INTO record_journal_row (id, seq, kind, key) VALUES (99999, 99999, 'meeting', 'x')")
    seal.seal()
    assert [problem.where for problem in journal.verify()] == ["journal line 99999"]
    assert JournalRow.objects.filter(seq=99999).exists()


SOURCE = Path(nghitrinh.__file__).parent
JOURNAL = SOURCE / "record" / "kernel" / "journal"
# An erasure empties the content of one line; a migration appends to tables that may have other columns than today.
WRITERS = {"record/kernel/erasure.py", "record/kernel/migrating.py", "record/kernel/models.py"}
# What asks for the subject of rows of its own: of letters.
OWN_SUBJECTS = {"mail/filling.py", "mail/rendering.py", "mail/tidying.py"}


def _asked_without_index(tree: ast.AST) -> list[int]:
    """Return the lines of code that choose lines of the journal by their subject or by words of their content."""
    asked = [
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and _method(node) in ("filter", "exclude", "get", "Q")
    ]
    names = [(node.lineno, str(each.arg).split("__")[0]) for node in asked for each in node.keywords]
    return [number for number, name in names if name in ("subject", "content")]


def _method(call: ast.Call) -> str:
    return call.func.attr if isinstance(call.func, ast.Attribute) else ast.unparse(call.func)


def test_lines_are_found_by_the_rows_that_they_wrote() -> None:
    """Subject and content of a line have no index: what asks for them reads every line of a record."""
    others = [
        (path.relative_to(SOURCE).as_posix(), ast.parse(path.read_text("utf-8")))
        for path in sorted(SOURCE.rglob("*.py"))
        if JOURNAL not in path.parents and "migrations" not in path.parts
    ]
    assert len(others) > 300
    asked = [f"{name}:{number}" for name, tree in others for number in _asked_without_index(tree)]
    contents = [
        name for name, tree in others if any(getattr(node, "id", "") == "ActContent" for node in ast.walk(tree))
    ]
    assert ([each for each in asked if each.split(":")[0] not in WRITERS | OWN_SUBJECTS], set(contents) - WRITERS) == (
        [],
        set(),
    )


def test_the_lines_on_some_objects_are_those_of_acts_about_them(world: World) -> None:
    first, other = world.plan_meeting(), world.plan_meeting()
    item = world.item(first)
    agenda.withdraw_item(by=world.secretary, item=item.pk, edit=item.edit, reason="hoãn")
    subjects = [canonical.key(each) for each in (first, item)]
    wanted = [(line.seq, line.act) for line in Journal.objects.order_by("seq") if line.subject in subjects]
    assert [(line.seq, line.act) for line in journal.lines_on(*subjects)] == wanted
    assert {act for _seq, act in wanted} == {"meeting.plan", "item.add", "item.withdraw"}
    assert canonical.key(other) not in subjects
    assert list(journal.lines_on()) == []


def test_contents_of_several_lines_are_read_at_once(world: World, django_assert_num_queries: Any) -> None:
    world.plan_meeting()
    seqs = list(Journal.objects.values_list("seq", flat=True))
    with django_assert_num_queries(1):
        contents = journal.contents_of(seqs)
    assert contents == {seq: journal.content_of(seq) for seq in seqs}
