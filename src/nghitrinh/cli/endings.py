"""How a command ends that somebody ends from outside: by a line that says so, whatever it was doing."""

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from nghitrinh.parent import minded_signals


class Ended(KeyboardInterrupt):
    """A signal asks for the end; what has begun is left as an interruption leaves it."""

    def __init__(self, number: int) -> None:
        super().__init__(number)
        self.number = number

    def __str__(self) -> str:
        return f"asked to end ({signal.Signals(self.number).name})"


@contextmanager
def end_by_signals() -> Iterator[None]:
    """Raise Ended where a signal asks for the end, once: while that is being done, further ones change nothing.

    A signal that whoever started us lets us ignore stays ignored.
    """
    before = {number: signal.getsignal(number) for number in minded_signals()}

    def end(number: int, _frame: FrameType | None) -> None:
        for each in before:
            signal.signal(each, signal.SIG_IGN)
        raise Ended(number)

    for number in before:
        signal.signal(number, end)
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
