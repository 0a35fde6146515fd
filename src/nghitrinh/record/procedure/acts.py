"""Acts on the rule of a body, from draft to adopted, and on the days on which the jurisdiction does not work."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field

from nghitrinh.record.bodies.models import Organization, Source
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import ActError, BadInput, Contradiction, nothing_corrected
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.kernel.striking import strikable
from nghitrinh.record.kernel.texts import Headline, Name, Reason, ShortLine, Word
from nghitrinh.record.procedure.models import Holiday, Provision, Rule, RuleState
from nghitrinh.record.procedure.presets import presets
from nghitrinh.record.procedure.provisions import KINDS, Key, Shape
from nghitrinh.record.procedure.rules import RULE
from nghitrinh.record.procedure.values import Base


class GivenProvision(Parameters):
    """One value as it is written (`provisions.KINDS`), and what it rests on; an empty value makes the rule silent."""

    key: Key
    value: Word = ""
    basis: ShortLine = ""


Provisions = Annotated[list[GivenProvision], Field(min_length=1)]


@dataclass(frozen=True)
class _Said:
    """What a rule would say of one thing, and the field that gave it."""

    value: str
    basis: str
    field: str


Saying = Mapping[Key, _Said]


@act("rule.draft")
def draft(
    act: Act,
    *,
    organization: UUID,
    title: Headline,
    starts_on: date,
    provisions: Provisions,
    preset: Word = "",
    source: UUID | None = None,
) -> Rule:
    """Begin a rule of an organization from a day; it holds when it is adopted."""
    rule = Rule(
        owner=act.get(Organization, organization, field="organization"),
        title=title,
        state="",
        starts_on=starts_on,
        preset=preset,
        source=act.get(Source, source, field="source") if source else None,
    )
    act.step(RULE, rule)
    if preset and preset not in presets():
        act.refuse(
            BadInput(
                _("Không có bộ giá trị mẫu này: %(found)s"),
                code="no_such_preset",
                field="preset",
                found=preset,
                expected=", ".join(presets()),
            )
        )
    _checked(act, {}, provisions)
    act.create(rule)
    act.about(rule)
    _write(act, rule, provisions)
    return rule


@act("rule.revise")
def revise(act: Act, *, rule: UUID, edit: int, title: Headline, starts_on: date, provisions: Provisions) -> Rule:
    """Write a draft anew: what is not named stays as it was."""
    found = act.open(Rule, rule, edit)
    _checked(act, _saying(found), provisions)
    for name, value in (("title", title), ("starts_on", starts_on)):
        act.change(found, name, getattr(found, name), value)
        setattr(found, name, value)
    act.save(found)
    _write(act, found, provisions)
    return found


@act("rule.adopt")
def adopt(act: Act, *, rule: UUID, edit: int) -> Rule:
    """Let a rule hold from its day until the day of the next one; what was decided before stays under the old one."""
    found = act.open(Rule, rule, edit)
    act.refuse(*_against_adopting(_saying(found)))
    same_day = Rule.objects.filter(owner=found.owner_id, state=RuleState.ADOPTED, starts_on=found.starts_on)
    if other := same_day.first():
        act.refuse(
            Contradiction(
                _("Đã có quy chế áp dụng từ ngày này: %(found)s"),
                code="rule_day_taken",
                field="starts_on",
                found=other.title,
                expected=_("một ngày khác, hoặc đính chính quy chế đó"),
            )
        )
    return act.save(found)


@act("rule.correct")
def correct(act: Act, *, rule: UUID, edit: int, reason: Reason, provisions: Provisions) -> Rule:
    """Correct what was written down wrongly of an adopted rule; votes keep the rule as it stood when they began."""
    found = act.open(Rule, rule, edit)
    act.refuse(*_against_adopting(_checked(act, _saying(found), provisions)))
    act.save(found)
    _write(act, found, provisions)
    if not act.changes:
        raise nothing_corrected(field="provisions")
    act.reason = reason
    return found


@act("rule.drop")
def drop(act: Act, *, rule: UUID, edit: int, reason: Reason) -> Rule:
    """Give a draft up."""
    found = act.open(Rule, rule, edit)
    act.reason = reason
    return act.save(found)


def _saying(rule: Rule) -> Saying:
    return {Key(each.key): _Said(each.value, each.basis, each.key) for each in rule.provisions.all() if each.value}


def _checked(act: Act, before: Saying, given: list[GivenProvision]) -> Saying:
    """Return what a rule would say with what is given, having noted what speaks against it."""
    said = {each.key: _Said(each.value, each.basis, f"provisions.{at}") for at, each in enumerate(given)}
    for at, each in enumerate(given):
        if said[each.key].field != f"provisions.{at}":
            act.refuse(
                BadInput(
                    _("Quy chế nói hai lần về một việc: %(found)s"),
                    code="provision_twice",
                    field=f"provisions.{at}.key",
                    found=KINDS[each.key].words,
                    expected=_("mỗi việc một lần"),
                )
            )
        act.refuse(*_malformed(each, f"provisions.{at}.value"))
    return {key: each for key, each in {**before, **said}.items() if each.value}


def _malformed(given: GivenProvision, field: str) -> Iterator[ActError]:
    try:
        if given.value:
            KINDS[given.key].read(given.value)
    except ActError as error:
        error.field = field
        yield error


def _against_adopting(said: Saying) -> Iterator[ActError]:
    """Yield what a rule wants before it can hold: what every sitting asks of it, and what each value rests on."""
    for key, kind in KINDS.items():
        if kind.is_required and key not in said:
            yield BadInput(
                _("Quy chế chưa nói về việc này: %(found)s"),
                code="provision_missing",
                field=key,
                found=kind.words,
                expected=_("một giá trị và căn cứ của nó"),
            )
        if key in said and not said[key].basis:
            yield BadInput(
                _("Giá trị này chưa có căn cứ: %(found)s"),
                code="provision_without_basis",
                field=f"{said[key].field}.basis",
                found=kind.words,
                expected=_("điều khoản của luật, điều lệ hoặc quy chế của cơ quan"),
            )
    if Key.STATUTE_SEATS not in said and any(_is_of_statute(key, each.value) for key, each in said.items()):
        yield BadInput(
            _("Có tỷ lệ tính trên số thành viên theo quy định, mà chưa ghi số ấy"),
            code="statute_seats_missing",
            field=Key.STATUTE_SEATS,
            expected=_("số thành viên theo quy định"),
        )


def _is_of_statute(key: Key, value: str) -> bool:
    return KINDS[key].shape == Shape.THRESHOLD and value.endswith(f" {Base.STATUTE}")


def _write(act: Act, rule: Rule, given: list[GivenProvision]) -> None:
    """Write what is given; a provision that is named again is the same row, and says what it said before."""
    kept = {each.key: each for each in rule.provisions.all()}
    preset = presets().get(rule.preset)
    for each in given:
        row = kept.get(each.key)
        basis = each.basis if each.value else ""
        grade = preset.grade_of(each.key, each.value, basis, rule.starts_on) if preset else ""
        if row is None and each.value:
            act.create(Provision(rule=rule, key=each.key, value=each.value, basis=basis, grade=grade))
        elif row is not None and (row.value, row.basis, row.grade) != (each.value, basis, grade):
            act.change(row, "value", row.value, each.value)
            act.change(row, "basis", row.basis, basis)
            row.value, row.basis, row.grade = each.value, basis, grade
            act.save(row)


strikable(Holiday, side=lambda _user, holiday: holiday.organization_id)


@act("holiday.declare", Role.SECRETARY, ADMINISTRATOR)
def declare_holiday(act: Act, *, organization: UUID, day: date, name: Name, is_worked: bool = False) -> Holiday:
    """Declare that the jurisdiction of an organization does not work on a day; or, in exchange, that it does."""
    act.require(organization)
    declaring = act.get(Organization, organization, field="organization")
    if other := Holiday.objects.filter(organization__body=declaring.body_id, day=day).first():
        act.refuse(
            Contradiction(
                _("Ngày này đã được khai: %(found)s"),
                code="holiday_taken",
                field="day",
                found=other.name,
                expected=_("một ngày khác"),
            )
        )
    holiday = act.create(Holiday(organization=declaring, day=day, name=name, is_worked=is_worked))
    act.about(holiday, owner=organization)
    return holiday
