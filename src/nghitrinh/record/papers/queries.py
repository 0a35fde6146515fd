"""Reads of papers that carry meaning."""

from django.db.models import Prefetch, QuerySet

from nghitrinh.record.bodies.queries import remembered, sees, visible_to
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem
from nghitrinh.record.papers.models import File, Paper, PaperRevision


@remembered
def papers_visible_to(user: User | None) -> QuerySet[Paper]:
    """Return the papers a user may see: from inside, or because their own body submits them. Versions come along."""
    versions = PaperRevision.objects.prefetch_related("files").order_by("-number")
    return (
        visible_to(user, Paper.objects.all(), own=("submitted_by",))
        .select_related("owner", "submitted_by", "source")
        .prefetch_related(Prefetch("versions", versions))
    )


def can_see_paper(user: User | None, paper: Paper) -> bool:
    """Tell whether a user may see one paper."""
    return sees(user, paper, own=[paper.submitted_by_id])


def papers_under(user: User | None, item: AgendaItem) -> QuerySet[Paper]:
    """Return the visible papers that are under an item."""
    return papers_visible_to(user).filter(consultations__item=item)


@remembered
def files_visible_to(user: User | None) -> QuerySet[File]:
    """Return the files of papers that a user may see."""
    papers = visible_to(user, Paper.objects.all(), own=("submitted_by",))
    return File.objects.filter(version__paper__in=papers).select_related("version__paper")
