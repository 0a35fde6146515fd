"""What a corrected decision changed in its tasks, old and new: else a task seems given as it reads now.

The journal's line of the correction says what the task had, which is not what its charge said where it was put off or
moved since. Of an erased line nothing is told. The bodies that work with the responsible one are no column: the two
versions of the charge say them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.decisions.models import Charge
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.tasks.models import Task, TaskState
from nghitrinh.vietnamese import alphabetical, format_date

# What of a task a correction changes, as readers are told it; a deadline is one thing, in two columns.
TEXT, DUE, WITH_BODIES, STATE = "text", "due_on", "with_bodies", "state"
BODIES = ("responsible_id", "through_id", "report_to_id")
_DUE = ("due_on", "due_text")


@dataclass(frozen=True)
class TaskChange:
    """One thing of a task that a correction of its decision changed, in words; "" for none."""

    task: Task
    line: Journal
    field: str
    old: str
    new: str
    reason: str


@dataclass(frozen=True)
class _Corrected:
    """A line that corrected a decision, with what it says, and a task that it changed."""

    line: Journal
    content: dict[str, Any]
    task: Task

    @property
    def changes(self) -> dict[str, journal.Change]:
        """What it changed in the task, by column."""
        key = canonical.key(self.task)
        return {each.field: each for each in journal.changes_of(self.line, self.content) if each.of == key}

    @property
    def after(self) -> dict[str, Any]:
        """The task as the line left it, by column."""
        return dict(self.content["rows"][canonical.key(self.task)])


def changed_tasks(lines: Iterable[Journal], tasks: Iterable[Task]) -> Iterator[TaskChange]:
    """Yield what lines that correct decisions changed in some of their tasks, in the order of the lines."""
    corrected = list(_corrected(list(lines), {canonical.key(task): task for task in tasks}))
    names = _names(corrected)
    for each in corrected:
        for field, old, new in (*_values(each, names), *_with_bodies(each)):
            if old != new:
                yield TaskChange(each.task, each.line, field, old, new, str(each.content["reason"]))


def _corrected(lines: list[Journal], tasks: dict[str, Task]) -> Iterator[_Corrected]:
    contents = journal.contents_of(line.seq for line in lines)
    for line in lines:
        content = contents[line.seq] or {"rows": {}}
        yield from (_Corrected(line, content, tasks[key]) for key in content["rows"] if key in tasks)


def _names(corrected: Iterable[_Corrected]) -> dict[str, str]:
    """Return the names of the bodies that the lines name."""
    keys = {
        value
        for each in corrected
        for name, change in each.changes.items()
        if name in BODIES
        for value in (change.old, change.new)
        if value
    }
    return {str(body.pk): body.name for body in Organization.objects.filter(pk__in=keys)} if keys else {}


def _values(corrected: _Corrected, names: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    changes, after = corrected.changes, corrected.after
    if "text" in changes:
        yield TEXT, str(changes["text"].old), str(changes["text"].new)
    for column in BODIES:
        if column in changes:
            old, new = (names.get(str(value), "") for value in (changes[column].old, changes[column].new))
            yield column, old, new
    if changes.keys() & set(_DUE):
        before = after | {column: changes[column].old for column in _DUE if column in changes}
        yield DUE, _deadline(before), _deadline(after)
    if "state" in changes:
        states = changes["state"].old, changes["state"].new
        old, new = (str(TaskState(str(state)).label) for state in states)
        yield STATE, old, new


def _deadline(values: dict[str, Any]) -> str:
    """Return a deadline as its day, with its words in brackets where it has both."""
    day = format_date(date.fromisoformat(values["due_on"])) if values["due_on"] else ""
    said = str(values["due_text"])
    return f"{day} ({said})" if day and said else day or said


def _with_bodies(corrected: _Corrected) -> Iterator[tuple[str, str, str]]:
    """Yield the bodies that a correction let work on a task, or took off it: of those that did not change none."""
    if not any(key.startswith("taskbody:") for key in corrected.content["rows"]):
        return
    version = next(key.partition(":")[2] for key in corrected.content["rows"] if key.startswith("decisionrevision:"))
    task = corrected.task
    charges = Charge.objects.filter(key=str(task.charge_key), point__version__decision=task.decision_id)
    new = charges.filter(point__version=version).select_related("point__version").first()
    if new is None:
        return
    old = charges.filter(point__version__number=new.point.version.number - 1).first()
    before, now = (_bodies(each) for each in (old, new))
    yield WITH_BODIES, _listed(before), _listed(now)


def _bodies(charge: Charge | None) -> set[str]:
    return {body.name for body in charge.with_bodies.all()} if charge is not None else set()


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names, key=alphabetical))
