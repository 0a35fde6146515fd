"""Invitations and quorum in words, as pages say them."""

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.wording import clock_time
from nghitrinh.record.presence.ahead import QuorumAhead
from nghitrinh.record.presence.models import Answer, Invitation
from nghitrinh.record.presence.quorum import Quorum, Span
from nghitrinh.record.procedure.wording import threshold_words

# The badge of each answer: style and icon.
SIGNS = {
    Answer.OPEN: ("warn", "clock"),
    Answer.COMES: ("ok", "done"),
    Answer.EXCUSED: ("", "cross"),
    Answer.SENDS: ("info", "people"),
}


def called(invitation: Invitation) -> str:
    """Return whom an invitation asks: the post and who holds it, or the body."""
    return ", ".join(filter(None, (invitation.label(), invitation.name)))


def called_once(invitations: Iterable[Invitation]) -> list[str]:
    """Return whom invitations ask, each once: a body that presents several items has an invitation for each."""
    counted = Counter(called(each) for each in invitations)
    several = _("%(who)s (%(n)d giấy mời)")
    return [several % {"who": who, "n": n} if n > 1 else who for who, n in counted.items()]


def count_once(invitations: Iterable[Invitation]) -> int:
    """Return how many posts, bodies and guests invitations ask, each once; two posts of one name are two."""
    return len({each.membership_id or each.organization_id or called(each) for each in invitations})


def rule_words(quorum: Quorum) -> str:
    """Return what the rule wants: cần 10/15, vì ít nhất 2/3 thành viên đương nhiệm."""
    if quorum.rule is None:
        return _("Cơ quan chưa khai quy chế làm việc, nên chưa nói được bao nhiêu người là đủ.")
    words = {
        "needed": quorum.needed,
        "members": quorum.members,
        "share": threshold_words(quorum.rule.quorum),
        "title": quorum.rule.title,
    }
    return _("Cần %(needed)d trên %(members)d: %(share)s (%(title)s).") % words


def present_words(quorum: Quorum) -> str:
    """Return how many are there, and whether they are enough."""
    count = {"present": quorum.present, "seats": len(quorum.seats)}
    if not quorum.is_known:
        return _("Chưa ghi ai có mặt.")
    if quorum.is_met is None:
        return _("Có mặt %(present)d trên %(seats)d thành viên.") % count
    if quorum.is_met:
        return _("Có mặt %(present)d trên %(seats)d thành viên: đủ số người họp.") % count
    return _("Có mặt %(present)d trên %(seats)d thành viên: không đủ số người họp.") % count


def ahead_words(quorum: Quorum) -> str:
    """Return how many are recorded as there before the meeting is opened: nobody is missing yet."""
    if not quorum.is_known:
        return _("Chưa khai mạc, chưa ghi ai có mặt.")
    count = {"present": quorum.present, "seats": len(quorum.seats)}
    return _("Chưa khai mạc; đã ghi %(present)d trên %(seats)d thành viên.") % count


def coming_words(ahead: QuorumAhead) -> str:
    """Return how many have said that they come, and how many must: 11 đã nhận lời, cần 10 trên 15."""
    count = {"coming": ahead.coming, "members": ahead.members or len(ahead.answers), "needed": ahead.needed}
    if ahead.needed is None:
        return _("%(coming)d trên %(members)d thành viên đã nhận lời.") % count
    if ahead.coming < ahead.needed:
        return _("Mới %(coming)d nhận lời, cần %(needed)d trên %(members)d.") % count
    return _("%(coming)d đã nhận lời, cần %(needed)d trên %(members)d.") % count


def others_words(ahead: QuorumAhead) -> str:
    """Return how many excused themselves, sent somebody who does not count, or have not answered; "" for none."""
    sends = ahead.count(Answer.SENDS) if Answer.SENDS not in ahead.counting else 0
    parts = (
        (_("%(n)d xin vắng"), ahead.count(Answer.EXCUSED)),
        (_("%(n)d cử người dự thay"), sends),
        (_("%(n)d chưa trả lời"), ahead.count(Answer.OPEN)),
    )
    return ", ".join(words % {"n": n} for words, n in parts if n)


def span_words(span: Span) -> str:
    """Return what changed from a moment on; a quorum that was lost is said so."""
    words = {"at": clock_time(span.quorum.moment), "present": span.quorum.present}
    if span.was_met and span.quorum.is_met is False:
        return _("Từ %(at)s: còn %(present)d người, không còn đủ số người họp.") % words
    if span.was_met is False and span.quorum.is_met:
        return _("Từ %(at)s: %(present)d người, đủ số người họp.") % words
    return _("Từ %(at)s: %(present)d người.") % words
