"""A user's own notes as they stand beside what they were made at, in the text that they are about."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from uuid import UUID

from django.template.defaultfilters import linebreaks_filter
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from nghitrinh.desk.models import OwnNote
from nghitrinh.record.kernel.heads import aside
from nghitrinh.record.kernel.models import User
from nghitrinh.record.papers.models import PaperRevision


@dataclass(frozen=True)
class ShownNote:
    """A note with its number beside the text."""

    note: OwnNote
    number: int


def notes_of_versions(user: User, versions: Iterable[UUID]) -> dict[UUID, list[ShownNote]]:
    """Return a user's own notes at some versions of papers, in the order of the text, by version."""
    with aside():
        found = list(OwnNote.objects.filter(user=user, version__in=list(versions)))
    by_version: dict[UUID, list[OwnNote]] = {}
    for note in found:
        if note.version is not None:
            by_version.setdefault(note.version, []).append(note)
    return {key: _numbered(notes) for key, notes in by_version.items()}


def _numbered(notes: list[OwnNote]) -> list[ShownNote]:
    """Number notes: of the whole first, then as their passages follow each other, file by file."""
    ordered = sorted(notes, key=lambda each: (str(each.file or ""), -1 if each.start is None else each.start))
    return [ShownNote(each, number) for number, each in enumerate(ordered, start=1)]


def notes_of_item(user: User, item: UUID) -> list[ShownNote]:
    """Return a user's own notes at an item of a meeting."""
    with aside():
        return _numbered(list(OwnNote.objects.filter(user=user, item=item)))


def offset_of(pages: tuple[str, ...], number: int) -> int:
    """Return where a page of a file begins in the file's text; pages are counted from 1."""
    return sum(len(each) + 1 for each in pages[: number - 1])


def on_page(notes: list[ShownNote], file: UUID, pages: tuple[str, ...], number: int) -> list[ShownNote]:
    """Return those of a version's notes whose passage begins on one page of a file."""
    first, past = offset_of(pages, number), offset_of(pages, number + 1)
    own = (each for each in notes if each.note.file == file and each.note.start is not None)
    return [each for each in own if first <= (each.note.start or 0) < past]


def count_of(user: User, versions: Iterable[UUID], items: Iterable[UUID]) -> Counter[UUID]:
    """Count a user's own notes at some versions and some items, by what they stand at."""
    with aside():
        of_versions = OwnNote.objects.filter(user=user, version__in=list(versions)).values_list("version", flat=True)
        of_items = OwnNote.objects.filter(user=user, item__in=list(items)).values_list("item", flat=True)
        return Counter(each for each in (*of_versions, *of_items) if each is not None)


def marked_body(version: PaperRevision, notes: Iterable[ShownNote]) -> SafeString:
    """Return a version's own words with the passages of notes; those in its files stand at the files."""
    return marked(version.body, (each for each in notes if each.note.file is None))


def marked(text: str, notes: Iterable[ShownNote], *, begins: int = 0) -> SafeString:
    """Return a text in its paragraphs, the passages of notes marked with their numbers; `begins` is its own offset.

    Where two passages lie over one another, the first is marked: the other is named below the text all the same.
    """
    pieces, at = [], 0
    for shown in sorted(notes, key=lambda each: each.note.start or 0):
        start, end = (shown.note.start or 0) - begins, min((shown.note.end or 0) - begins, len(text))
        if shown.note.start is None or start < at or start >= end:
            continue
        pieces += [format_html("{}", text[at:start]), *_in_lines(text[start:end], shown)]
        at = end
    pieces.append(format_html("{}", text[at:]))
    return linebreaks_filter(mark_safe("".join(pieces)), autoescape=False)  # noqa: S308 - each piece was escaped


def _in_lines(words: str, shown: ShownNote) -> Iterator[str]:
    """Yield a passage marked line by line, since a mark cannot go on in the next paragraph, then its number."""
    for index, line in enumerate(words.split("\n")):
        yield "\n" if index else ""
        yield format_html("<mark>{}</mark>", line) if line.strip() else format_html("{}", line)
    yield format_html('<a class="ref" href="#ghi-chu-{}">{}</a>', shown.note.pk, shown.number)
