"""Photos of articles: as they come in (decoded, turned upright, written anew without metadata), and where they are."""

import base64

from django.core.files.uploadedfile import UploadedFile
from django.templatetags.static import static
from django.utils.translation import gettext as _

from nghitrinh.desk.articles.decoding import MOST_POINTS, NoPhoto, written_anew
from nghitrinh.desk.kit.addresses import reverse
from nghitrinh.desk.kit.wording import size
from nghitrinh.publication.images import address, is_ours, public_bytes
from nghitrinh.record.articles.models import Article
from nghitrinh.record.kernel import deadline, storage
from nghitrinh.sandbox import Ended, Sandbox

LARGEST_FILE = 15_000_000
# Seconds for one photo where no request waits; the share of what a request has left: the rest is for act and answer.
SECONDS, SHARE = 20.0, 0.8


class BadPhoto(ValueError):
    """The file is no photo that can be shown; the text says what was found and expected, for the writer."""


def keep_photo(file: "UploadedFile[bytes]") -> str:
    """Store a photo that was handed in, and return its digest.

    Raises:
        BadPhoto: the file is too large, no photo, has too many points, is broken, or takes too long to decode.
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
    try:
        with Sandbox(written_anew) as clean:
            return clean(SHARE * deadline.remaining(SECONDS), content)
    except NoPhoto as bad:
        raise BadPhoto(_said(bad)) from None
    except Ended:
        raise BadPhoto(
            _(
                "Giải mã ảnh này lâu quá, máy đã thôi. "
                "Hãy thử lại sau ít phút; vẫn vậy thì lưu lại thành JPEG thường, nhỏ hơn, rồi nộp."
            )
        ) from None


def _said(bad: NoPhoto) -> str:
    """Return why a photo is not taken, in the active language."""
    if bad.code == "unknown":
        return _("Tệp này không phải ảnh JPEG, PNG hay WebP.")
    if bad.code == "broken":
        return _("Ảnh bị hỏng hoặc bị cụt; hãy nộp lại tệp gốc.")
    most = (bad.most or max(MOST_POINTS.values())) // 1_000_000
    found = bad.found or _("hơn %(count)d triệu") % {"count": most}
    return _("Ảnh to quá: %(found)s điểm, nhiều nhất %(most)d triệu điểm.") % {"found": found, "most": most}
