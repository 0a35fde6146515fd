"""A passage found from words that somebody copied: in a version's own text, otherwise in that of one of its files."""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from nghitrinh.desk.kit.file_contents import text_of
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.opinions.passages import found
from nghitrinh.record.papers.models import PaperRevision


def passage_of(version: PaperRevision, words: str) -> dict[str, Any] | None:
    """Return the passage that copied words are; None for no words.

    Raises:
        ValidationError: they stand nowhere in the version, or at several places of it.
    """
    if not words.strip():
        return None
    for file, text in _texts(version):
        places = found(text, words)
        if len(places) > 1:
            several = _("Đoạn này có ở %(count)d chỗ; hãy chép dài hơn, để chỉ còn một chỗ")
            raise ValidationError(several % {"count": len(places)})
        if places:
            ((start, end),) = places
            return {"file": file, "start": start, "end": end, "words": text[start:end]}
    missing = _("Không thấy đoạn này trong bản %(number)d; hãy chép nguyên văn, hoặc để trống")
    raise ValidationError(missing % {"number": version.number})


def _texts(version: PaperRevision) -> Iterator[tuple[UUID | None, str]]:
    """Yield the version's own words, then those of its files, each read when it is come to."""
    yield None, version.body
    for file in version.files.order_by(in_order("name"), "pk"):
        yield file.pk, text_of(file.digest).text
