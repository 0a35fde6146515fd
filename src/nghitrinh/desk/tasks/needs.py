"""What waits about tasks: for the secretariat that assigned them, and for the body that has them."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.desk.kit.wording import days_late, due_sign
from nghitrinh.record.decisions.models import DecisionState
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.tasks.models import OPEN_STATES, Task, TaskState
from nghitrinh.record.tasks.queries import WAITING, overdue, tasks_visible_to


def _tasks(user: User) -> QuerySet[Task]:
    return narrow(tasks_visible_to(user), "text", "state", "due_on", "responsible__name", along=("responsible",))


def _task(task: Task) -> Thing:
    address, meta = reverse("tasks.task", args=[task.pk]), task.responsible.name
    if task.due_on is None or task.state not in WAITING:
        return Thing(task.text, address, meta, task.get_state_display(), "info", "hand", task.is_illustrative)
    kind, icon = due_sign(task.due_on, clock.today())
    return Thing(task.text, address, meta, days_late(task.due_on, clock.today()), kind, icon, task.is_illustrative)


def _need(tasks: QuerySet[Task], words: str, **options: Any) -> Need:
    return need(tasks, words, _task, more=reverse("tasks"), **options)


def _late(user: User, owners: list[UUID]) -> Iterator[Need]:
    late = _tasks(user).filter(overdue(clock.today()), owner__in=owners)
    yield _need(late, _("Việc giao đã quá hạn"), always=True, style="late")


def _reported(user: User, owners: list[UUID]) -> Iterator[Need]:
    reported = _tasks(user).filter(state=TaskState.REPORTED, owner__in=owners)
    yield _need(reported, _("Báo cáo chờ xác nhận"))


def _charged(user: User, bodies: list[UUID]) -> Iterator[Need]:
    mine = Q(responsible__in=bodies) | Q(through__in=bodies) | Q(with_bodies__in=bodies)
    tasks = _tasks(user).filter(mine, state__in=WAITING).distinct()
    late = Q(due_on__lt=clock.today())
    yield _need(tasks.filter(late), _("Việc đã quá hạn"), always=True, style="late")
    still = Q(due_on__gte=clock.today()) | Q(due_on=None)
    yield _need(tasks.filter(still), _("Việc đang phải làm"), always=True)


def _recalled(user: User, bodies: list[UUID]) -> Iterator[Need]:
    mine = Q(responsible__in=bodies) | Q(through__in=bodies) | Q(with_bodies__in=bodies)
    tasks = _tasks(user).filter(mine, state__in=OPEN_STATES, decision__state=DecisionState.RECALLED).distinct()
    yield _need(tasks, _("Việc mà văn bản giao đã thu hồi, chưa có văn bản khác"))


LATE = Waiting("tasks.late", "task", (Role.SECRETARY,), _late)
REPORTED = Waiting("tasks.reported", "task", (Role.SECRETARY,), _reported)
CHARGED = Waiting("tasks.charged", "task", (Role.OFFICER,), _charged)
RECALLED = Waiting("tasks.recalled", "task", (Role.OFFICER,), _recalled)
