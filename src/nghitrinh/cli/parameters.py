"""The parameters of an act as JSON, from the command line or standard input: refused unless they can be meant."""

import json
import math
import sys
from typing import Any

from nghitrinh.cli.faults import Refused

MOST_DIGITS = 30
MOST_LEVELS = 50
_EXPECTED = "expected a JSON object of parameters"


def parameters(given: str) -> dict[str, Any]:
    """Return the parameters that `--json` gives: the text itself, or `-` for standard input."""
    raw = _standard_input() if given == "-" else given
    try:
        found = json.loads(
            raw, object_pairs_hook=_object, parse_int=_whole, parse_float=_number, parse_constant=_number
        )
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise Refused(f"--json: {where}: found no JSON ({error.msg}), {_EXPECTED}") from None
    except RecursionError:
        raise _too_deep() from None
    if not isinstance(found, dict):
        raise Refused(f"--json: found {type(found).__name__}, {_EXPECTED}")
    if "by" in found:
        raise Refused("--json: found the key 'by', expected the user as --by")
    _require_shallow(found, MOST_LEVELS)
    return found


def _standard_input() -> str:
    if sys.stdin is None:
        raise Refused(f"--json: found standard input closed, {_EXPECTED}")
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        found = f"a byte 0x{data[error.start]:02x} at {error.start} that is not UTF-8"
        raise Refused(f"--json: found {found}, {_EXPECTED} in UTF-8") from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of a key that it names twice nobody could say which value is meant."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused(f"--json: found the key {key!r} twice in one object, expected it once")
        found[key] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Refused(f"--json: found a whole number of {len(digits)} digits, expected at most {MOST_DIGITS}")
    return int(digits)


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Refused(f"--json: found {text[:MOST_DIGITS]}, expected a number that has an end")
    return number


def _require_shallow(value: Any, levels: int) -> None:
    """Refuse what is nested deeper than any act's parameters: whatever walks it afterwards calls itself."""
    if not isinstance(value, dict | list):
        return
    if levels == 0:
        raise _too_deep()
    for each in value.values() if isinstance(value, dict) else value:
        _require_shallow(each, levels - 1)


def _too_deep() -> Refused:
    return Refused(f"--json: found lists or objects more than {MOST_LEVELS} deep, {_EXPECTED}")
