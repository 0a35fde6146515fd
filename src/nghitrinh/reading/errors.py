"""The one exception of the reader."""

CODES = (
    *("unreadable", "empty", "too_large", "other_file", "not_utf8", "zero_byte", "old_encoding"),
    *("too_slow", "no_content", "broken_html", "too_deep", "too_many_elements"),
)


class ReadingError(ValueError):
    """A file that cannot be read as a page: `name` of the file, what was `found`, what is `expected`.

    This library is used alone too, and speaks English. `code` is what a program holds on to, and from what an
    application makes words of its own language: one of CODES.
    """

    def __init__(self, name: str, found: str, expected: str, *, code: str) -> None:
        super().__init__(f"{name}: found {found}, expected {expected}")
        self.name, self.found, self.expected, self.code = name, found, expected, code
