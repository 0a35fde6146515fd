"""Quorum in words, as pages say it."""

from django.utils.translation import gettext as _

from nghitrinh.desk.kit.wording import clock_time
from nghitrinh.record.presence.quorum import Quorum, Span
from nghitrinh.record.procedure.wording import threshold_words


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


def span_words(span: Span) -> str:
    """Return what changed from a moment on; a quorum that was lost is said so."""
    words = {"at": clock_time(span.quorum.moment), "present": span.quorum.present}
    if span.was_met and span.quorum.is_met is False:
        return _("Từ %(at)s: còn %(present)d người, không còn đủ số người họp.") % words
    if span.was_met is False and span.quorum.is_met:
        return _("Từ %(at)s: %(present)d người, đủ số người họp.") % words
    return _("Từ %(at)s: %(present)d người.") % words
