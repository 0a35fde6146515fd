"""“Hỏi”: one press on an overdue task, and its place on the charged body's day until it is answered."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from tests.record.tasks.given import do, task_of
from tests.world import World

from nghitrinh.record.acts import ACTS
from nghitrinh.record.tasks.models import Task, TaskQuestion

Sign = Callable[[str], Client]
WAITS = "Được hỏi về việc quá hạn, chờ trả lời"


@pytest.fixture
def task(world: World, monkeypatch: pytest.MonkeyPatch) -> Task:
    found = task_of(world)
    do("task.accept", found, world.officer)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-11-02")
    return Task.objects.get()


def needs(client: Client) -> list[str]:
    return re.findall(r'<h2 id="n\d+">([^<]+)</h2>', client.get("/").content.decode())


@pytest.mark.parametrize("who", ["chair", "secretary"])
def test_one_press_on_the_day_asks_and_stays_there(signed: Sign, task: Task, who: str) -> None:
    client = signed(who)
    address = f"/viec/{task.pk}/hoi/"
    assert f'action="{address}"' in client.get("/").content.decode()
    answer = client.post(address, {"from": "today"}, follow=True)
    assert answer.redirect_chain[-1][0] == "/"
    page = answer.content.decode()
    assert "hôm nay đã hỏi" in page
    assert f'action="{address}"' not in page
    assert TaskQuestion.objects.get().asked_by == who
    again = client.post(address, follow=True)
    assert "Hôm nay đã hỏi về việc này rồi" in again.content.decode()
    assert TaskQuestion.objects.count() == 1


def test_nobody_else_is_offered_to_ask(signed: Sign, task: Task) -> None:
    for who in ("member", "reader", "officer"):
        assert f"/viec/{task.pk}/hoi/" not in signed(who).get("/").content.decode()
        assert f"/viec/{task.pk}/hoi/" not in signed(who).get(f"/viec/{task.pk}/").content.decode()
        assert signed(who).post(f"/viec/{task.pk}/hoi/").status_code == 404


def test_what_was_asked_stands_on_the_bodys_day_until_a_line_answers(world: World, signed: Sign, task: Task) -> None:
    officer = signed("officer")
    assert needs(officer) == ["Việc đã quá hạn"]
    ACTS["task.ask"](by=world.chair, task=task.pk)
    assert needs(officer) == [WAITS]  # once, not in both lists
    page = officer.get(f"/viec/{task.pk}/").content.decode()
    assert "hỏi ngày 2/11/2021 việc này đến đâu" in page
    form = officer.get(f"/viec/{task.pk}/tra-loi/").content.decode()
    key = form.split('name="form_key" value="')[1].split('"')[0]
    officer.post(f"/viec/{task.pk}/tra-loi/", {"text": "Chờ số liệu của Sở.", "form_key": key})
    assert TaskQuestion.objects.get().answer == "Chờ số liệu của Sở."
    assert needs(officer) == ["Việc đã quá hạn"]
    shown = signed("chair").get(f"/viec/{task.pk}/").content.decode()
    assert shown.index("Hỏi về việc quá hạn") < shown.index("Chờ số liệu của Sở.")


def test_what_was_asked_stands_until_a_report_answers(world: World, signed: Sign, task: Task) -> None:
    ACTS["task.ask"](by=world.chair, task=task.pk)
    do("task.report", task, world.officer)
    assert needs(signed("officer")) == []
    assert "việc này đến đâu" not in signed("officer").get(f"/viec/{task.pk}/").content.decode()


def test_both_read_on_their_day_that_it_was_asked_and_what_came_of_it(
    world: World, signed: Sign, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    ACTS["task.ask"](by=world.chair, task=task.pk)
    assert "; hôm nay đã hỏi, chưa trả lời" in signed("chair").get("/").content.decode()
    assert f"{world.chair.username}, {world.committee.name}, hỏi ngày 2/11/2021" in (
        signed("officer").get("/").content.decode().replace(f"{world.chair.post} ({world.chair.username})", "chair")
    )
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-11-03")
    page = signed("chair").get("/").content.decode()
    assert "; đã hỏi ngày 2/11/2021, chưa trả lời" in page
    assert f'action="/viec/{task.pk}/hoi/"' in page  # another day, another question
    ACTS["task.answer"](by=world.officer, task=task.pk, text="Chờ số liệu của Sở.")
    answered = "; đã hỏi ngày 2/11/2021, trả lời ngày 3/11/2021: “Chờ số liệu của Sở.”"
    for who in ("chair", "secretary", "officer"):
        assert answered in signed(who).get("/").content.decode()
    ACTS["task.ask"](by=world.chair, task=task.pk)
    do("task.report", task, world.officer)
    do("task.return", task, world.secretary, answer="Thiếu số liệu")
    assert "; hôm nay đã hỏi, báo cáo ngày 3/11/2021" in signed("chair").get("/").content.decode()
