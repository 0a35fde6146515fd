"""An office's own Word template: what may stand in it, how it is tried, and how a notice is put into it.

A template comes from outside: it is held (`hold`) before anything parses it, and parsed and filled in a process of its
own (`nghitrinh.sandbox`), by Jinja's sandboxed environment. What one of notices may ask for is one table,
`PLACEHOLDERS`; that of minutes is in `minutes_files`. A template is filled with a value for each name of its table.
"""

import io
import re
import zipfile
from typing import Any

from nghitrinh.documents.content import (
    LEFT,
    TEXT,
    Notice,
    correction_words,
    heading_lines,
    name_lines,
    paragraphs,
    recipient_lines,
    signature_lines,
    subject,
)
from nghitrinh.documents.docx import settled
from nghitrinh.documents.measuring import fitted
from nghitrinh.sandbox import Ended, Sandbox
from nghitrinh.vietnamese import writable

# Each placeholder, with what it stands for in Vietnamese and English.
PLACEHOLDERS: dict[str, tuple[str, str]] = {
    "co_quan_cap_tren": ("Cơ quan cấp trên, các dòng", "superior body, its lines"),
    "co_quan": ("Cơ quan ban hành, các dòng", "issuing body, its lines"),
    "so_ky_hieu": ("Số và ký hiệu: Số: 05/TB-UBND", "number and symbol"),
    "dinh_chinh": ("Lời ghi bản đính chính; trống nếu là bản ban hành đầu", "that it is a corrected text"),
    "dia_danh_ngay": ("Địa danh, ngày tháng năm", "place and date"),
    "trich_yeu": ("Trích yếu", "what it is about"),
    "mo_dau": ("Câu mở đầu", "opening sentence"),
    "noi_dung": ("Các đoạn của văn bản, mỗi dòng một đoạn", "paragraphs of the text"),
    "noi_nhan": ("Các dòng nơi nhận", "lines of the recipients"),
    "quyen_han_ky": ("TM., KT., TL., TUQ. (T/M, T/L), các dòng", "by which right it is signed, its lines"),
    "chuc_vu": ("Chức vụ người ký", "post of who signs"),
    "ho_ten": ("Họ tên người ký", "name of who signs"),
    "trich_cho": ("Cơ quan nhận bản trích; trống nếu là cả văn bản", "for whom it is an extract"),
    "minh_hoa": ("Lời ghi văn bản minh họa; trống nếu là văn bản thật", "that it is illustrative"),
}
MOST_BYTES, MOST_UNPACKED, MOST_PARTS = 5_000_000, 40_000_000, 500
SECONDS = 8.0
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_REFUSED_PARTS = re.compile(r"vbaProject|/embeddings/|/activeX/|/afchunk|\.bin$", re.IGNORECASE)
# Beside the first of these that a template has, it says that a text is corrected, where it has no place for that.
_BESIDE = ("so_ky_hieu", "trich_yeu", "mo_dau")
_DECLARED = (b"<!DOCTYPE", b"<!ENTITY")
# Fields of Word that fetch or run something when the document is opened.
_FIELDS = re.compile(rb"\b(INCLUDETEXT|INCLUDEPICTURE|DDEAUTO|DDE|LINK|DATABASE|IMPORT|MACROBUTTON)\b")


class TemplateFault(ValueError):
    """A template that is not taken: a code, what was found, and where in the document."""

    def __init__(self, code: str, found: str = "", where: str = "") -> None:
        super().__init__(code, found, where)
        self.code, self.found, self.where = code, found, where


def values_of(notice: Notice) -> dict[str, Any]:
    """Return what each placeholder stands for in a notice."""
    body = [each for each in paragraphs(notice) if each.kind not in ("title", "subject", "note", "opening")]
    *_, place_and_day = heading_lines(notice)
    values: dict[str, Any] = {
        "co_quan_cap_tren": [line for name in notice.superior for line in fitted(name.upper(), LEFT, TEXT)],
        "co_quan": [line for name in notice.issuer for line in fitted(name.upper(), LEFT, TEXT, bold=True)],
        "so_ky_hieu": notice.number_line,
        "dinh_chinh": "; ".join(filter(None, (notice.stamp, correction_words(notice)))),
        "dia_danh_ngay": place_and_day.text,
        "trich_yeu": subject(notice),
        "mo_dau": notice.opening,
        "noi_dung": [each.text for each in body],
        "noi_nhan": [line.text for line in recipient_lines(notice)[1:]],
        "quyen_han_ky": [line.upper() for line in notice.authority],
        "chuc_vu": signature_lines(notice)[-1].text,
        "ho_ten": "".join(line.text for line in name_lines(notice)),
        "trich_cho": notice.extract_for,
        "minh_hoa": "Văn bản minh họa của bản dùng thử" if notice.illustrative else "",
    }
    return {name: _writable(value) for name, value in values.items()}


def _writable(value: str | list[str]) -> str | list[str]:
    return [writable(each) for each in value] if isinstance(value, list) else writable(value)


def hold(data: bytes) -> None:
    """Refuse what is no plain Word document, before anything parses it.

    Raises:
        TemplateFault: no_docx, too_large, has_macro, has_link, has_field, has_declaration.
    """
    if len(data) > MOST_BYTES:
        raise TemplateFault("too_large", f"{len(data) / 1_000_000:.1f} MB")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _hold_archive(archive)
    except (zipfile.BadZipFile, EOFError, NotImplementedError, RuntimeError, OSError, KeyError, ValueError) as error:
        if isinstance(error, TemplateFault):
            raise
        raise TemplateFault("no_docx") from None
    except Exception as error:
        if type(error).__module__ == "zlib":
            raise TemplateFault("no_docx") from None
        raise


def _hold_archive(archive: zipfile.ZipFile) -> None:
    parts = archive.infolist()
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        raise TemplateFault("too_large", f"{len(parts)} parts, {sum(part.file_size for part in parts)} bytes")
    if "word/document.xml" not in archive.namelist() or "[Content_Types].xml" not in archive.namelist():
        raise TemplateFault("no_docx")
    read = 0
    for part in parts:
        if _REFUSED_PARTS.search(f"/{part.filename}"):
            raise TemplateFault("has_macro", part.filename)
        with archive.open(part) as stream:
            content = stream.read(MOST_UNPACKED - read + 1)
        read += len(content)
        if read > MOST_UNPACKED:  # a part may say that it is smaller than it is
            raise TemplateFault("too_large", part.filename)
        _hold_part(part.filename, content)


def _hold_part(name: str, content: bytes) -> None:
    if name.lower().endswith((".xml", ".rels")) and any(each in _plain(content) for each in _DECLARED):
        raise TemplateFault("has_declaration", name)
    if name == "[Content_Types].xml" and _WORD.encode() not in content:
        raise TemplateFault("has_macro" if b"macroEnabled" in content else "no_docx", name)
    if name.endswith(".rels") and re.search(rb"TargetMode\s*=\s*[\"']External", content):
        raise TemplateFault("has_link", name)
    if (
        name.startswith("word/")
        and name.endswith(".xml")
        and b"instr" in content
        and (found := _FIELDS.search(content))
    ):
        raise TemplateFault("has_field", found[0].decode(), name)


def _plain(content: bytes) -> bytes:
    return content.replace(b"\0", b"")  # what is written in UTF-16


def docx_by_template(data: bytes, values: dict[str, Any]) -> bytes:
    """Return a template with values in its placeholders, the same bytes for the same; filled in a process of its own.

    Raises:
        TemplateFault: as `hold` and `filled` say, or too_long.
    """
    return several_by_template(data, [values])[0]


def several_by_template(data: bytes, each_of: list[dict[str, Any]]) -> list[bytes]:
    """Return a template with each of several values in its placeholders, filled by one process.

    Raises:
        TemplateFault: as `docx_by_template` says.
    """
    hold(data)
    try:
        with Sandbox(filled) as fill:
            return [settled(fill(SECONDS, data, values)) for values in each_of]
    except Ended:
        raise TemplateFault("too_long") from None


def filled(data: bytes, values: dict[str, Any]) -> bytes:
    """Return a template with values in its placeholders; this runs in the sandbox's process.

    Raises:
        TemplateFault: unknown_placeholder, broken_tag, not_filled.
    """
    from jinja2 import TemplateSyntaxError  # noqa: PLC0415 - in the sandbox's process alone

    try:
        return _filled(data, values)
    except TemplateFault:
        raise
    except TemplateSyntaxError as error:
        raise TemplateFault("broken_tag", str(error.message), _place(data, _near(error))) from None
    except Exception as error:  # noqa: BLE001 - whatever a document from outside does to its parser
        raise TemplateFault("not_filled", f"{type(error).__name__}: {error}"[:200]) from None


def _filled(data: bytes, values: dict[str, Any]) -> bytes:
    from docxtpl import DocxTemplate  # noqa: PLC0415 - as above
    from jinja2 import StrictUndefined  # noqa: PLC0415 - as above
    from jinja2.sandbox import ImmutableSandboxedEnvironment  # noqa: PLC0415 - as above

    environment = ImmutableSandboxedEnvironment(undefined=StrictUndefined, autoescape=True)
    environment.globals.clear()
    template = DocxTemplate(io.BytesIO(data))
    asked = template.get_undeclared_template_variables(jinja_env=environment)
    if unknown := sorted(asked - set(values)):
        raise TemplateFault("unknown_placeholder", unknown[0], _place(data, unknown[0]))
    template.render(_marked(values, asked), jinja_env=environment, autoescape=True)
    stream = io.BytesIO()
    template.save(stream)
    return stream.getvalue()


def _marked(values: dict[str, Any], asked: set[str]) -> dict[str, Any]:
    """Return values that say that a text is corrected, also in a template of before there was a placeholder for it."""
    said, beside = values.get("dinh_chinh"), next((each for each in _BESIDE if each in asked), None)
    if not said or "dinh_chinh" in asked or beside is None:
        return values
    return values | {beside: f"{values[beside]} ({said})"}


def _near(error: Any) -> str:
    lines = str(error.source or "").splitlines()
    return lines[error.lineno - 1] if 0 < (error.lineno or 0) <= len(lines) else ""


def _place(data: bytes, words: str) -> str:
    """Return the words of the paragraph in which something stands, cut short: by them an office finds it."""
    import docx  # noqa: PLC0415 - as above

    document: Any = docx.Document(io.BytesIO(data))
    tag = re.compile(r"{[{%]")
    cells = (cell for table in document.tables for row in table.rows for cell in row.cells)
    texts: list[str] = [
        each.text for each in (*document.paragraphs, *(one for cell in cells for one in cell.paragraphs))
    ]
    wanted = " ".join(re.sub(r"<[^>]*>", " ", words).split())
    for text in texts:
        if wanted and (wanted in " ".join(text.split()) or " ".join(text.split()) in wanted) and tag.search(text):
            return text.strip()[:120]
    return next((text.strip()[:120] for text in texts if tag.search(text)), "")
