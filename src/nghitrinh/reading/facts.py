"""What a reading consists of: facts, each with its place in the source, and the groups they stand in."""

from collections.abc import Mapping
from dataclasses import dataclass, field, fields, is_dataclass, replace
from decimal import Decimal
from typing import Any, Self

Json = dict[str, object]
Stored = Mapping[str, Any]


@dataclass(frozen=True)
class Fact:
    """One thing the page says: its value (a number, an ISO date, a name, a text), its words, and where they stand.

    `text` is exactly `source[start:end]`; offsets count characters.
    """

    value: str | int
    text: str
    start: int
    end: int

    def as_json(self) -> Json:
        """Return {"value", "text", "span": [start, end]}."""
        return {"value": self.value, "text": self.text, "span": [self.start, self.end]}

    @classmethod
    def from_json(cls, stored: Stored) -> Self:
        """Return the fact that `as_json` gave."""
        return cls(*_parts(stored))


@dataclass(frozen=True)
class Chair(Fact):
    """Who is said to chair: value is the name; `posts` as the page writes them, or None."""

    posts: str | None = None

    def as_json(self) -> Json:
        """Return the fact with "posts"."""
        return {**super().as_json(), "posts": self.posts}

    @classmethod
    def from_json(cls, stored: Stored) -> Self:
        """Return the chair that `as_json` gave."""
        return cls(*_parts(stored), posts=stored.get("posts"))


@dataclass(frozen=True)
class Item(Fact):
    """An item the meeting dealt with; `outcome` is one of the record's outcomes, in the page's words, or None."""

    outcome: Fact | None = None

    def as_json(self) -> Json:
        """Return the fact with "outcome"."""
        return {**super().as_json(), "outcome": _json(self.outcome)}

    @classmethod
    def from_json(cls, stored: Stored) -> Self:
        """Return the item that `as_json` gave."""
        return cls(*_parts(stored), outcome=_fact(stored.get("outcome")))


@dataclass(frozen=True)
class Quantity(Fact):
    """A figure: `low` and `high` as plain decimal text (equal for one figure, None for '3/4 members'), unit, hedge."""

    low: str | None = None
    high: str | None = None
    unit: str | None = None
    hedge: str | None = None

    def as_json(self) -> Json:
        """Return the fact with "low", "high", "unit", "hedge"."""
        parts = {"low": self.low, "high": self.high, "unit": self.unit, "hedge": self.hedge}
        return {**super().as_json(), **parts}

    @classmethod
    def from_json(cls, stored: Stored) -> Self:
        """Return the figure that `as_json` gave; older readings have numbers for `low` and `high`."""
        low, high = _decimal(stored.get("low")), _decimal(stored.get("high"))
        return cls(*_parts(stored), low=low, high=high, unit=stored.get("unit"), hedge=stored.get("hedge"))


@dataclass(frozen=True)
class Charge:
    """What somebody is charged with; `with_bodies` (phối hợp) has the key "with" in JSON.

    `due_again` is another due date that the page gives the same task: a contradiction, reported as one.
    """

    task: Fact
    responsible: Fact | None = None
    through: Fact | None = None
    with_bodies: Fact | None = None
    report_to: Fact | None = None
    due: Fact | None = None
    due_again: Fact | None = None

    def as_json(self) -> Json:
        """Return {"responsible", "through", "with", "task", "report_to", "due"} of facts or None."""
        return {
            "responsible": _json(self.responsible),
            "through": _json(self.through),
            "with": _json(self.with_bodies),
            "task": self.task.as_json(),
            "report_to": _json(self.report_to),
            "due": _json(self.due),
        }

    @classmethod
    def from_json(cls, stored: Stored) -> Self:
        """Return the charge that `as_json` gave: without `due_again`, which is among the contradictions."""
        return cls(
            task=Fact.from_json(stored["task"]),
            responsible=_fact(stored.get("responsible")),
            through=_fact(stored.get("through")),
            with_bodies=_fact(stored.get("with")),
            report_to=_fact(stored.get("report_to")),
            due=_fact(stored.get("due")),
        )


@dataclass(frozen=True)
class PageContradiction:
    """Two facts of one page that cannot both be true; `why` is a Vietnamese sentence for the person who decides."""

    field: str
    a: Fact
    b: Fact
    why: str

    def as_json(self) -> Json:
        """Return {"field", "a", "b", "why"}."""
        return {"field": self.field, "a": self.a.as_json(), "b": self.b.as_json(), "why": self.why}

    @classmethod
    def from_json(cls, stored: Stored) -> Self:
        """Return the contradiction that `as_json` gave."""
        a, b = Fact.from_json(stored["a"]), Fact.from_json(stored["b"])
        return cls(str(stored["field"]), a, b, str(stored.get("why", "")))


@dataclass(frozen=True)
class Origin:
    """Where the text came from: the file's name ('-' is standard input), text or html, digest of its bytes."""

    name: str
    kind: str
    sha256: str


_SINGLE = ("title", "lead", "byline", "published_at", "organization", "number", "term", "date")
_LISTS: dict[str, Any] = {
    "chair": Chair,
    "items": Item,
    "charges": Charge,
    "quantities": Quantity,
    "places": Fact,
    "documents": Fact,
    "contradictions": PageContradiction,
}


@dataclass(frozen=True)
class Reading:
    """All that was read off one page; None and empty lists where the page does not say.

    `source` is the text into which every span points: the file's text, or what was extracted from its HTML.
    """

    source: str
    title: Fact | None = None
    lead: Fact | None = None
    byline: Fact | None = None
    published_at: Fact | None = None
    organization: Fact | None = None
    number: Fact | None = None
    term: Fact | None = None
    date: Fact | None = None
    chair: list[Chair] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    charges: list[Charge] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    places: list[Fact] = field(default_factory=list)
    documents: list[Fact] = field(default_factory=list)
    contradictions: list[PageContradiction] = field(default_factory=list)
    is_session: bool = False
    origin: Origin | None = None

    def as_json(self) -> Json:
        """Return the reading as plain data: the keys are those of docs/reading.md, in its order."""
        return {
            **{name: _json(getattr(self, name)) for name in _SINGLE},
            **{name: [entry.as_json() for entry in getattr(self, name)] for name in _LISTS},
            "is_session": self.is_session,
            "source": self._source(),
        }

    @classmethod
    def from_json(cls, stored: Stored, source: str) -> Self:
        """Return the reading that `as_json` gave of a source; its origin is not kept with it."""
        single: dict[str, Any] = {name: _fact(stored.get(name)) for name in _SINGLE}
        lists: dict[str, Any] = {
            name: [kind.from_json(each) for each in stored.get(name) or ()] for name, kind in _LISTS.items()
        }
        return cls(source=source, **single, **lists, is_session=bool(stored.get("is_session")))

    def stripped(self) -> Self:
        """Return the reading over its source without white space at the ends: nothing is read again."""
        margin = len(self.source) - len(self.source.lstrip())
        moved: Self = _moved(self, margin)
        return replace(moved, source=self.source.strip())

    def _source(self) -> Json:
        origin = self.origin
        if origin is None:
            return {"name": None, "kind": "text", "sha256": None, "text": None}
        text = self.source if origin.kind == "html" else None
        return {"name": origin.name, "kind": origin.kind, "sha256": origin.sha256, "text": text}


def _json(fact: Fact | None) -> Json | None:
    return fact.as_json() if fact is not None else None


def _moved(value: Any, margin: int) -> Any:
    """Return facts, and what consists of facts, with every place so many characters nearer to the beginning."""
    if isinstance(value, list):
        return [_moved(entry, margin) for entry in value]
    if not is_dataclass(value) or isinstance(value, type):
        return value
    parts = {part.name: _moved(getattr(value, part.name), margin) for part in fields(value)}
    if isinstance(value, Fact):
        parts |= {"start": value.start - margin, "end": value.end - margin}
    return replace(value, **parts)


def _fact(stored: Stored | None) -> Fact | None:
    return Fact.from_json(stored) if stored else None


def _parts(stored: Stored) -> tuple[str | int, str, int, int]:
    start, end = stored.get("span") or (0, 0)
    return stored["value"], str(stored.get("text", "")), int(start), int(end)


def _decimal(stored: str | float | None) -> str | None:
    return f"{Decimal(str(stored)):f}" if isinstance(stored, int | float) else stored
