"""Public files: photos of released articles without metadata, and notices as PDF, made here from the record.

What was uploaded is never published as it came.
"""

from collections.abc import Mapping
from dataclasses import replace

from nghitrinh.bundle.manifest import digest_of
from nghitrinh.bundle.schema import Article, File, Instrument
from nghitrinh.bundle.years import Tables
from nghitrinh.documents.content import Notice
from nghitrinh.publication.images import UnknownImage, is_ours, is_stored, public_bytes
from nghitrinh.publication.notices import file_name, public_notices, public_pdf, signature, text


def notices_in(rows: Tables) -> dict[str, tuple[Notice, ...]]:
    """Return the contents of the notices among rows, by their keys: the text in force, then earlier public ones."""
    return public_notices(row.id for row in rows["instrument"])


def add_files(rows: Tables, notices: Mapping[str, tuple[Notice, ...]] | None = None) -> dict[str, bytes]:
    """Add the rows of public files, let articles name them, and return the bytes by digest.

    `notices` are those among the rows, where they are at hand.
    """
    issued = notices_in(rows) if notices is None else notices
    contents: dict[str, bytes] = {}
    rows["article"] = [_with_photo(row, rows, contents) if isinstance(row, Article) else row for row in rows["article"]]
    rows["instrument"] = [
        _with_notice(row, issued[row.id], rows, contents) if isinstance(row, Instrument) else row
        for row in rows["instrument"]
    ]
    rows["file"].sort(key=lambda row: row.id)
    return contents


def _with_photo(row: Article, rows: Tables, contents: dict[str, bytes]) -> Article:
    """An article's stored photo is published as a file of its own; one that can no longer be read is left out."""
    if not is_stored(row.image):
        return row if is_ours(row.image) else _without_photo(row)
    try:
        content, media_type, ending = public_bytes(row.image)
    except UnknownImage:
        return _without_photo(row)
    return replace(row, image=_add(rows, contents, content, f"anh.{ending}", media_type))


def _without_photo(row: Article) -> Article:
    return replace(row, image="", image_width=0, image_height=0, image_alt="", image_caption="")


def _with_notice(row: Instrument, notices: tuple[Notice, ...], rows: Tables, contents: dict[str, bytes]) -> Instrument:
    """An issued notice is published as a PDF that is made anew, and in the words that stand in it.

    The same record gives the same bytes, so that a corrected one stays at its address beside the text that replaced it.
    """
    digests = tuple(_add(rows, contents, public_pdf(each), file_name(row, each), "application/pdf") for each in notices)
    return replace(row, files=digests, signature=signature(notices[0]), paragraphs=text(notices[0]))


def _add(rows: Tables, contents: dict[str, bytes], content: bytes, name: str, media_type: str) -> str:
    """Add one file, and its row once; return its digest."""
    digest = digest_of(content)
    if digest not in contents:
        contents[digest] = content
        rows["file"].append(File(id=digest, name=name, media_type=media_type, size=len(content)))
    return digest
