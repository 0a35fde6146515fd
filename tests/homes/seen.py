"""What readers see of a release: its rows as they download them, and its pages as they read them.

A page is the words, the links and the labels on it, one a line, without its markup: a page that is only written in
another way is the same page. A feed and a calendar are what their entries say.
"""

import re
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

Rows = dict[str, dict[str, dict[str, Any]]]
_OF_THE_INDEX = {"document", "search"}
_SAYING = ("href", "src", "alt", "aria-label", "title", "content")
_SILENT = {"script", "style", "link"}


def rows_of(release: Path) -> Rows:
    """Return every public row by table and identifier, whichever file of the release it is in."""
    found: Rows = {}
    for file in [release / "public.sqlite", *sorted((release / "years").glob("*.sqlite"))]:
        with closing(sqlite3.connect(file)) as database:
            database.row_factory = sqlite3.Row
            for (table,) in database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall():
                if table not in _OF_THE_INDEX:
                    rows = database.execute(f"SELECT * FROM {table}")
                    found.setdefault(table, {}).update({row["id"]: dict(row) for row in rows})
    return found


def pages_of(release: Path) -> dict[str, str]:
    """Return every page of a release by its path, as it is read."""
    folder = release / "pages"
    paths = {path.relative_to(folder).as_posix(): path for path in sorted(folder.rglob("*")) if path.is_file()}
    return {
        name: _as_read(path)
        for name, path in paths.items()
        if not name.startswith("static/") and path.suffix not in (".br", ".gz")
    }


def _as_read(path: Path) -> str:
    text = path.read_bytes().decode()
    if path.suffix == ".html":
        text = _WHOLE.sub(r"\1", text)  # that no line breaks there is nothing that is read
        return _Reader(text).text
    if path.suffix == ".ics":
        return "\n".join(_events(text))
    if path.suffix in (".atom", ".xml"):
        return "\n".join(_elements(ElementTree.fromstring(text)))  # noqa: S314 - our own
    return text


def _events(text: str) -> Iterator[str]:
    """Yield what a calendar says, event by event: the order of an event's lines, and their folding, say nothing."""
    for event in text.replace("\r\n ", "").split("BEGIN:VEVENT"):
        yield "\n".join(sorted(event.split("\r\n")))


def _elements(element: ElementTree.Element, depth: int = 0) -> Iterator[str]:
    """Yield what an element and those in it say. The order in which a feed names its parts says nothing, that of its
    entries does; a link without a relation is to an alternate (RFC 4287, 4.2.7.2).
    """
    attributes = sorted(set(element.attrib.values()) - {"alternate"})
    yield " ".join([element.tag.rpartition("}")[2], *attributes, (element.text or "").strip()]).strip()
    parts = ["\n".join(_elements(each, depth + 1)) for each in element]
    entries = [part for part in parts if part.startswith("entry")]
    yield from [*sorted(part for part in parts if part not in entries), *entries]


_WHOLE = re.compile(r'<span class="whole">([^<]*)</span>')


class _Reader(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self._lines: list[str] = []
        self._silent = False
        self.feed(text)
        self.close()

    @property
    def text(self) -> str:
        return "\n".join(self._lines)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._silent = tag in ("script", "style")
        if tag not in _SILENT:
            self._lines += [f"{name}={value}" for name, value in attrs if name in _SAYING]

    def handle_endtag(self, _tag: str) -> None:
        self._silent = False

    def handle_data(self, data: str) -> None:
        words = " ".join(data.split())
        if words and not self._silent:
            self._lines.append(words)
