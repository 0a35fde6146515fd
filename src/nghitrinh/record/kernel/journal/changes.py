"""What an act changed, as its journal line says it: a list of values by object and column, without words.

Words are made when a line is read, in the reader's language. Lines of version 1 said it in other ways, some of them in
prose: `version1` reads those as far as they go.
"""

from dataclasses import dataclass
from typing import Any

from nghitrinh.record.kernel.journal import version1
from nghitrinh.record.kernel.models import Journal


@dataclass(frozen=True)
class Change:
    """One value that changed: of which object (`task:<id>`), in which column, from what to what, as JSON knows it.

    `words` names what changed where a line of version 1 has no column for it; then `of` is the line's subject.
    """

    of: str
    field: str
    old: Any
    new: Any
    words: str = ""

    @property
    def kind(self) -> str:
        """Return the kind of the object: the name of its model."""
        return self.of.partition(":")[0]

    @property
    def key(self) -> str:
        """Return the identifier of the object."""
        return self.of.partition(":")[2]


def changes_of(line: Journal, content: dict[str, Any] | None) -> list[Change]:
    """Return what a line says was changed; nothing where its content was erased."""
    if content is None:
        return []
    changes = content["changes"] if line.version > 1 else version1.changes(line.act, line.subject, content)
    return [Change(**change) for change in changes]
