"""Corrections that name only what they change: a parameter that is left out keeps what is recorded.

An empty text or null is a value: it takes away what was recorded wrongly.
"""

from enum import Enum
from typing import Any

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import nothing_corrected
from nghitrinh.record.kernel.models import Noun


class Keep(Enum):
    """That a parameter was left out."""

    KEEP = ""


# The default of a parameter that may be left out, whatever its type: nothing else can be told from a value.
KEEP: Any = Keep.KEEP


def given(**values: Any) -> dict[str, Any]:
    """Return the values that were not left out."""
    return {name: value for name, value in values.items() if value is not KEEP}


def correct(act: Act, noun: Noun, reason: str, **values: Any) -> None:
    """Put corrected values into a noun, for the act to save; the journal keeps old, new and the reason.

    Raises:
        BadInput: `nothing_corrected`, where every value is what is recorded.
    """
    for name, value in given(**values).items():
        act.change(noun, name, _plain(getattr(noun, name)), _plain(value))
        setattr(noun, name, value)
    if not act.changes:
        act.refuse(nothing_corrected(field=next(iter(values), "reason")))
    act.reason = reason


def _plain(value: Any) -> Any:
    """Return a value, or the key of a row."""
    return getattr(value, "pk", value)
