"""Workbooks as nobody's Excel writes them: damaged, boundless, or made to be read otherwise than they look."""

import io
import re
import zipfile
from collections.abc import Callable

SHEET_PART = "xl/worksheets/sheet1.xml"
STYLES_PART = "xl/styles.xml"
OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_DECLARED = '<!DOCTYPE a [<!ENTITY b "c">]>'

# One cell as another program may have written it, and what is shown of it.
BAD_VALUES = {
    b'<c r="D2"><v>1e400</v></c>': "1e400",
    b'<c r="D2"><v>nan</v></c>': "nan",
    b'<c r="D2"><v>abc</v></c>': "abc",
    b'<c r="D2" t="d"><v>2021-13-45</v></c>': "2021-13-45",
    b'<c r="D2" t="s"><v>999</v></c>': "999",
    b'<c r="D2" t="s"><v>-1</v></c>': "-1",
    b'<c r="D2" t="b"><v>x</v></c>': "x",
    b'<c r="D2" t="zz"><v>y</v></c>': "y",
    b"<c><v>" + b"9" * 5000 + b"</v></c>": "9" * 40,
    b"<c><v>" + b"8" * 400 + b"</v></c>": "8" * 40,
}


def repacked(data: bytes, change: Callable[[str, bytes], bytes], **more: bytes) -> bytes:
    """Return a workbook with its parts changed and more put in."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            new.writestr(part.filename, change(part.filename, old.read(part)))
        for name, content in more.items():
            new.writestr(name, content)
    return written.getvalue()


def changed(data: bytes, part: str, old: bytes, new: bytes) -> bytes:
    """Return a workbook with some bytes of one part changed, which must be there."""

    def change(name: str, content: bytes) -> bytes:
        assert name != part or old in content
        return content.replace(old, new, 1) if name == part else content

    return repacked(data, change)


def with_cell(data: bytes, place: str, cell: bytes) -> bytes:
    """Return a workbook with another cell at a place of its first sheet."""

    def change(name: str, content: bytes) -> bytes:
        pattern = b'<c r="%s"(?: [^>]*)?(?:/>|>.*?</c>)' % place.encode()
        return re.sub(pattern, lambda _: cell, content) if name == SHEET_PART else content

    return repacked(data, change)


def with_part(data: bytes, name: str, content: bytes) -> bytes:
    """Return a workbook with one more part."""
    return repacked(data, lambda _name, before: before, **{name: content})


def encrypted_entry(data: bytes) -> bytes:
    """Return a workbook of which a part says that it has a password."""
    changed_data = bytearray(data)
    changed_data[data.find(b"PK\x01\x02") + 8] |= 1
    return bytes(changed_data)


def with_entity(data: bytes, encoding: str = "utf-8") -> bytes:
    """Return a workbook whose sheet declares an entity, as text of an encoding."""

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET_PART:
            return content
        text = content.decode().replace("<worksheet", _DECLARED + "<worksheet", 1)
        return text.replace("UTF-8", encoding.upper()).encode(encoding)

    return repacked(data, change)


def with_entity_far_inside(data: bytes) -> bytes:
    """Return a workbook whose sheet declares an entity across two pieces of what is unpacked at once."""

    def change(name: str, content: bytes) -> bytes:
        if name != SHEET_PART:
            return content
        at = content.index(b"<worksheet")
        blank = b" " * ((1 << 20) - at - 4)
        return content[:at] + blank + _DECLARED.encode() + content[at:]

    return repacked(data, change)


def of_tags(data: bytes, part: str, tags: int) -> bytes:
    """Return a workbook of which a part has so many tags more."""

    def change(name: str, content: bytes) -> bytes:
        end = content.rindex(b"</")
        return content[:end] + b"<a/>" * tags + content[end:] if name == part else content

    return repacked(data, change)


def in_strict_form(data: bytes) -> bytes:
    """Return a workbook as Excel saves it as "Strict Open XML": every name of its parts from the other namespace."""
    usual, strict = (
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )
    return repacked(data, lambda _name, old: old.replace(usual, strict))
