"""The ceiling of an object: the strictest level of itself and of everything that it hangs under."""

from nghitrinh.record.bodies.models import Owned
from nghitrinh.record.kernel.levels import stricter


def ceiling(noun: Owned) -> str:
    """Return the strictest level on the way from an object up to its meeting: none of them may be read past."""
    return stricter(noun.level, *(ceiling(parent) for parent in noun.parents()))
