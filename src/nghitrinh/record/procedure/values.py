"""The values that a provision of a rule can have, each written in one way and read back exactly.

    Threshold.read("> 1/2 in_office")    more than half of the members in office
    Delay.read("3 working")               three working days
    whole_numbers("7,3,1")               (7, 3, 1)

Shares are exact fractions: a count meets one or it does not, and no rounding decides.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any, Self

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _

from nghitrinh.record.kernel.errors import BadInput


class Base(TextChoices):
    """Of whom a share is taken."""

    IN_OFFICE = "in_office", _("thành viên đương nhiệm")
    STATUTE = "statute", _("số thành viên theo quy định")
    PRESENT = "present", _("thành viên có mặt")
    CAST = "cast", _("số phiếu đồng ý và không đồng ý")


# Of whom a quorum is taken: those present are what is asked for.
OF_MEMBERS = (Base.IN_OFFICE, Base.STATUTE)


class Counting(StrEnum):
    """Which days a delay counts."""

    WORKING = "working"
    CALENDAR = "calendar"


def malformed(found: str, expected: Any) -> BadInput:
    """Return the refusal of a value that its provision cannot have."""
    return BadInput(_("Không hiểu giá trị này: %(found)s"), code="provision_malformed", found=found, expected=expected)


@dataclass(frozen=True)
class Threshold:
    """A share that a count must reach (`strict`: pass), and of whom it is taken."""

    share: Fraction
    strict: bool
    base: Base

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the threshold of a text such as ">= 2/3 in_office".

        Raises:
            BadInput: it is none, or its share is not above zero, or above one, or one that nothing can pass.
        """
        found = re.fullmatch(r"(>=|>) ?(\d{1,4})/(\d{1,4}) (\w+)", text)
        if found is None or found[4] not in Base.values:
            raise malformed(text, _("phần và của ai, như “> 1/2 in_office” hoặc “>= 2/3 present”"))
        above, below = int(found[2]), int(found[3])
        strict = found[1] == ">"
        if not 0 < above <= below or (strict and above == below):
            raise BadInput(
                _("Không thể đạt phần này: %(found)s"),
                code="share_out_of_bounds",
                found=f"{found[1]} {above}/{below}",
                expected=_("một phần lớn hơn 0 và không quá toàn bộ, như 1/2 hoặc 2/3"),
            )
        return cls(Fraction(above, below), strict, Base(found[4]))

    def __str__(self) -> str:
        sign = ">" if self.strict else ">="
        return f"{sign} {self.share.numerator}/{self.share.denominator} {self.base.value}"

    def needed(self, of: int) -> int:
        """Return the smallest count that meets it among `of`; one even of nobody, since nothing is met by nothing.

        >>> Threshold.read("> 1/2 in_office").needed(15), Threshold.read(">= 2/3 in_office").needed(15)
        (8, 10)
        """
        exact = self.share * of
        whole = exact.numerator // exact.denominator
        is_met = whole == exact and not self.strict
        return max(1, whole if is_met else whole + 1)

    def is_met(self, count: int, of: int) -> bool:
        """Tell whether a count among `of` meets it."""
        return count >= self.needed(of)


@dataclass(frozen=True)
class Delay:
    """A number of days, and which days count."""

    days: int
    counting: Counting

    @classmethod
    def read(cls, text: str) -> Self:
        """Return the delay of a text such as "3 working".

        Raises:
            BadInput: it is none.
        """
        found = re.fullmatch(r"(\d{1,3}) (working|calendar)", text)
        if found is None:
            raise malformed(text, _("số ngày và cách tính, như “3 working” hoặc “20 calendar”"))
        return cls(int(found[1]), Counting(found[2]))

    def __str__(self) -> str:
        return f"{self.days} {self.counting}"


def whole_number(text: str) -> int:
    """Return a whole number from 1 to 9999.

    Raises:
        BadInput: it is none.
    """
    if not re.fullmatch(r"[1-9]\d{0,3}", text):
        raise malformed(text, _("một số nguyên từ 1 đến 9999"))
    return int(text)


def whole_numbers(text: str) -> tuple[int, ...]:
    """Return numbers of days, separated by commas.

    Raises:
        BadInput: one of them is no number of days, or one stands twice.
    """
    parts = [part.strip() for part in text.split(",")]
    if not all(re.fullmatch(r"\d{1,3}", part) for part in parts) or len({*map(int, parts)}) < len(parts):
        raise malformed(text, _("các số ngày khác nhau, cách nhau bằng dấu phẩy, như 7, 3, 1"))
    return tuple(map(int, parts))


def yes_or_no(text: str) -> bool:
    """Return whether it says yes.

    Raises:
        BadInput: it says neither.
    """
    if text not in ("yes", "no"):
        raise malformed(text, "yes, no")
    return text == "yes"
