"""The states of tasks, one by one and counted."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from nghitrinh.bundle.schema import Task
from nghitrinh.vietnamese import format_number

# What a task's `punctuality` can be, each with its words and the class of its square. Overdue is not done either.
WORDS = {
    "in_time": ("xong đúng hạn", "d"),
    "done": ("xong", "n"),
    "late": ("xong muộn", "l"),
    "overdue": ("quá hạn", "x"),
    "open": ("chưa xong", ""),
    "cancelled": ("thôi giao", "c"),
}
OPEN = ("open", "overdue")


def is_open(task: Task) -> bool:
    """Return whether a task still has no result and one is awaited: a cancelled one has none either."""
    return task.punctuality in OPEN


class Tally:
    """How many tasks are in which state, in words and as squares one can count."""

    SQUARES = 120

    def __init__(self, counts: Mapping[str, int], invented: int = 0) -> None:
        self.counts = {name: counts.get(name, 0) for name in WORDS}
        self.invented = invented

    @classmethod
    def of(cls, tasks: Iterable[Task]) -> "Tally":
        """Count tasks, and how many of them are illustrative."""
        counted = list(tasks)
        return cls(Counter(task.punctuality for task in counted), sum(task.illustrative for task in counted))

    @classmethod
    def sum(cls, tallies: Iterable["Tally"]) -> "Tally":
        """Add tallies up."""
        counts, invented = Counter[str](), 0
        for each in tallies:
            counts.update(each.counts)
            invented += each.invented
        return cls(counts, invented)

    @classmethod
    def read(cls, text: str) -> "Tally":
        """Read back what `written` wrote."""
        *counts, invented = map(int, text.split())
        return cls(dict(zip(WORDS, counts, strict=True)), invented)

    def written(self) -> str:
        """Return the counts as text, in the order of `WORDS`, and how many are illustrative."""
        return " ".join(map(str, (*self.counts.values(), self.invented)))

    @property
    def total(self) -> int:
        """All tasks."""
        return sum(self.counts.values())

    @property
    def overdue(self) -> int:
        """Tasks past their day without a result."""
        return self.counts["overdue"]

    @property
    def open(self) -> int:
        """Tasks without a result whose day has not passed."""
        return self.counts["open"]

    @property
    def undone(self) -> int:
        """Tasks without a result, whether their day has passed or not."""
        return self.open + self.overdue

    @property
    def finished(self) -> int:
        """Tasks that are done, in time or not."""
        return sum(self.counts[name] for name in ("in_time", "done", "late"))

    @property
    def cancelled(self) -> int:
        """Tasks that were taken back."""
        return self.counts["cancelled"]

    @property
    def live(self) -> int:
        """Tasks that stand: all but the cancelled ones."""
        return self.total - self.cancelled

    def squares(self) -> list[str]:
        """Return one CSS class a task, or none when they are too many to be counted by eye."""
        if self.total > self.SQUARES:
            return []
        return [style for name, (_, style) in WORDS.items() for _ in range(self.counts[name])]

    def facts(self) -> dict[str, Any]:
        """Return counts and squares for a template."""
        counts = {**self.counts, "total": self.total, "undone": self.undone}
        return {key: format_number(value) for key, value in counts.items()} | {
            "squares": self.squares(),
            "words": self.words(),
            "key": self.key(),
            "any_overdue": self.overdue > 0,
            "any_cancelled": self.counts["cancelled"] > 0,
            "invented": format_number(self.invented) if self.invented else "",
        }

    def key(self) -> list[dict[str, str]]:
        """Return what the squares of each colour stand for, with how many there are."""
        words = {name: word for name, (word, _) in WORDS.items()} | {"done": "xong, không định hạn"}
        words |= {"open": f"{words['open']}, chưa quá hạn"} if self.overdue else {}
        return [
            {"style": style or "o", "words": f"{format_number(self.counts[name])} {words[name]}"}
            for name, (_, style) in WORDS.items()
            if self.counts[name]
        ]

    def words(self) -> str:
        """Return "1 xong đúng hạn, 3 chưa xong (2 quá hạn)", naming only what there is."""
        late = f" ({format_number(self.overdue)} {WORDS['overdue'][0]})" if self.overdue else ""
        counts = self.counts | {"overdue": 0, "open": self.undone}
        named = {name: f"{format_number(count)} {WORDS[name][0]}" for name, count in counts.items() if count}
        return ", ".join(words + late if name == "open" else words for name, words in named.items())
