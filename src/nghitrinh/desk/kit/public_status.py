"""The public status of an object, and what of it this user may publish or take back."""

from nghitrinh.desk.kit.access import PUBLISHER, DeskRequest, roles_for, verbs
from nghitrinh.desk.nouns import row_of
from nghitrinh.desk.publication.words import is_newer_than_portal, waiting
from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel import canonical, journal
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.meetings.models import MeetingState
from nghitrinh.record.nouns import WITHDRAW
from nghitrinh.record.publications.queries import publication_of

# Where an object stands: released or withdrawn by an act, and whether the portal shows that yet.
WAITING, LIVE, LEAVING, GONE = "waiting", "live", "leaving", "gone"


def public_status_of(noun: Owned) -> str:
    """Return the public status of an object; nothing for what never was published."""
    if getattr(noun, "state", "") == MeetingState.PLANNED:
        return ""  # nothing of a planned meeting is published
    found = publication_of(noun)
    if found is None:
        return ""
    shown = not is_newer_than_portal(found) and not waiting(journal.lines_on(canonical.key(noun)))
    if found.withdrawn_at is not None:
        return GONE if shown else LEAVING
    return LIVE if shown else WAITING


def publishes(request: DeskRequest) -> bool:
    """Tell whether a user may publish to the portal."""
    return PUBLISHER.lets(request.user, request.grants)


def release_words(request: DeskRequest, noun: Owned) -> str:
    """Return what the page is called on which a user may release an object now; nothing when there is none."""
    row = row_of(noun)
    if row.release is None or f"{row.kind}.release" not in verbs(request, noun):
        return ""
    offers = row.release.offers or row.release.contents
    return row.release.words_for(noun)[0] if offers(noun) else ""


def may_withdraw(request: DeskRequest, noun: Owned) -> bool:
    """Tell whether a user may take an object back from the public now, by the verb for what has none of its own."""
    if Role.SECRETARY not in roles_for(request, noun.owner_id) or row_of(noun).noun.withdrawn_by != WITHDRAW:
        return False
    return public_status_of(noun) in (WAITING, LIVE)
