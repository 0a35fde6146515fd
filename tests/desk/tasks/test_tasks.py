"""A task at the desk: what happened by whom and when, and what is open drawn as open."""

import re
from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from tests.record.tasks.given import do, task_in, task_of
from tests.world import World

from nghitrinh.desk.kit.wording import due_sign
from nghitrinh.desk.templatetags.desk import state_badge
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.tasks.models import Task, TaskState

Sign = Callable[[str], Client]
OFFICER, SECRETARY = "Chức vụ officer (officer)", "Chức vụ secretary (secretary)"


def _story(client: Client, task: Task) -> list[tuple[str, str, str]]:
    page = client.get(f"/viec/{task.pk}/").content.decode()
    story = page.split('aria-labelledby="bc"')[1].split("</section>")[0]
    found = re.findall(r"<li[^>]*><b>([^<]+)</b><span class=\"when\">([^<]+)</span>(?:<p>(.*?)</p>)?</li>", story)
    return [(name, when.partition(" · ")[2], text) for name, when, text in found]


def test_the_story_names_each_step_and_who_took_it(signed: Sign, world: World) -> None:
    task = task_of(world)
    do("task.accept", task, world.officer)
    do("task.report", task, world.officer, text="Báo cáo một")
    do("task.return", task, world.secretary, answer="Còn thiếu biểu")
    do("task.report", task, world.officer, text="Báo cáo hai")
    do("task.confirm", task, world.secretary, answer="")
    expected = [
        ("Nhận việc", OFFICER, ""),
        ("Báo cáo", OFFICER, "Báo cáo một"),
        ("Trả lại", SECRETARY, "Còn thiếu biểu"),
        ("Báo cáo", OFFICER, "Báo cáo hai"),
        ("Xác nhận xong", SECRETARY, ""),
    ]
    for who in ("secretary", "officer"):
        assert _story(signed(who), task) == expected


def test_a_task_shows_the_way_it_came_to_whoever_may_see_its_item(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-30")
    task = task_of(world)
    shown = {who: signed(who).get(f"/viec/{task.pk}/") for who in ("secretary", "officer")}
    steps = [(step.name, step.style) for step in shown["secretary"].context["chain"]]
    assert steps == [("Tờ trình", "is-open"), ("Kết luận", "is-seal"), ("Việc giao", "is-past"), ("Kết quả", "is-open")]
    assert shown["officer"].status_code == 200
    seen = items_visible_to(world.officer).filter(decisions=task.decision_id).exists()
    assert bool(shown["officer"].context["chain"]) is seen
    assert ("chain-sheet" in shown["officer"].content.decode()) is seen


def test_what_is_under_way_has_not_the_sign_of_what_is_done(world: World) -> None:
    under_way, done = state_badge(task_in(world, TaskState.ACCEPTED)), state_badge(task_in(world, TaskState.CONFIRMED))
    assert ("i-open" in under_way, "i-done" in under_way) == (True, False)
    assert "i-done" in done


@pytest.mark.parametrize(("due", "kind"), [(1, "late"), (2, "warn"), (9, "warn"), (10, "")])
def test_a_deadline_warns_from_a_week_on(due: int, kind: str) -> None:
    assert due_sign(date(2021, 11, due), date(2021, 11, 2))[0] == kind
