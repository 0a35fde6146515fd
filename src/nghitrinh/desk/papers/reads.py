"""What the whole desk reads of papers: the page that releases one."""

from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import ReleasePage
from nghitrinh.record.kernel.levels import Level
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
