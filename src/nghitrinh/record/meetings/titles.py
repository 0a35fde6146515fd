"""How a meeting is called: its name, with the number that the record gave it."""

from uuid import UUID

from nghitrinh.record.bodies.models import OrganizationKind
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.vietnamese import with_ordinal

# What bodies of a kind hold, where it is not a hội nghị: a form begins with it, and a kỳ họp is counted otherwise.
HELD_BY: dict[str, str] = {
    OrganizationKind.PEOPLES_COUNCIL: "kỳ họp",
    OrganizationKind.PEOPLES_COMMITTEE: "phiên họp",
    OrganizationKind.BOARD: "phiên họp",
}


def title_of(meeting: Meeting) -> str:
    """Return a meeting's name with the number that its own body gave it ("Hội nghị Ban Thường vụ lần thứ 36")."""
    return with_number(meeting.name, number_for(meeting, meeting.owner_id))


def number_for(meeting: Meeting, organization: UUID) -> int | None:
    """Return the number that an organization gave a meeting; None where it has none of it."""
    own = (each.number for each in meeting.convenings.all() if each.organization_id == organization and each.number)
    return next(own, None)


def with_number(name: str, number: int | None) -> str:
    """Return a meeting's name with its number, unless the name says it already."""
    return with_ordinal(name, number) if number else name


def meets(kind: str) -> str:
    """Return the verb before a kind of meeting, so that no word is said twice; none before what is a verb itself.

    >>> [meets(kind) for kind in ("hội nghị", "phiên họp", "kỳ họp", "lấy ý kiến bằng văn bản")]
    ['họp', 'tổ chức', 'tổ chức', '']
    """
    words = kind.lower().split()
    if words[:1] == ["lấy"]:
        return ""
    return "tổ chức" if "họp" in words else "họp"
