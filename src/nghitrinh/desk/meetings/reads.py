"""What the whole desk reads of meetings and items: the page of a release, how a way names an item."""

from collections.abc import Iterable

from django.db.models import QuerySet
from django.utils.translation import gettext

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import narrow
from nghitrinh.desk.kit.vocabulary import ReleasePage
from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.decisions.queries import owing_decision, put_off_undecided
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.form_words import WORDS
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingForm, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to, meetings_visible_to
from nghitrinh.record.releases.contents import new_with
from nghitrinh.record.voting.asked import unanswered_of
from nghitrinh.record.voting.models import Vote


def awaited_of(votes: Iterable[Vote]) -> list[str]:
    """Return who has not answered each of some questions in writing: posts and names."""
    rows = {seat.membership: seat for vote in votes for seat in unanswered_of(vote)}
    return [", ".join(filter(None, (each.post, each.name))) for each in rows.values()]


def held_back(meeting: Meeting) -> list[tuple[str, str]]:
    """Say of each restricted item that the public does not read of yet what it waits for, with the item's address."""
    found = []
    for item in meeting.items.filter(level=Level.RESTRICTED).exclude(state=ItemState.WITHDRAWN):
        said = {"item": crumb_of_item(item), "title": item.public_title}
        if item.public_name:
            continue
        if item.public_title:
            words = gettext("%(item)s chưa ra cổng: tên công khai “%(title)s” chờ người chủ trì duyệt.") % said
        else:
            words = gettext("%(item)s không ra cổng: nội dung hạn chế, chưa có tên công khai.") % said
        found.append((words, reverse("agenda.item", args=[item.pk])))
    return found


RELEASE = ReleasePage(
    remarks=held_back,
    contents=new_with,  # also when only something under the meeting is new
    title=WORDS[MeetingForm.ROOM].release,
    note=WORDS[MeetingForm.ROOM].release_note,
    said=WORDS[MeetingForm.ROOM].released,
    said_in={form: (each.release, each.release_note, each.released) for form, each in WORDS.items()},
)


def crumb_of_item(item: AgendaItem) -> str:
    """Return an item as the way to a page below it names it."""
    return gettext("Nội dung %(number)d") % {"number": item.position}


def titled(meetings: QuerySet[Meeting]) -> QuerySet[Meeting]:
    """Let a read of meetings bring what their titles, days and places are made of, and no more."""
    columns = ("name", "starts_at", "has_time", "place", "form", "state", "owner", "answers_by")
    return narrow(meetings, *columns).prefetch_related("convenings")


def coming(user: User) -> QuerySet[Meeting]:
    """Return the meetings that are planned, convened or under way, the next first, with their titles."""
    ahead = (MeetingState.PLANNED, MeetingState.CONVENED, MeetingState.OPEN)
    return titled(meetings_visible_to(user)).filter(state__in=ahead).order_by("starts_at", "id")


def undecided(user: User, meeting: Meeting) -> list[AgendaItem]:
    """Return the items of a meeting, as a user sees them, of which a decision is still owed."""
    items = items_visible_to(user).filter(meeting=meeting)
    return list(owing_decision(items).exclude(state=ItemState.WITHDRAWN).order_by("position"))


def put_off_of(user: User, meeting: Meeting) -> list[AgendaItem]:
    """Return the items of a meeting, as a user sees them, that were put off and have no decision."""
    return list(put_off_undecided(items_visible_to(user).filter(meeting=meeting)).order_by("position"))


def members_on_the_day(meeting: Meeting) -> QuerySet[Membership]:
    """Return who held which post on the meeting's day: a past meeting is not attended by today's members."""
    return meeting.owner.memberships.filter(lasting(meeting.day)).select_related("person", "organization")
