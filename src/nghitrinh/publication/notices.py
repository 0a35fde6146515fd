"""The PDF of a released notice: drawn from the record by ourselves, never what was uploaded, and kept once drawn."""

import hashlib
import os
import tempfile
from dataclasses import replace
from pathlib import Path

from django.conf import settings

from nghitrinh.documents.content import Notice
from nghitrinh.documents.from_record import notice_of
from nghitrinh.documents.pdf import notice_pdf
from nghitrinh.publication.fingerprint import code_digest
from nghitrinh.record.instruments.models import Instrument


def public_notice(instrument: Instrument) -> Notice:
    """Return a notice's content as the public has it: to whom it was sent stays inside."""
    return replace(notice_of(instrument), recipients=())


def public_pdf(instrument: Instrument) -> bytes:
    """Return a notice as PDF; the same content gives the same bytes, so it is drawn only once."""
    notice = public_notice(instrument)
    kept = Path(settings.HOME) / "cache" / "notices" / f"{_key(notice)}.pdf"
    if not kept.exists():
        _keep(kept, notice_pdf(notice))
    return kept.read_bytes()


def _key(notice: Notice) -> str:
    """With another renderer a notice is drawn anew."""
    return hashlib.sha256(f"{code_digest('documents')}\n{notice!r}".encode()).hexdigest()


def _keep(path: Path, content: bytes) -> None:
    """Put the bytes in their place at once or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=path.parent, delete=False) as partial:
        partial.write(content)
        partial.flush()
        os.fsync(partial.fileno())
    Path(partial.name).replace(path)


def file_name(instrument: Instrument) -> str:
    """Return the name under which a reader keeps the document: `thong-bao-120-TB-TU.pdf`."""
    return f"thong-bao-{instrument.symbol_number.replace('/', '-')}.pdf"
