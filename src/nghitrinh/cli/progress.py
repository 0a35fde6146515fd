"""Progress of a long command on standard error: one line redrawn on a terminal, elsewhere a line for each tenth."""

import shutil
import sys
import time
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self, TextIO

from nghitrinh.safekeeping import Step

_NAMES = ("B", "kB", "MB", "GB")


@dataclass
class Shown:
    """Shows the steps of a command; what is done at once (`patience`, in seconds) leaves no lines in a log."""

    quiet: bool = False
    patience: float = 1.0
    stream: TextIO = field(default_factory=lambda: sys.stderr)
    _part: str = ""
    _begun: float = 0.0
    _tenth: int = 0

    def __call__(self, step: Step) -> None:
        """Show a step, or leave it."""
        if self.quiet:
            return
        if step.part != self._part:
            self._part, self._begun, self._tenth = step.part, time.monotonic(), 0
        if self.stream.isatty():
            # One short of the width: a terminal that is written full goes on in the next line.
            self.stream.write("\r" + as_text(step)[: shutil.get_terminal_size().columns - 1] + "\x1b[K")
            self.stream.flush()
        elif step.percent // 10 > self._tenth and time.monotonic() - self._begun >= self.patience:
            self._tenth = step.percent // 10
            print(as_text(step), file=self.stream, flush=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        """Take the line away: what is said then, an answer or a refusal, stands alone."""
        if self._part and self.stream.isatty():
            self.stream.write("\r\x1b[K")
            self.stream.flush()


def as_text(step: Step) -> str:
    """Return a step in words, such as `rows written: 40 % (10,640 of 26,600 rows)`."""
    if step.unit != "bytes":
        return f"{step.part}: {step.percent} % ({step.done:,} of {step.total:,} {step.unit})"
    return f"{step.part}: {step.percent} % ({_size(step.done)} of {_size(step.total)})"


def _size(number: float) -> str:
    name = _NAMES[0]
    for name in _NAMES:
        if number < 1000 or name == _NAMES[-1]:
            break
        number /= 1000
    return f"{number:.1f} {name}" if name != "B" else f"{number:.0f} B"
