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


@lru_cache(maxsize=2)
def _compiler(layout: int) -> "typst.Compiler":
    """Return the program that draws a layout, kept because it looks for its fonts, and reads them, only once."""
    import typst  # noqa: PLC0415 - most processes draw nothing, and loading it takes its time

    folder = Path(str(files("nghitrinh.documents")))
    return typst.Compiler(
        str(folder / _TEMPLATES[layout]),
        root=str(folder),
        font_paths=[str(folder / "fonts")] * (layout > 1) + [str(files(package) / "files") for package in _FONTS],
        ignore_system_fonts=True,
    )


def _data(notice: Notice) -> dict[str, Any]:
    def plain(parts: Iterable[NoticeLine | Paragraph]) -> list[dict[str, Any]]:
        return [asdict(each) for each in parts]

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
    }


def notice_pdf(notice: Notice) -> bytes:
    """Return the document as PDF: tagged, in Vietnamese, the same bytes for the same content."""
    given = {"notice": json.dumps(_data(notice), ensure_ascii=False, sort_keys=True)}
    with _DRAWING:
        made = _compiler(notice.layout).compile(sys_inputs=given, timestamp=0)
    if not isinstance(made, bytes):
        raise TypeError(f"typst: found {type(made).__name__}, expected the bytes of one PDF")
    return made
