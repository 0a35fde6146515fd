"""The processes of sandboxes, kept from one test to the next: to start one takes longer than most of its readings.

Each still reads in a process that is no test's own, under the same limits; one that was ended, or left by anything but
an `Exception`, is not used again. Tests of the processes themselves are marked `processes` and begin their own.
"""

import subprocess
from types import TracebackType
from typing import Any

import pytest

from nghitrinh.sandbox import Sandbox

_running, _leave = Sandbox._running, Sandbox.__exit__
_idle: dict[tuple[str, str], subprocess.Popen[bytes]] = {}


def keep(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let sandboxes take over each other's processes."""
    monkeypatch.setattr(Sandbox, "_running", _taken_over)
    monkeypatch.setattr(Sandbox, "__exit__", _left)


def end() -> None:
    """End the processes that were kept."""
    while _idle:
        process = _idle.popitem()[1]
        process.kill()
        process.communicate()


def _name(of: Sandbox[Any, Any]) -> tuple[str, str]:
    return of.work.__module__, of.work.__qualname__


def _taken_over(self: Sandbox[Any, Any]) -> subprocess.Popen[bytes]:
    if self._child is None:
        self._child = _idle.pop(_name(self), None)
    return _running(self)


def _left(
    self: Sandbox[Any, Any], kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
) -> None:
    if self._child is not None and _name(self) not in _idle and (error is None or isinstance(error, Exception)):
        _idle[_name(self)], self._child = self._child, None
    _leave(self, kind, error, at)
