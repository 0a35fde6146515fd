"""What was withdrawn: what stands at its address, and how other pages name it."""

from collections.abc import Iterable, Iterator

from nghitrinh.bundle.schema import NAMES, TABLES, Article, Instrument, Meeting, Organization, Row, Tombstone
from nghitrinh.publication.pages import words
from nghitrinh.publication.pages.facts import Facts, body, href
from nghitrinh.publication.pages.lines import instrument_line, record
from nghitrinh.publication.pages.public_set import PublicSet
from nghitrinh.publication.pages.release_rows import ReleaseRows
from nghitrinh.publication.pages.selection import line_of, named_stones, read_in

MEETING, ARTICLE = NAMES[Meeting], NAMES[Article]
DAYS = {NAMES[Instrument]: "Ban hành ngày", MEETING: "Họp ngày", ARTICLE: "Đăng ngày"}


def rows_beside(public: ReleaseRows, stone: Tombstone) -> Iterator[Row]:
    """Yield whose it was, of which meeting, in which document it was read, and what stands in its place."""
    yield from line_of(public, Organization, stone.organization_id)
    yield from line_of(public, Meeting, stone.meeting_id)
    yield from named_stones(public, [stone, *read_in(public, stone)])


def tombstone(public: PublicSet, key: str, subject: str) -> Facts:
    """Say which one was withdrawn, when and why, and what stands in its place; not one word of what it said."""
    stone = public.the(Tombstone, key)
    of, documents = body(public, stone.organization_id, stone.day), read_in(public, stone)
    meeting = public.get(Meeting, stone.meeting_id)
    return {
        "kind": subject,
        "key": key,
        "day": words.day(stone.withdrawn_at),
        "iso": words.iso_day(stone.withdrawn_at),
        "recalled": stone.is_document,
        "name": stone.name,
        "record": record(
            ("Cơ quan", of["name"], of["href"]),
            (DAYS.get(stone.subject_kind, "Ngày"), words.day(stone.day) if not stone.is_read_in_document else "", ""),
            ("Đã ban hành tại", _with_day(stone) if stone.is_read_in_document else "", _first_address(documents)),
            (
                "Hội nghị",
                words.meeting_label(meeting) if meeting else "",
                href(MEETING, meeting.id) if meeting else "",
            ),
            ("Lý do", stone.reason, ""),
        ),
        "read_in": [named(document) for document in documents],
        "replaced_by": [instrument_line(row) for row in public.all(Instrument)],
    }


def _first_address(documents: Iterable[Tombstone]) -> str:
    return next((href(NAMES[Instrument], each.id) for each in documents), "")


def named(stone: Tombstone) -> Facts:
    """Return what was withdrawn as another page names it."""
    return {
        "name": stone.name or words.capital(TABLES[stone.subject_kind].WORD),
        "href": href(stone.subject_kind, stone.id) if TABLES[stone.subject_kind].FOLDER else "",
        "recalled": stone.is_document,
        "day": words.day(stone.withdrawn_at),
        "iso": words.iso_day(stone.withdrawn_at),
        "reason": stone.reason,
    }


def withdrawn_lines(public: PublicSet, *kinds: type[Row]) -> list[Facts]:
    """Return what was withdrawn of some kinds as lines of a list, the last first, of one day in the order of the kinds.

    What was read in one document and left with it on one day is one line: each by itself would say the same.
    """
    names = [NAMES[kind] for kind in kinds]
    gone = [stone for stone in public.all(Tombstone)[::-1] if stone.subject_kind in names]
    gone.sort(key=lambda stone: names.index(stone.subject_kind))
    gone.sort(key=lambda stone: words.iso_day(stone.withdrawn_at), reverse=True)
    leaving: dict[tuple[str, ...], list[Tombstone]] = {}
    for stone in gone:
        alone = "" if stone.is_read_in_document else stone.id
        day = words.iso_day(stone.withdrawn_at)
        leaving.setdefault((stone.subject_kind, stone.number, stone.kind, stone.day, day, alone), []).append(stone)
    return [_withdrawn_line(public, stones) for stones in leaving.values()]


def _withdrawn_line(public: PublicSet, stones: list[Tombstone]) -> Facts:
    first, documents = stones[0], read_in(public, stones[0])
    line = named(first)
    if len(stones) > 1:
        name = f"{len(stones)} {TABLES[first.subject_kind].WORD} trong {first.document_name}"
        line |= {"name": name, "href": _first_address(documents) or line["href"]}
    replacing = [found for key in first.replaced_by if (found := public.get(Instrument, key)) is not None]
    own = words.day(first.day) if first.subject_kind in DAYS else ""
    return line | {
        "own_day": f"{DAYS[first.subject_kind]} {own}" if own else "",
        "replaced_by": [instrument_line(row) for row in replacing],
    }


def _with_day(stone: Tombstone) -> str:
    return ", ngày ".join(filter(None, (stone.document_name, words.day(stone.day))))
