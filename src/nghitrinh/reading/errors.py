"""The one exception of the reader."""


class ReadingError(ValueError):
    """A file that cannot be read as a page: `name` of the file, what was `found`, what is `expected`."""

    def __init__(self, name: str, found: str, expected: str) -> None:
        super().__init__(f"{name}: found {found}, expected {expected}")
        self.name, self.found, self.expected = name, found, expected
