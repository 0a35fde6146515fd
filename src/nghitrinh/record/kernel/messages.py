"""Messages with named values, put together where they are read: in the reader's language and writing of days.

An act runs in the record's language; whoever reads why it refused may read another one. So a message keeps its lazy
text and its values apart until then.
"""

from collections.abc import Callable, Iterable
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext

Text = str | Promise
Write = Callable[[object], str]


class Message:
    """A lazy text with `%(name)s` for its values.

    A value may be a lazy label, another message, or a tuple of values of which any one would do.
    """

    def __init__(self, text: Text, **values: object) -> None:
        self.text, self.values = text, values

    def read(self, write: Write = str, **values: object) -> str:
        """Return the message in the active language; `write` writes its values, `values` stand for its own."""
        if not self.values and not values:
            return str(self.text)
        mine = (self.values | values).items()
        given = {name: value if isinstance(value, int) else written(value, write) for name, value in mine}
        return str(self.text) % given

    def __str__(self) -> str:
        return self.read()

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Message) and (self.text, self.values) == (other.text, other.values)

    def __hash__(self) -> int:
        return hash((str(self.text), tuple(sorted(self.values))))


def written(value: object, write: Write = str) -> str:
    """Return a value of a message as text: alternatives joined by "or", days and numbers as `write` has them."""
    if isinstance(value, Message):
        return value.read(write)
    if isinstance(value, tuple):
        return gettext(" hoặc ").join(written(each, write) for each in value)
    return write(value)


def label_of(row: Any, field: str = "state") -> Text:
    """Return the label of a row's choice, such as its state, not yet in any language."""
    return label_in(row, field, getattr(row, field))


def label_in(row: Any, field: str, value: str) -> Text:
    """Return the label that a choice has, or would have, in a row: its own where the row says it otherwise than all."""
    said: Text | None = row.label_of_choice(field, value) if hasattr(row, "label_of_choice") else None
    return labels_of(type(row), [value], field)[0] if said is None else said


def labels_of(model: Any, values: Iterable[str], field: str = "state") -> tuple[Text, ...]:
    """Return the labels of several choices of a model's field."""
    labels = dict(model._meta.get_field(field).flatchoices)
    return tuple(labels.get(value, value) for value in values)
