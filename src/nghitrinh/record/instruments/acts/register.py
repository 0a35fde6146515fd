"""Acts on registers: opened, corrected with a reason, closed."""

import re
from typing import Annotated
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints

from nghitrinh.record.bodies.models import LegislativeTerm, Organization
from nghitrinh.record.instruments.counting import (
    counting_of,
    highest_number,
    number_to_come,
    period_of,
    require_open,
)
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import OVER, Counting, Instrument, Register
from nghitrinh.record.kernel.acts import Act, act
from nghitrinh.record.kernel.errors import BadInput, Contradiction, nothing_corrected
from nghitrinh.record.kernel.levels import ADMINISTRATOR, Role
from nghitrinh.record.kernel.naming import taken
from nghitrinh.record.kernel.striking import strikable
from nghitrinh.record.kernel.texts import OneLine, Reason

Symbol = Annotated[str, StringConstraints(min_length=1, max_length=30), OneLine()]
Number = Annotated[int, Field(ge=1)]
# A symbol follows the number, which brings the sign between them.
_MALFORMED = re.compile(r"^[\W\d_]|[\W_]$|^Số\b")

strikable(Register, side=lambda _user, each: each.organization_id)


@act("register.open", Role.SECRETARY, ADMINISTRATOR)
def open_register(
    act: Act,
    *,
    organization: UUID,
    symbol: Symbol,
    term: UUID | None = None,
    starts_at: Number = 1,
    counting: Counting | None = None,
) -> Register:
    """Open a register, which gives the numbers of one symbol, each following the last.

    `starts_at` is the number that comes next, in the year or term of today; in the next the first is one. `counting` is
    that of the organization's form, unless it is said.
    """
    act.require(organization)
    owner = act.get(Organization, organization, field="organization")
    register = Register(
        organization=owner,
        term=act.get(LegislativeTerm, term, field="term") if term else None,
        symbol=symbol,
        starts_at=starts_at,
        counting=counting or "",
    )
    register.counting = counting_of(register, heading_of(owner))
    register.starts_in = period_of(register, Counting(register.counting), act.at.date()).word
    _require_symbol(act, register)
    act.create(register)
    act.about(register, owner=organization)
    return register


def _require_symbol(act: Act, register: Register) -> None:
    open_ones = Register.objects.filter(organization=register.organization_id, closed_on__isnull=True)
    if taken(register.symbol, open_ones.exclude(pk=register.pk).values_list("symbol", flat=True)):
        act.refuse(
            BadInput(
                _("Sổ %(found)s đã mở"),
                code="register_open",
                field="symbol",
                found=register.symbol,
                expected=_("một ký hiệu chưa có sổ"),
            )
        )
    if _MALFORMED.search(register.symbol):
        act.refuse(
            BadInput(
                _("Ký hiệu đứng sau số, không có dấu ở hai đầu: %(found)s"),
                code="symbol_malformed",
                field="symbol",
                found=register.symbol,
                expected=_("như %(symbol)s"),
                symbol=heading_of(register.organization).symbol("TB"),
            )
        )


@act("register.correct", Role.SECRETARY, ADMINISTRATOR)
def correct_register(
    act: Act,
    *,
    register: UUID,
    edit: int,
    reason: Reason,
    symbol: Symbol | None = None,
    counting: Counting | None = None,
    next_number: Number | None = None,
) -> Register:
    """Correct a register: its symbol, how it counts, which number comes next. Numbers that were given stay as they are.

    `next_number` is none that was given in the year or term of today; what it leaves out is shown with the register.
    """
    found = act.open(Register, register, edit, side=lambda register: register.organization_id)
    require_open(act, found)
    heading = heading_of(found.organization)
    before = counting_of(found, heading)
    if symbol is not None and symbol != found.symbol:
        _keep_written(act, found)
        act.change(found, "symbol", found.symbol, symbol)
        found.symbol = symbol
        _require_symbol(act, found)
    if counting is not None:
        act.change(found, "counting", before, counting)
    _go_on(act, found, counting or before, next_number)
    if not act.changes:
        raise nothing_corrected(field="symbol")
    act.reason = reason
    return act.save(found)


def _go_on(act: Act, register: Register, counting: Counting, next_number: int | None) -> None:
    """Let a register count so from now on; its next number is the one that is said, or that came next before."""
    period = period_of(register, counting, act.at.date())
    following = number_to_come(register, period)
    if next_number is not None and next_number != following:
        _require_not_given(act, highest_number(register, period), next_number)
        act.change(register, "next_number", following, next_number)
        register.starts_at, register.starts_in = next_number, period.word
    elif counting != register.counting:
        register.starts_at, register.starts_in = following, period.word
    register.counting = counting


def _require_not_given(act: Act, highest: int, next_number: int) -> None:
    if next_number <= highest:
        act.refuse(
            Contradiction(
                _("Số %(found)s đứng trước số đã cấp"),
                code="number_already_given",
                field="next_number",
                found=next_number,
                expected=_("%(first)s trở lên"),
                first=highest + 1,
            )
        )


def _keep_written(act: Act, register: Register) -> None:
    """Let documents that an earlier version issued keep how their number is written, before the symbol changes."""
    for instrument in register.instruments.filter(number__isnull=False, written_number="").order_by("number", "pk"):
        instrument.written_number = instrument.symbol_number
        act.save(instrument)


@act("register.close", Role.SECRETARY, ADMINISTRATOR)
def close_register(act: Act, *, register: UUID, edit: int, reason: Reason) -> Register:
    """Close a register: it gives no more numbers. One of its symbol that is opened later goes on with them."""
    found = act.open(Register, register, edit, side=lambda register: register.organization_id)
    require_open(act, found)
    waiting = Instrument.objects.filter(register=found, number__isnull=True).exclude(state__in=OVER)
    if first := waiting.order_by("pk").first():
        act.refuse(
            Contradiction(
                _("Còn văn bản chờ lấy số của sổ này: %(found)s"),
                code="register_awaited",
                field="register",
                found=first.title,
                expected=_("không còn dự thảo nào của sổ"),
            )
        )
    found.closed_on = act.at.date()
    act.change(found, "closed_on", None, found.closed_on)
    act.reason = reason
    return act.save(found)
