"""Why minutes cannot be signed by whoever looks at them: whose hand they wait for, and what is missing before it."""

from django.utils.translation import gettext as _

from nghitrinh.record.bodies.seats import has_holder, is_holders_own
from nghitrinh.record.kernel.models import User
from nghitrinh.record.meetings.models import MeetingState
from nghitrinh.record.minutes.models import Minutes, MinutesState
from nghitrinh.record.minutes.signing import Seat, words_of
from nghitrinh.record.minutes.writing import Since

# What each state waits for next, and whose hand that is.
TURN: dict[str, tuple[str, Seat]] = {
    MinutesState.REVIEWED: ("minutes.sign_off", "writer"),
    MinutesState.SIGNED_OFF: ("minutes.sign", "chair"),
}


def why_unsigned(user: User, minutes: Minutes, since: Since) -> str:
    """Return why this user has no button to sign; "" where there is one, or nothing is left to be signed."""
    if minutes.state == MinutesState.DRAFT:
        return _why_a_draft(minutes)
    if minutes.state not in TURN:
        return ""
    _verb, seat = TURN[minutes.state]
    if since:
        return _("Chưa ký được: hồ sơ đã đổi sau khi soát. Trả lại, soát lại, rồi ký.")
    held, who = getattr(minutes, seat), words_of(minutes, seat)
    if is_holders_own(user, held):
        return ""
    return _why_another(seat, who, has_account=has_holder(held))


def _why_a_draft(minutes: Minutes) -> str:
    missing = [
        words
        for seat, words in (("writer", _("thư ký")), ("chair", _("chủ trì")))
        if not words_of(minutes, "writer" if seat == "writer" else "chair")
    ]
    said = _("Chưa ký được: biên bản đang soạn, soát xong thì thư ký ký, rồi chủ trì ký.")
    if minutes.meeting.state != MeetingState.CLOSED:
        said = _("Chưa ký được: hội nghị chưa kết thúc. Kết thúc, soát xong thì thư ký ký, rồi chủ trì ký.")
    if not missing:
        return said
    return f"{said} " + _("Còn thiếu tên người ký: %(who)s.") % {"who": ", ".join(missing)}


def _why_another(seat: Seat, who: str, *, has_account: bool) -> str:
    if not who:
        return (
            _("Chưa ký được: chưa ghi thư ký là ai. Trả lại, ghi ở “Sửa lời, người ký”, rồi soát.")
            if seat == "writer"
            else _("Chưa ký được: chưa ghi chủ trì là ai. Trả lại, ghi ở “Sửa lời, người ký”, rồi soát.")
        )
    words = {"who": who}
    if not has_account:
        return _("Chờ chữ ký của %(who)s, người chưa có tài khoản của mình: ký trên giấy, rồi ghi nhận ở đây.") % words
    if seat == "writer":
        return _("Chờ thư ký ký trước: %(who)s, bằng tài khoản của mình. Sau đó chủ trì ký.") % words
    return _("Thư ký đã ký. Chờ chủ trì ký: %(who)s, bằng tài khoản của mình.") % words
