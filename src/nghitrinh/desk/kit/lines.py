"""Lines of the journal as pages show them: what was done to what, what changed, by whom and when."""

from dataclasses import dataclass, field
from itertools import chain
from typing import Any
from uuid import UUID

from django.db.models import F

from nghitrinh.desk.kit.change_words import ChangeWords, in_words, names_in
from nghitrinh.desk.kit.links import address_of
from nghitrinh.desk.kit.titles import with_number
from nghitrinh.desk.kit.wording import verb_words
from nghitrinh.record.kernel.journal import changes_of, contents_of
from nghitrinh.record.kernel.models import Journal
from nghitrinh.record.meetings.models import Convening, Meeting
from nghitrinh.record.voting.models import Vote


@dataclass(frozen=True)
class JournalLine:
    """One line as the page shows it; `content` is None when it was erased.

    `number` is the number that the meeting which the line is about has now: most meetings of a body have one name.
    `form` is the form of the meeting or vote that it is about, by which the act is named.
    """

    row: Journal
    content: dict[str, Any] | None
    address: str
    number: int | None = None
    form: str = ""
    changes: list[ChangeWords] = field(default_factory=list)

    @property
    def title(self) -> str:
        """Return what the line is about: its title at that time, a meeting's with its number."""
        return with_number((self.content or {}).get("title", ""), self.number)

    @property
    def verb(self) -> str:
        """Return what was done."""
        return verb_words(self.row.act, self.form)

    @property
    def kind(self) -> str:
        """Return the kind of row that the line is about, as the journal names it."""
        return self.row.subject.partition(":")[0]

    @property
    def reason(self) -> str:
        """Return the reason that was given, if one was."""
        return str((self.content or {}).get("reason", ""))


def lines_of(rows: list[Journal]) -> list[JournalLine]:
    """Return lines of the journal with what they say, in a fixed number of queries however many they are."""
    contents = contents_of(row.seq for row in rows)
    changes = {row.seq: changes_of(row, contents.get(row.seq)) for row in rows}
    numbers, forms, names = _numbers(rows), _forms(rows), names_in(chain.from_iterable(changes.values()))
    return [
        JournalLine(
            row,
            contents.get(row.seq),
            _address(row),
            numbers.get(row.subject),
            forms.get(row.subject, ""),
            [in_words(change, row.subject, names) for change in changes[row.seq]],
        )
        for row in rows
    ]


def _address(row: Journal) -> str:
    kind, _, identifier = row.subject.partition(":")
    return address_of(kind, identifier) if identifier else ""


def _numbers(rows: list[Journal]) -> dict[str, int | None]:
    """Return the numbers that the meetings among the subjects have from their own bodies."""
    keys = _keys("meeting", rows)
    own = Convening.objects.filter(meeting__in=keys, organization=F("meeting__owner"), number__isnull=False)
    return {f"meeting:{key}": number for key, number in own.values_list("meeting", "number")} if keys else {}


def _forms(rows: list[Journal]) -> dict[str, str]:
    """Return the forms of the meetings and votes among the subjects."""
    found: dict[str, str] = {}
    for kind, model in (("meeting", Meeting), ("vote", Vote)):
        if keys := _keys(kind, rows):
            named = model.objects.order_by().filter(pk__in=keys).values_list("pk", "form")
            found |= {f"{kind}:{key}": form for key, form in named}
    return found


def _keys(kind: str, rows: list[Journal]) -> set[UUID]:
    """Return the identifiers of the subjects of a kind."""
    return {UUID(row.subject.partition(":")[2]) for row in rows if row.subject.startswith(f"{kind}:")}
