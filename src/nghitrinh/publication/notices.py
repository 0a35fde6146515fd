"""A released notice, its text and its PDF, which is drawn here from the record, never what was uploaded, and kept."""

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from uuid import UUID

from django.utils import translation

from nghitrinh.bundle.schema import Instrument
from nghitrinh.documents.content import Notice, file_stem, name_lines, paragraphs, signature_lines
from nghitrinh.documents.from_record import notices_of
from nghitrinh.documents.pdf import notice_pdf
from nghitrinh.publication.fingerprint import code_digest
from nghitrinh.publication.kept import cache, keep, kept
from nghitrinh.record.instruments.models import Instrument as Issued
from nghitrinh.record.instruments.models import InstrumentRevision
from nghitrinh.record.instruments.queries import issued_texts_of, with_text
from nghitrinh.record.kernel.models import Publication
from nghitrinh.vietnamese import writable

# What a page says above the text itself.
_ABOVE = ("title", "subject", "note")


# What stands in public for the bodies to whom a notice was sent: their list is written for the office.
RECIPIENTS = ("Theo bản chính; danh sách nơi nhận không đăng công khai",)


def public_notices(keys: Iterable[str]) -> dict[str, tuple[Notice, ...]]:
    """Return the contents of notices as the public has them, by their keys: the text in force, then those it had read.

    To whom they were sent stays inside. Of a text that was corrected before it was public nobody has read.
    """
    rows = Issued.objects.select_related("register", "owner__body", "meeting", "source")
    issued = rows.prefetch_related("meeting__convenings").in_bulk(list(keys))
    earlier = _texts_read(issued)
    with translation.override("vi"):
        found = {str(key): [_in_public(notice)] for key, notice in notices_of(issued.values()).items()}
        for number in range(max(map(len, earlier.values()), default=0)):
            then = [with_text(issued[key], texts[number]) for key, texts in earlier.items() if number < len(texts)]
            for key, notice in notices_of(then).items():
                found[str(key)].append(_in_public(notice))
    return {key: tuple(notices) for key, notices in found.items()}


def _texts_read(issued: Mapping[UUID, Issued]) -> dict[UUID, list[InstrumentRevision]]:
    """Return the earlier texts of notices that stood on the portal, by their keys, the newest first."""
    released = dict(
        Publication.objects.filter(subject_kind="instrument", subject_id__in=issued).values_list(
            "subject_id", "released_at"
        )
    )
    return {
        key: [
            text
            for text, following in reversed([*pairwise(texts)])
            if key in released and following.recorded_at > released[key]
        ]
        for key, texts in issued_texts_of(issued.values()).items()
        if len(texts) > 1
    }


def _in_public(notice: Notice) -> Notice:
    return replace(notice, recipients=RECIPIENTS if notice.recipients else ())


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


def file_name(row: Instrument, notice: Notice) -> str:
    """Return the name under which a reader keeps a text of a document: `thong-bao-120-TB-TU-dinh-chinh-1.pdf`."""
    return f"thong-bao-{file_stem(row.number, notice.correction)}.pdf"
