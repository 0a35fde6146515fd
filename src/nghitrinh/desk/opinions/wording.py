"""Rounds and matrices in words, as pages and documents say them."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.record.opinions.matrix import Matrix
from nghitrinh.record.opinions.models import Round, RoundState
from nghitrinh.record.procedure.provisions import OpensOpinions


def crumb_of_round(noun: Round) -> str:
    """Return what the way to a page below a round calls it."""
    return _("Lấy ý kiến về bản %(number)d") % {"number": noun.version.number}


def shown_words(noun: Round) -> str:
    """Return from when others' opinions are read, while the round is open."""
    if noun.shows == OpensOpinions.ALWAYS:
        return _("Ý kiến gửi đến đâu, mọi người trong đợt xem được đến đó.")
    if noun.shows == OpensOpinions.ANSWERED:
        return _("Theo quy chế, ai đã gửi ý kiến của mình thì xem được ý kiến của người khác.")
    return _("Theo quy chế, ý kiến của người khác chỉ xem được khi đợt lấy ý kiến kết thúc.")


def received_words(made: Matrix) -> str:
    """Return how many were asked and how many answered: đã hỏi 4, nhận được 3 ý kiến."""
    counts = made.counts
    said = _("Đã hỏi %(asked)d, nhận được %(answered)d ý kiến") % {"asked": counts.asked, "answered": counts.answered}
    return said + (_(", trong đó %(late)d gửi muộn") % {"late": counts.late} if counts.late else "") + "."


def outcome_words(made: Matrix) -> str:
    """Return what became of what was said: 2 điều góp ý: tiếp thu 1, tiếp thu một phần 0, giải trình 1, …"""
    counts = made.counts
    if not counts.comments:
        return _("Không có điều góp ý nào.") if made.round.state == RoundState.CLOSED else ""
    found = {
        "adopted": counts.adopted,
        "partly": counts.partly,
        "explained": counts.explained,
        "open": counts.open,
        "all": counts.comments,
    }
    words = ngettext(
        "%(all)d điều góp ý: tiếp thu %(adopted)d, tiếp thu một phần %(partly)d, giải trình %(explained)d,"
        " chưa trả lời %(open)d.",
        "%(all)d điều góp ý: tiếp thu %(adopted)d, tiếp thu một phần %(partly)d, giải trình %(explained)d,"
        " chưa trả lời %(open)d.",
        counts.comments,
    )
    return words % found
