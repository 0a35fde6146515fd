"""The papers of a meeting in writing: a slip for each member to answer and sign on, and the report of the result."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from nghitrinh.documents.content import Notice
from nghitrinh.documents.sheets import Sheet, SheetLine, frame_of
from nghitrinh.record.bodies.seats import seats_on
from nghitrinh.record.instruments.letterheads import Heading, heading_of
from nghitrinh.record.instruments.models import Signing
from nghitrinh.record.instruments.signatures import authority_lines
from nghitrinh.record.kernel import clock
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.voting.models import Vote, VoteForm, options_of
from nghitrinh.record.voting.reporting import report_lines
from nghitrinh.record.voting.rolls import Roll
from nghitrinh.vietnamese import ended, format_date

SLIP, REPORT = "PHIẾU LẤY Ý KIẾN", "BÁO CÁO"
_DOTS = "……………………………………………………………………"


def answer_slips(meeting: Meeting, votes: Sequence[Vote]) -> list[Sheet]:
    """Return a slip for each member who is asked, with some questions, boxes, and room for words and a signature."""
    heading = heading_of(meeting.owner)
    members = _members(meeting, votes)
    return [_slip(meeting, heading, votes, name, post) for name, post in members]


def _members(meeting: Meeting, votes: Sequence[Vote]) -> list[tuple[str, str]]:
    """Return name and post of whoever is asked: as the questions keep it, before that as it is now."""
    rolls = [Roll.from_kept(vote.opening) for vote in votes if vote.opening]
    asked = {seat.membership: (seat.name, seat.post) for roll in rolls for seat in roll.voters.values()}
    if asked:
        return list(asked.values())
    return [(seat.membership.holder_name, seat.membership.post) for seat in seats_on(meeting.owner_id, meeting.day)]


def _slip(meeting: Meeting, heading: Heading, votes: Sequence[Vote], name: str, post: str) -> Sheet:
    frame = frame_of(meeting, heading, f"{SLIP}: {title_of(meeting)}", None)
    return Sheet(
        frame=replace(frame, signer="Người cho ý kiến", signer_name=name),
        head=SLIP,
        about=(title_of(meeting),),
        lines=tuple(_slip_lines(meeting, votes, ", ".join(filter(None, (name, post))))),
    )


def _slip_lines(meeting: Meeting, votes: Sequence[Vote], who: str) -> Iterator[SheetLine]:
    yield SheetLine("Kính gửi:", ended(who))
    if meeting.answers_by:
        yield SheetLine("Trả lời chậm nhất:", f"hết ngày {format_date(meeting.answers_by)}.")
    yield SheetLine("", "Đánh dấu X vào một ô của mỗi câu hỏi. Ý kiến khác thì ghi rõ ở dưới.")
    boxes = "      ".join(f"☐ {each.label}" for each in options_of(VoteForm.WRITTEN))
    for number, vote in enumerate(votes, start=1):
        yield SheetLine(f"{number}.", ended(vote.question))
        yield SheetLine("", boxes)
        yield SheetLine("", "Ý kiến cụ thể:")
        yield from (SheetLine("", _DOTS), SheetLine("", _DOTS))


def result_report(meeting: Meeting, votes: Iterable[Vote]) -> Sheet:
    """Return the report on the result of a meeting in writing, as its body is told at the next sitting."""
    heading = heading_of(meeting.owner)
    return Sheet(
        frame=_signed(frame_of(meeting, heading, f"{REPORT}: {title_of(meeting)}", clock.today()), heading),
        head=REPORT,
        about=("Kết quả lấy ý kiến bằng văn bản", title_of(meeting)),
        lines=tuple(SheetLine("", line) for line in report_lines(meeting, votes)),
    )


def _signed(frame: Notice, heading: Heading) -> Notice:
    authority = authority_lines(heading, "" if heading.head else Signing.FOR_BODY, heading.head)
    return replace(frame, authority=authority, signer=heading.head)
