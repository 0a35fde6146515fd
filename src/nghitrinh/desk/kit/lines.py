"""Lines of the journal as pages show them: what was done to what, what changed, by whom and when."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import F

from nghitrinh.desk.kit.links import address_of
from nghitrinh.desk.kit.titles import with_number
from nghitrinh.desk.kit.wording import value_words
from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.kernel.models import ActContent, Journal
from nghitrinh.record.meetings.models import Convening

_IDENTIFIER = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True)
class Line:
    """One line as the page shows it; `content` is None when it was erased.

    `number` is the number that the meeting which the line is about has now: most meetings of a body have one name.
    `names` says which organizations the identifiers among the changed values are.
    """

    row: Journal
    content: dict[str, Any] | None
    kind: str
    address: str
    number: int | None = None
    names: dict[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """Return what the line is about: its title at that time, a meeting's with its number."""
        return with_number((self.content or {}).get("title", ""), self.number)

    @property
    def changes(self) -> list[tuple[str, str, str]]:
        """Return what changed: field, old, new."""
        given = (self.content or {}).get("changes", {})
        return [(name, self._said(name, old), self._said(name, new)) for name, (old, new) in given.items()]

    def _said(self, name: str, value: str) -> str:
        words = value_words(self.kind, name, value)
        return _IDENTIFIER.sub(lambda found: self.names.get(found[0], found[0]), words)


def lines_of(rows: list[Journal]) -> list[Line]:
    """Return lines of the journal with what they say, in a fixed number of queries however many they are."""
    texts = dict(ActContent.objects.filter(seq__in=[row.seq for row in rows]).values_list("seq", "content"))
    written = {seq: json.loads(text) if text else None for seq, text in texts.items()}
    numbers, names = _numbers(rows), _names(written.values())
    return [_line(row, written.get(row.seq), numbers, names) for row in rows]


def _line(row: Journal, content: dict[str, Any] | None, numbers: dict[str, int | None], names: dict[str, str]) -> Line:
    kind, _, identifier = row.subject.partition(":")
    address = address_of(kind, identifier) if identifier else ""
    return Line(row, content, kind, address, numbers.get(row.subject), names)


def _numbers(rows: list[Journal]) -> dict[str, int | None]:
    """Return the numbers that the meetings among the subjects have from their own bodies."""
    keys = {UUID(row.subject.removeprefix("meeting:")) for row in rows if row.subject.startswith("meeting:")}
    own = Convening.objects.filter(meeting__in=keys, organization=F("meeting__owner"), number__isnull=False)
    return {f"meeting:{key}": number for key, number in own.values_list("meeting", "number")} if keys else {}


def _names(contents: Iterable[dict[str, Any] | None]) -> dict[str, str]:
    """Return the names of the organizations whose identifiers stand among the changed values."""
    keys = set(_identifiers(contents))
    if not keys:
        return {}
    return {str(key): name for key, name in Organization.objects.filter(pk__in=keys).values_list("pk", "name")}


def _identifiers(contents: Iterable[dict[str, Any] | None]) -> Iterator[str]:
    for content in contents:
        for values in (content or {}).get("changes", {}).values():
            for value in values:
                yield from _IDENTIFIER.findall(value)
