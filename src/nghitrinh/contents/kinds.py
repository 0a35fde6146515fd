"""What a file is, told by its bytes: a name promises a kind, and a fake, a program or macros are not taken.

Nothing is opened here that a file could turn against its reader: only its first bytes, and the list of an archive's
parts. Whether a document opens as a whole is asked in a sandbox (`texts`).
"""

import io
import zipfile
import zlib
from dataclasses import dataclass
from enum import StrEnum

MOST_PARTS = 20_000
_MOST_TYPES = 1_000_000  # bytes of the list of an office document's parts
HEAD = 1024


class Kind(StrEnum):
    """What bytes are."""

    PDF = "PDF"
    DOCX = "DOCX"
    XLSX = "XLSX"
    PPTX = "PPTX"
    ODT = "ODT"
    ODS = "ODS"
    ODP = "ODP"
    OLD_OFFICE = "Office 97–2003"
    JPEG = "JPEG"
    PNG = "PNG"
    GIF = "GIF"
    WEBP = "WebP"
    TIFF = "TIFF"
    HEIC = "HEIC"
    RTF = "RTF"
    ZIP = "ZIP"
    RAR = "RAR"
    SEVEN_ZIP = "7z"
    TEXT = "text"
    HTML = "HTML"
    PROGRAM = "program"
    MACROS = "macros"
    LOCKED = "locked"


# What names promise, by the ends that offices use.
PROMISED: dict[str, tuple[Kind, ...]] = {
    "pdf": (Kind.PDF,), "docx": (Kind.DOCX,), "xlsx": (Kind.XLSX,), "pptx": (Kind.PPTX,), "odt": (Kind.ODT,),
    "ods": (Kind.ODS,), "odp": (Kind.ODP,), "doc": (Kind.OLD_OFFICE, Kind.RTF), "xls": (Kind.OLD_OFFICE,),
    "ppt": (Kind.OLD_OFFICE,), "jpg": (Kind.JPEG,), "jpeg": (Kind.JPEG,), "png": (Kind.PNG,), "gif": (Kind.GIF,),
    "webp": (Kind.WEBP,), "tif": (Kind.TIFF,), "tiff": (Kind.TIFF,), "heic": (Kind.HEIC,), "rtf": (Kind.RTF,),
    "zip": (Kind.ZIP,), "rar": (Kind.RAR,), "7z": (Kind.SEVEN_ZIP,), "txt": (Kind.TEXT,), "csv": (Kind.TEXT,),
    "md": (Kind.TEXT,), "docm": (Kind.DOCX,), "xlsm": (Kind.XLSX,), "pptm": (Kind.PPTX,),
}  # fmt: skip
_RUN = frozenset(("exe", "com", "bat", "cmd", "js", "vbs", "ps1", "msi", "scr", "hta", "jar", "sh", "lnk", "html",
                  "htm", "xhtml", "svg", "apk", "dll"))  # fmt: skip
MEDIA_TYPES = {
    Kind.PDF: "application/pdf",
    Kind.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    Kind.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Kind.PPTX: "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    Kind.ODT: "application/vnd.oasis.opendocument.text",
    Kind.ODS: "application/vnd.oasis.opendocument.spreadsheet",
    Kind.ODP: "application/vnd.oasis.opendocument.presentation",
    Kind.JPEG: "image/jpeg",
    Kind.PNG: "image/png",
    Kind.GIF: "image/gif",
    Kind.WEBP: "image/webp",
    Kind.TIFF: "image/tiff",
    Kind.HEIC: "image/heic",
    Kind.RTF: "application/rtf",
    Kind.ZIP: "application/zip",
    Kind.TEXT: "text/plain",
}
_SIGNS: tuple[tuple[bytes, Kind], ...] = (
    (b"\xff\xd8\xff", Kind.JPEG), (b"\x89PNG\r\n\x1a\n", Kind.PNG), (b"GIF8", Kind.GIF), (b"II*\0", Kind.TIFF),
    (b"MM\0*", Kind.TIFF), (b"{\\rtf", Kind.RTF), (b"Rar!\x1a\x07", Kind.RAR), (b"7z\xbc\xaf\x27\x1c", Kind.SEVEN_ZIP),
    (b"MZ", Kind.PROGRAM), (b"\x7fELF", Kind.PROGRAM), (b"#!", Kind.PROGRAM), (b"\xca\xfe\xba\xbe", Kind.PROGRAM),
    (b"L\0\0\0\x01\x14\x02\0", Kind.PROGRAM),
)  # fmt: skip
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_MARKUP = (b"<!doctype html", b"<html", b"<head", b"<script", b"<body", b"<svg", b"<iframe")
_OFFICE_PARTS = ((b"wordprocessingml.", "word/", Kind.DOCX), (b"spreadsheetml.", "xl/", Kind.XLSX),
                 (b"presentationml.", "ppt/", Kind.PPTX))  # fmt: skip
_OPEN_DOCUMENTS = {b"text": Kind.ODT, b"spreadsheet": Kind.ODS, b"presentation": Kind.ODP}
_BROKEN = (zipfile.BadZipFile, zlib.error, OSError, KeyError, ValueError, NotImplementedError, RuntimeError, EOFError)


@dataclass(frozen=True)
class Misfit:
    """Why a file is not taken: a code, what it is by its bytes, what its name promises (both may be empty)."""

    code: str
    found: str = ""
    expected: str = ""


def kind_of(data: bytes) -> Kind | None:
    """Return what bytes are, or None for what is not known.

    >>> kind_of(b"%PDF-1.7 ..."), kind_of(b"MZ\\x90"), kind_of("Tờ trình".encode()), kind_of(b"\\x00\\x01")
    (<Kind.PDF: 'PDF'>, <Kind.PROGRAM: 'program'>, <Kind.TEXT: 'text'>, None)
    """
    head = data[:HEAD]
    if b"%PDF-" in head:
        return Kind.PDF
    if data.startswith(_OLD_OFFICE):
        return _old_office(data)
    if data.startswith(b"PK\x03\x04"):
        return _archive(data)
    if data[:4] == b"RIFF" and data[8:12] == b"WEBP":
        return Kind.WEBP
    if data[4:8] == b"ftyp" and data[8:12] in (b"heic", b"heix", b"mif1", b"msf1", b"heif"):
        return Kind.HEIC
    sign = next((kind for sign, kind in _SIGNS if data.startswith(sign)), None)
    return sign or _written(data)


def misfit(name: str, data: bytes) -> Misfit | None:
    """Return why a file of a name is not taken, or None. What no table knows is taken as it is."""
    kind, end = kind_of(data), name.rpartition(".")[2].lower() if "." in name else ""
    promised = PROMISED.get(end, ())
    if kind in (Kind.PROGRAM, Kind.HTML) or end in _RUN:
        return Misfit("file_runs", kind or end)
    if kind in (Kind.MACROS, Kind.LOCKED):
        return Misfit("file_with_macros" if kind is Kind.MACROS else "file_with_password")
    if promised and kind not in promised and not (kind is None and promised == (Kind.TEXT,)):
        return Misfit("file_of_another_kind", kind or "", promised[0])
    return None


def media_type(data: bytes, claimed: str) -> str:
    """Return the media type of a file by its bytes; what its sender claimed where they do not say."""
    kind = kind_of(data)
    return MEDIA_TYPES.get(kind, claimed) if kind is not None else claimed


def _old_office(data: bytes) -> Kind:
    if "EncryptedPackage".encode("utf-16-le") in data:
        return Kind.LOCKED
    return Kind.MACROS if "_VBA_PROJECT".encode("utf-16-le") in data else Kind.OLD_OFFICE


def _archive(data: bytes) -> Kind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _of_parts(archive)
    except _BROKEN:
        return None


def _of_parts(archive: zipfile.ZipFile) -> Kind | None:
    names = archive.namelist()
    if len(names) > MOST_PARTS:
        return None
    if any(name.endswith("vbaProject.bin") or name.startswith("xl/macrosheets/") for name in names):
        return Kind.MACROS
    if "mimetype" in names and archive.getinfo("mimetype").file_size < HEAD:
        said = archive.read("mimetype").removeprefix(b"application/vnd.oasis.opendocument.")
        return _OPEN_DOCUMENTS.get(said, Kind.ZIP)
    if "[Content_Types].xml" in names and archive.getinfo("[Content_Types].xml").file_size < _MOST_TYPES:
        types = archive.read("[Content_Types].xml")
        for sign, folder, kind in _OFFICE_PARTS:
            if sign in types and any(name.startswith(folder) for name in names):
                return kind
    return Kind.PROGRAM if "META-INF/MANIFEST.MF" in names else Kind.ZIP


def _written(data: bytes) -> Kind | None:
    """Tell text by its first bytes: no noughts but those of UTF-16, and markup by its first tags."""
    head = data[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if any(sign in head for sign in _MARKUP):
        return Kind.HTML
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return Kind.TEXT
    return Kind.TEXT if b"\0" not in data[: 64 * HEAD] and not _has_controls(data[: 64 * HEAD]) else None


def _has_controls(data: bytes) -> bool:
    return any(byte < 9 or 13 < byte < 32 for byte in data)
