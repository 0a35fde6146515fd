"""The text of a document, page by page. It runs in a sandbox: a document can be made to take minutes, or all memory."""

import io
import zipfile
from collections.abc import Iterator
from typing import Any

from nghitrinh.contents.kinds import Kind, kind_of

MOST_CHARACTERS = 2_000_000
MOST_PAGES = 2_000
_MOST_UNPACKED = 200_000_000


class Unreadable(Exception):
    """A document that does not open: `code` is file_with_password or file_damaged."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def pages_of(data: bytes) -> list[str] | None:
    """Return the text of each page of a PDF, of a document or text as one page; None for what has none.

    A page that is a picture of paper has the text "". Raises Unreadable for what does not open.
    """
    kind = kind_of(data)
    if kind is Kind.PDF:
        return _bounded(_of_pdf(data))
    if kind is Kind.DOCX:
        return _bounded(iter([_of_docx(data)]))
    if kind is Kind.TEXT:
        return _bounded(iter([_decoded(data)]))
    if kind in (Kind.JPEG, Kind.PNG, Kind.GIF, Kind.WEBP):
        _require_picture(data)
    return None


def _bounded(pages: Iterator[str]) -> list[str]:
    kept, left = list[str](), MOST_CHARACTERS
    for text in pages:
        kept.append(text[:left])
        left -= len(kept[-1])
    return kept


def _of_pdf(data: bytes) -> Iterator[str]:
    import pypdfium2  # noqa: PLC0415 - a library of many megabytes, only where a PDF is

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise Unreadable("file_with_password" if "assword" in str(error) else "file_damaged") from None
    try:
        if not len(document):
            raise Unreadable("file_damaged")
        for index in range(min(len(document), MOST_PAGES)):
            yield document[index].get_textpage().get_text_bounded().replace("\r\n", "\n").replace("\r", "\n")
    except pypdfium2.PdfiumError:
        raise Unreadable("file_damaged") from None
    finally:
        document.close()


def _of_docx(data: bytes) -> str:
    import docx  # noqa: PLC0415 - as above

    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        if sum(part.file_size for part in archive.infolist()) > _MOST_UNPACKED:
            raise Unreadable("file_damaged")
    try:
        body = docx.Document(io.BytesIO(data)).element.body
    except Exception:  # noqa: BLE001 - the library raises whatever its parser stumbles over
        raise Unreadable("file_damaged") from None
    return "\n".join(_paragraph(each) for each in body.iter("{*}p"))


def _paragraph(element: Any) -> str:
    parts = element.iter("{*}t", "{*}tab", "{*}br")
    return "".join((each.text or "") if each.tag.endswith("}t") else " " for each in parts)


def _decoded(data: bytes) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    return data.decode("utf-8-sig", "replace")


def _require_picture(data: bytes) -> None:
    from PIL import Image  # noqa: PLC0415 - as above

    try:
        with Image.open(io.BytesIO(data)) as picture:
            picture.verify()
    except Exception:  # noqa: BLE001 - as above
        raise Unreadable("file_damaged") from None
