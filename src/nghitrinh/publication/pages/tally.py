"""How tasks stand, one by one and counted."""

from collections.abc import Iterable
from typing import Any, Literal

from nghitrinh.bundle.schema import Task
from nghitrinh.vietnamese import format_number

Standing = Literal["done", "late", "overdue", "open"]


def standing(task: Task) -> Standing:
    """Return whether a task was done in time, done late, is overdue or open."""
    if task.finished_on:
        return "late" if task.due_on and task.finished_on[:10] > task.due_on[:10] else "done"
    return "overdue" if task.overdue else "open"


def is_open(task: Task) -> bool:
    """Return whether a task still has no result."""
    return not task.finished_on


class Tally:
    """How many tasks stand how, in words and as squares one can count."""

    SQUARES = 120

    def __init__(self, counts: dict[Standing, int], invented: int = 0) -> None:
        self.done, self.late = counts.get("done", 0), counts.get("late", 0)
        self.overdue, self.open = counts.get("overdue", 0), counts.get("open", 0)
        self.invented = invented

    @classmethod
    def of(cls, tasks: Iterable[Task]) -> "Tally":
        """Count tasks, and how many of them are illustrative."""
        counts: dict[Standing, int] = {}
        invented = 0
        for task in tasks:
            key = standing(task)
            counts[key] = counts.get(key, 0) + 1
            invented += task.illustrative
        return cls(counts, invented)

    @classmethod
    def sum(cls, tallies: Iterable["Tally"]) -> "Tally":
        """Add tallies up."""
        found = cls({})
        for each in tallies:
            found.done, found.late = found.done + each.done, found.late + each.late
            found.overdue, found.open = found.overdue + each.overdue, found.open + each.open
            found.invented += each.invented
        return found

    @classmethod
    def read(cls, text: str) -> "Tally":
        """Read back what `written` wrote."""
        done, late, overdue, still, invented = map(int, text.split())
        return cls({"done": done, "late": late, "overdue": overdue, "open": still}, invented)

    def written(self) -> str:
        """Return the counts as text: done, late, overdue, open, illustrative among them."""
        return f"{self.done} {self.late} {self.overdue} {self.open} {self.invented}"

    @property
    def total(self) -> int:
        """All tasks."""
        return self.done + self.late + self.overdue + self.open

    def squares(self) -> list[str]:
        """Return one CSS class a task, or none when they are too many to be counted by eye."""
        if self.total > self.SQUARES:
            return []
        return ["d"] * self.done + ["l"] * self.late + ["x"] * self.overdue + [""] * self.open

    def facts(self) -> dict[str, Any]:
        """Return counts and squares for a template."""
        counts = {"done": self.done, "late": self.late, "overdue": self.overdue, "open": self.open, "total": self.total}
        return {key: format_number(value) for key, value in counts.items()} | {
            "squares": self.squares(),
            "words": self.words(),
            "any_overdue": self.overdue > 0,
            "invented": format_number(self.invented) if self.invented else "",
        }

    def words(self) -> str:
        """Return "1 xong đúng hạn, 2 quá hạn", naming only what there is."""
        named = (
            (self.done, "xong đúng hạn"),
            (self.late, "xong muộn"),
            (self.overdue, "quá hạn"),
            (self.open, "đang làm"),
        )
        return ", ".join(f"{format_number(count)} {word}" for count, word in named if count)
