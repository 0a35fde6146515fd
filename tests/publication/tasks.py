"""What the processes of a publication are asked to do in tests."""

import os
import sys
import time
from typing import Any

from nghitrinh.bundle import BundleError


def double(number: int) -> int:
    sys.stdout.write("what a function prints is no answer")
    return 2 * number


def refuse(why: str) -> None:
    raise BundleError("pages", why, code="refused")


def fail(why: str) -> None:
    raise ValueError(why)


class Unsendable(Exception):
    """An exception that another process cannot make again."""

    def __init__(self, *, why: str) -> None:
        super().__init__(why)
        self.why = why


def fail_unsendably(why: str) -> None:
    raise Unsendable(why=why)


def process(_: Any = None) -> int:
    time.sleep(0.05)
    return os.getpid()


def die(*_: Any) -> None:
    os._exit(7)


def wait(_: Any) -> None:
    time.sleep(600)
