"""Faults in a line each: what a command refuses, or cannot do, reaches the user without a traceback."""

import errno
import json
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from typing import Any

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, connection
from django.utils import translation

from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.seal import Unsealed
from nghitrinh.settings.environment import SettingError

LANGUAGE = "en"  # of the command line


class Refused(ActError):
    """A command refuses, with one line: where, what was found and what was expected, which the message names."""

    def __str__(self) -> str:
        return f"{self.field}: {self.said()}" if self.field else self.said()


class PassedOn(Exception):
    """What a library below the record refuses, in its own English and with its code (`bundle.BundleError`)."""

    def __init__(self, error: Exception, *, code: str, field: str) -> None:
        super().__init__(str(error))
        self.code, self.field = code, field

    def as_json(self) -> dict[str, Any]:
        """Return the refusal as a program reads it."""
        said = {"code": self.code, "field": self.field, "message": str(self), "found": "", "expected": ""}
        return said | {"beside": []}


class Unanswered(Exception):
    """What was asked for is done and stands; only its answer could not be written."""


REFUSALS = (
    *(ActError, PassedOn, SettingError, Unsealed, ImproperlyConfigured),
    *(DatabaseError, sqlite3.Error, OSError),
)


@dataclass
class CommandOutcome:
    """The exit code of a command; 1 until it says otherwise."""

    code: int = 1


def _database(error: DatabaseError | sqlite3.Error) -> str:
    # A bundle's own database comes without Django.
    where = "the bundle's database" if isinstance(error, sqlite3.Error) else database_name()
    cause = str(error).strip().splitlines()[0]
    if "locked" in cause:
        return f"{where}: found it locked by another program, expected it free; nothing was written; try again later"
    if "readonly" in cause:
        return f"{where}: found it where nothing can be written, expected a home that can; nothing was written"
    if "full" in cause or "disk I/O" in cause:
        return f"{where}: found no room on the disk ({cause}), expected some; nothing was written"
    return f"{where}: the database refuses: {cause}"


def database_name(given: dict[str, Any] | None = None) -> str:
    """Return the file or the address of a database, described as Django's settings do; by default the record's."""
    given = given or connection.settings_dict
    return f"{given['HOST']}:{given['PORT']}/{given['NAME']}" if given.get("HOST") else str(given["NAME"])


def _system(error: OSError) -> str:
    where = error.filename or "what was being written"
    if error.errno in (errno.ENOSPC, errno.EDQUOT, errno.EFBIG):
        return f"{where}: found no room on the disk ({error.strerror}), expected some; what was there before stands"
    return f"{where}: {error.strerror or error}"


def error_lines(error: Exception) -> list[str]:
    """Return what went wrong in the language of the command line: a line for everything that an act refused."""
    if isinstance(error, ActError):
        with translation.override(LANGUAGE):
            return [str(each) for each in error.each()]
    if isinstance(error, DatabaseError | sqlite3.Error):
        return [_database(error)]
    return [_system(error) if isinstance(error, OSError) else str(error)]


def answer(text: str, *, done: str) -> None:
    """Print what came of a command that wrote; where that fails, say that `done` is done nevertheless."""
    try:
        print(text, flush=True)
    except OSError as error:
        _drop_output()
        raise Unanswered(
            f"{done} is done and stands; only the answer could not be written ({error.strerror})"
        ) from None


def _print_refusal(error: ActError | PassedOn) -> None:
    """Print on standard output what a program reads of a refusal, where it would have read the answer."""
    with translation.override(LANGUAGE):
        print(json.dumps({"refused": error.as_json()}, ensure_ascii=False))


@contextmanager
def in_one_line(*, as_json: bool = False) -> Iterator[CommandOutcome]:
    """Print a refusal or fault on standard error and set the code; mistakes of the program stay loud.

    With `as_json`, what an act refuses is printed on standard output too, with the code that programs hold on to.
    """
    outcome = CommandOutcome()
    try:
        yield outcome
        sys.stdout.flush()  # here a full disk can still be reported
    except Unanswered as error:
        outcome.code = 3
        print(f"nghitrinh: {error}", file=sys.stderr)
    except REFUSALS as error:
        outcome.code = 1
        if isinstance(error, OSError) and error.filename is None:
            _drop_output()
        if as_json and isinstance(error, ActError | PassedOn):
            _print_refusal(error)
        if not isinstance(error, BrokenPipeError):  # then whoever read has read enough
            for line in error_lines(error):
                print(f"nghitrinh: {line}", file=sys.stderr)


def _drop_output() -> None:
    """Let what cannot be written go: the interpreter would try again at its end, and say so with a traceback."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
