"""The course of a meeting as it is read: what is heard and how long, what comes next, who speaks and who waits.

    course_of(meeting, items, at).heard        the hearing that runs; None between two items
    course_of(meeting, items, at).is_hidden    what is heard is none of `items`: of it the approved public title is said

It is made from the meeting, the items that somebody may see, and a moment; of whoever reads it knows nothing else. So
two who may see the same items read the same, and what is restricted cannot reach who may not see its item.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TypeVar
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from nghitrinh.record.course.models import Hearing, Note, Outcome, Speech
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting
from nghitrinh.record.meetings.queries import items_visible_to

T = TypeVar("T", Hearing, Note)


def heard_now(meeting: UUID) -> Hearing | None:
    """Return the hearing that runs at a meeting; None where no item is heard."""
    return Hearing.objects.filter(meeting=meeting, ended_at=None).select_related("item", "meeting").first()


def speaking_now(meeting: UUID) -> Speech | None:
    """Return the speech that runs at a meeting; None where nobody was called."""
    running = Speech.objects.filter(meeting=meeting, called_at__isnull=False, ended_at=None)
    return running.select_related("item", "meeting", "attendance").first()


def was_heard(item: AgendaItem) -> bool:
    """Tell whether an item is heard now, or was."""
    return Hearing.objects.filter(item=item).exists()


def noted_outcome(item: AgendaItem) -> str:
    """Return the chair's last word of what comes of an item; "" where none was noted."""
    said = Note.objects.filter(item=item).exclude(outcome="").order_by("recorded_at", "id").last()
    return said.outcome if said else ""


def put_off_in_the_room() -> QuerySet[AgendaItem]:
    """Return the items that the chair put off to another meeting, in their last word of what comes of it."""
    words = Note.objects.filter(item=OuterRef("pk")).exclude(outcome="").order_by("-recorded_at", "-id")
    ever = Note.objects.filter(outcome=Outcome.DEFERRED).order_by().values("item")
    said = AgendaItem.objects.filter(pk__in=ever).annotate(last_word=Subquery(words.values("outcome")[:1]))
    return said.filter(last_word=Outcome.DEFERRED).order_by()


@dataclass(frozen=True)
class ItemCourse:
    """One item as it was heard: its hearings, the notes of it, and the chair's last word of what comes of it."""

    item: AgendaItem
    hearings: tuple[Hearing, ...]
    notes: tuple[Note, ...]
    at: datetime

    @property
    def is_heard(self) -> bool:
        """Tell whether it is heard now."""
        return any(each.ended_at is None for each in self.hearings)

    @property
    def spent(self) -> timedelta:
        """Return for how long it was heard until the moment, all its hearings together."""
        each = ((hearing.ended_at or self.at) - hearing.began_at for hearing in self.hearings)
        return max(sum(each, timedelta()), timedelta())

    @property
    def since(self) -> datetime:
        """Return when it would have begun, had it been heard without a break until the moment."""
        return self.at - self.spent

    @property
    def outcome(self) -> Note | None:
        """Return the chair's last word of what comes of it; None before that."""
        return next((note for note in reversed(self.notes) if note.outcome), None)


@dataclass(frozen=True)
class Course:
    """The course of a meeting at a moment, with the items that whoever reads it may see."""

    meeting: Meeting
    items: tuple[ItemCourse, ...]
    speeches: tuple[Speech, ...]
    is_hidden: bool
    public_name: str = ""  # of what is hidden, where the chair approved one

    @property
    def heard(self) -> ItemCourse | None:
        """Return the item that is heard; None between two, and where it is hidden."""
        return next((each for each in self.items if each.is_heard), None)

    @property
    def next(self) -> ItemCourse | None:
        """Return the first item of the agenda that nobody has heard yet and that is neither concluded nor taken off."""
        return next((each for each in self.items if not each.hearings and each.item.state == ItemState.OPEN), None)

    @property
    def speaking(self) -> Speech | None:
        """Return who speaks; None where nobody was called."""
        return next((each for each in self.speeches if each.called_at and not each.ended_at), None)

    @property
    def waiting(self) -> list[Speech]:
        """Return who waits to speak on the item that is heard, in the order in which they asked."""
        return [each for each in self.speeches if each.is_waiting]

    @property
    def spoken(self) -> list[Speech]:
        """Return who has spoken on the item that is heard."""
        return [each for each in self.speeches if each.ended_at]


def course_of(meeting: Meeting, items: Sequence[AgendaItem], at: datetime) -> Course:
    """Return the course of a meeting at a moment, of the items alone that are given, which are in their order."""
    keys = [each.pk for each in items]
    hearings = _by_item(Hearing.objects.filter(meeting=meeting, item__in=keys))
    notes = _by_item(Note.objects.filter(meeting=meeting, item__in=keys).select_related("attendance"))
    now = heard_now(meeting.pk)
    is_hidden = now is not None and now.item_id not in keys
    asked = Speech.objects.none() if now is None or is_hidden else Speech.objects.filter(item=now.item_id)
    rows = (ItemCourse(each, tuple(hearings.get(each.pk, ())), tuple(notes.get(each.pk, ())), at) for each in items)
    public_name = now.item.public_name if now is not None and is_hidden else ""
    return Course(meeting, tuple(rows), tuple(asked.select_related("attendance")), is_hidden, public_name)


def items_seen_by(user: User | None, meeting: Meeting) -> list[AgendaItem]:
    """Return the items of a meeting that a user may see, in their order."""
    return list(items_visible_to(user).filter(meeting=meeting).order_by("position", "id"))


def _by_item(rows: Iterable[T]) -> dict[UUID, list[T]]:
    found: dict[UUID, list[T]] = {}
    for each in rows:
        found.setdefault(each.item_id, []).append(each)
    return found
