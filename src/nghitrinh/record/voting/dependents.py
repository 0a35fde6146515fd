"""What rests on a vote: `record.acts` says it of the rooms above, so that a corrected count reaches them unimported."""

from collections.abc import Callable, Iterator

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.voting.models import Tally, Vote

# Each says what speaks against numbers that a vote would have: what was concluded by it would then contradict it.
AGAINST: tuple[Callable[[Vote, list[Tally]], Iterator[ActError]], ...] = ()
# Each is called within the correcting act, after it has written, with the vote and the reason. It marks what it answers
# for and returns the keys of what rests on the vote.
CORRECTED: tuple[Callable[[Act, Vote, str], list[str]], ...] = ()


def against_numbers(vote: Vote, tallies: list[Tally]) -> Iterator[ActError]:
    """Yield what above would contradict a vote with these tallies, which are not written yet."""
    for room in AGAINST:
        yield from room(vote, tallies)


def mark_dependents(act: Act, vote: Vote, reason: str) -> list[str]:
    """Let every room above know that the numbers of a vote were corrected; return the keys of what rests on it."""
    return [key for room in CORRECTED for key in room(act, vote, reason)]
