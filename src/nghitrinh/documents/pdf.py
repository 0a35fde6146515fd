"""The notice as tagged PDF, by Typst. Its words go in as data, never as markup."""

import json
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import typst

from nghitrinh.documents.content import HEADING, Notice, day_line, number_line, paragraphs

RECIPIENTS = "Nơi nhận:"
_FONTS = ("fontpkg_source_serif_4", "fontpkg_be_vietnam_pro")


@lru_cache(maxsize=1)
def _folder() -> Path:
    return Path(str(files("nghitrinh.documents")))


def _data(notice: Notice) -> dict[str, Any]:
    day = notice.issued_on
    return {
        "superior": notice.superior,
        "issuer": notice.issuer,
        "number": number_line(notice),
        "heading": HEADING,
        "place_and_day": day_line(notice),
        "subject": notice.title,
        "day": [day.year, day.month, day.day] if day else None,
        "paragraphs": [{"kind": each.kind, "text": each.text} for each in paragraphs(notice)],
        "recipients_words": RECIPIENTS,
        "recipients": [f"- {each}" for each in notice.recipients],
        "authority": notice.authority,
        "signer": notice.signer,
    }


def notice_pdf(notice: Notice) -> bytes:
    """Return the document as PDF: tagged, in Vietnamese, the same bytes for the same content."""
    made: bytes = typst.compile(
        str(_folder() / "notice.typ"),
        root=str(_folder()),
        sys_inputs={"notice": json.dumps(_data(notice), ensure_ascii=False, sort_keys=True)},
        font_paths=[str(files(package) / "files") for package in _FONTS],
        ignore_system_fonts=True,
        timestamp=0,
    )
    return made
