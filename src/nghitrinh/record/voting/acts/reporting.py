"""The act by which a body is told at a sitting what came of a question in writing: an item and its report, at once."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, Contradiction, WrongState, unknown
from nghitrinh.record.kernel.levels import Level, stricter
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.meetings.models import AgendaItem, ItemState, Meeting, MeetingState
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.meetings.written import against_room, against_slips
from nghitrinh.record.papers.acts import GivenFile, contents_of, kept_file
from nghitrinh.record.papers.models import Consultation, File, Paper, PaperKind, PaperRevision
from nghitrinh.record.papers.rules import PAPER
from nghitrinh.record.voting.models import Vote
from nghitrinh.record.voting.queries import to_be_reported
from nghitrinh.record.voting.reporting import report_lines

_TO_COME = (MeetingState.PLANNED, MeetingState.CONVENED)


@act("paper.report_written")
def report(
    act: Act,
    *,
    meeting: UUID,
    to: UUID,
    restricted: bool = False,
    files: list[GivenFile] = [],  # noqa: B006 - copied by the parameter model
) -> Paper:
    """Lay the result of a meeting in writing before a meeting to come: an item at its end, with the report as a paper.

    The words are the record's; `files` are the same as documents. Restricted questions are reported apart, under an
    item that is restricted.
    """
    written, coming = act.get(Meeting, meeting, field="meeting"), act.get(Meeting, to, field="to")
    of_votes = [Level.RESTRICTED] if restricted else [Level.INTERNAL]
    level = stricter(written.level, coming.level, *of_votes)
    title = f"Báo cáo kết quả: {title_of(written)}"[:500]
    paper = Paper(owner=written.owner, submitted_by=written.owner, title=title, kind=PaperKind.REPORT, level=level)
    paper.state, paper.source = "", written.source
    act.step(PAPER, paper)
    votes = list(to_be_reported(written, restricted=restricted))
    act.refuse(*_against(written, coming, votes, restricted=restricted))
    contents = contents_of(act, files)
    act.settle()
    lines = report_lines(written, votes)
    version = PaperRevision(paper=paper, number=1, body="\n\n".join(lines), submitted_on=act.at.date())
    item = AgendaItem(meeting=coming, owner=coming.owner, level=level, title=title, reports=written)
    item.position, item.source = coming.items.count() + 1, written.source
    for each in (item, paper, version, Consultation(paper=paper, item=item)):
        act.create(each)
    for given, content in zip(files, contents, strict=True):
        act.create(File(version=version, **kept_file(given, content)))
    act.save(coming)
    act.about(paper)
    return paper


def _against(written: Meeting, coming: Meeting, votes: list[Vote], *, restricted: bool) -> Iterator[ActError]:
    """Yield what speaks against the report: nothing came of it yet, no meeting to come, or it was reported already."""
    yield from against_slips(written)
    if coming.owner_id != written.owner_id:
        raise unknown(coming.pk, field="to")  # another body's meetings are hidden
    yield from against_room(coming)
    if coming.state not in _TO_COME:
        yield WrongState(
            _("Hội nghị này không còn nhận báo cáo: %(found)s"),
            code="takes_no_report",
            field="to",
            found=label_of(coming),
            expected=_("một hội nghị chưa khai mạc"),
        )
    if written.state != MeetingState.CLOSED or not votes:
        yield WrongState(
            _("Chưa có kết quả lấy ý kiến để báo cáo"),
            code="nothing_to_report",
            field="meeting",
            found=label_of(written),
            expected=_("một lần lấy ý kiến đã kết thúc"),
        )
    earlier = written.reported_at.exclude(state=ItemState.WITHDRAWN).exclude(meeting__state=MeetingState.CANCELLED)
    same = earlier.filter(level=Level.RESTRICTED) if restricted else earlier.exclude(level=Level.RESTRICTED)
    if (item := same.select_related("meeting").first()) is not None:
        yield Contradiction(
            _("Kết quả này đã đưa vào %(found)s"),
            code="reported_already",
            field="meeting",
            found=title_of(item.meeting),
            expected=_("mỗi kết quả báo cáo một lần"),
        )
