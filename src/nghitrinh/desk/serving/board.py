"""What the workers tell the process that watches them, in memory that they share: a dead one can keep no lock."""

import mmap
import struct
from dataclasses import dataclass

_PLACE = struct.Struct("QQ400p")


@dataclass(frozen=True)
class Said:
    """What a worker said last: its count of looks, the request that it is at longest (0: none), what that asks."""

    beats: int
    number: int
    what: str


class Board:
    """A place for each worker. It is made before they are, and each writes in its own place alone."""

    def __init__(self, places: int) -> None:
        self._memory = mmap.mmap(-1, _PLACE.size * places)

    def say(self, place: int, said: Said) -> None:
        """Write a worker's place."""
        written = (said.beats, said.number, said.what.encode("utf-8", "replace")[:399])
        _PLACE.pack_into(self._memory, place * _PLACE.size, *written)

    def read(self, place: int) -> Said:
        """Read a worker's place."""
        beats, number, what = _PLACE.unpack_from(self._memory, place * _PLACE.size)
        return Said(beats, number, what.decode("utf-8", "replace"))
