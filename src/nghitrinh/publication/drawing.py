"""Drawing a notice into a file: needs no record, so that a process of its own can do it."""

from pathlib import Path

from nghitrinh.documents.content import Notice
from nghitrinh.documents.pdf import notice_pdf
from nghitrinh.publication.kept import keep


def draw(notice: Notice, place: Path) -> None:
    """Draw a notice, and keep it at a place."""
    keep(place, notice_pdf(notice))
