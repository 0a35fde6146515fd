"""Atom feeds that the portal makes of the release when they are asked for: of a kind, a body, a search, of corrections.

A publication pays nothing for them, and there is one for each query that anyone can think of. An entry has the time at
which something last happened to it; a feed that of the release, which never goes back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from itertools import islice
from textwrap import shorten
from typing import Any
from uuid import NAMESPACE_OID, uuid5

from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape

from nghitrinh.bundle.addresses import address
from nghitrinh.bundle.schema import (
    NAMES,
    NO_SITE,
    TABLES,
    Article,
    Correction,
    Decision,
    Instrument,
    Item,
    Meeting,
    Point,
    Row,
    Task,
    TaskEvent,
    Tombstone,
)
from nghitrinh.portal import words
from nghitrinh.portal.answers import Answer
from nghitrinh.portal.filters import condition, day_column
from nghitrinh.portal.release import OpenRelease
from nghitrinh.portal.searching import LONGEST, PARAMETERS, Query, Wrong
from nghitrinh.vietnamese import in_one_line, sentences, writable

LENGTH, KEPT = 50, 500
OF_A_SEARCH = "/tra-cuu/feed.atom"
VIETNAM = timezone(timedelta(hours=7))
SHORT = 400  # letters of a summary
OF_A_KIND: dict[str, type[Any]] = {f"/{kind.FOLDER}/feed.atom": kind for kind in (Decision, Task, Instrument)}
_OF_A_BODY: tuple[type[Any], ...] = (Meeting, Decision, Task, Instrument)


@dataclass(frozen=True)
class Entry:
    """One entry: what it is about, its words, and when something last happened to it."""

    id: str
    title: str
    summary: str
    link: str
    updated: datetime


def feed(release: OpenRelease, path: str, given: Mapping[str, str]) -> Answer | None:
    """Return the feed at an address, or what is wrong with its parameters; None where no feed can be.

    One that is not narrowed as it was asked looks like one that is, to whoever follows it.
    """
    query = Query.of(release, given)
    wrong = [*_wrong(path, query, given)]
    name = query.link(path) if path == OF_A_SEARCH else path
    if wrong and (path == OF_A_SEARCH or name in release.feeds or _made(release, path, query) is not None):
        return refused(*wrong)
    if name not in release.feeds:
        made = _made(release, path, query)
        if made is None:
            return None
        if len(release.feeds) >= KEPT:
            release.feeds.clear()
        title, entries = made
        release.feeds[name] = _written(release, name, title, entries)
    tag = f'"{release.bundle.manifest.digest[:24]}-{uuid5(NAMESPACE_OID, name).hex[:12]}"'
    head = (("ETag", tag), ("Cache-Control", "no-cache"), ("Access-Control-Allow-Origin", "*"))
    return Answer(200, "application/atom+xml; charset=utf-8", release.feeds[name], head)


def refused(*lines: str) -> Answer:
    """Return the answer to parameters that cannot be understood: a line for each."""
    content = "".join(f"{line}\n" for line in lines).encode()
    return Answer(400, "text/plain; charset=utf-8", content, (("Access-Control-Allow-Origin", "*"),))


def _wrong(path: str, query: Query, given: Mapping[str, str]) -> Iterator[str]:
    """Yield what cannot be done as it was asked, each with the parameter, what was found and what is expected."""
    if path != OF_A_SEARCH:
        for name in PARAMETERS:
            if name in given:
                yield Wrong(given[name][:LONGEST], f"bỏ đi: chỉ {OF_A_SEARCH} lọc được").line(name)
        return
    yield from (wrong.line(name) for name, wrong in query.wrong.items() if name != "trang")
    if "trang" in given:
        yield Wrong(given["trang"][:LONGEST], "bỏ đi: nguồn tin không chia trang").line("trang")


def _made(release: OpenRelease, path: str, query: Query) -> tuple[str, list[Entry]] | None:
    if path == OF_A_SEARCH:
        hits = query.found(release).hits
        rows = filter(None, (release.bundle.get(TABLES[hit.kind], hit.id) for hit in hits))
        gone = filter(None, (release.bundle.get(Tombstone, hit.id) for hit in hits if hit.withdrawn))
        return f"Tra cứu: {query.words}" if query.words else "Tra cứu", _entries(release, rows, gone)
    if path == "/dinh-chinh.atom":
        return "Đính chính, thu hồi", _corrections(release)
    if (kind := OF_A_KIND.get(path)) is not None:
        return kind.WORD.capitalize(), _entries(release, release.bundle.rows(kind), _withdrawn(release, kind))
    body = path.removeprefix("/co-quan/").removesuffix("/feed.atom")
    if path != f"/co-quan/{body}/feed.atom" or body not in release.bundle.organizations:
        return None
    return release.bundle.organizations[body], _entries(release, *_of_body(release, body))


def _of_body(release: OpenRelease, body: str) -> tuple[list[Row], list[Tombstone]]:
    rows: list[Row] = []
    for kind in _OF_A_BODY:
        where, values = condition(kind, {"body": body})
        rows += release.bundle.rows(kind, where=where, given=values)
    return rows, [row for kind in _OF_A_BODY for row in _withdrawn(release, kind) if row.organization_id == body]


def _withdrawn(release: OpenRelease, kind: type[Any]) -> list[Tombstone]:
    """Return what was withdrawn of a kind: who follows a feed and has read it learns that it holds no more."""
    return list(release.bundle.rows(Tombstone, where="subject_kind = ?", given=(NAMES[kind],)))


def _entries(release: OpenRelease, rows: Iterable[Any], withdrawn: Iterable[Tombstone] = ()) -> list[Entry]:
    """Return the entries of rows, the one to which something happened last first."""
    happened = _happened(release)
    found = [(moment, row.id, row) for row in rows if (moment := _updated(row, happened)) is not None]
    found += [(_moment(stone.withdrawn_at), stone.id, stone) for stone in withdrawn]
    newest = sorted(found, key=lambda each: each[:2], reverse=True)[:LENGTH]
    said = _said(release, [row for *_, row in newest])
    return [Entry(key, _title(row), _summary(row, said), address(row), moment) for moment, key, row in newest]


def _said(release: OpenRelease, rows: Iterable[Any]) -> dict[str, str]:
    """Return what decisions among some rows say, in short: the words of their outcomes, then those of their points."""
    keys = [row.id for row in rows if isinstance(row, Decision)]
    where = f"decision_id IN ({', '.join('?' * len(keys))})"
    points = sorted(release.bundle.rows(Point, where=where, given=(*keys,)), key=lambda row: row.position)
    said: dict[str, list[str]] = {key: [] for key in keys}
    for row in points:
        said[row.decision_id] += [row.outcome_label, row.text]
    return {
        key: shorten(sentences(*map(in_one_line, dict.fromkeys(texts))), SHORT, placeholder=" …")
        for key, texts in said.items()
    }


def _title(row: Any) -> str:
    if isinstance(row, Tombstone):
        return f"{'Đã thu hồi' if row.is_document else 'Đã rút'}: {row.name or f'một {TABLES[row.subject_kind].WORD}'}"
    text = getattr(row, "title", "") or getattr(row, "text", "") or getattr(row, "name", "")
    named = words.meeting(row) if isinstance(row, Meeting) else text
    return f"{named} (minh họa)" if row.illustrative else named


def _summary(row: Any, said: Mapping[str, str]) -> str:
    """Return what an entry says of its row besides the title: there is always something."""
    match row:
        case Tombstone():
            summary = f"Lý do: {row.reason}" if row.reason else ""
        case Task():
            summary = words.task(row)
        case Decision():
            summary = said[row.id]
        case Instrument():
            summary = ", ban hành ngày ".join(filter(None, (words.document(row), words.day(row.issued_on))))
        case Meeting():
            state = words.MEETING_STATES.get(row.state, row.state)
            summary = sentences(words.capital(state), f"Ngày {words.day(row.starts_at)}", row.place)
        case Article():
            summary = row.lead or shorten(next(iter(row.paragraphs), ""), SHORT, placeholder=" …")
        case Item():
            summary = f"Nội dung {row.position}"
        case _:
            summary = getattr(row, "kind", "")
    return summary or words.capital(type(row).WORD)


def _updated(row: Any, happened: Callable[[Any], Iterable[str]]) -> datetime | None:
    """Return when something last happened to a row that has happened: a deadline to come is no event."""
    own = row.finished_on if isinstance(row, Task) else getattr(row, day_column(type(row)) or "id")
    moments = [_moment(text) for text in (own if day_column(type(row)) else "", *happened(row)) if text]
    return max(moments, default=None)


def _happened(release: OpenRelease) -> Callable[[Any], Iterable[str]]:
    """Return what tells the times of what happened to a row: corrections, events, the decision of a task."""
    if release.happened is None:
        found: dict[str, list[str]] = {}
        for correction in release.bundle.rows(Correction):
            found.setdefault(correction.subject_id, []).append(correction.corrected_at)
        for event in release.bundle.rows(TaskEvent):
            found.setdefault(event.task_id, []).append(event.happened_at)
        decided = {row.id: row.decided_on for row in release.bundle.rows(Decision)}
        for task in release.bundle.rows(Task):
            found.setdefault(task.id, []).append(decided.get(task.decision_id, ""))
        release.happened = found
    times = release.happened
    return lambda row: times.get(row.id, ())


def _corrections(release: OpenRelease) -> list[Entry]:
    """Return what was corrected and withdrawn last: who follows what changed of what they read learns of both.

    What the correction of a decision changed in a task is told once, as the decision's; what was withdrawn and has no
    address of its own is told with what it was read in.
    """
    rows = (row for row in release.bundle.rows(Correction) if row.subject_kind != NAMES[Task])
    newest = sorted(rows, key=lambda row: (row.corrected_at, row.id), reverse=True)
    corrected = [_correction(release, row) for row in islice(newest, LENGTH)]
    stones = [
        row for row in release.bundle.rows(Tombstone) if row.name and not row.is_read_in_document and address(row)
    ]
    found = [*corrected, *_entries(release, (), stones)]
    return sorted(found, key=lambda entry: (entry.updated, entry.id), reverse=True)[:LENGTH]


def _correction(release: OpenRelease, row: Correction) -> Entry:
    kind = TABLES.get(row.subject_kind)
    subject = release.bundle.get(kind, row.subject_id) if kind is not None else None
    what = f": {_title(subject)}" if subject is not None and hasattr(subject, "illustrative") else ""
    changed = f"{row.old} → {row.new}" if row.old and row.new else row.old or row.new
    summary = sentences(changed, f"Lý do: {row.reason}" if row.reason else "")
    link = address(subject) if subject is not None else "/"
    return Entry(row.id, f"{row.field[:1].upper()}{row.field[1:]}{what}", summary, link, _moment(row.corrected_at))


def _moment(text: str) -> datetime:
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=VIETNAM)


class _Feed(Atom1Feed):
    """A feed that says itself when it was updated."""

    moment = datetime(1970, 1, 1, tzinfo=VIETNAM)

    def latest_post_date(self) -> datetime:
        return self.moment


def _written(release: OpenRelease, name: str, title: str, entries: Iterable[Entry]) -> bytes:
    site = release.site or NO_SITE
    page = name.replace("feed.atom", "").replace("/dinh-chinh.atom", "/")
    found = _Feed(
        title=f"{title} · {site.name}",
        link=f"{site.address}{page}",
        description="",
        language="vi",
        feed_url=f"{site.address}{name}",
        feed_guid=uuid5(NAMESPACE_OID, f"{site.id}:{name}").urn,
        author_name=site.name,
    )
    found.moment = _moment(release.bundle.manifest.at)
    for entry in entries:
        found.add_item(
            title=writable(entry.title),
            link=f"{site.address}{entry.link}",
            description=str(escape(writable(entry.summary))),
            unique_id=f"urn:uuid:{entry.id}",
            updateddate=entry.updated,
        )
    return str(found.writeString("utf-8")).encode()
