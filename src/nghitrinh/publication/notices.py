"""A released notice, its text and its PDF, which is drawn here from the record, never what was uploaded, and kept."""

import hashlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from django.utils import translation

from nghitrinh.bundle.schema import Instrument
from nghitrinh.documents.content import Notice, name_lines, paragraphs, signature_lines
from nghitrinh.documents.from_record import notices_of
from nghitrinh.documents.pdf import notice_pdf
from nghitrinh.publication.fingerprint import code_digest
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.record.instruments.models import Instrument as Issued
from nghitrinh.vietnamese import writable

# What a page says above the text itself.
_ABOVE = ("title", "subject", "note")


def public_notices(keys: Iterable[str]) -> dict[str, Notice]:
    """Return the contents of notices as the public has them, by their keys: to whom they were sent stays inside."""
    rows = Issued.objects.select_related("register", "owner__body", "meeting", "source")
    issued = rows.prefetch_related("meeting__convenings").in_bulk(list(keys))
    with translation.override("vi"):
        return {str(key): replace(notice, recipients=()) for key, notice in notices_of(issued.values()).items()}


def public_pdf(notice: Notice) -> bytes:
    """Return a notice as PDF; the same content gives the same bytes, so it is drawn only once."""
    place = kept_at(notice)
    content = kept(place)
    if content is None:
        content = notice_pdf(notice)
        keep(place, content)
    return content


def signature(notice: Notice) -> tuple[str, ...]:
    """Return the lines under a notice: by which right, in which post, and the name where it is known."""
    return tuple(writable(line.text) for line in (*signature_lines(notice), *name_lines(notice)))


def text(notice: Notice) -> tuple[str, ...]:
    """Return what a notice says from its opening on, an item's title as a heading."""
    shown = (each for each in paragraphs(notice) if each.kind not in _ABOVE)
    return tuple(writable(f"## {each.text}" if each.kind == "item" else each.text) for each in shown)


def kept_at(notice: Notice) -> Path:
    """Return where the PDF of a notice is kept. With another renderer it is drawn anew."""
    key = hashlib.sha256(f"{code_digest('documents')}\n{notice!r}".encode()).hexdigest()
    return cache("notices") / f"{key}.notice"


def file_name(row: Instrument) -> str:
    """Return the name under which a reader keeps the document: `thong-bao-120-TB-TU.pdf`."""
    return f"thong-bao-{row.number.replace('/', '-')}.pdf"
