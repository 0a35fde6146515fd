"""Photos of articles: a drawing of our own, or stored bytes named by their digest, published without metadata."""

import re
from functools import cache
from io import BytesIO

from nghitrinh.assets import assets
from nghitrinh.record.kernel import storage

STATIC = "/static/"

_DIGEST = re.compile(r"[0-9a-f]{64}")
_DRAWN = re.compile(r'viewBox="0 0 (\d+) (\d+)"')
_PNG = b"\x89PNG\r\n\x1a\n"
# What a picture is drawn from; everything else in a PNG (texts, times, EXIF) stays behind.
_PNG_KEPT = frozenset({b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB"})


class UnknownImage(ValueError):
    """The bytes are neither a JPEG nor a PNG that can be read."""


def is_publishable(image: str) -> bool:
    """Tell whether an article's image can be published."""
    if is_ours(image):
        return True
    try:
        return bool(_DIGEST.fullmatch(image)) and bool(public_bytes(image))
    except (UnknownImage, storage.StorageFault):
        return False


def is_ours(image: str) -> bool:
    """Tell whether an image is one of the portal's own drawings, named with or without its address."""
    return image.removeprefix(STATIC) in assets()


def address(image: str) -> str:
    """Return an image as a page names it: an own drawing by its address, a stored photo by its digest."""
    return f"{STATIC}{image.removeprefix(STATIC)}" if is_ours(image) else image


def is_stored(image: str) -> bool:
    """Tell whether an image is named by the digest of stored bytes."""
    return _DIGEST.fullmatch(image) is not None


def size(image: str) -> tuple[int, int]:
    """Return the width and height in pixels of an article's image; (0, 0) when there is none that can be published."""
    if is_ours(image):
        return _size_drawn(image.removeprefix(STATIC))
    if not is_publishable(image):
        return 0, 0
    from PIL import Image  # noqa: PLC0415 - most processes look at no picture, and loading it takes its time

    try:
        with Image.open(BytesIO(storage.get(image)), formats=("JPEG", "PNG")) as opened:
            return opened.size
    except (OSError, ValueError, SyntaxError):  # what Pillow raises for a picture that it cannot read
        return 0, 0


@cache
def _size_drawn(name: str) -> tuple[int, int]:
    drawn = _DRAWN.search(assets()[name].read_text("utf-8"))
    return (int(drawn[1]), int(drawn[2])) if drawn else (0, 0)


def public_bytes(image: str) -> tuple[bytes, str, str]:
    """Return a stored image without metadata, with its media type and the ending of its name."""
    content = storage.get(image)
    if content.startswith(b"\xff\xd8"):
        return _jpeg(content), "image/jpeg", "jpg"
    if content.startswith(_PNG):
        return _png(content), "image/png", "png"
    raise UnknownImage(f"image {image}: found {content[:8]!r}, expected a JPEG or PNG")


def _jpeg(content: bytes) -> bytes:
    """Drop application segments but JFIF's own (APP0) and Adobe's colours (APP14), and comments."""
    kept, at = [content[:2]], 2
    while at + 4 <= len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == 0xDA:  # the picture itself follows, up to the end of the image and not past it
            end = content.rfind(b"\xff\xd9")
            if end < at:
                break
            return b"".join([*kept, content[at : end + 2]])
        if length < 2:
            break
        private = 0xE1 <= marker <= 0xED or marker in (0xEF, 0xFE)
        if not private:
            kept.append(content[at : at + 2 + length])
        at += 2 + length
    raise UnknownImage("the JPEG is broken: found no picture in it, expected one")


def _png(content: bytes) -> bytes:
    kept, at = [_PNG], len(_PNG)
    while at + 12 <= len(content):
        length, kind = int.from_bytes(content[at : at + 4], "big"), content[at + 4 : at + 8]
        if kind in _PNG_KEPT:
            kept.append(content[at : at + 12 + length])
        at += 12 + length
        if kind == b"IEND":
            return b"".join(kept)
    raise UnknownImage("the PNG is broken: found no end, expected IEND")
