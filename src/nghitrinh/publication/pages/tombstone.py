"""What stands at the address of what was withdrawn."""

from collections.abc import Iterator

from nghitrinh.bundle.schema import NAMES, Article, Instrument, Meeting, Organization, Row, Tombstone
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, body, href
from nghitrinh.publication.pages.lines import instrument_line, record
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import line_of

DOCUMENT, MEETING = NAMES[Instrument], NAMES[Meeting]
DAYS = {DOCUMENT: "Ban hành ngày", MEETING: "Họp ngày", NAMES[Article]: "Đăng ngày"}


def rows_beside(public: ReleaseRows, stone: Tombstone) -> Iterator[Row]:
    """Yield whose it was, and what stands in its place."""
    yield from line_of(public, Organization, stone.organization_id)
    for key in stone.replaced_by:
        yield from line_of(public, Instrument, key)


def tombstone(public: PublicSet, key: str, subject: str) -> Facts:
    """Say which one was withdrawn, when and why, and what stands in its place; not one word of what it said."""
    (stone,) = public.all(Tombstone)
    of, is_document = body(public, stone.organization_id, stone.day), stone.subject_kind == DOCUMENT
    return {
        "kind": subject,
        "key": key,
        "day": words.day(stone.withdrawn_at),
        "iso": words.iso_day(stone.withdrawn_at),
        "recalled": is_document,
        "name": stone.name if is_document or stone.subject_kind == MEETING else "",
        "record": record(
            ("Cơ quan", of["name"], of["href"]),
            (DAYS.get(stone.subject_kind, "Ngày"), words.day(stone.day) if not _is_read_in(stone) else "", ""),
            ("Đã ban hành tại", _with_day(stone) if _is_read_in(stone) else "", ""),
            ("Lý do", stone.reason, ""),
        ),
        "replaced_by": [instrument_line(row) for row in public.all(Instrument)],
    }


def named(stone: Tombstone) -> Facts:
    """Return a withdrawn document as another page names it."""
    return {
        "name": stone.name,
        "href": href(DOCUMENT, stone.id),
        "day": words.day(stone.withdrawn_at),
        "iso": words.iso_day(stone.withdrawn_at),
    }


def _is_read_in(stone: Tombstone) -> bool:
    """Tell whether kind, number and day are those of the document in which the public read it."""
    return bool(stone.number) and stone.subject_kind not in (DOCUMENT, MEETING)


def _with_day(stone: Tombstone) -> str:
    return ", ngày ".join(filter(None, (stone.name, words.day(stone.day))))
