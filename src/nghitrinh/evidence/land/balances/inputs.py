"""Whether every cell could be read: what could not stands here with what was found and what is expected."""

from decimal import Decimal

from nghitrinh.evidence.finding import Check, Status
from nghitrinh.evidence.land.tables import Book


def inputs(book: Book) -> Check:
    """Every cell that should hold a figure or a class and does not."""
    return Check(
        code="land.inputs",
        status=Status.FAILED if book.faults else Status.PASSED,
        examined=book.figures,
        exact=book.figures - len(book.faults),
        rounded=0,
        widest=Decimal(0),
        faults=tuple(book.faults),
    )
