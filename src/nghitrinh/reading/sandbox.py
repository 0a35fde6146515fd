"""Reading pages in a process of its own: a page that takes too long, or too much memory, is refused.

with Sandbox() as reader:
    reading = reader.read(data, "page.html")
"""

from nghitrinh import sandbox
from nghitrinh.reading.errors import ReadingError
from nghitrinh.reading.facts import Reading
from nghitrinh.reading.files import read_bytes


class Sandbox(sandbox.Sandbox[[bytes, str], Reading]):
    """A reader in its own process. A page may take `seconds`, or fewer where they are given."""

    seconds = 20.0

    def __init__(self, seconds: float | None = None) -> None:
        super().__init__(read_bytes)
        self.seconds = self.seconds if seconds is None else min(seconds, self.seconds)

    def __enter__(self) -> "Sandbox":
        return self

    def read(self, data: bytes, name: str) -> Reading:
        """Read the bytes of a page as `read_bytes` does; raises ReadingError also for what cannot be read in time."""
        try:
            return self(self.seconds, data, name)
        except sandbox.Ended:
            most = f"{self.seconds:g} seconds or {sandbox.MEMORY // 10**9} GB of memory"
            found = f"a page that takes longer than {most} to read"
            raise ReadingError(name, found, "a page as people write them", code="too_slow") from None


def read_in_sandbox(data: bytes, name: str, *, seconds: float | None = None) -> Reading:
    """Read one page in a process of its own."""
    with Sandbox(seconds) as reader:
        return reader.read(data, name)
