"""Reads of findings that carry meaning."""

from functools import lru_cache

from django.db.models import QuerySet

from nghitrinh import evidence
from nghitrinh.contents.kinds import MEDIA_TYPES, Kind
from nghitrinh.record.bodies.queries import remembered
from nghitrinh.record.findings.models import Finding, FindingState
from nghitrinh.record.kernel import storage
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import User
from nghitrinh.record.papers.models import File, Paper, PaperRevision
from nghitrinh.record.papers.queries import papers_visible_to


def _with_paper() -> QuerySet[Finding]:
    return Finding.objects.select_related("owner", "source", "file", "version__paper__submitted_by")


@remembered
def findings_visible_to(user: User | None) -> QuerySet[Finding]:
    """Return the findings a user may see: of the papers that they may see, whose files they may read."""
    papers = papers_visible_to(user).prefetch_related(None).select_related(None).order_by()
    return _with_paper().filter(version__paper__in=papers.values("pk"))


def findings_of(user: User | None, paper: Paper) -> QuerySet[Finding]:
    """Return the findings of a paper that a user may see, in the order in which the files came."""
    return findings_visible_to(user).filter(version__paper=paper)


def is_workbook(file: File) -> bool:
    """Tell whether a file is one whose tables can be checked."""
    return file.media_type == MEDIA_TYPES[Kind.XLSX]


def waiting() -> QuerySet[Finding]:
    """Return the findings that are to be computed, in the order in which they were asked for."""
    return _with_paper().filter(state=FindingState.WAITING)


def answered_before(finding: Finding, form: str) -> dict[str, str]:
    """Return what was answered about files of a form, of the same body: the newest answer to each question.

    What a restricted paper's table means is not handed to another paper.
    """
    same = Finding.objects.filter(owner=finding.owner_id, form=form).exclude(pk=finding.pk)
    open_ones = same.exclude(level=Level.RESTRICTED) | same.filter(version__paper=finding.version.paper_id)
    known: dict[str, str] = {}
    for answers in open_ones.order_by("checked_on", "recorded_at", "id").values_list("answers", flat=True):
        known |= answers
    return known


def computed(finding: Finding) -> evidence.Finding | None:
    """Return what was computed, as the library says it; None where nothing was."""
    return _read(finding.result) if finding.result else None


@lru_cache(maxsize=100)
def _read(digest: str) -> evidence.Finding:
    return evidence.from_json(storage.get(digest))


def newest_number(finding: Finding) -> int:
    """Return the number of the newest version of the paper: where it is not the finding's, its input has changed."""
    numbers = PaperRevision.objects.filter(paper=finding.version.paper_id).order_by("-number")
    return numbers.values_list("number", flat=True)[0]


def is_of_other_bytes(finding: Finding) -> bool:
    """Tell whether what was computed is of other bytes than the version's file has."""
    found = computed(finding)
    return found is not None and [each.sha256 for each in found.inputs] != [finding.file.digest]


def results() -> set[str]:
    """Return the digests under which what was computed is kept."""
    return set(Finding.objects.exclude(result="").values_list("result", flat=True))
