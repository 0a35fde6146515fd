"""The papers of a meeting as one PDF to take along: exactly what whoever asks may see."""

import tempfile
from pathlib import Path
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponseBase, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _

from nghitrinh.contents.binding import NotBound
from nghitrinh.contents.kinds import HEAD, Kind, kind_of
from nghitrinh.desk.kit.access import SIGNED_IN, DeskRequest, access
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.attached import attached_file
from nghitrinh.desk.kit.file_contents import SECONDS, SHARE
from nghitrinh.desk.kit.opening import note_restricted
from nghitrinh.desk.kit.wording import moment
from nghitrinh.desk.meetings.views import whole
from nghitrinh.documents.meeting_file import BoundFile, BoundItem, BoundPaper, MeetingFile, bound
from nghitrinh.record.kernel import clock, deadline, storage
from nghitrinh.record.meetings.models import AgendaItem, Meeting
from nghitrinh.record.meetings.queries import items_visible_to
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.papers.models import Paper, PaperState
from nghitrinh.record.papers.queries import papers_under
from nghitrinh.sandbox import Ended
from nghitrinh.vietnamese import format_date


@access(SIGNED_IN)
def meeting_file(request: DeskRequest, meeting: UUID) -> HttpResponseBase:
    """Hand out the papers of a meeting as one PDF; what cannot be joined is named in it."""
    found = whole(request, meeting)
    file = _file(request, found)
    with tempfile.NamedTemporaryFile(prefix="nghitrinh-whole-", suffix=".pdf") as out:
        try:
            bound(file, Path(out.name), SHARE * deadline.remaining(SECONDS))
        except (Ended, NotBound):
            messages.error(request, _("Không ghép được tập tài liệu: dài quá hoặc có tệp hỏng. Hãy tải từng tài liệu."))
            return HttpResponseRedirect(reverse("meetings.papers", args=[found.pk]))
        name = f"tap-tai-lieu-{found.day.isoformat()}.pdf"
        return attached_file(Path(out.name), "application/pdf", name)


def _file(request: DeskRequest, meeting: Meeting) -> MeetingFile:
    items = items_visible_to(request.user).filter(meeting=meeting).order_by("position", "id")
    who = request.user.post or request.user.username
    return MeetingFile(
        title=title_of(meeting),
        body=meeting.owner.name,
        facts=tuple(filter(None, (f"Ngày {format_date(meeting.day)}", meeting.place))),
        note=f"Lập cho {who}, {moment(clock.now())}. Chỉ gồm tài liệu mà người này được xem.",
        items=tuple(_item(request, number, each) for number, each in enumerate(items, start=1)),
    )


def _item(request: DeskRequest, number: int, item: AgendaItem) -> BoundItem:
    papers = papers_under(request.user, item).exclude(state=PaperState.WITHDRAWN)
    under = papers.order_by("consultations__recorded_at", "recorded_at", "id").distinct()
    return BoundItem(f"{number}. {item.title}", tuple(_paper(request, each) for each in under))


def _paper(request: DeskRequest, paper: Paper) -> BoundPaper:
    """Return the newest version of a paper; that a restricted one was taken along is noted."""
    note_restricted(request, paper)
    words = f"{paper.get_kind_display()}: {paper.title}"
    version = next(iter(paper.versions.all()), None)
    if version is None:
        return BoundPaper(words)
    files = sorted(version.files.all(), key=lambda each: each.name)
    joined = [each for each in files if kind_of(storage.beginning(each.digest, HEAD)) is Kind.PDF]
    return BoundPaper(
        f"{words}, bản {version.number}" if version.number > 1 else words,
        tuple(BoundFile(each.name, str(storage.checked(each.digest))) for each in joined),
        version.body,
        tuple(each.name for each in files if each not in joined),
    )


urlpatterns = [path("hoi-nghi/<uuid:meeting>/tap-tai-lieu/", meeting_file, name="papers.whole")]
