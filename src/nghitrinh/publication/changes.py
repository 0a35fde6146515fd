"""Which meetings' public rows can have changed since a release: the journal names every row that an act wrote.

The answer errs on the side of more. What is written about a noun that many meetings show (an organization, a place)
makes everything doubtful, unless the noun is new: then only rows that were written since can show it.
"""

from collections.abc import Iterable
from datetime import date, datetime
from uuid import UUID

from django.apps import apps
from django.db.models import Model

from nghitrinh.publication.released import batched, sharing_papers
from nghitrinh.record.kernel import journal
from nghitrinh.record.kernel.models import Journal, Publication
from nghitrinh.record.nouns import path_to_meeting
from nghitrinh.record.tasks.models import OPEN_STATES, Task

# What no meeting's public rows show. A publication is asked for by its subject; bodies are read anew each time, and the
# tasks that a succession moved are written themselves.
SHOWN_NOWHERE = {
    *("publication", "release", "portal", "user", "grant", "numbergap", "provenance"),
    *(
        "membership",
        "person",
        "succession",
        "successionlink",
        "letterhead",
        "documenttemplate",
        "accountlink",
        "identity",
        "mailaddress",
        "accountpost",
        "rule",
        "provision",
        "holiday",
        "engagement",
        "going",
        "invitation",
        "stay",
        *("hearing", "note", "speech"),
        # Of a vote's tally a point may tell the counts.
        *("vote", "candidate", "ballot", "count", "reservation", "slipentry"),
        *("minutes", "minutesrevision", "minutespart"),
    ),
}
# What the public rows of many meetings show.
SHOWN_BY_MANY = frozenset(
    ["livery", "body", "legislativeterm", "series", "register", "organization", "formername", "location", "source"]
)


# What every page shows, with files of its own.
SHOWN_BY_ALL = "livery"


def path_of(kind: str) -> str | None:
    """Return the path from a row's model to the meetings whose public rows tell of it, derived from its relations.

    "" where no public row does, None where the rows of many meetings can.
    """
    if kind in SHOWN_BY_MANY:
        return None
    return "" if kind in SHOWN_NOWHERE else path_to_meeting(_model(kind)) or _no_path(kind)


def _no_path(kind: str) -> str:
    raise LookupError(f"found {kind}, which no relation leads to a meeting: say where it is shown")


def changed_meetings(read_to: int, before: date, now: date) -> set[UUID] | None:
    """Return the meetings whose rows can differ from those of a release; None when all can.

    `read_to` is the journal's last line when the release was read, `before` the day as of which it was judged.
    """
    written = journal.rows_after(read_to)
    begun = Journal.objects.filter(seq__gt=read_to).order_by("seq").values_list("at", flat=True).first()
    found = set[UUID]()
    for kind, keys in written.items():
        path = path_of(kind)
        if kind == SHOWN_BY_ALL:  # a new one too
            return None
        if path is None:
            if begun is not None and not _are_new(kind, keys, datetime.fromisoformat(begun)):
                return None
        elif path:
            found |= _along(kind, path, keys)
    found |= _published(written.get("publication", set()))
    found |= _fallen_due(before, now)
    return sharing_papers(found)


def _model(kind: str) -> type[Model]:
    return apps.get_model("record", kind)


def _are_new(kind: str, keys: Iterable[str], begun: datetime) -> bool:
    """Tell whether rows came since a moment; of one that was struck meanwhile nobody can say what showed it."""
    wanted = set(keys)
    recorded = list(_model(kind)._default_manager.filter(pk__in=wanted).values_list("recorded_at", flat=True))
    return len(recorded) == len(wanted) and all(moment >= begun for moment in recorded)


def _along(kind: str, path: str, keys: Iterable[str]) -> set[UUID]:
    manager, found = _model(kind)._default_manager, set[UUID]()
    for part in batched(keys, 500):
        found.update(manager.filter(pk__in=part).exclude(**{path: None}).values_list(path, flat=True))
    return found


def _published(keys: Iterable[str]) -> set[UUID]:
    """Return the meetings of what was released or withdrawn."""
    found = set[UUID]()
    subjects: dict[str, set[str]] = {}
    for part in batched(keys, 500):
        for kind, key in Publication.objects.filter(pk__in=part).values_list("subject_kind", "subject_id"):
            subjects.setdefault(kind, set()).add(str(key))
    for kind, pks in subjects.items():
        found |= _along(kind, path_of(kind) or "pk", pks)
    return found


def _fallen_due(before: date, now: date) -> set[UUID]:
    """Return the meetings of open tasks that are overdue on one of two days and not on the other."""
    early, late = sorted((before, now))
    due = Task.objects.filter(state__in=OPEN_STATES, due_on__gte=early, due_on__lt=late, decision__isnull=False)
    return set(due.values_list("decision__item__meeting", flat=True))
