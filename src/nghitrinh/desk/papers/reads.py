"""What the whole desk reads of papers: the page that releases one, and which somebody has not read yet."""

from collections.abc import Iterable
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.unread import unread_of
from nghitrinh.desk.kit.vocabulary import ReleasePage
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.models import User
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.publications.queries import publication_of


def _contents(paper: Paper) -> list[Paper]:
    """Return the paper itself while it may be and never was public."""
    return [paper] if paper.level == Level.PUBLIC and publication_of(paper) is None else []


RELEASE = ReleasePage(
    contents=_contents,
    title=_("Công bố tên tài liệu"),
    note=_("Chỉ tên, loại, số, cơ quan trình và ngày nộp ra cổng; lời và tệp của tài liệu không bao giờ ra cổng."),
    said=_("Đã công bố tên tài liệu: có trên cổng ở lần phát hành tới."),
)


def unread_papers(user: User, papers: Iterable[Paper]) -> frozenset[UUID]:
    """Return which of some papers, read with their versions, have a newest version that a user has not opened."""
    newest = {each.pk: next((version.pk for version in each.versions.all()), None) for each in papers}
    unread = unread_of(user, newest.values())
    return frozenset(key for key, version in newest.items() if version in unread)
