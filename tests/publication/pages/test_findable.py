"""Every word of a row that a public page shows leads back: search finds that page, or a row that it links to."""

import dataclasses
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from lxml import html
from tests.publication.pages.sample import release_of, sample_rows

from nghitrinh.bundle.database import open_database, write_database
from nghitrinh.bundle.schema import NAMES, Resumption, Row, Site, Tombstone
from nghitrinh.bundle.search import search
from nghitrinh.bundle.years import split
from nghitrinh.publication.pages import render_pages

# Columns that are no words of somebody: identifiers, codes, days, addresses, and what a digest or a number is.
MADE = re.compile(
    r"(^|_)(id|on|at|by|to|kind|form|state|outcome|address|digest|image|punctuality|low|high|before|after|media_type)$"
)
WORDS_ALL_THE_SAME = {"meeting.kind", "instrument.kind", "organization.kind", "paper.kind", "taskevent.due_text_before"}
SEVERAL = {"chairs", "further_numbers", "places", "paragraphs", "signature"}
OF_ITSELF = (Site, Tombstone, Resumption)  # the release's own words, and those about what is no more to be found
NAMED_ELSEWHERE = {"organization.name", "organization.short_name"}  # on a line that leads to what the body did


def _is_words(row: Row, field: dataclasses.Field[object]) -> bool:
    name = f"{NAMES[type(row)]}.{field.name}"
    is_text = field.name in SEVERAL or (field.type in ("str", str) and not MADE.search(field.name))
    return not isinstance(row, OF_ITSELF) and (is_text or name in WORDS_ALL_THE_SAME)


def replaced(row: Any, given: dict[str, Any]) -> Row:
    """Return a row with other values."""
    changed: Row = dataclasses.replace(row, **given)
    return changed


def _marked() -> tuple[list[Row], dict[str, str]]:
    """Return the rows with a word of its own in every column of words, and where each word stands."""
    rows, marks = list[Row](), dict[str, str]()
    for row in sample_rows():
        given: dict[str, Any] = {}
        for field in dataclasses.fields(row):
            if _is_words(row, field):
                mark = f"zq{len(marks)}x"
                given[field.name] = mark if field.name not in SEVERAL else (mark,)
                marks[mark] = f"{NAMES[type(row)]}.{field.name}"
        rows.append(replaced(row, given))
    return rows, marks


def _pages(rows: list[Row]) -> Iterator[tuple[str, str, set[str]]]:
    """Yield each page: its address, the words of its main part, and the addresses that it links to."""
    for path, data in render_pages(release_of(rows)):
        if path.endswith(".html") and b"<main" in data:
            (main,) = html.fromstring(data).xpath("//main")
            links = {str(each.get("href")).split("#")[0] for each in main.xpath(".//a[@href]")}
            yield "/" + path.removesuffix("index.html"), main.text_content(), links


def test_every_word_that_a_page_shows_finds_it_or_a_row_of_it(tmp_path: Path) -> None:
    rows, marks = _marked()
    shards = split({name: [row for row in rows if NAMES[type(row)] == name] for name in NAMES.values()})
    for shard, tables in shards.items():
        write_database(tmp_path / f"{shard}.sqlite", tables)
    databases = [open_database(path) for path in sorted(tmp_path.glob("*.sqlite"), reverse=True)]
    lost, seen = set(), set()
    for here, text, links in _pages(rows):
        for mark in set(re.findall(r"zq\d+x", text)):
            seen.add(marks[mark])
            found = {hit.address.split("#")[0] for hit in search(databases, mark).hits}
            if not found or (not found & {here, *links} and marks[mark] not in NAMED_ELSEWHERE):
                lost.add((marks[mark], "/".join(here.split("/")[:2]), tuple(found)))
    assert sorted(lost) == []
    shown = ("item.title", "paper.title", "paper.number", "correction.reason", "task.result", "instrument.signature")
    assert {
        *shown,
        "instrument.paragraphs",
        "article.byline",
        "figure.quantity",
        "point.text",
        "file.name",
        "source.title",
    } <= seen
