"""Acts on pages that came in: opened, decided, changed, discarded, accepted.

Whoever accepts has entered the meeting by its own acts before, in one transaction with `intake.accept`.
"""

import json
from collections.abc import Iterator
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.intakes.models import Intake, Ruling, Side
from nghitrinh.record.intakes.paths import is_path
from nghitrinh.record.intakes.queries import same_bytes
from nghitrinh.record.intakes.rules import INTAKE
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction
from nghitrinh.record.kernel.levels import Level
from nghitrinh.record.kernel.texts import AsItCameIn, Body, Headline, Line, Page, Reason, ShortLine, Word
from nghitrinh.record.meetings.models import Meeting

WholePage = Annotated[Page, StringConstraints(min_length=1)]
Value = Annotated[str, StringConstraints(max_length=300)]
Size = Annotated[int, Field(ge=1)]
Digest = Annotated[str, StringConstraints(min_length=64, max_length=64)]
LARGEST_READING = 20_000_000
Changes = Annotated[dict[Word, Body], Field(min_length=1)]


@act("intake.open")
def open_intake(
    act: Act,
    *,
    organization: UUID,
    title: Headline,
    text: WholePage,
    digest: Digest,
    size: Size,
    reading: Annotated[dict[str, Any], AsItCameIn()],
    file_name: ShortLine = "",
    address: Line = "",
) -> Intake:
    """Take in a page of an organization with what was read of it. The same bytes come in once."""
    act.refuse(*_against_reading(reading))
    owner = act.get(Organization, organization, field="organization")
    intake = Intake(
        owner=owner,
        level=Level.RESTRICTED,
        title=title,
        address=address,
        file_name=file_name,
        digest=digest,
        size=size,
        text=text,
        reading=reading,
        state="",
    )
    act.step(INTAKE, intake)
    before = same_bytes(owner, digest)
    if before is not None:
        raise Contradiction(
            _("Trang này đã nhập rồi: %(found)s"),
            code="page_came_before",
            field="digest",
            found=before.title,
            expected=_("một trang khác"),
        )
    act.create(intake)
    act.about(intake)
    return intake


def _against_reading(reading: dict[str, Any]) -> Iterator[BadInput]:
    size = len(json.dumps(reading, ensure_ascii=False, default=str))
    if size > LARGEST_READING:
        yield BadInput(
            _("Lớn quá: %(found)s"),
            code="too_large",
            field="reading",
            found=size,
            expected=_("nhiều nhất %(most)s"),
            most=LARGEST_READING,
        )
    if not reading.get("is_session"):
        yield BadInput(
            _("Trang này không kể về một cuộc họp nào"),
            code="page_without_meeting",
            field="reading",
            found=_("một trang khác loại"),
            expected=_("bài kể về một cuộc họp"),
        )
    clashes = reading.get("contradictions")
    sides = [each for each in clashes if isinstance(each, dict)] if isinstance(clashes, list) else []
    if not isinstance(clashes, list) or len(sides) < len(clashes) or not all(map(_has_sides, sides)):
        yield BadInput(
            _("Không phải là kết quả của máy đọc"),
            code="reading_malformed",
            field="reading.contradictions",
            found=type(clashes).__name__,
            expected='a list of {"field", "a", "b", "why"}',
        )


def _has_sides(clash: dict[str, Any]) -> bool:
    sides = (clash.get("a"), clash.get("b"))
    return "field" in clash and all(isinstance(side, dict) and "value" in side for side in sides)


@act("intake.decide")
def decide(
    act: Act, *, intake: UUID, edit: int, contradiction: int, side: Side, reason: Reason, value: Value = ""
) -> Intake:
    """Decide which side of a contradiction is true, or that neither is, with a reason. It may be decided anew."""
    found = act.open(Intake, intake, edit, yours=reason)
    clashes = found.contradictions()
    if side == Side.OTHER and not value:
        act.refuse(
            BadInput(
                _("Ghi giá trị đúng, nếu cả hai bên đều sai"),
                code="true_value_missing",
                field="value",
                expected=_("giá trị đúng"),
            )
        )
    if not 0 <= contradiction < len(clashes):
        raise BadInput(
            _("Không có mâu thuẫn này"),
            code="contradiction_unknown",
            field="contradiction",
            found=contradiction,
            expected=_("nhỏ hơn %(limit)d"),
            limit=len(clashes),
        )
    chosen = value if side == Side.OTHER else str(clashes[contradiction][side.value]["value"])
    act.reason = reason
    _rule(act, found, contradiction, side, chosen[:300])
    return act.save(found)


def _rule(act: Act, intake: Intake, position: int, side: Side, value: str) -> None:
    ruling = intake.rulings.filter(position=position).first()
    fresh = ruling or Ruling(intake=intake, position=position)
    act.change(fresh, "value", ruling.value if ruling else "", value)
    fresh.side, fresh.value, fresh.reason = side, value, act.reason
    fresh.decided_by = act.by.username if act.by else ""
    if ruling is None:
        act.create(fresh)
    else:
        act.save(fresh)


@act("intake.amend")
def amend(act: Act, *, intake: UUID, edit: int, changes: Changes) -> Intake:
    """Change values of the proposal: what the reader read wrongly, missed, or could not know."""
    found = act.open(Intake, intake, edit, yours="\n".join(changes.values()))
    for path, value in changes.items():
        if not is_path(path):
            act.refuse(
                BadInput(
                    _("Bản đề nghị không có chỗ này: %(found)s"),
                    code="proposal_place_unknown",
                    field=f"changes.{path}",
                    found=path,
                    expected=_("như items.0.title"),
                )
            )
        act.change(found, f"amendments.{path}", found.amendments.get(path, ""), value)
    found.amendments = {**found.amendments, **changes}
    return act.save(found)


@act("intake.discard")
def discard(act: Act, *, intake: UUID, edit: int, reason: Reason) -> Intake:
    """Put a page away unaccepted; it may come in again."""
    found = act.open(Intake, intake, edit, yours=reason)
    act.reason = reason
    return act.save(found)


@act("intake.accept")
def accept(act: Act, *, intake: UUID, edit: int, meeting: UUID) -> Intake:
    """Mark a page as entered as a past meeting. Nothing that contradicts itself is left to the machine."""
    found = act.open(Intake, intake, edit)
    act.refuse(*_undecided(found))
    entered = act.get(Meeting, meeting, field="meeting")
    if entered.owner_id != found.owner_id or not entered.entered_past:
        act.refuse(
            BadInput(
                _("Hội nghị này không phải là hội nghị nhập từ nguồn cũ"),
                code="meeting_not_past",
                field="meeting",
                found=entered.name,
                expected=_("một hội nghị nhập từ nguồn cũ"),
            )
        )
    found.meeting = entered
    return act.save(found)


def _undecided(intake: Intake) -> Iterator[Contradiction]:
    decided = set(intake.rulings.values_list("position", flat=True))
    for position, clash in enumerate(intake.contradictions()):
        if position not in decided:
            yield Contradiction(
                _("Còn mâu thuẫn chưa ai quyết: %(found)s"),
                code="contradiction_open",
                field=f"contradictions.{position}",
                found=f"{clash['a']['value']} / {clash['b']['value']}",
                expected=_("một quyết định có lý do"),
            )
