"""Acts on decisions: drafted by the secretariat, approved by the chair, corrected with a reason and an authority."""

from collections.abc import Iterator
from datetime import date
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.agreed import NOT_ASKED, Agreement, agreement
from nghitrinh.record.bodies.ended import has_ended
from nghitrinh.record.bodies.provenance import Span, note_spans, source_of
from nghitrinh.record.decisions.changed import changed_values
from nghitrinh.record.decisions.checks import against_points
from nghitrinh.record.decisions.computed import against_findings
from nghitrinh.record.decisions.counts import against_public_counts
from nghitrinh.record.decisions.dependents import DecisionCorrection, mark_dependents
from nghitrinh.record.decisions.given import GivenPoint, Points, text_of
from nghitrinh.record.decisions.models import Charge, Decision, DecisionRevision, DecisionState
from nghitrinh.record.decisions.queries import Difference, decision_differences, points_of
from nghitrinh.record.decisions.resting import against_resting, of_given, of_rows, words_of
from nghitrinh.record.decisions.rules import DECISION
from nghitrinh.record.decisions.writing import write_revision
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, WrongState, nothing_corrected
from nghitrinh.record.kernel.levels import Role, stricter
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.kernel.texts import Reason, Title
from nghitrinh.record.meetings.acts.agenda import conclude_item
from nghitrinh.record.meetings.dependents import against_stopping
from nghitrinh.record.meetings.models import AgendaItem, ItemState, MeetingState
from nghitrinh.record.meetings.titles import title_of
from nghitrinh.record.publications.queries import is_live, raise_public_revision


@act("decision.draft")
def draft(act: Act, *, item: UUID, title: Title, points: Points, source: UUID | None = None) -> Decision:
    """Draft what was concluded on an item. It belongs to whom the item belongs, at least at the item's level."""
    decision = _begun(act, item, title, source)
    if decision.item.meeting.state == MeetingState.CANCELLED:
        raise WrongState(
            _("Hội nghị đã hủy"),
            code="meeting_cancelled",
            field="item",
            found=decision.item.title,
            expected=_("một hội nghị không bị hủy"),
        )
    act.refuse(*against_points(points, current=None, met_on=decision.item.meeting.day, today=act.at.date()))
    act.refuse(*against_findings(decision, points))
    act.refuse(*against_resting(decision, of_given(points)))
    return _recorded(act, decision, points)


@act("decision.enter_past")
def enter_past(
    act: Act,
    *,
    item: UUID,
    title: Title,
    points: Points,
    source: UUID,
    spans: list[Span] = [],  # noqa: B006 - copied by the parameter model
) -> Decision:
    """Enter what a past meeting concluded, from a source: issued long ago, on a day that only the source may know."""
    decision = _begun(act, item, title, source)
    meeting = decision.item.meeting
    if not meeting.entered_past:
        raise WrongState(
            _("Hội nghị này không phải là hội nghị nhập từ nguồn cũ"),
            code="meeting_not_past",
            field="item",
            found=title_of(meeting),
            expected=_("một hội nghị nhập từ nguồn cũ"),
        )
    act.refuse(*against_points(points, current=None, met_on=meeting.day, today=meeting.day))
    act.refuse(*against_findings(decision, points))
    _recorded(act, decision, points)
    note_spans(act, decision, decision.source, spans)
    conclude_item(act, decision.item)
    return decision


def _begun(act: Act, item: UUID, title: str, source: UUID | None) -> Decision:
    found = act.get(AgendaItem, item, field="item")
    decision = Decision(
        item=found,
        owner_id=found.owner_id,
        level=stricter(found.level, found.meeting.level),
        title=title,
        state="",
        source=None,
    )
    act.step(DECISION, decision)
    decision.source = source_of(act, source, found)
    _require_on_agenda(found)
    if found.decisions.exclude(state=DecisionState.DROPPED).exists():
        raise Contradiction(
            _("Nội dung này đã có kết luận"),
            code="decision_exists",
            field="item",
            found=found.title,
            expected=_("một nội dung chưa có kết luận"),
        )
    return decision


def _recorded(act: Act, decision: Decision, points: list[GivenPoint]) -> Decision:
    act.create(decision)
    write_revision(act, decision, points, number=1)
    act.about(decision)
    return decision


def _require_on_agenda(item: AgendaItem) -> None:
    if item.state == ItemState.WITHDRAWN:
        raise WrongState(
            _("Nội dung này đã rút khỏi chương trình"),
            code="item_withdrawn",
            field="item",
            found=item.title,
            expected=_("một nội dung trong chương trình"),
        )


def _current(decision: Decision) -> DecisionRevision:
    return decision.versions.get(number=decision.current)


def _next_revision(
    act: Act,
    decision: Decision,
    points: list[GivenPoint],
    *,
    authority: str = "",
    is_correction: bool = False,
    agreed: Agreement = NOT_ASKED,
) -> tuple[DecisionRevision, list[Difference]]:
    current, meeting = _current(decision), decision.item.meeting
    today = meeting.day if meeting.entered_past else act.at.date()
    act.refuse(*against_points(points, current=current, met_on=meeting.day, today=today))
    act.refuse(*against_findings(decision, points))
    act.refuse(*against_resting(decision, of_given(points)))
    decision.current += 1
    version = write_revision(
        act,
        decision,
        points,
        number=decision.current,
        authority=authority,
        is_correction=is_correction,
        agreed=agreed,
    )
    differences = decision_differences(current, version)
    for row, column, old, new in changed_values(current, version):
        act.change(row, column, old, new)
    return version, differences


@act("decision.revise")
def revise(act: Act, *, decision: UUID, edit: int, title: Title, points: Points) -> Decision:
    """Write a draft anew as its next version; the older ones stay as they were."""
    found = act.open(Decision, decision, edit, yours=text_of(points))
    _require_on_agenda(found.item)
    act.change(found, "title", found.title, title)
    found.title = title
    _next_revision(act, found, points)
    return act.save(found)


@act("decision.review")
def review(act: Act, *, decision: UUID, edit: int) -> Decision:
    """Say that a draft is checked and ready for the chair."""
    found = act.open(Decision, decision, edit)
    _require_on_agenda(found.item)
    return act.save(found)


@act("decision.send_back")
def send_back(act: Act, *, decision: UUID, edit: int, reason: Reason) -> Decision:
    """Send a reviewed decision back to its draft."""
    found = act.open(Decision, decision, edit)
    act.reason = reason
    return act.save(found)


@act("decision.drop")
def drop(act: Act, *, decision: UUID, edit: int, reason: Reason) -> Decision:
    """Drop a draft: nothing was concluded by it, and its item waits for a decision again."""
    found = act.open(Decision, decision, edit)
    act.reason = reason
    return act.save(found)


@act("decision.approve")
def approve(act: Act, *, decision: UUID, edit: int) -> Decision:
    """Approve a reviewed decision of a meeting that has begun; its item is concluded with it."""
    found = act.open(Decision, decision, edit)
    meeting = found.item.meeting
    if meeting.state not in (MeetingState.OPEN, MeetingState.CLOSED):
        raise WrongState(
            _("Hội nghị chưa họp"),
            code="meeting_not_begun",
            field="meeting",
            found=label_of(meeting),
            expected=(MeetingState.OPEN.label, MeetingState.CLOSED.label),
        )
    act.refuse(*_charged_ended(found, act.at.date()), *against_stopping(meeting, found.item))
    act.refuse(*against_resting(found, of_rows(points_of(found))))
    found.approved_on = act.at.date()
    conclude_item(act, found.item)
    return act.save(found)


def _charged_ended(decision: Decision, today: date) -> Iterator[BadInput]:
    """A body may have ended between draft and approval."""
    charges = Charge.objects.filter(point__version=_current(decision), responsible__ended_on__lte=today)
    for gone in charges.select_related("responsible", "point").order_by("point__position", "position"):
        path = f"points.{gone.point.position - 1}.charges.{gone.position - 1}"
        yield has_ended(gone.responsible, field=f"{path}.responsible")


@act("decision.correct")
def correct(
    act: Act,
    *,
    decision: UUID,
    edit: int,
    reason: Reason,
    authority: Reason,
    points: Points,
    agreed_on: date | None = None,
) -> DecisionCorrection:
    """Correct an approved or issued decision in a new version. No text that rests on it changes by itself.

    What the chair approved is corrected by the chair, or with the day on which the chair agreed (`agreed_on`), and who
    records that is kept. What was entered from a source rests on its authority alone.
    """
    found = act.open(Decision, decision, edit, yours=text_of(points))
    act.reason = reason
    agreed = _agreed(act, found, agreed_on)
    if is_live(found):
        act.refuse(*against_public_counts(found, words_of(of_given(points))))
    version, differences = _next_revision(act, found, points, authority=authority, is_correction=True, agreed=agreed)
    if not differences:
        raise nothing_corrected(field="points", found=_("các ý đang có hiệu lực"), expected=_("các ý có chỗ khác"))
    act.save(found)
    if all(each.is_internal for each in differences):  # no document, article or task says on what a point rests
        return DecisionCorrection(found, version, differences, [])
    raise_public_revision(act, found)
    return DecisionCorrection(found, version, differences, mark_dependents(act, found, reason))


def _agreed(act: Act, decision: Decision, agreed_on: date | None) -> Agreement:
    if decision.approved_on is None:
        return NOT_ASKED
    own = Role.CHAIR in act.roles_for(decision.owner_id)
    return agreement(act, agreed_on, own=own, whose=Role.CHAIR.label, since=decision.approved_on)
