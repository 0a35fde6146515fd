"""Which database of a release a row stands in: `public.sqlite`, or the one of its meeting's year.

A meeting stands with all that hangs under it, and with the sources and files that it cites, in `years/<year>.sqlite`: a
year can be read alone, and a change costs its year. What belongs to no meeting stands in `public.sqlite`. Sources and
files can so stand in several databases, each time the same; every other row stands in one.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from nghitrinh.bundle.schema import (
    NAMES,
    TABLES,
    Article,
    Correction,
    File,
    Instrument,
    Meeting,
    Row,
    Rows,
    Source,
)

Tables = dict[str, list[Row]]
COMMON = ""  # the shard of what belongs to no meeting
SHARED = (Source, File)
# The fields by which a row hangs under others. Parents are listed before their children, as the tables are.
PARENTS: dict[type[Row], tuple[str, ...]] = {kind: kind.PARENTS for kind in TABLES.values() if kind.PARENTS}


def database_path(shard: str) -> str:
    """Return where the database of a shard lies in a release."""
    return f"years/{shard}.sqlite" if shard else "public.sqlite"


def shards_in(paths: Iterable[str]) -> list[str]:
    """Return the years whose databases are among the paths of a release, the newest first."""
    names = (path.removeprefix("years/").removesuffix(".sqlite") for path in paths if path.startswith("years/"))
    return sorted(names, reverse=True)


def year_of(meeting: Meeting) -> str:
    """Return the shard of a meeting: the four digits of its year."""
    return meeting.starts_at[:4]


def meetings_of(rows: Rows) -> dict[str, str]:
    """Return the meeting that each row belongs to, by the row's identifier; a row of no meeting is not in it.

    A correction belongs to what was corrected; sources and files are not in it, for several meetings can cite them.
    """
    meetings = {row.id: row.id for row in rows.get("meeting", ())}
    for kind, (field, *_) in PARENTS.items():
        for row in rows.get(NAMES[kind], ()):
            parent = meetings.get(getattr(row, field))
            if parent is not None:
                meetings[row.id] = parent
    for row in rows.get("correction", ()):
        if isinstance(row, Correction) and row.subject_id in meetings:
            meetings[row.id] = meetings[row.subject_id]
    return meetings


def split(rows: Rows) -> dict[str, Tables]:
    """Return all rows of a release by shard; the common one is always there."""
    tables = {name: list(rows.get(name, ())) for name in TABLES}
    meetings = meetings_of(tables)
    years = {row.id: year_of(row) for row in tables["meeting"] if isinstance(row, Meeting)}
    shards: dict[str, Tables] = {COMMON: empty()}
    for name, kind in TABLES.items():
        for row in tables[name] if kind not in SHARED else ():
            shard = years[meetings[row.id]] if row.id in meetings else COMMON
            shards.setdefault(shard, empty())[name].append(row)
    for rows_of_shard in shards.values():
        share(rows_of_shard, tables["source"], tables["file"])
    _keep_uncited(shards, tables)
    return shards


def empty() -> Tables:
    """Return tables without rows."""
    return {name: [] for name in TABLES}


def share(shard: Tables, sources: Iterable[Row], files: Iterable[Row]) -> None:
    """Let a shard hold those sources and files that its rows cite."""
    cited = citations(shard)
    shard["source"] = [row for row in sources if row.id in cited]
    shard["file"] = [row for row in files if row.id in cited]


def citations(shard: Mapping[str, Sequence[Row]]) -> set[str]:
    """Return the identifiers of the sources and files that the rows of a shard cite."""
    return {each for rows in shard.values() for row in rows for each in _cited(row)}


def _cited(row: Row) -> Iterator[str]:
    yield getattr(row, "source_id", "")
    if isinstance(row, Instrument):
        yield from row.files
    elif isinstance(row, Article):
        yield row.image


def _keep_uncited(shards: dict[str, Tables], tables: Tables) -> None:
    """What nobody cites stands in the common shard: no row that was given is lost."""
    for name in ("source", "file"):
        placed = {row.id for shard in shards.values() for row in shard[name]}
        shards[COMMON][name] += [row for row in tables[name] if row.id not in placed]


def merge(old: Tables, fresh: Tables, renewed: set[str]) -> Tables:
    """Return a year's rows with those of the renewed meetings replaced by fresh ones.

    `old` are the rows of the year as it was, `fresh` those of the renewed meetings that fall in it now.
    """
    meetings = meetings_of(old)
    kept = {name: [row for row in rows if meetings.get(row.id) not in renewed] for name, rows in old.items()}
    found = joined(fresh, kept)
    share(found, found["source"], found["file"])
    return found


def joined(one: Tables, other: Tables) -> Tables:
    """Return the rows of both; of a source or file that both cite, the one's."""
    both = {name: [*one[name], *other[name]] for name in TABLES}
    for kind in SHARED:
        both[NAMES[kind]] = list({row.id: row for row in reversed(both[NAMES[kind]])}.values())
    return both
