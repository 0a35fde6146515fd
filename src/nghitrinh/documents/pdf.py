"""The notice as tagged PDF, by Typst. Its words go in as data, never as markup."""

import json
import threading
from collections.abc import Iterable
from dataclasses import asdict
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from nghitrinh.documents.content import (
    Notice,
    NoticeLine,
    Paragraph,
    heading_lines,
    issuer_lines,
    name_lines,
    paragraphs,
    recipient_lines,
    signature_lines,
    title_size,
)

if TYPE_CHECKING:
    import typst

_FONTS = ("fontpkg_source_serif_4", "fontpkg_be_vietnam_pro")
_TEMPLATES = {1: "notice_1.typ", 2: "notice.typ"}
_DRAWING = threading.Lock()  # a compiler draws one document after another


@lru_cache(maxsize=8)
def _compiler(template: str) -> "typst.Compiler":
    """Return the program that draws a template, kept because it looks for its fonts, and reads them, only once."""
    import typst  # noqa: PLC0415 - most processes draw nothing, and loading it takes its time

    folder = Path(str(files("nghitrinh.documents")))
    return typst.Compiler(
        str(folder / template),
        root=str(folder),
        font_paths=[str(folder / "fonts")] * (template != _TEMPLATES[1])
        + [str(files(package) / "files") for package in _FONTS],
        ignore_system_fonts=True,
    )


def plain(parts: Iterable[NoticeLine | Paragraph]) -> list[dict[str, Any]]:
    """Return lines or paragraphs as a template takes them."""
    return [asdict(each) for each in parts]


def _data(notice: Notice) -> dict[str, Any]:
    day = notice.issued_on
    return {
        "title": notice.title,
        "author": " ".join(notice.issuer),
        "day": [day.year, day.month, day.day] if day else None,
        "issuer": plain(issuer_lines(notice)),
        "heading": plain(heading_lines(notice)),
        "paragraphs": plain(paragraphs(notice)),
        "title_size": title_size(notice),
        "recipients": plain(recipient_lines(notice)),
        "signature": plain(signature_lines(notice)),
        "name": plain(name_lines(notice)),
    } | ({"stamp": notice.stamp, "title": f"{notice.stamp}: {notice.title}"} if notice.stamp else {})


def notice_pdf(notice: Notice) -> bytes:
    """Return the document as PDF: tagged, in Vietnamese, the same bytes for the same content."""
    return drawn(_TEMPLATES[notice.layout], _data(notice))


def drawn(template: str, data: dict[str, Any]) -> bytes:
    """Return what a template draws of data, as PDF."""
    given = {"notice": json.dumps(data, ensure_ascii=False, sort_keys=True)}
    with _DRAWING:
        made = _compiler(template).compile(sys_inputs=given, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError(f"typst: found {type(made).__name__}, expected the bytes of one PDF")
    return made
