"""A list of open tasks that comes in at once: every row or none."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.ended import has_ended
from nghitrinh.record.bodies.models import Organization, Source
from nghitrinh.record.decisions.given import DueText
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.days import in_no_calendar, yet_to_come
from nghitrinh.record.kernel.derived import columns
from nghitrinh.record.kernel.errors import BadInput, unknown
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.texts import Headline, Text
from nghitrinh.record.tasks.models import Task, TaskBody
from nghitrinh.record.tasks.rules import TASK
from nghitrinh.vietnamese import name_key

_IDENTIFIER = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
# How a written list names a task that came by none: where it was given, then in brackets how its identifier begins.
_WRITTEN = re.compile(r".*\[([0-9a-f]{8})\]")


class ListedTask(Parameters):
    """One row: `reference` is the list's own name for the task; `assigned_on` is today unless the list knows better."""

    reference: Headline
    text: Text
    responsible: UUID
    through: UUID | None = None
    with_bodies: list[UUID] = []
    report_to: UUID | None = None
    due_on: date | None = None
    due_text: DueText = ""
    assigned_on: date | None = None
    level: Level = Level.INTERNAL

    def bodies(self) -> Iterator[tuple[str, UUID]]:
        """Yield every organization that the row names, with its field."""
        for field in ("responsible", "through", "report_to"):
            if getattr(self, field):
                yield field, getattr(self, field)
        for index, body in enumerate(self.with_bodies):
            yield f"with_bodies.{index}", body


Rows = Annotated[list[ListedTask], Field(min_length=1)]


@act("task.import_list")
def import_list(act: Act, *, organization: UUID, source: UUID, rows: Rows) -> list[Task]:
    """Take over a list of open tasks of an organization from a source; return them in the list's order."""
    owner = act.get(Organization, organization, field="organization")
    act.require(owner.pk, *TASK.find(act.name).roles)
    came_from = act.get(Source, source, field="source")
    act.refuse(*refusals(owner, rows, act.at.date()))
    act.about(came_from, owner=owner.pk, level=stricter(*(row.level for row in rows)))
    return [_imported(act, owner, came_from, row) for row in rows]


def refusals(owner: Organization, rows: list[ListedTask], today: date) -> Iterator[BadInput]:
    """Yield everything that speaks against a list."""
    yield from _taken_references(owner, rows)
    yield from _bodies_not_chargeable(rows, today)
    for index, row in enumerate(rows):
        yield from _wrong_days(f"rows.{index}", row, today)


def _taken_references(owner: Organization, rows: list[ListedTask]) -> Iterator[BadInput]:
    taken = {name_key(name) for name in _named_in_the_record(owner, [row.reference for row in rows])}
    for index, row in enumerate(rows):
        if name_key(row.reference) in taken:
            yield BadInput(
                _("Việc này đã có trong hồ sơ hoặc trong danh sách: %(found)s"),
                code="reference_taken",
                field=f"rows.{index}.reference",
                found=row.reference,
                expected=_("ký hiệu chưa việc nào có"),
            )
        taken.add(name_key(row.reference))


def _named_in_the_record(owner: Organization, names: list[str]) -> Iterator[str]:
    """Yield what names a task of the record: its reference, its identifier, or how that begins in a written list."""
    yield from Task.objects.filter(owner=owner).exclude(reference="").values_list("reference", flat=True)
    identifiers = [name for name in names if _IDENTIFIER.fullmatch(name)]
    yield from map(str, Task.objects.filter(owner=owner, pk__in=identifiers).values_list("pk", flat=True))
    written = {name: found[1] for name in names if (found := _WRITTEN.fullmatch(name))}
    if written:
        unlisted = Task.objects.filter(owner=owner, reference="").values_list("pk", flat=True)
        begun = {str(key)[:8] for key in unlisted}
        yield from (name for name, beginning in written.items() if beginning in begun)


def written_reference(task: Task, given_in: str) -> str:
    """Return the reference under which a written list has a task; one that comes back in is known by it again."""
    return task.reference or f"{given_in} [{str(task.pk)[:8]}]"


def _bodies_not_chargeable(rows: list[ListedTask], today: date) -> Iterator[BadInput]:
    bodies = Organization.objects.in_bulk({body for row in rows for _field, body in row.bodies()})
    for index, row in enumerate(rows):
        for field, identifier in row.bodies():
            body = bodies.get(identifier)
            path = f"rows.{index}.{field}"
            if body is None:
                yield unknown(identifier, field=path)
            elif body.ended_on and body.ended_on <= today:
                yield has_ended(body, field=path)


def _wrong_days(path: str, row: ListedTask, today: date) -> Iterator[BadInput]:
    yield from in_no_calendar(row.due_text, field=f"{path}.due_text")
    if row.assigned_on:
        yield from yet_to_come(row.assigned_on, today, field=f"{path}.assigned_on")
    if row.due_on and row.assigned_on and row.due_on < row.assigned_on:
        yield BadInput(
            _("Hạn %(found)s đứng trước ngày giao"),
            code="deadline_before_assignment",
            field=f"{path}.due_on",
            found=row.due_on,
            expected=_("%(first)s hoặc muộn hơn"),
            first=row.assigned_on,
        )
    if row.due_on and not row.assigned_on and row.due_on < today:
        yield BadInput(
            _("Hạn đã qua thì phải ghi ngày giao"),
            code="assignment_day_missing",
            field=f"{path}.assigned_on",
            expected=_("ngày giao, vì hạn đã qua"),
        )


def _imported(act: Act, owner: Organization, source: Source, row: ListedTask) -> Task:
    task = Task(
        owner=owner,
        source=source,
        addressee_id=row.responsible,
        assigned_on=row.assigned_on or act.at.date(),
        state="",
        **columns(row, Task, without=("assigned_on",)),
    )
    act.step(TASK, task)
    act.create(task)
    for body in dict.fromkeys(row.with_bodies):
        act.create(TaskBody(task=task, organization_id=body))
    return task
