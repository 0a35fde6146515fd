"""What an area of the desk calls the things of the record: its acts, its columns, the parts of its nouns.

An area has one `Vocabulary` in its `words.py`; `desk.nouns` puts them together. Words are made when a line of the
journal is read, so what was sealed is named by the words of today.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.functional import Promise

Words = Mapping[str, Promise]


@dataclass(frozen=True)
class PartWords:
    """What the record keeps and is no noun: a part of one, or a name that many nouns share.

    `place` says where one stands ("điểm 1, số liệu 2"), and reads of its `related` objects; where that says enough
    beside one column, the column is `alone`. The columns of one that `is_own` are said as if they were its noun's.
    What `is_known` every reader of a line may know by its label; of anything else the kind is said.
    """

    model: type[Any]
    words: Promise
    place: Callable[[Any], str] | None = None
    related: tuple[str, ...] = ()
    alone: str = ""
    is_own: bool = False
    is_known: bool = False

    @property
    def key(self) -> str:
        """Return the word under which the journal names it: its model's."""
        return str(self.model._meta.model_name)


class PathWords(NamedTuple):
    """What a change is of that is no column: the words before its name, its name, and the values it can have."""

    before: str
    name: str
    choices: Mapping[str, object]


def _no_path(_: str) -> None:
    return None


def _nothing(_: object) -> list[tuple[str, str]]:
    return []


@dataclass(frozen=True, kw_only=True)
class ReleasePage:
    """The page on which objects of a noun are released: its words, and what a release of one would make public now.

    A release is offered while it has contents, or while it `offers` one, where that is quicker to know.
    `remarks` says what whoever presses must know besides: what is held back, what goes along; each with the address of
    what it is about, or none. `said_in` has title, note and answer of an object of another form.
    """

    contents: Callable[[Any], list[Any]]
    title: Promise
    note: Promise
    said: Promise
    remarks: Callable[[Any], list[tuple[str, str]]] = _nothing
    offers: Callable[[Any], bool] | None = None
    said_in: Mapping[str, tuple[Promise, Promise, Promise]] = field(default_factory=dict)

    def words_for(self, noun: Any) -> tuple[str, str, str]:
        """Return the title, the note and the answer of an object's page."""
        title, note, said = self.said_in.get(getattr(noun, "form", ""), (self.title, self.note, self.said))
        return str(title), str(note), str(said)


@dataclass(frozen=True)
class Vocabulary:
    """The words of one area: its verbs by name, its columns by name, the parts of its nouns.

    `asks` names the verbs that nothing takes back, and says so: their buttons ask before they act.
    `signs` are the badges of the noun's states, as style and icon; what is not named is drawn plain. `path` reads the
    names that lines of the journal give to what is no column of a noun; its values are text.
    """

    verbs: Words = field(default_factory=dict)
    asks: Words = field(default_factory=dict)
    fields: Words = field(default_factory=dict)
    signs: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    parts: tuple[PartWords, ...] = ()
    path: Callable[[str], PathWords | None] = _no_path
