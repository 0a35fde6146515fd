"""The one exception of the reader."""

from typing import NamedTuple


class ReadingError(ValueError):
    """A file that cannot be read as a page: `name` of the file, what was `found`, what is `expected`.

    `code` is what a program holds on to: not_a_page, not_utf8, empty, too_large, too_slow.
    """

    def __init__(self, name: str, found: str, expected: str, *, code: str = "not_a_page") -> None:
        super().__init__(f"{name}: found {found}, expected {expected}")
        self.name, self.found, self.expected, self.code = name, found, expected, code


class Refusal(NamedTuple):
    """What a process of its own answers about a file that is no page."""

    found: str
    expected: str
    code: str
