"""What waits about tasks: for the secretariat that assigned them, and for the body that has them."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.actors import named
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import SHOWN, Need, OnePress, Thing, Waiting, narrow, need
from nghitrinh.desk.kit.wording import day, days_late, due_sign
from nghitrinh.record.decisions.models import DecisionState
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.labels import beginning
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskQuestion, TaskState
from nghitrinh.record.tasks.queries import WAITING, asked_and_open, overdue, tasks_visible_to

# For so many days a body is told on its first page that it no longer has a task.
DAYS_SAID = 7
# What a press on that page says of where it stood.
TODAY = "today"


def _tasks(user: User) -> QuerySet[Task]:
    return narrow(tasks_visible_to(user), "text", "state", "due_on", "responsible__name", along=("responsible",))


def _task(task: Task) -> Thing:
    address, meta = reverse("tasks.task", args=[task.pk]), task.responsible.name
    if task.state == TaskState.RETURNED:  # its deadline alone would hide that somebody waits for another report
        meta = f"{meta}, {task.get_state_display()}"
    if task.due_on is None or task.state not in WAITING:
        return Thing(task.text, address, meta, task.get_state_display(), "info", "hand", task.is_illustrative)
    kind, icon = due_sign(task.due_on, clock.today())
    return Thing(task.text, address, meta, days_late(task.due_on, clock.today()), kind, icon, task.is_illustrative)


def _need(tasks: QuerySet[Task], words: str, **options: Any) -> Need:
    return need(tasks, words, _task, more=reverse("tasks"), **options)


def _with_last_question(tasks: QuerySet[Task]) -> QuerySet[Task]:
    """Let tasks come with the last question about each: when it was asked, when and how answered."""
    last = TaskQuestion.objects.filter(task=OuterRef("pk")).order_by("-asked_on", "-recorded_at")
    columns = ("asked_on", "answered_on", "answer")
    return tasks.annotate(**{each: Subquery(last.values(each)[:1]) for each in columns})


def _about_question(task: Any) -> str:
    """Say that its body was asked about a task, and what it answered; nothing where nobody asked."""
    if task.asked_on is None:
        return ""
    asked = _("hôm nay đã hỏi")
    if task.asked_on != clock.today():
        asked = _("đã hỏi ngày %(day)s") % {"day": day(task.asked_on)}
    if task.answered_on is None:
        return _("%(asked)s, chưa trả lời") % {"asked": asked}
    words = {"asked": asked, "day": day(task.answered_on), "answer": beginning(task.answer or "")}
    if not task.answer:
        return _("%(asked)s, báo cáo ngày %(day)s") % words
    return _("%(asked)s, trả lời ngày %(day)s: “%(answer)s”") % words


def _late_task(task: Any) -> Thing:
    shown = _task(task)
    return replace(shown, meta="; ".join(filter(None, (shown.meta, _about_question(task)))))


def _to_ask(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the overdue tasks, each with what came of the last question and the press that asks: once a day."""
    late = _tasks(user).filter(overdue(clock.today()), owner__in=owners)
    words = _("Việc giao đã quá hạn")
    yield need(_with_last_question(late), words, _asking, more=reverse("tasks"), always=True, style="late")


def _asking(task: Any) -> Thing:
    shown = _late_task(task)
    if task.asked_on == clock.today():
        return shown
    address = reverse("tasks.ask", args=[task.pk])
    return replace(shown, presses=(OnePress(address, None, _("Hỏi"), "task.ask", "from", TODAY),))


def _asked(user: User, bodies: list[UUID]) -> Iterator[Need]:
    """Find what one's bodies were asked about tasks that they answer for, and have not answered."""
    own = tasks_visible_to(user).filter(responsible__in=bodies)
    questions = asked_and_open(own).select_related("task__owner", "task__source", "task__responsible")
    last = {each.task_id: each for each in reversed(questions)}
    people = named(each.asked_by for each in last.values())
    things = tuple(_question(each, people[each.asked_by]) for each in last.values())
    yield Need(len(things), _("Được hỏi về việc quá hạn, chờ trả lời"), things[:SHOWN], style="late")


def _question(question: TaskQuestion, who: str) -> Thing:
    task = question.task
    said = {"body": task.owner.name, "who": who, "day": day(question.asked_on)}
    words = _("%(who)s, %(body)s, hỏi ngày %(day)s") % said
    return replace(_task(task), meta=words, address=reverse("tasks.answer", args=[task.pk]), other=_("Trả lời"))


def _reported(user: User, owners: list[UUID]) -> Iterator[Need]:
    reported = _tasks(user).filter(state=TaskState.REPORTED, owner__in=owners)
    yield _need(reported, _("Báo cáo chờ xác nhận"))


def _charged(user: User, bodies: list[UUID]) -> Iterator[Need]:
    """Find what one's bodies have: how many there are of each list is one question, and only those are asked for."""
    mine = Q(responsible__in=bodies) | Q(through__in=bodies) | Q(with_bodies__in=bodies)
    today = clock.today()
    # A task whose document was withdrawn stands in a list of its own, once.
    waits = Q(state__in=WAITING) & ~Q(decision__state=DecisionState.RECALLED)
    asked = TaskQuestion.objects.filter(task__responsible__in=bodies, answered_on=None).order_by().values("task")
    still = waits & (Q(due_on__gte=today) | Q(due_on=None))
    of = {
        "late": waits & Q(due_on__lt=today) & ~Q(pk__in=asked),
        "returned": still & Q(state=TaskState.RETURNED),
        "to_do": still & ~Q(state=TaskState.RETURNED),
        "cancelled": Q(state=TaskState.CANCELLED, finished_on__gte=today - timedelta(days=DAYS_SAID)),
    }
    tasks = _tasks(user).filter(mine)
    counts = tasks.order_by().aggregate(**{name: Count("pk", filter=each, distinct=True) for name, each in of.items()})
    found = {name: tasks.filter(each).distinct() for name, each in of.items() if counts[name]}
    more = reverse("tasks")
    if "late" in found:
        late = _with_last_question(found["late"])
        yield need(late, _("Việc đã quá hạn"), _late_task, more=more, always=True, style="late")
    if "returned" in found:
        yield _need(found["returned"], _("Báo cáo bị trả lại, phải báo cáo lại"), style="warn")
    if "to_do" in found:
        yield _need(found["to_do"], _("Việc phải làm, chưa quá hạn"), always=True)
    if "cancelled" in found:
        yield _need(found["cancelled"], _("Việc vừa thôi giao"))


def _recalled(user: User, bodies: list[UUID]) -> Iterator[Need]:
    mine = Q(responsible__in=bodies) | Q(through__in=bodies) | Q(with_bodies__in=bodies)
    tasks = _tasks(user).filter(mine, state__in=OPEN_STATES, decision__state=DecisionState.RECALLED).distinct()
    yield _need(tasks, _("Việc mà văn bản giao đã thu hồi, chưa có văn bản khác"))


TO_ASK = Waiting("tasks.to_ask", "task", (Role.SECRETARY, Role.CHAIR), _to_ask)
ASKED = Waiting("tasks.asked", "task", (Role.OFFICER,), _asked)
REPORTED = Waiting("tasks.reported", "task", (Role.SECRETARY, Role.CHAIR), _reported)
CHARGED = Waiting("tasks.charged", "task", (Role.OFFICER,), _charged)
RECALLED = Waiting("tasks.recalled", "task", (Role.OFFICER,), _recalled)
