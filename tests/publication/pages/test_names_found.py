"""Whatever a public page shows as a name finds what it names, typed or pasted, with or without what is before it."""

import re
import sqlite3
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import html
from tests.publication.pages.sample import release_of, sample_rows
from tests.publication.pages.withdrawal import reissued, withdrawn

from nghitrinh.bundle.database import open_database, write_database
from nghitrinh.bundle.schema import NAMES, TABLES, Row
from nghitrinh.bundle.search import search
from nghitrinh.bundle.years import split
from nghitrinh.publication.pages import render_pages
from nghitrinh.vietnamese import fold

FOLDERS = {kind.FOLDER: kind for kind in TABLES.values() if kind.FOLDER}
OF_AN_OBJECT = re.compile(rf"/(?P<folder>{'|'.join(FOLDERS)})/(?!nam/)(?P<key>[^/#]+)/")
COUNTED = re.compile(r"^\d+ (?=(kết luận|việc giao) trong )")  # how many left with one document
NO_NAMES = {"Toàn bộ hồ sơ hội nghị"}  # what a link is called by what one does there
HAPPENED = re.compile(r" (đã thu hồi|đã rút khỏi trang công khai)$")
RECORDS = {"sample": sample_rows, "withdrawn": withdrawn, "reissued": reissued}


def _names(rows: list[Row]) -> Iterator[tuple[str, str, frozenset[str]]]:
    """Yield each name that a page shows, where it leads or stands, and to what its page leads besides."""
    for path, content in render_pages(release_of(rows)):
        if not path.endswith(".html") or b"<main" not in content:
            continue
        (main,) = html.fromstring(content).xpath("//main")
        here = "/" + path.removesuffix("index.html")
        links = frozenset(str(each.get("href")) for each in main.xpath(".//a[@href]"))
        if OF_AN_OBJECT.fullmatch(here):
            (head,) = main.xpath(".//h1")
            yield HAPPENED.sub("", " ".join(head.text_content().split())), here, links
        for link in main.xpath(".//a[@href][not(ancestor::ol[@class='timeline'])]"):  # these say what happened
            name = " ".join(link.text_content().split())
            if OF_AN_OBJECT.fullmatch(str(link.get("href"))) and name and name not in NO_NAMES:
                yield COUNTED.sub("", name), str(link.get("href")), frozenset()


def shapes(name: str, word: str) -> Iterator[str]:
    """Yield a name as people type it, and as they paste it from a paper or a page."""
    yield name
    yield fold(name)
    yield name.upper()
    yield unicodedata.normalize("NFD", name)
    yield name.replace(" ", "\xa0")
    yield re.sub(r"(?<=\d)/(?=[A-Z])", " / ", name.replace("-", " – "))
    yield f"“{name}”."
    yield f"{word.capitalize()}: {name}"
    yield f"{word} {name}"
    yield f"{fold(word)} {fold(name)}"
    if (found := re.search(r"\d+\S*$", name)) and "ngày" not in name:
        before, number = name[: found.start()], found[0]
        for label in ("Số: ", "Số ", "số:", "SỐ ", "so ", "Số, ký hiệu: ", "Số hiệu "):
            yield f"{label}{number}"
            yield f"{before}{label}{number}"
        yield f"{before}0{number}"
        yield f"{word} số {number}"


def _databases(folder: Path, rows: list[Row]) -> list[sqlite3.Connection]:
    for shard, tables in split({name: [row for row in rows if NAMES[type(row)] == name] for name in TABLES}).items():
        write_database(folder / f"{shard}.sqlite", tables)
    return [open_database(path) for path in sorted(folder.glob("*.sqlite"), reverse=True)]


@pytest.mark.parametrize("record", RECORDS)
def test_a_name_finds_what_it_names_in_every_shape(tmp_path: Path, record: str) -> None:
    databases = _databases(tmp_path, RECORDS[record]())
    named, lost = set[str](), set[tuple[str, str]]()
    for name, address, links in dict.fromkeys(_names(RECORDS[record]())):
        at = OF_AN_OBJECT.fullmatch(address)
        assert at is not None
        named.add(at["folder"])
        for shape in shapes(name, FOLDERS[at["folder"]].WORD):
            found = {hit.address.split("#")[0] for hit in search(databases, shape).hits}
            # What was read in a document and left with it has no other number than that document's.
            if not found & {address, *(links if name.startswith(("Kết luận trong", "Việc giao trong")) else ())}:
                lost.add((shape, address))
    assert sorted(lost) == []
    assert named >= ({*FOLDERS} if record == "sample" else {"van-ban", "hoi-nghi", "co-quan"})


@pytest.mark.parametrize(
    "asked", ["Số: 119/TB-UBND", "Số 119/TB-UBND", "119", "119/TB", "Văn bản số 119/TB-UBND ngày 13/9/2021"]
)
def test_a_withdrawn_notice_is_found_by_its_number_however_it_is_written(tmp_path: Path, asked: str) -> None:
    (hit,) = search(_databases(tmp_path, withdrawn()), asked).hits
    assert (hit.address, hit.withdrawn) == ("/van-ban/notice-119/", "2021-09-20")


def test_a_label_is_no_label_where_no_number_follows(tmp_path: Path) -> None:
    databases = _databases(tmp_path, sample_rows())
    assert search(databases, "Số").total == search(databases, "số").total
    assert not search(databases, "sở 128-TB/TU của tỉnh khác").hits
