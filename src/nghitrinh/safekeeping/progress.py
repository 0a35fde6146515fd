"""How far a piece of work is, told against a total that is known before it begins."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Step:
    """So much of one part of the work is done: rows, lines or bytes, as `unit` says."""

    part: str
    done: int
    total: int
    unit: str = "rows"

    @property
    def percent(self) -> int:
        """Full percents: 100 only when nothing is left."""
        return 100 if self.done >= self.total else self.done * 100 // self.total


Progress = Callable[[Step], None]


def nobody(_step: Step) -> None:
    """Tell nobody."""


@dataclass
class Part:
    """A part of the work that counts itself; each percent is told once, so that counting rows costs next to nothing."""

    say: Progress
    name: str
    total: int
    unit: str = "rows"
    done: int = 0
    _said: int = field(default=-1, init=False)

    def add(self, amount: int = 1) -> None:
        """Note that so much more is done."""
        self.reach(self.done + amount)

    def reach(self, done: int) -> None:
        """Note that so much is done in all."""
        self.done = done
        step = Step(self.name, done, self.total, self.unit)
        if step.percent != self._said:
            self._said = step.percent
            self.say(step)
