"""The files that take a parser longest, of those that are taken at all."""

import io
import zipfile

from openpyxl import Workbook
from PIL import Image

PASSES = 20_000


def endless_jpeg(side: int = 6_000) -> bytes:
    """Return a JPEG of one grey, whose last pass comes again and again: each is a walk over all of its blocks."""
    kept = io.BytesIO()
    Image.new("L", (side, side), 128).save(kept, "JPEG", progressive=True)
    plain = kept.getvalue()
    last = plain.rindex(b"\xff\xda")
    table = plain.rindex(b"\xff\xc4")
    end = plain.rindex(b"\xff\xd9")
    again = plain[min(last, table) : end]
    return plain[:end] + again * PASSES + plain[end:]


def largest_png(points: int) -> bytes:
    """Return a PNG of so many points that can be seen through, none of them like its neighbour, yet small as a file."""
    tile = Image.effect_noise((64, 64), 80).convert("RGBA")
    whole = Image.new("RGBA", (points // 5_000, 5_000))
    for left in range(0, whole.width, 64):
        whole.paste(tile, (left, 0))
    for top in range(64, 5_000, 64):
        whole.paste(whole.crop((0, 0, whole.width, 64)), (0, top))
    kept = io.BytesIO()
    whole.save(kept, "PNG", compress_level=1)
    return kept.getvalue()


def largest_webp(points: int) -> bytes:
    """Return a lossless WebP of so many points."""
    kept = io.BytesIO()
    with Image.open(io.BytesIO(largest_png(points))) as whole:
        whole.save(kept, "WEBP", lossless=True, quality=0, method=0)
    return kept.getvalue()


def fullest_workbook(tags: int) -> bytes:
    """Return a workbook whose sheet, styles and texts have as many tags each as one part may."""
    kept = io.BytesIO()
    workbook = Workbook()
    workbook.active.append(["x"])
    workbook.save(kept)
    full = io.BytesIO()
    with zipfile.ZipFile(kept) as old, zipfile.ZipFile(full, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, _filled(name, old.read(name), tags))
    return full.getvalue()


def _filled(name: str, content: bytes, tags: int) -> bytes:
    if name.startswith("xl/worksheets/"):
        cells = (tags - 100) // 4
        rows = b"".join(b'<row r="%d">%s</row>' % (at + 2, b"<c><v>1</v></c>" * 99) for at in range(cells // 100))
        return content.replace(b"</sheetData>", rows + b"</sheetData>")
    if name == "xl/styles.xml":
        return content.replace(b"</cellXfs>", b'<xf numFmtId="0"/>' * (tags - 1_000) + b"</cellXfs>", 1)
    return content
