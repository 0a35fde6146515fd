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
