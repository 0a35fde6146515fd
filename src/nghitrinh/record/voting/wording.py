"""What a vote came to, in words: how many agree, how many had to, and by which rule.

"14/15 tán thành, cần 10"    "ít nhất 2/3 thành viên đương nhiệm (Quy chế làm việc)"
"""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.procedure.provisions import KINDS, Key, Silence
from nghitrinh.record.procedure.queries import RuleText
from nghitrinh.record.procedure.values import Base
from nghitrinh.record.procedure.wording import in_words, threshold_words
from nghitrinh.record.voting.models import CountCorrection, Option, Tally, Vote, VoteForm
from nghitrinh.record.voting.queries import rule_of, threshold_of
from nghitrinh.record.voting.silence import left_silent


def agreed_words(tally: Tally) -> str:
    """Return how many agree, of how many, and how many had to: 14/15 tán thành, cần 10."""
    words = {"agreeing": tally.agreeing, "of": tally.of, "needed": tally.needed}
    return _("%(agreeing)d/%(of)d tán thành, cần %(needed)d") % words


def verdict_words(tally: Tally) -> str:
    """Return what it came to, and why where equal numbers decided."""
    said = str(label_of(tally, "verdict"))
    return _("%(verdict)s, theo bên có người chủ trì") % {"verdict": said} if tally.by_chair else said


def counts_words(tally: Tally) -> str:
    """Return how many said what: 14 tán thành, 1 không tán thành, 0 không biểu quyết."""
    if tally.silent is not None:
        return _answer_words(tally, tally.silent)
    words = {"for": tally.agreeing, "against": tally.opposing, "abstaining": tally.abstaining}
    return _("%(for)d tán thành, %(against)d không tán thành, %(abstaining)d không biểu quyết") % words


def silence_counts(vote: Vote) -> bool:
    """Tell whether the rule takes the silence of who is asked in writing for agreement."""
    rule = rule_of(vote)
    return rule is not None and rule.get(Key.SILENCE) == Silence.AGREES


def _answer_words(tally: Tally, silent: int) -> str:
    """Return how many answered what in writing, and what the rule makes of those who did not."""
    is_counted = bool(silent) and silence_counts(tally.count.vote)
    words = {
        "for": tally.agreeing - (silent if is_counted else 0),
        "against": tally.opposing,
        "other": tally.abstaining,
    }
    said = _("%(for)d tán thành, %(against)d không tán thành, %(other)d ý kiến khác") % words
    if not silent:
        return said
    given = {"said": said, "silent": silent}
    if is_counted:
        return _("%(said)s, %(silent)d không trả lời, theo quy chế coi là đồng ý") % given
    return _("%(said)s, %(silent)d không trả lời") % given


def silence_words(rule: RuleText) -> str:
    """Return what a rule makes of silence: Không trả lời phiếu lấy ý kiến: coi là đồng ý."""
    kind = KINDS[Key.SILENCE]
    return f"{kind.words}: {in_words(kind, rule.get(Key.SILENCE)).lower()}."


def counts_before(correction: CountCorrection) -> str:
    """Return what the numbers of a vote were before they were corrected: 14/15 tán thành, cần 10."""
    numbers = [{name: each[name] for name in ("agreeing", "of", "needed")} for each in correction.before["tallies"]]
    return "; ".join(_("%(agreeing)d/%(of)d tán thành, cần %(needed)d") % each for each in numbers)


def slip_before(correction: CountCorrection) -> str:
    """Return what was read on a slip before it was corrected; nothing of a correction of numbers."""
    slip = correction.before.get("slip")
    if slip is None:
        return ""
    read = {"who": slip["post"], "option": Option(slip["option"]).label, "text": slip["text"]}
    if slip["text"]:
        return _("Phiếu của %(who)s đã đọc là: %(option)s, “%(text)s”.") % read
    return _("Phiếu của %(who)s đã đọc là: %(option)s.") % read


def majority_words(vote: Vote, rule: RuleText) -> str:
    """Return which majority a rule wants of a vote, and what equal numbers mean: quá 1/2 thành viên đương nhiệm …"""
    words = {
        "share": threshold_words(threshold_of(vote, rule)),
        "tie": in_words(KINDS[Key.TIE], rule.get(Key.TIE)).lower(),
        "title": rule.title,
    }
    return _("Cần %(share)s tán thành; ngang nhau: %(tie)s (%(title)s).") % words


def rule_words(vote: Vote) -> str:
    """Return the rule as it stood when a vote was opened; nothing before that."""
    rule = rule_of(vote)
    return majority_words(vote, rule) if rule else ""


def consent_words(vote: Vote) -> str:
    """Return what nobody said against, of a vote by consent; nothing of others."""
    return _("Không ai có ý kiến khác.") if vote.form == VoteForm.CONSENT else ""


def unsaid_words(vote: Vote, rule: RuleText) -> str:
    """Return what a rule makes of who is in the room and says nothing: as good as not agreeing, or as not there."""
    base = threshold_of(vote, rule).base
    if base == Base.CAST:
        return _("Quy chế chỉ tính ý kiến tán thành và không tán thành: ai không có ý kiến thì không được tính.")
    if base == Base.PRESENT:
        return _("Quy chế tính trên số người có mặt: ai không có ý kiến cũng như không tán thành.")
    return _("Quy chế tính trên mọi thành viên: ai không có ý kiến cũng như không tán thành.")


def left_silent_words(vote: Vote, tally: Tally) -> str:
    """Return how many of who was there said nothing of what a closed vote counts, and what the rule made of them."""
    silent, rule = left_silent(vote, tally), rule_of(vote)
    if not silent or rule is None:
        return ""
    if vote.form == VoteForm.HANDS:
        said = ngettext(
            "%(silent)d người có mặt không giơ tay lần nào.", "%(silent)d người có mặt không giơ tay lần nào.", silent
        )
    else:
        said = ngettext("%(silent)d người có mặt không bấm.", "%(silent)d người có mặt không bấm.", silent)
    return f"{said % {'silent': silent}} {unsaid_words(vote, rule)}"
