"""Work on what people hand in, in a process of its own: it is ended when it takes too much time or memory.

A page, a picture, a workbook can be made so that its parser needs minutes (a hundred thousand attributes on one
element, ten thousand passes of a JPEG), and Python can interrupt neither a parser nor a regular expression.

    with Sandbox(read_table) as table_of:
        table = table_of(5.0, data, "viec.xlsx")    # raises Ended, or what read_table raises

What is to be done is named by its module: the process imports that alone, and no settings. Arguments, answers and
exceptions are pickled.
"""

import contextlib
import importlib
import os
import pickle
import resource
import signal
import subprocess
import sys
from collections.abc import Callable
from threading import Timer
from types import TracebackType
from typing import IO, Any, Generic, ParamSpec, TypeVar

# Bytes of memory that the process may have.
MEMORY = 2_000_000_000

P = ParamSpec("P")
R = TypeVar("R")


class Ended(Exception):
    """The process took longer, or more memory, than it was given, and is no more."""


class Sandbox(Generic[P, R]):
    """A function in a process of its own, begun with the first call and anew after each that had to be ended."""

    def __init__(self, work: Callable[P, R]) -> None:
        self.work = work
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Sandbox[P, R]":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def __call__(self, seconds: float, /, *arguments: P.args, **named: P.kwargs) -> R:
        """Return what the function returns, or raise what it raises; Ended when that takes longer than the seconds."""
        child = self._running()
        timer = Timer(seconds, child.kill)
        timer.start()
        try:
            error, answer = _asked(child, seconds, arguments, named)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            self.close()
            raise Ended(f"found it to take longer than {seconds:g} seconds or {MEMORY // 10**9} GB") from None
        finally:
            timer.cancel()
        if error is not None:
            raise _rebuilt(*error)
        result: R = answer
        return result

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            command = [sys.executable, "-m", "nghitrinh.sandbox", self.work.__module__, self.work.__qualname__]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own
        return self._child

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
            with contextlib.suppress(BrokenPipeError):
                self._child.communicate()
            self._child = None


def _asked(child: subprocess.Popen[bytes], *request: object) -> tuple[Any, Any]:
    if child.stdin is None or child.stdout is None:
        raise EOFError
    pickle.dump(request, child.stdin)
    child.stdin.flush()
    answer: tuple[Any, Any] = pickle.load(child.stdout)  # noqa: S301 - what our own program says
    return answer


def _rebuilt(kind: type[Exception], args: tuple[object, ...], state: dict[str, object]) -> Exception:
    """Return an exception as it was raised: by its parts, since ours take more than they hand on to pickle."""
    error = kind.__new__(kind, *args)
    error.__dict__.update(state)
    return error


# -- in the process ----------------------------------------------------------------------------------------------------


def _answer(work: Callable[..., object], arguments: tuple[object, ...], named: dict[str, object]) -> tuple[Any, Any]:
    try:
        return None, work(*arguments, **named)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - whatever it is, whoever asked is told
        return (type(error), error.args, error.__dict__), None


def serve(work: Callable[..., object], answers: IO[bytes]) -> None:
    """Work on what comes by standard input, until it ends. The time is kept here too: who asked may be gone."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        try:
            seconds, arguments, named = pickle.load(sys.stdin.buffer)  # noqa: S301 - what our own program asks
        except EOFError:
            return
        signal.setitimer(signal.ITIMER_REAL, seconds + 1)
        pickle.dump(_answer(work, arguments, named), answers)
        answers.flush()
        signal.setitimer(signal.ITIMER_REAL, 0)


def main() -> None:
    """`python -m nghitrinh.sandbox MODULE FUNCTION`; what a library prints goes with the errors."""
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)
    serve(getattr(importlib.import_module(sys.argv[1]), sys.argv[2]), answers)


if __name__ == "__main__":
    main()
