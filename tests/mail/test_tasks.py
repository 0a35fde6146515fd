"""Tasks: charged and sent back as it happens, deadlines by the rule's days, all of a day in one letter."""

import pytest
from tests.mail.conftest import act, address, letters, of_a_day, plain, sent
from tests.record.instruments.chain import make_chain
from tests.world import World

from nghitrinh.mail import filling
from nghitrinh.mail.filling import gather
from nghitrinh.mail.models import Choice, Kind, Letter, Notice
from nghitrinh.record.acts import ACTS
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.models import Task, TaskEscalation


@pytest.fixture
def task(world: World, monkeypatch: pytest.MonkeyPatch) -> Task:
    """A task with which the department was charged in September."""
    monkeypatch.setenv("NGHITRINH_TODAY", "2021-09-15")
    chain = make_chain(world)
    ACTS["task.assign"](by=world.secretary, decision=chain.decision.pk)
    return Task.objects.get()


def due(world: World, task: Task, day: str) -> Task:
    """Extend a task, and return it as it is now."""
    found: Task = act("task.extend", world.secretary, task, due_on=day, reason="Chờ số liệu")
    return found


def steps(kind: Kind) -> list[str]:
    return [each.occasion.rpartition(":")[2] for each in Notice.objects.filter(kind=kind)]


def kinds() -> list[tuple[str, str]]:
    return [(each.recipient.username, each.kind) for each in Notice.objects.select_related("recipient")]


def test_a_charge_and_what_is_sent_back_go_to_the_charged_bodys_officers(world: World, task: Task) -> None:
    address(world.officer, Choice.AT_ONCE)
    found = [each for each in sent() if each["Subject"].startswith("Việc mới")]
    assert [each["To"] for each in found] == ["officer@example.vn"]
    assert f"https://desk.example/viec/{task.pk}/" in plain(found[0])
    act("task.accept", world.officer, task)
    act("task.report", world.officer, task, text="Đã làm xong phần một")
    act("task.return", world.secretary, task, answer="Thiếu phụ lục")
    found = [each for each in sent() if each["Subject"].startswith("Việc phải làm lại")]
    assert [each["To"] for each in found] == ["officer@example.vn"]
    assert "phụ lục" not in "".join(plain(each) for each in letters())  # what was answered is read on the desk


def test_ten_things_of_a_day_are_one_letter(world: World, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each for each in sent() if each["To"] == "officer@example.vn"] == []
    (letter,) = [each for each in of_a_day("2021-09-16", monkeypatch)() if each["To"] == "officer@example.vn"]
    assert letter["Subject"].startswith("Nghị trình: 1 việc, ngày ")
    assert plain(letter).count("https://desk.example/viec/") == Notice.objects.filter(kind=Kind.CHARGED).count()
    assert gather() == 0


def test_the_days_letter_waits_for_its_hour(world: World, task: Task, monkeypatch: pytest.MonkeyPatch) -> None:
    early, late = of_a_day("2021-09-16", monkeypatch, hour=6)(), of_a_day("2021-09-16", monkeypatch, hour=7)()
    assert [each["To"] for each in late if each not in early and "việc" in each["Subject"]] == ["officer@example.vn"]
    assert [each["To"] for each in early if "việc, ngày" in each["Subject"]] == []


def test_a_deadline_reminds_at_each_step_once_and_says_when_it_has_passed(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(world, task, "2027-11-30")
    for day in range(20, 31):
        of_a_day(f"2027-11-{day}", monkeypatch)()
    for day in range(1, 5):
        of_a_day(f"2027-12-{day:02}", monkeypatch)()
    assert steps(Kind.DUE) == ["7", "3", "1"]
    assert Notice.objects.filter(kind=Kind.OVERDUE).count() == 1
    assert not Notice.objects.filter(kind=Kind.ESCALATED).exists()  # no rule says when
    said = "".join(map(plain, letters()))
    assert [words in said for words in ("còn 7 ngày", "còn 3 ngày", "còn 1 ngày", "quá 1 ngày")] == [True] * 4


def test_a_worker_that_stood_still_makes_up_for_the_last_step_alone(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(world, task, "2027-11-30")
    of_a_day("2027-11-28", monkeypatch)()
    assert steps(Kind.DUE) == ["3"]
    assert "còn 2 ngày" in "".join(map(plain, letters()))


def test_the_bodys_own_rule_says_when_to_remind_and_when_to_tell_above(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(world, task, "2027-11-30")
    adopt(world, reminders="10", escalation="2,5")
    for day in ("2027-11-20", "2027-11-27", "2027-12-01", "2027-12-02", "2027-12-03", "2027-12-05", "2027-12-06"):
        of_a_day(day, monkeypatch)()
    assert steps(Kind.DUE) == ["10"]
    steps_above = TaskEscalation.objects.order_by("recorded_at")
    assert [(each.step, str(each.escalated_on)) for each in steps_above] == [(2, "2027-12-02"), (5, "2027-12-05")]
    above = Notice.objects.filter(kind=Kind.ESCALATED).select_related("recipient")
    assert [each.recipient.username for each in above] == ["secretary", "chair"] * 2
    assert not above.filter(letter=None).exists()  # it goes on the very day of the step
    assert Journal.objects.filter(act="task.escalate", actor="system").count() == 2
    assert ("officer", "overdue") in kinds()


def test_what_was_reported_meanwhile_is_not_reminded_of(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    due(world, task, "2027-11-30")
    of_a_day("2027-11-20", monkeypatch)()
    act("task.accept", world.officer, task)
    monkeypatch.setenv("NGHITRINH_TODAY", "2027-11-23")
    gather(clock.now().replace(hour=8))
    act("task.report", world.officer, task, text="Đã xong")
    count = len(letters())
    assert len(sent()) == count
    assert set(Letter.objects.filter(recipient=world.officer).values_list("state", flat=True)) == {"sent", "dropped"}


def adopt(world: World, **provisions: str) -> None:
    """Let the committee adopt a rule that says this beside what every rule must."""
    said = {"quorum": "> 1/2 in_office", "majority": "> 1/2 present"} | provisions
    rows = [{"key": key, "value": value, "basis": "Quy chế làm việc"} for key, value in said.items()]
    given = {"organization": world.committee.pk, "title": "Quy chế", "starts_on": "2021-01-01", "provisions": rows}
    act("rule.adopt", world.chair, ACTS["rule.draft"](by=world.secretary, **given))


def test_a_step_is_taken_once_wherever_the_worker_is_killed(
    world: World, task: Task, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Killed behind its act, before the letters of the day: the next look takes no step again, and its letter goes."""
    due(world, task, "2027-11-30")
    adopt(world, escalation="2,5")
    of_a_day("2027-12-01", monkeypatch)()
    monkeypatch.setenv("NGHITRINH_TODAY", "2027-12-02")
    morning = clock.now().replace(hour=8)
    with monkeypatch.context() as killed:
        killed.setattr(filling, "fill", _killed)
        with pytest.raises(KeyboardInterrupt):
            gather(morning)
    assert TaskEscalation.objects.count() == 1
    assert not Notice.objects.filter(kind=Kind.ESCALATED).exists()
    gather(morning)
    gather(morning)
    assert TaskEscalation.objects.count() == 1
    assert Notice.objects.filter(kind=Kind.ESCALATED, letter__isnull=False).count() == 2


def _killed() -> int:
    raise KeyboardInterrupt
