"""Faults in one line: what a command refuses, or cannot do, reaches the user without a traceback."""

import errno
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.core.exceptions import ImproperlyConfigured
from django.db import DatabaseError, OperationalError

from nghitrinh.record.kernel.errors import ActError
from nghitrinh.record.kernel.seal import Unsealed
from nghitrinh.record.kernel.storage import StorageFault
from nghitrinh.settings.environment import SettingError


class Refused(Exception):
    """A command refuses, with one line that says what was found and what was expected."""


@dataclass
class Outcome:
    """The exit code of a command; 1 until it says otherwise."""

    code: int = 1


def _database(error: DatabaseError) -> str:
    cause = error.__cause__
    if isinstance(cause, sqlite3.OperationalError) and "locked" in str(cause):
        return "the database is locked by another program; nothing was written; try again when it has finished"
    if isinstance(cause, sqlite3.OperationalError) and "full" in str(cause):
        return "the disk is full; nothing was written"
    return f"the database refuses: {str(error).strip().splitlines()[0]}"


def _system(error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"the disk is full: {error.filename or ''}; nothing was lost"
    return f"{error.filename or 'system'}: {error.strerror or error}"


@contextmanager
def in_one_line() -> Iterator[Outcome]:
    """Print a refusal or fault on standard error and leave the code at 1; mistakes of the program stay loud."""
    outcome = Outcome()
    try:
        yield outcome
    except (ActError, Refused, SettingError, StorageFault, Unsealed, ImproperlyConfigured) as error:
        print(f"nghitrinh: {error}", file=sys.stderr)
    except (OperationalError, DatabaseError) as error:
        print(f"nghitrinh: {_database(error)}", file=sys.stderr)
    except OSError as error:
        print(f"nghitrinh: {_system(error)}", file=sys.stderr)
    except KeyboardInterrupt:
        outcome.code = 130
