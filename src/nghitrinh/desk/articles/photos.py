"""Photos of articles: as they come in (decoded, turned upright, written anew without metadata), and where they are."""

import base64
import struct
from io import BytesIO

from django.core.files.uploadedfile import UploadedFile
from django.templatetags.static import static
from django.utils.translation import gettext as _
from PIL import Image, ImageOps, UnidentifiedImageError

from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.wording import size
from nghitrinh.publication.images import address, is_ours, public_bytes
from nghitrinh.record.articles.models import Article
from nghitrinh.record.kernel import storage

FORMATS = ("JPEG", "PNG", "WEBP")
LARGEST_FILE = 15_000_000
MOST_PIXELS = 64_000_000
LONGEST_SIDE = 2400
# What decoding ends in when bytes are missing or wrong.
_BROKEN = (OSError, SyntaxError, ValueError, struct.error)
_BOMBS = (Image.DecompressionBombError, Image.DecompressionBombWarning)


class BadPhoto(ValueError):
    """The file is no photo that can be shown; the text says what was found and expected, for the writer."""


def keep_photo(file: "UploadedFile[bytes]") -> str:
    """Store a photo that was handed in, and return its digest.

    Raises:
        BadPhoto: the file is too large, no photo, has too many points, or is broken.
    """
    length = file.size or 0
    if length > LARGEST_FILE:
        given = {"found": size(length), "most": size(LARGEST_FILE)}
        raise BadPhoto(_("Tệp lớn quá: %(found)s, nhiều nhất %(most)s.") % given)
    return storage.put(clean_photo(file.read()))


def source_of(image: str, article: Article | None) -> str:
    """Return where a page finds an image: an own drawing, a photo of the article, or one that is not saved yet."""
    if is_ours(image):
        return static(address(image).replace("/static/", "nghitrinh/", 1))
    if article is not None and article.versions.filter(image=image).exists():
        return reverse("articles.photo", args=[article.pk, image])
    content, media_type, _ending = public_bytes(image)
    return f"data:{media_type};base64,{base64.b64encode(content).decode()}"


def clean_photo(content: bytes) -> bytes:
    """Return a photo as a JPEG, or a PNG when it came as one or can be seen through, without what cameras write in it.

    Raises:
        BadPhoto: as `keep_photo` says.
    """
    image = _opened(content)
    try:
        image.draft(None, (LONGEST_SIDE, LONGEST_SIDE))  # a large JPEG is decoded small: a tenth of the memory
        upright = ImageOps.exif_transpose(image)
        upright.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    except _BROKEN:
        raise BadPhoto(_broken()) from None
    return _written(upright, as_png=image.format == "PNG" or upright.has_transparency_data)


def _opened(content: bytes) -> Image.Image:
    """Read the head of a photo; nothing is decoded yet."""
    try:
        image = Image.open(BytesIO(content), formats=FORMATS)
    except _BOMBS:
        raise BadPhoto(_too_many(_("hơn %(count)d triệu") % {"count": MOST_PIXELS // 1_000_000})) from None
    except UnidentifiedImageError:
        raise BadPhoto(_("Tệp này không phải ảnh JPEG, PNG hay WebP.")) from None
    except _BROKEN:
        raise BadPhoto(_broken()) from None
    if image.width * image.height > MOST_PIXELS:
        raise BadPhoto(_too_many(f"{image.width} × {image.height}"))
    return image


def _broken() -> str:
    return _("Ảnh bị hỏng hoặc bị cụt; hãy nộp lại tệp gốc.")


def _too_many(found: str) -> str:
    given = {"found": found, "most": MOST_PIXELS // 1_000_000}
    return _("Ảnh to quá: %(found)s điểm, nhiều nhất %(most)d triệu điểm.") % given


def _written(image: Image.Image, *, as_png: bool) -> bytes:
    plain = image.convert("RGBA" if image.has_transparency_data else "RGB")
    plain.info = {}  # comments and profiles ride along in it
    kept = BytesIO()
    if as_png:
        plain.save(kept, "PNG", optimize=True)
    else:
        plain.save(kept, "JPEG", quality=88, optimize=True, progressive=True)
    return kept.getvalue()
