"""`nghitrinh read FILE… [--json]`."""

import argparse
import json
import sys
from collections.abc import Sequence

from nghitrinh.reading.as_text import as_text
from nghitrinh.reading.errors import ReadingError
from nghitrinh.reading.facts import Reading
from nghitrinh.reading.files import MAX_HTML_BYTES, bytes_of
from nghitrinh.reading.sandbox import Sandbox


def main(argv: Sequence[str] | None = None) -> int:
    """Read the files named (`-`: standard input) and print what they say; 1 when any of them cannot be read.

    With --json: one object for one file; for several, one object a line, each with its name under "source".
    """
    options = _parser().parse_args(argv)
    failed = False
    with Sandbox() as reader:
        for name in options.files:
            try:
                reading = reader.read(_bytes(name), name)
            except ReadingError as error:
                sys.stderr.write(f"nghitrinh read: {error}\n")
                failed = True
                continue
            sys.stdout.write(_shown(reading, as_json=options.json, many=len(options.files) > 1))
    return 1 if failed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="nghitrinh read", description="Read the facts off published pages.")
    parser.add_argument("files", nargs="+", metavar="FILE", help="text or HTML in UTF-8; - is standard input")
    parser.add_argument("--json", action="store_true", help="print the reading as JSON (docs/reading.md)")
    return parser


def _bytes(name: str) -> bytes:
    if name != "-":
        return bytes_of(name)
    if sys.stdin is None:
        raise ReadingError(name, "standard input closed", "the text of a page", code="unreadable")
    return sys.stdin.buffer.read(MAX_HTML_BYTES + 1)


def _shown(reading: Reading, *, as_json: bool, many: bool) -> str:
    if as_json:
        return json.dumps(reading.as_json(), ensure_ascii=False, indent=None if many else 2) + "\n"
    return as_text(reading) + "\n"
