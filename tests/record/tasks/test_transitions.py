"""Every verb in every state by every role; and what each verb leaves behind."""

from datetime import date

import pytest
from tests.record.tasks.given import EXTRA, ROAD, VERBS, do, task_in, task_of, who_may
from tests.world import World

from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.acts import ACTS
from nghitrinh.record.kernel.errors import ActError, BadInput, NotAllowed, Stale, WrongState
from nghitrinh.record.kernel.models import Journal, User
from nghitrinh.record.tasks.models import Task, TaskReport, TaskState
from nghitrinh.record.tasks.rules import TASK

EVERYONE = ("secretary", "chair", "member", "reader", "officer", "bob", "nobody")


def refused(error: type[ActError], verb: str, task: Task, by: User | None) -> None:
    lines = Journal.objects.count()
    with pytest.raises(error) as caught:
        do(verb, task, by)
    assert type(caught.value) is error
    assert Journal.objects.count() == lines


@pytest.mark.parametrize("state", ROAD)
@pytest.mark.parametrize("verb", VERBS)
def test_the_table_is_what_happens(world: World, verb: str, state: str) -> None:
    task, row = task_in(world, state), TASK.find(verb)
    for who in EVERYONE:
        if who not in row.roles:
            refused(NotAllowed, verb, task, world.users.get(who))
        elif state not in row.sources:
            refused(WrongState, verb, task, world.users[who])
    if state in row.sources:
        do(verb, task, who_may(world, verb))
        assert Task.objects.get().state == (row.target or state)


def test_the_table_has_these_verbs_and_no_other() -> None:
    assert {row.verb for row in TASK.transitions} == {
        *VERBS,
        "task.assign",
        "task.import_list",
        "task.ask",
        "task.answer",
        "decision.correct",
    }


def test_closed_stays_closed() -> None:
    for row in TASK.transitions:
        assert not {TaskState.CONFIRMED, TaskState.CANCELLED} & set(row.sources)


@pytest.mark.parametrize("verb", VERBS)
def test_a_stale_revision_is_refused_with_both_texts(world: World, verb: str) -> None:
    task = task_in(world, TASK.find(verb).sources[0])
    do("task.extend", task, world.secretary)
    with pytest.raises(Stale) as caught:
        do(verb, task, who_may(world, verb), edit=task.edit)
    typed = EXTRA.get(verb, {})
    assert caught.value.yours == typed.get("text", typed.get("answer", typed.get("reason", "")))
    assert "Gia hạn đến 1/1/2030: chờ ý kiến Bộ" in caught.value.theirs
    assert task.text in caught.value.theirs


def test_who_may_not_act_learns_nothing_from_a_stale_revision(world: World) -> None:
    task = task_of(world)
    for user in (world.bob, world.member, world.chair):
        with pytest.raises(NotAllowed):
            do("task.report", task, user, edit=99)


def test_only_the_responsible_body_reports(world: World) -> None:
    task = task_of(world, responsible=world.ministry.pk, through=world.department.pk, with_bodies=[world.department.pk])
    refused(NotAllowed, "task.accept", task, world.officer)


def test_reports_and_answers_stay_in_their_order(world: World) -> None:
    task = task_in(world, TaskState.RETURNED)
    do("task.report", task, world.officer, text="Đã bổ sung.")
    do("task.confirm", task, world.secretary)
    said = list(TaskReport.objects.order_by("recorded_at").values_list("text", "answer", "reported_by"))
    assert said == [
        ("Đã trình dự thảo.", "Còn thiếu biểu số liệu.", "officer"),
        ("Đã bổ sung.", "Đã hoàn thành.", "officer"),
    ]


def test_confirming_records_what_became_of_it_not_the_report(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-30")
    task = task_in(world, TaskState.CONFIRMED)
    assert (task.result, task.finished_on) == ("Đã hoàn thành.", date(2021, 10, 30))
    report = task.reports.get()
    assert (report.reported_on, report.answered_on) == (date(2021, 10, 30), date(2021, 10, 30))


def test_an_extension_is_later_and_says_why(world: World) -> None:
    task = task_of(world, due_text="trong tháng 10")
    for day in (date(2021, 10, 31), date(2021, 10, 1)):
        with pytest.raises(BadInput) as caught:
            do("task.extend", task, world.secretary, due_on=day)
        assert caught.value.field == "due_on"
    do("task.extend", task, world.secretary, due_on=date(2021, 12, 31))
    now = Task.objects.get()
    assert (now.due_on, now.due_text, now.note) == (date(2021, 12, 31), "", "Gia hạn đến 31/12/2021: chờ ý kiến Bộ")


def test_a_cancelled_task_says_why_and_when(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-30")
    task = task_in(world, TaskState.CANCELLED)
    assert (task.note, task.finished_on) == ("Thôi giao: đã gộp việc", date(2021, 10, 30))


@pytest.mark.parametrize(
    ("verb", "field"), [("task.report", "text"), ("task.return", "answer"), ("task.cancel", "reason")]
)
def test_what_must_be_said_is_required(world: World, verb: str, field: str) -> None:
    task = task_in(world, TASK.find(verb).sources[0])
    with pytest.raises(BadInput) as caught:
        do(verb, task, who_may(world, verb), **{field: " "})
    assert caught.value.field == field


def test_an_unknown_task_is_named(world: World) -> None:
    with pytest.raises(BadInput) as caught:
        ACTS["task.accept"](by=world.officer, task=world.body.pk, edit=1)
    assert caught.value.field == "task"


def test_a_report_carries_files_that_are_held_to_what_papers_are(world: World) -> None:
    task = task_in(world, TaskState.ACCEPTED)
    proof = {"name": "../Ảnh hiện trường.pdf", "media_type": "application/pdf", "content_base64": "JVBERi0xLjQK"}
    with pytest.raises(BadInput) as caught:
        do("task.report", task, world.officer, files=[proof, proof | {"content_base64": "không"}])
    assert (caught.value.code, caught.value.field) == ("file_broken", "files.1.content_base64")
    assert not TaskReport.objects.exists()
    do("task.report", task, world.officer, files=[proof])
    kept = TaskReport.objects.get().files.get()
    assert (kept.name, kept.size) == ("Ảnh hiện trường.pdf", 9)
    assert storage.get(kept.digest) == b"%PDF-1.4\n"
