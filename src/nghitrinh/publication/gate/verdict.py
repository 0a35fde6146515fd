"""What the gate says of an article: what stops it, with both texts; and what one tick passes."""

from dataclasses import dataclass
from typing import Any

from nghitrinh.record.kernel.messages import Message, Text


@dataclass(frozen=True)
class Finding:
    """One thing that stops a release: the article's words beside what the record says.

    `place` is title, lead, body or image; `start` and `end` are offsets into that part without link marks.
    """

    place: str
    words: str
    record: Text
    label: Text | Message
    start: int
    end: int


@dataclass(frozen=True)
class GateVerdict:
    """The gate's answer about one version of an article, against the facts of one digest."""

    article_revision: int
    facts_digest: str
    findings: tuple[Finding, ...]
    unlinked: tuple[str, ...]

    @property
    def passed(self) -> bool:
        """Tell whether the article can be released: nothing contradicts, and every unlinked number was seen."""
        return not self.findings and not self.unlinked

    def parameter(self) -> dict[str, Any]:
        """Return the verdict as `article.release` takes it."""
        return {"article_revision": self.article_revision, "facts_digest": self.facts_digest}
