"""Hand-written articles with the facts of their meetings: linked phrases by mark, header phrases by a list."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

from nghitrinh.publication.gate.text import KnownFacts, Text
from nghitrinh.record.articles.facts import ArticleFact
from nghitrinh.record.articles.writing import LINKED
from nghitrinh.record.decisions.wording import render_range

# The pages on which the gate's rules were mended, and those written before any rule was looked at for them.
FOLDERS = {name: Path(__file__).parent / name for name in ("pages", "fresh")}
PARTS = ("title", "lead", "body")


@dataclass(frozen=True)
class Phrase:
    """A phrase that tells a fact: in which part it stands, from where to where in the marked text, and whose it is."""

    part: str
    start: int
    end: int
    words: str
    fact: str
    linked: bool


@dataclass(frozen=True)
class Page:
    """One article and what the record has around it."""

    name: str
    parts: dict[str, str]
    known: KnownFacts
    facts: dict[str, ArticleFact]
    header: tuple[tuple[str, str, str], ...]

    def text(self, **changed: str) -> Text:
        """Return the article, with some parts changed."""
        links = {mark: fact.link for mark, fact in self.facts.items()}
        return Text(**(self.parts | changed), links=links)

    def phrases(self) -> Iterator[Phrase]:
        """Yield the linked phrases, and those of title and lead that tell a header fact."""
        for part in PARTS:
            for found in LINKED.finditer(self.parts[part]):
                yield Phrase(part, found.start(1), found.end(1), found[1], found[2], linked=True)
        for part, words, fact in self.header:
            start = self.parts[part].index(words)
            yield Phrase(part, start, start + len(words), words, fact, linked=False)


def load_pages(*folders: str) -> list[Page]:
    """Return every page of the folders named (of all, when none is), in the order of their names."""
    return [_page(path) for name in folders or FOLDERS for path in sorted(FOLDERS[name].glob("*.json"))]


def _page(path: Path) -> Page:
    content = json.loads(path.read_text("utf-8"))
    facts = {key: _fact(key, given) for key, given in content["facts"].items()}
    known = KnownFacts(
        tuple(facts.values()), tuple(content["words"]), tuple(content["organizations"]), content["jurisdiction"]
    )
    header = tuple((part, words, fact) for part, words, fact in content["header"])
    return Page(path.stem, {part: content[part] for part in PARTS}, known, facts, header)


def _fact(key: str, given: dict[str, Any]) -> ArticleFact:
    low, high = (Decimal(given[name]) if name in given else None for name in ("low", "high"))
    on = date.fromisoformat(given["on"]) if "on" in given else None
    exact, unit = given.get("exact", True), given.get("unit", "")
    value = str(given.get("number") or on or "; ".join(given.get("names", [])))
    if low is not None and high is not None:
        value = render_range(low=low, high=high, unit=unit, exact=exact)
    return ArticleFact(
        kind=given["kind"],
        key=key,
        label=given.get("label", given["kind"]),
        value=value,
        names=tuple(given.get("names", ())),
        number=given.get("number"),
        on=on,
        low=low,
        high=high,
        unit=unit,
        exact=exact,
    )
