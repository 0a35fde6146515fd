"""Two versions of a paper held against each other: their own words and their files, each with its counterpart."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass

from nghitrinh.contents.differences import Comparison
from nghitrinh.desk.kit.comparisons import compared
from nghitrinh.desk.kit.file_contents import WHY_NOT, text_of
from nghitrinh.desk.papers.counterparts import Held, counterparts
from nghitrinh.record.kernel.ordering import in_order
from nghitrinh.record.papers.models import File, PaperRevision


@dataclass(frozen=True)
class Part:
    """What a version consists of: a file, or where `file` is None its own words; `why_not` where none can be read."""

    held: Held
    file: File | None = None
    why_not: str = ""


@dataclass(frozen=True)
class ComparedPart:
    """A part of one version and its counterpart of the other; one of them is None where it is new or gone.

    `comparison` is how their words differ, or all of them where it stands alone; None where a part has none.
    """

    old: Part | None
    new: Part | None
    comparison: Comparison | None = None

    @property
    def sides(self) -> list[Part]:
        """The parts that there are."""
        return [part for part in (self.old, self.new) if part is not None]

    @property
    def is_same(self) -> bool:
        """Whether nothing changed: the same bytes, or other bytes with the same words."""
        if self.old is None or self.new is None:
            return False
        if self.old.held.digest == self.new.held.digest:
            return True
        return self.comparison is not None and all(word.kind == "same" for word in self.comparison.words)

    @property
    def is_renamed(self) -> bool:
        """Whether the counterparts have different names."""
        return self.old is not None and self.new is not None and self.old.held.name != self.new.held.name


def compared_parts(old: PaperRevision, new: PaperRevision) -> list[ComparedPart]:
    """Return every part of two versions once, beside its counterpart."""
    before, after = list(_parts(old)), list(_parts(new))
    pairs = counterparts([part.held for part in before], [part.held for part in after])
    return [
        _compared(before[at] if at is not None else None, after[there] if there is not None else None)
        for at, there in pairs
    ]


def _parts(version: PaperRevision) -> Iterator[Part]:
    """A version's own words are a part like its files: what was typed once may come as a file later."""
    if version.body:
        yield Part(Held("", hashlib.sha256(version.body.encode("utf-8", "surrogatepass")).hexdigest(), version.body))
    for file in version.files.order_by(in_order("name"), "pk"):
        said = text_of(file.digest)
        why_not = str(WHY_NOT[said.code]) if said.code else ""
        yield Part(Held(file.name, file.digest, said.text if not why_not else ""), file, why_not)


def _compared(old: Part | None, new: Part | None) -> ComparedPart:
    sides = [part for part in (old, new) if part is not None]
    if len({part.held.digest for part in sides}) < len(sides) or any(part.why_not for part in sides):
        return ComparedPart(old, new)
    return ComparedPart(old, new, compared(*(part.held.text if part else "" for part in (old, new))))
