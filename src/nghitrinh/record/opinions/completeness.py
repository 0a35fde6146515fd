"""What rounds ask of other rooms' acts: a paper is taken as complete when its opinions are answered, and hides them.

`record.acts` names these where papers ask.
"""

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import WrongState
from nghitrinh.record.kernel.levels import stricter
from nghitrinh.record.opinions.models import Round, RoundState
from nghitrinh.record.opinions.queries import unanswered_comments
from nghitrinh.record.papers.models import Paper
from nghitrinh.record.procedure.provisions import Key
from nghitrinh.record.procedure.queries import rule_text_on


def require_complete(act: Act, paper: Paper) -> None:
    """Refuse to take a paper as complete while something about it is asked or unanswered, where the rule wants that."""
    rule = rule_text_on(paper.owner_id, act.at.date())
    if rule is None or not rule.get(Key.MATRIX_COMPLETE):
        return
    if Round.objects.filter(version__paper=paper, state=RoundState.OPEN).exists():
        act.refuse(
            WrongState(
                _("Đợt lấy ý kiến về tài liệu này chưa kết thúc"),
                code="round_still_open",
                field="paper",
                found=paper.title,
                expected=_("kết thúc đợt lấy ý kiến trước, theo quy chế làm việc"),
            )
        )
    left = unanswered_comments(paper).count()
    if left:
        act.refuse(
            WrongState(
                _("Còn %(found)s ý kiến chưa tiếp thu, giải trình"),
                code="matrix_incomplete",
                field="paper",
                found=left,
                expected=_("trả lời đủ mọi ý kiến trước, theo quy chế làm việc"),
            )
        )


def follow_level(act: Act, paper: Paper) -> None:
    """Let the rounds about a paper be as strict as it has become."""
    for each in Round.objects.select_for_update(no_key=True).filter(version__paper=paper).order_by("recorded_at", "id"):
        level = stricter(each.level, paper.level)
        if level != each.level:
            act.change(each, "level", each.level, level)
            each.level = level
            act.save(each)
