"""The papers of a meeting as one PDF: a cover, the contents with page numbers, then each paper; an outline by item.

    file = MeetingFile(title, body, facts, note, (BoundItem("1. Quy hoạch", (BoundPaper("Tờ trình", paths=[…]),)),))
    bound(file, out, seconds)        # writes `out`

What came from outside is opened in a sandbox alone. What does not join a PDF is named in the contents.
"""

import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from nghitrinh.contents.binding import Mark, bind, page_counts
from nghitrinh.documents.pdf import drawn
from nghitrinh.sandbox import Sandbox

_TEMPLATE = "meeting_file.typ"


@dataclass(frozen=True)
class BoundFile:
    """One PDF of a paper: its name, where it lies, and how many pages it has (0: it does not open)."""

    name: str
    path: str
    pages: int = 0


@dataclass(frozen=True)
class BoundPaper:
    """One paper in one version: its words, its PDFs, its text where it has one, the names of files of other kinds."""

    words: str
    files: tuple[BoundFile, ...] = ()
    text: str = ""
    others: tuple[str, ...] = ()

    @property
    def joined(self) -> tuple[BoundFile, ...]:
        """Return the files that have pages."""
        return tuple(each for each in self.files if each.pages)

    @property
    def left_out(self) -> tuple[str, ...]:
        """Return the names of the files that do not join."""
        return (*(each.name for each in self.files if not each.pages), *self.others)


@dataclass(frozen=True)
class BoundItem:
    """One item of the agenda with its papers."""

    words: str
    papers: tuple[BoundPaper, ...]


@dataclass(frozen=True)
class MeetingFile:
    """What one file of a meeting says and holds; `note` stands at the foot of its cover."""

    title: str
    body: str
    facts: tuple[str, ...]
    note: str
    items: tuple[BoundItem, ...]

    @property
    def papers(self) -> Iterator[BoundPaper]:
        """Yield every paper, in order."""
        return (paper for item in self.items for paper in item.papers)


def bound(file: MeetingFile, out: Path, seconds: float) -> int:
    """Write a meeting's file to `out`, and return how many pages it has.

    Raises:
        Ended: the files took longer than the seconds.
        NotBound: they could not be bound.
    """
    with tempfile.TemporaryDirectory(prefix="nghitrinh-binding-") as folder, Sandbox(page_counts) as count:
        ready = _with_texts(file, Path(folder))
        counts = count(seconds, [each.path for paper in ready.papers for each in paper.files])
        counted = _counted(ready, [each or 0 for each in counts])
        front = Path(folder) / "front.pdf"
        front.write_bytes(_front(counted, 0))
        (length,) = count(seconds, [str(front)])
        paths = [each.path for paper in counted.papers for each in paper.joined]
        with Sandbox(bind) as join:
            return join(seconds, _front(counted, length or 0), paths, str(out), _marks(counted, length or 0))


def _with_texts(file: MeetingFile, folder: Path) -> MeetingFile:
    """Draw the papers that have a text and no PDF, each as a file in a folder."""
    made: dict[BoundPaper, BoundPaper] = {}
    for number, paper in enumerate(file.papers):
        if paper.text.strip() and not paper.files:
            path = folder / f"{number}.pdf"
            path.write_bytes(_drawn(paper.words, facts=paper.text.splitlines()))
            made[paper] = replace(paper, files=(BoundFile(paper.words, str(path)),))
    return _of(file, lambda paper: made.get(paper, paper))


def _counted(file: MeetingFile, counts: list[int]) -> MeetingFile:
    """Say of each file how many pages it has, in the order in which they were counted."""
    rest = iter(counts)
    return _of(file, lambda paper: replace(paper, files=tuple(replace(each, pages=next(rest)) for each in paper.files)))


def _of(file: MeetingFile, change: Callable[[BoundPaper], BoundPaper]) -> MeetingFile:
    items = (replace(each, papers=tuple(change(paper) for paper in each.papers)) for each in file.items)
    return replace(file, items=tuple(items))


def _pages(file: MeetingFile, front: int) -> dict[int, int]:
    """Return on which page, from 1, each paper begins, by its place among the papers; 0 of one without a page."""
    found, at = {}, front + 1
    for place, paper in enumerate(file.papers):
        pages = sum(each.pages for each in paper.joined)
        found[place] = at if pages else 0
        at += pages
    return found


def _front(file: MeetingFile, front: int) -> bytes:
    pages, place, rows = _pages(file, front), 0, []
    for item in file.items:
        rows.append({"kind": "item", "words": item.words, "page": 0})
        for paper in item.papers:
            rows.append({"kind": "paper", "words": paper.words, "page": pages[place]})
            place += 1
    missing = [f"{paper.words}: {name}" for paper in file.papers for name in paper.left_out]
    return _drawn(file.title, cover=True, body=file.body, facts=file.facts, note=file.note, rows=rows, missing=missing)


def _drawn(title: str, *, facts: Sequence[str], cover: bool = False, **more: Any) -> bytes:
    empty: dict[str, Any] = {"body": "", "note": "", "rows": [], "missing": []}
    return drawn(_TEMPLATE, {**empty, "title": title, "cover": cover, "facts": list(facts), **more})


def _marks(file: MeetingFile, front: int) -> list[Mark]:
    """Return the outline: each item that has a paper with pages, and these papers under it."""
    pages, place, marks = _pages(file, front), 0, [Mark(0, "Mục lục", min(1, front - 1))]
    for item in file.items:
        own = [(paper.words, pages[place + index]) for index, paper in enumerate(item.papers)]
        place += len(item.papers)
        with_pages = [(words, page) for words, page in own if page]
        if with_pages:
            marks.append(Mark(0, item.words, with_pages[0][1] - 1))
            marks += [Mark(1, words, page - 1) for words, page in with_pages]
    return marks
