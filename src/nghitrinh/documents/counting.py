"""The minutes of counting ballots on paper: what they say, in order, before any format.

They hold what those of elections and councils do: who could vote and took part, ballots issued and returned, valid and
spoilt, the votes for each name, what was objected to; the tellers sign them.
"""

from dataclasses import dataclass

from django.utils import translation

from nghitrinh.documents.content import PARTY_HEADING, STATE_HEADING, Notice
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import PaperForm
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.voting.models import Count, Tally, Vote
from nghitrinh.record.voting.publicity import share_words
from nghitrinh.record.voting.queries import opening_of
from nghitrinh.record.voting.wording import rule_words, verdict_words
from nghitrinh.vietnamese import ended, format_date

TITLE = "BIÊN BẢN KIỂM PHIẾU"
COLUMNS = ("Người, nội dung bỏ phiếu", "Tán thành", "Không tán thành", "Không biểu quyết", "Kết quả")
TELLERS = ("NGƯỜI KIỂM PHIẾU THỨ NHẤT", "NGƯỜI KIỂM PHIẾU THỨ HAI")
Row = tuple[str, str, str, str, str]


@dataclass(frozen=True)
class CountingMinutes:
    """Minutes as they are drawn: the heading, what was voted on, the figures, a row for each name, the tellers."""

    frame: Notice
    about: str
    figures: tuple[str, ...]
    rows: tuple[Row, ...]
    tellers: tuple[str, str]


def minutes_of(vote: Vote) -> CountingMinutes:
    """Return the minutes of a closed vote on paper; Vietnamese, whatever the reader's desk has."""
    count = vote.count
    with translation.override("vi"):
        rows = tuple(_row(each) for each in count.tallies.select_related("candidate"))
        figures = tuple(_figures(vote, count))
    tellers = (count.teller.post, count.second_teller.post if count.second_teller else "")
    return CountingMinutes(_frame(vote), vote.question, figures, rows, tellers)


def _frame(vote: Vote) -> Notice:
    heading = heading_of(vote.owner)
    return Notice(
        heading=PARTY_HEADING if heading.form == PaperForm.PARTY else STATE_HEADING,
        superior=heading.superior,
        issuer=heading.name,
        number_line="",
        place=heading.place,
        issued_on=vote.closed_at.astimezone(ZONE).date() if vote.closed_at else None,
        title=TITLE,
        opening="",
        items=(),
        recipients=(),
        authority=(),
        signer="",
        signer_name="",
        illustrative=vote.is_illustrative,
    )


def _figures(vote: Vote, count: Count) -> list[str]:
    meeting, opening = vote.item.meeting, opening_of(vote)
    voters = len(opening.voters) if opening else 0
    took_part = f"Được bỏ phiếu: {voters} người có mặt, trên {opening.members if opening else 0} thành viên."
    return [
        f"Tại {title_of(meeting)}, ngày {format_date(meeting.day)}.",
        took_part,
        f"Số phiếu phát ra: {count.issued}. Số phiếu thu về: {count.returned}.",
        f"Số phiếu hợp lệ: {count.valid}. Số phiếu không hợp lệ: {count.spoilt}.",
        rule_words(vote),
        f"Khiếu nại, việc xảy ra khi kiểm phiếu: {ended(count.remarks or 'không có')}",
        *(
            f"Số đếm đã đính chính ngày {format_date(each.recorded_at.astimezone(ZONE).date())}: {ended(each.reason)}"
            for each in vote.corrections.all()
        ),
    ]


def _row(tally: Tally) -> Row:
    agreed = f"{tally.agreeing} ({share_words(tally.agreeing, tally.of or 0)} của {tally.of})"
    numbers = (agreed, str(tally.opposing), str(tally.abstaining))
    return (tally.candidate.label() if tally.candidate else "Nội dung trên", *numbers, verdict_words(tally))
