"""The numbers that a register gives: they follow each other, and begin again with each year or term by themselves.

A number is given once in a period, whatever the register's row is: one that was closed and opened again goes on.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Max, Q, QuerySet
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.bodies.models import LegislativeTerm
from nghitrinh.record.instruments.letterheads import Heading, heading_of
from nghitrinh.record.instruments.models import Counting, Instrument, PaperForm, Register
from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import Contradiction


@dataclass(frozen=True)
class Period:
    """In what numbers follow each other: its word ("2026", "XVII"; "" where no term is known), from when to when."""

    word: str
    first: date | None = None
    last: date | None = None

    def holds(self) -> Q:
        """Return the condition of documents of this period; those of an earlier version say only their day."""
        older = Q(period="")
        if self.first:
            older &= Q(issued_on__gte=self.first)
        if self.last:
            older &= Q(issued_on__lte=self.last)
        return older | Q(period=self.word) if self.word else older


def counting_of(register: Register, heading: Heading) -> Counting:
    """Return when a register begins again; where it does not say so, its form does: state by year, Party by term."""
    if register.counting:
        return Counting(register.counting)
    return Counting.TERM if heading.form == PaperForm.PARTY else Counting.YEAR


def period_of(register: Register, counting: Counting, day: date) -> Period:
    """Return the period of a register in which a day lies."""
    if counting == Counting.YEAR:
        return Period(str(day.year), date(day.year, 1, 1), date(day.year, 12, 31))
    terms = LegislativeTerm.objects.filter(body=register.organization.body_id, starts_on__lte=day)
    of_day = terms.filter(Q(ends_on__isnull=True) | Q(ends_on__gte=day)).order_by("-starts_on", "pk").first()
    return Period(of_day.number, of_day.starts_on, of_day.ends_on) if of_day else Period("")


def numbered(register: Register) -> QuerySet[Instrument]:
    """Return the documents that have their number from a register, or from another of its organization and symbol."""
    same = Q(register__organization=register.organization_id, register__symbol=register.symbol)
    return Instrument.objects.filter(same | Q(register=register), number__isnull=False)


def number_to_come(register: Register, period: Period) -> int:
    """Return the next number of a register in a period."""
    return max(highest_number(register, period) + 1, _starts_at(register, period))


def highest_number(register: Register, period: Period) -> int:
    """Return the highest number that a register gave in a period; 0 for none."""
    highest = numbered(register).filter(period.holds()).aggregate(highest=Max("number"))["highest"]
    return int(highest or 0)


def _starts_at(register: Register, period: Period) -> int:
    """Return with which number a period begins: one, but in that for which another was said.

    Of a register of an earlier version that is the period of its first numbers.
    """
    if register.counting:
        said = register.starts_in == period.word
    else:
        said = not numbered(register).exclude(period.holds()).exists()
    return register.starts_at if said else 1


@dataclass(frozen=True)
class Given:
    """A number as it is given: its period, and how it is written."""

    number: int
    period: str
    written: str


def next_number(act: Act, register: Register, heading: Heading) -> Given:
    """Return the next number of a register, read under its lock: none is given twice, and none is left out.

    Raises:
        Contradiction: the register is closed.
    """
    locked = act.get(Register, register.pk, field="register")
    require_open(act, locked)
    period = period_of(locked, counting_of(locked, heading), act.at.date())
    number = number_to_come(locked, period)
    return Given(number, period.word, heading.written(number, locked.symbol))


def require_open(act: Act, register: Register) -> None:
    """Refuse a register that gives no more numbers."""
    if register.closed_on is not None:
        act.refuse(
            Contradiction(
                _("Sổ %(found)s đã khóa"),
                code="register_closed",
                field="register",
                found=register.symbol,
                expected=_("một sổ đang mở"),
            )
        )


@dataclass(frozen=True)
class RegisterState:
    """A register as it stands on a day: how it counts, in which period, what comes next, what was left out."""

    register: Register
    counting: Counting
    period: Period
    next_number: int
    written: str
    given: int
    missing: tuple[int, ...]


def state_of(register: Register, day: date) -> RegisterState:
    """Return how a register stands on a day."""
    heading = heading_of(register.organization)
    counting = counting_of(register, heading)
    period = period_of(register, counting, day)
    following = number_to_come(register, period)
    given = list(numbered(register).filter(period.holds()).values_list("number", flat=True))
    return RegisterState(
        register=register,
        counting=counting,
        period=period,
        next_number=following,
        written=heading.written(following, register.symbol),
        given=len(given),
        missing=_missing(given, _starts_at(register, period)),
    )


def _missing(given: Iterable[int | None], first: int) -> tuple[int, ...]:
    """Return the numbers that were left out between the first and the last that were given."""
    numbers = {number for number in given if number is not None}
    return tuple(sorted(set(range(min(first, *numbers), max(numbers)) if numbers else ()) - numbers))
