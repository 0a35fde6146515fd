"""Asking about an overdue task: who may, once a day, and how it is answered."""

from datetime import date
from typing import Any

import pytest
from tests.record.tasks.given import do, task_of
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.errors import Contradiction, NotAllowed, WrongState
from nghitrinh.record.kernel.models import User
from nghitrinh.record.tasks.models import Task, TaskQuestion

LATE, NEXT = "2021-11-02", "2021-11-03"  # the deadline is the last of October


@pytest.fixture
def task(world: World, monkeypatch: pytest.MonkeyPatch) -> Task:
    task = task_of(world)
    do("task.accept", task, world.officer)
    monkeypatch.setenv("NGHITRINH_TODAY", LATE)
    return Task.objects.get()


def ask(task: Task, by: User | None) -> TaskQuestion:
    asked: TaskQuestion = ACTS["task.ask"](by=by, task=task.pk)
    return asked


def answer(task: Task, by: User | None, text: str = "Đang chờ số liệu.") -> Any:
    return ACTS["task.answer"](by=by, task=task.pk, text=text)


def test_a_task_is_asked_about_once_a_day_whoever_asks(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = ask(task, world.chair)
    assert (asked.asked_on, asked.asked_by, asked.answered_on) == (date(2021, 11, 2), "chair", None)
    with pytest.raises(Contradiction) as refused:
        ask(task, world.secretary)
    assert (refused.value.code, refused.value.found) == ("task_asked_today", "chair")
    monkeypatch.setenv("NGHITRINH_TODAY", NEXT)
    ask(task, world.secretary)
    assert TaskQuestion.objects.count() == 2
    assert journal.verify() == []


def test_asking_makes_nothing_stale_that_the_body_is_writing(world: World, task: Task) -> None:
    ask(task, world.chair)
    ACTS["task.report"](by=world.officer, task=task.pk, edit=task.edit, text="Đã trình.")
    assert Task.objects.get().state == "reported"


def test_only_what_is_late_with_its_body_is_asked_about(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-31")
    with pytest.raises(WrongState) as refused:
        ask(task, world.chair)
    assert refused.value.code == "task_not_overdue"
    monkeypatch.setenv("NGHITRINH_TODAY", LATE)
    do("task.report", task, world.officer)
    with pytest.raises(WrongState):
        ask(task, world.chair)
    assert not TaskQuestion.objects.exists()


def test_who_charged_asks_and_who_is_charged_answers(world: World, task: Task) -> None:
    for user in (world.member, world.reader, world.officer, world.bob, None):
        with pytest.raises(NotAllowed):
            ask(task, user)
    ask(task, world.chair)
    for user in (world.member, world.reader, world.chair, world.secretary, world.bob):
        with pytest.raises(NotAllowed):
            answer(task, user)
    said = answer(task, world.officer)
    assert (said.answer, said.answered_on, said.answered_by) == ("Đang chờ số liệu.", date(2021, 11, 2), "officer")


def test_what_nobody_asked_is_not_answered(world: World, task: Task) -> None:
    with pytest.raises(WrongState) as refused:
        answer(task, world.officer)
    assert refused.value.code == "task_not_asked"


def test_an_answer_and_a_report_leave_no_question_open(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(task, world.chair)
    monkeypatch.setenv("NGHITRINH_TODAY", NEXT)
    ask(task, world.chair)
    answer(task, world.officer)
    rows = TaskQuestion.objects.order_by("asked_on").values_list("answer", "answered_on")
    assert list(rows) == [("", date(2021, 11, 3)), ("Đang chờ số liệu.", date(2021, 11, 3))]
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-11-04")
    ask(task, world.secretary)
    do("task.report", task, world.officer)
    assert not TaskQuestion.objects.filter(answered_on=None).exists()
    assert TaskQuestion.objects.filter(answer="").count() == 2
    assert journal.verify() == []
