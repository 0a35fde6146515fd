"""The parameters of an act as JSON, from the command line or standard input: refused unless they can be meant."""

import json
import math
import sys
from typing import Any

from django.utils.translation import gettext_lazy as _

from nghitrinh.cli.faults import Refused

MOST_DIGITS = 30
MOST_LEVELS = 50
_FIELD = "--json"


def parameters(given: str) -> dict[str, Any]:
    """Return the parameters that `--json` gives: the text itself, or `-` for standard input."""
    raw = _standard_input() if given == "-" else given
    try:
        found = json.loads(
            raw, object_pairs_hook=_object, parse_int=_whole, parse_float=_number, parse_constant=_number
        )
    except json.JSONDecodeError as error:
        raise Refused(
            _("dòng %(line)s, cột %(column)s: không phải JSON (%(found)s), cần một đối tượng JSON gồm các tham số"),
            code="json_malformed",
            field=_FIELD,
            found=error.msg,
            line=error.lineno,
            column=error.colno,
        ) from None
    except RecursionError:
        raise _too_deep() from None
    if not isinstance(found, dict):
        raise Refused(
            _("thấy %(found)s, cần một đối tượng JSON gồm các tham số"),
            code="json_no_object",
            field=_FIELD,
            found=type(found).__name__,
        )
    if "by" in found:
        raise Refused(_("thấy khóa 'by', cần người dùng ở --by"), code="json_with_user", field=_FIELD)
    _require_shallow(found, MOST_LEVELS)
    return found


def _standard_input() -> str:
    if sys.stdin is None:
        raise Refused(
            _("lối vào chuẩn đã đóng, cần một đối tượng JSON gồm các tham số"), code="input_closed", field=_FIELD
        )
    data = sys.stdin.buffer.read()
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refused(
            _("thấy byte %(found)s ở chỗ %(offset)s không phải UTF-8, cần một đối tượng JSON mã UTF-8"),
            code="json_not_utf8",
            field=_FIELD,
            found=f"0x{data[error.start]:02x}",
            offset=error.start,
        ) from None


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return an object; of a key that it names twice nobody could say which value is meant."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise Refused(
                _("thấy khóa %(found)s hai lần trong một đối tượng, cần một lần"),
                code="json_key_twice",
                field=_FIELD,
                found=repr(key),
            )
        found[key] = value
    return found


def _whole(digits: str) -> int:
    if len(digits) > MOST_DIGITS:
        raise Refused(
            _("thấy một số nguyên %(found)s chữ số, cần nhiều nhất %(most)s"),
            code="json_number_too_long",
            field=_FIELD,
            found=len(digits),
            most=MOST_DIGITS,
        )
    return int(digits)


def _number(text: str) -> float:
    number = float(text)
    if not math.isfinite(number):
        raise Refused(
            _("thấy %(found)s, cần một số có giới hạn"),
            code="json_number_endless",
            field=_FIELD,
            found=text[:MOST_DIGITS],
        )
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
    return Refused(
        _("thấy danh sách hay đối tượng lồng sâu hơn %(most)s tầng, cần một đối tượng JSON gồm các tham số"),
        code="json_too_deep",
        field=_FIELD,
        most=MOST_LEVELS,
    )
