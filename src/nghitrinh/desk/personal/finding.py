"""All of one's own notes, under the meetings and the papers that they are about, and those among them with some words.

What stands at a paper or an item that its owner may no longer see keeps its own words, and tells nothing of that: no
title, and none of the words of the passage.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.models import OwnNote
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to
from nghitrinh.record.papers.models import Consultation, PaperRevision
from nghitrinh.record.papers.queries import papers_visible_to
from nghitrinh.vietnamese import fold
from nghitrinh.vietnamese.asking import asked_words


@dataclass(frozen=True)
class FoundNote:
    """A note with the words of its passage, where its owner may see them, and where it stands."""

    note: OwnNote
    words: str
    address: str


@dataclass
class NotedThing:
    """A paper's version or an item with one's notes at it; `noun` is what is seen of it."""

    title: str
    address: str = ""
    noun: Any = None
    notes: list[FoundNote] = field(default_factory=list)


@dataclass
class NotedMeeting:
    """A meeting with the things under it at which one noted something; without a title, what is under none."""

    title: str
    address: str = ""
    when: str = ""
    things: list[NotedThing] = field(default_factory=list)


def found_notes(user: User, query: str = "") -> list[NotedMeeting]:
    """Return a user's own notes by meeting, the latest first, then those of no meeting, then of what is hidden."""
    notes = list(OwnNote.objects.filter(user=user))
    versions = _versions(user, [each.version for each in notes if each.version])
    items = _items(user, [each.item for each in notes if each.item])
    under = _meetings_under(user, versions.values())
    meetings = _meetings(user, {*under.values(), *(each.meeting_id for each in items.values())})
    things: dict[tuple[UUID | None, UUID | None], NotedThing] = {}
    for note in notes:
        version, item = versions.get(note.version), items.get(note.item)
        meeting = under.get(version.paper_id) if version else item.meeting_id if item else None
        thing = _thing(version, item)
        if _says(note, thing, meetings.get(meeting), query):
            seen = thing.noun is not None
            key = (meeting if meeting in meetings else None, note.version or note.item if seen else None)
            kept = things.setdefault(key, thing)
            kept.notes.append(FoundNote(note, note.words if seen else "", f"{thing.address}#ghi-chu-{note.pk}"))
    return _by_meeting(things, meetings)


def _versions(user: User, keys: list[UUID]) -> dict[UUID | None, PaperRevision]:
    seen = papers_visible_to(user).order_by()
    found = PaperRevision.objects.filter(pk__in=keys, paper__in=seen).select_related("paper__submitted_by")
    return {each.pk: each for each in found}


def _items(user: User, keys: list[UUID]) -> dict[UUID | None, AgendaItem]:
    return {each.pk: each for each in items_visible_to(user).filter(pk__in=keys)}


def _meetings_under(user: User, versions: Iterable[PaperRevision]) -> dict[UUID, UUID]:
    """Return the meeting under which each paper stands: of several that its reader sees, the last."""
    papers = {each.paper_id for each in versions}
    places = Consultation.objects.filter(paper__in=papers, item__in=items_visible_to(user).order_by())
    return dict(places.order_by("item__meeting__starts_at").values_list("paper", "item__meeting"))


def _meetings(user: User, keys: set[UUID]) -> dict[UUID | None, Meeting]:
    found = meetings_visible_to(user).filter(pk__in=keys).prefetch_related("convenings").order_by("-starts_at", "id")
    return {each.pk: each for each in found}


def _thing(version: PaperRevision | None, item: AgendaItem | None) -> NotedThing:
    if version is not None:
        said = {"title": version.paper.title, "number": version.number}
        address = reverse("papers.paper", args=[version.paper_id])
        return NotedThing(_("%(title)s, bản %(number)d") % said, address, version.paper)
    if item is not None:
        said = {"title": item.title, "number": item.position}
        return NotedThing(_("Nội dung %(number)d: %(title)s") % said, reverse("agenda.item", args=[item.pk]), item)
    return NotedThing(_("Tài liệu hoặc nội dung anh chị không còn được xem"))


def _says(note: OwnNote, thing: NotedThing, meeting: Meeting | None, query: str) -> bool:
    """Tell whether every word that is asked for stands in a note, or in what its owner sees of where it stands."""
    passage = note.words if thing.noun is not None else ""
    text = fold(" ".join([note.text, passage, thing.title, title_of(meeting) if meeting else ""]))
    return all(word in text for word in asked_words(query))


def _by_meeting(
    things: dict[tuple[UUID | None, UUID | None], NotedThing], meetings: dict[UUID | None, Meeting]
) -> list[NotedMeeting]:
    groups = [
        NotedMeeting(
            title_of(each),
            reverse("meetings.meeting", args=[each.pk]),
            day(each.starts_at),
            [thing for (meeting, _key), thing in things.items() if meeting == each.pk],
        )
        for each in meetings.values()
    ]
    seen = [thing for (meeting, key), thing in things.items() if meeting is None and key is not None]
    hidden = [thing for (meeting, key), thing in things.items() if meeting is None and key is None]
    groups += [NotedMeeting(_("Chưa vào hội nghị nào"), things=seen), NotedMeeting("", things=hidden)]
    return [each for each in groups if each.things]
