"""Examples of numbers and words in forms, as the body itself writes: a state body is shown no form of the Party."""

from nghitrinh.record.bodies.models import Organization
from nghitrinh.record.instruments.letterheads import heading_of
from nghitrinh.record.instruments.models import PaperForm, Register
from nghitrinh.record.instruments.symbols import letters_of

_NUMBER = 5


def is_of_the_party(organization: Organization) -> bool:
    """Tell whether a body writes in the Party's form, by its letterhead."""
    return heading_of(organization).form == PaperForm.PARTY


def example_symbol(organization: Organization, kind: str) -> str:
    """Return a symbol of a kind of document ("TTr"): that of a body's own open register, else as its heading has it."""
    open_ones = Register.objects.filter(organization=organization, closed_on__isnull=True).order_by("symbol", "pk")
    own = (each.symbol for each in open_ones if letters_of(each.symbol) == kind.upper())
    return next(own, heading_of(organization).symbol(kind))


def example_number(organization: Organization, kind: str) -> str:
    """Return a number as a body writes it on a kind of document: `05/TTr-UBND`, `05-TTr/TU`."""
    return heading_of(organization).written(_NUMBER, example_symbol(organization, kind))
