"""Who saved an object since a page was opened, and what changed: for two who work on one thing."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from nghitrinh.desk.kit.access import DeskRequest
from nghitrinh.desk.kit.actors import named
from nghitrinh.desk.kit.lines import JournalLine, lines_of
from nghitrinh.desk.kit.wording import clock_time, moment
from nghitrinh.record.bodies.queries import journal_visible_to
from nghitrinh.record.kernel import canonical, clock, journal
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.nouns import NOUNS

_MOST = 20


@dataclass(frozen=True)
class Since:
    """Who saved last and when, as it is said; and the lines of it all that this user may read, earliest first."""

    who: str
    when: str
    lines: list[JournalLine]


def since(request: DeskRequest, key: str, seen: int) -> Since | None:
    """Return what came after an edit of an object, by its name in the journal; None when that was erased.

    An act about one thing writes others too: a corrected decision marks its article. So the rows are looked at.
    """
    seqs = list(_written_after(key, seen))
    last = Journal.objects.filter(seq__in=seqs).order_by("-seq").first()
    if last is None:
        return None
    readable = journal_visible_to(request.user).filter(seq__in=seqs).order_by("seq")
    return Since(named([last.actor])[last.actor], _when(last), lines_of(list(readable)))


def _written_after(key: str, seen: int) -> Iterator[int]:
    """Yield the lines that wrote an object after an edit of it, newest first."""
    kind, _, identifier = key.partition(":")
    for line in journal.lines_about(kind, identifier)[:_MOST]:
        row = (journal.content_of(line.seq) or {}).get("rows", {}).get(key)
        if row is None or canonical.renamed(row).get("edit", 0) <= seen:
            return
        yield line.seq


def _when(line: Journal) -> str:
    at = datetime.fromisoformat(line.at)
    return clock_time(at) if at.astimezone(clock.ZONE).date() == clock.today() else moment(at)


def key_of(act: str, fixed: dict[str, object]) -> str:
    """Return the journal's name of the object that an act's parameters name: `article.submit` changes its `article`.

    Of an act on a part, that is the part where it is named (`attendance.leave`), otherwise the noun that is.
    """
    own = act.partition(".")[0]
    kind = own if own in fixed else next((each for each in fixed if each in NOUNS), own)
    return f"{NOUNS[kind].key if kind in NOUNS else kind}:{fixed.get(kind, '')}"
