"""What waits about decisions: to be finished, approved, issued."""

from collections.abc import Iterator
from datetime import timedelta
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.needs import Need, Thing, Waiting, narrow, need
from nghitrinh.desk.kit.titles import title_of
from nghitrinh.desk.kit.unread import unread_of
from nghitrinh.record.decisions.models import Decision, DecisionRevision, DecisionState
from nghitrinh.record.decisions.queries import decisions_visible_to
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.instruments.queries import in_documents
from nghitrinh.record.kernel import clock
from nghitrinh.record.kernel.levels import Role
from nghitrinh.record.kernel.models import User

DAYS_SINCE = 14


def _decisions(user: User, owners: list[UUID]) -> QuerySet[Decision]:
    """Return the decisions of organizations; their meetings come along with numbers: most of a body's have one name."""
    columns = ("title", "state", "item__meeting__name", "item__meeting__owner", "item__position")
    shown = narrow(decisions_visible_to(user), *columns, along=("item", "item__meeting"))
    return shown.prefetch_related("item__meeting__convenings").filter(owner__in=owners)


def _decision(decision: Decision) -> Thing:
    address, meta = reverse("decisions.decision", args=[decision.pk]), title_of(decision.item.meeting)
    words = decision.get_state_display()
    return Thing(decision.title, address, meta, words, "info", "hand", decision.is_illustrative)


def _without_notice(decision: Decision) -> Thing:
    address, meta = reverse("instruments.draft", args=[decision.item.meeting_id]), title_of(decision.item.meeting)
    words = decision.get_state_display()
    return Thing(decision.title, address, meta, words, "son", "seal", decision.is_illustrative)


def _to_issue_again(decision: Decision) -> Thing:
    address, meta = reverse("decisions.decision", args=[decision.pk]), title_of(decision.item.meeting)
    words = decision.get_state_display()
    return Thing(decision.title, address, meta, words, "late", "late", decision.is_illustrative)


def _to_approve(user: User, owners: list[UUID]) -> Iterator[Need]:
    reviewed = _decisions(user, owners).filter(state=DecisionState.REVIEWED)
    yield need(reviewed, _("Kết luận chờ anh chị duyệt"), _decision, more=reverse("decisions"))


def _begun(user: User, owners: list[UUID]) -> Iterator[Need]:
    begun = _decisions(user, owners).filter(state__in=(DecisionState.DRAFT, DecisionState.REVIEWED))
    yield need(begun, _("Kết luận chưa xong"), _decision, more=reverse("decisions"))


def _unissued(user: User, owners: list[UUID]) -> Iterator[Need]:
    approved = _decisions(user, owners).filter(state=DecisionState.APPROVED).exclude(pk__in=in_documents())
    words = _("Kết luận đã duyệt, chưa soạn thông báo")
    yield need(approved, words, _without_notice, more=reverse("decisions"))


def _recalled(user: User, owners: list[UUID]) -> Iterator[Need]:
    recalled = _decisions(user, owners).filter(state=DecisionState.RECALLED).exclude(pk__in=in_documents())
    words = _("Kết luận không còn văn bản nào có hiệu lực: ban hành lại, hoặc đính chính kết luận")
    yield need(recalled, words, _to_issue_again, more=reverse("decisions"), style="late")


def _since(user: User, owners: list[UUID]) -> Iterator[Need]:
    """Find what was concluded of late and this account has not opened: what became of it is on its page."""
    first = clock.today() - timedelta(days=DAYS_SINCE)
    newest = DecisionRevision.objects.filter(decision=OuterRef("pk"), number=OuterRef("current")).values("pk")
    settled = _decisions(user, owners).filter(state__in=SETTLED, approved_on__gte=first).order_by("-approved_on", "id")
    found = list(settled.annotate(newest=Subquery(newest)))
    unread = unread_of(user, (each.newest for each in found))
    rows = [each for each in found if each.newest in unread]
    yield need(rows, _("Kết luận mới, anh chị chưa đọc"), _decision, more=reverse("decisions"))


TO_APPROVE = Waiting("decisions.to_approve", "decision", (Role.CHAIR,), _to_approve)
BEGUN = Waiting("decisions.begun", "decision", (Role.SECRETARY,), _begun)
SINCE = Waiting(
    "decisions.since", "decision", (Role.CHAIR, Role.MEMBER, Role.READER), _since, unless=Role.SECRETARY, unread=True
)
UNISSUED = Waiting("decisions.unissued", "decision", (Role.SECRETARY,), _unissued)
RECALLED = Waiting("decisions.recalled", "decision", (Role.SECRETARY,), _recalled)
