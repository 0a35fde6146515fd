"""The exceptions of bundles, and the faults that verifying finds."""

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any


class BundleError(Exception):
    """A bundle cannot be read, written or trusted; the text names the file, what was found and what was expected.

    This library is read alone too, and speaks English. `code` and `where` are what a program holds on to, and from what
    an application makes words of its own language.
    """

    def __init__(self, where: Path | str, text: str, *, code: str) -> None:
        super().__init__(f"{where}: {text}")
        self.where, self.text, self.code = str(where), text, code

    def __reduce__(self) -> tuple[Any, ...]:
        """Go whole from one process of a publication to another, with what was noted of it."""
        return partial(type(self), code=self.code), (self.where, self.text), vars(self)


class UnderWay(BundleError):
    """Another publication holds the root."""


class NotSealed(BundleError):
    """What the root holds is not the release that its owner sealed: it is lost, older or another one."""


@dataclass(frozen=True)
class FileProblem:
    """One fault: the file inside the release, and what is wrong with it."""

    path: str
    what: str

    def __str__(self) -> str:
        return f"{self.path}: {self.what}"
