"""One page of a PDF as a picture. It runs in a sandbox: a page can be made to take minutes, or to be a mile wide."""

import io

from nghitrinh.contents.texts import Unreadable

# A page of A4 at 150 points an inch; no page is higher, or has more points, than that.
WIDTH, HEIGHT, MOST_POINTS = 1240, 12_000, 6_000_000


def page_picture(data: bytes, index: int) -> bytes:
    """Return a page, counted from 0, as a WebP picture. Raises Unreadable, IndexError for a page that is not there."""
    import pypdfium2  # noqa: PLC0415 - a library of many megabytes, only where a PDF is

    try:
        document = pypdfium2.PdfDocument(data)
        if not 0 <= index < len(document):
            raise IndexError(index)
        page = document[index]
        width, height = page.get_size()
        scale = min(WIDTH / max(width, 1), HEIGHT / max(height, 1), (MOST_POINTS / max(width * height, 1)) ** 0.5)
        picture = page.render(scale=scale, may_draw_forms=False).to_pil().convert("RGB")
    except pypdfium2.PdfiumError as error:
        raise Unreadable("file_with_password" if "assword" in str(error) else "file_damaged") from None
    kept = io.BytesIO()
    picture.save(kept, "WEBP", quality=82, method=4)
    return kept.getvalue()
