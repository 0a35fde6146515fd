"""The numbers of a count as they are handed to an act, and what of them does not add up."""

from collections.abc import Iterator
from typing import Annotated, NamedTuple
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.procedure.provisions import Tie
from nghitrinh.record.voting.models import Count, Option, Tally, Vote
from nghitrinh.record.voting.queries import rule_of, tie_of
from nghitrinh.record.voting.results import Counts

Number = Annotated[int, Field(ge=0)]
COLUMNS = ("agreeing", "opposing", "abstaining")


class GivenTally(Parameters):
    """How many said what: of one candidate, or of the one question."""

    candidate: UUID | None = None
    agreeing: Number
    opposing: Number
    abstaining: Number = 0

    @property
    def counts(self) -> Counts:
        """Return the three numbers."""
        return Counts(self.agreeing, self.opposing, self.abstaining)

    def write(self, act: Act, tally: Tally) -> None:
        """Put the numbers into a tally, and say which of them changed."""
        for column in COLUMNS:
            act.change(tally, column, getattr(tally, column), getattr(self, column))
            setattr(tally, column, getattr(self, column))


class Sheet(NamedTuple):
    """How many ballots were issued, came back, and were valid or spoilt."""

    issued: int
    returned: int
    valid: int
    spoilt: int

    def write(self, count: Count) -> None:
        """Put the numbers into a count."""
        count.issued, count.returned, count.valid, count.spoilt = self


def against_tallies(vote: Vote, tallies: list[GivenTally]) -> Iterator[ActError]:
    """Yield the refusal of numbers that are not of each candidate once, or of the one question."""
    wanted: list[UUID | None] = list(vote.candidates.values_list("pk", flat=True)) or [None]
    if sorted(map(str, (each.candidate for each in tallies))) != sorted(map(str, wanted)):
        yield BadInput(
            _("Số đếm không khớp với những gì được biểu quyết: %(found)d"),
            code="tallies_of_others",
            field="tallies",
            found=len(tallies),
            expected=_("%(count)d, mỗi người hoặc mỗi câu hỏi một lần"),
            count=len(wanted),
        )


def against_more(tallies: list[GivenTally], voters: int) -> Iterator[ActError]:
    """Yield where more said something than were there with a vote."""
    for at, each in enumerate(tallies):
        if each.counts.all > voters:
            yield Contradiction(
                _("Đếm được %(found)d, nhiều hơn số người có mặt được biểu quyết"),
                code="more_than_present",
                field=f"tallies.{at}.agreeing",
                found=each.counts.all,
                expected=_("nhiều nhất %(voters)d"),
                voters=voters,
            )


def against_unknown_chair(vote: Vote, tallies: list[GivenTally], chair: Option | None) -> Iterator[ActError]:
    """Yield the refusal of equal numbers where the chair's side would decide and nobody wrote it down."""
    rule = rule_of(vote)
    is_equal = any(each.agreeing == each.opposing > 0 for each in tallies)
    if rule is not None and tie_of(rule) == Tie.CHAIR and is_equal and chair is None:
        yield BadInput(
            _("Số phiếu ngang nhau, mà chưa ghi người chủ trì ở bên nào"),
            code="chair_side_unknown",
            field="chair",
            expected=_("ý kiến của người chủ trì: quy chế theo bên ấy khi ngang nhau"),
        )


def against_sheet(sheet: Sheet, tallies: list[GivenTally], voters: int) -> Iterator[ActError]:
    """Yield what of a count of ballots does not add up, from the first ballot issued to the last opinion."""
    yield from _against_issued(sheet, voters)
    yield from _against_returned(sheet)
    yield from _against_opinions(sheet, tallies)


def _against_issued(sheet: Sheet, voters: int) -> Iterator[ActError]:
    if sheet.issued > voters:
        yield Contradiction(
            _("Phát ra %(found)d phiếu, nhiều hơn số người có mặt được biểu quyết"),
            code="more_issued_than_present",
            field="issued",
            found=sheet.issued,
            expected=_("nhiều nhất %(voters)d"),
            voters=voters,
        )


def _against_returned(sheet: Sheet) -> Iterator[ActError]:
    if sheet.returned > sheet.issued:
        yield Contradiction(
            _("Thu về %(found)d phiếu, nhiều hơn số phát ra"),
            code="more_returned_than_issued",
            field="returned",
            found=sheet.returned,
            expected=_("nhiều nhất %(issued)d"),
            issued=sheet.issued,
        )
    if sheet.valid + sheet.spoilt != sheet.returned:
        yield Contradiction(
            _("Phiếu hợp lệ và không hợp lệ cộng lại được %(found)d"),
            code="ballots_do_not_add_up",
            field="valid",
            found=sheet.valid + sheet.spoilt,
            expected=_("bằng số thu về: %(returned)d"),
            returned=sheet.returned,
        )


def _against_opinions(sheet: Sheet, tallies: list[GivenTally]) -> Iterator[ActError]:
    for at, each in enumerate(tallies):
        if each.counts.all != sheet.valid:
            yield Contradiction(
                _("Các ý kiến cộng lại được %(found)d"),
                code="tally_does_not_add_up",
                field=f"tallies.{at}.agreeing",
                found=each.counts.all,
                expected=_("bằng số phiếu hợp lệ: %(valid)d"),
                valid=sheet.valid,
            )
