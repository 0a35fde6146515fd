"""Files as offices make them, and what pretends to be one."""

import io
import zipfile
from collections.abc import Sequence

import docx
from PIL import Image

OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)


def pdf(*pages: str, size: tuple[int, int] = (595, 842)) -> bytes:
    """Return a PDF with a page for each text, in letters that its own font has; a page "" is blank."""
    objects = ["<< /Type /Catalog /Pages 2 0 R >>", ""]
    kids = []
    for text in pages:
        stream = f"BT /F1 24 Tf 72 700 Td ({text}) Tj ET" if text else ""
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {size[0]} {size[1]}] /Contents {len(objects)} 0 R"
            " /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>"
        )
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Kids [{' '.join(kids)}] /Count {len(kids)} >>"
    body, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, start=1):
        places.append(len(body))
        body += f"{number} 0 obj\n{each}\nendobj\n".encode("latin-1")
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return body + f"{end}startxref\n{len(body)}\n%%EOF\n".encode()


def word(*paragraphs: str) -> bytes:
    """Return a DOCX of paragraphs."""
    document = docx.Document()
    for each in paragraphs:
        document.add_paragraph(each)
    kept = io.BytesIO()
    document.save(kept)
    return kept.getvalue()


def with_parts(data: bytes, parts: Sequence[str]) -> bytes:
    """Return an archive with further parts."""
    kept = io.BytesIO(data)
    with zipfile.ZipFile(kept, "a") as archive:
        for each in parts:
            archive.writestr(each, b"x")
    return kept.getvalue()


def archive(**parts: bytes) -> bytes:
    """Return a plain archive."""
    kept = io.BytesIO()
    with zipfile.ZipFile(kept, "w") as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return kept.getvalue()


def picture(kind: str = "PNG") -> bytes:
    """Return a small picture."""
    kept = io.BytesIO()
    Image.new("RGB", (4, 4)).save(kept, kind)
    return kept.getvalue()
