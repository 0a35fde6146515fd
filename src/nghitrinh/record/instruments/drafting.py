"""Which decisions an instrument issues: its immutable versions."""

from collections.abc import Iterator
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.agreed import NOT_ASKED, Agreement
from nghitrinh.record.decisions.models import Decision, DecisionState
from nghitrinh.record.decisions.rules import SETTLED
from nghitrinh.record.instruments.models import (
    OVER,
    Instrument,
    InstrumentRevision,
    InstrumentState,
    IssuedDecision,
)
from nghitrinh.record.instruments.queries import pinned, telling_in, wording_of
from nghitrinh.record.instruments.telling import meeting_said, telling_of
from nghitrinh.record.kernel import canonical
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.messages import label_of
from nghitrinh.record.meetings.models import Meeting
from nghitrinh.record.meetings.titles import title_of


def decisions_of(act: Act, meeting: Meeting, chosen: list[UUID]) -> list[Decision]:
    """Return the chosen decisions under lock; each is one of the meeting's, and is chosen once."""
    found = [act.get(Decision, key, field=f"decisions.{index}") for index, key in enumerate(chosen)]
    act.refuse(*_not_to_issue(meeting, found))
    return found


def _not_to_issue(meeting: Meeting, chosen: list[Decision]) -> Iterator[BadInput]:
    for index, decision in enumerate(chosen):
        if decision.item.meeting_id != meeting.pk:
            yield BadInput(
                _("Kết luận này là của hội nghị khác: %(found)s"),
                code="decision_of_another",
                field=f"decisions.{index}",
                found=decision.title,
                expected=_("một kết luận của %(meeting)s"),
                meeting=title_of(meeting),
            )
        if chosen.index(decision) != index:
            yield BadInput(
                _("Nêu hai lần: %(found)s"),
                code="named_twice",
                field=f"decisions.{index}",
                found=decision.title,
                expected=_("mỗi kết luận một lần"),
            )


def write_version(
    act: Act,
    instrument: Instrument,
    decisions: list[Decision],
    *,
    number: int,
    authority: str = "",
    agreed: Agreement = NOT_ASKED,
) -> InstrumentRevision:
    """Write one immutable version, which issues each decision in the version that is in force now."""
    telling = telling_of(instrument.meeting, instrument.owner, decisions, wording=wording_of(instrument))
    version = InstrumentRevision(
        instrument=instrument,
        number=number,
        reason=act.reason,
        authority=authority,
        agreed_on=agreed.agreed_on,
        recorded_by=agreed.recorded_by,
        telling=telling.as_kept(),
    )
    act.create(version)
    for decision in decisions:
        act.create(IssuedDecision(version=version, decision=decision, decision_number=decision.current))
    return version


def renew(
    act: Act,
    instrument: Instrument,
    decisions: list[Decision],
    *,
    authority: str = "",
    agreed: Agreement = NOT_ASKED,
) -> None:
    """Write the next version of an instrument. What it rests on is in force again, so it is no longer stale."""
    instrument.current += 1
    write_version(act, instrument, decisions, number=instrument.current, authority=authority, agreed=agreed)
    act.change(instrument, "stale_reason", instrument.stale_reason, "")
    instrument.stale_reason = ""


def is_outdated(instrument: Instrument) -> bool:
    """Tell whether a decision has a newer version than the instrument issues, or its meeting is told otherwise now."""
    newer = any(row.decision_number != row.decision.current for row in pinned(instrument))
    return newer or _tells_another_meeting(instrument)


def would_read_otherwise(instrument: Instrument) -> bool:
    """Tell whether a version that is written now would say anything else than the newest one."""
    issued, kept = pinned(instrument), telling_in([instrument])[instrument.pk]
    if any(row.decision_number != row.decision.current for row in issued):
        return True
    now = telling_of(instrument.meeting, instrument.owner, [row.decision for row in issued])
    return kept is not None and kept != now


def _tells_another_meeting(instrument: Instrument) -> bool:
    kept = telling_in([instrument])[instrument.pk]
    return kept is not None and kept.meeting != meeting_said(instrument.meeting, instrument.owner)


def require_settled(act: Act, instrument: Instrument) -> list[Decision]:
    """Return the decisions under lock; refuse while one is not approved, or was revised since the draft.

    Refuse, too, what tells the meeting as it was before a correction: it is checked anew before it is signed or issued.
    """
    issued = [(act.get(Decision, row.decision_id), row.decision_number) for row in pinned(instrument)]
    act.refuse(*_unsettled(issued))
    if _tells_another_meeting(instrument):
        act.refuse(
            Contradiction(
                _("Hội nghị đã đính chính sau khi kiểm tra văn bản"),
                code="meeting_changed_since_check",
                field="instrument",
                found=title_of(instrument.meeting),
                expected=_("trả lại dự thảo, rồi kiểm tra lại"),
            )
        )
    return [decision for decision, _number in issued]


def _unsettled(issued: list[tuple[Decision, int]]) -> Iterator[Contradiction]:
    for index, (decision, number) in enumerate(issued):
        if decision.state not in SETTLED:
            yield Contradiction(
                _("Kết luận “%(title)s” chưa được duyệt"),
                code="decision_not_approved",
                field=f"decisions.{index}",
                found=label_of(decision),
                expected=DecisionState.APPROVED.label,
                title=decision.title,
            )
        elif decision.current != number:
            yield Contradiction(
                _("Kết luận “%(title)s” đã đổi sau khi soạn văn bản"),
                code="decision_changed_since_draft",
                field=f"decisions.{index}",
                found=f"revision {number}",
                expected=_("bản %(current)s"),
                title=decision.title,
                current=decision.current,
            )


def mark_stale(act: Act, decision: Decision, reason: str) -> list[str]:
    """Mark every instrument that issues a decision as resting on what was corrected (called by the correction).

    One that was withdrawn stays as it was: nobody will correct it.
    """
    keys = []
    of_meeting = Instrument.objects.select_for_update(no_key=True).filter(meeting=decision.item.meeting).order_by("pk")
    for instrument in of_meeting.exclude(state__in=OVER):
        if all(row.decision_id != decision.pk for row in pinned(instrument)):
            continue
        instrument.stale_reason = f"{decision.title}: {reason}"[:500]
        act.save(instrument)
        keys.append(canonical.key(instrument))
    return keys


def mark_of_meeting(act: Act, meeting: Meeting, reason: str, _level: str) -> None:
    """Mark every checked instrument that tells a corrected meeting as it was (called by the correction).

    Its text stays; a draft is told anew by its check, and one that was withdrawn nobody corrects.
    """
    of_meeting = Instrument.objects.select_for_update(no_key=True).filter(meeting=meeting).order_by("pk")
    for instrument in of_meeting.exclude(state__in=(*OVER, InstrumentState.DRAFT)):
        if _tells_another_meeting(instrument):
            instrument.stale_reason = f"{title_of(meeting)}: {reason}"[:500]
            act.save(instrument)
