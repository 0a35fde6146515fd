"""What came of a question in writing, as its body is told at the next sitting: who was asked, what they said.

These are words of the record: they have no other language.
"""

from collections.abc import Iterable, Iterator

from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.voting.models import Ballot, Option, Tally, Vote
from nghitrinh.record.voting.queries import closing_of
from nghitrinh.record.voting.rolls import RollSeat, There
from nghitrinh.record.voting.wording import silence_counts
from nghitrinh.vietnamese import ended, format_date

_CAME_TO = {
    "passed": "được thông qua",
    "not_passed": "không được thông qua",
    "no_quorum": "không có kết quả, vì không đủ số người trả lời",
}


def report_lines(meeting: Meeting, votes: Iterable[Vote]) -> list[str]:
    """Return the paragraphs of the report on some closed questions of a meeting in writing."""
    until = f", trả lời đến hết ngày {format_date(meeting.answers_by)}" if meeting.answers_by else ""
    first = f"Ngày {format_date(meeting.day)}, {meeting.owner.name} gửi phiếu lấy ý kiến bằng văn bản{until}."
    return [first, *(line for number, vote in enumerate(votes, start=1) for line in _of_vote(number, vote))]


def _of_vote(number: int, vote: Vote) -> Iterator[str]:
    yield f"{number}. {ended(vote.question)}"
    closing = closing_of(vote)
    seats = [each for each in closing.seats if not each.is_named] if closing else []
    silent = [each for each in seats if each.there in (There.SILENT, There.TAKEN_TO_AGREE)]
    answered = len(seats) - len(silent)
    yield f"Được hỏi {len(seats)} người; trả lời {answered}, không trả lời {len(silent)}{_taken(vote, silent)}."
    for tally in vote.count.tallies.all():
        yield _counted(vote, tally)
    if silent:
        yield f"Không trả lời: {'; '.join(map(_called, silent))}."
    for ballot in vote.ballots.exclude(text=""):
        yield _said(ballot)


def _taken(vote: Vote, silent: list[RollSeat]) -> str:
    if not silent:
        return ""
    return " (theo quy chế coi là đồng ý)" if silence_counts(vote) else " (theo quy chế không tính là ý kiến)"


def _counted(vote: Vote, tally: Tally) -> str:
    agreeing = tally.agreeing - (tally.silent or 0 if silence_counts(vote) else 0)
    said = f"Trả lời tán thành {agreeing}, không tán thành {tally.opposing}, ý kiến khác {tally.abstaining}."
    return f"{said} Kết quả: {tally.agreeing}/{tally.of} tán thành, cần {tally.needed}, {_CAME_TO[tally.verdict]}."


def _called(seat: RollSeat) -> str:
    return ", ".join(filter(None, (seat.name, seat.post)))


def _said(ballot: Ballot) -> str:
    who = ", ".join(filter(None, (ballot.name, ballot.post)))
    return f"{who} ({str(Option(ballot.option).label).lower()}): {ended(' '.join(ballot.text.split()))}"
