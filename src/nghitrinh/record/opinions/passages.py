"""Passages of a version: words that stand in its text, or in that of one of its files, from one offset to another.

    found(text, "vùng công nghiệp  động lực")    # [(120, 146)]: as it was copied, whatever its spaces and line ends

An act holds a passage of the version's own words against them. To read a file takes a sandbox, which no act waits for:
a file's passage is held against the words that were read of it before (`FileWords`), each of which must be its own, and
against the length that its offsets say. Of a file without a text, or that nobody has read yet, the page says so.
"""

import re
from typing import Annotated, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _
from pydantic import Field, StringConstraints

from nghitrinh.record.kernel.acts import Act
from nghitrinh.record.kernel.errors import BadInput
from nghitrinh.record.kernel.models import FileWords
from nghitrinh.record.kernel.parameters import Parameters
from nghitrinh.record.papers.models import File, PaperRevision
from nghitrinh.vietnamese import fold

LONGEST_PASSAGE = 5_000
Words = Annotated[str, StringConstraints(min_length=1, max_length=LONGEST_PASSAGE)]


class GivenPassage(Parameters):
    """A passage as it comes in: its words, and where they stand in the version's text or in that of a file."""

    words: Words
    start: Annotated[int, Field(ge=0)]
    end: Annotated[int, Field(ge=0)]
    file: UUID | None = None


def found(text: str, words: str) -> list[tuple[int, int]]:
    """Return where words stand in a text, as they were copied from a page: its spaces and line ends do not count.

    >>> found("Giao 3.500 ha,\\nhai huyện.", "3.500 HA, hai")
    [(5, 18)]
    """
    parts = words.split()
    if not parts:
        return []
    sought = re.compile(r"\s+".join(map(re.escape, parts)), re.IGNORECASE)
    return [each.span() for each in sought.finditer(text)]


def held(act: Act, version: PaperRevision, given: GivenPassage | None, *, field: str) -> dict[str, Any]:
    """Return the columns of a passage; one that does not stand in the version is refused."""
    if given is None:
        return {"file": None, "start": None, "end": None, "words": ""}
    file = version.files.filter(pk=given.file).first() if given.file else None
    of_file = file is not None and len(given.words) == given.end - given.start and is_of(file, given.words) is not False
    if not (of_file if given.file else version.body[given.start : given.end] == given.words):
        act.refuse(
            BadInput(
                _("Đoạn này không có trong bản %(version)s: %(found)s"),
                code="passage_not_there",
                field=field,
                found=given.words[:80],
                expected=_("những chữ chép từ chính bản này"),
                version=version.number,
            )
        )
    return {"file": file, "start": given.start, "end": given.end, "words": given.words}


def is_of(file: File, words: str) -> bool | None:
    """Tell whether words are those of a file's text, as it was read; None where it has none, or is not read yet.

    A passage may begin and end within a word.
    """
    known = (FileWords.objects.filter(pk=file.digest).values_list("words", flat=True).first() or "").split()
    if not known:
        return None
    first, *others = fold(words).split() or [""]
    if not others:
        return any(first in each for each in known)
    *inner, last = others
    begins, ends = any(each.endswith(first) for each in known), any(each.startswith(last) for each in known)
    return begins and ends and set(inner) <= set(known)


# An article, a chapter, a part: what a line of a draft text begins with.
_HEADINGS = re.compile(r"^[ \t]*((?:Điều|Chương|Mục|Phần|Phụ lục)[ \t]+[\dIVXLC]+[a-zđ]?)\b", re.MULTILINE)


def heading_before(text: str, start: int) -> str:
    """Return the article or part of a draft text in which an offset lies; nothing where the text has none before it.

    >>> heading_before("Điều 1. Phạm vi\\nQuy chế này\\nĐiều 2. Đối tượng\\nMọi cơ quan", 45)
    'Điều 2'
    """
    before = [each[1] for each in _HEADINGS.finditer(text) if each.start() <= start]
    return " ".join(before[-1].split()) if before else ""
