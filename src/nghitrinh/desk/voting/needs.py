"""What waits about votes: an open one in which one has not voted for a seat of one's own."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import SHOWN, Need, OnePress, Thing, Waiting
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day
from nghitrinh.desk.voting.showing import OwnSeat, own_seats_of, roll_shown
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.voting.models import Option, Vote, VoteForm, options_of
from nghitrinh.record.voting.queries import open_by_name


def _asked(vote: Vote, seat: OwnSeat) -> Thing:
    address = reverse("voting.cast", args=[vote.pk, seat.membership])
    page, meeting = reverse("voting.vote", args=[vote.pk]), vote.item.meeting
    offered = [each for each in options_of(vote.form) if each != Option.OTHER]  # another view needs its words
    presses = (OnePress(address, None, str(each.label), "ballot.cast", "option", each.value) for each in offered)
    until = _("Trả lời đến hết ngày %(day)s") % {"day": day(meeting.answers_by)} if meeting.answers_by else ""
    return Thing(
        vote.question,
        page,
        ". ".join(filter(None, (title_of(meeting), seat.post, until))),
        is_illustrative=vote.is_illustrative,
        presses=tuple(presses),
        other=_("Ý kiến khác") if meeting.is_written else "",
    )


def _own(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the open votes by name in which this account has not voted for a seat of its own."""
    votes = open_by_name(user, owners).prefetch_related("item__meeting__convenings")
    found = [(vote, seat) for vote in votes for seat in own_seats_of(user, vote, roll_shown(vote)) if seat.said is None]
    in_room = [each for each in found if each[0].form != VoteForm.WRITTEN]
    written = [each for each in found if each[0].form == VoteForm.WRITTEN]
    yield Need(len(in_room), _("Đang biểu quyết, chờ anh chị"), tuple(_asked(*each) for each in in_room[:SHOWN]))
    yield Need(len(written), _("Phiếu lấy ý kiến chờ anh chị"), tuple(_asked(*each) for each in written[:SHOWN]))


OWN = Waiting("voting.own", "vote", (Role.SECRETARY, Role.CHAIR, Role.MEMBER), _own, of_account=True)
