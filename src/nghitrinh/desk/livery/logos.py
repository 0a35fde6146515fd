"""The logo of a house: as it comes in (decoded and written anew in a process of its own), made small, as a PNG."""

import io

from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _

from nghitrinh.desk.articles.photos import BadPhoto, clean_photo
from nghitrinh.desk.kit.wording import size

# Points: a logo stands in the head of a page, on screens that have two for one.
WIDEST, HIGHEST = 480, 160
LARGEST_FILE = 5_000_000


def clean_logo(file: "UploadedFile[bytes]") -> bytes:
    """Return a logo that was handed in as a small PNG, without what cameras and programs write into a picture.

    Raises:
        BadPhoto: the file is too large, no picture, or broken.
    """
    if (file.size or 0) > LARGEST_FILE:
        given = {"found": size(file.size or 0), "most": size(LARGEST_FILE)}
        raise BadPhoto(_("Tệp lớn quá: %(found)s, nhiều nhất %(most)s.") % given)
    return _small(clean_photo(file.read()))


def _small(content: bytes) -> bytes:
    from PIL import Image  # noqa: PLC0415 - most requests look at no picture, and loading it takes its time

    with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as opened:
        drawn = opened.convert("RGBA" if opened.mode in ("RGBA", "LA", "P") else "RGB")
    drawn.thumbnail((WIDEST, HIGHEST))
    written = io.BytesIO()
    drawn.save(written, "PNG", optimize=True)
    return written.getvalue()
