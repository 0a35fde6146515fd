"""Reading pages in a process of its own: one that takes too long, or too much memory, is ended with it.

A page can be made so that a parser needs minutes for it (a hundred thousand attributes on one element), and Python can
interrupt neither a parser nor a regular expression.

    with Sandbox() as reader:
        reading = reader.read(data, "page.html")
"""

import contextlib
import pickle
import resource
import subprocess
import sys
from threading import Timer
from types import TracebackType

from nghitrinh.reading.errors import ReadingError, Refusal
from nghitrinh.reading.facts import Reading
from nghitrinh.reading.files import read_bytes

MEMORY = 2_000_000_000


class Sandbox:
    """A reader in its own process, which is begun with the first page and anew after each that had to be ended.

    A page may take `seconds`, or fewer where they are given.
    """

    seconds = 20.0

    def __init__(self, seconds: float | None = None) -> None:
        self.seconds = self.seconds if seconds is None else min(seconds, self.seconds)
        self._child: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Sandbox":
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _at: TracebackType | None
    ) -> None:
        self.close()

    def read(self, data: bytes, name: str) -> Reading:
        """Read the bytes of a page as `read_bytes` does; raises ReadingError also for what cannot be read in time."""
        child = self._running()
        timer = Timer(self.seconds, child.kill)
        timer.start()
        try:
            answer = _asked(child, data, name)
        except (EOFError, BrokenPipeError, pickle.UnpicklingError):
            self.close()
            found = f"a page that takes longer than {self.seconds:g} seconds or {MEMORY // 10**9} GB of memory to read"
            raise ReadingError(name, found, "a page as people write them", code="too_slow") from None
        finally:
            timer.cancel()
        if isinstance(answer, Refusal):
            raise ReadingError(name, answer.found, answer.expected, code=answer.code)
        return answer

    def _running(self) -> subprocess.Popen[bytes]:
        if self._child is None:
            command = [sys.executable, "-m", "nghitrinh.reading.sandbox"]
            self._child = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)  # noqa: S603 - our own
        return self._child

    def close(self) -> None:
        """End the process."""
        if self._child is not None:
            self._child.kill()
            with contextlib.suppress(BrokenPipeError):
                self._child.communicate()
            self._child = None


Answer = Reading | Refusal


def _asked(child: subprocess.Popen[bytes], data: bytes, name: str) -> Answer:
    if child.stdin is None or child.stdout is None:
        raise EOFError
    pickle.dump((data, name), child.stdin)
    child.stdin.flush()
    answer: Answer = pickle.load(child.stdout)  # noqa: S301 - what our own program says
    return answer


def read_in_sandbox(data: bytes, name: str, *, seconds: float | None = None) -> Reading:
    """Read one page in a process of its own."""
    with Sandbox(seconds) as reader:
        return reader.read(data, name)


def _answer(data: bytes, name: str) -> Answer:
    try:
        return read_bytes(data, name)
    except ReadingError as error:
        return Refusal(error.found, error.expected, error.code)


def serve() -> None:
    """Read page after page from standard input, until it ends."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    while True:
        try:
            data, name = pickle.load(sys.stdin.buffer)  # noqa: S301 - what our own program asks
        except EOFError:
            return
        pickle.dump(_answer(data, name), sys.stdout.buffer)
        sys.stdout.buffer.flush()


if __name__ == "__main__":
    serve()
