"""Who signs minutes: the secretary of the meeting and its chair, with their own accounts or on paper."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import Membership
from nghitrinh.record.bodies.seats import is_holders_own
from nghitrinh.record.instruments.letterheads import printed_post
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.days import require_come
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.grants import lasting
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.days import require_held_by
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.queries import chairs_of
from nghitrinh.record.minutes.models import Minutes
from nghitrinh.record.minutes.rules import LEADS

Seat = Literal["writer", "chair"]


@dataclass(frozen=True)
class Signer:
    """Who is to sign, as it was given: a post of the record, or post and name as they were typed."""

    membership: UUID | None = None
    post: str = ""
    name: str = ""


def chair_of(meeting: Meeting) -> Signer:
    """Return who chaired a meeting, where the record knows."""
    chairs = chairs_of(meeting)
    if not chairs:
        return Signer()
    first = chairs[0]
    return Signer(first.membership_id, printed_post(first.post, meeting.owner), first.name)


def writer_of(act: Act) -> Signer:
    """Return a post that whoever drafts holds, where the account is its holder's own; otherwise the account's words."""
    if act.by is None:
        return Signer()
    account = Membership.objects.filter(account__user=act.by).select_related("person").order_by("recorded_at", "id")
    held = account.filter(lasting(act.at.date())).first()
    return Signer(held.pk) if held else Signer(post=act.by.post)


def let_sign(act: Act, minutes: Minutes, seat: Seat, given: Signer) -> None:
    """Say who signs as the secretary or as the chair; a post of the record says the name too."""
    held = act.get(Membership, given.membership, field=seat) if given.membership else None
    post = given.post or (printed_post(held.post, held.organization) if held else "")
    name = held.person.name if held and held.person else given.name
    values = {f"{seat}_id": held.pk if held else None, f"{seat}_post": post, f"{seat}_name": name}
    for field, value in values.items():
        if not minutes._state.adding:
            act.change(minutes, field.removesuffix("_id"), getattr(minutes, field), value)
        setattr(minutes, field, value)


def words_of(minutes: Minutes, seat: Seat) -> str:
    """Return who is to sign, with the name where it is known."""
    return ", ".join(filter(None, (getattr(minutes, f"{seat}_post"), getattr(minutes, f"{seat}_name"))))


def signed(act: Act, minutes: Minutes, seat: Seat, signed_on: date | None) -> date:
    """Keep that somebody signed: today with their own account, otherwise on the day on which they signed the paper.

    Raises:
        NotAllowed: who records a signature on paper neither writes nor chairs.
    """
    own = is_holders_own(act.by, getattr(minutes, seat)) and signed_on is None
    if not own:
        act.require(minutes.owner_id, *LEADS)
        act.refuse(*_without_day(minutes, seat, signed_on))
    day = signed_on or act.at.date()
    require_come(act, day, field="signed_on")
    require_held_by(minutes.meeting, day, field="signed_on")
    _keep(act, minutes, seat, day, None if own else act.by)
    return day


def _without_day(minutes: Minutes, seat: Seat, signed_on: date | None) -> Iterator[BadInput | Contradiction]:
    """Yield why a signature that is not the account's own cannot be recorded."""
    who = words_of(minutes, seat)
    if not who:
        yield BadInput(
            _("Chưa ghi ai ký biên bản"),
            code="minutes_signer_missing",
            field=seat,
            expected=_("chức vụ, họ tên người ký"),
        )
    if signed_on is None:
        yield Contradiction(
            _("Biên bản này do %(found)s ký; tài khoản này không phải của người ký"),
            code="not_the_signer_of_minutes",
            field="signed_on",
            found=who,
            expected=_("tài khoản của người ký; đã ký trên giấy thì ghi ngày ký"),
        )


def unsign(act: Act, minutes: Minutes) -> None:
    """Take back that the secretary signed: the text goes back to its draft."""
    _keep(act, minutes, "writer", None, None)


def _keep(act: Act, minutes: Minutes, seat: Seat, day: date | None, recorded_by: User | None) -> None:
    of = "writer_" if seat == "writer" else ""
    for field, value in ((f"{of}signed_on", day), (f"{of}recorded_by_id", recorded_by.pk if recorded_by else None)):
        act.change(minutes, field.removesuffix("_id"), getattr(minutes, field), value)
        setattr(minutes, field, value)
