"""Acts of counting: hands by whoever leads, ballots on paper by two tellers who must come to the same."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.seats import posts_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, Contradiction, WrongState, not_for_you
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.texts import Line
from nghitrinh.record.voting.checks import against_other_form, roll_now
from nghitrinh.record.voting.models import Count, Option, Tally, Vote, VoteForm
from nghitrinh.record.voting.queries import opening_of, voters_of
from nghitrinh.record.voting.sheets import (
    COLUMNS,
    GivenTally,
    Number,
    Sheet,
    against_more,
    against_sheet,
    against_tallies,
    against_unknown_chair,
)


@act("vote.count_hands")
def count_hands(act: Act, *, vote: UUID, edit: int, tallies: list[GivenTally], chair: Option | None = None) -> Count:
    """Write down how many hands were shown. Counted again before closing, the newer numbers replace the older.

    `chair` is the side of the chair, which is asked for where numbers are equal and the rule lets it decide.
    """
    found = act.open(Vote, vote, edit)
    act.refuse(*against_other_form(found, VoteForm.HANDS))
    act.refuse(*against_tallies(found, tallies), *against_more(tallies, _voters_now(act, found)))
    act.refuse(*against_unknown_chair(found, tallies, chair))
    count = _count_of(found) or Count(vote=found)
    count.teller, count.chair = teller_of(act), chair.value if chair else ""
    write_tallies(act, count, tallies)
    act.save(found)
    return count


@act("vote.count_ballots")
def count_ballots(
    act: Act,
    *,
    vote: UUID,
    edit: int,
    issued: Number,
    returned: Number,
    valid: Number,
    spoilt: Number,
    tallies: list[GivenTally],
    remarks: Line = "",
) -> Count:
    """Write down what the first teller counted; the same teller may count again until a second has come to the same."""
    found = act.open(Vote, vote, edit)
    teller = _require_teller(act, found)
    count = _count_of(found)
    sheet = Sheet(issued, returned, valid, spoilt)
    act.refuse(*against_tallies(found, tallies), *against_sheet(sheet, tallies, _voters_now(act, found)))
    if count is not None:
        act.refuse(*_against_counting_again(count, teller))
    count = count or Count(vote=found, teller=teller)
    sheet.write(count)
    count.remarks = remarks
    write_tallies(act, count, tallies)
    act.save(found)
    return count


@act("vote.confirm_count")
def confirm_count(
    act: Act,
    *,
    vote: UUID,
    edit: int,
    issued: Number,
    returned: Number,
    valid: Number,
    spoilt: Number,
    tallies: list[GivenTally],
) -> Count:
    """Write down what the second teller counted: it stands where it is what the first one did, and otherwise says why.

    Nobody confirms their own count.
    """
    found = act.open(Vote, vote, edit)
    teller = _require_teller(act, found)
    sheet = Sheet(issued, returned, valid, spoilt)
    act.refuse(*against_tallies(found, tallies), *against_sheet(sheet, tallies, _voters_now(act, found)))
    count = _count_of(found)
    if count is None:
        raise WrongState(
            _("Chưa có lần đếm thứ nhất"),
            code="not_counted_yet",
            field="vote",
            expected=_("người kiểm phiếu thứ nhất ghi số đếm trước"),
        )
    act.refuse(*_against_confirming(count, teller))
    act.settle()
    act.refuse(*_differences(count, sheet, tallies))
    act.change(count, "second_teller", None, teller.pk)
    count.second_teller = teller
    act.save(count)
    act.save(found)
    return count


def teller_of(act: Act) -> User:
    """Return who counts; the program itself counts nothing by hand."""
    if act.by is None:
        raise not_for_you(act.name)
    return act.by


def _voters_now(act: Act, vote: Vote) -> int:
    """Count who was there with a vote at the opening, or is now."""
    return len(voters_of(vote, opening_of(vote), roll_now(vote, vote.item.meeting, act.at)))


def _count_of(vote: Vote) -> Count | None:
    return Count.objects.filter(vote=vote).first()


def _require_teller(act: Act, vote: Vote) -> User:
    """Return who counts ballots on paper: none of those whom they are about."""
    act.refuse(*against_other_form(vote, VoteForm.PAPER))
    teller = teller_of(act)
    posts = list(posts_of(teller))
    held, people = {each.pk for each in posts}, {each.person_id for each in posts if each.person_id}
    for each in vote.candidates.select_related("membership"):
        if each.membership and (each.membership_id in held or each.membership.person_id in people):
            act.refuse(
                Contradiction(
                    _("Người có tên trong phiếu không kiểm phiếu: %(found)s"),
                    code="teller_is_named",
                    field="vote",
                    found=each.label(),
                    expected=_("hai người kiểm phiếu không có tên trong phiếu"),
                )
            )
    return teller


def _against_counting_again(count: Count, teller: User) -> Iterator[ActError]:
    if count.second_teller_id is not None:
        yield WrongState(
            _("Hai người kiểm phiếu đã đếm khớp nhau"),
            code="counted_already",
            field="vote",
            expected=_("đóng biểu quyết, hoặc hủy"),
        )
    elif count.teller_id != teller.pk:
        yield Contradiction(
            _("Lần đếm thứ nhất là của người khác: %(found)s"),
            code="counted_by_another",
            field="vote",
            found=count.teller.post,
            expected=_("người ấy đếm lại; anh chị ghi lần đếm thứ hai"),
        )


def _against_confirming(count: Count, teller: User) -> Iterator[ActError]:
    if count.second_teller_id is not None:
        yield from _against_counting_again(count, teller)
    elif count.teller_id == teller.pk:
        yield Contradiction(
            _("Không ai tự xác nhận số mình đếm"),
            code="teller_of_both",
            field="vote",
            found=teller.post,
            expected=_("người kiểm phiếu thứ hai"),
        )


def _differences(count: Count, sheet: Sheet, tallies: list[GivenTally]) -> Iterator[ActError]:
    """Yield each number that the second teller counted otherwise, beside the first one's."""
    first = {each.candidate_id: each for each in count.tallies.all()}
    both = [(name, found, getattr(count, name)) for name, found in zip(Sheet._fields, sheet, strict=True)]
    both += [
        (f"tallies.{at}.{column}", getattr(each, column), getattr(first[each.candidate], column))
        for at, each in enumerate(tallies)
        for column in COLUMNS
    ]
    for field, found, other in both:
        if found != other:
            yield Contradiction(
                _("Hai lần đếm khác nhau: anh chị đếm %(found)d, người kiểm phiếu thứ nhất đếm %(first)d"),
                code="counts_differ",
                field=field,
                found=found,
                expected=_("cùng đếm lại; ai nhầm thì sửa số của mình"),
                first=other,
            )


def write_tallies(act: Act, count: Count, tallies: list[GivenTally]) -> None:
    """Write a count with its tallies; one that is made again keeps its rows."""
    kept = {} if count._state.adding else {each.candidate_id: each for each in count.tallies.all()}
    act.create(count) if count._state.adding else act.save(count)
    for at, each in enumerate(tallies, start=1):
        tally = kept.get(each.candidate) or Tally(count=count, candidate_id=each.candidate, position=at)
        each.write(act, tally)
        act.create(tally) if tally._state.adding else act.save(tally)
