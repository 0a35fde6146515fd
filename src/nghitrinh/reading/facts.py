"""What a reading consists of: facts, each with its place in the source, and the groups they stand in."""

from dataclasses import dataclass, field

Json = dict[str, object]


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


@dataclass(frozen=True)
class Chair(Fact):
    """Who is said to chair: value is the name; `posts` as the page writes them, or None."""

    posts: str | None = None

    def as_json(self) -> Json:
        """Return the fact with "posts"."""
        return {**super().as_json(), "posts": self.posts}


@dataclass(frozen=True)
class Item(Fact):
    """A matter the meeting dealt with; `outcome` is one of the record's outcomes, in the page's words, or None."""

    outcome: Fact | None = None

    def as_json(self) -> Json:
        """Return the fact with "outcome"."""
        return {**super().as_json(), "outcome": _json(self.outcome)}


@dataclass(frozen=True)
class Quantity(Fact):
    """A figure: `low` and `high` as plain decimal text (equal for one figure, None for '3/4 members'), unit, hedge."""

    low: str | None = None
    high: str | None = None
    unit: str | None = None
    hedge: str | None = None

    def as_json(self) -> Json:
        """Return the fact with "low", "high", "unit", "hedge"."""
        parts = {"low": _number(self.low), "high": _number(self.high), "unit": self.unit, "hedge": self.hedge}
        return {**super().as_json(), **parts}


@dataclass(frozen=True)
class Charge:
    """What somebody is charged with; `partners` (phối hợp) has the key "with" in JSON.

    `due_again` is another due date that the page gives the same task: a contradiction, told as one.
    """

    task: Fact
    responsible: Fact | None = None
    through: Fact | None = None
    partners: Fact | None = None
    report_to: Fact | None = None
    due: Fact | None = None
    due_again: Fact | None = None

    def as_json(self) -> Json:
        """Return {"responsible", "through", "with", "task", "report_to", "due"} of facts or None."""
        return {
            "responsible": _json(self.responsible),
            "through": _json(self.through),
            "with": _json(self.partners),
            "task": self.task.as_json(),
            "report_to": _json(self.report_to),
            "due": _json(self.due),
        }


@dataclass(frozen=True)
class Contradiction:
    """Two facts of one page that cannot both be true; `why` is a Vietnamese sentence for the person who decides."""

    field: str
    a: Fact
    b: Fact
    why: str

    def as_json(self) -> Json:
        """Return {"field", "a", "b", "why"}."""
        return {"field": self.field, "a": self.a.as_json(), "b": self.b.as_json(), "why": self.why}


@dataclass(frozen=True)
class Origin:
    """Where the text came from: the file's name ('-' is standard input), text or html, digest of its bytes."""

    name: str
    kind: str
    sha256: str


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
    contradictions: list[Contradiction] = field(default_factory=list)
    is_session: bool = False
    origin: Origin | None = None

    def as_json(self) -> Json:
        """Return the reading as plain data: the keys are those of docs/reading.md, in its order."""
        single = ("title", "lead", "byline", "published_at", "organization", "number", "term", "date")
        lists = ("chair", "items", "charges", "quantities", "places", "documents", "contradictions")
        return {
            **{name: _json(getattr(self, name)) for name in single},
            **{name: [entry.as_json() for entry in getattr(self, name)] for name in lists},
            "is_session": self.is_session,
            "source": self._source(),
        }

    def _source(self) -> Json:
        origin = self.origin
        if origin is None:
            return {"name": None, "kind": "text", "sha256": None, "text": None}
        text = self.source if origin.kind == "html" else None
        return {"name": origin.name, "kind": origin.kind, "sha256": origin.sha256, "text": text}


def _json(fact: Fact | None) -> Json | None:
    return fact.as_json() if fact is not None else None


def _number(text: str | None) -> int | float | None:
    """Return decimal text as JSON has numbers: whole ones whole."""
    return None if text is None else int(text) if text.lstrip("-").isdigit() else float(text)
