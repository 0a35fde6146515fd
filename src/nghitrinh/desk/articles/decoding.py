"""A photo's bytes, decoded and written anew. It runs in a sandbox: a picture can be made to take minutes."""

import struct
from io import BytesIO

from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

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
    plain = _in_srgb(image)
    plain.info = {}  # comments and profiles ride along in it
    kept = BytesIO()
    if as_png:
        plain.save(kept, "PNG")
    else:
        plain.save(kept, "JPEG", quality=88, optimize=True, progressive=True)
    return kept.getvalue()


def _in_srgb(image: Image.Image) -> Image.Image:
    """Return a photo in the colours that every screen takes pictures without a profile for: sRGB, eight bits each.

    Numbers mean colours only together with the profile that came with them: thrown away without converting, the red of
    a phone's wider gamut (230, 60, 60) would look dull, and the ink of a press (CMYK) like another picture.
    """
    clear = image.convert("RGBA").getchannel("A") if image.has_transparency_data else None
    shown = _eight_bits(image)
    profile = image.info.get("icc_profile")
    converted = _converted(shown, profile) if profile else None
    plain = converted or shown.convert("RGB")
    if clear is not None:
        plain.putalpha(clear)
    return plain


def _eight_bits(image: Image.Image) -> Image.Image:
    """Return a photo in a mode that has profiles; of 16 bits a point the upper eight, which Pillow would cut off."""
    if image.mode in ("I;16", "I;16B", "I;16L", "I"):
        return image.convert("I").point(lambda value: value / 256).convert("L")
    if image.mode in ("RGB", "CMYK", "L"):
        return image
    return image.convert("L" if image.mode in ("LA", "La", "1") else "RGB")


def _converted(image: Image.Image, profile: bytes) -> Image.Image | None:
    """Return a photo converted by its profile; None for a profile that is broken or of another kind of colours."""
    try:
        found = ImageCms.ImageCmsProfile(BytesIO(profile))
        return ImageCms.profileToProfile(
            image, found, ImageCms.createProfile("sRGB"), ImageCms.Intent.RELATIVE_COLORIMETRIC, "RGB"
        )
    except (ImageCms.PyCMSError, *_BROKEN):
        return None
