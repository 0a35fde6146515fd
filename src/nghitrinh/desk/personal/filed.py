"""A user's own documents: in their folders, beside the meetings and items that they are tied to, how much there is."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.meetings.reads import coming
from nghitrinh.desk.models import OwnDocument, OwnFolder
from nghitrinh.record.kernel.heads import aside
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to

_MEETINGS = 6  # so many that come are offered


@dataclass
class ShownFolder:
    """A folder with its documents; without one, those that are in none."""

    folder: OwnFolder | None
    documents: list["ShownDocument"] = field(default_factory=list)


@dataclass(frozen=True)
class ShownDocument:
    """A document, with what it is tied to in words, and the address of that; nothing of what its owner may not see."""

    document: OwnDocument
    about: str = ""
    address: str = ""


def folders_of(user: User) -> list[ShownFolder]:
    """Return a user's own folders with their documents, by name; first what is in none, where there is something."""
    folders = {each.pk: ShownFolder(each) for each in OwnFolder.objects.filter(user=user).order_by(in_order("name"))}
    unfiled = ShownFolder(None)
    documents = list(OwnDocument.objects.filter(user=user).order_by(in_order("name"), "id"))
    ties = _ties(user, documents)
    for each in documents:
        about, address = ties.get(each.meeting or each.item, ("", ""))
        folder = folders.get(each.folder_id) if each.folder_id else None
        (folder or unfiled).documents.append(ShownDocument(each, about, address))
    return [*([unfiled] if unfiled.documents else []), *folders.values()]


def _ties(user: User, documents: Iterable[OwnDocument]) -> dict[UUID | None, tuple[str, str]]:
    keys = [each.meeting for each in documents if each.meeting]
    meetings = meetings_visible_to(user).filter(pk__in=keys).prefetch_related("convenings")
    items = items_visible_to(user).filter(pk__in=[each.item for each in documents if each.item])
    found: dict[UUID | None, tuple[str, str]] = {
        each.pk: (meeting_words(each), reverse("meetings.papers", args=[each.pk])) for each in meetings
    }
    return found | {each.pk: (item_words(each), reverse("agenda.item", args=[each.pk])) for each in items}


def meeting_words(meeting: Meeting) -> str:
    """Return what a meeting is called among what a document can be tied to."""
    return f"{title_of(meeting)}, {day(meeting.starts_at)}"


def item_words(item: AgendaItem) -> str:
    """Return what an item is called there."""
    return _("Nội dung %(number)d: %(title)s") % {"number": item.position, "title": item.title}


def places_for(user: User, *own: UUID | None) -> list[tuple[str, str]]:
    """Return what a document can be tied to: the meetings to come with their items, and the one that it is tied to."""
    meetings = {each.pk: each for each in coming(user)[:_MEETINGS]}
    known = [each for each in own if each]
    items = items_visible_to(user).exclude(state=ItemState.WITHDRAWN).order_by("position", "id")
    of_own = list(items_visible_to(user).filter(pk__in=known).values_list("meeting", flat=True))
    for each in meetings_visible_to(user).filter(pk__in=[*known, *of_own]).prefetch_related("convenings"):
        meetings.setdefault(each.pk, each)
    under: dict[UUID, list[AgendaItem]] = {}
    for item in items.filter(meeting__in=list(meetings)):
        under.setdefault(item.meeting_id, []).append(item)
    found = []
    for key, meeting in meetings.items():
        found.append((f"meeting:{key}", meeting_words(meeting)))
        found += [(f"item:{each.pk}", f"– {item_words(each)}") for each in under.get(key, [])]
    return found


def documents_at(user: User, places: Iterable[UUID]) -> dict[UUID, list[OwnDocument]]:
    """Return a user's own documents that are tied to some meetings or items, by what they are tied to."""
    keys = list(places)
    with aside():
        tied = OwnDocument.objects.filter(Q(meeting__in=keys) | Q(item__in=keys), user=user)
        own = list(tied.order_by(in_order("name"), "id"))
    found: dict[UUID, list[OwnDocument]] = {}
    for each in own:
        at = each.meeting or each.item
        if at is not None:
            found.setdefault(at, []).append(each)
    return found
