"""What the whole desk reads of documents: the page that releases one."""

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from nghitrinh.desk.kit.vocabulary import ReleasePage
from nghitrinh.desk.meetings.reads import held_back
from nghitrinh.record.instruments.models import Instrument
from nghitrinh.record.instruments.queries import coming_with
from nghitrinh.record.publications.queries import is_live, publication_of


def _remarks(instrument: Instrument) -> list[tuple[str, str]]:
    """Say what goes with a document: its meeting, where that was never announced, and what of the meeting does not."""
    if is_live(instrument.meeting):
        return held_back(instrument.meeting)
    words = gettext("Hội nghị này chưa công bố: tên, ngày, nơi họp và chương trình của hội nghị cũng ra cổng theo.")
    return [(words, ""), *held_back(instrument.meeting)]


RELEASE = ReleasePage(
    contents=coming_with,
    offers=lambda instrument: publication_of(instrument) is None,  # with it come things, at least itself
    remarks=_remarks,
    title=_("Công bố văn bản"),
    note=_("Những điều dưới đây ra cổng ở lần phát hành tới; rút về sau vẫn để lại lý do ở đó."),
    said=_("Đã công bố văn bản: có trên cổng ở lần phát hành tới."),
)
