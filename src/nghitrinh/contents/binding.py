"""Several PDFs as one file with an outline. It runs in a sandbox: what is bound came from outside.

    page_counts(["/…/a", "/…/b"])                                     [12, None]: the second does not open
    bind(front, ["/…/a"], "/tmp/whole.pdf", [Mark(0, "Tờ trình", 3)])

PDFium copies pages without drawing them, and knows no outline: that is appended to what it wrote, as the format's
incremental update. Nothing of a file but its pages comes along: no script, no form, no attachment of the whole.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

# What PDFium begins and ends a new file with.
_CATALOG = re.compile(rb"\b1 0 obj\s*<<\s*/Pages 2 0 R\s*/Type\s*/Catalog\s*>>")
_PAGES = re.compile(rb"\b2 0 obj\s*<<[^>]*?/Kids\s*\[([^\]]*)\]")
_TRAILER = re.compile(rb"/Size (\d+).*?startxref\s+(\d+)\s+%%EOF\s*$", re.DOTALL)
_REFERENCE = re.compile(rb"(\d+) 0 R")
_HEAD, _TAIL = 4_000_000, 2_000  # bytes in which they stand


class NotBound(Exception):
    """Pages could not be copied, or what was written is not as this module knows it."""


@dataclass(frozen=True)
class Mark:
    """One line of the outline: how deep it stands (0 or 1), its words, and its page, counted from 0."""

    depth: int
    words: str
    page: int


def page_counts(paths: Sequence[str]) -> list[int | None]:
    """Return how many pages each file has; None for one that does not open."""
    return [_count(path) for path in paths]


def _count(path: str) -> int | None:
    import pypdfium2  # noqa: PLC0415 - a library of many megabytes, only where a PDF is

    try:
        document = pypdfium2.PdfDocument(path)
    except pypdfium2.PdfiumError:
        return None
    with document:
        return len(document) or None


def bind(front: bytes, paths: Sequence[str], out: str, marks: Sequence[Mark]) -> int:
    """Write the pages of `front`, then those of each file, to `out`, with an outline; return how many there are.

    Raises:
        NotBound: a file's pages could not be copied, or PDFium wrote otherwise than expected.
    """
    import pypdfium2  # noqa: PLC0415 - as above

    try:
        with pypdfium2.PdfDocument.new() as whole:
            for each in (front, *paths):
                with pypdfium2.PdfDocument(each) as part:
                    whole.import_pages(part)
            count = len(whole)
            whole.save(out)
    except pypdfium2.PdfiumError:
        raise NotBound from None
    if marks:
        with Path(out).open("r+b") as file:
            _outline(file, marks)
    return count


def _outline(file: BinaryIO, marks: Sequence[Mark]) -> None:
    head = file.read(_HEAD)
    file.seek(0, 2)
    length = file.tell()
    file.seek(max(0, length - _TAIL))
    pages, trailer = _PAGES.search(head), _TRAILER.search(file.read())
    if pages is None or trailer is None or not _CATALOG.search(head):
        raise NotBound
    keys = [int(each) for each in _REFERENCE.findall(pages[1])]
    size, before = int(trailer[1]), int(trailer[2])
    objects = {1: b"<</Type/Catalog/Pages 2 0 R/Outlines %d 0 R/PageMode/UseOutlines>>" % size}
    objects |= _lines(size, marks, keys)
    file.seek(length)
    places = {}
    for key, content in objects.items():
        places[key] = file.tell()
        file.write(b"%d 0 obj\n%s\nendobj\n" % (key, content))
    table = file.tell()
    file.write(_table(places))
    file.write(b"trailer\n<</Size %d/Root 1 0 R/Prev %d>>\nstartxref\n%d\n%%%%EOF\n" % (max(places) + 1, before, table))


def _lines(first: int, marks: Sequence[Mark], keys: Sequence[int]) -> dict[int, bytes]:
    """Return the objects of the outline: its root under `first`, then a line for each mark."""
    key_of = {index: first + 1 + index for index in range(len(marks))}
    above: dict[int, int] = {}
    under: dict[int, list[int]] = {first: []}
    top = first
    for index, mark in enumerate(marks):
        top = top if mark.depth else first
        above[index] = top
        under.setdefault(top, []).append(key_of[index])
        if not mark.depth:
            top = key_of[index]
    found = {first: b"<</Type/Outlines%s>>" % _children(under[first])}
    for index, mark in enumerate(marks):
        key, row = key_of[index], under[above[index]]
        at = row.index(key)
        links = b"/Prev %d 0 R" % row[at - 1] if at else b""
        links += b"/Next %d 0 R" % row[at + 1] if row[at + 1 :] else b""
        words = b"<FEFF" + mark.words.encode("utf-16-be").hex().upper().encode() + b">"
        page = b"/Dest[%d 0 R/Fit]" % keys[mark.page]
        children = _children(under.get(key, []))
        found[key] = b"<</Title%s/Parent %d 0 R%s%s%s>>" % (words, above[index], links, page, children)
    return found


def _children(keys: Sequence[int]) -> bytes:
    return b"/First %d 0 R/Last %d 0 R/Count %d" % (keys[0], keys[-1], len(keys)) if keys else b""


def _table(places: dict[int, int]) -> bytes:
    """Return the table of an update's objects: a section for each run of keys that follow each other."""
    found = [b"xref\n0 1\n0000000000 65535 f \n"]
    for run in _runs(sorted(places)):
        found.append(b"%d %d\n" % (run[0], len(run)))
        found += [b"%010d 00000 n \n" % places[key] for key in run]
    return b"".join(found)


def _runs(keys: Iterable[int]) -> list[list[int]]:
    runs: list[list[int]] = []
    for key in keys:
        if runs and runs[-1][-1] + 1 == key:
            runs[-1].append(key)
        else:
            runs.append([key])
    return runs
