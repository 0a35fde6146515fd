"""Files into readings: what is text, what is HTML, and what is refused."""

import hashlib
import re
from dataclasses import replace
from pathlib import Path

from nghitrinh.reading.errors import ReadingError
from nghitrinh.reading.facts import Origin, Reading
from nghitrinh.vietnamese import old_encoding

MAX_TEXT_BYTES = 5_000_000
MAX_HTML_BYTES = 20_000_000
_HEAD = 4096
_HTML = re.compile(
    rb"^\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|meta|title)\b",
    re.I | re.S,
)
_BINARY = {b"%PDF": "a PDF file", b"PK\x03\x04": "a ZIP or office file", b"\x89PNG": "a PNG image", b"\xff\xd8\xff": "a JPEG image",
           b"\x1f\x8b": "a gzip file", b"\xd0\xcf\x11\xe0": "an old office file", b"GIF8": "a GIF image"}  # fmt: skip


def read_text(text: str) -> Reading:
    """Read a page's text. Never fails: a page that says nothing gives a Reading of None and empty lists."""
    from nghitrinh.reading.reader import read_text as read  # noqa: PLC0415 - half a second of patterns: no start waits

    return read(text)


def read_file(path: str | Path) -> Reading:
    """Read a file, text or HTML in UTF-8.

    Raises ReadingError when the file cannot be opened, or as `read_bytes` does.
    """
    return read_bytes(bytes_of(path), str(path))


def bytes_of(path: str | Path) -> bytes:
    """Return the bytes of a file; raises ReadingError when it cannot be opened or is too large."""
    path = Path(path)
    try:
        with path.open("rb") as file:
            begins = file.read(_HEAD)
            size = path.stat().st_size
            _require_short(begins, size, str(path))
            return begins + file.read(MAX_HTML_BYTES + 1 - len(begins))  # a device has no size, and no end
    except OSError as error:
        raise ReadingError(
            str(path), error.strerror or type(error).__name__, "a readable file", code="unreadable"
        ) from error


def read_bytes(data: bytes, name: str) -> Reading:
    """Read the bytes of a page; HTML is recognised by how it begins or by the ending of its name (.html, .htm).

    Raises ReadingError for what is too long (5 MB of text, 20 MB of HTML), not UTF-8, in an old encoding (TCVN3, VNI), not
    text, empty, or nested too deep.
    """
    is_html = _is_html(data, name)
    text = _decoded(data, name)
    if is_html:
        from nghitrinh.reading.html import main_text  # noqa: PLC0415 - it loads trafilatura, which text does not need

        text = main_text(text, name)
    if not text.strip():
        raise ReadingError(name, "nothing but white space", "the text of a page", code="empty")
    if encoding := old_encoding(text):
        raise ReadingError(
            name, f"text in the old encoding {encoding}", "Unicode; convert it first", code="old_encoding"
        )
    digest = hashlib.sha256(data).hexdigest()
    return replace(read_text(text), origin=Origin(name, "html" if is_html else "text", digest))


def _is_html(data: bytes, name: str) -> bool:
    return name.lower().endswith((".html", ".htm", ".xhtml")) or bool(_HTML.match(data[:_HEAD]))


def _require_short(begins: bytes, size: int, name: str) -> None:
    limit, what = (MAX_HTML_BYTES, "HTML") if _is_html(begins, name) else (MAX_TEXT_BYTES, "text")
    if size > limit:
        raise ReadingError(name, f"{size} bytes", f"at most {limit} bytes of {what}", code="too_large")


def _decoded(data: bytes, name: str) -> str:
    _require_short(data, len(data), name)
    for mark, what in _BINARY.items():
        if data.startswith(mark):
            raise ReadingError(name, what, "text or HTML in UTF-8", code="other_file")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"a byte 0x{data[error.start]:02x} at {error.start} that is not UTF-8"
        raise ReadingError(name, found, "text or HTML in UTF-8", code="not_utf8") from error
    if "\x00" in text:
        raise ReadingError(name, "a zero byte", "text or HTML in UTF-8", code="zero_byte")
    return text
