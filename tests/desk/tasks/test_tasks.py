"""A task at the desk: what happened by whom and when, and what is open drawn as open."""

import re
from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from tests.contents.made import pdf
from tests.record.decided import correct, kept
from tests.record.tasks.given import do, task_in, task_of
from tests.world import World

from nghitrinh.desk.kit.drawing import state_badge
from nghitrinh.desk.kit.wording import due_sign, verb_words
from nghitrinh.desk.tasks.needs import DAYS_SAID
from nghitrinh.record.decisions.models import Decision
from nghitrinh.record.kernel import clock
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.tasks.models import Task, TaskFile, TaskState

Sign = Callable[[str], Client]
PROOF = pdf("Anh hien truong")
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
        ("Báo cáo việc", OFFICER, "Báo cáo một"),
        ("Trả lại báo cáo", SECRETARY, "Còn thiếu biểu"),
        ("Báo cáo việc", OFFICER, "Báo cáo hai"),
        ("Xác nhận đã xong", SECRETARY, ""),
    ]
    for who in ("secretary", "officer"):
        assert _story(signed(who), task) == expected


# After which acts a task waits for whom, as its page says to everybody.
WAITS = {
    (): "nhận việc",
    ("accept",): "báo cáo.",
    ("accept", "report"): "xác nhận báo cáo",
    ("accept", "report", "return"): "báo cáo.",
}


@pytest.mark.parametrize("verbs", WAITS, ids=lambda verbs: "-".join(verbs) or "assigned")
def test_a_page_says_whose_hand_its_task_waits_for(signed: Sign, world: World, verbs: tuple[str, ...]) -> None:
    task = task_of(world)
    for verb in verbs:
        do(f"task.{verb}", task, world.chair if verb == "return" else world.officer)
    for who in ("secretary", "chair", "officer"):
        page = signed(who).get(f"/viec/{task.pk}/").content.decode()
        assert re.search(rf'<p class="meta">Chờ [^<]*{WAITS[verbs]}', page), who


def _answer(client: Client, task: Task, how: str) -> None:
    typed = {"edit": str(Task.objects.get(pk=task.pk).edit), "answer": "Thiếu biểu"}
    assert client.post(f"/viec/{task.pk}/{how}/", typed).status_code == 302


def test_the_chair_answers_a_report_and_its_body_reads_that_it_came_back(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = task_in(world, TaskState.REPORTED)
    assert "Báo cáo chờ xác nhận" in signed("chair").get("/").content.decode()
    _answer(signed("chair"), task, "tra-lai")
    late = signed("officer").get("/").content.decode()
    assert re.search(r"Việc đã quá hạn.*, Làm lại", late, re.DOTALL)
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-10-08")
    assert "Báo cáo bị trả lại, phải báo cáo lại" in signed("officer").get("/").content.decode()
    do("task.report", task, world.officer)
    _answer(signed("chair"), task, "xac-nhan")
    assert Task.objects.get(pk=task.pk).state == TaskState.CONFIRMED


def test_a_body_reads_for_some_days_that_it_no_longer_has_a_task(
    signed: Sign, world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    task = task_of(world)
    do("task.cancel", task, world.secretary)
    said = "Việc vừa thôi giao"
    assert said in signed("officer").get("/").content.decode()
    monkeypatch.setenv("NGHITRINH_TODAY", f"{clock.today() + timedelta(days=DAYS_SAID + 1)}")
    assert said not in signed("officer").get("/").content.decode()


def test_the_story_says_from_which_day_to_which_a_deadline_was_put_off_and_why(signed: Sign, world: World) -> None:
    task = task_of(world)
    do("task.extend", task, world.secretary, due_on=date(2099, 1, 31), reason="Chờ số liệu")
    before = task.due_on
    do("task.cancel", task, world.secretary, reason="Giao lại sau")
    days = f"{before.day}/{before.month}/{before.year} → 31/1/2099" if before else "31/1/2099"
    assert _story(signed("secretary"), task) == [
        ("Gia hạn", SECRETARY, f"{days}: Chờ số liệu"),
        ("Thôi giao việc", SECRETARY, "Giao lại sau"),
    ]


def test_the_story_says_what_a_correction_of_its_decision_changed(signed: Sign, world: World) -> None:
    """The deadline that the task was given stays to be read, as it does on the portal, also for the charged body."""
    task = task_of(world)
    decision, before = Decision.objects.get(pk=task.decision_id), task.due_on
    assert before is not None
    correct(world, decision, kept(decision, charge_due_on="2099-01-31"))
    said = {"reason": "Gộp việc", "public_reason": "Đã có đề án khác"}
    do("task.cancel", Task.objects.get(pk=task.pk), world.secretary, **said)
    moved = f"{before.day}/{before.month}/{before.year} → 31/1/2099"
    for who in ("secretary", "officer"):
        events = _story(signed(who), task)
        assert [name for name, _who, _text in events] == ["Đính chính: hạn", "Thôi giao việc"]
        assert moved in events[0][2]
        assert events[1][2] == "Gộp việc<br>Đăng công khai: Đã có đề án khác"


@pytest.mark.parametrize("verb", ["report", "confirm", "return", "extend", "cancel"])
def test_a_page_and_the_journal_call_an_act_by_the_same_words(signed: Sign, world: World, verb: str) -> None:
    """Whoever looks for what they did looks for the words of the button that they pressed."""
    task = task_of(world)
    if verb in ("report", "confirm", "return"):
        do("task.accept", task, world.officer)
    if verb in ("confirm", "return"):
        do("task.report", task, world.officer, text="Báo cáo một")
    who = "officer" if verb == "report" else "secretary"
    page = signed(who).get(reverse(f"tasks.{'send_back' if verb == 'return' else verb}", args=[task.pk]))
    assert f"<h1>{verb_words(f'task.{verb}')}" in re.sub(r"<h1[^>]*>", "<h1>", page.content.decode())


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


def test_a_report_comes_with_files_that_whoever_sees_the_task_gets(signed: Sign, world: World) -> None:
    task = task_in(world, TaskState.ACCEPTED)
    proof = SimpleUploadedFile("Ảnh hiện trường.pdf", PROOF)
    officer = signed("officer")
    sent = {"edit": task.edit, "text": "Đã làm xong.", "uploads": [proof]}
    assert officer.post(f"/viec/{task.pk}/bao-cao/", sent).status_code == 302
    file = TaskFile.objects.get()
    for who in ("officer", "secretary", "reader"):
        assert "Ảnh hiện trường.pdf" in signed(who).get(f"/viec/{task.pk}/").content.decode()
        answer = signed(who).get(f"/viec/tep/{file.pk}/")
        assert (answer.content, answer["Content-Type"]) == (PROOF, "application/octet-stream")
    assert signed("bob").get(f"/viec/tep/{file.pk}/").status_code == 404


def test_a_form_for_more_time_says_the_deadline_that_there_is(signed: Sign, world: World) -> None:
    task = task_in(world, TaskState.ASSIGNED)
    assert "Hạn đang có: 31/10/2021" in signed("secretary").get(f"/viec/{task.pk}/gia-han/").content.decode()
