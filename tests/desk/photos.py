"""Photos for tests: noise, as a camera would hand it in."""

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

PLACE = "20.9,106.3"


def photo_bytes(kind: str = "JPEG", size: tuple[int, int] = (64, 40), *, turned: bool = False, **given: Any) -> bytes:
    """Return a photo that says where it was taken; `turned` as a telephone held upright writes it."""
    exif = Image.Exif()
    exif[0x010E] = PLACE
    if turned:
        exif[0x0112] = 6
    kept = BytesIO()
    Image.effect_noise(size, 80).convert("RGB").save(kept, kind, exif=exif, **given)
    return kept.getvalue()


def upload(content: bytes, name: str = "anh.jpg") -> SimpleUploadedFile:
    """Return bytes as a form sends them."""
    return SimpleUploadedFile(name, content, content_type="image/jpeg")
