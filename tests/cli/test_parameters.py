"""Parameters as JSON: what cannot be meant is refused in one line, from the command line and from standard input."""

import io
import json
from collections.abc import Iterator

import pytest
from django.utils import translation

from nghitrinh.cli.faults import LANGUAGE, Refused
from nghitrinh.cli.parameters import MOST_DIGITS, MOST_LEVELS, parameters

REFUSED = {
    '{"by": "x"}': "found the key 'by', expected the user as --by",
    '{"name": "a", "name": "b"}': "found the key 'name' twice",
    '{"rows": [{"text": "a", "text": "b"}]}': "found the key 'text' twice",
    f'{{"edit": {"9" * 5000}}}': f"found a whole number of 5000 digits, expected at most {MOST_DIGITS}",
    '{"low": 1e999}': "found 1e999, expected a number that has an end",
    '{"low": NaN}': "found NaN, expected a number that has an end",
    '{"low": -Infinity}': "found -Infinity, expected a number that has an end",
    "[" * 100_000: "deep",
    '{"a": ' + "[" * MOST_LEVELS + "]" * MOST_LEVELS + "}": f"more than {MOST_LEVELS} deep",
    '{"name"': "line 1, column 8: found no JSON",
    "7": "found int, expected a JSON object",
}


@pytest.fixture(autouse=True)
def _as_the_command_line_speaks() -> Iterator[None]:
    with translation.override(LANGUAGE):
        yield


@pytest.mark.parametrize("given", REFUSED, ids=lambda given: given[:24])
def test_what_cannot_be_meant(given: str) -> None:
    with pytest.raises(Refused) as refused:
        parameters(given)
    assert str(refused.value).startswith("--json: ")
    assert REFUSED[given] in str(refused.value)
    assert "expected" in str(refused.value)


def test_what_can_be_meant() -> None:
    given = {"name": "Tỉnh", "edit": 3, "low": 12.5, "rows": [{"text": "a"}, {"text": "b"}]}
    assert parameters(json.dumps(given)) == given


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'\xef\xbb\xbf{"name": "a"}')))
    assert parameters("-") == {"name": "a"}
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(b'{"name": "\xff"}')))
    with pytest.raises(Refused, match="--json: found a byte 0xff at 10 that is not UTF-8"):
        parameters("-")
    monkeypatch.setattr("sys.stdin", None)
    with pytest.raises(Refused, match="--json: found standard input closed, expected a JSON object"):
        parameters("-")
