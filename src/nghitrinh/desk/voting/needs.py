"""What waits about votes: an open one in which one has not voted for a seat of one's own."""

from collections import defaultdict
from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import SHOWN, Need, OnePress, Thing, Waiting
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.wording import day, days_late, due_sign
from nghitrinh.desk.meetings.reads import awaited_of, titled
from nghitrinh.desk.voting.showing import OwnSeat, own_seats_of, roll_shown
from nghitrinh.record.bodies.queries import organizations_of
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import Meeting, MeetingForm, MeetingState
from nghitrinh.record.meetings.queries import meetings_visible_to
from nghitrinh.record.voting.asked import unsettled_slips
from nghitrinh.record.voting.models import Option, SlipEntry, Vote, VoteForm, VoteState, options_of
from nghitrinh.record.voting.queries import open_by_name, votes_visible_to


def _asked(vote: Vote, seat: OwnSeat) -> Thing:
    address = reverse("voting.cast", args=[vote.pk, seat.membership])
    page, meeting = reverse("voting.vote", args=[vote.pk]), vote.item.meeting
    offered = [each for each in options_of(vote.form) if each != Option.OTHER]  # another view needs its words
    presses = (OnePress(address, None, str(each.label), "ballot.cast", "option", each.value) for each in offered)
    last, today = meeting.answers_by, clock.today()
    until = _("Trả lời đến hết ngày %(day)s") % {"day": day(last)} if last else ""
    kind, icon = due_sign(last, today) if last else ("", "info")
    return Thing(
        vote.question,
        page,
        ". ".join(filter(None, (title_of(meeting), seat.post, until))),
        days_late(last, today) if last else "",
        kind,
        icon,
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
    written.sort(key=lambda each: each[0].item.meeting.due_day)
    yield Need(len(in_room), _("Đang biểu quyết, chờ anh chị"), tuple(_asked(*each) for each in in_room[:SHOWN]))
    yield Need(len(written), _("Phiếu lấy ý kiến chờ anh chị"), tuple(_asked(*each) for each in written[:SHOWN]))


def _over(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find what was asked in writing until a day that has passed, with who is missing: to be ended or extended."""
    asking = meetings_visible_to(user).filter(owner__in=owners, form=MeetingForm.WRITTEN, state=MeetingState.OPEN)
    found = titled(asking.filter(answers_by__lt=clock.today())).order_by("answers_by", "id")
    meetings = list(found)
    votes = votes_visible_to(user).filter(item__meeting__in=meetings[:SHOWN], state=VoteState.OPEN)
    by_meeting: dict[UUID, list[Vote]] = defaultdict(list)
    for each in votes.select_related("item"):
        by_meeting[each.item.meeting_id].append(each)
    things = tuple(_ended(each, awaited_of(by_meeting[each.pk])) for each in meetings[:SHOWN])
    yield Need(len(meetings), _("Phiếu lấy ý kiến đã hết hạn, chờ kết thúc hoặc gia hạn"), things)


def _ended(meeting: Meeting, awaited: list[str]) -> Thing:
    last, today = meeting.due_day, clock.today()
    left = _("Chưa trả lời: %(who)s") % {"who": "; ".join(awaited)} if awaited else _("Mọi người đã trả lời")
    address, (kind, icon) = reverse("meetings.meeting", args=[meeting.pk]), due_sign(last, today)
    return Thing(title_of(meeting), address, left, days_late(last, today), kind, icon, meeting.is_illustrative)


def _differing(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find the slips that two people read differently: both are to look again, and the secretary sees that they are."""
    votes = votes_visible_to(user).filter(owner__in=owners, state=VoteState.OPEN, form=VoteForm.WRITTEN)
    leads = set(organizations_of(user, [Role.SECRETARY]))
    rows: list[Thing] = []
    for vote in votes.filter(slip_entries__isnull=False).distinct():
        entries = unsettled_slips(vote)
        readers: dict[UUID, list[SlipEntry]] = defaultdict(list)
        for each in entries:
            readers[each.membership_id].append(each)
        for seat, read in readers.items():
            if len(read) > 1 and (vote.owner_id in leads or any(each.reader_id == user.pk for each in read)):
                rows.append(_read_otherwise(vote, seat, read))
    yield Need(len(rows), _("Phiếu giấy hai người đọc khác nhau, phải đọc lại"), tuple(rows[:SHOWN]))


def _read_otherwise(vote: Vote, seat: UUID, read: list[SlipEntry]) -> Thing:
    who = "; ".join(each.reader.post or each.reader.username for each in read)
    whose = ", ".join(filter(None, (read[0].post, read[0].name)))
    meta = _("%(question)s. Người đọc: %(who)s") % {"question": vote.question, "who": who}
    address = reverse("slips.enter", args=[vote.pk, seat])
    return Thing(whose, address, meta, kind="late", icon="late", is_illustrative=vote.is_illustrative)


OWN = Waiting("voting.own", "vote", (Role.SECRETARY, Role.CHAIR, Role.MEMBER), _own, of_account=True)
OVER = Waiting("voting.over", "vote", (Role.SECRETARY,), _over)
DIFFERING = Waiting("voting.differing", "vote", (Role.SECRETARY, Role.MEMBER, Role.READER), _differing, of_account=True)
