"""A photo's bytes, decoded and written anew. It runs in a sandbox: a picture can be made to take minutes."""

import struct
from io import BytesIO

from PIL import Image, ImageOps, UnidentifiedImageError

FORMATS = ("JPEG", "PNG", "WEBP")
# Points of a photo at most: a JPEG is decoded small, of the others every point is.
MOST_POINTS = {"JPEG": 64_000_000, "PNG": 30_000_000, "WEBP": 30_000_000}
LONGEST_SIDE = 2400
# What decoding ends in when bytes are missing or wrong.
_BROKEN = (OSError, SyntaxError, ValueError, struct.error)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class NoPhoto(Exception):
    """Bytes that are not taken: a code, and how many points were found and are taken where they are too many."""

    def __init__(self, code: str, found: str = "", most: int = 0) -> None:
        super().__init__(code, found, most)
        self.code, self.found, self.most = code, found, most


def written_anew(content: bytes) -> bytes:
    """Return a photo as a JPEG, or a PNG when it came as one or can be seen through, without what cameras write in it.

    Raises:
        NoPhoto: it is no photo, has too many points, or is broken.
    """
    image = _opened(content)
    try:
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded small: a tenth of the memory
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except _BROKEN:
        raise NoPhoto("broken") from None
    return _written(upright, as_png=image.format == "PNG" or upright.has_transparency_data)


def _opened(content: bytes) -> Image.Image:
    """Read the head of a photo; nothing is decoded yet."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except _BOMBS:
        raise NoPhoto("far_too_many_points") from None
    except UnidentifiedImageError:
        raise NoPhoto("unknown") from None
    except _BROKEN:
        raise NoPhoto("broken") from None
    most = MOST_POINTS[str(image.format)]
    if image.width * image.height > most:
        raise NoPhoto("too_many_points", f"{image.width} × {image.height}", most)
    return image


def _written(image: Image.Image, *, as_png: bool) -> bytes:
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info = {}  # comments and profiles ride along in it
    kept = BytesIO()
    if as_png:
        plain.save(kept, "PNG")
    else:
        plain.save(kept, "JPEG", quality=88, optimize=True, progressive=True)
    return kept.getvalue()
