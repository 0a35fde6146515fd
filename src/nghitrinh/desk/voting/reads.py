"""What the pages of a meeting and of an item show of their votes."""

from dataclasses import dataclass

from nghitrinh.desk.kit.access import DeskRequest, roles_for
from nghitrinh.desk.voting.showing import marks_of
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.meetings.written import against_asking_further
from nghitrinh.record.voting.checks import against_item
from nghitrinh.record.voting.models import Count, Tally, Vote, VoteState
from nghitrinh.record.voting.queries import votes_visible_to
from nghitrinh.record.voting.rules import LEADS


@dataclass(frozen=True)
class Shown:
    """One tally as a page shows it, with its seats."""

    tally: Tally
    marks: list[str]


def tallies_of(vote: Vote, seats: int = 0) -> list[Shown]:
    """Return what a closed vote came to; nothing of one that is not closed: numbers would lead whoever votes after."""
    if vote.state != VoteState.CLOSED:
        return []
    count: Count | None = getattr(vote, "count", None)
    return [Shown(each, marks_of(each, seats)) for each in count.tallies.all()] if count else []


def rows_of(user: User, item: AgendaItem) -> list[tuple[Vote, list[Shown]]]:
    """Return the votes on an item that a user may see, each with what it came to."""
    seen = votes_visible_to(user).filter(item=item).order_by("recorded_at", "id")
    return [(vote, tallies_of(vote)) for vote in seen]


def may_prepare(request: DeskRequest, item: AgendaItem) -> bool:
    """Tell whether this user may prepare a vote on an item as it is."""
    against = (*against_item(item), *against_asking_further(item.meeting))
    return bool(roles_for(request, item.owner_id) & set(LEADS)) and not against
