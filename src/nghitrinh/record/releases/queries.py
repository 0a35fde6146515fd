"""Reads of releases and publications that carry meaning."""

from uuid import UUID

from django.db.models import QuerySet

from nghitrinh.record.kernel.databases.holes import padded
from nghitrinh.record.kernel.journal import lines_about
from nghitrinh.record.kernel.models import Journal, Publication
from nghitrinh.record.releases.models import Portal, Release

# Acts on what is public that leave what it reads as it is: new words are published when they are released.
_UNSEEN = ("article.correct", "article.confirm")
_MOST = 500


def last_release() -> Release | None:
    """Return the newest sealed release."""
    return Release.objects.order_by("-sequence").first()


def the_portal() -> Portal:
    """Return what the home says of its portal; an unsaved row without a word before anybody said anything."""
    return Portal.objects.order_by("recorded_at", "pk").first() or Portal()


def live(kind: str) -> QuerySet[Publication]:
    """Return the publications of one kind of noun that stand."""
    return Publication.objects.filter(subject_kind=kind, withdrawn_at__isnull=True)


def withdrawn() -> QuerySet[Publication]:
    """Return what was taken back, in the order in which that happened."""
    return Publication.objects.filter(withdrawn_at__isnull=False).order_by("withdrawn_at", "subject_id")


def last_seal() -> int:
    """Return the number of the journal line that seals the newest release; 0 before the first."""
    release = last_release()
    lines = lines_about("release", release.pk) if release else Journal.objects.none()
    return lines.values_list("seq", flat=True).first() or 0


def unpublished(lines: QuerySet[Journal], *, after: int) -> list[Journal]:
    """Return the newest line about each public object that was written after a line of the journal.

    The newest few hundred of `lines` are looked at: this says that something is to be published, publishing says what.
    """
    newer = lines.filter(seq__gt=after).exclude(act__in=_UNSEEN).order_by("-seq")
    newest: dict[str, tuple[int, str]] = {}
    for seq, subject, act in newer.values_list("seq", "subject", "act")[:_MOST]:
        newest.setdefault(subject, (seq, act))
    subjects = padded(UUID(each.partition(":")[2]) for each in newest if each)
    found = Publication.objects.filter(subject_id__in=subjects)
    withdrawn = {each.label(): each.withdrawn_at is not None for each in found}
    shown = [seq for subject, (seq, act) in newest.items() if subject in withdrawn and _shows(act, withdrawn[subject])]
    return list(Journal.objects.filter(seq__in=shown).order_by("-seq")) if shown else []


def _shows(act: str, withdrawn: bool) -> bool:  # noqa: FBT001
    """Tell whether an act changed what the public reads; of what was taken back, only the taking back."""
    return not withdrawn or act.endswith(".withdraw")
