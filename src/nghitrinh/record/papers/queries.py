"""Reads of papers that carry meaning."""

from collections.abc import Callable, Iterable
from typing import Any
from uuid import UUID

from django.db.models import F, OuterRef, Prefetch, Q, QuerySet, Subquery

from nghitrinh.record.bodies.queries import remembered, sees, visible_to
from nghitrinh.record.kernel.derived import Texts, texts_by_key
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import AgendaItem, ItemState, MeetingState
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.papers.models import Consultation, File, Paper, PaperRevision, PaperState

# Which papers a user sees besides: what their body is asked about. `record.acts` names it.
ALSO_SEEN: tuple[Callable[[User | None], Q], ...] = ()


def _seen(user: User | None) -> QuerySet[Paper]:
    return visible_to(user, Paper.objects.all(), own=("submitted_by",), also=(each(user) for each in ALSO_SEEN))


@remembered
def papers_visible_to(user: User | None) -> QuerySet[Paper]:
    """Return the papers a user may see: from inside, or because their own body submits them or is asked about them.

    Versions come along.
    """
    versions = PaperRevision.objects.prefetch_related("files").order_by("-number")
    return (
        _seen(user).select_related("owner", "submitted_by", "source").prefetch_related(Prefetch("versions", versions))
    )


def can_see_paper(user: User | None, paper: Paper) -> bool:
    """Tell whether a user may see one paper."""
    if sees(user, paper, own=[paper.submitted_by_id]):
        return True
    return any(Paper.objects.filter(each(user), pk=paper.pk).exists() for each in ALSO_SEEN)


def papers_under(user: User | None, item: AgendaItem) -> QuerySet[Paper]:
    """Return the visible papers that are under an item."""
    return papers_visible_to(user).filter(consultations__item=item)


def wanted_of(user: User | None, bodies: Iterable[UUID]) -> QuerySet[AgendaItem]:
    """Return the items that bodies present at a meeting to come or under way without a paper of theirs, soonest first.

    Only what the user may see: of a restricted item its body is told that there is one, and no more.
    """
    brought = Consultation.objects.filter(paper__submitted_by__in=bodies).exclude(paper__state=PaperState.WITHDRAWN)
    wanting = Q(
        presenter__in=bodies, state=ItemState.OPEN, meeting__state__in=(MeetingState.CONVENED, MeetingState.OPEN)
    )
    items = items_visible_to(user).filter(wanting).exclude(pk__in=brought.order_by().values("item"))
    return items.order_by("meeting__starts_at", "position", "id")


@remembered
def files_visible_to(user: User | None) -> QuerySet[File]:
    """Return the files of papers that a user may see."""
    return File.objects.filter(version__paper__in=_seen(user)).select_related("version__paper")


def with_newest(papers: QuerySet[Paper]) -> QuerySet[Any]:
    """Let a read of papers bring of each the identifier of its newest version, as `newest`; None where it has none."""
    newest = PaperRevision.objects.filter(paper=OuterRef("pk")).order_by("-number")
    return papers.annotate(newest=Subquery(newest.values("pk")[:1]))


def _newest_of(paper: str) -> Subquery:
    newest = PaperRevision.objects.filter(paper=OuterRef(paper)).order_by("-number")
    return Subquery(newest.values("number")[:1])


def texts_of_papers(papers: QuerySet[Paper]) -> Texts:
    """Return what search reads of papers besides their titles: the words of their newest versions."""
    versions = PaperRevision.objects.filter(paper__in=papers.order_by(), number=_newest_of("paper"))
    return texts_by_key(versions.order_by().values_list("paper", "body"))


def newest_files() -> QuerySet[File]:
    """Return the files whose words search reads: those of the newest version of each paper."""
    return File.objects.annotate(newest=_newest_of("version__paper")).filter(version__number=F("newest"))
