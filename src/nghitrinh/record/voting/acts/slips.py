"""The act by which slips on paper come to the record: two people read each, and it counts when they read the same."""

import re
from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.queries import organizations_of
from nghitrinh.record.bodies.seats import posts_of
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.clock import ZONE
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, WrongState
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.kernel.texts import Body
from nghitrinh.record.voting.acts.counts import teller_of
from nghitrinh.record.voting.answers import against_answer, against_late
from nghitrinh.record.voting.checks import against_other_form
from nghitrinh.record.voting.models import Ballot, Option, SlipEntry, Vote, VoteForm
from nghitrinh.record.voting.queries import opening_of
from nghitrinh.record.voting.rolls import RollSeat


@act("slip.enter")
def enter(act: Act, *, vote: UUID, membership: UUID, option: Option, received_on: date, text: Body = "") -> SlipEntry:
    """Write down what one reads on a member's slip, unaware of what another has read; again, it replaces one's own.

    When a second reader has read the same it is the member's ballot. Where they differ both stay, and are shown to
    both. A slip counts by the day on which it came, also when it is entered later.
    """
    found = act.open(Vote, vote, None, yours=text)
    act.refuse(*against_other_form(found, VoteForm.WRITTEN), *against_answer(found, option, text))
    reader, seat = teller_of(act), asked_seat(act, found, membership)
    act.refuse(*against_asked_reader(found, reader))
    act.refuse(*_against_day(act, found, received_on), *_against_answered(found, seat))
    entries = {each.reader_id: each for each in found.slip_entries.filter(membership=seat.membership)}
    act.refuse(*_against_third(entries, reader.pk))
    mine = entries.pop(reader.pk, None) or SlipEntry(
        vote=found, membership_id=seat.membership, post=seat.post, name=seat.name, reader=reader
    )
    mine.option, mine.text, mine.received_on = option, text, received_on
    act.create(mine) if mine._state.adding else act.save(mine)
    if any(is_same(mine, each) for each in entries.values()):
        first = next(iter(entries.values()))
        act.create(
            Ballot(
                vote=found,
                membership_id=seat.membership,
                post=seat.post,
                name=seat.name,
                option=option,
                text=first.text,
                received_on=received_on,
                cast_at=act.at,
            )
        )
    return mine


def against_asked_reader(vote: Vote, reader: User) -> Iterator[ActError]:
    """Yield the refusal of a reader who is asked in this vote: what others answer is not theirs to see before the end.

    Whoever keeps the record reads slips in any case.
    """
    opening = opening_of(vote)
    asked = opening.seat_of(posts_of(reader).values_list("pk", flat=True)) if opening else None
    if asked is not None and vote.owner_id not in organizations_of(reader, [Role.SECRETARY]):
        yield Contradiction(
            _("Người được hỏi không nhập phiếu của người khác: %(found)s"),
            code="reader_is_asked",
            field="membership",
            found=asked.post,
            expected=_("thư ký, hoặc người không được hỏi trong đợt này"),
        )


def is_same(one: SlipEntry, other: SlipEntry) -> bool:
    """Tell whether two readers read the same: option, day, and the words without regard to commas and capitals."""
    words = [re.findall(r"\w+", each.text.casefold()) for each in (one, other)]
    return (one.option, one.received_on) == (other.option, other.received_on) and words[0] == words[1]


def asked_seat(act: Act, vote: Vote, membership: UUID) -> RollSeat:
    """Return the seat whose slip it is.

    Raises:
        BadInput: it was not asked (`slip_of_nobody_asked`).
    """
    held = act.get(Membership, membership, field="membership")
    opening = opening_of(vote)
    seat = opening.seat_of([held.pk]) if opening else None
    if seat is None or not seat.votes:
        act.settle()
        raise BadInput(
            _("Người này không được hỏi ở phiếu này: %(found)s"),
            code="slip_of_nobody_asked",
            field="membership",
            found=held.post,
            expected=_("một thành viên được gửi phiếu"),
        )
    return seat


def _against_day(act: Act, vote: Vote, received_on: date) -> Iterator[ActError]:
    yield from against_late(vote, received_on)
    sent = vote.opened_at.astimezone(ZONE).date() if vote.opened_at else act.at.date()
    if not sent <= received_on <= act.at.date():
        yield BadInput(
            _("Ngày nhận phiếu %(found)s không nằm trong lúc lấy ý kiến"),
            code="slip_of_other_day",
            field="received_on",
            found=received_on,
            expected=_("từ %(sent)s đến hôm nay"),
            sent=sent,
        )


def _against_answered(vote: Vote, seat: RollSeat) -> Iterator[ActError]:
    ballot = vote.ballots.filter(membership=seat.membership).first()
    if ballot is not None:
        yield WrongState(
            _("Người này đã trả lời: %(found)s"),
            code="answered_already",
            field="membership",
            found=ballot.post,
            expected=_("một người chưa trả lời"),
        )


def _against_third(entries: dict[UUID, SlipEntry], reader: UUID) -> Iterator[ActError]:
    if len(entries) > 1 and reader not in entries:
        yield Contradiction(
            _("Hai người đã nhập phiếu này, và còn khác nhau: %(found)s"),
            code="slip_read_by_two",
            field="membership",
            found="; ".join(each.reader.post for each in entries.values()),
            expected=_("một trong hai người ấy sửa lại"),
        )
