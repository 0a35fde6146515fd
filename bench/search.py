"""Search over many items beside PostgreSQL's full text, in one run: milliseconds a query, whether both find the same.

    .venv/bin/python bench/search.py [--items 1000000] [--rounds 3] [--keep FOLDER]

The items are made up from the trade's own phrases and drawn by a fixed seed: syllables are as uneven as in real
papers ("tỉnh" is in nearly every item, a document's number in one). PostgreSQL (`--postgres`, default
127.0.0.1:5432 as postgres) indexes the same folded text under the configuration `simple` with GIN, and is asked for the
same page in the same order: few hits ranked, many newest first. Each round asks every query once, the two in turn.
"""

import argparse
import os
import random
import resource
import sqlite3
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby
from pathlib import Path
from typing import TypeVar

import psycopg

from nghitrinh.bundle.database import open_database
from nghitrinh.bundle.indexing import Document, words_of, write_index
from nghitrinh.bundle.schema import SCHEMA_VERSION, TABLES
from nghitrinh.bundle.search import PAGE, RANKED, search
from nghitrinh.vietnamese import fold

T = TypeVar("T")
POSTGRES = os.environ.get("NGHITRINH_TEST_POSTGRES", "postgresql://postgres@127.0.0.1:5432/postgres")
KINDS = ("task", "task", "task", "decision", "decision", "item", "article", "instrument")
VERBS = """giao, thống nhất, cho ý kiến về, xem xét, phê duyệt, rà soát, hoàn thiện, báo cáo, đôn đốc, kiểm tra,
triển khai"""
SUBJECTS = """quy hoạch vùng công nghiệp động lực, chỉ tiêu sử dụng đất, kế hoạch đầu tư công trung hạn, đường vành đai,
cải cách hành chính, chuyển đổi số, phòng chống dịch bệnh, thu ngân sách nhà nước, giải phóng mặt bằng, cấp nước sạch,
xây dựng nông thôn mới, chương trình phát triển đô thị, quy chế làm việc, an toàn giao thông, bảo tồn di tích,
nhà ở xã hội, đào tạo nghề, đường sắt, xử lý rác thải, cụm công nghiệp, hồ chứa thủy lợi, trường trung học phổ thông"""
BODIES = """Ban Thường vụ Tỉnh ủy, Ủy ban nhân dân tỉnh, Sở Xây dựng, Sở Tài nguyên và Môi trường, Sở Tài chính,
Sở Kế hoạch và Đầu tư, Ban cán sự đảng, Hội đồng nhân dân tỉnh, Công an tỉnh, Sở Y tế, Sở Giáo dục, Văn phòng Tỉnh ủy"""
ONSETS = "b, c, ch, d, đ, g, gi, h, kh, l, m, n, ng, nh, ph, qu, r, s, t, th, tr, v, x"
RIMES = """a, à, á, ả, ạ, an, àn, án, ang, àng, áng, anh, ành, ánh, ao, ào, áo, ay, ây, ấy, ân, ấn, ập, ên, ền, iên,
iền, iện, inh, ình, ính, o, ò, ó, oa, oà, on, òn, ong, òng, óng, ô, ồ, ố, ông, ồng, ống, ơ, ờ, ới, ơn, ương, ường, ượng,
u, ù, ú, un, ung, ùng, uy, uyên, uyền, uyết, ư, ừ, ứ, ưng, ừng"""


def listed(text: str) -> list[str]:
    """Return the phrases of a list."""
    return [" ".join(each.split()) for each in text.split(",")]


_LISTED = {text: listed(text) for text in (VERBS, SUBJECTS, BODIES)}


@dataclass
class Corpus:
    """Draws items: places by a law of few common and many rare names, numbers that occur once."""

    chance: random.Random
    places: list[str]
    weights: list[float]

    def draw(self, count: int) -> Iterator[Document]:
        """Yield so many items, newest first."""
        for number in range(count):
            yield self._item(number, count)

    def _item(self, number: int, count: int) -> Document:
        def pick(text: str) -> str:
            return self.chance.choice(_LISTED[text])

        where = self.chance.choices(self.places, cum_weights=self.weights, k=5)
        title = f"{pick(VERBS).capitalize()} {pick(SUBJECTS)} {where[0]}"
        text = (
            f"{pick(BODIES)} {pick(VERBS)} {pick(SUBJECTS)} tại xã {where[1]}, huyện {where[2]}, tỉnh {where[3]}; "
            f"diện tích {self.chance.randrange(1, 9000)} ha. {pick(BODIES)} phối hợp {pick(BODIES)} {pick(VERBS)} "
            f"{pick(SUBJECTS)}, báo cáo "
            f"trước ngày {self.chance.randrange(1, 29)} tháng {self.chance.randrange(1, 13)}. "
            f"Văn bản số {number * 7919 % count + 100000}-TB/TU, nơi nhận: {pick(BODIES)}, huyện {where[4]}."
        )
        year, month = 2026 - number * 30 // count, 12 - number * 360 // count % 12
        return Document(
            self.chance.choice(KINDS),
            f"i{number:07d}",
            f"/ket-luan/i{number:07d}/",
            f"{year}-{month:02d}-01",
            title,
            text,
        )


def make_corpus(seed: int) -> Corpus:
    """Return a corpus with 20,000 names of two syllables, the n-th of them drawn in proportion to 1/n."""
    chance = random.Random(seed)  # noqa: S311 - a repeatable draw, no secret
    syllables = [onset + rime for onset in listed(ONSETS) for rime in listed(RIMES)]
    places = [" ".join(chance.sample(syllables, 2)).title() for _ in range(20_000)]
    return Corpus(chance, places, list(accumulate(1 / rank for rank in range(1, len(places) + 1))))


def queries_for(corpus: Corpus, count: int) -> list[tuple[str, str, str]]:
    """Return (class, query, kind): common and rare, one and several words, with and without accents, by kind."""
    places = corpus.places
    middle, rare = places[200:1000:100], places[15_000:19_000:500]
    common = ["tỉnh", "tinh", "huyện", "công nghiệp", "cong nghiep", "báo cáo", "ủy ban nhân dân tỉnh", "so xay dung"]
    named = [*(("a place", each, "") for each in middle), *(("a rare place", each, "") for each in rare)]
    return [
        *(("common", each, "") for each in common),
        *(("common, of one kind", each, "article") for each in common),
        *named,
        *((f"{what}, no accents", fold(each), "") for what, each, _ in named),
        *(("common + place", f"công nghiệp {each}", "") for each in middle),
        *(("common + rare place", f"tỉnh {each}", "") for each in rare),
        *(("rare place, of one kind", each, "decision") for each in rare),
        *(("a number", str(100_000 + number * count // 9), "") for number in range(1, 8)),
        *(("common + a number", f"văn bản số {100_000 + number * count // 9}", "") for number in range(1, 8)),
        *(("nothing", each, "") for each in ("zzyzx", "tỉnh zzyzx", "công nghiệp qwert")),
    ]


def build_ours(folder: Path, items: Iterator[Document]) -> float:
    """Write our indexes, one for each year as a release has them; return the seconds that it took."""
    begun = time.perf_counter()
    folder.mkdir(parents=True)
    for year, found in groupby(items, key=lambda each: each.day[:4]):
        _write_year(folder / f"{year}.sqlite", found)
    return time.perf_counter() - begun


def _write_year(path: Path, items: Iterator[Document]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    connection.execute("PRAGMA journal_mode = OFF")
    connection.execute("PRAGMA synchronous = OFF")
    connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION}")
    connection.execute("BEGIN")
    write_index(connection, items)
    connection.execute("COMMIT")
    connection.close()


def build_theirs(connection: "psycopg.Connection[tuple[object, ...]]", items: Iterator[Document]) -> float:
    """Fill and index a table of PostgreSQL; return the seconds that it took."""
    begun = time.perf_counter()
    connection.execute("DROP TABLE IF EXISTS nghitrinh_bench")
    connection.execute(
        "CREATE UNLOGGED TABLE nghitrinh_bench (number int, kind text, id text, address text, day text, title text, "
        "body text, words tsvector)"
    )
    copy = "COPY nghitrinh_bench (number, kind, id, address, day, title, body, words) FROM STDIN"
    with connection.cursor().copy(copy) as stream:
        stream.set_types(["int4", "text", "text", "text", "text", "text", "text", "text"])
        for number, each in enumerate(items, start=1):
            row = (number, each.kind, each.id, each.address, each.day, each.title, each.text)
            stream.write_row((*row, _vector(f"{each.title} {TABLES[each.kind].WORD} {each.text}")))
    connection.execute("ALTER TABLE nghitrinh_bench ADD PRIMARY KEY (number)")
    connection.execute("SET maintenance_work_mem = '1GB'")
    connection.execute("CREATE INDEX ON nghitrinh_bench USING gin (words)")
    connection.execute("CREATE INDEX ON nghitrinh_bench (kind, number)")
    connection.execute("VACUUM ANALYZE nghitrinh_bench")
    return time.perf_counter() - begun


def _vector(text: str) -> str:
    """Return the words of a text in PostgreSQL's own notation, cut as ours are, so that both index the same."""
    places: dict[str, list[str]] = {}
    for number, word in enumerate(words_of_all(text), start=1):
        places.setdefault(word, []).append(str(number))
    return " ".join(f"{word}:{','.join(found)}" for word, found in places.items())


def words_of_all(text: str) -> list[str]:
    """Return every folded word of a text."""
    return "".join(char if char.isalnum() else " " for char in fold(text)).split()


def ask_theirs(connection: "psycopg.Connection[tuple[object, ...]]", query: str, kind: str) -> list[str]:
    """Return a page of identifiers from PostgreSQL: few hits ranked, many newest first."""
    wanted = " & ".join(fold(word) for word in words_of(query))
    where = "words @@ to_tsquery('simple', %s)" + (" AND kind = %s" if kind else "")
    given = (wanted, kind) if kind else (wanted,)
    counted = f"SELECT count(*) FROM (SELECT 1 FROM nghitrinh_bench WHERE {where} LIMIT {RANKED + 1}) AS found"  # noqa: S608
    row = connection.execute(counted.encode(), given).fetchone()
    few = row is not None and int(str(row[0])) <= RANKED
    order = "ts_rank(words, to_tsquery('simple', %s)) DESC, number" if few else "number"
    page = (
        f"SELECT id, kind, address, day, title, body FROM nghitrinh_bench WHERE {where} ORDER BY {order} LIMIT {PAGE}"  # noqa: S608
    )
    rows = connection.execute(page.encode(), (*given, wanted) if few else given).fetchall()
    return [str(row[0]) for row in rows]


@dataclass
class Times:
    """What one query took, in milliseconds, and what it found."""

    kind: str
    query: str
    ours: list[float]
    theirs: list[float]
    differs: bool = False


def measure(
    ours: list[sqlite3.Connection],
    theirs: "psycopg.Connection[tuple[object, ...]]",
    asked: list[tuple[str, str, str]],
    rounds: int,
) -> list[Times]:
    """Ask every query of both, in turn, so often; the first asking of each is not counted."""
    taken = {each: Times(each[0], each[1], [], []) for each in asked}
    for turn in range(rounds + 1):
        for each in asked:
            _, query, kind = each
            own, found = _timed(lambda query=query, kind=kind: search(ours, query, kind=kind))
            other, listed = _timed(lambda query=query, kind=kind: ask_theirs(theirs, query, kind))
            if turn:
                taken[each].ours.append(own)
                taken[each].theirs.append(other)
            order = [hit.id for hit in found.hits]
            # Accents that were typed come first in ours alone, and few hits are ranked by each in its own way.
            same_order = found.more and query == fold(query)
            taken[each].differs = order != listed if same_order else len(order) != len(listed)
    return list(taken.values())


def _timed(ask: Callable[[], T]) -> tuple[float, T]:
    begun = time.perf_counter()
    found = ask()
    return (time.perf_counter() - begun) * 1000, found


def percentile(values: list[float], share: float) -> float:
    """Return the value below which a share of them lies."""
    return sorted(values)[min(len(values) - 1, int(len(values) * share))]


def table(taken: list[Times]) -> str:
    """Return the figures in Markdown: a line a class of queries, and one of all."""
    lines = [
        "| queries | how many | ours, median ms | ours, p95 ms | PostgreSQL, median ms | PostgreSQL, p95 ms |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
    ]
    for name in [*dict.fromkeys(each.kind for each in taken), "**all**"]:
        chosen = [each for each in taken if name in (each.kind, "**all**")]
        ours = [statistics.median(each.ours) for each in chosen]
        theirs = [statistics.median(each.theirs) for each in chosen]
        figures = [statistics.median(ours), percentile(ours, 0.95), statistics.median(theirs), percentile(theirs, 0.95)]
        lines.append(f"| {name} | {len(chosen)} | " + " | ".join(f"{each:.2f}" for each in figures) + " |")
    return "\n".join(lines)


def report(taken: list[Times]) -> str:
    """Return table, ratio and agreement in Markdown."""
    ours = percentile([statistics.median(each.ours) for each in taken], 0.95)
    theirs = percentile([statistics.median(each.theirs) for each in taken], 0.95)
    differing = [each.query for each in taken if each.differs]
    found = f"{len(taken) - len(differing)} of {len(taken)} queries find the same"
    found += f"; not {', '.join(differing)}" if differing else ""
    return f"{table(taken)}\n\np95 {ours:.2f} ms beside {theirs:.2f} ms: {theirs / ours:.1f} times as fast. {found}."


def main() -> None:
    """Build both indexes, ask both, print a table in Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, default=1_000_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--postgres", default=POSTGRES)
    parser.add_argument("--keep", type=Path, help="a folder that keeps our indexes; found there, neither is built anew")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, connected(given.postgres) as theirs:
        years = (given.keep or Path(folder)) / f"search-{given.items}"
        if not years.exists():
            build(years, theirs, given.items)
        ours = [open_database(path) for path in sorted(years.iterdir(), reverse=True)]
        taken = measure(ours, theirs, queries_for(make_corpus(5), given.items), given.rounds)
        for database in ours:
            database.close()
        if not given.keep:
            theirs.execute("DROP TABLE nghitrinh_bench")
    print(report(taken))


def connected(address: str) -> "psycopg.Connection[tuple[object, ...]]":
    """Return a connection, or end with what to do."""
    try:
        return psycopg.connect(address, autocommit=True)
    except psycopg.OperationalError as error:
        raise SystemExit(f"--postgres: found no server at {address} ({error}), expected one to compare with") from None


def build(years: Path, theirs: "psycopg.Connection[tuple[object, ...]]", items: int) -> None:
    """Build both indexes over the same items, and say what it took."""
    ours = build_ours(years, make_corpus(5).draw(items))
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    other = build_theirs(theirs, make_corpus(5).draw(items))
    size = theirs.execute("SELECT pg_total_relation_size('nghitrinh_bench') / 1000000").fetchone()
    own_size = sum(path.stat().st_size for path in years.iterdir()) // 1_000_000
    print(
        f"{items:,} items. Ours: {ours:.0f} s, {own_size} MB, peak {memory} MB of memory. ",
        end="",
    )
    print(f"PostgreSQL: {other:.0f} s, {size[0] if size else '?'} MB.\n")


if __name__ == "__main__":
    main()
