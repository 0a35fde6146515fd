"""What a version of a document tells besides its decisions: its meeting's day and number, and what bodies are called.

It is kept with the version, so that a text that was signed and issued stays as it was, whatever of the record is
corrected later. What an earlier version of the program wrote has none of it, and reads the record as it is.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Self

from django.db.models import F

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.decisions.models import Charge, Decision
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import number_for

# How documents are worded now: 2 counts a kỳ họp as the twelfth, not as held for the twelfth time; 1 lets a charge
# go on in small letters after its colon, 0 has it as it was typed.
WORDING = 2


@dataclass(frozen=True)
class MeetingSaid:
    """What a document says of its meeting: its day, its kind, and its number for the document's owner, or none."""

    day: date
    kind: str
    number: int | None


@dataclass(frozen=True)
class Telling:
    """The meeting as a version tells it, the names of the bodies in it by their identifiers, and how it is worded.

    The wording is the program's own: two versions that differ in nothing else say the same.
    """

    meeting: MeetingSaid
    names: Mapping[str, str]
    wording: int = field(default=WORDING, compare=False)

    def as_kept(self) -> dict[str, Any]:
        """Return it as a version keeps it, in JSON's values."""
        said = {"day": self.meeting.day.isoformat(), "kind": self.meeting.kind, "number": self.meeting.number}
        return {"meeting": said, "names": dict(sorted(self.names.items())), "wording": self.wording}

    @classmethod
    def from_kept(cls, kept: dict[str, Any]) -> Self:
        """Return what a version has kept."""
        said = kept["meeting"]
        meeting = MeetingSaid(date.fromisoformat(said["day"]), said["kind"], said["number"])
        return cls(meeting, kept["names"], kept.get("wording", 0))


def meeting_said(meeting: Meeting, owner: Organization) -> MeetingSaid:
    """Return what a document of an organization says of a meeting now."""
    return MeetingSaid(meeting.day, meeting.kind, number_for(meeting, owner.pk))


def telling_of(
    meeting: Meeting, owner: Organization, decisions: Iterable[Decision], *, wording: int = WORDING
) -> Telling:
    """Return what a document of these decisions, as they are in force, tells now."""
    newest = {"point__version__decision__in": [each.pk for each in decisions]}
    charges = Charge.objects.filter(**newest, point__version__number=F("point__version__decision__current"))
    bodies = {owner.pk: owner.name}
    for charge in charges.select_related("responsible", "through", "report_to").prefetch_related("with_bodies"):
        named = (charge.responsible, charge.through, charge.report_to, *charge.with_bodies.all())
        bodies |= {each.pk: each.name for each in named if each is not None}
    return Telling(meeting_said(meeting, owner), {str(key): name for key, name in bodies.items()}, wording)
